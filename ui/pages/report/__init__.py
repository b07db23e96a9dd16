"""The report: what is missing in it, its pages, its file, and the names that a public edition would reveal."""
