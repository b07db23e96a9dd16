"""A choice that only a newer version knows is said to be one, everywhere: never shown as another, never counted as none."""

from __future__ import annotations

import io
import json
import pickle
from pathlib import Path

import pytest

from tests.forged import forge
from workbench.checklist.filters import Filter, chosen_questions
from workbench.checklist.progress import answers_by_question
from workbench.checklist.tree import read_checklist
from workbench.cli import main
from workbench.document.document import Document
from workbench.language.i18n import ENGLISH
from workbench.model.declared import Kind, declared
from workbench.model.labels import NOT_KNOWN
from workbench.model.rows import ROW_TYPES, Activity, Answer
from workbench.model.vocabulary import STATUS_NOT_KNOWN, Edition, Level, MeasureStatus
from workbench.plan.priorities import reasons, suggest_priority
from workbench.reports.data import ReportData
from workbench.reports.html import render_html
from workbench.reports.json_report import as_table
from workbench.reports.pdf import render_pdf
from workbench.reports.snapshot import take_snapshot
from workbench.storage.schema import FORMAT_VERSION

pytestmark = pytest.mark.slow

SAID = ENGLISH(NOT_KNOWN)
WORD = "of_the_future"


_EACH = {"level": 3}
"""Of which rows a choice is changed: each second, but not of the same ones as that beside it."""


@pytest.fixture
def newer(sample_file: Path, tmp_path: Path) -> Path:
    """The sample as a later version left it: half of all choices are words that this version does not know."""
    steps = [
        f"UPDATE {kind.table} SET {field.name} = '{WORD}' WHERE {field.name} IS NOT NULL AND rowid % {_EACH.get(field.name, 2)} = 0"
        for kind in ROW_TYPES
        for field in declared(kind).values()
        if field.kind is Kind.CHOICE and kind.table != "wordings"
    ]
    return forge(sample_file, tmp_path / "newer.integrity", *steps, f"PRAGMA user_version={FORMAT_VERSION + 1}")


@pytest.fixture
def data(newer: Path, open_document) -> ReportData:
    return take_snapshot(open_document(newer))


def test_every_status_is_counted_once_and_none_as_not_judged(newer: Path, data: ReportData, open_document) -> None:
    known = {row.question_id: row.status for row in open_document(newer).read.every(Answer)}
    counted = data.progress.statuses
    asked = [known[question.question.id] for question in data.questions if question.question.included]
    assert sum(counted.values()) == data.progress.total == len(asked)
    assert counted[STATUS_NOT_KNOWN] == sum(not status.is_known for status in asked) > 0
    assert counted[MeasureStatus.NOT_JUDGED] == sum(status is MeasureStatus.NOT_JUDGED for status in asked)


def test_no_filter_takes_it_for_another(newer: Path, open_document) -> None:
    document = open_document(newer)
    answers = answers_by_question(document.read.every(Answer))
    checklist = read_checklist(document)
    chosen = {choice: chosen_questions(checklist, answers, choice=choice) or () for choice in Filter}
    for question, answer in answers.items():
        if not answer.status.is_known:
            assert question not in chosen[Filter.NOT_JUDGED]
        if answer.priority is not None and not answer.priority.is_known:
            assert not any(question in chosen[each] for each in (Filter.HIGH, Filter.MEDIUM, Filter.LOW))


def test_the_page_for_reading_has_every_activity_and_says_what_is_not_known(data: ReportData) -> None:
    target = io.BytesIO()
    render_html(data, target, ENGLISH)
    page = target.getvalue().decode()
    assert WORD not in page
    assert page.count(SAID) > 100
    assert "Priority not known to this version" in page
    assert page.count('class="card rated"') == len(data.activities)
    assert f"{data.unknown} values in it are not known to the version that created this report" in page
    assert "url(#texture-unknown)" in page
    assert 'id="texture-unknown"' in page


def test_the_book_can_be_made(data: ReportData) -> None:
    target = io.BytesIO()
    counts = render_pdf(data, target, ENGLISH)
    assert counts.activities == len(data.activities)
    assert counts.answers == data.counts.answered


def test_for_programs_the_word_is_given_as_it_is(data: ReportData) -> None:
    table = json.loads(json.dumps(as_table(data, ENGLISH)))
    assert table["unknown_values"] == data.unknown > 0
    statuses = {
        question["answer"]["status"]
        for area in table["areas"]
        for part in area["sections"]
        for question in part["questions"]
    }
    assert WORD in statuses
    counted = [area["progress"]["statuses"].get("unknown", 0) for area in table["areas"]]
    assert sum(counted) == data.progress.statuses[STATUS_NOT_KNOWN]


def test_a_person_in_a_role_that_is_not_known_is_still_named(data: ReportData) -> None:
    others = [role for entry in data.activities for role in entry.people if not role.role.is_known]
    assert others
    assert all(role.names for role in others)


def test_the_process_of_a_report_gets_it_unchanged(data: ReportData) -> None:
    assert pickle.loads(pickle.dumps(data)) == data


def test_a_public_edition_can_be_made(newer: Path, open_document) -> None:
    target = io.BytesIO()
    render_html(take_snapshot(open_document(newer), edition=Edition.PUBLIC), target, ENGLISH)
    assert SAID in target.getvalue().decode()


def test_nothing_is_suggested_from_a_rating_that_is_not_known(newer: Path, data: ReportData, open_document) -> None:
    assert len(data.activities) == len(open_document(newer).read.every(Activity))
    known = next(entry for entry in data.activities if entry.suggestion.not_known)
    assert known.suggestion.level is None
    assert set(known.suggestion.missing).isdisjoint(known.suggestion.not_known)
    told = suggest_priority({criterion: Level.unknown("x") for criterion in known.suggestion.not_known})
    assert any("does not know" in ENGLISH(sentence) for sentence in reasons(told))


@pytest.mark.parametrize("command", [["info"], ["check"], ["show", "1.2"], ["activities"], ["plan"]], ids=str)
def test_the_command_line_says_it(newer: Path, capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    name, *rest = command
    main([name, str(newer), *rest])
    told = capsys.readouterr().out
    assert "ot known to this version" in told


def test_what_is_not_known_is_listed(newer: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Document.open(newer) as document:
        unknown = document.unknown
    main(["check", str(newer), "--json"])
    listed = json.loads(capsys.readouterr().out)["unknown"]
    assert len(listed) == len(unknown)
    assert set(listed[0]) == {"table", "row_id", "column", "value"}
    main(["info", str(newer), "--json"])
    assert json.loads(capsys.readouterr().out)["unknown"] == len(unknown)
