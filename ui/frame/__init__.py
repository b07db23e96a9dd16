"""The main window around the pages: menus, stages, palette, and what happens when storing fails or the program is ended."""
