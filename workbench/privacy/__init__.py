"""Names of people, and where they stand in a text."""
