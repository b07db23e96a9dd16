"""What ``make quick`` and ``make test`` run: the one leaves out what is slow, or runs all tests of a name; the other runs all."""

from __future__ import annotations

import os
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

import workbench

ROOT = Path(workbench.__file__).resolve().parent.parent
needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="there is no make on this system")


def make(*wanted: str) -> subprocess.CompletedProcess[str]:
    """Runs make as somebody at a terminal would: what the make that runs these tests was told does not count."""
    ours = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "at")}
    return subprocess.run(["make", *wanted], cwd=ROOT, env=ours, capture_output=True, text=True, check=False)


def would_do(*wanted: str) -> str:
    """What make would do, with nothing done."""
    done = make("-n", *wanted)
    assert done.returncode == 0, done.stderr
    return done.stdout


def line_of(*wanted: str) -> str:
    """The line that runs the tests."""
    (line,) = (line for line in would_do(*wanted).splitlines() if "-m pytest" in line)
    return line


@needs_make
def test_quick_leaves_out_what_is_slow_and_test_leaves_out_nothing() -> None:
    assert line_of("quick").endswith('-m "not slow"')
    assert "slow" not in line_of("test")
    assert "mypy" in would_do("quick")


@needs_make
def test_quick_finds_all_tests_of_a_name_in_the_core_and_in_the_window() -> None:
    line = line_of("quick", "at=plan")
    found = [part for part in line.split() if part.startswith("tests/")]
    assert {"tests/workbench/plan", "tests/ui/pages/plan", "tests/workbench/operations/test_plan.py"} <= set(found)
    assert all((ROOT / part).exists() and "plan" in Path(part).stem.split("_") for part in found)
    assert "slow" not in line
    assert "tests/ui/link/test_stages.py" in line_of("quick", "at=stages")


@needs_make
def test_quick_says_so_where_nothing_has_the_name() -> None:
    done = make("named", "at=no_such_name")
    assert done.returncode != 0
    assert done.stdout == "There are no tests of the name no_such_name.\n"


@pytest.mark.skipif(shutil.which("sh") is None, reason="there is no sh on this system")
def test_what_tests_of_real_windows_need_is_installed_where_that_is_possible(tmp_path: Path) -> None:
    """Where nothing can be installed, the script says nothing and does not fail; where it can, it asks for all that is missing."""
    script = ROOT / "packaging" / "linux" / "prepare_tests.sh"
    assert "prepare_tests.sh" in (ROOT / "Makefile").read_text(encoding="utf-8")
    shell = shutil.which("sh")
    done = subprocess.run([shell, script], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
    for name, said in (("apt-get", 'echo "$@" >>asked'), ("id", "echo 0"), ("env", 'shift; "$@"')):
        tool = tmp_path / name
        tool.write_text(f"#!{shell}\n{said}\n", encoding="utf-8")
        tool.chmod(0o755)
    subprocess.run([shell, script], env={"PATH": str(tmp_path)}, cwd=tmp_path, capture_output=True, check=True)
    asked = (tmp_path / "asked").read_text(encoding="utf-8")
    assert all(package in asked for package in ("xvfb", "openbox", "xdotool", "x11-xserver-utils", "x11-xkb-utils"))


def test_the_marker_is_declared_and_no_other_is_taken() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"]["ini_options"]
    assert [marker.partition(":")[0] for marker in settings["markers"]] == ["slow"]
    assert "--strict-markers" in settings["addopts"]


def test_no_marker_is_written_over() -> None:
    """A second ``pytestmark`` of a file would take the first one away in silence."""
    files = sorted((ROOT / "tests").rglob("*.py"))
    assert len(files) > 100
    assert [file.name for file in files if file.read_text(encoding="utf-8").count("\npytestmark = ") > 1] == []
