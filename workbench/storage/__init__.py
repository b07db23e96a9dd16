"""The only place with SQL: the file's layout, the connection, the write path, checks for damage, and named reads."""
