"""No text of a file is ever markup: not in a tool tip, not in a label, nowhere that Qt could take it for HTML."""

from __future__ import annotations

import ast
import html
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QCoreApplication, QModelIndex, Qt
from PySide6.QtGui import QAction, QStandardItem, QStandardItemModel
from PySide6.QtGui import Qt as QtGuiQt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QListView,
    QTextEdit,
    QWidget,
)

import ui
from tests.forged import forge
from ui.kit.plain_text import escaped, tip, tip_of_lines, tip_of_term
from ui.link.stages import Stage
from workbench.language.i18n import Message
from workbench.model.declared import declared
from workbench.model.rows import ROW_TYPES

MARK = "<b>RICHX</b>"
CANARY = f'{MARK}<img src="file:///nowhere/trap.png">&amp;'
_ROLES = [Qt.ItemDataRole(value) for value in range(14)]
_TIPS = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.StatusTipRole, Qt.ItemDataRole.WhatsThisRole)
_KEPT = {"id", "language", "checklist", "checklist_version", "subject", "date", "number"}


def poison(connection) -> None:
    """Puts the canary into every text that nobody has to choose."""
    for row_type in ROW_TYPES:
        for name, field in declared(row_type).items():
            if field.written and not field.optional and name not in _KEPT:
                connection.execute(f"UPDATE {row_type.table} SET {name} = ? || {name}", (CANARY,))
    connection.execute("UPDATE questions SET number = ? || number WHERE id = 'kf1.q2'", (CANARY,))
    connection.execute("UPDATE sections SET number = ? || number", (CANARY,))
    connection.execute("UPDATE sittings SET who = ?, computer = ?", (CANARY, CANARY))
    connection.execute("UPDATE labels SET text = ? || text", (CANARY,))


def rich_in(whole: QWidget) -> Iterator[str]:
    """Where in a window a text of the file could be taken for markup."""
    for widget in (whole, *whole.findChildren(QWidget)):
        yield from rich_in_widget(widget)
    for action in whole.findChildren(QAction):
        if MARK in action.toolTip() or MARK in action.whatsThis():
            yield f"action {action.text()}"
    for view in whole.findChildren(QAbstractItemView):
        if view.model() is not None:
            yield from (f"{_named(view)}: {found}" for found in rich_in_model(view.model()))
    for combo in whole.findChildren(QComboBox):
        yield from (f"{_named(combo)}: {found}" for found in rich_in_model(combo.model()))


def rich_in_widget(widget: QWidget) -> Iterator[str]:
    if any(MARK in text for text in (widget.toolTip(), widget.statusTip(), widget.whatsThis())):
        yield f"tip of {_named(widget)}"
    if isinstance(widget, QLabel) and MARK in widget.text() and widget.textFormat() != Qt.TextFormat.PlainText:
        yield f"label {_named(widget)}"
    if isinstance(widget, QTextEdit) and 'trap.png"' in widget.toHtml():
        yield f"text of {_named(widget)}"


def rich_in_model(model: QAbstractItemModel) -> Iterator[str]:
    for way in Qt.Orientation:
        count = _columns(model, QModelIndex()) if way is Qt.Orientation.Horizontal else model.rowCount()
        for section in range(count):
            yield from (f"head {section}, {role.name}" for role in _TIPS if _rich(model.headerData(section, way, role)))
    waiting = [QModelIndex()]
    while waiting:
        parent = waiting.pop()
        for row in range(model.rowCount(parent)):
            for column in range(_columns(model, parent)):
                index = model.index(row, column, parent)
                told = {role: model.data(index, role) for role in _ROLES}
                yield from (f"{row}, {column}, {role.name}" for role in _TIPS if _rich(told[role]))
            waiting.append(model.index(row, 0, parent))


def _columns(model: QAbstractItemModel, parent: QModelIndex) -> int:
    """A list has one, and no way to ask for it."""
    return 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)


def _rich(value: object) -> bool:
    return isinstance(value, str) and MARK in value


def _named(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()} {widget.accessibleName()[:40]!r}"


def everywhere() -> list[str]:
    """What is found in all that can be seen, or opened from it; what other tests left behind and closed is not looked at."""
    QCoreApplication.processEvents()
    tops = QApplication.topLevelWidgets()
    seen = [top for top in tops if top.isVisible() or any(other.isVisible() and _is_inside(top, other) for other in tops)]
    assert seen
    return sorted({found for top in seen for found in rich_in(top)})


def _is_inside(widget: QWidget, whole: QWidget) -> bool:
    while widget is not None and widget is not whole:
        widget = widget.parentWidget()
    return widget is not None


@pytest.fixture
def poisoned(sample_file, tmp_path):
    return forge(sample_file, tmp_path / f"x{MARK.replace('/', '')}.integrity", poison)


@pytest.mark.parametrize("stage", Stage)
def test_no_page_takes_a_text_for_markup(open_window, poisoned, stage):
    window = open_window(poisoned, (1024, 768))
    assert window.bridge is not None
    assert window.go(stage)
    assert everywhere() == []
    window.toggle_help()
    assert everywhere() == []


def test_a_text_is_written_in_html_as_python_does_it():
    text = "".join(map(chr, range(1, 0x300))) + "&amp; <b>"
    assert escaped(text) == html.escape(text)


def test_no_part_of_the_assessment_page_takes_a_text_for_markup(open_window, poisoned):
    window = open_window(poisoned, (1024, 768))
    keys = [
        "kf1",
        "kf1.q1",
        *(row.question_id for row in window.bridge.cached_content.answers.values() if row.is_confidential),
    ]
    for key in keys[:4]:
        window.go(Stage.ASSESSMENT, key)
        page = window.workspace.page(Stage.ASSESSMENT)
        page.panel.wording.mark_terms()
        for place in range(page.panel.tabs.count()):
            page.panel.tabs.setCurrentIndex(place)
            assert everywhere() == []


def test_the_palette_the_start_page_the_guide_and_the_projector_view_take_no_text_for_markup(open_window, poisoned):
    from ui.projector.control import ProjectorControl

    window = open_window(poisoned, (1024, 768))
    for query in ("RICHX", "1.2", "", "?"):
        window.open_palette(query)
        assert everywhere() == []
    window.projector = ProjectorControl(window)
    window.projector.toggle()
    for stage in Stage:
        window.go(stage)
        window.projector.refresh()
        assert everywhere() == []
    window.projector.close()
    window.open_guide()
    window.window_actions.recent.aboutToShow.emit()
    window.show_start()
    assert everywhere() == []
    window.messages.info(Message("{text}", text=CANARY))
    window.statusBar().showMessage(CANARY)
    assert everywhere() == []


def test_the_walk_would_notice(qtbot, shown):
    whole = QWidget()
    qtbot.addWidget(whole)
    label, view, model = QLabel(CANARY, whole), QListView(whole), QStandardItemModel(whole)
    item = QStandardItem("x")
    item.setToolTip(CANARY)
    model.appendRow(item)
    view.setModel(model)
    label.setToolTip(CANARY)
    text = QTextEdit(whole)
    text.setHtml(CANARY)
    assert len(set(rich_in(whole))) == 4


@pytest.mark.parametrize(
    "text", [CANARY, "<", "a < b", "&lt;", "&#60;b>", "a\nb", "long " * 100, "<qt>", "<?xml", "x" * 5000, "", "plain"]
)
def test_a_tip_shows_its_text_letter_by_letter(qtbot, text):
    shown = tip(text)
    if QtGuiQt.mightBeRichText(shown):
        document = QTextEdit()
        qtbot.addWidget(document)
        document.setHtml(shown)
        assert "<img" not in document.toHtml()
        shown = document.toPlainText()
    whole = text.strip() if len(text) <= 600 else f"{text[:600].rstrip()}…"
    assert shown.strip() == whole.replace("  ", " ")
    assert MARK not in tip_of_lines([text])
    assert MARK not in tip_of_term(text, text, text)


_TIP_SETTERS = {"setToolTip", "setStatusTip", "setWhatsThis"}
_SAFE = {"tip", "tip_of_lines", "tip_of_term"}
_OWN_WORDS = {("shortcuts.py", "setWhatsThis")}
"""What a key does, as the program words it."""


def unsafe_tips(tree: ast.AST, name: str) -> Iterator[str]:
    """Calls that set a tip past the helper, and functions that give a model's tips without it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            method = node.func.attr
            known = (name, method) in _OWN_WORDS
            if method in _TIP_SETTERS and not known and not _is_safe(node.args[-1]):
                yield f"{name}:{node.lineno} {method}"
            if method == "showText" and ast.unparse(node.func.value) == "QToolTip" and not _is_explained(node.args[1]):
                yield f"{name}:{node.lineno} showText"
            if method == "setTextFormat" and "RichText" in ast.unparse(node) and name != "wording_label.py":
                yield f"{name}:{node.lineno} rich text"
        if isinstance(node, ast.FunctionDef) and "ToolTipRole" in ast.unparse(node) and "tip(" not in ast.unparse(node):
            yield f"{name}:{node.lineno} {node.name} gives tips"


def _is_safe(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return node.value == ""
    if isinstance(node, ast.IfExp):
        return _is_safe(node.body) and _is_safe(node.orelse)
    if isinstance(node, ast.BoolOp):
        return all(map(_is_safe, node.values))
    called = node.func if isinstance(node, ast.Call) else None
    return (isinstance(called, ast.Name) and called.id in _SAFE) or (
        isinstance(called, ast.Attribute) and called.attr == "tip"
    )


def _is_explained(node: ast.AST) -> bool:
    return _is_safe(node) or (isinstance(node, ast.Call) and ast.unparse(node.func) == "_explained")


def test_nobody_sets_a_tip_past_the_helper():
    root = Path(ui.__file__).parent
    sources = sorted(root.rglob("*.py"))
    assert len(sources) > 60
    found = [line for path in sources for line in unsafe_tips(ast.parse(path.read_text("utf-8")), path.name)]
    assert found == []


def test_the_source_rule_would_notice():
    source = """
def data(role):
    if role == ToolTipRole:
        return self.text
a.setToolTip(text)
a.setToolTip(0, str(path) if path else "")
a.setToolTip(tip(text) if text else "")
QToolTip.showText(place, text)
"""
    assert len(list(unsafe_tips(ast.parse(source), "x.py"))) == 4
