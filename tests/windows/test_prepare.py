"""Setting up on Windows: once, again after an update or a move, without a network, and with a sentence for each failure."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import workbench

ROOT = Path(workbench.__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def prepare() -> ModuleType:
    spec = importlib.util.spec_from_file_location("prepare", ROOT / "packaging" / "windows" / "prepare.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Machine:
    """What was run, and which of it fails: a part of the command, such as ``venv``."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.commands: list[list[str]] = []
        self.failing = ""

    def run(self, command, **_) -> subprocess.CompletedProcess:
        told = [str(part) for part in command]
        if told[1:] == ["-c", ""]:
            broken = not Path(told[0]).is_file() or self.failing == "python"
            return subprocess.CompletedProcess(command, int(broken))
        self.commands.append(told)
        if self.failing and self.failing in " ".join(told):
            return subprocess.CompletedProcess(command, 1)
        if "venv" in told:
            home = Path(told[-1])
            home.mkdir(exist_ok=True)
            for old in home.glob("set-up.txt"):
                old.unlink()
            (home / "bin").mkdir(exist_ok=True)
            (home / "bin" / "python").write_bytes(b"")
        return subprocess.CompletedProcess(command, 0)

    @property
    def steps(self) -> list[str]:
        known = {"--self-test": "tried", "venv": "venv", "-r": "packages", "-e": "program"}
        return [next(step for part, step in known.items() if part in command) for command in self.commands]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "work & bench (1)"
    (made / "packaging" / "windows" / "wheels").mkdir(parents=True)
    for name in ("requirements.lock", "pyproject.toml"):
        (made / name).write_text(name, encoding="utf-8")
    return made


@pytest.fixture
def machine(folder: Path, prepare: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine(folder)
    monkeypatch.setattr(prepare.subprocess, "run", made.run)
    monkeypatch.setattr(prepare, "ROOT", folder)
    return made


def test_the_first_time_everything_is_set_up_and_then_nothing(prepare, machine, capsys) -> None:
    assert prepare.main() == 0
    assert machine.steps == ["venv", "packages", "program", "tried"]
    assert "--require-hashes" in machine.commands[1]
    assert "some minutes, once" in capsys.readouterr().out
    machine.commands.clear()
    assert prepare.main() == 0
    assert machine.steps == []
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_after_an_update_the_packages_are_set_up_again(prepare, machine, folder, name: str) -> None:
    prepare.main()
    (folder / name).write_text("newer", encoding="utf-8")
    machine.commands.clear()
    assert prepare.main() == 0
    assert machine.steps == ["packages", "program", "tried"]


def test_after_a_move_everything_is_set_up_again(prepare, machine, folder, monkeypatch) -> None:
    prepare.main()
    moved = folder.rename(folder.with_name("E"))
    monkeypatch.setattr(prepare, "ROOT", moved)
    machine.commands.clear()
    assert prepare.main() == 0
    assert machine.steps == ["venv", "packages", "program", "tried"]
    assert "--clear" in machine.commands[0]


def test_a_python_that_no_longer_runs_is_replaced(prepare, machine) -> None:
    prepare.main()
    machine.failing = "python"
    machine.commands.clear()
    prepare.main()
    assert machine.steps[0] == "venv"


def test_with_the_packages_in_a_folder_no_network_is_needed(prepare, machine, folder, capsys) -> None:
    (folder / "packaging" / "windows" / "wheels" / "click-8-py3-none-any.whl").write_bytes(b"")
    assert prepare.main() == 0
    command = machine.commands[1]
    assert "--no-index" in command
    assert command[command.index("--find-links") + 1] == str(folder / "packaging" / "windows" / "wheels")
    assert "Taking the packages from the folder wheels" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("failing", "wheels", "says"),
    [
        ("-m venv", False, "Python could not make the folder .venv."),
        ("-r requirements.lock", False, "The packages could not be fetched. Connect to the internet"),
        ("-r requirements.lock", True, "A package is missing in the folder packaging\\windows\\wheels"),
        ("-e .", False, "The program itself could not be set up."),
    ],
)
def test_a_step_that_fails_ends_in_a_sentence_and_is_tried_again(
    prepare, machine, folder, capsys, failing: str, wheels: bool, says: str
) -> None:
    if wheels:
        (folder / "packaging" / "windows" / "wheels" / "a.whl").write_bytes(b"")
    machine.failing = failing
    assert prepare.main() == 1
    assert says in capsys.readouterr().out.splitlines()[-1]
    machine.failing = ""
    machine.commands.clear()
    assert prepare.main() == 0
    assert machine.steps[-3:] == ["packages", "program", "tried"]


def test_a_folder_that_cannot_be_written_is_told(prepare, machine, monkeypatch, capsys) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert prepare.main() == 1
    assert "Copy the whole folder to this computer" in capsys.readouterr().out
    assert machine.commands == []


def test_a_folder_whose_name_is_too_long_is_told_before_anything_is_fetched(
    prepare, machine, folder, monkeypatch, capsys
) -> None:
    longest: list[int] = []
    real = Path.write_bytes

    def as_windows(path: Path, data: bytes) -> int:
        longest.append(len(str(path)) - len(str(folder)))
        if longest[-1] > 100:
            raise FileNotFoundError(2, "The system cannot find the path specified")
        return real(path, data)

    monkeypatch.setattr(Path, "write_bytes", as_windows)
    assert prepare.main() == 1
    assert "too long for Windows" in capsys.readouterr().out
    assert machine.commands == []
    assert max(longest) == prepare.LONGEST_INSIDE
    assert [path.name for path in (folder / ".venv").iterdir()] == []


def test_its_sentences_are_in_letters_that_every_console_has() -> None:
    assert (ROOT / "packaging" / "windows" / "prepare.py").read_bytes().isascii()


@pytest.mark.slow
def test_it_needs_nothing_but_python(tmp_path: Path) -> None:
    """Run for real, in a folder where the packages cannot be had: it makes the place, then says what is missing."""
    for name in ("prepare.py", "wheels/none.whl"):
        path = tmp_path / "packaging" / "windows" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((ROOT / "packaging" / "windows" / name).read_bytes() if name == "prepare.py" else b"")
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")
    (tmp_path / "requirements.lock").write_text("no-such-package==1 --hash=sha256:" + "0" * 64, encoding="utf-8")
    script = str(tmp_path / "packaging" / "windows" / "prepare.py")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1].startswith("A package is missing in the folder")
    assert "Traceback" not in done.stderr


def test_what_does_not_work_is_told_and_the_program_opens_all_the_same(prepare, machine, capsys) -> None:
    machine.failing = "--self-test"
    assert prepare.main() == 0
    told = capsys.readouterr().out
    assert "not everything works on this computer" in told
    assert "It is ready" not in told
