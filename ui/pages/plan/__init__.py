"""The action plan as the guide's table, and the chosen activity."""
