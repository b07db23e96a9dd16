"""No value of a file becomes a path: what a foreign language and a foreign checklist name is never looked for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import workbench
from tests.forged import forge

ROOT = Path(workbench.__file__).resolve().parent.parent

WATCHED = """
import json, os, sys
asked = []
def note(event, arguments):
    if event.startswith(("open", "os.", "import", "sqlite3.", "glob", "pathlib")):
        asked.extend(str(argument) for argument in arguments if isinstance(argument, (str, bytes, os.PathLike)))
sys.addaudithook(note)
real = os.stat
os.stat = lambda path, *a, **k: (asked.append(str(path)), real(path, *a, **k))[1]
"""

COMMANDS = (
    WATCHED
    + """
from workbench.cli import main
file, target = sys.argv[1:3]
for line in (["info"], ["info", "--json"], ["show", "1.1"], ["check"]):
    assert main([line[0], file, *line[1:]]) == 0, line
for ending in ("html", "json", "pdf"):
    assert main(["report", file, "--output", f"{target}.{ending}"]) == 0
assert main(["report", file, "--output", f"{target}.plan.pdf", "--part", "plan"]) == 0
print("ASKED" + json.dumps(asked))
"""
)

WINDOW = (
    WATCHED
    + """
from pathlib import Path
from PySide6.QtWidgets import QApplication
from ui.look import style
application = QApplication([])
style.start(application, style.Theme.LIGHT)
from ui.app import build_window
from ui.link.recent_files import RecentFiles
from workbench.spelling.speller import read_dictionary
from ui.link.stages import Stage
file, target = sys.argv[1:3]
window = build_window(Path(file), RecentFiles(Path(target).with_name("window.json")))
window.show()
assert window.bridge is not None
read_dictionary(window.bridge.document.read.assessment().language)
for stage in Stage:
    assert window.go(stage)
    window.toggle_help()
    application.processEvents()
window.open_guide()
application.processEvents()
window.close()
print("ASKED" + json.dumps(asked))
os._exit(0)
"""
)

FOREIGN = {
    "absolute": "/nowhere/{name}",
    "upwards": "../../../../../nowhere/{name}",
    "a share": r"\\\\nowhere.example\\share\\{name}",
    "a drive": r"C:\\nowhere\\{name}",
    "markup": "<nowhere {name}>",
    "almost": "en/../../nowhere/{name}",
    "a device": "/dev/nowhere/{name}",
}


@pytest.mark.slow
@pytest.mark.parametrize("program", [COMMANDS, WINDOW], ids=["command line", "window"])
@pytest.mark.parametrize("kind", FOREIGN if os.environ.get("INTEGRITY_LONG_TESTS") else ["absolute", "upwards", "a share"])
def test_a_foreign_language_and_checklist_are_looked_for_nowhere(sample_file, tmp_path, kind, program):
    steps = [
        (
            "UPDATE assessment SET language = ?, checklist = ?",
            tuple(FOREIGN[kind].format(name=name) for name in ("zz", "pack")),
        ),
        "DELETE FROM wordings WHERE field = 'title'",
        ("UPDATE wordings SET language = ? WHERE id LIKE 'kf1.q1/%'", (FOREIGN[kind].format(name="worded"),)),
    ]
    file = forge(sample_file, tmp_path / "forged.integrity", *steps)
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CACHE_HOME": str(tmp_path / "c"),
    }
    done = subprocess.run(
        [sys.executable, "-c", program, str(file), str(tmp_path / "out")],
        capture_output=True, text=True, encoding="utf-8", env=environment, cwd=tmp_path, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    asked = json.loads(done.stdout.rpartition("ASKED")[2])
    assert any("forged.integrity" in path for path in asked)
    assert any("checklists" in path or "translations" in path or "report.html.j2" in path for path in asked)
    assert [path for path in asked if "nowhere" in path] == []
