"""The pages of the window, one for each stage, and the start page."""
