"""The program's own tables on a real display: pastes what is on the clipboard, and copies; told over pipes as JSON.

``["paste", table, "html" or "text"]`` pastes into a new assessment and answers with the rows as they were stored;
``["copy"]`` copies all rows of that table with their headings, and answers with their texts.
"""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QSocketNotifier
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.editors.cell_clipboard import CellClipboard
from ui.link.bridge import DocumentBridge
from ui.look import style
from ui.pages.plan.plan_page import PlanPage
from ui.pages.registers.people_page import PeoplePage
from workbench.checklist.pack_reader import load_pack
from workbench.document.document import Document
from workbench.model.rows import Activity, Contributor
from workbench.operations.assessment import create_assessment
from workbench.operations.plan import add_outcome, add_output
from workbench.tables.cells import read_text

_TYPES = {"people": Contributor, "activities": Activity}
_FIELDS = {
    "people": ("name", "job_title", "department", "organization", "role"),
    "activities": ("title", "start_quarter", "end_quarter", "budget"),
}


class Tables:
    def __init__(self, folder: Path) -> None:
        self._folder, self._made = folder, 0
        self._window = QWidget()
        style.apply(self._window)
        self._layout = QVBoxLayout(self._window)
        self._window.resize(1000, 700)
        self._window.show()
        self._page: QWidget | None = None
        self._document: Document | None = None
        self._grid: Any = None
        self._acts: Any = None

    def paste(self, kind: str, form: str) -> list[list[str]]:
        self._begin(kind)
        if form == "text":
            text = QApplication.clipboard().mimeData().text()
            data = QMimeData()
            data.setText(text)
            QApplication.clipboard().setMimeData(data)
        self._acts.paste()
        clipboard: CellClipboard = self._acts.clipboard
        if clipboard.dialog is None:
            return []
        clipboard.dialog.accept()
        assert self._document is not None
        rows = [asdict(row) for row in self._document.read.every(_TYPES[kind])]
        return [[str(row[field]) for field in _FIELDS[kind]] for row in rows]

    def copy(self) -> list[list[str]]:
        self._grid.selectAll()
        self._acts.clipboard.copy(headings=True)
        return [list(row) for row in read_text(QApplication.clipboard().mimeData().text())]

    def _begin(self, kind: str) -> None:
        self._made += 1
        path = self._folder / f"{self._made}.integrity"
        self._document = create_assessment(path, pack=load_pack("idg-2021"), administration="A", station="S")
        bridge = DocumentBridge(self._document)
        if kind == "people":
            page: Any = PeoplePage(bridge)
            table = page.contributors.table
            self._grid, self._acts = table.grid, table.acts
        else:
            output = add_output(self._document, outcome=add_outcome(self._document, title="Outcome"), title="Output")
            page = PlanPage(bridge)
            table = page.table
            self._grid, self._acts = table, table.acts
            table.show_line(output)
        if self._page is not None:
            self._page.hide()
        self._page = page
        self._layout.addWidget(page)
        page.show()
        QApplication.processEvents()


def main() -> None:
    application = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        tables = Tables(Path(folder))

        def answer() -> None:
            line = sys.stdin.readline()
            if not line:
                application.quit()
                return
            act, *rest = json.loads(line)
            sys.stdout.write(json.dumps(getattr(tables, act)(*rest)) + "\n")
            sys.stdout.flush()

        notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        notifier.activated.connect(answer)
        application.exec()


if __name__ == "__main__":
    main()
