"""What every widget must keep to, told as sentences about those that do not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QProgressBar,
    QScrollArea,
    QScrollBar,
    QSplitter,
    QSplitterHandle,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionTab,
    QTabBar,
    QTableView,
    QTabWidget,
    QToolButton,
    QTreeView,
    QWidget,
)

Finding = Iterator[str]

_NO_ROLE = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window, QAccessible.Role.Pane}
_WRAP = int(Qt.TextFlag.TextWordWrap)
_FAR = 100_000
_ROW_PADDING = 8


def seen(whole: QWidget) -> list[QWidget]:
    """The widgets that are shown in a window or a part of it; what Qt makes inside others for itself belongs to those."""
    found = [whole, *whole.findChildren(QWidget)]
    return [each for each in found if each.isVisible() and each.window() is whole.window() and not _qt_own(each)]


def _qt_own(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    inside = isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget
    scrolls = isinstance(parent, QTabBar)
    own = widget.objectName().startswith("qt_") and not isinstance(widget, QTabBar)
    return own or inside or scrolls or isinstance(widget, QScrollBar | QSplitterHandle)


def takes_focus(widget: QWidget) -> bool:
    """Whether Tab may stop here."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled() and not widget.focusProxy()


def told(widget: QWidget) -> str:
    """Which widget it is, for a reader of a failure."""
    said = getattr(widget, "text", None)
    name = widget.accessibleName() or (said() if callable(said) else "") or widget.objectName()
    parent = type(widget.parentWidget()).__name__
    return f"{type(widget).__name__} {str(name)[:60]!r} in {parent}"


# Names and roles


def nameless(widget: QWidget) -> Finding:
    """What takes the focus says what it is."""
    if not takes_focus(widget):
        return
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is None or not interface.text(QAccessible.Text.Name).strip():
        yield f"has no name: {told(widget)}"
    if not widget.isWindow() and (interface is None or interface.role() in _NO_ROLE):
        yield f"has no role: {told(widget)}"


# Texts


def cut(widget: QWidget) -> Finding:
    """The texts of a widget that have less room than they need."""
    for kind, check in _TEXTS.items():
        if isinstance(widget, kind):
            for text in check(widget):
                room = f"{widget.width()}x{widget.height()}"
                yield f"is cut: {told(widget)} ({room}): {text[:80]!r}"
            return


def _width(widget: QWidget, text: str) -> int:
    return QFontMetrics(widget.font()).horizontalAdvance(text.replace("&&", "&").replace("&", ""))


def _wrapped(widget: QWidget, text: str, width: int) -> QRect:
    return QFontMetrics(widget.font()).boundingRect(QRect(0, 0, width, _FAR), _WRAP, text)


def _label(label: QLabel) -> Finding:
    if not label.text():
        return
    if label.wordWrap():
        room = label.contentsRect().width() - 2 * label.margin()
        plain = label.textFormat() != Qt.TextFormat.RichText
        too_wide = plain and _wrapped(label, label.text(), room).width() > room
        if too_wide or label.heightForWidth(label.width()) > label.height():
            yield label.text()
    elif label.sizeHint().width() > label.width() or label.sizeHint().height() > label.height():
        yield label.text()


def _by_hint(widget: QWidget) -> Finding:
    hint = widget.sizeHint()
    if hint.width() > widget.width() or hint.height() > widget.height():
        yield f"{getattr(widget, 'text', str)()} needs {hint.width()}x{hint.height()}"


def _button(button: QAbstractButton) -> Finding:
    if button.text():
        yield from _by_hint(button)
    elif not button.icon().isNull() and not button.rect().contains(QRect(QPoint(0, 0), button.iconSize())):
        yield "its sign"


def _combo(box: QComboBox) -> Finding:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    room = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, box)
    if _width(box, box.currentText()) > room.width() or QFontMetrics(box.font()).height() > room.height() + 2:
        yield box.currentText()


def _line(line: QLineEdit) -> Finding:
    margins, hint = line.textMargins(), line.placeholderText()
    room = line.width() - 12 - margins.left() - margins.right()
    if not line.text() and _width(line, hint) > room:
        yield hint
    if line.sizeHint().height() > line.height():
        yield f"{line.text()} is too low"


def _plain(box: QPlainTextEdit) -> Finding:
    hint = box.placeholderText()
    inside = box.viewport().rect().adjusted(4, 4, -4, -4)
    if not box.toPlainText() and hint:
        needs = _wrapped(box, hint, inside.width())
        if needs.width() > inside.width() or needs.height() > inside.height():
            yield hint
    if box.viewport().height() < QFontMetrics(box.font()).lineSpacing():
        yield "not even one line"
    if box.horizontalScrollBar().maximum() > 0:
        yield "lines end outside"


def _tabs(bar: QTabBar) -> Finding:
    """No tab is shortened; where not all have room, the bar scrolls and the chosen one is whole, beside the arrows."""
    arrows = [each.geometry() for each in bar.findChildren(QToolButton) if each.isVisible()]
    for place in range(bar.count()):
        option = QStyleOptionTab()
        bar.initStyleOption(option, place)
        chosen = place == bar.currentIndex()
        covered = any(arrow.intersects(bar.tabRect(place)) for arrow in arrows)
        inside = (bar.rect().contains(bar.tabRect(place)) and not covered) or (bar.usesScrollButtons() and not chosen)
        if bar.isTabVisible(place) and (option.text != bar.tabText(place) or not inside):
            yield bar.tabText(place)


def _head(head: QHeaderView) -> Finding:
    turned = getattr(head, "turned", None)
    if turned is not None and turned():
        if head.widest() > head.height():
            yield "the longest of the turned heads"
        return
    across = head.orientation() == Qt.Orientation.Horizontal
    for place in range(head.count()):
        text = str(head.model().headerData(place, head.orientation()) or "")
        if head.isSectionHidden(place) or not text or not across:
            continue
        room = head.sectionSize(place) - 12
        needs = _wrapped(head, text, room) if head.defaultAlignment() & Qt.TextFlag.TextWordWrap else None
        wide = needs.width() if needs is not None else _width(head, text)
        high = needs.height() if needs is not None else QFontMetrics(head.font()).height()
        if wide > room or high > head.height():
            yield text


def _group(box: QGroupBox) -> Finding:
    if _width(box, box.title()) > box.width():
        yield box.title()


def _bar(bar: QProgressBar) -> Finding:
    if bar.isTextVisible() and _width(bar, bar.text()) > bar.width():
        yield bar.text()


def _menus(bar: QMenuBar) -> Finding:
    for action in bar.actions():
        if action.isVisible() and not bar.rect().contains(bar.actionGeometry(action)):
            yield action.text()


SHORTENED = {
    "ChecklistPanel": "a question of the tree stands whole beside it as soon as it is chosen",
    "GuideWindow": "a chapter of the tree has its title whole above its text",
}
"""Trees that shorten their rows on purpose, by what they stand in. Cells of tables may end in dots too: the chosen row is
whole below or beside each table."""


def _rows(view: QAbstractItemView) -> Finding:
    """A list or tree shows its texts whole, or says them whole in a tool tip and where the row is chosen."""
    model, root = view.model(), view.rootIndex()
    if isinstance(view, QTableView | QHeaderView) or model is None:
        return
    if isinstance(view, QTreeView):
        if not {type(each).__name__ for each in _around(view)} & set(SHORTENED):
            yield from _tree(view)
        return
    for row in range(model.rowCount(root)):
        index = model.index(row, 0, root)
        text, rect = str(index.data() or ""), view.visualRect(index)
        inside = rect.width() - _ROW_PADDING <= view.viewport().width()
        if not rect.isEmpty() and not inside and not index.data(Qt.ItemDataRole.ToolTipRole):
            yield text


def _tree(view: QTreeView) -> Finding:
    for row in range(view.model().rowCount()):
        index = view.model().index(row, 0)
        if _width(view, str(index.data() or "")) > view.visualRect(index).width():
            yield str(index.data())


def _around(widget: QWidget) -> Iterator[QWidget]:
    around = widget.parentWidget()
    while around is not None:
        yield around
        around = around.parentWidget()


_TEXTS: dict[type[QWidget] | tuple[type[QWidget], ...], Callable[..., Finding]] = {
    QLabel: _label,
    QAbstractButton: _button,
    QComboBox: _combo,
    QLineEdit: _line,
    QAbstractSpinBox: _by_hint,
    QPlainTextEdit: _plain,
    QTabBar: _tabs,
    QHeaderView: _head,
    QGroupBox: _group,
    QProgressBar: _bar,
    QMenuBar: _menus,
    QAbstractItemView: _rows,
}


# Places


def sticks_out(widget: QWidget) -> Finding:
    """A widget ends inside its parent, unless that scrolls."""
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or _scrolls(parent):
        return
    more = 1 if isinstance(parent, QSplitter) else 0  # mirrored, Qt's splitter is a pixel off
    if not parent.rect().adjusted(-more, 0, more, 0).contains(widget.geometry()) and not widget.geometry().isEmpty():
        here, room = widget.geometry().getRect(), parent.rect().getRect()
        yield f"sticks out: {told(widget)} {here} of {room}"


def _scrolls(widget: QWidget) -> bool:
    area = widget.parentWidget()
    return isinstance(area, QAbstractScrollArea) and area.viewport() is widget


def overlaps(widget: QWidget) -> Finding:
    """Two parts of the same whole do not lie over each other."""
    if isinstance(widget, QAbstractScrollArea | QTabWidget | QComboBox | QAbstractSpinBox) or _scrolls(widget):
        return
    parts = widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    shown = [each for each in parts if each.isVisible() and not each.isWindow() and not _qt_own(each)]
    for one, other in combinations(shown, 2):
        if one.geometry().intersects(other.geometry()) and not (_floats(one) or _floats(other)):
            yield f"overlap: {told(one)} {one.geometry().getRect()} and {told(other)} {other.geometry().getRect()}"


def _floats(widget: QWidget) -> bool:
    """The palette lies over the window on purpose, and goes when it loses the keys. Messages lie over the edge of the page."""
    return widget.objectName() in ("palette", "message-bar")


def scrolls_sideways(widget: QWidget) -> Finding:
    """What scrolls, scrolls up and down; only tables may be wider than their room."""
    if isinstance(widget, QScrollArea) and widget.widget() is not None:
        needs, room = widget.widget().width(), widget.viewport().width()
        if needs > room:
            yield f"scrolls sideways: {told(widget)} {needs} in {room}"


RULES = (nameless, cut, sticks_out, overlaps, scrolls_sideways)


def findings(whole: QWidget) -> list[str]:
    """All that is wrong with what is shown."""
    return [sentence for widget in seen(whole) for rule in RULES for sentence in rule(widget)]
