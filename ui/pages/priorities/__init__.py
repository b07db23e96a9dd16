"""The activities with their ratings on the eight criteria, and their priorities."""
