"""A register: a table of rows of one kind, and below it everything about the selected row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from typing import Any, Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from ui.editors.field_form import FieldForm, FormField
from ui.editors.link_list import LinkList, LinkSpec
from ui.editors.people_editor import add_people
from ui.editors.row_table import RowTable
from ui.kit.direction import in_row
from ui.kit.kept_split import KeptSplit
from ui.kit.split_view import name_handles
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.link.row_names import shown_name
from ui.look import style
from ui.look.style import MARGIN
from ui.models.row_table_model import Column, TableSpec
from ui.pages.page import heading, scrolling
from workbench.language.i18n import Message
from workbench.model.changes import Changes
from workbench.model.rows import PersonLink
from workbench.system.frozen import frozen

_LEAST_LINES: Final = 10
"""The height of the table in lines of text: the heading and two or three rows are always visible."""
_LEAST_BELOW: Final = 8
"""The height of what is below it, in lines of text: two fields. Where the window is too low for both, the page scrolls."""

_MORE: Final = Message("More about the selected row")


MARK = Column("confidential", heading=Message("Confidential"), width=11)
"""Which rows are confidential, to be ticked there or below the table, where it also says why."""


@frozen(kw_only=True)
class RegisterSpec:
    """What a register shows, and the operations behind it.

    ``add`` is called with the document, ``remove`` as ``remove(document, **{identify: key})``; the table names the editing
    operation and ``identify``. ``fields`` are edited below the table, ``links`` ticked below them (``links_first``: above).
    ``people`` are the links to people with a role, who are edited below the field ``people_below``.
    """

    name: Message
    empty: Message
    add_label: Message
    removed: Message
    table: TableSpec
    add: Callable[..., str]
    remove: Callable[..., object]
    fields: Sequence[FormField] = ()
    links: Sequence[LinkSpec] = field(default_factory=tuple)
    links_first: bool = False
    people: type[PersonLink] | None = None
    people_below: str = ""


class Register(QSplitter):
    """The table, and below it the selected row. ``head`` stands above the form instead of its name, ``more`` below it."""

    def __init__(
        self,
        bridge: DocumentBridge,
        spec: RegisterSpec,
        parent: QWidget | None = None,
        *,
        head: QWidget | None = None,
        more: Sequence[QWidget] = (),
    ) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._bridge, self._spec = bridge, spec
        self.table = RowTable(
            bridge,
            spec.table,
            name=spec.name,
            empty=spec.empty,
            add_label=spec.add_label,
            add=self._add,
            remove=self._remove,
            removed=spec.removed,
        )
        table = spec.table
        self.form = FieldForm(bridge, table.row_type, spec.fields, table.edit, identify=table.identify)
        self.people = add_people(self.form, spec.people, after=spec.people_below) if spec.people is not None else {}
        self.links = [LinkList(bridge, link) for link in spec.links]
        self.about = heading(_MORE, 2)
        self._inside = self._details(head or self.about, more)
        self.details = scrolling(self._inside)
        self._inside.installEventFilter(self)
        self._lay_out()
        self.table.chosen.connect(self.show_details)
        bridge.changed.connect(self._on_changes)
        self.table.model.rowsInserted.connect(self._choose_what_came)
        self._in_sight = QTimer(self, singleShot=True, interval=0)
        self._in_sight.timeout.connect(lambda: self.table.show_row(self.table.current_id()))
        self.table.grid.resized.connect(self._in_sight.start)
        self._make_room()
        style.follow(self._make_room)
        self.show_details("")
        self._choose_first()

    def _lay_out(self) -> None:
        above = QWidget()
        layout = QVBoxLayout(above)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.addWidget(self.table)
        self.addWidget(above)
        self.addWidget(self.details)
        name_handles(self, Message("Line between the table and the selected row"))
        self.setStretchFactor(0, 3)
        self.setStretchFactor(1, 2)
        self.setChildrenCollapsible(False)
        KeptSplit(self, self._spec.table.row_type.table, self._bridge.shares)

    def show_row(self, row_id: str) -> None:
        """Leads to a row, also to one that is hidden."""
        if not self.table.show_row(row_id) and row_id and self.table.model.is_arranged():
            self.table.shown.show_all()
            self.table.show_row(row_id)

    def show_details(self, row_id: str) -> None:
        """Shows everything about a row below the table; nothing for an empty id."""
        self.form.bind(row_id or None)
        for editor in self.people.values():
            editor.bind(row_id)
        for link in self.links:
            link.show_row(row_id)
        self._say_about(row_id)
        self.details.setVisible(bool(row_id))

    def _say_about(self, row_id: str) -> None:
        """Names the row that the fields below the table belong to."""
        name = shown_name(self._bridge.document.get(self._spec.table.row_type, row_id)) if row_id else ""
        self.about.setText(tr(Message("More about {name}", name=in_row(name)) if name else _MORE))

    def _on_changes(self, changes: Changes) -> None:
        if self._spec.table.row_type.table in changes.tables:
            self._say_about(self.table.current_id())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The details take no more height than they need: the table has the rest."""
        if watched is self._inside and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            layout = self._inside.layout()
            wanted = layout.totalHeightForWidth(self._inside.width()) if layout is not None else 0
            self.details.setMaximumHeight(max(wanted, self.details.minimumHeight()))
        return False

    def _make_room(self) -> None:
        """Makes room for the present letters. The table must have them already: it gets them after this."""
        self.table.grid.ensurePolished()
        line = self.table.grid.fontMetrics().lineSpacing()
        self.table.grid.setMinimumHeight(line * _LEAST_LINES)
        self.details.setMinimumHeight(line * _LEAST_BELOW)

    def _details(self, head: QWidget, more: Sequence[QWidget]) -> QWidget:
        inside = QWidget()
        inside.setObjectName("page-area")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 8, MARGIN, 0)
        column.setSpacing(12)
        column.addWidget(head)
        if not self._spec.links_first:
            column.addWidget(self.form)
        if self.links:
            row = QHBoxLayout()
            row.setSpacing(MARGIN)
            for link in self.links:
                row.addWidget(link, 1)
            column.addLayout(row)
        if self._spec.links_first:
            column.addWidget(self.form)
        for widget in more:
            column.addWidget(widget)
        column.addStretch(1)
        return inside

    def _choose_first(self) -> None:
        rows = self.table.model.rows
        if rows:
            self.table.show_row(rows[0].id)

    def _choose_what_came(self, _parent: QModelIndex, first: int) -> None:
        """Selects a row that comes into a register without a current row, so that its details are shown."""
        if not self.table.current_id():
            self.table.show_row(self.table.model.rows[first].id)

    def _add(self) -> str | None:
        return self._bridge.call(self._spec.add) if self._bridge.flush() else None

    def _remove(self, row_id: str) -> bool:
        arguments: dict[str, Any] = {self._spec.table.identify: row_id}
        self.show_details("")
        removed = self._bridge.run(self._spec.remove, **arguments)
        self.show_details(self.table.current_id())
        return removed
