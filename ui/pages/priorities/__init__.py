"""The eight criteria for all activities."""
