"""Asks where a file is or should be, with the system's own dialogs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.link.language import tr
from workbench.language.i18n import Message
from workbench.system.places import EXTENSION


def ask_open(parent: QWidget, folder: Path | None = None) -> Path | None:
    """Which assessment to open; None when the user changed their mind."""
    title = tr(Message("Open an assessment"))
    name, _ = QFileDialog.getOpenFileName(parent, title, str(folder or Path.home()), _filters())
    return Path(name) if name else None


def ask_save(
    parent: QWidget, title: Message, suggested: Path, filters: str | None = None, *, may_replace: bool = False
) -> Path | None:
    """Where to write a file; None when the user changed their mind.

    ``filters`` is in Qt's form (by default assessments). Without ``may_replace`` the dialog does not ask about an existing
    file, because the core refuses it.
    """
    options = QFileDialog.Option(0) if may_replace else QFileDialog.Option.DontConfirmOverwrite
    name, _ = QFileDialog.getSaveFileName(parent, tr(title), str(suggested), filters or _filters(), options=options)
    if not name:
        return None
    path = Path(name)
    # a name may have points in it, "Karsk 22.11": an assessment without its ending would not be found again
    has_an_ending = path.suffix if suggested.suffix != EXTENSION else path.suffix.casefold() == EXTENSION
    return path if has_an_ending or not suggested.suffix else path.with_name(path.name + suggested.suffix)


def _filters() -> str:
    return tr(Message("Assessments (*{extension})", extension=EXTENSION))
