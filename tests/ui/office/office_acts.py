"""Copies from and pastes into a running office program, over its UNO bridge; run by a Python that has ``uno``.

A command a line on standard input, an answer a line on standard output, both JSON: ``["copy", path]`` copies the used cells
of a sheet or the first table of a text; ``["paste_sheet"]`` and ``["paste_text"]`` paste into a new document and answer with
the rows that are there then.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.util import CloseVetoException


def _connected(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(600):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.1)
    raise SystemExit("the office program does not answer")


class Office:
    def __init__(self, pipe):
        context = _connected(pipe)
        make = context.ServiceManager.createInstanceWithContext
        self._desktop = make("com.sun.star.frame.Desktop", context)
        self._dispatcher = make("com.sun.star.frame.DispatchHelper", context)
        self._open = []

    def _load(self, url):
        hidden = PropertyValue()
        hidden.Name, hidden.Value = "Hidden", False
        document = self._desktop.loadComponentFromURL(url, "_blank", 0, (hidden,))
        self._open.append(document)
        return document

    def _do(self, document, act):
        self._dispatcher.executeDispatch(document.CurrentController.Frame, f".uno:{act}", "", 0, ())

    def copy(self, path):
        document = self._load(Path(path).as_uri())
        if document.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
            document.CurrentController.select(_used(document.Sheets.getByIndex(0)))
        else:
            table = document.TextTables.getByIndex(0)
            document.CurrentController.ViewCursor.gotoRange(table.getCellByName("A1").createTextCursor(), False)
            self._do(document, "SelectTable")
        self._do(document, "Copy")
        return "copied"

    def paste_sheet(self):
        document = self._load("private:factory/scalc")
        self._do(document, "Paste")
        used = _used(document.Sheets.getByIndex(0))
        address = used.RangeAddress
        return [
            [used.getCellByPosition(column, row).String for column in range(address.EndColumn + 1)]
            for row in range(address.EndRow + 1)
        ]

    def paste_text(self):
        document = self._load("private:factory/swriter")
        self._do(document, "Paste")
        table = document.TextTables.getByIndex(0)
        columns = len(table.Columns)
        return [[table.getCellByPosition(column, row).String for column in range(columns)] for row in range(len(table.Rows))]

    def _close(self, document):
        for _ in range(100):  # it refuses while it is still busy with what was asked last
            try:
                document.close(True)
            except CloseVetoException:
                time.sleep(0.1)
            else:
                return
        raise TimeoutError("it did not close")

    def close(self) -> str:
        for document in self._open:
            self._close(document)
        self._open.clear()
        return "closed"


def _used(sheet):
    cursor = sheet.createCursor()
    cursor.gotoStartOfUsedArea(False)
    cursor.gotoEndOfUsedArea(True)
    return cursor


def main():
    office = Office(sys.argv[1])
    for line in sys.stdin:
        act, *rest = json.loads(line)
        sys.stdout.write(json.dumps(getattr(office, act)(*rest)) + "\n")
        sys.stdout.flush()


main()
