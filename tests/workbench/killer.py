"""Kills jobs at chosen moments: a process that has loaded the program starts each job as a child of its own."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.workbench.victims import ROOT, VICTIMS, Victim, environment

_SERVER = "import sys; from tests.workbench.killer import serve; serve(*sys.argv[1:])"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def serve(name: str) -> None:
    """Starts a worker in each folder that is named on a line of standard input, and says when it has ended."""
    (victim,) = (each for each in VICTIMS if each.name == name)
    for line in sys.stdin:
        worker = os.fork()
        if not worker:
            try:
                victim.work(Path(line.rstrip("\n")), lambda number: _say(str(number)))
            finally:
                os._exit(1)
        _say(f"worker {worker}")
        os.waitpid(worker, 0)
        _say("killed")


class Killer:
    """Has workers started by one process, so that not each has to load the program, and kills them."""

    def __init__(self, victim: Victim) -> None:
        command = [sys.executable, "-c", _SERVER, victim.name]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment()
        )

    def kill(self, folder: Path, after: int, seconds: float) -> int:
        """Starts a worker, kills it so many seconds after it has told this many numbers, and returns how many it told."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{folder}\n")
        self._process.stdin.flush()
        worker = done = 0
        while not worker or done < after:
            worker, done = self._heard(worker, done)
        time.sleep(seconds)
        os.kill(worker, signal.SIGKILL)
        while worker:
            worker, done = self._heard(worker, done)
        return done

    def _heard(self, worker: int, done: int) -> tuple[int, int]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline().split()
        assert line, "the process that starts workers has ended"
        if line[0] == "killed":
            assert worker, "it has ended before it could be killed"
            return 0, done
        if line[0] == "worker":
            return int(line[1]), done
        assert int(line[0]) == done
        return worker, done + 1

    def leave(self) -> None:
        """Ends the process that starts workers."""
        self._process.communicate()
        assert self._process.returncode == 0


def pause(chance: random.Random, after: int) -> float:
    """Seconds until the kill: while it starts, or soon after something was told."""
    return chance.random() * (0.05 if after == 0 else 0.03)
