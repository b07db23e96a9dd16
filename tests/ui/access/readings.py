"""What every widget must keep to for somebody who hears it, or who reads it from the other side."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHeaderView, QSplitter, QWidget

from workbench.language.bidi import needs_reordering, resolve

from .rules import seen, told

_MARKS = str.maketrans("", "", "\u2066\u2067\u2068\u2069")


def marked_up(widget: QWidget) -> Iterator[str]:
    """What is read aloud has no markup in it. Qt takes the tool tip where there is no description."""
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is None or interface.role() in (QAccessible.Role.StaticText, QAccessible.Role.NoRole):
        return
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Help):
        text = interface.text(kind)
        if "<p>" in text or "<qt>" in text or "<b>" in text:
            yield f"is read with its markup: {told(widget)}: {text[:60]!r}"


def unnamed(widget: QWidget) -> Iterator[str]:
    """Lists, trees, tables, choices and the lines between parts say what they are."""
    if isinstance(widget, QAbstractItemView | QComboBox) and not isinstance(widget, QHeaderView):
        inside_choice = isinstance(widget.parentWidget(), QComboBox)
        if not widget.accessibleName() and not inside_choice and widget.window().findChild(type(widget)):
            yield f"has no name: {told(widget)}"
    if isinstance(widget, QSplitter):
        for number in range(1, widget.count()):
            if not widget.handle(number).accessibleName():
                yield f"a line between parts has no name: {told(widget)}"


def torn(widget: QWidget) -> Iterator[str]:
    """In a window from right to left, the words of a row stay in their order: all its characters run the same way."""
    if widget.layoutDirection() != Qt.LayoutDirection.RightToLeft:
        return
    for text in _rows(widget):
        for line in text.split("\n"):
            plain = line.translate(_MARKS)
            if needs_reordering(plain) or not any(letter.isalpha() for letter in plain):
                continue
            if _is_torn(line.strip()):
                yield f"is torn: {told(widget)}: {line[:60]!r}"


def _is_torn(line: str) -> bool:
    """Whether something between the letters of a line runs the other way than they do."""
    return any(level == 1 for letter, level in zip(line, resolve(line, 1).levels, strict=True) if letter.translate(_MARKS))


def _rows(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QHeaderView):
        return
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(index) for index in range(widget.count()))
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _below(widget.model(), QModelIndex())


def _below(model, parent: QModelIndex) -> Iterator[str]:
    for row in range(min(model.rowCount(parent), 40)):
        column = 0
        while (index := model.index(row, column, parent)).isValid():  # Qt hides the number of columns of a list
            yield str(index.data() or "")
            column += 1
        yield from _below(model, model.index(row, 0, parent))


def findings_by_ear(whole: QWidget) -> list[str]:
    """All that is wrong with what is shown."""
    return [sentence for widget in seen(whole) for rule in (marked_up, unnamed, torn) for sentence in rule(widget)]
