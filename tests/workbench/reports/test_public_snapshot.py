"""What the public picture leaves out: a canary in every confidential text, and nothing of them in any field."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pypdf
import pytest

from tests.canaries import HIDING, MARKED, filled, strings_in
from workbench.document.document import Document
from workbench.language.i18n import ENGLISH, Message
from workbench.model.rows import (
    ActivityPerson,
    Markable,
    Outcome,
    Output,
    Row,
)
from workbench.model.vocabulary import Confidentiality, Criterion, Edition, Level, MeasureStatus
from workbench.operations import answers, assessment, people, roles
from workbench.reports.html import render_html
from workbench.reports.json_report import render_json
from workbench.reports.pdf import render_pdf
from workbench.reports.snapshot import take_snapshot

pytestmark = pytest.mark.slow

FULL, PUBLIC = Edition.FULL, Edition.PUBLIC


@pytest.fixture(params=HIDING)
def guarded(document: Document, request: pytest.FixtureRequest) -> tuple[Document, set[str]]:
    """A document with a canary in every confidential text, and the canaries; marked, and inherited."""
    return filled(document, request.param)


def test_every_kind_of_row_that_can_be_marked_is_guarded(guarded: tuple[Document, set[str]]) -> None:
    from workbench.model.rows import ROW_TYPES

    assert {row_type for row_type in ROW_TYPES if issubclass(row_type, Markable)} == set(MARKED)
    _, canaries = guarded
    for row_type in MARKED:
        assert [text for text in canaries if text.startswith(f"CANARY {row_type.table} ")]
    assert len(canaries) > 60


def test_the_full_edition_holds_every_confidential_text(guarded: tuple[Document, set[str]]) -> None:
    document, canaries = guarded
    assert canaries - set(strings_in(take_snapshot(document, edition=FULL))) == set()


def test_the_public_edition_holds_none(guarded: tuple[Document, set[str]]) -> None:
    document, _ = guarded
    data = take_snapshot(document, edition=PUBLIC)
    assert [text for text in strings_in(data) if "CANARY" in text] == []
    assert data.edition is PUBLIC


@pytest.mark.parametrize("render", [render_html, render_json, render_pdf])
def test_no_format_of_the_public_edition_tells_any(guarded: tuple[Document, set[str]], render: Any) -> None:
    document, canaries = guarded
    people.add_contributor(document, name="Rashid Canaryov", confidential=True)
    roles.name_people(document, of=ActivityPerson, owner="a5", text="Lena, CANARYOV  Rashid, R. Canaryov")
    target = io.BytesIO()
    render(take_snapshot(document, edition=PUBLIC), target, ENGLISH)
    content = target.getvalue()
    if render is render_pdf:
        reader = pypdf.PdfReader(target)
        content += " ".join(page.extract_text() for page in reader.pages).encode() + repr(reader.outline).encode()
    assert b"canary" not in content.lower()
    assert len(canaries) > 60


def test_the_public_edition_keeps_what_is_not_confidential(guarded: tuple[Document, set[str]]) -> None:
    document, _ = guarded
    data = take_snapshot(document, edition=PUBLIC)
    assert [entry.group.name for entry in data.groups] == ["Open group"]
    assert [entry.session.title for entry in data.sessions] == ["Open meeting"]
    assert [(entry.document.title, entry.people) for entry in data.documents] == [("Open file", ())]
    assert [(entry.number, entry.outcome.title) for entry in data.plan] == [("1", "Open outcome"), ("2", "[withheld]")]
    assert [entry.output.title for entry in data.plan[0].outputs] == ["Open output"]
    assert [(entry.number, entry.output.title) for entry in data.plan[1].outputs] == [("2.1", "[withheld]")]
    assert [(entry.number, entry.activity.title) for entry in data.activities] == [
        ("1.1.1", "Open activity"),
        ("2.1.1", "Kept activity"),
    ]
    assert [entry.indicator.name for entry in data.indicators] == ["Shared", "Measured"]
    assert [[row.value for row in entry.measurements] for entry in data.indicators] == [[], ["12"]]
    kept = data.activities[1]
    assert [entry.indicator.name for entry in kept.indicators] == ["Measured"]
    assert {name: (row.level, row.note) for name, row in kept.ratings.items()} == {
        Criterion.COST: (Level.HIGH, ""),
        Criterion.EASE: (None, ""),
    }
    assert data.unplanned == ()


def test_a_heading_takes_nothing_away_and_no_number_moves(guarded: tuple[Document, set[str]]) -> None:
    document, _ = guarded
    with_titles = take_snapshot(document, edition=PUBLIC)
    for row in (*document.read.every(Outcome), *document.read.every(Output)):
        if row.is_confidential:
            with document.change(Message("open")) as transaction:
                transaction.put(replace(row, confidential=Confidentiality.OPEN))
    opened = take_snapshot(document, edition=PUBLIC)
    assert opened.plan != with_titles.plan
    assert [(entry.number, entry.activity) for entry in opened.activities] == [
        (entry.number, entry.activity) for entry in with_titles.activities
    ]
    assert opened.counts == with_titles.counts


def test_the_public_does_not_learn_whether_a_mark_was_inherited_or_lifted(document: Document) -> None:
    filled(document, Confidentiality.LIFTED)
    answers.edit_answer(document, question="kf1.q4", text="Taken from a contribution")
    with document.change(Message("inherited")) as transaction:
        transaction.put(replace(document.read.answer("kf1.q4"), confidential=Confidentiality.INHERITED))
    data = take_snapshot(document, edition=PUBLIC)
    marks = [row.confidential for row in rows_in(data) if isinstance(row, Markable)]
    assert len(marks) > 300
    assert set(marks) == {Confidentiality.OPEN, Confidentiality.MARKED}
    assert [row.id for row in rows_in(data) if isinstance(row, Markable) and row.is_confidential] == [
        document.read.answer("kf1.q4").id
    ]
    for render in (render_html, render_json):
        target = io.BytesIO()
        render(data, target, ENGLISH)
        told = target.getvalue().decode().partition('"words"')[0]
        assert "lifted" not in told
        assert "inherited" not in told


@pytest.mark.parametrize("render", [render_html, render_json, render_pdf])
def test_what_was_lifted_is_in_the_public_edition(document: Document, render: Any) -> None:
    filled(document, Confidentiality.LIFTED)
    target = io.BytesIO()
    render(take_snapshot(document, edition=PUBLIC), target, ENGLISH)
    told = target.getvalue().decode("latin-1")
    if render is render_pdf:
        told = " ".join(page.extract_text() for page in pypdf.PdfReader(target).pages)
    told = " ".join(told.split())
    for canary_of in (
        "answers", "findings kf2", "contributors spy name", "sessions secret meeting title", "documents secret file title",
        "contributions c1 text", "activities a1 title", "working_groups marked group name", "outcomes closed outcome title",
        "outputs closed output title", "ratings r5 note", "indicators marked kpi name", "measurements n3 value",
    ):  # fmt: skip
        assert f"CANARY {canary_of}" in told or canary_of.startswith("findings"), canary_of


def rows_in(value: Any) -> Iterator[Row]:
    """Every row in a picture."""
    if isinstance(value, Row):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from rows_in(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from rows_in(part)
    elif isinstance(value, tuple | frozenset):
        for part in value:
            yield from rows_in(part)


def test_a_confidential_person_is_nowhere_in_the_public_edition(guarded: tuple[Document, set[str]]) -> None:
    document, _ = guarded
    data = take_snapshot(document, edition=PUBLIC)
    others = ("Lena", "Omar", "Ines")
    assert tuple(person.name for person in data.contributors) == others
    assert (data.groups[0].rapporteur, data.groups[0].members) == ("", others)
    assert data.sessions[0].participants == others
    assert [(entry.role.value, entry.text) for entry in data.activities[0].people] == [
        ("responsible", "Head [name withheld] (acting), lena")
    ]
    assert [(entry.role.value, entry.text) for entry in data.indicators[0].people] == [("owner", "Port")]
    full = take_snapshot(document)
    name = "CANARY contributors spy name"
    assert (full.groups[0].rapporteur, full.groups[0].members) == (name, (name, *others))
    assert [entry.participants for entry in full.sessions if entry.session.id == "open meeting"] == [(name, *others)]
    assert [entry.people[0].text.startswith(name) for entry in full.activities if entry.activity.id == "a5"] == [True]


def test_a_group_that_would_tell_who_is_confidential_is_not_named(guarded: tuple[Document, set[str]]) -> None:
    document, _ = guarded
    written = [part for question in take_snapshot(document, edition=PUBLIC).questions for part in question.contributions]
    assert [(part.author, part.text) for part in written] == [("A working group", "Told by few")]
    in_full = [part for question in take_snapshot(document).questions for part in question.contributions]
    assert {"CANARY working_groups few name", "CANARY working_groups alone name"} <= {part.author for part in in_full}


def test_nothing_leads_from_what_is_told_to_what_is_withheld(guarded: tuple[Document, set[str]]) -> None:
    document, _ = guarded
    answers.write_answer(document, question="kf1.q1", text="Secret")
    public, full = (take_snapshot(document, edition=edition) for edition in (PUBLIC, FULL))
    assert [entry.questions for entry in public.activities] == [(), ()]
    assert public.questions[0].withheld
    assert [question.question.id for question in public.questions if question.activities] == []
    assert full.questions[0].activities == ("2.2.2",)


def test_a_confidential_question_without_an_answer_says_nothing(document: Document) -> None:
    before = take_snapshot(document, edition=PUBLIC).questions[0]
    answers.edit_answer(
        document, question="kf1.q1", confidential=True, status=MeasureStatus.NONE, causes="Secret", parked=True
    )
    assert take_snapshot(document, edition=PUBLIC).questions[0] == before
    answers.edit_answer(document, question="kf1.q2", parked=True, parked_note="Until Omar is back")
    assert take_snapshot(document, edition=PUBLIC).questions[1].answer.parked_note == ""


def test_what_is_kept_of_the_work_is_not_in_the_public_picture(document: Document) -> None:
    people.add_contributor(document, name="Lena", contact="Room 5", gender="woman")
    public = take_snapshot(document, edition=PUBLIC)
    assert (public.contributors[0].contact, public.contributors[0].gender) == ("", "")
    assert take_snapshot(document).contributors[0].contact == "Room 5"


def test_the_mark_on_every_page_is_that_of_the_full_edition(document: Document) -> None:
    assessment.describe_assessment(document, classification="Restricted", method="Open")
    assert take_snapshot(document).assessment.classification == "Restricted"
    public = take_snapshot(document, edition=PUBLIC).assessment
    assert (public.classification, public.method) == ("", "Open")
