"""The one place that knows SQL: the file's layout, the connection, the write path, damage checks and named reads."""
