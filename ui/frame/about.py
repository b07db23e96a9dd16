"""What the program is, where its data lie, and the versions of its parts, for the person who supports it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QVBoxLayout

from ui.kit.flow_row import FlowRow
from ui.link.language import tr
from ui.look import style
from ui.pages.page import heading
from workbench import __version__
from workbench.keeping.folder import default_root
from workbench.language.i18n import Message
from workbench.model.computer import system_name
from workbench.storage.engine import engine_version
from workbench.storage.schema import FORMAT_VERSION

if TYPE_CHECKING:
    from ui.link.window import OpeningWindow

_PROGRAM: Final = "Integrity Workbench"
_SIZE: Final = (80, 26)
"""The width in average characters, and the height in lines."""


class AboutDialog(QDialog):
    """Says it as one text that can be selected, and copied whole."""

    def __init__(self, window: OpeningWindow) -> None:
        super().__init__(window.widget)
        self.setWindowTitle(tr(Message("About Integrity Workbench")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        style.apply(self)
        self.text = QPlainTextEdit("\n\n".join((what_it_is(), where_data_lies(window), versions())), self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr(Message("About Integrity Workbench")))
        self.copy_button = QPushButton(tr(Message("Copy all")), self)
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        close = QPushButton(tr(Message("Close")), self)
        close.clicked.connect(self.close)
        row = FlowRow(self)
        row.add(self.copy_button)
        row.add_spring()
        row.add(close)
        layout = QVBoxLayout(self)
        for part in (heading(Message("Integrity Workbench"), 2), self.text, row):
            layout.addWidget(part)
        close.setFocus()
        self.ensurePolished()
        letters, (wide, high) = self.fontMetrics(), _SIZE
        wanted = QSize(letters.averageCharWidth() * wide, letters.lineSpacing() * high)
        self.resize(wanted.boundedTo(window.widget.size()))


def show_about(window: OpeningWindow) -> None:
    """Shows it over the window."""
    AboutDialog(window).open()


def what_it_is() -> str:
    """What the program is for, that it stays offline, and under which licence it is."""
    said = (
        Message("Self-assessment of integrity in a customs administration: offline, in one file."),
        Message("The program never uses a network, and sends nothing to anybody."),
        Message("Licence: Apache License 2.0. Those of the parts that it uses are in THIRD-PARTY-NOTICES.md."),
    )
    return "\n".join(map(tr, said))


def where_data_lies(window: OpeningWindow) -> str:
    """The open file, and the folders of the program for this account."""
    path = window.bridge.document.path if window.bridge is not None else None
    said = (
        Message("The assessment: {path}", path=str(path)) if path is not None else Message("No assessment is open."),
        Message("Automatic copies of assessments: {path}", path=str(default_root())),
        Message("What the window remembers: {path}", path=str(window.memory.folder)),
    )
    return "\n".join(map(tr, said))


def versions() -> str:
    """The versions of the program and its parts, one per line."""
    known = (
        (_PROGRAM, __version__),
        (tr(Message("File format")), str(FORMAT_VERSION)),
        ("Python", sys.version.partition(" ")[0]),
        ("Qt", qVersion()),
        ("SQLite", engine_version()),
        (tr(Message("System")), system_name()),
    )
    return "\n".join(f"{name}: {version}" for name, version in known)
