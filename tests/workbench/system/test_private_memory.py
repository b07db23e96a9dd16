"""A crash leaves no picture of the memory on the disk, and files from outside are read only where they end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import workbench
from workbench.system.outside import read_outside

ROOT = Path(workbench.__file__).resolve().parent.parent


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such limit")
@pytest.mark.parametrize("entry", ["ui.__main__", "workbench.__main__"])
def test_a_crash_leaves_no_picture_of_the_memory(entry: str) -> None:
    code = (
        "import resource, runpy, sys, contextlib\n"
        f"sys.argv = ['x', '--version']\n"
        "with contextlib.suppress(SystemExit):\n"
        f"    runpy.run_module('{entry}', run_name='__main__')\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE)[0])\n"
    )
    limits = (
        "import resource; resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)\n"
    )
    done = subprocess.run([sys.executable, "-c", limits + code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.splitlines()[-1] == "0"


def test_so_much_is_read_and_one_byte_more(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"12345")
    assert read_outside(file, 5) == b"12345"
    assert read_outside(file, 3) == b"1234"


def test_what_is_no_file_is_refused_and_nothing_stays_open(tmp_path: Path) -> None:
    places = [tmp_path, tmp_path / "none"]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        places += [tmp_path / "pipe", Path("/dev/null")]
    before = len(list(Path("/proc/self/fd").iterdir())) if Path("/proc/self/fd").exists() else 0
    for place in places:
        with pytest.raises(OSError):  # noqa: PT011  whatever the system says
            read_outside(place, 10)
    if before:
        assert len(list(Path("/proc/self/fd").iterdir())) == before
