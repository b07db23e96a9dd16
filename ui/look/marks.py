"""The small marks inside controls (tick, dash, arrows), as picture files: a style sheet can only name files."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from ui.look.cache import cache_folder

_SIDE: Final = 64
"""Large enough for 250 % on a screen of double density; a style sheet shrinks pictures but never enlarges them."""
_VERSION: Final = "1"

_LINES: Final[Mapping[str, tuple[tuple[float, float], ...]]] = {
    "tick": ((0.16, 0.54), (0.40, 0.78), (0.84, 0.24)),
    "dash": ((0.20, 0.50), (0.80, 0.50)),
    "down": ((0.18, 0.34), (0.50, 0.66), (0.82, 0.34)),
    "up": ((0.18, 0.66), (0.50, 0.34), (0.82, 0.66)),
    "left": ((0.66, 0.18), (0.34, 0.50), (0.66, 0.82)),
    "right": ((0.34, 0.18), (0.66, 0.50), (0.34, 0.82)),
}


def mark(name: str, colour: str) -> str | None:
    """The path of a mark in a colour (``#rrggbb``), as a style sheet writes it; None when no file can be stored.

    It is drawn when this computer first needs it, so a later start only looks whether it exists.
    """
    folder = cache_folder()
    if folder is None:
        return None
    file = folder / f"mark-{_VERSION}-{name}-{colour.removeprefix('#')}.png"
    try:
        if not file.is_file() or not file.stat().st_size:
            _draw(name, colour, file)
    except OSError:
        return None
    return file.as_posix() if file.is_file() else None


def _draw(name: str, colour: str, file: Path) -> None:
    from PySide6.QtCore import QPointF, Qt
    from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter, QPen

    image = QImage(_SIDE, _SIDE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = _SIDE * 0.15 if name == "tick" else _SIDE * 0.12
    painter.setPen(QPen(QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawPolyline([QPointF(x * _SIDE, y * _SIDE) for x, y in _LINES[name]])
    painter.end()
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    if QImageWriter(str(part), b"PNG").write(image):
        part.replace(file)
