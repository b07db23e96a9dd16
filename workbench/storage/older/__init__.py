"""Files of formats 1 and 2: their layouts, and how what they contain becomes a file of format 3."""
