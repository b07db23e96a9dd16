"""A calendar below a box for a date: chosen with the mouse or the keyboard, mirrored where the window is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QDate, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout, QWidget

from ui.link.language import tr
from ui.link.typed_dates import calendar_locale, first_day_of_week
from ui.look.icons import icon
from ui.look.style import GAP
from workbench.language.i18n import Message
from workbench.model.limits import FIRST_YEAR, LAST_YEAR

_ARROWS: Final = ("qt_calendar_prevmonth", "qt_calendar_nextmonth")
"""The names that Qt gives the buttons."""
_WEEKEND: Final = (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)


class CalendarPopup(QFrame):
    """Signal ``chosen`` carries the day as it is stored. Esc, or a click elsewhere, closes it without a choice."""

    chosen = Signal(str)

    def __init__(self, box: QWidget) -> None:
        super().__init__(box, Qt.WindowType.Popup)
        self._box = box
        self.setObjectName("calendar")
        self.calendar = QCalendarWidget(self)
        self.calendar.setAccessibleName(tr(Message("Calendar")))
        self.calendar.setLocale(calendar_locale())
        self.calendar.setFirstDayOfWeek(first_day_of_week())
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setDateRange(QDate(FIRST_YEAR, 1, 1), QDate(LAST_YEAR, 12, 31))
        for day in _WEEKEND:  # Qt paints these days red, which means a fault here
            self.calendar.setWeekdayTextFormat(day, QTextCharFormat())
        self.calendar.activated.connect(self._choose)
        self.calendar.clicked.connect(self._choose)
        self._back, self._on = (self.calendar.findChild(QToolButton, name) for name in _ARROWS)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.addWidget(self.calendar)

    def open_at(self, day: QDate) -> None:
        """Shows the month of a day (today for an invalid one) below the box, or above it where there is more room."""
        self.calendar.setSelectedDate(day if day.isValid() else QDate.currentDate())
        self.calendar.showSelectedDate()
        self.setLayoutDirection(self._box.layoutDirection())  # a window does not have that of its parent
        self._fit()
        self.move(self._place(self._box.screen().availableGeometry()))
        self.show()
        self.calendar.setFocus()

    def _fit(self) -> None:
        """Six weeks and two headings, at every size of text; arrows that point where the months go."""
        letters = self.fontMetrics()
        day = QSize(letters.horizontalAdvance("00") * 2 + GAP, letters.lineSpacing() + GAP)
        self.calendar.setMinimumSize(7 * day.width() + 2 * GAP, 9 * day.height() + 2 * GAP)
        arrows = ("next", "previous") if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else ("previous", "next")
        for button, sign in zip((self._back, self._on), arrows, strict=True):
            if isinstance(button, QToolButton):
                button.setIcon(icon(sign))
        self.ensurePolished()
        self.resize(self.calendar.minimumSize() + QSize(2, 2))

    def _place(self, room: QRect) -> QPoint:
        over = QRect(self._box.mapToGlobal(QPoint(0, 0)), self._box.size())
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        # below the button that opens it, which is at the end of the box
        left = over.left() if mirrored else over.right() + 1 - self.width()
        left = max(room.left(), min(left, room.right() + 1 - self.width()))
        fits = over.bottom() + self.height() <= room.bottom()
        return QPoint(left, over.bottom() + 1 if fits else max(room.top(), over.top() - self.height()))

    def _choose(self, day: QDate) -> None:
        if not self.isVisible():  # a double click tells it twice
            return
        self.hide()
        self.chosen.emit(day.toString(Qt.DateFormat.ISODate))

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)
