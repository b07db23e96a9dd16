"""Finding in an assessment: places by a few letters, and words in everything that people wrote."""
