"""Sets the program up in the folder .venv, once, and again after an update or when the folder was moved.

run.cmd runs it with any Python that can run the program; it needs nothing else. Every failure ends in a sentence.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(os.path.abspath(__file__)).parents[2]  # noqa: PTH100  # resolve() would make a share of a drive letter
SCRIPTS: Final = "Scripts" if os.name == "nt" else "bin"
LONGEST_INSIDE: Final = 176
"""The longest name below the folder of the program, in characters: a file of PySide6 6.11 in .venv/Lib/site-packages."""


class CannotPrepare(Exception):
    """What is wrong and what to do, in whole sentences."""


class Setup:
    """The program in one folder, set up or not. ``root`` is that folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.home = root / ".venv"
        self.python = self.home / SCRIPTS / ("python.exe" if os.name == "nt" else "python")
        self.stamp = self.home / "set-up.txt"
        self.wheels = root / "packaging" / "windows" / "wheels"

    @property
    def wanted(self) -> str:
        """What the stamp of a fitting set-up says: its packages, and its folder."""
        hashed = hashlib.sha256()
        for name in ("requirements.lock", "pyproject.toml"):
            hashed.update((self.root / name).read_bytes())
        return f"{hashed.hexdigest()}\n{self.root}\n"

    def is_ready(self) -> bool:
        """Whether the program was set up in this folder, with these packages, and its Python still runs."""
        try:
            return self.stamp.read_text(encoding="utf-8") == self.wanted and self._runs()
        except OSError:
            return False

    def prepare(self) -> None:
        """Sets the program up. Raises :class:`CannotPrepare`, or OSError when the folder cannot be written."""
        self._can_write()
        self._names_fit()
        fits = self._runs() and self._was_here()
        self.stamp.unlink(missing_ok=True)
        if not fits:
            print("Making a place for the packages ...", flush=True)
            self._step([sys.executable, "-m", "venv", "--clear", str(self.home)], _NOT_MADE)
        wheels = any(self.wheels.glob("*.whl"))
        print("Taking the packages from the folder wheels ..." if wheels else "Fetching the packages ...", flush=True)
        where = ["--no-index", "--find-links", str(self.wheels)] if wheels else []
        self._pip([*where, "--require-hashes", "-r", "requirements.lock"], _NOT_IN_WHEELS if wheels else _NOT_FETCHED)
        self._pip(["--quiet", "--no-deps", "--no-build-isolation", "-e", "."], _NOT_INSTALLED)
        self.stamp.write_text(self.wanted, encoding="utf-8", newline="")

    def try_out(self) -> bool:
        """Whether the program does its main job on this computer; it says itself, line by line, what does not work."""
        print("Trying it out ...", flush=True)
        unseen = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        try:
            done = subprocess.run([str(self.python), "-m", "ui", "--self-test"], cwd=self.root, env=unseen, check=False)
        except OSError:
            return False
        return done.returncode == 0

    def _pip(self, arguments: list[str], otherwise: str) -> None:
        self._step(
            [str(self.python), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", *arguments], otherwise
        )

    def _step(self, command: list[str], otherwise: str) -> None:
        try:
            done = subprocess.run(command, cwd=self.root, check=False)
        except OSError as error:
            raise CannotPrepare(otherwise) from error
        if done.returncode:
            raise CannotPrepare(otherwise)

    def _runs(self) -> bool:
        try:
            done = subprocess.run([str(self.python), "-c", ""], cwd=self.root, capture_output=True, timeout=60, check=False)
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0

    def _was_here(self) -> bool:
        try:
            return self.stamp.read_text(encoding="utf-8").endswith(f"\n{self.root}\n")
        except OSError:
            return False

    def _can_write(self) -> None:
        try:
            self.home.mkdir(exist_ok=True)
            probe = self.home / "can-write.txt"
            probe.write_bytes(b"")
            probe.unlink()
        except OSError as error:
            raise CannotPrepare(_READ_ONLY) from error

    def _names_fit(self) -> None:
        """Makes a file with a path as long as the longest of the packages: whether Windows takes it depends on a setting."""
        folder = self.home / ("x" * 20)
        inside = LONGEST_INSIDE - len(str(folder.relative_to(self.root))) - 3
        probe = folder / ("y" * (inside // 2)) / ("z" * (inside - inside // 2))
        try:
            probe.parent.mkdir(parents=True, exist_ok=True)
            probe.write_bytes(b"")
        except OSError as error:
            raise CannotPrepare(_TOO_LONG) from error
        finally:
            for path in (probe, probe.parent, folder):
                _remove(path)


def _remove(path: Path) -> None:
    try:
        path.rmdir() if path.is_dir() else path.unlink()
    except OSError:
        return


_READ_ONLY: Final = (
    "Nothing can be written in the folder of the program. Copy the whole folder to this computer and start it there. "
    "If it is there already and the program is open, close the program first."
)
_NOT_MADE: Final = (
    "Python could not make the folder .venv. Close the program if it is open, delete the folder .venv, and start this again."
)
_TOO_LONG: Final = (
    "The name of this folder is too long for Windows. Move the whole folder to a short place, such as C:\\Workbench, "
    "and start it there."
)
_NOT_FETCHED: Final = (
    "The packages could not be fetched. Connect to the internet for this one time and start this again. On a computer "
    "without internet: put the packages into the folder packaging\\windows\\wheels first; the README there says how."
)
_NOT_IN_WHEELS: Final = (
    "A package is missing in the folder packaging\\windows\\wheels, or it is for another Python. The README there says how "
    "the folder is filled."
)
_NOT_INSTALLED: Final = "The program itself could not be set up. Close it if it is open, and start this again."


_NOT_EVERYTHING: Final = (
    "It is set up, but not everything works on this computer: see the lines above. Copy them, and send them to the "
    "person who supports this program."
)


def main() -> int:
    """Prepares the program. Returns 0 when it can be started, 1 after printing a sentence that says what is wrong."""
    setup = Setup(ROOT)
    if setup.is_ready():
        return 0
    print("Integrity Workbench is being set up. This takes some minutes, once.", flush=True)
    try:
        setup.prepare()
    except (CannotPrepare, OSError) as error:
        print(f"\n{error if isinstance(error, CannotPrepare) else _READ_ONLY}", flush=True)
        return 1
    # somebody who cannot print a PDF can still answer questions: the program opens all the same
    print("It is ready." if setup.try_out() else _NOT_EVERYTHING, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
