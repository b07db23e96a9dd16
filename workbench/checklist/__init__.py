"""Checklist packs and their content: questions and their tree, help, glossary, filters, progress."""
