"""The tokens of the look: colours, sizes, the sheet made of them, the font. Callers go through :mod:`ui.look.style`."""
