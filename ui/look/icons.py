"""The icons of the window: ``icon("add")``. One open set (Lucide, ISC, package ``lucide``), drawn late and in our colours.

An icon is drawn when it is painted, in the size, the colours and the direction of that moment, so it follows the theme,
the zoom and the language by itself. The set is opened after the first paint (20 ms), so that no start waits for it; until
then an icon is blank, in its right size. A widget that shows only an icon also has an accessible name and a tooltip.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from ui.look import style
from ui.look.colours import colour

SET: Final[Mapping[str, str]] = {
    # the stages
    "scope": "compass",
    "people": "users",
    "documents": "files",
    "sessions": "calendar-days",
    "assessment": "clipboard-check",
    "priorities": "list-ordered",
    "plan": "route",
    "indicators": "gauge",
    "followup": "repeat",
    "report": "file-text",
    # what can be done
    "add": "plus",
    "remove": "trash-2",
    "undo": "undo-2",
    "redo": "redo-2",
    "search": "search",
    "filter": "funnel",
    "settings": "settings",
    "next": "chevron-right",
    "previous": "chevron-left",
    "up": "arrow-up",
    "down": "arrow-down",
    "park": "bookmark",
    "history": "history",
    "projector_view": "projector",
    "folder": "folder-open",
    "new": "file-plus",
    "copy": "copy",
    "edit": "pencil",
    "print": "printer",
    "save": "download",
    "play": "play",
    "stop": "square",
    "pause": "pause",
    "timer": "timer",
    "vote": "hand",
    "drag": "grip-vertical",
    "close": "x",
    "show": "eye",
    "hide": "eye-off",
    # what is told
    "help": "circle-question-mark",
    "info": "info",
    "warning": "triangle-alert",
    "error": "circle-x",
    "confidential": "lock",
    "done": "check",
    # statuses: the shapes of the tree of questions
    "status-not_judged": "circle-dashed",
    "status-none": "x",
    "status-on_paper": "file-text",
    "status-in_part": "contrast",
    "status-effective": "check",
    "status-not_applicable": "minus",
}
"""Our names, and the drawings of the set that stand for them."""

_OWN: Final[Mapping[str, str]] = {
    "level-low": '<circle cx="12" cy="12" r="9"/>',
    "level-medium": '<circle cx="12" cy="12" r="9"/><path fill="currentColor" d="M3 12a9 9 0 0 0 18 0z"/>',
    "level-high": '<circle cx="12" cy="12" r="9" fill="currentColor"/>',
}
"""What the set lacks: the circles of the levels, as in the table of ratings."""

DIRECTIONAL: Final = frozenset({"next", "previous", "undo", "redo", "plan", "help", "status-on_paper", "report"})
"""The icons that are mirrored for languages written from right to left. Clocks, ticks and media buttons are not."""

NAMES: Final = frozenset(SET) | frozenset(_OWN)


class _Drawings:
    """The drawings as text, once they are read, and the pictures made from them."""

    texts: dict[str, bytes] | None = None
    pictures: dict[tuple[object, ...], QPixmap] = {}  # noqa: RUF012  one for the process, emptied when the look changes
    waiting = False


def icon(name: str, colour_name: str = "text") -> QIcon:
    """An icon by its name in :data:`SET`, in a colour of :class:`ui.look.colours.Colours` (``on_accent`` on a main button).

    Its size is that of the widget (``icon-size`` of the style sheet, which grows with the zoom). Raises KeyError for an
    unknown name.
    """
    if name not in NAMES:
        raise KeyError(name)
    return QIcon(_Engine(name, colour_name))


def paint_icon(painter: QPainter, rect: QRect | QRectF, name: str, ink: str) -> None:
    """Paints an icon into a square, for delegates. ``ink`` is a colour as ``#rrggbb``."""
    area = QRectF(rect)
    ratio = painter.device().devicePixelRatioF()
    pixmap = picture(name, round(min(area.width(), area.height())), ink, ratio)
    if pixmap is not None:
        size = pixmap.deviceIndependentSize()
        at = area.center() - QPointF(size.width() / 2, size.height() / 2)
        painter.drawPixmap(QPointF(round(at.x()), round(at.y())), pixmap)


def picture(name: str, side: int, ink: str, ratio: float = 1.0) -> QPixmap | None:
    """An icon as a picture of ``side`` pixels; None until the set is open, when everything is painted again."""
    if _Drawings.texts is None:
        _open_later()
        return None
    mirrored = name in DIRECTIONAL and QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    variant = (name, side, ink, ratio, mirrored)
    made = _Drawings.pictures.get(variant)
    if made is None:
        made = _Drawings.pictures[variant] = _draw(_Drawings.texts[name], side, ink, ratio, mirrored=mirrored)
    return made


def open_set() -> None:
    """Reads the drawings and repaints what waited for them. Called after the first paint."""
    if _Drawings.texts is None:
        _Drawings.texts = _read()
        style.look().changed.connect(_Drawings.pictures.clear)
        for widget in QApplication.allWidgets():
            widget.update()  # each one: updating a window does not repaint the inside of a scroll area


_AFTER_PAINT_MS: Final = 20
"""Late enough for the window to be shown, and to take keys, before."""


def _open_later() -> None:
    if not _Drawings.waiting:
        _Drawings.waiting = True
        QTimer.singleShot(_AFTER_PAINT_MS, _open_if_shown)


def _open_if_shown() -> None:
    """Reads nothing when no window is visible any more; the next paint asks again."""
    _Drawings.waiting = False
    if any(window.isVisible() for window in QApplication.topLevelWidgets()):
        open_set()


def _read() -> dict[str, bytes]:
    """The drawings by our names. When the package is missing or a different one, the window works without them."""
    from importlib.util import find_spec
    from zipfile import BadZipFile, ZipFile

    own = {
        name: f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" {_PEN}>{body}</svg>'
        for name, body in _OWN.items()
    }
    texts = {name: text.encode() for name, text in own.items()} | dict.fromkeys(SET, b"")
    package = find_spec("lucide")
    if package is None or package.origin is None:
        return texts
    try:
        with ZipFile(Path(package.origin).with_name("lucide.zip")) as drawings:
            known = set(drawings.namelist())
            texts |= {name: drawings.read(f"{file}.svg") for name, file in SET.items() if f"{file}.svg" in known}
    except (OSError, BadZipFile):
        pass
    return texts


_PEN: Final = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'


def _draw(text: bytes, side: int, ink: str, ratio: float, *, mirrored: bool) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer

    pixmap = QPixmap(QSize(side, side) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    if not text:
        return pixmap
    painter = QPainter(pixmap)
    if mirrored:
        painter.translate(side, 0)
        painter.scale(-1, 1)
    renderer = QSvgRenderer(QByteArray(text.replace(b"currentColor", ink.encode())))
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    return pixmap


class _Engine(QIconEngine):
    """Draws when asked, in the colours of that moment."""

    def __init__(self, name: str, colour_name: str) -> None:
        super().__init__()
        self._name = name
        self._colour = colour_name

    def _ink(self, mode: QIcon.Mode) -> str:
        known = style.colours()
        if mode == QIcon.Mode.Disabled:
            return known.disabled
        return known.on_chosen if mode == QIcon.Mode.Selected else colour(known, self._colour)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:  # noqa: ARG002
        paint_icon(painter, rect, self._name, self._ink(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:  # noqa: ARG002, N802
        """The icon as a picture for a screen of density ``scale``. ``size`` is without the density, as in Qt since 6.11."""
        made = picture(self._name, min(size.width(), size.height()), self._ink(mode), scale)
        if made is None:
            made = QPixmap(size * scale)
            made.setDevicePixelRatio(scale)
            made.fill(Qt.GlobalColor.transparent)
        return made

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._colour)
