"""Start and memory of the whole program with a full assessment, against a bare window; process by process, in turn."""

from __future__ import annotations

import os
import statistics
import sys
import time
from pathlib import Path
from typing import Final

from benchmarks.measuring import Result

_ROUNDS: Final = 9
_BARE: Final = [sys.executable, "-m", "benchmarks.bare_window"]


def measure(full: Path) -> tuple[Result, Result]:
    """Seconds from the start of the process to its end after the first paint, and the peak resident memory."""
    ours = [sys.executable, "-m", "ui", str(full), "--quit-when-ready"]
    for command in (ours, _BARE):
        _run(command)
    runs = [(_run(ours), _run(_BARE)) for _ in range(_ROUNDS)]
    started, bare_started = (statistics.median(pair[side][0] for pair in runs) for side in (0, 1))
    memory, bare_memory = (statistics.median(pair[side][1] for pair in runs) for side in (0, 1))
    return (
        Result("start to a usable window / bare window", started * 1000, bare_started * 1000, "ms", 3.0),
        Result("memory with a full assessment / bare window", memory, bare_memory, "MB", 2.0),
    )


def _run(command: list[str]) -> tuple[float, float]:
    """Seconds and peak megabytes of one process, by the operating system's own account."""
    # as on a user's machine, where the first start has left the compiled modules behind
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    process = os.posix_spawn(command[0], command, environment)
    _, status, usage = os.wait4(process, 0)
    elapsed = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) != 0:
        message = f"{' '.join(command)} failed"
        raise RuntimeError(message)
    return elapsed, usage.ru_maxrss / 1024
