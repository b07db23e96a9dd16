"""Rows with a canary in every text: what a public edition must not show, and what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any, get_type_hints

from workbench.document.document import Document
from workbench.language.i18n import Message
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
    Measurement,
    Outcome,
    Output,
    Rating,
    Row,
    Session,
    SessionParticipant,
    WorkingGroup,
)
from workbench.model.vocabulary import ActivityRole, Confidentiality, Criterion, Level

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
        if hints[field.name] is str and field.name not in ("id", "place", "rank") and not field.name.endswith("_id")
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
    yield BackgroundDocument(id="open file", title="Open file", place="1")
    yield canary(Evidence(id="e1", answer_id=open_answer.id, document_id="secret file"))
    yield canary(Evidence(id="e2", answer_id=answer.id, document_id="open file"))
    yield from confidential_company(mark)
    yield from newly_markable(mark)
    yield canary(Contribution(id="c1", question_id="kf1.q2", group_id="group", confidential=mark))
    yield canary(Contribution(id="c2", question_id="kf1.q2", contributor_id="spy"))
    yield canary(Contribution(id="c3", question_id="kf1.q1", group_id="group"))
    yield canary(Outcome(id="secret outcome", place="1"))
    yield canary(Output(id="secret output", outcome_id="secret outcome", place="1"))
    yield Outcome(id="open outcome", title="Open outcome", place="2")
    yield canary(Output(id="half secret", outcome_id="open outcome", place="1"))
    yield Output(id="open output", outcome_id="open outcome", title="Open output", place="2")
    yield canary(Activity(id="a1", output_id="secret output", confidential=mark))
    yield canary(Activity(id="a2", output_id="half secret", confidential=mark))
    yield canary(Activity(id="a3", output_id="open output", confidential=mark))
    yield canary(Activity(id="a4", confidential=mark))
    yield Output(id="empty output", outcome_id="open outcome", title="CANARY left over from something secret", place="3")
    yield Activity(id="a5", output_id="open output", title="Open activity")
    yield ActivityQuestion(id="q2", activity_id="a5", question_id="kf1.q1")
    yield canary(Rating(id="r1", activity_id="a1", criterion=Criterion.COST, level=Level.LOW))
    yield ActivityQuestion(id="q1", activity_id="a1", question_id="kf1.q2")
    yield canary(Indicator(id="secret kpi", place="1"))
    yield canary(Measurement(id="n1", indicator_id="secret kpi"))
    yield Indicator(id="shared kpi", name="Shared", place="2")
    yield canary(Indicator(id="unused kpi", place="3"))
    yield ActivityPerson(id="w1", activity_id="a5", contributor_id="spy", place="1")
    yield ActivityPerson(
        id="w2",
        activity_id="a5",
        name="Head CANARY contributors SPY  NAME (acting), lena, canary contributors spy name",
        place="2",
    )
    for number, (first, second) in enumerate([("a5", "shared kpi"), ("a1", "secret kpi")]):
        yield ActivityPerson(id=f"w3 {number}", activity_id=first, role=ActivityRole.STAFF, contributor_id="spy")
        yield ActivityPerson(id=f"w4 {number}", activity_id="a1", name=f"CANARY unit {number}")
        yield IndicatorPerson(id=f"w5 {number}", indicator_id=second, contributor_id="spy")
    yield IndicatorPerson(id="w6", indicator_id="shared kpi", name="Port; CANARY contributors SPY name", place="9")
    yield canary(IndicatorPerson(id="w7", indicator_id="secret kpi"))
    yield canary(DocumentPerson(id="w8", document_id="open file"))
    yield DocumentPerson(id="w9", document_id="open file", contributor_id="Lena")
    for number, (activity, indicator) in enumerate([("a1", "secret kpi"), ("a1", "shared kpi"), ("a5", "shared kpi")]):
        yield ActivityIndicator(id=f"i{number}", activity_id=activity, indicator_id=indicator)


def confidential_company(mark: Confidentiality) -> Iterator[Row]:
    """Groups and sessions of the spy: one with enough others, one with too few, one alone."""
    for place, name in enumerate(("Lena", "Omar", "Ines"), 1):
        yield Contributor(
            id=name, name=name, contact=f"CANARY {name} contact", gender=f"CANARY {name} gender", place=str(place)
        )
    yield WorkingGroup(id="group", name="Open group", rapporteur_id="spy")
    yield canary(WorkingGroup(id="marked group", confidential=mark, place="3"))
    yield canary(Contribution(id="c13", question_id="kf1.q3", group_id="marked group"))
    yield canary(WorkingGroup(id="few", rapporteur_id="spy", place="1"))
    yield canary(WorkingGroup(id="alone", place="2"))
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
    yield canary(Outcome(id="closed outcome", confidential=mark, place="3"))
    yield canary(Output(id="closed output", outcome_id="closed outcome", confidential=mark, place="1"))
    yield Activity(id="a6", output_id="closed output", title="Kept activity")
    yield canary(Output(id="bare output", outcome_id="closed outcome", confidential=mark, place="2"))
    yield canary(Outcome(id="bare outcome", confidential=mark, place="4"))
    yield canary(Rating(id="r5", activity_id="a6", criterion=Criterion.COST, level=Level.HIGH, confidential=mark))
    yield canary(Rating(id="r6", activity_id="a6", criterion=Criterion.EASE, confidential=mark))
    yield canary(Indicator(id="marked kpi", confidential=mark, place="4"))
    yield canary(Measurement(id="n2", indicator_id="marked kpi"))
    yield ActivityIndicator(id="i9", activity_id="a6", indicator_id="marked kpi")
    yield Indicator(id="measured kpi", name="Measured", place="5")
    yield ActivityIndicator(id="i10", activity_id="a6", indicator_id="measured kpi")
    yield canary(Measurement(id="n3", indicator_id="measured kpi", confidential=mark))
    yield Measurement(id="n4", indicator_id="measured kpi", value="12", date="2026-06-30")


def filled(document: Document, mark: Confidentiality) -> tuple[Document, set[str]]:
    """The document with all these rows, and the canaries in them."""
    rows = list(confidential_rows(document, mark))
    with document.change(Message("canaries")) as transaction:
        for row in rows:
            transaction.put(row)
    return document, {text for row in rows for text in strings_in(row) if text.startswith("CANARY")}
