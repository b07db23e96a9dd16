"""Makes a working assessment of a damaged file: of what is in its bytes, of an automatic copy, and of the checklist."""
