"""``make damages``: damages a full assessment 300 times in each way, recovers it, and writes the numbers into docs/promises.md.

It runs a test of ``make test`` with larger numbers.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from tests.soak import PAPER, ROOT, put
from tests.tally import FILE

HEADING = "\n## What is recovered\n"
HEAD = (
    "| what was done to it | damaged files | answers that could be read | of these brought back | others brought back "
    "| files without anything |\n|---|---|---|---|---|---|\n"
)
TEST = "tests/workbench/recovering/test_number.py"


def run(tally: Path) -> int:
    """Runs the test with all its damages; the status of pytest."""
    environment = os.environ | {FILE: str(tally), "INTEGRITY_LONG_TESTS": "1", "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--numprocesses=auto", TEST]
    return subprocess.run(command, cwd=ROOT, env=environment | {"PYTHONPATH": str(ROOT)}, check=False).returncode


def table(rows: list[dict[str, object]]) -> str:
    """The rows as they stand in the paper: ``missed`` are answers that could be read and did not come back."""
    told = []
    for row in sorted(rows, key=lambda row: str(row["kind"])):
        back = int(str(row["readable"])) - int(str(row["missed"]))
        told.append("| {kind} | {tried} | {readable} | {back} | {more} | {nothing} |".format(**row, back=back))
    return HEAD + "\n".join(told) + "\n"


def main() -> int:
    """Runs it, and writes the paper, also when too little came back."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        tally = Path(folder) / "tally.txt"
        status = run(tally)
        lines = tally.read_text(encoding="utf-8").splitlines() if tally.is_file() else []
    rows: list[dict[str, object]] = [json.loads(line) for line in lines]
    if not rows:
        return status or 1
    minutes = round((time.monotonic() - began) / 60)
    about = (
        f"Written by `make damages` on {datetime.now(UTC):%d %B %Y}, in {minutes} minutes, without an automatic copy to take "
        "anything from. An answer\ncounts as readable if the plain SQLite shell shows it, or its bytes are in the file."
    )
    PAPER.write_text(put(PAPER.read_text(encoding="utf-8"), HEADING, about, table(rows)), encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main())
