"""Light structure in texts: paragraphs, lists, bold words, simple tables, written with a few signs that anybody can read."""
