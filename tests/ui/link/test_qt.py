"""Qt is loaded without what PySide keeps ready for developers, and what it says to them is the same nevertheless."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

LATE = "from ui.link import qt; qt.load()"
PLAIN = "import PySide6.QtCore"
SAID = """
import PySide6.support.signature.parser
from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtWidgets import QWidget

def said(wrong):
    try:
        return repr(wrong())
    except Exception as error:
        return f"{type(error).__name__}: {error}"

for wrong in (
    lambda: QSize("a"),
    lambda: QSize(1, 2, 3),
    lambda: QWidget(3),
    lambda: QObject(objectname="a"),
    lambda: QObject().setObjectName(3),
    lambda: QObject().no_such_name,
    lambda: QWidget.sizePolicy(3),
    lambda: Qt.Key("A"),
    lambda: QWidget.resize.__doc__,
    lambda: QSize.__signature__,
    lambda: PySide6.support.signature.parser._parse_line,
    lambda: PySide6.support.signature.parser.no_such_name,
):
    print(said(wrong).partition(" at 0x")[0])
"""


def said(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_errors_and_descriptions_read_as_with_all_of_pyside():
    late = said(LATE + SAID)
    assert "\n  PySide6.QtCore.QSize.__init__(w: int, h: int, /)" in late
    assert late == said(PLAIN + SAID)


def test_what_loading_replaces_is_put_back():
    before = "import builtins; before = builtins.compile, builtins.__import__"
    after = "print(before == (builtins.compile, builtins.__import__))"
    assert said(f"{before}; {LATE}; {after}") == "True\n"


def test_the_first_error_may_come_on_any_thread():
    threads = """
from threading import Barrier, Thread
from PySide6.QtCore import QSize
together, found = Barrier(8), []
def ask():
    together.wait()
    try:
        QSize("a")
    except Exception as error:  # PySide itself mixes some up
        found.append(str(error))
threads = [Thread(target=ask) for _ in range(8)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(len(found), any("(w: int, h: int, /)" in text for text in found))
"""
    assert said(f"{LATE}{threads}") == "8 True\n"
