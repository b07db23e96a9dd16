"""Sessions as they are planned, run and end."""
