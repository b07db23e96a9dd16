"""The command line over a file that a bad disk has torn: an answer or one line, no traceback, and nothing made worse.

``INTEGRITY_LONG_TESTS=1`` tears fifty times as many.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from pathlib import Path

import pytest

from tests.lived import live
from tests.torn import WAYS
from workbench.document.document import Document

pytestmark = pytest.mark.slow

TIMES = 2 * (50 if os.environ.get("INTEGRITY_LONG_TESTS") else 1)


@pytest.fixture
def lived(sample_file: Path) -> Path:
    """A full assessment that has been worked on."""
    with Document.open(sample_file) as document:
        live(document, random.Random(1), 3)
    return sample_file


@pytest.mark.parametrize("way", WAYS)
def test_every_command_answers_or_says_why_not(run, lived: Path, way: str) -> None:
    data, chance, outcomes = lived.read_bytes(), random.Random(way), Counter[str]()
    for _ in range(TIMES):
        torn, _ = WAYS[way](data, chance)
        lived.write_bytes(torn)
        checked = run("check", lived)
        sound = checked.out.startswith("No damage was found")
        assert checked.status == (0 if sound else 1)
        if checked.err:
            checked.error()
        outcomes["sound" if sound else "damaged"] += 1
        for command in ("info", "activities", "plan", "show"):
            said = run(command, lived, *(["1.1"] if command == "show" else []))
            if said.err or said.status:
                said.error()
        if not sound:
            run("answer", lived, "1.1", "--text", "Work goes on.").error()
        assert lived.read_bytes() == torn
        assert [path.name for path in lived.parent.iterdir()] == [lived.name]
    assert outcomes["damaged"] > 0
