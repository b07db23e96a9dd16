"""What every editor shares: the link between a widget and one field of one row, both ways."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ui.bridge import DocumentBridge
from workbench.changes import Changes
from workbench.model import Row

TYPING_PAUSE_MS: Final = 400
"""A pause in typing after which the text is written."""


@dataclass(frozen=True, slots=True)
class Binding:
    """What an editor edits: ``field`` of the row ``key``, written by ``operation``.

    The operation is called as ``operation(document, **identify, **{parameter or field: value}, initiator=editor)``: for
    example ``Binding(Answer, answer.id, "text", write_answer, {"question": answer.question_id})``.
    """

    row_type: type[Row]
    key: str
    field: str
    operation: Callable[..., object]
    identify: Mapping[str, Any] = field(default_factory=dict)
    parameter: str = ""

    def arguments(self, value: object) -> dict[str, Any]:
        """What the operation is called with, but for the initiator."""
        return {**self.identify, self.parameter or self.field: value}


class FieldLink(QObject):
    """Writes what the user edits, and shows what others change.

    A change by the user is written after a pause in typing, or at once by :meth:`flush` (``delay`` 0: always at once). If it
    cannot be written it stays in the widget, and the message bar says why. The editor's own echo is skipped, and a value
    that is already shown is not set again.

    ``read`` gives the value in the widget, ``show`` sets it, ``ready`` says whether what is typed so far is worth writing
    when the typing pauses (a half-written date is not).
    """

    def __init__(
        self,
        editor: QWidget,
        bridge: DocumentBridge,
        *,
        read: Callable[[], Any],
        show: Callable[[Any], None],
        delay: int = TYPING_PAUSE_MS,
        ready: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__(editor)
        self.binding: Binding | None = None
        self.bridge = bridge
        self._editor = editor
        self._read, self._show, self._ready = read, show, ready
        self._pending = self._showing = self._writing = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(delay)
        self._timer.timeout.connect(self._paused)
        bridge.changed.connect(self._on_changes)

    @property
    def pending(self) -> bool:
        """Whether the widget holds something that is not on the disk."""
        return self._pending

    def bind(self, binding: Binding | None, value: object = None) -> bool:
        """Shows another field, or nothing. ``value`` is the value if the caller has it at hand; else it is read.

        False, with nothing changed, when what the widget holds could not be written: call ``bridge.flush()`` before leaving.
        """
        if not self.flush():
            return False
        self.binding = binding
        if binding is not None and value is None:
            row = self.bridge.document.get(binding.row_type, binding.key)
            value = getattr(row, binding.field) if row is not None else None
        self._display(value)
        return True

    def edited(self) -> None:
        """The user changed the widget. Connect the widget's own change signal here."""
        if self._showing or self.binding is None or self.bridge.read_only:
            return
        self._hold(pending=True)
        if self._timer.interval() == 0:
            self.flush()
        else:
            self._timer.start()

    def flush(self) -> bool:
        """Writes now what is not on the disk; says whether nothing is left to write."""
        self._timer.stop()
        if not self._pending or self.binding is None or self._writing or self.bridge.closed:
            return True
        self._writing = True
        try:
            written = self.bridge.run(self.binding.operation, **self.binding.arguments(self._read()), initiator=self._editor)
        finally:
            self._writing = False
        self._hold(pending=not written)
        return written

    def leave(self) -> None:
        """The focus leaves the widget: write, and end the burst of typing."""
        if not self.bridge.closed:
            self.flush()
            self.bridge.document.end_burst()

    def revert(self) -> None:
        """Shows again what is on the disk, in place of what could not be written."""
        self._timer.stop()
        self._hold(pending=False)
        self.bind(self.binding)

    def _paused(self) -> None:
        if self._ready():
            self.flush()

    def _hold(self, *, pending: bool) -> None:
        self._pending = pending
        self.bridge.hold(self, pending=pending)

    def _on_changes(self, changes: Changes) -> None:
        binding = self.binding
        if binding is None or self._pending or changes.initiator is self._editor:
            return
        for change in changes.of(binding.row_type.table):
            if change.key == binding.key:
                self._display(getattr(change.after, binding.field) if change.after is not None else None)

    def _display(self, value: object) -> None:
        if self._read() == value:
            return
        self._showing = True
        try:
            self._show(value)
        finally:
            self._showing = False
