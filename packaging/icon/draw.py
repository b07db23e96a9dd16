"""Draws the icon of the program from workbench.svg, in all sizes that systems need, into one file: ui/look/workbench.ico.

QT_QPA_PLATFORM=offscreen .venv/bin/python packaging/icon/draw.py
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Final

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE: Final = Path(__file__).resolve().parent
TARGET: Final = HERE.parent.parent / "ui" / "look" / "workbench.ico"
SIDES: Final = (16, 20, 24, 32, 40, 48, 64, 128, 256)


def drawn(side: int) -> Image.Image:
    """The icon in one size."""
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray((HERE / "workbench.svg").read_bytes())).render(painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return Image.open(io.BytesIO(bytes(content.data())))


if __name__ == "__main__":
    application = QGuiApplication(sys.argv)
    pictures = [drawn(side) for side in SIDES]
    pictures[-1].save(TARGET, format="ICO", sizes=[(side, side) for side in SIDES], append_images=pictures[:-1])
