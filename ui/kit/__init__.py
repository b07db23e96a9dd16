"""Small widgets and their helpers, which know nothing of an assessment."""
