"""Check this file: what is wrong with it, in words, and what is safe."""
