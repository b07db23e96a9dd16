"""The action plan as the table of Annex 9, and the selected activity."""
