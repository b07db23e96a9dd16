"""How the window looks: the one place that chooses colours, font and zoom, and hands out the tokens.

The visual language, with its measured contrasts, is in docs/visual-language.md. A widget gets its look from its kind, from
a role (``widget.setProperty("role", "card")``), and, where it paints itself, from :func:`colours` and its own font. No other
part of the window sets a colour, a font or a style sheet.

Colours and font belong to the application; :func:`start` sets them before the first widget is made, and they follow the
system from light to dark while the theme is ``SYSTEM``. The style sheet belongs to each window, because one for the whole
application makes every start 25 ms slower: each window calls :func:`apply` first, and its menus and dialogs inherit it.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui.look.colours import DARK, HIGH_CONTRAST, LIGHT, Colours
from ui.look.scale import (
    GAP,
    MARGIN,
    NORMAL_ZOOM,
    RADIUS,
    RADIUS_CARD,
    RING,
    ROOM,
    TIGHT,
    WIDE,
    TypeScale,
    nearest,
    step,
    type_scale,
)
from ui.look.sheet import sheet

__all__ = ["ARGUMENTS", "GAP", "MARGIN", "RADIUS", "RADIUS_CARD", "RING", "ROOM", "TIGHT", "WIDE", "Theme"]

ARGUMENTS: Final = ("-style", "fusion")
"""What QApplication is given: one style on every system, which follows our colours and mirrors for Arabic."""

_OURS: Final = "own-look"


class Theme(StrEnum):
    """Which set of colours the user asks for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Look(QObject):
    """The look of the application. ``changed`` tells widgets that paint or measure themselves to do so again."""

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._theirs = application.palette()
        self._points = application.font().pointSize()
        self._family = ""
        self.theme = Theme.SYSTEM
        self.zoom = NORMAL_ZOOM
        self.colours = LIGHT
        self.sheet = ""
        self.letters = type_scale(self._points, self.zoom)

    def begin(self, theme: Theme, zoom: int, family: str) -> None:
        """Sets the first look, and follows the system from now on."""
        self.theme, self.zoom, self._family = theme, zoom, family
        for told in _tells_of_system(self._application):
            told.connect(self.follow_system)
        self._tell_system()
        self._set_letters()
        self._set_colours()
        self._set_sheet()

    def end(self) -> None:
        """Stops following the system, because another look replaces this one."""
        for told in _tells_of_system(self._application):
            told.disconnect(self.follow_system)
        self.deleteLater()

    def choose(self, theme: Theme) -> None:
        """Changes the set of colours."""
        if theme is not self.theme:
            self.theme = theme
            self._tell_system()
            self.follow_system()

    def follow_system(self) -> None:
        """Changes the colours if the system has gone from light to dark, to high contrast, or back."""
        before = self.colours
        self._set_colours()
        if self.colours is not before:
            self._set_sheet()
            self.changed.emit()

    def magnify(self, zoom: int) -> None:
        """Makes everything larger or smaller: text, controls, icons, rows."""
        if zoom != self.zoom:
            self.zoom = zoom
            self._set_letters()
            self._set_sheet()
            self.changed.emit()

    def _set_letters(self) -> None:
        self.letters = type_scale(self._points, self.zoom)
        font = QFont(self._application.font())
        if self._family:
            font.setFamilies([self._family, *(name for name in font.families() if name != self._family)])
        font.setPointSize(self.letters.body)
        self._application.setFont(font)

    def _set_colours(self) -> None:
        self.colours = self._wanted()
        self._application.setPalette(palette(self.colours))

    def _set_sheet(self) -> None:
        self.sheet = sheet(self.colours, self.letters, self.zoom)
        for window in self._application.topLevelWidgets():
            if window.property(_OURS):
                window.setStyleSheet(self.sheet)

    def _tell_system(self) -> None:
        """Tells the system the choice, so that the frame of the window, which the system draws, follows it."""
        hints = self._application.styleHints()
        if self.theme is Theme.SYSTEM:
            hints.unsetColorScheme()
        else:
            dark = self.theme is not Theme.LIGHT
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)

    def _wanted(self) -> Colours:
        if self.theme is not Theme.SYSTEM:
            return {Theme.LIGHT: LIGHT, Theme.DARK: DARK}.get(self.theme, HIGH_CONTRAST)
        if _wants_contrast(self._application):
            return HIGH_CONTRAST
        scheme = self._application.styleHints().colorScheme()
        if scheme is Qt.ColorScheme.Unknown:
            return DARK if _is_dark(self._theirs) else LIGHT
        return DARK if scheme is Qt.ColorScheme.Dark else LIGHT


def _wants_contrast(application: QApplication) -> bool:
    """Whether the system asks for high contrast."""
    hints = application.styleHints()  # held in a variable, because what PySide returns of it is deleted with it
    return hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast


def _tells_of_system(application: QApplication) -> list[SignalInstance]:
    """The signals that tell that the look of the system has changed."""
    hints = application.styleHints()
    return [hints.colorSchemeChanged, hints.accessibility().contrastPreferenceChanged]


def _is_dark(known: QPalette) -> bool:
    role = QPalette.ColorRole
    return known.color(role.Window).lightness() < known.color(role.WindowText).lightness()


class _Standing:
    """The look of this process, once there is one."""

    look: Look | None = None


def look() -> Look:
    """The look of this process. Starts one that follows the system when there is none."""
    if _Standing.look is None:
        application = QApplication.instance()
        assert isinstance(application, QApplication), "a look needs a QApplication"  # noqa: S101  for the programmer
        start(application)
    assert _Standing.look is not None  # noqa: S101  start has made it
    return _Standing.look


def start(application: QApplication, theme: str = "", zoom: object = NORMAL_ZOOM, *, own_letters: bool = True) -> None:
    """Gives the application its look: the remembered theme and zoom (unknown values: as the system, and 100 %).

    Called before the first widget is made, so that nothing is laid out twice. ``own_letters=False`` keeps the system's font.
    """
    family = ""
    if own_letters:
        from ui.look import fonts

        family = fonts.FAMILY if fonts.load() else ""
    if _Standing.look is not None:
        _Standing.look.end()
    _Standing.look = Look(application)
    _Standing.look.begin(Theme(theme) if theme in set(Theme) else Theme.SYSTEM, nearest(zoom), family)


def use_fusion(application: QApplication) -> None:
    """Sets the one style, for an application that was made without :data:`ARGUMENTS`."""
    application.setStyle("Fusion")


def apply(window: QWidget) -> None:
    """Gives a window and all that is in it the look of the program, now and when it changes. Called before it is filled."""
    window.setProperty(_OURS, True)  # noqa: FBT003  a property of Qt
    window.setStyleSheet(look().sheet)


def colours() -> Colours:
    """The set of colours in use, for widgets that paint themselves. Ask at every paint: it can change at any time."""
    return look().colours


def letters() -> TypeScale:
    """The sizes of text in use, in points."""
    return look().letters


def grown(pixels: int) -> int:
    """A size that grows with the zoom: an icon, a mark, the smallest width of a column. Spacing does not grow."""
    return round(pixels * look().zoom / 100)


def zoomed(by: int) -> int:
    """The zoom ``by`` steps from the current one; 0 means back to 100 %."""
    return step(look().zoom, by) if by else NORMAL_ZOOM


def follow(function: Callable[[], object]) -> None:
    """Calls a bound method of a QObject whenever colours or zoom have changed, until that object is gone."""
    look().changed.connect(function)


def is_dark(widget: QWidget | None = None) -> bool:  # noqa: ARG001  one look for all
    """Whether the text is light on a dark ground."""
    return look().colours.dark


def palette(known: Colours) -> QPalette:
    """A set of colours as Qt's own roles, for what Fusion draws and for widgets that paint with their palette."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    made = QPalette()
    for names, value in (
        ((role.Window,), known.page),
        ((role.Base,), known.surface),
        ((role.AlternateBase,), known.sunken),
        ((role.Button,), known.surface),
        ((role.ToolTipBase,), known.surface),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText), known.text),
        ((role.BrightText,), known.bad.ink),
        ((role.PlaceholderText,), known.muted),
        ((role.Light,), known.surface),
        ((role.Midlight,), known.line),
        ((role.Mid, role.Dark), known.edge),
        ((role.Shadow,), known.text),
        ((role.Highlight,), known.chosen),
        ((role.HighlightedText,), known.on_chosen),
        ((role.Accent,), known.accent),
        ((role.Link, role.LinkVisited), known.link),
    ):
        for name in names:
            made.setColor(name, QColor(value))
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(group.Disabled, name, QColor(known.disabled))
    return made
