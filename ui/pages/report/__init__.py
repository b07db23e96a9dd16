"""What is missing, the real pages, and the finished file."""
