"""People, documents and indicators: each a table with the details of the selected row below it."""
