"""One open assessment: its changes, undo, and what its history tells."""
