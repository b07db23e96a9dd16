"""Tables as spreadsheets and word processors put them on the clipboard: texts with tabs, and HTML, read and written."""
