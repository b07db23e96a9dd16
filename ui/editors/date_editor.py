"""Boxes for a date, a time of day, a quarter and a whole number: typed as text, written when complete."""

from __future__ import annotations

import re

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QWidget

from ui.editors.line_editor import LineEditor
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from workbench.language.i18n import Message


class PatternEditor(LineEditor):
    """A line whose text is written once it has the right shape, or when the focus leaves it. It may be empty."""

    pattern = re.compile(".*")
    hint = Message("")

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.setPlaceholderText(tr(self.hint))

    def value(self) -> object:
        """The text without blanks around it."""
        return self.text().strip()

    def is_ready(self) -> bool:
        """Whether the box is empty or complete."""
        text = self.text().strip()
        return not text or self.pattern.fullmatch(text) is not None


class DayEditor(PatternEditor):
    """A day as year-month-day; one figure for month or day is enough."""

    pattern = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
    hint = Message("2026-11-21")

    def value(self) -> object:
        """The day as it is stored: 2026-3-2 is 2026-03-02."""
        text = self.text().strip()
        found = re.fullmatch(r"([0-9]{4})(?:[-./ ]([0-9]{1,2})(?:[-./ ]([0-9]{1,2}))?)?", text)
        return "-".join(part.zfill(2) for part in found.groups() if part) if found else text


class DateEditor(DayEditor):
    """A day, or only a month or a year."""

    pattern = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


class TimeEditor(PatternEditor):
    """A time of day; 9:30 is 09:30."""

    pattern = re.compile(r"[0-9]{2}:[0-9]{2}")
    hint = Message("09:30")

    def value(self) -> object:
        """The time as it is stored."""
        text = self.text().strip()
        found = re.fullmatch(r"([0-9]{1,2})[:.]([0-9]{2})", text)
        return f"{found[1].zfill(2)}:{found[2]}" if found else text


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
