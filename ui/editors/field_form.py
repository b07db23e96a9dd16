"""A form for fields given by name: one line per field, each with the editor of its kind, bound to one row at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import KW_ONLY
from typing import Final, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFormLayout, QLabel, QVBoxLayout, QWidget

from ui.editors.check_editor import CheckEditor
from ui.editors.choice_editor import ChoiceEditor
from ui.editors.date_editor import DateEditor, DayEditor, NumberEditor, QuarterEditor, TimeEditor
from ui.editors.field_label import FieldLabel
from ui.editors.field_link import Binding, Remark
from ui.editors.field_note import FieldNote
from ui.editors.growing_editor import GrowingEditor
from ui.editors.line_editor import LineEditor
from ui.editors.mark_editor import MarkEditor
from ui.editors.offered_words import OfferedWords
from ui.editors.text_editor import TextEditor
from ui.kit.beside import BesideOrBelow
from ui.kit.chips import Badge
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.look.style import TIGHT, grown
from workbench.language.i18n import Message
from workbench.model.declared import Declared, Kind, declared, label_of
from workbench.model.rows import Row
from workbench.system.frozen import frozen

_ROOM_FOR_LABELS: Final = 560
"""The width from which labels stand beside the editors, in pixels at 100 %. It grows with the zoom, as the labels do."""

_BETWEEN: Final = 12


Editor: TypeAlias = TextEditor | LineEditor | ChoiceEditor | CheckEditor


@frozen
class FormField:
    """One line of a form: a field by its name, and how it is shown here. The row declares its kind and its label.

    ``label`` replaces the declared label in this form. ``help`` is shown below the editor. ``none`` is the text for
    "nothing chosen", where that is allowed. ``lines`` is the height of a text; with ``grows_to`` it grows with its text, up
    to that many lines; with ``one_line`` a text is edited on one line, like a name. ``offers`` are words that a text may
    list, to be chosen from a menu below it. With ``beside`` a short field stands on the line of the one before.
    """

    field: str
    _: KW_ONLY
    label: Message | None = None
    help: Message | None = None
    none: Message | None = None
    lines: int = 4
    grows_to: int = 0
    one_line: bool = False
    offers: tuple[Message, ...] = ()
    beside: bool = False


class FieldForm(QWidget):
    """The fields of one row. ``bind`` shows a row; each editor writes through ``operation``.

    The operation is called as ``operation(document, **{identify: row_id}, **{field: value}, initiator=editor)``; without
    ``identify`` (the one assessment) no id is passed. ``identify_by`` is the field of the row whose value the operation
    wants instead of the id. By its field, ``editors`` finds each editor, ``labels`` its label, ``notes`` what is said below.
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
        self.row_type, self._operation = row_type, operation
        self._identify, self._identify_by = identify, identify_by
        self.editors: dict[str, Editor] = {}
        self.labels: dict[str, FieldLabel] = {}
        self.notes: dict[str, FieldNote] = {}
        self._pairs: list[QBoxLayout] = []
        self._second: set[str] = set()
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
        row = self.bridge.document.get(self.row_type, row_id) if row_id is not None else None
        for name, editor in self.editors.items():
            if row is None:
                editor.bind(None)
            else:
                identify = {self._identify: getattr(row, self._identify_by)} if self._identify else {}
                editor.bind(Binding(self.row_type, row.id, name, self._operation, identify))
        return True

    def flush(self) -> bool:
        """Writes what is typed. Returns whether nothing is left to write."""
        written = [editor.flush() for editor in self.editors.values()]
        return all(written)

    def insert_below(self, field: str, others: Iterable[tuple[Message, QWidget]]) -> None:
        """Puts editors that the form does not make, with their labels, below a field. The form does not bind them.

        Several calls go from the top to the bottom of the form: Tab can be led past a field, not past an editor of parts.
        """
        items = (self._layout.itemAt(row, QFormLayout.ItemRole.FieldRole) for row in range(self._layout.rowCount()))
        above: QWidget = self.editors[field]
        first_below = next(row for row, item in enumerate(items) if item is not None and item.widget() is above) + 1
        for row, (label, editor) in enumerate(others, first_below):
            shown = QLabel(tr(label))
            shown.setTextFormat(Qt.TextFormat.PlainText)
            shown.setBuddy(editor)
            self._layout.insertRow(row, shown, editor)
            first_below, above = row + 1, (_stops(editor) or [above])[-1]
        self._lead_on(above, first_below)

    def _lead_on(self, above: QWidget, first_below: int) -> None:
        """Has Tab go from an inserted editor to the fields below it, which were there before.

        They are moved because the inserted one cannot be: whatever hands the focus on to a part of itself would stay behind
        in the order, and would lead back to that part.
        """
        roles = (QFormLayout.ItemRole.FieldRole, QFormLayout.ItemRole.SpanningRole)
        for row in range(first_below, self._layout.rowCount()):
            item = next((item for role in roles if (item := self._layout.itemAt(row, role)) is not None), None)
            editor = item.widget() if item is not None else None
            for stop in _stops(editor) if editor is not None else ():
                self.setTabOrder(above, stop)
                above = stop

    def show_badge(self, field: str, badge: Badge | None) -> None:
        """Shows a badge at the label of a field (None: no badge). Raises KeyError for a tick box, which has no label."""
        self.labels[field].show_badge(badge)
        self.editors[field].setAccessibleDescription(tr(badge.word) if badge is not None else "")

    def _say_below(self, editor: QWidget, remark: Remark) -> None:
        """Says something below an editor; the first time, a line is made for it."""
        name = editor.objectName()
        if name not in self.notes:
            if not remark.text:
                return
            note = self.notes[name] = FieldNote(editor, lambda there: self._layout.setRowVisible(note, there))
            items = (self._layout.itemAt(row, QFormLayout.ItemRole.FieldRole) for row in range(self._layout.rowCount()))
            above = next(row for row, item in enumerate(items) if item is not None and _holds(item.widget(), editor))
            self._layout.insertRow(above + 1, "", note)
        self.notes[name].say(remark.text, refused=remark.refused)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Puts the labels beside the editors where there is room, and above them where there is not."""
        super().resizeEvent(event)
        self._beside.follow_width()

    def _arrange(self, beside: bool) -> None:  # noqa: FBT001  what BesideOrBelow tells
        policy = QFormLayout.RowWrapPolicy.DontWrapRows if beside else QFormLayout.RowWrapPolicy.WrapAllRows
        self._layout.setRowWrapPolicy(policy)
        for field, label in self.labels.items():
            label.stand_above(above=not beside or field in self._second)
        for pair in self._pairs:
            pair.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)

    def _add(self, entry: FormField) -> None:
        label = entry.label or label_of(self.row_type, entry.field)
        editor = _editor(self.bridge, entry, declared(self.row_type)[entry.field], label)
        name = tr(label)
        editor.setObjectName(entry.field)
        editor.setAccessibleName(name)
        self.editors[entry.field] = editor
        if entry.help is not None:
            editor.setAccessibleDescription(tr(entry.help))
        shown: QWidget = editor if entry.help is None else _with_below(editor, _help(entry.help))
        if entry.offers and isinstance(editor, TextEditor):
            offered = OfferedWords(editor, entry.offers)
            offered.setAccessibleName(name)
            shown = _with_below(shown, offered)
        if isinstance(editor, MarkEditor):
            shown = _with_below(shown, editor.reason)
        if isinstance(editor, CheckEditor):
            self._layout.addRow(shown)
            return
        self.labels[entry.field] = beside = FieldLabel(name, editor)
        if entry.beside:
            self._second.add(entry.field)
            self._put_beside(beside, shown)
        else:
            self._layout.addRow(beside, shown)
        editor.link.at_field = True
        editor.link.told.connect(self._say_below)

    def _put_beside(self, label: FieldLabel, shown: QWidget) -> None:
        """Puts a field on the line of the one before. Raises ValueError if there is none."""
        last = self._layout.takeRow(self._layout.rowCount() - 1)
        before, first = last.labelItem.widget(), last.fieldItem.widget()
        if before is None or first is None:
            raise ValueError("no field stands before it")
        label.stand_above(above=True)
        both = QWidget()
        pair = QBoxLayout(QBoxLayout.Direction.LeftToRight, both)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(_BETWEEN)
        for widget, stretch in ((first, 1), (label, 0), (shown, 1)):
            pair.addWidget(widget, stretch)
        self._pairs.append(pair)
        self._layout.addRow(before, both)


def _editor(bridge: DocumentBridge, entry: FormField, field: Declared, label: Message) -> Editor:
    """The editor for a field, not bound yet. Raises KeyError for a kind that needs an editor of the page's own."""
    kind = Kind.LINE if entry.one_line else field.kind
    if kind is Kind.TEXT and entry.grows_to:
        return GrowingEditor(bridge, entry.lines, entry.grows_to)
    if kind is Kind.TEXT:
        editor = TextEditor(bridge)
        editor.setFixedHeight(editor.fontMetrics().lineSpacing() * entry.lines + 24)
        return editor
    if kind is Kind.CHOICE:
        return ChoiceEditor(bridge, field.choices or (), none=entry.none)
    if kind is Kind.CHECK:
        return CheckEditor(bridge, label)
    if kind is Kind.MARK:
        return MarkEditor(bridge, label)
    return _LINES[kind](bridge)


_LINES: Final[Mapping[Kind, type[LineEditor]]] = {
    Kind.LINE: LineEditor,
    Kind.DATE: DateEditor,
    Kind.DAY: DayEditor,
    Kind.TIME: TimeEditor,
    Kind.QUARTER: QuarterEditor,
    Kind.NUMBER: NumberEditor,
}


def _holds(shown: QWidget | None, editor: QWidget) -> bool:
    return shown is not None and (shown is editor or shown.isAncestorOf(editor))


def _with_below(editor: QWidget, below: QWidget) -> QWidget:
    both = QWidget()
    layout = QVBoxLayout(both)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(TIGHT)
    layout.addWidget(editor)
    if isinstance(editor, CheckEditor):
        layout.setAlignment(editor, Qt.AlignmentFlag.AlignLeading)
    layout.addWidget(below)
    return both


def _stops(editor: QWidget) -> list[QWidget]:
    """An editor, or the boxes of an editor of several parts, in which Tab stops."""
    parts = (editor, *editor.findChildren(QWidget))
    return [part for part in parts if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.focusProxy() is None]


def _help(text: Message) -> QLabel:
    label = QLabel(tr(text))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
    label.setProperty("role", "help")
    return label
