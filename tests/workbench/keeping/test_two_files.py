"""Two files with one assessment share their folder of copies; neither thins the good copies of the other away."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from workbench.document.document import Document
from workbench.keeping.folder import Cause, KeptCopy, line_of
from workbench.keeping.keeper import Keeper
from workbench.model.rows import QuestionId
from workbench.operations.answers import write_answer

QUESTION = QuestionId("kf1.q1")
AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


@pytest.fixture
def keeper(tmp_path: Path, sample: Document) -> Keeper:
    return Keeper(sample.read.assessment().id, root=tmp_path / "copies")


@pytest.fixture
def other(tmp_path: Path, sample: Document) -> Path:
    """The same bytes in another place, as the system's own means copy them."""
    copied = tmp_path / "second" / sample.path.name
    copied.parent.mkdir()
    shutil.copyfile(sample.path, copied)
    return copied


def keep(keeper: Keeper, document: Document, at: datetime, text: str) -> KeptCopy:
    write_answer(document, question=QUESTION, text=text)
    document.end_burst()
    return keeper.keep(document.read.connection.content(), at, Cause.TIME, document.path)


@pytest.mark.slow
def test_a_year_of_work_on_one_file_leaves_three_good_copies_of_the_other(keeper: Keeper, sample: Document, other: Path):
    first = [keep(keeper, sample, AT + timedelta(minutes=n), f"Station {n}") for n in range(4)]
    with Document.open(other) as second:
        for week in range(60):
            for hour in (0, 5):
                keep(keeper, second, AT + timedelta(weeks=week, hours=hour), f"Headquarters {week} {hour}")
    left = keeper.copies_of(sample.path)
    assert [copy.path for copy in left] == [copy.path for copy in first[:0:-1]]
    assert all(copy.is_sound() for copy in left)
    with Document.open(left[0].path, read_only=True) as document:
        answer = document.read.answer(QUESTION)
        assert answer is not None
        assert answer.text == "Station 3"


def test_a_limit_of_size_takes_from_both_and_leaves_three_of_each(keeper: Keeper, sample: Document, other: Path):
    with Document.open(other) as second:
        for n in range(8):
            for document in (sample, second):
                keep(keeper, document, AT + timedelta(minutes=n), f"{document.path} {n}")
    keeper._most_bytes = 1
    keeper.thin(AT + timedelta(hours=1))
    for path in (sample.path, other):
        assert [copy.at.minute for copy in keeper.copies_of(path)] == [7, 6, 5]


def test_one_of_each_day_stays_of_each_file(keeper: Keeper, sample: Document, other: Path):
    with Document.open(other) as second:
        for hour in (1, 2, 3):
            keep(keeper, sample, AT + timedelta(hours=hour), f"Station {hour}")
        for hour in (4, 5, 6, 7):
            keep(keeper, second, AT + timedelta(hours=hour), f"Headquarters {hour}")
        for day in range(5, 9):
            for document in (sample, second):
                keep(keeper, document, AT + timedelta(days=day), f"{document.path} {day}")
    for path, hour in ((sample.path, 12), (other, 16)):
        days = [(copy.at.day, copy.at.hour) for copy in keeper.copies_of(path)]
        assert days == [(13, 9), (12, 9), (11, 9), (10, 9), (5, hour)]


def test_a_copy_is_due_for_each_file_by_itself(keeper: Keeper, sample: Document, other: Path):
    keep(keeper, sample, AT, "Station")
    assert not keeper.is_due(AT + timedelta(hours=1), sample.path)
    assert keeper.is_due(AT + timedelta(hours=1), other)


@pytest.mark.slow
def test_copies_of_an_earlier_version_of_the_program_stay_and_are_of_every_file(
    keeper: Keeper, sample: Document, other: Path
):
    made = keep(keeper, sample, AT, "Before")
    old = made.path.rename(made.path.with_name(made.path.name.replace(f"-{line_of(sample.path)}", "")))
    assert [copy.path for copy in keeper.copies_of(sample.path)] == [old]
    assert [copy.path for copy in keeper.copies_of(other)] == [old]
    for day in range(400):
        keep(keeper, sample, AT + timedelta(days=day), f"Later {day}")
    assert old.exists()


def test_where_there_is_little_room_copies_of_earlier_days_stay_and_quarters_of_an_hour_go(keeper: Keeper, sample: Document):
    """A large file: the copies of two days alone would take all the room, and yesterday would be gone."""
    for day in (0, 3, 5, 6):
        for quarter in range(8):
            keep(keeper, sample, AT + timedelta(days=day, minutes=15 * quarter), f"{day} {quarter}")
    size = max(copy.size for copy in keeper.copies())
    keeper._most_bytes = 9 * size
    keeper.thin(AT + timedelta(days=6, hours=2))
    left = [(copy.at.day, f"{copy.at:%H:%M}") for copy in keeper.copies()]
    assert {day for day, _ in left if day < 11} == {10, 8, 5}, "one of each day"
    assert [time for day, time in left if day == 11][:3] == ["10:45", "10:30", "10:15"], "the newest three"
    assert len(left) >= 8
    keeper._most_bytes = 5 * size
    keeper.thin(AT + timedelta(days=6, hours=2))
    assert [(copy.at.day, f"{copy.at:%H:%M}") for copy in keeper.copies()] == [
        (11, "10:45"), (11, "10:30"), (11, "10:15"), (10, "10:45"), (8, "10:45"),
    ]  # fmt: skip
