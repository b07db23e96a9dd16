"""The table of the last soak: every line is whole, nothing was lost, and nothing that is tried is missing in it."""

from __future__ import annotations

import json

from tests import soak
from tests.workbench.victims import VICTIMS

from .test_papers import PROMISES, rows

TABLE = rows("The last soak")
NUMBERS = {"tried": 3, "survived": 3, "lost": 0, "wrong": 0}


def test_every_line_has_its_numbers_and_they_add_up() -> None:
    assert len(TABLE) > len(VICTIMS)
    for what, how, *numbers in TABLE:
        tried, survived, lost, wrong = map(int, numbers)
        assert what, how
        assert tried == survived + lost + wrong > 0, what


def test_nothing_was_lost_and_nothing_wrongly_accepted() -> None:
    assert [row for row in TABLE if row[4:] != ["0", "0"]] == []


def test_every_kind_of_disk_and_every_job_that_is_killed_is_there() -> None:
    assert {row[1] for row in TABLE} == {*soak.DISKS.values(), "killed"}
    killed = {row[0] for row in TABLE if row[1] == "killed"}
    assert killed == {*(victim.name for victim in VICTIMS), "writing answers", "typing into the window without a pause"}


def test_what_is_said_about_it_is_what_the_table_adds_up_to() -> None:
    cuts = sum(int(row[2]) for row in TABLE if row[1] != "killed")
    kills = sum(int(row[2]) for row in TABLE) - cuts
    told = PROMISES.partition(soak.HEADING)[2].replace("\n", " ")
    assert f"{cuts:,} power cuts on the simulated disk and {kills:,} kills of processes" in told


def test_the_same_thing_stopped_in_the_same_way_is_one_line() -> None:
    lines = [json.dumps({"what": "work", "how": how, **NUMBERS}) for how in ("fat", "garbage", "fat")]
    found = soak.added(lines)
    assert [(row["how"], row["tried"]) for row in found] == [("fat", 6), ("garbage", 3)]


def test_the_paper_keeps_everything_else() -> None:
    paper = "# Paper\n\nBefore.\n\n## The last soak\n\nOld.\n\n| a |\n\n## Windows\n\nAfter.\n"
    once = soak.written(paper, [{"what": "work", "how": "fat", **NUMBERS}], "New.")
    assert once.startswith("# Paper\n\nBefore.\n")
    assert once.endswith("\n## Windows\n\nAfter.\n")
    assert "Old." not in once
    assert f"| work | {soak.DISKS['fat']} | 3 | 3 | 0 | 0 |\n" in once
    assert soak.written(once, [{"what": "work", "how": "fat", **NUMBERS}], "New.") == once
