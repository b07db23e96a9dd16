"""A form that is declared, not built: one line a field, each with its editor, bound to one row at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from ui.editors.check_editor import CheckEditor
from ui.editors.choice_editor import ChoiceEditor
from ui.editors.date_editor import DateEditor, NumberEditor, QuarterEditor, TimeEditor
from ui.editors.field_label import FieldLabel
from ui.editors.field_link import Binding
from ui.editors.growing_editor import GrowingEditor
from ui.editors.line_editor import LineEditor
from ui.editors.text_editor import TextEditor
from ui.kit.beside import BesideOrBelow
from ui.kit.chips import Badge
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.look.style import TIGHT, grown
from workbench.language.i18n import Message
from workbench.model.rows import Row

_ROOM_FOR_LABELS: Final = 560
"""Pixels at 100 %: labels beside the editors take a part of the width that grows with the zoom, as this does."""


class FieldKind(StrEnum):
    """What a field holds, and so which editor it gets."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    CHECK = "check"
    DATE = "date"
    TIME = "time"
    QUARTER = "quarter"
    NUMBER = "number"


Editor: TypeAlias = TextEditor | LineEditor | ChoiceEditor | CheckEditor


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One line of a form.

    ``help`` is shown below the editor. ``choices`` and ``none`` are for CHOICE: the kind of choice, and how "nothing chosen"
    reads where that is allowed. ``lines`` is the height of a TEXT; with ``grows_to`` it grows with what it holds, up to that
    many lines.
    """

    label: Message
    field: str
    kind: FieldKind = FieldKind.LINE
    help: Message | None = None
    choices: type[StrEnum] | None = None
    none: Message | None = None
    lines: int = 4
    grows_to: int = 0


class FieldForm(QWidget):
    """The fields of one row. ``bind`` shows a row; each editor writes through ``operation``.

    The operation is called as ``operation(document, **{identify: row_id}, **{field: value}, initiator=editor)``; without
    ``identify`` (the one assessment) no id is passed. ``identify_by`` is the field of the row whose value the operation
    wants instead of the id. ``editors`` finds each editor by its field, ``labels`` its label.
    """

    def __init__(
        self,
        bridge: DocumentBridge,
        row_type: type[Row],
        fields: Sequence[FormField],
        operation: Callable[..., object],
        identify: str = "",
        identify_by: str = "id",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self._row_type, self._operation = row_type, operation
        self._identify, self._identify_by = identify, identify_by
        self.editors: dict[str, Editor] = {}
        self.labels: dict[str, FieldLabel] = {}
        self._layout = QFormLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self._layout.setHorizontalSpacing(16)
        self._layout.setVerticalSpacing(12)
        self._beside = BesideOrBelow(lambda: self.width() >= grown(_ROOM_FOR_LABELS), self._arrange, beside=True)
        for entry in fields:
            self._add(entry)

    def bind(self, row_id: str | None) -> bool:
        """Shows another row (None: nothing, disabled). False when something typed could not be written."""
        if not self.flush():
            return False
        row = self.bridge.document.get(self._row_type, row_id) if row_id is not None else None
        for name, editor in self.editors.items():
            if row is None:
                editor.bind(None)
            else:
                identify = {self._identify: getattr(row, self._identify_by)} if self._identify else {}
                editor.bind(Binding(self._row_type, row.id, name, self._operation, identify))
        return True

    def flush(self) -> bool:
        """Writes what is typed; says whether nothing is left to write."""
        written = [editor.flush() for editor in self.editors.values()]
        return all(written)

    def show_badge(self, field: str, badge: Badge | None) -> None:
        """Tells something of a field with a label of its own, in words and with a sign beside its name; None: nothing."""
        self.labels[field].show_badge(badge)
        self.editors[field].setAccessibleDescription(tr(badge.word) if badge is not None else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Labels stand beside the editors where there is room, and above them where there is not."""
        super().resizeEvent(event)
        self._beside.follow_width()

    def _arrange(self, beside: bool) -> None:  # noqa: FBT001  what BesideOrBelow tells
        policy = QFormLayout.RowWrapPolicy.DontWrapRows if beside else QFormLayout.RowWrapPolicy.WrapAllRows
        self._layout.setRowWrapPolicy(policy)
        for label in self.labels.values():
            label.stand_above(above=not beside)

    def _add(self, entry: FormField) -> None:
        editor = make_editor(self.bridge, entry)
        name = tr(entry.label)
        editor.setObjectName(entry.field)
        editor.setAccessibleName(name)
        self.editors[entry.field] = editor
        if entry.help is not None:
            editor.setAccessibleDescription(tr(entry.help))
        shown: QWidget = editor if entry.help is None else _with_help(editor, entry.help)
        if isinstance(editor, CheckEditor):
            self._layout.addRow(shown)
        else:
            self.labels[entry.field] = label = FieldLabel(name, editor)
            self._layout.addRow(label, shown)


def make_editor(bridge: DocumentBridge, entry: FormField) -> Editor:
    """The editor for a field, not bound to anything yet."""
    if entry.kind is FieldKind.TEXT and entry.grows_to:
        return GrowingEditor(bridge, entry.lines, entry.grows_to)
    if entry.kind is FieldKind.TEXT:
        editor = TextEditor(bridge)
        editor.setFixedHeight(editor.fontMetrics().lineSpacing() * entry.lines + 24)
        return editor
    if entry.kind is FieldKind.CHOICE:
        return ChoiceEditor(bridge, entry.choices or (), none=entry.none)
    if entry.kind is FieldKind.CHECK:
        return CheckEditor(bridge, entry.label)
    return _LINES[entry.kind](bridge)


_LINES: dict[FieldKind, type[LineEditor]] = {
    FieldKind.LINE: LineEditor,
    FieldKind.DATE: DateEditor,
    FieldKind.TIME: TimeEditor,
    FieldKind.QUARTER: QuarterEditor,
    FieldKind.NUMBER: NumberEditor,
}


def _with_help(editor: QWidget, text: Message) -> QWidget:
    both = QWidget()
    layout = QVBoxLayout(both)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(TIGHT)
    layout.addWidget(editor)
    layout.addWidget(_help(text))
    return both


def _help(text: Message) -> QLabel:
    label = QLabel(tr(text))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
    label.setProperty("role", "help")
    return label
