"""The access walk: every place of the window, checked for names, room and keys."""
