"""Boxes for a date, a time of day, a quarter and a whole number: typed as text, written when complete."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.editors.line_editor import LineEditor
from ui.kit.in_sight import bring_into_sight
from ui.kit.line_button import button_in
from ui.link.bridge import DocumentBridge
from ui.link.language import current, tr
from ui.link.typed_dates import as_qdate, read_typed_date, stored_date
from workbench.language.dates import shown_date
from workbench.language.folding import fold
from workbench.language.i18n import Message
from workbench.language.typed_dates import read_time
from workbench.model.declared import Kind

if TYPE_CHECKING:
    from ui.editors.calendar_popup import CalendarPopup

_ENDED: Final = re.compile(r"(?=.*[0-9]{4}).*([0-9]{2}|[^0-9])\Z", re.DOTALL)
"""A year with four figures, and not one single figure at the end, which may become two."""


class PatternEditor(LineEditor):
    """A line whose text is written once it has the right shape, or when the focus leaves it. It may be empty."""

    pattern = re.compile(".*")
    hint: Message | None = None

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        if self.hint is not None:
            self.setPlaceholderText(tr(self.hint))

    def value(self) -> object:
        """The text without blanks around it."""
        return self.text().strip()

    def is_ready(self) -> bool:
        """Whether the box is empty or complete."""
        text = self.text().strip()
        return not text or self.pattern.fullmatch(text) is not None


class DayEditor(PatternEditor):
    """A day, typed as people write it or chosen from a calendar, and shown in words once it is stored.

    One that can be read in two ways is said back below the box while it is typed.
    """

    field_kind: ClassVar = Kind.DAY
    pattern = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
    hint = Message("like 3 March 2026")

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._calendar: CalendarPopup | None = None
        self._button = button_in(self, "sessions", Message("Choose from a calendar (Alt+Down)"), self.open_calendar)
        self._button.setVisible(not bridge.read_only)

    def value(self) -> str:
        """The day as it is stored; what is no day stays as it is typed, so that the core can say what is wrong with it."""
        return stored_date(self.text(), self.field_kind)

    def shown(self, value: Any) -> str:
        """The date in words."""
        return shown_date(value, current()) if value else ""

    def is_ready(self) -> bool:
        """Whether the box is empty or holds a date that is not about to be continued: not 3/4/20 or 2026-1."""
        text = self.text().strip()
        return not text or (self.pattern.fullmatch(self.value()) is not None and _ENDED.search(fold(text)) is not None)

    def settled(self) -> None:
        """Shows in words what is stored."""
        self.link.show_again()

    def said(self) -> str:
        """A date that can be read in two ways, in words."""
        found = read_typed_date(self.text())
        if found is None or not found.doubtful or self.pattern.fullmatch(found.iso) is None:
            return ""
        return tr(Message("Read as {date}.", date=self.shown(found.iso)))

    def open_calendar(self) -> None:
        """Opens the calendar below the box, at the date that it holds."""
        if self.isReadOnly() or not self.isEnabled():
            return
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_sight(self)
        if self._calendar is None:
            from ui.editors.calendar_popup import CalendarPopup

            self._calendar = CalendarPopup(self)
            self._calendar.chosen.connect(self._take)
        self._calendar.open_at(as_qdate(self.value()))

    def _take(self, iso: str) -> None:
        self.setText(iso)
        self.link.leave()
        self.settled()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down opens the calendar, as it opens a list."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
            return
        super().keyPressEvent(event)


class DateEditor(DayEditor):
    """A day, or only a month or a year."""

    field_kind = Kind.DATE
    pattern = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
    hint = Message("like 3 March 2026, March 2026 or 2026")


class TimeEditor(PatternEditor):
    """A time of day, as people write it."""

    pattern = re.compile(r"[0-9]{2}:[0-9]{2}")
    hint = Message("09:30")

    def value(self) -> object:
        """The time as it is stored."""
        return read_time(self.text())


class QuarterEditor(PatternEditor):
    """A quarter of a year, for example 2027-Q1."""

    pattern = re.compile(r"[0-9]{4}-Q[1-4]")
    hint = Message("2027-Q1")

    def value(self) -> object:
        """The quarter as it is stored: 2027 q1 is 2027-Q1."""
        text = self.text().strip()
        found = re.fullmatch(r"([0-9]{4})[-/ ]?[qQ]([1-4])", text)
        return f"{found[1]}-Q{found[2]}" if found else text


class NumberEditor(LineEditor):
    """A whole number, or nothing."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.setValidator(QIntValidator(0, 999_999_999, self))

    def value(self) -> object:
        """The number; None for an empty box."""
        text = self.text().strip()
        return int(text) if text.isdecimal() else None

    def is_ready(self) -> bool:
        """False for an empty box: somebody is probably about to type another number."""
        return bool(self.text().strip())
