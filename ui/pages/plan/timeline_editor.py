"""The editor in the form for the first and last quarter of an activity: both are one field, written together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QWidget

from ui.editors.quarter_picker import QuarterPicker
from ui.editors.row_editor import RowEditor
from ui.link.bridge import DocumentBridge
from workbench.language.i18n import Message
from workbench.model.rows import Activity

END_STOPS: Final = Message("An activity cannot end before it starts: both quarters are the same now.")


def no_quarter(picker: QuarterPicker) -> Message:
    """Which of the typed texts is not a quarter, and how to write one."""
    text = picker.what_is_wrong()
    return Message("“{text}” is not a quarter. Write it as 2027-Q1; nothing was changed.", text=text)


class TimelineEditor(RowEditor[Activity]):
    """Shows one activity at a time. What is typed is written when it is a whole quarter, or when the focus leaves."""

    def __init__(self, bridge: DocumentBridge, operation: Callable[..., object], parent: QWidget | None = None) -> None:
        self.picker = QuarterPicker()
        self.picker.set_read_only(read_only=bridge.read_only)
        super().__init__(
            bridge,
            self.picker,
            Activity,
            operation,
            "activity",
            show=self._show_quarters,
            write=self._write_quarters,
            ready=self.picker.is_whole,
            settle=self.picker.settle,
            parent=parent,
        )
        self.picker.typed.connect(self.typed)
        self.picker.edited.connect(self._on_edited)
        self.picker.stopped.connect(self._on_stopped)
        self.picker.left.connect(self.held.leave)

    def _write_quarters(self) -> bool:
        value = self.picker.value()
        if value is None:
            self._bridge.messages.error(no_quarter(self.picker), refusal=True)
            return False
        return self.run(start_quarter=value[0], end_quarter=value[1])

    def _show_quarters(self, row: Activity | None) -> None:
        self.picker.show_value(row.start_quarter if row else "", row.end_quarter if row else "")

    def _on_edited(self) -> None:
        if self.picker.value() is not None:
            self.store()
        else:
            self.typed()

    def _on_stopped(self) -> None:
        self._bridge.messages.info(END_STOPS, passing=True)
