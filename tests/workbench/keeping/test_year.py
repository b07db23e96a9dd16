"""A year of work with real copies and a clock of its own: what ``make year`` tells is what is there."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from benchmarks.year_of_copies import moments, told, work
from workbench.document.document import Document
from workbench.keeping.thinning import staying
from workbench.model.rows import Answer

pytestmark = pytest.mark.slow
DAYS = 33


def test_what_stays_is_what_the_rule_says_and_can_be_opened(tmp_path: Path):
    worked = work(tmp_path, DAYS)
    times = list(moments(DAYS))
    assert worked.made == len(times)
    kept: set[datetime] = set()
    for at in times:
        kept = staying({*kept, at}, at)
    assert [copy.at for copy in worked.kept] == sorted(kept, reverse=True)
    days = {copy.at.date() for copy in worked.kept if worked.end - copy.at > timedelta(days=2)}
    assert len(days) == sum(worked.end - copy.at > timedelta(days=2) for copy in worked.kept), "one of each day"
    answered = []
    for copy in worked.kept:
        with Document.open(copy.path, read_only=True) as document:
            assert document.damages == ()
            answered.append(sum(bool(row.text) for row in document.read.every(Answer)))
    assert answered == sorted(answered, reverse=True)
    assert answered[0] > answered[-1] > 0


def test_it_is_told_in_numbers_that_add_up(tmp_path: Path):
    worked = work(tmp_path, 16)
    lines = list(told(worked))
    assert lines[0] == f"{worked.made} copies were made, {len(worked.kept)} stay, {len(worked.kept)} of them undamaged."
    counts = [int(line[32:39]) for line in lines[4:8]]
    assert sum(counts) == len(worked.kept)
    assert counts[0] > 30
    assert counts[1] >= 8
