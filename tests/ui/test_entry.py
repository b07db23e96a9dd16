"""The entry point: subcommands without Qt, the window otherwise."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from workbench import __version__

pytestmark = pytest.mark.slow

NO_QT = """
import sys
class Refuse:
    def find_spec(self, name, *rest):
        if name.partition(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError("Qt was imported")
sys.meta_path.insert(0, Refuse())
from ui.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def run(tmp_path, *arguments, code=None):
    start = ["-c", code] if code else ["-m", "ui"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path)}
    return subprocess.run(
        [sys.executable, *start, *map(str, arguments)],
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    "arguments", [("--help",), ("-h",), ("--version",), ("info", "--help"), ("nonsense",), ("--nonsense",)]
)
def test_commands_never_load_qt(tmp_path, arguments):
    done = run(tmp_path, *arguments, code=NO_QT)
    assert "Qt was imported" not in done.stderr
    assert done.returncode == (2 if "nonsense" in arguments[0] else 0)


def test_the_version_is_told(tmp_path):
    assert __version__ in run(tmp_path, "--version", code=NO_QT).stdout


def test_subcommands_do_their_work_without_qt(tmp_path, empty_file):
    done = run(tmp_path, "info", empty_file, code=NO_QT)
    assert done.returncode == 0
    assert "Customs of Veldora" in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
@pytest.mark.parametrize("with_file", [True, False])
def test_without_a_screen_it_says_so(tmp_path, empty_file, with_file):
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM", "LC_ALL", "LC_MESSAGES", "LANG")
    done = subprocess.run(
        [sys.executable, "-m", "ui", *([str(empty_file)] if with_file else [])],
        capture_output=True,
        text=True,
        env={name: value for name, value in os.environ.items() if name not in hidden} | {"XDG_CONFIG_HOME": str(tmp_path)},
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith(
        "integrity-workbench: There is no screen to open the window on. No file was changed. Start"
    )
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("with_file", [True, False])
def test_the_window_opens_and_closes_when_ready(tmp_path, empty_file, with_file):
    done = run(tmp_path, *([empty_file] if with_file else []), "--quit-when-ready")
    assert done.returncode == 0
    assert not list(empty_file.parent.glob("*-journal"))
    assert [line for line in done.stderr.splitlines() if "propagateSizeHints" not in line] == []


def test_the_window_opens_mirrored_in_every_language(tmp_path, empty_file):
    code = """
import sys
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from ui.__main__ import main
main([*sys.argv[1:], "--mirrored", "--quit-when-ready"])
print(QApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft)
"""
    assert run(tmp_path, empty_file, code=code).stdout.strip() == "True"


def test_start_does_not_load_what_it_does_not_need(tmp_path, empty_file):
    code = """
import sys
from ui.__main__ import main
main([*sys.argv[1:], "--quit-when-ready"])
heavy = ("reportlab", "jinja2", "babel", "docx", "xlsxwriter", "openpyxl", "PIL", "uharfbuzz", "pymupdf_fonts", "click")
print([name for name in heavy if name in sys.modules])
print([name for name in sys.modules if name.startswith("ui.pages.") and name.endswith("_page")])
"""
    done = run(tmp_path, empty_file, code=code)
    loaded, pages = done.stdout.splitlines()
    assert loaded.replace("'click'", "") == "[]"
    assert pages in ("['ui.pages.assessment.assessment_page']", "['ui.pages.scope.scope_page']")


LOADED = """
import sys
from ui.__main__ import main
status = main(sys.argv[1:])
print(" ".join(sys.modules))
sys.exit(status)
"""


def test_the_window_starts_without_what_makes_reports(tmp_path, empty_file):
    done = run(tmp_path, empty_file, "--quit-when-ready", code=LOADED)
    assert done.returncode == 0
    loaded = set(done.stdout.split())
    assert "ui.frame.main_window" in loaded
    assert loaded.isdisjoint(
        {"workbench.reports.process", "workbench.reports.worker", "ui.link.exports", "subprocess", "reportlab"}
    )


SOURCES_READ = """
import linecache
import sys
from ui.__main__ import main
code = main(sys.argv[1:])
print([name for name in linecache.cache if "workbench" in name or "assessment" in name])
sys.exit(code)
"""


def test_the_window_starts_without_reading_its_own_sources(tmp_path, sample_file):
    """PySide reads that of every module imported after it, where it is not kept from doing so."""
    done = run(tmp_path, sample_file, "--quit-when-ready", code=SOURCES_READ)
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_window_starts_without_what_pyside_has_for_developers(tmp_path, sample_file):
    """Its modules that describe functions, for errors and stubs, take a tenth of a start to compile and to run."""
    code = """
import sys
from ui.__main__ import main
main([*sys.argv[1:], "--quit-when-ready"])
run = ("mapping", "parser", "layout", "errorhandler", "lib.enum_sig", "lib.pyi_generator", "lib.tool")
print([name for name in run if "annotations" in vars(sys.modules["shibokensupport.signature." + name])])
print([name for name in ("logging", "argparse", "uuid", "platform", "_hashlib") if name in sys.modules])
print([name for name in sys.modules if name.startswith("workbench.storage.older.convert")])
"""
    assert run(tmp_path, sample_file, code=code).stdout.split() == ["[]", "[]", "[]"]


COPIED = """
import sys
from ui.link import qt
qt.load()
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication
from ui import app
QClipboard.ownsClipboard = lambda _: sys.argv[1] == "copied"  # the platform without a screen never says so
QApplication.shutdown = lambda _: print("handed over")
app.run(None, quit_when_ready=True)
"""


@pytest.mark.parametrize(("copies", "handed"), [("copied", "handed over\n"), ("nothing copied", "")])
def test_what_was_copied_is_handed_to_the_system_at_the_end(tmp_path, copies, handed):
    """Otherwise it would be gone with the program; and for nothing else the window is taken apart."""
    assert run(tmp_path, copies, code=COPIED).stdout == handed


def test_the_window_starts_without_what_it_does_not_show(tmp_path, sample_file):
    """A class of Qt is made when it is first named, which for some takes as long as loading a module of ours."""
    code = """
import sys
from PySide6 import QtCore, QtGui, QtWidgets
from ui.__main__ import main
main([*sys.argv[1:], "--quit-when-ready"])
late = ("QAccessible", "QStandardPaths", "QGradient", "QMdiArea")
print([name for module in (QtCore, QtGui, QtWidgets) for name in late if name in vars(module)])
"""
    assert run(tmp_path, sample_file, code=code).stdout.strip() == "[]"


def test_what_opens_the_whole_window_is_slow(request, open_window):
    assert request.node.get_closest_marker("slow") is not None


BUG = """
import sys
from workbench.document import document
def fail(*_, **__):
    raise KeyError("Zanzibarrow takes money")
document.Document.open = fail
from ui.__main__ import program
program()
"""


def test_a_mistake_of_a_command_is_told_without_what_was_written(tmp_path, empty_file):
    done = run(tmp_path, "info", empty_file, code=BUG)
    assert done.returncode == 1
    assert done.stderr.startswith("integrity-workbench: The program made a mistake. What was saved is safe.")
    assert done.stderr.endswith("  KeyError\n")
    assert "Zanzibarrow" not in done.stderr
    assert "Traceback" not in done.stderr
    assert str(tmp_path) not in done.stderr
