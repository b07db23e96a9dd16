"""Unknown words: a help for typing, never a judgement."""
