"""``make soak``: cuts the power and kills the program thousands of times, and writes the numbers into docs/promises.md.

It runs tests of ``make test`` with larger numbers. ``make soak cuts=4000 kills=200`` is the usual size: 20,000 cuts in a day of
work over the five kinds of disk, those in copying, converting and forgetting besides, and 200 kills of each job.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from tests.tally import PULLED

ROOT = Path(__file__).parents[1]
PAPER = ROOT / "docs" / "promises.md"
HEADING = "\n## The last soak\n"
HEAD = "| what was done | how it was stopped | tried | survived | lost | wrongly accepted |\n|---|---|---|---|---|---|\n"
TESTS = (
    "tests/workbench/storage/test_power_cuts.py",
    "tests/workbench/carrying/test_power_cuts.py",
    "tests/workbench/test_victims.py",
    "tests/workbench/test_killed.py",
    "tests/ui/test_ended_from_outside.py::test_random_kills_under_unbroken_typing",
)
DISKS = {
    "journalling": "power cut, journalling disk",
    "unsynced_folders": "power cut, folders are not synced",
    "fat": "power cut, as FAT orders entries",
    "sectors": "power cut, sectors out of order",
    "garbage": "power cut, sectors that are written read as garbage",
}
SIZES = {"cuts": 4000, "kills": 200}


def run(sizes: dict[str, int], tally: Path) -> int:
    """Runs the tests with so many cuts and kills; the status of pytest. The files lie in memory where that is possible."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        environment = os.environ | {"INTEGRITY_TALLY": str(tally), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
        environment |= {f"INTEGRITY_{name.upper()}": str(size) for name, size in sizes.items()}
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
        command += ["--numprocesses=auto", "--dist=worksteal", f"--basetemp={folder}/soak", *TESTS]
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def added(lines: list[str]) -> list[dict[str, object]]:
    """The numbers of the tests, added up for each thing that was done and each way it was stopped."""
    found: dict[tuple[str, str], dict[str, object]] = {}
    for line in lines:
        row = json.loads(line)
        known = found.setdefault(
            (row["what"], row["how"]), {**row, **dict.fromkeys(("tried", "survived", "lost", "wrong"), 0)}
        )
        for name in ("tried", "survived", "lost", "wrong"):
            known[name] += row[name]
    ways = [*DISKS, PULLED, "killed"]
    return sorted(found.values(), key=lambda row: (row["how"] == "killed", str(row["what"]), ways.index(str(row["how"]))))


def table(rows: list[dict[str, object]]) -> str:
    """The rows as they stand in the paper."""
    told = []
    for row in rows:
        how = DISKS.get(str(row["how"]), row["how"])
        told.append("| {what} | {how} | {tried} | {survived} | {lost} | {wrong} |".format(**{**row, "how": how}))
    return HEAD + "\n".join(told) + "\n"


def written(paper: str, rows: list[dict[str, object]], about: str) -> str:
    """The paper with these rows in the place of those before."""
    return put(paper, HEADING, about, table(rows))


def put(paper: str, heading: str, about: str, rows: str) -> str:
    """The paper with a text and a table below a heading, in the place of those before."""
    before, _, rest = paper.partition(heading)
    after = rest[rest.index("\n## ") :] if "\n## " in rest else ""
    return f"{before}{heading}\n{about}\n\n{rows}{after}"


def main(arguments: list[str]) -> int:
    """Runs it, and writes the paper, also when something was lost. Returns 0 if nothing was."""
    sizes = SIZES | {name: int(size) for name, _, size in (each.partition("=") for each in arguments) if name in SIZES}
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        tally = Path(folder) / "tally.txt"
        status = run(sizes, tally)
        lines = tally.read_text(encoding="utf-8").splitlines() if tally.is_file() else []
    rows = added(lines)
    if not rows:
        return status or 1
    minutes = round((time.monotonic() - began) / 60)
    cuts = sum(int(str(row["tried"])) for row in rows if row["how"] in {*DISKS, PULLED})
    kills = sum(int(str(row["tried"])) for row in rows) - cuts
    system = re.sub(r"\d.*", "", sys.platform)
    about = (
        f"Written by `make soak` on {datetime.now(UTC):%d %B %Y}, on {system}: {cuts:,} power cuts and pulls on the simulated disk "
        f"and {kills:,} kills of\nprocesses, in {minutes} minutes. `make test` does the same with fewer. A full soak is `make soak cuts="
        f"{SIZES['cuts']} kills={SIZES['kills']}`."
    )
    PAPER.write_text(written(PAPER.read_text(encoding="utf-8"), rows, about), encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
