"""The JSON report: everything in it, under names that stay, with words for choices."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest

from workbench.document.document import Document
from workbench.language.i18n import ENGLISH, Message, Translator
from workbench.model.rows import (
    Activity,
    ActivityPerson,
    Answer,
    Contributor,
    Indicator,
    Measurement,
    Outcome,
    Output,
    Rating,
    Session,
)
from workbench.model.vocabulary import Confidentiality, Criterion, Edition, Level, MeasureStatus
from workbench.reports.contents import RenderedCounts
from workbench.reports.json_report import activities_in, answers_in, counted, render_json
from workbench.reports.snapshot import take_snapshot

MADE_AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
INTERNAL = "internal-id"


def write_report(document: Document, edition: Edition = Edition.FULL, translate: Translator = ENGLISH) -> dict[str, Any]:
    target = BytesIO()
    data = replace(take_snapshot(document, edition=edition, made_at=MADE_AT), language=translate.language)
    counts = render_json(data, target, translate)
    assert counts == RenderedCounts(data.counts.answered, data.counts.characters, data.counts.activities)
    return json.loads(target.getvalue().decode("utf-8"))


@pytest.fixture
def under_way(document: Document) -> Document:
    """A little of everything, with ids that must not be told."""
    answer = document.read.answer("kf3.q20")
    with document.change(Message("test")) as transaction:
        for row in (
            replace(answer, text="It works.\n=1+1 \u202e<b>", status=MeasureStatus.IN_PART, priority=Level.HIGH),
            Contributor(id=f"{INTERNAL} person", name="Lena", contact="extension 118", place="1"),
            Session(id=f"{INTERNAL} session", title="Opening", date="2026-09-15", start_time="09:30", minutes=195),
            Outcome(id=f"{INTERNAL} outcome", title="Outcome", place="1"),
            Output(id=f"{INTERNAL} output", outcome_id=f"{INTERNAL} outcome", title="Output", place="1"),
            Activity(id=f"{INTERNAL} planned", output_id=f"{INTERNAL} output", title="Lanes", end_quarter="2027-Q2"),
            Activity(id=f"{INTERNAL} other", title="Scanner"),
            ActivityPerson(id=f"{INTERNAL} w", activity_id=f"{INTERNAL} other", contributor_id=f"{INTERNAL} person"),
            Rating(
                id=f"{INTERNAL} r", activity_id=f"{INTERNAL} other", criterion=Criterion.COST, level=Level.HIGH, note="!"
            ),
            Indicator(id=f"{INTERNAL} indicator", name="Draws", place="1"),
            Measurement(
                id=f"{INTERNAL} m", indicator_id=f"{INTERNAL} indicator", date="2026-06-30", value="43", baseline=True
            ),
        ):
            transaction.put(row)
    return document


def test_it_says_what_it_is(under_way):
    table = write_report(under_way)
    assert (table["format"], table["version"]) == ("integrity-workbench-report", 2)
    assert table["made_at"] == "2026-11-21T09:00:00+00:00"
    assert (table["language"], table["edition"]) == ("en", "full")
    assert table["counts"] == {"questions": 282, "answers": 1, "characters": 19, "activities": 2, "withheld": 0}


def test_every_answer_is_there_as_it_was_written(document):
    texts = {}
    with document.change(Message("test")) as transaction:
        for number, answer in enumerate(document.read.every(Answer)):
            texts[answer.question_id] = f'{number} "quoted" \\ </script> {{{{ 7*7 }}}} \u202e\n' + "long " * (
                10_000 if number == 7 else 1
            )
            transaction.put(replace(answer, text=texts[answer.question_id]))
    assert answers_in(write_report(document)) == texts


def test_the_names_stay(under_way):
    table = write_report(under_way)
    assert list(table) == [
        "format",
        "version",
        "program",
        "made_at",
        "language",
        "edition",
        "counts",
        "damaged_parts",
        "unknown_values",
        "wording",
        "assessment",
        "report",
        "contributors",
        "working_groups",
        "documents",
        "sessions",
        "areas",
        "plan",
        "unplanned_activities",
        "notes",
        "indicators",
        "glossary",
        "words",
    ]
    question = next(entry for entry in questions_of(table) if entry["id"] == "kf3.q20")
    assert question == {
        "id": "kf3.q20",
        "number": "3.20",
        "wording": question["wording"],
        "answered": True,
        "withheld": False,
        "hands": None,
        "answer": {
            "text": "It works.\n=1+1 \u202e<b>",
            "status": "in_part",
            "priority": "high",
            "causes": "",
            "agreed": None,
            "confidential": "open",
        },
        "contributions": [],
        "evidence": [],
        "activities": [],
    }


def questions_of(table: dict[str, Any]) -> Iterator[dict[str, Any]]:
    return (question for entry in table["areas"] for section in entry["sections"] for question in section["questions"])


def test_activities_have_words_for_levels_and_null_where_nobody_chose(under_way):
    table = write_report(under_way)
    (planned,) = table["plan"][0]["outputs"][0]["activities"]
    (other,) = table["unplanned_activities"]
    assert (planned["number"], planned["title"], planned["end_quarter"], planned["start_quarter"]) == (
        "1.1.1",
        "Lanes",
        "2027-Q2",
        None,
    )
    assert other["ratings"] == {criterion.value: "high" if criterion is Criterion.COST else None for criterion in Criterion}
    assert other["rating_notes"] == {"cost": "!"}
    assert (other["people"]["responsible"], other["priority"]) == (["Lena"], None)
    assert activities_in(table) == ["1.1.1", "A1"]


def test_dates_are_iso_or_null(under_way):
    table = write_report(under_way)
    (session,) = table["sessions"]
    assert (session["date"], session["start_time"], session["minutes"]) == ("2026-09-15", "09:30", 195)
    assert table["assessment"]["start_date"] is None
    assert table["indicators"][0]["measurements"] == [
        {"date": "2026-06-30", "value": "43", "note": "", "baseline": True, "confidential": "open"}
    ]


def test_no_id_is_told_but_those_of_questions(under_way):
    text = json.dumps(write_report(under_way))
    assert INTERNAL not in text
    assert not re.search("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-", text)


def test_words_are_in_the_language_of_the_report(under_way):
    class Shouting(Translator):
        def __call__(self, message, /, **more):
            return super().__call__(message, **more).upper()

    table = write_report(under_way, translate=Shouting("fr"))
    assert table["words"]["level"] == {"low": "LOW", "medium": "MEDIUM", "high": "HIGH"}
    assert table["words"]["status"]["in_part"] == "APPLIED IN PART"


def test_the_public_edition_withholds(under_way):
    answer = under_way.read.answer("kf3.q20")
    person = under_way.read.every(Contributor)[0]
    with under_way.change(Message("test")) as transaction:
        transaction.put(replace(answer, confidential=Confidentiality.MARKED))
    table = write_report(under_way, Edition.PUBLIC)
    text = json.dumps(table, ensure_ascii=False)
    assert "It works." not in text
    assert person.contact not in text
    assert table["counts"]["withheld"] == 1
    assert [question["id"] for question in questions_of(table) if question["withheld"]] == ["kf3.q20"]
    assert answers_in(table) == {}


def test_counting_counts_what_is_there(under_way):
    table = write_report(under_way)
    assert counted(table) == RenderedCounts(1, 19, 2)
    del table["unplanned_activities"][0]
    assert counted(table) == RenderedCounts(1, 19, 1)


def test_it_is_utf8_with_characters_as_they_are(under_way, tmp_path):
    target = tmp_path / "report.json"
    render_json(take_snapshot(under_way, made_at=MADE_AT), target, ENGLISH)
    text = target.read_bytes().decode("utf-8")
    assert "\\u202e<b>" in text
    assert "\u202e" not in text
    assert text.endswith("}\n")
