"""What every editor shares: the link between a widget and one field of one row, both ways."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.editors.held_text import HeldText, named_after
from ui.link.bridge import STORING_FAILED, DocumentBridge
from ui.link.language import tr
from workbench.language.i18n import Message
from workbench.model.changes import Changes
from workbench.model.flat import value_to_edit
from workbench.model.rows import Row
from workbench.system.frozen import frozen


@frozen
class Binding:
    """What an editor edits: ``field`` of the row ``row_id``, written by ``operation``.

    The operation is called as ``operation(document, **identify, **{parameter or field: value}, initiator=editor)``: for
    example ``Binding(Answer, answer.id, "text", write_answer, {"question": answer.question_id})``.
    """

    row_type: type[Row]
    row_id: str
    field: str
    operation: Callable[..., object]
    identify: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    parameter: str = ""

    def arguments(self, value: object) -> dict[str, Any]:
        """The arguments of the operation, without the initiator."""
        return {**self.identify, self.parameter or self.field: value}


@frozen
class Remark:
    """What is said at a field; ``refused``: what is typed there is not stored."""

    text: str = ""
    refused: bool = False


class FieldLink(QObject):
    """Writes what the user edits, and shows what others change.

    A change by the user is written as :class:`HeldText` says, or always at once (``at_once``). If it cannot be written it
    stays in the widget, and the message bar says why. The editor's own echo is skipped, and a value that is already shown
    is not set again. An editor that shows nothing is disabled. In a read-only file an ``at_once`` editor is disabled too;
    the text in any other can still be read and copied.

    What the core refuses is told in the message bar; where ``at_field`` is set, beside the editor instead: signal ``told``
    then carries the editor and a :class:`Remark`, an empty one when the words before are no longer true.

    ``read`` gives the value in the widget, ``show`` sets it, ``ready`` says whether what is typed so far is worth writing
    when the typing pauses (a half-written date is not). ``said`` is what is said at the field about a value that can be
    stored; ``short``: a refused value may be dropped by one click.
    """

    told = Signal(QWidget, object)

    def __init__(
        self,
        editor: QWidget,
        bridge: DocumentBridge,
        *,
        read: Callable[[], Any],
        show: Callable[[Any], None],
        at_once: bool = False,
        ready: Callable[[], bool] = lambda: True,
        said: Callable[[], str] = lambda: "",
        short: bool = False,
    ) -> None:
        super().__init__(editor)
        self.at_field = False
        self._said, self._remark = said, Remark()
        self.binding: Binding | None = None
        self.bridge = bridge
        self._editor = editor
        self._read, self._show = read, show
        self._at_once = at_once
        put_back = self.revert if short else None
        self.held = HeldText(
            self, bridge, self._write, ready=ready, named=self._named, box=lambda: editor, put_back=put_back
        )
        self.held.follow(self._on_changes, initiator=editor)

    @property
    def pending(self) -> bool:
        """Whether the widget holds something that is not on the disk."""
        return self.held.pending

    def bind(self, binding: Binding | None, value: object = None) -> bool:
        """Shows another field, or nothing. ``value`` is the value if the caller has it at hand; otherwise it is read.

        Returns False, with nothing changed, when what the widget holds could not be written: call ``bridge.flush()``
        before leaving.
        """
        if not self.flush():
            return False
        self.binding = binding
        if binding is not None and value is None:
            row = self.bridge.document.get(binding.row_type, binding.row_id)
            value = value_to_edit(row, binding.field) if row is not None else None
        self._display(value)
        self._tell(Remark(self._said()))
        self._editor.setEnabled(binding is not None and not (self._at_once and self.bridge.read_only))
        return True

    def edited(self) -> None:
        """Notes that the user changed the widget. Connect the widget's own change signal here."""
        if self.binding is None or self.bridge.read_only:
            return
        if self._at_once:
            self.held.store()
        else:
            self.held.typed()
            if not self._remark.refused:
                self._tell(Remark(self._said()))

    def flush(self) -> bool:
        """Writes now what is not on the disk. Returns whether nothing is left to write."""
        return self.held.flush()

    def _write(self) -> bool:
        if self.binding is None:
            return True
        arguments = self.binding.arguments(self._read())
        if not self.at_field:
            return self.bridge.run(self.binding.operation, **arguments, initiator=self._editor)
        error = self.bridge.attempt(self.binding.operation, **arguments, initiator=self._editor)
        if error is None:
            self._tell(Remark(self._said()))
        elif not isinstance(error, STORING_FAILED):
            words = " ".join(tr(part) for part in (error.what, error.advice) if part is not None)
            self._tell(Remark(words, refused=True))
        return error is None

    def _tell(self, remark: Remark) -> None:
        if remark != self._remark:
            self._remark = remark
            self.told.emit(self._editor, remark)

    def _named(self) -> Message:
        place = self.bridge.cached_content.places.get(self.binding.identify.get("question", "")) if self.binding else None
        if place is not None:
            return Message("the text typed last in question {number}", number=place[2].number)
        return named_after(self._editor)

    def show_again(self) -> None:
        """Shows what is stored in its usual form, for example a date in words, unless something is not stored."""
        if not self.pending:
            with self.held.showing():
                self._show(self._read())
            self._tell(Remark(self._said()))

    def leave(self) -> None:
        """Writes, and ends the burst of typing. Called when the focus leaves the widget."""
        self.held.leave()

    def revert(self) -> None:
        """Shows again what is on the disk, in place of what could not be written."""
        self.held.drop()
        self.bind(self.binding)
        self.bridge.messages.withdrawn.emit()

    def _on_changes(self, changes: Changes) -> None:
        binding = self.binding
        if binding is None:
            return
        for change in changes.of(binding.row_type.table):
            if change.row_id == binding.row_id:
                self._display(value_to_edit(change.after, binding.field) if change.after is not None else None)

    def _display(self, value: object) -> None:
        if self._read() != value:
            with self.held.showing():
                self._show(value)
