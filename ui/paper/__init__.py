"""Paper: the pages of a document on the screen, on a printer, and in a file."""
