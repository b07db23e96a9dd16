"""The pace of a day: counted from what was written, less the breaks, and silent until it means something."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from workbench.document.document import Document
from workbench.document.pace import FIRST, Pace, pace_of, start_of_day
from workbench.model.rows import Answer
from workbench.operations import answers
from workbench.storage.history import Form, Sitting, Stamp
from workbench.storage.past import Entry

DAY = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def entry(minute: float, answer: str = "a", old: str = "", new: str = "Text") -> Entry:
    at = (DAY + timedelta(minutes=minute)).isoformat()
    stamp = Stamp(Sitting("s", "", at, 0, "who", "pc", ""), round(minute * 100), at, "done", "")
    return Entry(stamp, answer, old, new, Form.WHOLE)


def test_a_day_without_a_word_has_no_pace() -> None:
    pace = pace_of([], answered=frozenset(), left=12)
    assert pace == Pace(0, timedelta(), 12)
    assert (pace.each, pace.needed) == (None, None)


def test_breaks_do_not_count() -> None:
    written = [entry(0, "a"), entry(4, "a", "Text", "Text, longer"), entry(10, "b"), entry(70, "c"), entry(75, "d")]
    pace = pace_of(written, answered=frozenset("abcd"), left=10)
    assert pace.answered == 4
    assert pace.worked == FIRST + timedelta(minutes=10) + FIRST + timedelta(minutes=5)
    assert pace.each == pace.worked / 4
    assert pace.needed == pace.worked / 4 * 10


def test_two_answers_say_nothing_about_the_third() -> None:
    pace = pace_of([entry(0, "a"), entry(9, "b")], answered=frozenset("ab"), left=3)
    assert (pace.answered, pace.each, pace.needed) == (2, None, None)


def test_an_answer_that_was_there_before_or_was_taken_back_is_not_one_of_today() -> None:
    written = [entry(0, "a", old="Yesterday"), entry(5, "b"), entry(6, "b", "Text", ""), entry(9, "c")]
    assert pace_of(written, answered=frozenset("ac"), left=0).answered == 1


def test_what_a_program_wrote_has_no_pace() -> None:
    written = [entry(number / 100, str(number)) for number in range(100)]
    pace = pace_of(written, answered=frozenset(map(str, range(100))), left=5)
    assert (pace.answered, pace.each, pace.needed) == (100, None, None)


def test_the_day_begins_at_midnight_where_the_station_is() -> None:
    here = timezone(timedelta(hours=5))
    assert start_of_day(datetime(2026, 11, 21, 2, 0, tzinfo=here)) == datetime(2026, 11, 20, 19, 0, tzinfo=UTC)


def test_the_file_knows_what_was_written_since(document: Document, clock) -> None:
    answers.write_answer(document, question="kf1.q1", text="Before")
    clock.go_on(3600)
    since = document.now()
    answers.write_answer(document, question="kf1.q2", text="After")
    answers.write_causes(document, question="kf1.q2", causes="Not a text")
    found = document.read.written_since(Answer, "text", since.astimezone(UTC).isoformat(timespec="milliseconds"))
    assert [written.new for written in found] == ["After"]
