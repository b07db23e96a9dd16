"""Finds people in texts, however their names are written."""
