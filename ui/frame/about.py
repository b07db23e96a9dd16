"""The versions of the program and its parts, for the person who supports it."""

from __future__ import annotations

import sys
from typing import Final

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QMessageBox, QWidget

from ui.link.language import tr
from workbench import __version__
from workbench.language.i18n import Message
from workbench.model.computer import system_name
from workbench.storage.engine import engine_version
from workbench.storage.schema import FORMAT_VERSION

_PROGRAM: Final = "Integrity Workbench"


def show_about(window: QWidget) -> None:
    """Shows the versions in a box over the window."""
    box = QMessageBox(window)
    box.setWindowTitle(tr(Message("About Integrity Workbench")))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(_PROGRAM)
    box.setInformativeText(about_text())
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


def about_text() -> str:
    """What the program is for, and its versions, one per line."""
    purpose = Message("Self-assessment of integrity in a customs administration: offline, in one file.")
    versions = (
        (_PROGRAM, __version__),
        (tr(Message("File format")), str(FORMAT_VERSION)),
        ("Python", sys.version.partition(" ")[0]),
        ("Qt", qVersion()),
        ("SQLite", engine_version()),
        (tr(Message("System")), system_name()),
    )
    return "\n".join([tr(purpose), "", *(f"{name}: {version}" for name, version in versions)])
