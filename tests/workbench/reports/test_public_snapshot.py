"""What the public picture leaves out: a canary in every confidential text, and nothing of them in any field."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from typing import Any, get_type_hints

import pypdf
import pytest

from workbench.document.document import Document
from workbench.language.i18n import ENGLISH, Message
from workbench.model.rows import (
    Activity,
    ActivityIndicator,
    ActivityPerson,
    ActivityQuestion,
    Answer,
    BackgroundDocument,
    Contribution,
    Contributor,
    DocumentPerson,
    Evidence,
    Finding,
    GroupMember,
    Indicator,
    IndicatorPerson,
    Markable,
    Measurement,
    Outcome,
    Output,
    Rating,
    Row,
    Session,
    SessionParticipant,
    WorkingGroup,
)
from workbench.model.vocabulary import ActivityRole, Confidentiality, Criterion, Edition, Level, MeasureStatus
from workbench.operations import answers, assessment, people, roles
from workbench.reports.html import render_html
from workbench.reports.json_report import render_json
from workbench.reports.pdf import render_pdf
from workbench.reports.snapshot import take_snapshot

pytestmark = pytest.mark.slow

FULL, PUBLIC = Edition.FULL, Edition.PUBLIC
MARKED = (
    Answer, Contribution, Finding, Contributor, Session, BackgroundDocument, Activity,
    WorkingGroup, Outcome, Output, Rating, Indicator, Measurement,
)  # fmt: skip
"""The kinds of rows that can be marked confidential."""
HIDING = (Confidentiality.MARKED, Confidentiality.INHERITED)


def strings_in(value: Any) -> Iterator[str]:
    """Every text in a value, however deep; an unknown type fails, so that nothing is passed over."""
    if isinstance(value, str):
        yield str(value)
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings_in(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for key, content in value.items():
            yield from strings_in(key)
            yield from strings_in(content)
    elif isinstance(value, tuple | frozenset):
        for content in value:
            yield from strings_in(content)
    elif value is not None and not isinstance(value, bool | int | datetime):
        raise AssertionError(f"the picture holds something that can change: {type(value)}")


def canary(row: Row) -> Row:
    """The row with a text of its own in every field that holds text."""
    hints = get_type_hints(type(row))
    texts = {
        field.name: f"CANARY {row.table} {row.id} {field.name}"
        for field in fields(row)
        if hints[field.name] is str and field.name != "id" and not field.name.endswith("_id")
    }
    values = {field.name: getattr(row, field.name) for field in fields(row)}
    return type(row)(**values | texts)


def confidential_rows(document: Document, mark: Confidentiality) -> Iterator[Row]:
    """Something confidential of every kind, and what hangs on it alone."""
    answer = document.read.answer("kf1.q1")
    open_answer = document.read.answer("kf1.q2")
    (finding,) = document.read.where(Finding, area_id="kf2")
    yield canary(Answer(id=answer.id, question_id="kf1.q1", confidential=mark))
    yield canary(Finding(id=finding.id, area_id="kf2", confidential=mark))
    yield canary(Contributor(id="spy", confidential=mark))
    yield canary(Session(id="secret meeting", confidential=mark))
    yield canary(BackgroundDocument(id="secret file", confidential=mark))
    yield BackgroundDocument(id="open file", title="Open file", place=1)
    yield canary(Evidence(id="e1", answer_id=open_answer.id, document_id="secret file"))
    yield canary(Evidence(id="e2", answer_id=answer.id, document_id="open file"))
    yield from confidential_company(mark)
    yield from newly_markable(mark)
    yield canary(Contribution(id="c1", question_id="kf1.q2", group_id="group", confidential=mark))
    yield canary(Contribution(id="c2", question_id="kf1.q2", contributor_id="spy"))
    yield canary(Contribution(id="c3", question_id="kf1.q1", group_id="group"))
    yield canary(Outcome(id="secret outcome", place=1))
    yield canary(Output(id="secret output", outcome_id="secret outcome", place=1))
    yield Outcome(id="open outcome", title="Open outcome", place=2)
    yield canary(Output(id="half secret", outcome_id="open outcome", place=1))
    yield Output(id="open output", outcome_id="open outcome", title="Open output", place=2)
    yield canary(Activity(id="a1", output_id="secret output", confidential=mark))
    yield canary(Activity(id="a2", output_id="half secret", confidential=mark))
    yield canary(Activity(id="a3", output_id="open output", confidential=mark))
    yield canary(Activity(id="a4", confidential=mark))
    yield Output(id="empty output", outcome_id="open outcome", title="CANARY left over from something secret", place=3)
    yield Activity(id="a5", output_id="open output", title="Open activity")
    yield ActivityQuestion(id="q2", activity_id="a5", question_id="kf1.q1")
    yield canary(Rating(id="r1", activity_id="a1", criterion=Criterion.COST, level=Level.LOW))
    yield ActivityQuestion(id="q1", activity_id="a1", question_id="kf1.q2")
    yield canary(Indicator(id="secret kpi", place=1))
    yield canary(Measurement(id="n1", indicator_id="secret kpi"))
    yield Indicator(id="shared kpi", name="Shared", place=2)
    yield canary(Indicator(id="unused kpi", place=3))
    yield ActivityPerson(id="w1", activity_id="a5", contributor_id="spy", place=1)
    yield ActivityPerson(
        id="w2",
        activity_id="a5",
        name="Head CANARY contributors SPY  NAME (acting), lena, canary contributors spy name",
        place=2,
    )
    for number, (first, second) in enumerate([("a5", "shared kpi"), ("a1", "secret kpi")]):
        yield ActivityPerson(id=f"w3 {number}", activity_id=first, role=ActivityRole.STAFF, contributor_id="spy")
        yield ActivityPerson(id=f"w4 {number}", activity_id="a1", name=f"CANARY unit {number}")
        yield IndicatorPerson(id=f"w5 {number}", indicator_id=second, contributor_id="spy")
    yield IndicatorPerson(id="w6", indicator_id="shared kpi", name="Port; CANARY contributors SPY name", place=9)
    yield canary(IndicatorPerson(id="w7", indicator_id="secret kpi"))
    yield canary(DocumentPerson(id="w8", document_id="open file"))
    yield DocumentPerson(id="w9", document_id="open file", contributor_id="Lena")
    for number, (activity, indicator) in enumerate([("a1", "secret kpi"), ("a1", "shared kpi"), ("a5", "shared kpi")]):
        yield ActivityIndicator(id=f"i{number}", activity_id=activity, indicator_id=indicator)


def confidential_company(mark: Confidentiality) -> Iterator[Row]:
    """Groups and sessions of the spy: one with enough others, one with too few, one alone."""
    for place, name in enumerate(("Lena", "Omar", "Ines"), 1):
        yield Contributor(id=name, name=name, contact=f"CANARY {name} contact", gender=f"CANARY {name} gender", place=place)
    yield WorkingGroup(id="group", name="Open group", rapporteur_id="spy")
    yield canary(WorkingGroup(id="marked group", confidential=mark, place=3))
    yield canary(Contribution(id="c13", question_id="kf1.q3", group_id="marked group"))
    yield canary(WorkingGroup(id="few", rapporteur_id="spy", place=1))
    yield canary(WorkingGroup(id="alone", place=2))
    yield Session(id="open meeting", title="Open meeting")
    yield canary(Session(id="interview"))
    for place, name in enumerate(("Lena", "Omar", "Ines"), 1):
        yield GroupMember(id=f"m{place}", group_id="group", contributor_id=name)
        yield SessionParticipant(id=f"p{place}", session_id="open meeting", contributor_id=name)
    for number, group in enumerate(("group", "few", "alone"), 11):
        yield GroupMember(id=f"m{number}", group_id=group, contributor_id="spy")
    yield GroupMember(id="m21", group_id="few", contributor_id="Lena")
    for number, session in enumerate(("open meeting", "interview"), 11):
        yield SessionParticipant(id=f"p{number}", session_id=session, contributor_id="spy")
    yield Contribution(id="c11", question_id="kf1.q3", group_id="few", text="Told by few")
    yield canary(Contribution(id="c12", question_id="kf1.q3", group_id="alone"))


def newly_markable(mark: Confidentiality) -> Iterator[Row]:
    """Confidential parts of what is public: headings, an indicator, a value, the reason for a rating."""
    yield canary(Outcome(id="closed outcome", confidential=mark, place=3))
    yield canary(Output(id="closed output", outcome_id="closed outcome", confidential=mark, place=1))
    yield Activity(id="a6", output_id="closed output", title="Kept activity")
    yield canary(Output(id="bare output", outcome_id="closed outcome", confidential=mark, place=2))
    yield canary(Outcome(id="bare outcome", confidential=mark, place=4))
    yield canary(Rating(id="r5", activity_id="a6", criterion=Criterion.COST, level=Level.HIGH, confidential=mark))
    yield canary(Rating(id="r6", activity_id="a6", criterion=Criterion.EASE, confidential=mark))
    yield canary(Indicator(id="marked kpi", confidential=mark, place=4))
    yield canary(Measurement(id="n2", indicator_id="marked kpi"))
    yield ActivityIndicator(id="i9", activity_id="a6", indicator_id="marked kpi")
    yield Indicator(id="measured kpi", name="Measured", place=5)
    yield ActivityIndicator(id="i10", activity_id="a6", indicator_id="measured kpi")
    yield canary(Measurement(id="n3", indicator_id="measured kpi", confidential=mark))
    yield Measurement(id="n4", indicator_id="measured kpi", value="12", date="2026-06-30")


@pytest.fixture(params=HIDING)
def guarded(document: Document, request: pytest.FixtureRequest) -> tuple[Document, set[str]]:
    """A document with a canary in every confidential text, and the canaries; marked, and inherited."""
    return filled(document, request.param)


def filled(document: Document, mark: Confidentiality) -> tuple[Document, set[str]]:
    """The document with all these rows, and the canaries in them."""
    rows = list(confidential_rows(document, mark))
    with document.change(Message("canaries")) as transaction:
        for row in rows:
            transaction.put(row)
    return document, {text for row in rows for text in strings_in(row) if text.startswith("CANARY")}


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


def test_withheld_answers_are_counted_where_there_was_an_answer(document: Document) -> None:
    answers.edit_answer(document, question="kf1.q1", text="Secret", confidential=True, status=MeasureStatus.NONE)
    answers.edit_answer(document, question="kf1.q2", confidential=True, status=MeasureStatus.NONE, causes="Secret")
    answers.write_answer(document, question="kf1.q3", text="Open")
    public, full = (take_snapshot(document, edition=edition) for edition in (PUBLIC, FULL))
    assert (public.withheld, full.withheld) == (1, 0)
    first, second, third = public.questions[:3]
    assert (first.withheld, second.withheld, third.withheld) == (True, False, False)
    assert (first.answer.status, first.answer.text, first.answered) == (MeasureStatus.NOT_JUDGED, "", False)
    assert (second.answer.status, second.answer.causes) == (MeasureStatus.NOT_JUDGED, "")
    assert (public.counts.answered, public.counts.characters) == (1, 4)
    assert (full.counts.answered, full.counts.characters, full.counts.questions) == (2, 10, 282)
    assert (public.progress.total, public.progress.answered) == (full.progress.total, full.progress.answered)


def test_the_sums_do_not_tell_how_a_withheld_answer_was_judged(document: Document) -> None:
    answers.edit_answer(document, question="kf1.q1", text="Secret", confidential=True, status=MeasureStatus.NONE)
    answers.edit_answer(document, question="kf1.q2", text="Open", status=MeasureStatus.EFFECTIVE)
    public, full = (take_snapshot(document, edition=edition) for edition in (PUBLIC, FULL))
    assert full.areas[0].progress.statuses.get(MeasureStatus.NONE) == 1
    for progress in (public.areas[0].progress, public.progress):
        assert progress.statuses.get(MeasureStatus.NONE, 0) == 0
        assert progress.statuses[MeasureStatus.EFFECTIVE] == 1
        assert (progress.answered, sum(progress.statuses.values())) == (2, progress.total)
