"""One open assessment: its changes, undo, and what can be seen from its history."""
