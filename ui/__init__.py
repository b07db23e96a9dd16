"""The window: shows the core and calls it. No SQL, no rule of the field."""
