"""Reads the bytes of a damaged file without SQLite: pages, cells, records, and which table each row belongs to."""
