"""The checklist, the question with its answer, and what stands beside it."""
