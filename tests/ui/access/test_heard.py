"""What a screen reader gets, page by page, through the real interface of Linux (AT-SPI); compared with a text that was read.

``heard.txt`` is that text. When the program says something else on purpose, run this module as a script: it writes the text anew.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.display import display, window_manager

ROOT = Path(__file__).resolve().parents[3]
HEARD = Path(__file__).with_name("heard.txt")
TOOLS = ("Xvfb", "openbox", "xdotool", "dbus-run-session")
LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
PYTHON = Path("/usr/bin/python3")
QUESTION = ("ctrl+k", ":3.10", "Return")
WALK = (
    *QUESTION,
    *("alt+Down", "alt+Up", "F8", *QUESTION),
    *("alt+2", "alt+9", "F3", "F3", "F4", "Return", "F4", "F6", "Escape", "ctrl+z"),
    *(f"ctrl+shift+{number}" for number in range(1, 6)),
    *("Escape", "Tab", "Down", "Escape"),
    *(f"ctrl+{number}" for number in range(1, 10)),
    *("ctrl+6", "0", "m", "l", "alt+Down", "alt+Return", "Escape"),
    *("ctrl+7", "Down", "F3", "F3", "alt+Return", "Escape"),
    *("ctrl+5", "F1", "Escape"),
)


def missing() -> str:
    """What this system lacks; empty when there is everything."""
    lacking = [tool for tool in TOOLS if shutil.which(tool) is None] + [str(p) for p in (LAUNCHER, PYTHON) if not p.exists()]
    asked = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    if not lacking and subprocess.run([PYTHON, "-c", asked], capture_output=True, check=False).returncode:
        lacking.append("Atspi for Python")
    return ", ".join(lacking)


def listen(file: Path, folder: Path, known: str = os.devnull) -> str:
    """Walks through the window of a file, and gives what was heard; ``known``: a file with what was heard before."""
    run = folder / "run"
    run.mkdir(mode=0o700)
    with display("1300x820") as name, window_manager(name):
        own = {
            "HOME": folder,
            "XDG_CONFIG_HOME": folder / "config",
            "XDG_CACHE_HOME": folder / "cache",
            "XDG_RUNTIME_DIR": run,
        }
        environment = {**os.environ, "DISPLAY": name, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
        environment |= {key: str(value) for key, value in own.items()} | {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        script = (
            f'"{LAUNCHER}" --launch-immediately & "$1" -m ui "$2" & program=$!; shift 2; '
            f'env -u PYTHONPATH "{PYTHON}" "$@" >"$HOME/heard.txt"; status=$?; kill $program; wait $program; exit $status'
        )
        listening = Path(__file__).with_name("listening.py")
        command = ["dbus-run-session", "--", "sh", "-c", script, "sh", sys.executable, file, listening, known, *WALK]
        done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    return (folder / "heard.txt").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.skipif(bool(missing()), reason=f"this system has no {missing()}")
def test_what_is_heard_page_by_page(sample_file, tmp_path):
    """On a busy machine the display can give the focus in another order once; it does not do so three times."""
    known, heard = HEARD.read_text("utf-8").splitlines(), list[str]()
    for attempt in ("first", "second", "third"):
        (tmp_path / attempt).mkdir()
        file = Path(shutil.copy(sample_file, tmp_path / attempt))
        heard = listen(file, tmp_path / attempt, str(HEARD)).splitlines()
        if heard == known:
            break
    assert heard == known


def main() -> None:
    """Writes the text anew, to be read before it is kept."""
    import tempfile

    from tests.conftest import IDENTITY
    from workbench.checklist.pack_reader import load_pack
    from workbench.sample import write_sample

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "station.integrity"
        write_sample(file, pack=load_pack("idg-2021"), identity=IDENTITY).close()
        HEARD.write_text(listen(file, Path(folder)), "utf-8")


if __name__ == "__main__":
    main()
