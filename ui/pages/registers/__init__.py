"""People, documents and indicators: a table, and the chosen row below it."""
