"""Chips: a status or a level as a small badge with its sign and its word, as a widget or painted by a delegate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.link.language import tr
from ui.look import icons, style
from ui.look.colours import Colours, Tint
from workbench.language.i18n import Message
from workbench.model.labels import label
from workbench.model.vocabulary import Level, MeasureStatus
from workbench.system.frozen import frozen

_SIDE: Final = 8
"""The room at each end, in pixels; above and below it is a quarter of this."""


@frozen
class Badge:
    """What a chip shows: its word, the name of its sign in :mod:`ui.look.icons`, and its tint (``strong``: the accent)."""

    word: Message
    sign: str
    tint: str

    def colours(self, known: Colours) -> Tint:
        """Ink and ground in a set of colours."""
        return Tint(known.on_accent, known.accent) if self.tint == "strong" else getattr(known, self.tint)


_STATUS_TINTS: Final[Mapping[MeasureStatus, str]] = {
    MeasureStatus.NOT_JUDGED: "plain",
    MeasureStatus.NONE: "bad",
    MeasureStatus.ON_PAPER: "warn",
    MeasureStatus.IN_PART: "info",
    MeasureStatus.EFFECTIVE: "good",
    MeasureStatus.NOT_APPLICABLE: "plain",
}
_LEVEL_TINTS: Final[Mapping[Level, str]] = {Level.LOW: "plain", Level.MEDIUM: "info", Level.HIGH: "strong"}


def badge(value: MeasureStatus | Level) -> Badge:
    """What the chip of a status or a level shows."""
    if not value.is_known:
        return Badge(label(value), "help", "plain")
    if isinstance(value, Level):
        return Badge(label(value), f"level-{value.value}", _LEVEL_TINTS[value])
    return Badge(label(value), f"status-{value.value}", _STATUS_TINTS[value])


CONFIDENTIAL: Final = Badge(Message("Confidential"), "confidential", "warn")
"""For what is not in the public edition."""


def chip_font(base: QFont) -> QFont:
    """The font of a chip beside text in the font ``base``: small, and never larger than that text."""
    font = QFont(base)
    font.setPointSize(min(style.letters().small, base.pointSize() if base.pointSize() > 0 else style.letters().small))
    font.setWeight(QFont.Weight.DemiBold)
    return font


def chip_size(shown: Badge, base: QFont) -> QSize:
    """The size of a chip beside text in the font ``base``."""
    metrics = QFontMetrics(chip_font(base))
    side = _sign_side(metrics)
    wide = _SIDE + side + _SIDE // 2 + metrics.horizontalAdvance(tr(shown.word)) + _SIDE
    return QSize(wide, metrics.height() + _SIDE // 2)


def paint_chip(painter: QPainter, rect: QRect, shown: Badge, base: QFont, direction: Qt.LayoutDirection) -> None:
    """Paints a chip at the leading edge of a rectangle, in the middle of its height. Elides what does not fit."""
    known = style.colours()
    tint = shown.colours(known)
    size = chip_size(shown, base)
    mirrored = direction == Qt.LayoutDirection.RightToLeft
    wide, high = min(size.width(), rect.width()), min(size.height(), rect.height())
    left = rect.right() + 1 - wide if mirrored else rect.left()
    body = QRect(left, rect.center().y() - high // 2, wide, high)
    font = chip_font(base)
    metrics = QFontMetrics(font)
    side = _sign_side(metrics)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tint.ink), 1))
    painter.setBrush(QColor(tint.ground))
    painter.drawRoundedRect(QRectF(body).adjusted(0.5, 0.5, -0.5, -0.5), high / 2, high / 2)
    sign = QRect(
        body.right() - _SIDE - side + 1 if mirrored else body.left() + _SIDE, body.center().y() - side // 2, side, side
    )
    icons.paint_icon(painter, sign, shown.sign, tint.ink)
    taken = _SIDE + side + _SIDE // 2
    words = body.adjusted(_SIDE, 0, -taken, 0) if mirrored else body.adjusted(taken, 0, -_SIDE, 0)
    painter.setFont(font)
    painter.setPen(QColor(tint.ink))
    text = metrics.elidedText(tr(shown.word), Qt.TextElideMode.ElideRight, words.width() + 1)
    beginning = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    painter.drawText(words, int(beginning | Qt.AlignmentFlag.AlignVCenter), text)
    painter.restore()


def _sign_side(metrics: QFontMetrics) -> int:
    return round(metrics.ascent() * 0.95)


class Chip(QWidget):
    """A chip as a widget; hidden while it has nothing to show. Its accessible name is its word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.badge: Badge | None = None
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_badge(self, shown: Badge | None) -> None:
        """Shows a badge, or nothing."""
        self.badge = shown
        self.setVisible(shown is not None)
        if shown is not None:
            self.setAccessibleName(tr(shown.word))
            self.updateGeometry()
            self.update()

    def show_value(self, value: MeasureStatus | Level | None) -> None:
        """Shows a status or a level, or nothing."""
        self.show_badge(badge(value) if value is not None else None)

    def sizeHint(self) -> QSize:
        """As much as the word and the sign need."""
        return chip_size(self.badge, self.font()) if self.badge is not None else QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        """The sign and the start of the word."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), 3 * hint.height()), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paints the badge."""
        if self.badge is not None:
            paint_chip(QPainter(self), self.rect(), self.badge, self.font(), self.layoutDirection())
