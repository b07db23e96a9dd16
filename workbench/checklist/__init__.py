"""Checklist packs and what they hold: questions and their tree, help, glossary, filters, progress."""
