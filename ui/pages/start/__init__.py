"""The page that is shown while no file is open."""
