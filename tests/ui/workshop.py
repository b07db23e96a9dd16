"""A workshop by keyboard alone, in a real window: from the start page to a finished PDF. ``make workshop`` runs it.

It needs Xvfb and xdotool. The program runs as a process of its own on a display of its own; every key goes through the X
server as from a real keyboard, and no pointer is ever moved. At the end the file and the report are read. It prints the number of
keystrokes and of pointer moves.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pypdf import PdfReader

from tests.ui.display import display
from workbench.document.document import Document
from workbench.model.rows import Activity, Answer, Outcome, Output, Rating
from workbench.model.vocabulary import Level, MeasureStatus

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("Xvfb", "xdotool")
ANSWERS = (
    "There is a programme since 2024. Shift leaders know it, drivers do not. Nobody has told them.",
    "The duty list is drawn up by one person. It works on weekdays; at night the list is changed by telephone.",
    "Complaints go into a book at the counter. Half of them get an answer.",
)
ADMINISTRATION = "Customs of Veldora"
STATION = "Karsk"
ACTIVITY = "Draw the lanes by lot on every shift"
OUTCOME = "Nobody knows beforehand who serves which lane"
OUTPUT = "A drawn list for each shift"
TARGET = "95 per cent of all shifts by June 2027"
LEVELS = "hhhmhmhl"
PRIORITY = "h"
_MOST_PICTURES = 10


class Unfinished(Exception):
    """The workshop did not come to its end."""


@dataclass
class Keyboard:
    """Sends keys to the window that has them, and counts them."""

    environment: dict[str, str]
    keystrokes: int = 0
    pointer_moves: int = 0
    _pointer: str = ""

    def __post_init__(self) -> None:
        self._pointer = self._where()

    def look_at_pointer(self) -> None:
        """Counts a move when the pointer is elsewhere than before; nothing here can move it."""
        now = self._where()
        self.pointer_moves += now != self._pointer
        self._pointer = now

    def _where(self) -> str:
        return " ".join(self._tool("getmouselocation").split()[:2])

    def press(self, *keys: str) -> None:
        """Presses one key after the other: ``ctrl+k``, ``Return``, ``alt+2``."""
        for key in keys:
            self._tool("key", "--clearmodifiers", key)
            self.keystrokes += 1

    def type(self, text: str) -> None:
        """Types a text, key by key."""
        self._tool("type", "--delay", "8", text)
        self.keystrokes += len(text)

    def windows(self, title: str) -> list[str]:
        """The visible windows with this in their title."""
        found = self._tool("search", "--onlyvisible", "--name", title, check=False)
        return found.split()

    def wait_for(self, title: str, seconds: float = 30) -> str:
        """Waits for a window, and gives it the keys."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            windows = self.windows(title)
            if windows:
                self._tool("windowfocus", "--sync", windows[-1])
                return windows[-1]
            time.sleep(0.1)
        message = f"no window {title} after {seconds} s"
        raise Unfinished(message)

    def wait_without(self, title: str, seconds: float = 30) -> None:
        """Waits until a window is gone."""
        end = time.monotonic() + seconds
        while self.windows(title):
            if time.monotonic() > end:
                message = f"the window {title} is still there after {seconds} s"
                raise Unfinished(message)
            time.sleep(0.1)

    def _tool(self, *arguments: str, check: bool = True) -> str:
        done = subprocess.run(
            ["xdotool", *arguments], env=self.environment, capture_output=True, text=True, timeout=60, check=check
        )
        return done.stdout


@dataclass
class Workshop:
    """The steps of the workshop, in their order; each leaves a picture of the screen in ``pictures``, if there is such a folder."""

    keyboard: Keyboard
    folder: Path
    pictures: Path | None = None

    @property
    def file(self) -> Path:
        """The assessment that is made."""
        return self.folder / "Karsk.integrity"

    @property
    def title(self) -> str:
        """What the window is called while the assessment is open."""
        return f"{self.file.stem} - Integrity Workbench"

    @property
    def report(self) -> Path:
        """The report that is made."""
        return self.folder / "Karsk report.pdf"

    def run(self) -> None:
        """From the start page to the finished report, and out of the program."""
        for number, step in enumerate((self.create, self.answer, self.rate, self.plan, self.write_report), 1):
            step()
            self.keyboard.look_at_pointer()
            self._picture(f"{number}-{step.__name__}.png")
        self.leave()

    def create(self) -> None:
        """The start page: who assesses; what is assessed and where the file is to be stay as they are suggested."""
        keys = self.keyboard
        keys.wait_for("Integrity Workbench")
        keys.type(ADMINISTRATION)
        keys.press("Tab")
        keys.type(STATION)
        for _step in range(3):
            keys.press("Return")
        keys.wait_for(self.title)

    def answer(self) -> None:
        """Three questions, each with how far it works; the first becomes an activity."""
        keys = self.keyboard
        keys.press("ctrl+5")
        for number, answer in enumerate(ANSWERS, 1):
            keys.press("F8")
            keys.type(answer)
            keys.press(f"alt+{number}")
            if number == 1:
                keys.press("F6")
                keys.type(ACTIVITY)

    def rate(self) -> None:
        """The eight criteria and the agreed priority of the activity, a letter each."""
        keys = self.keyboard
        keys.press("ctrl+6")
        keys.press(*LEVELS, PRIORITY)

    def plan(self) -> None:
        """One row of the plan: outcome, output, activity, target."""
        keys = self.keyboard
        keys.press("ctrl+7")
        keys.press("ctrl+shift+o")
        keys.type(OUTCOME)
        keys.press("Return", "ctrl+shift+u")
        keys.type(OUTPUT)
        keys.press("Return", "Down", "Down", "ctrl+shift+Up", "Right", "Right", "Right")
        keys.type(TARGET)
        keys.press("Return")

    def write_report(self) -> None:
        """The report as PDF, with the key of the button."""
        keys = self.keyboard
        keys.press("ctrl+k")
        keys.type("report as pdf")
        keys.press("Return")
        keys.wait_for("Create the report")
        keys.press("ctrl+a")
        keys.type(str(self.report))
        keys.press("Return")
        keys.wait_without("Create the report")
        self._wait_for_file(self.report)

    def leave(self) -> None:
        """Quits: there is nothing to save."""
        self.keyboard.wait_for(self.title)
        self.keyboard.press("ctrl+q")
        self.keyboard.wait_without(self.title)

    def _picture(self, name: str) -> None:
        if self.pictures is not None and shutil.which("import"):
            path, before = self.pictures / name, b""
            for _attempt in range(_MOST_PICTURES):  # until nothing moves any more; the cursor is the same every other time
                subprocess.run(["import", "-window", "root", path], env=self.keyboard.environment, check=False)
                now = path.read_bytes() if path.is_file() else b""
                if now == before:
                    break
                before = now

    def _wait_for_file(self, path: Path, seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while not path.is_file():
            if time.monotonic() > end:
                message = f"no {path.name} after {seconds} s"
                raise Unfinished(message)
            time.sleep(0.1)


@contextmanager
def program(display_name: str, folder: Path) -> Iterator[dict[str, str]]:
    """The program as a process of its own, with no memory of earlier runs; gives the environment of its display."""
    own = {"HOME": folder, "XDG_CONFIG_HOME": folder / "config", "XDG_CACHE_HOME": folder / "cache", "PYTHONPATH": ROOT}
    environment = {**os.environ, "DISPLAY": display_name, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}
    environment |= {name: str(value) for name, value in own.items()}
    with (folder / "said.txt").open("w") as said:
        process = subprocess.Popen([sys.executable, "-m", "ui"], env=environment, cwd=folder, stdout=said, stderr=said)
        try:
            yield environment
        finally:
            process.terminate()
            process.wait(timeout=20)


def check(workshop: Workshop) -> None:
    """Reads the file and the report: what was typed is there. Raises Unfinished for the first thing that is not."""
    with closing(Document.open(workshop.file, read_only=True)) as document:
        read = document.read
        answers = [(row.text, row.status) for row in read.every(Answer) if row.text]
        ratings = [row.level for row in read.every(Rating)]
        (activity,), (outcome,), (output,) = read.every(Activity), read.every(Outcome), read.every(Output)
        judged = list(MeasureStatus)[1 : 1 + len(ANSWERS)]
        levels = {level.value[0]: level for level in Level}
        found = {
            "the answers": sorted(answers) == sorted(zip(ANSWERS, judged, strict=True)),
            "the ratings": sorted(ratings) == sorted(levels[letter] for letter in LEVELS),
            "the priority": activity.priority is levels[PRIORITY],
            "the plan": (outcome.title, output.title, activity.title) == (OUTCOME, OUTPUT, ACTIVITY),
            "the place in the plan": (output.outcome_id, activity.output_id) == (outcome.id, output.id),
            "the target": activity.target == TARGET,
        }
    pages = " ".join(" ".join(page.extract_text() for page in PdfReader(workshop.report).pages).split())
    found |= {f"in the report: {text}": text in pages for text in (*ANSWERS, ACTIVITY, OUTCOME, OUTPUT, STATION)}
    said = (workshop.folder / "said.txt").read_text("utf-8")
    found["the program's silence"] = not said
    for name, right in found.items():
        if not right:
            message = f"{name} is not as it was typed {said}"
            raise Unfinished(message)


def hold(folder: Path, pictures: Path | None = None, size: str = "1024x768") -> Keyboard:
    """Holds the whole workshop in an empty folder; gives back the keyboard with its counts."""
    with display(size) as name, program(name, folder) as environment:
        workshop = Workshop(Keyboard(environment), folder, pictures)
        try:
            workshop.run()
        except Unfinished as unfinished:
            workshop._picture("unfinished.png")
            unfinished.add_note(f"The program said: {(folder / 'said.txt').read_text('utf-8')}")
            raise
    check(workshop)
    return workshop.keyboard


def main() -> int:
    """``make workshop``: holds it, leaves pictures in the folder that is named, if one is, and prints the counts."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        sys.stderr.write(f"The workshop needs {' and '.join(missing)}. Install them and try again.\n")
        return 1
    pictures = Path(sys.argv[1]) if sys.argv[1:] else None
    if pictures is not None:
        pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        keyboard = hold(Path(folder), pictures)
    sys.stdout.write(
        f"From the start page to the finished report: {keyboard.keystrokes} keystrokes, "
        f"{keyboard.pointer_moves} pointer moves.\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
