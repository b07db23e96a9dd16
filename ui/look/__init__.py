"""The tokens of the look: colours, sizes, the sheet made from them, and the font. Callers go through :mod:`ui.style`."""
