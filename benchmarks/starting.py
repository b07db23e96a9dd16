"""Start and memory of the whole program with a full assessment, against a bare window; process by process, in turn."""

from __future__ import annotations

import os
import statistics
import sys
from pathlib import Path
from typing import Final

from benchmarks.measuring import Result, is_settled

_BARE: Final = [sys.executable, "-m", "benchmarks.bare_window"]
_START: Final = 2.3
"""2.2 until an opening also found out what kind of disk has the file, and four lines of the answer were kept in sight."""
_MEMORY: Final = 1.6


def measure(full: Path) -> tuple[Result, Result]:
    """Processor time from the start of the process to its end after the first paint, and its peak resident memory."""
    ours = [sys.executable, "-m", "ui", str(full), "--quit-when-ready"]
    for command in (ours, _BARE):
        _run(command)
    runs: list[tuple[tuple[float, float], tuple[float, float]]] = []
    while not (is_settled(_ratios(runs, 0), _START) and is_settled(_ratios(runs, 1), _MEMORY)):
        runs.append((_run(ours), _run(_BARE)))
    return (
        Result("start to a usable window / bare window", tuple(_ratios(runs, 0)), _START, "ms", _medians(runs, 0)),
        Result("memory with a full assessment / bare window", tuple(_ratios(runs, 1)), _MEMORY, "MB", _medians(runs, 1)),
    )


def _ratios(runs: list[tuple[tuple[float, float], tuple[float, float]]], what: int) -> list[float]:
    return [ours[what] / bare[what] for ours, bare in runs]


def _medians(runs: list[tuple[tuple[float, float], tuple[float, float]]], what: int) -> tuple[float, float]:
    return statistics.median(ours[what] for ours, _ in runs), statistics.median(bare[what] for _, bare in runs)


def _run(command: list[str]) -> tuple[float, float]:
    """Processor time in milliseconds and peak memory in megabytes of one process, as the system counts them."""
    # as on a user's machine, where the first start has left the compiled modules behind
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = os.posix_spawn(command[0], command, environment)
    _, status, usage = os.wait4(process, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        message = f"{' '.join(command)} failed"
        raise RuntimeError(message)
    return (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024
