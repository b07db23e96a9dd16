"""The computer around the program: folders, disks, files from outside."""
