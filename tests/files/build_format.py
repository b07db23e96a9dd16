"""Makes ``format-N.integrity`` and ``format-N.json``: a small file of the present format with something of everything in it.

``format-N.sql`` has the statements of its tables. It is run once for each format, when that is released. The files then stay
as they are for as long as the program reads that format; the tests compare what this script makes today with those of the present format.
Run it from the root of the repository: ``python tests/files/build_format.py FOLDER``.
"""

from __future__ import annotations

import itertools
import json
import sys
import uuid
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

from workbench.document.document import Clock, Document, Identity
from workbench.language.i18n import Message
from workbench.model.ids import link_id
from workbench.model.rows import (
    ROW_TYPES,
    Activity,
    ActivityIndicator,
    ActivityPerson,
    ActivityQuestion,
    Answer,
    Area,
    AreaId,
    Assessment,
    Attachment,
    BackgroundDocument,
    Contribution,
    Contributor,
    DocumentPerson,
    Evidence,
    Finding,
    GroupArea,
    GroupMember,
    Hand,
    Indicator,
    IndicatorPerson,
    Measurement,
    Outcome,
    Output,
    Question,
    QuestionId,
    Rating,
    Row,
    Section,
    SectionId,
    Session,
    SessionArea,
    SessionParticipant,
    Wording,
    WorkingGroup,
)
from workbench.model.vocabulary import (
    ActivityRole,
    Agreement,
    AreaKind,
    Confidentiality,
    ContributionKind,
    Criterion,
    DocumentKind,
    HandChoice,
    Level,
    MeasureStatus,
    PersonRole,
    Scope,
    WordingField,
    WordingOrigin,
)
from workbench.operations.answers import write_answer
from workbench.storage.schema import FORMAT_VERSION, SCHEMA

IDENTITY = Identity("facilitator", "laptop")
ARABIC = "يعرف الموظفون القواعد، لكن قليلاً منهم قرأها. 🧭 The rest is hearsay."
PAPER = b"Article 12. No officer accepts a gift.\n"
LONG = "\n".join(f"{number}. The queue grows on Friday evening, and one supervisor is present." for number in range(30))


def _mark(*, marked: bool) -> Confidentiality:
    return Confidentiality.MARKED if marked else Confidentiality.OPEN


class _Time:
    """Goes on by one second at every look."""

    def __init__(self) -> None:
        self.elapsed = 0.0

    def clock(self) -> Clock:
        return Clock(self.now, lambda: self.elapsed)

    def now(self) -> datetime:
        self.elapsed += 1
        return datetime(2026, 11, 21, 9, 0, tzinfo=UTC) + timedelta(seconds=self.elapsed)


def key(name: str) -> str:
    """A permanent id, the same at every run."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, name))


def rows() -> Iterator[Row]:
    """Everything that the file starts with, parents before children."""
    yield Assessment(
        id=key("assessment"),
        administration="Customs of Veldora",
        station="Karsk",
        checklist="small",
        checklist_version="1",
        scope=Scope.TARGETED,
        start_date="2026-11-02",
        key_messages=ARABIC,
    )
    yield from _checklist()
    yield from _people()
    yield from _answers()
    yield from _plan()


def _checklist() -> Iterator[Row]:
    for position, name in enumerate(("kf1", "kf2", "ca1")):
        kind = AreaKind.KEY_FACTOR if name.startswith("kf") else AreaKind.COLLECTIVE_ACTION
        area_id, section = AreaId(name), SectionId(f"{name}.s1")
        yield Area(id=name, kind=kind, place=f"{position + 1}")
        yield Section(id=section, area_id=area_id, number="I", place=f"{position + 1}")
        yield Finding(id=key(f"finding {name}"), area_id=area_id, strengths="Clear rules", gaps="No time\nNo training")
        for number in range(1, 6):
            question = QuestionId(f"{name}.q{number}")
            place = position * 10 + number
            yield Question(
                id=question,
                section_id=section,
                number=f"{name}.{number}",
                place=f"{position + 1}{number}",
                included=number < 5,
            )
            yield Wording(
                id=f"{question}/question/en",
                subject=question,
                field=WordingField.QUESTION,
                language="en",
                text=f"What is done about matter {place}, and how is it known?",
                origin=WordingOrigin.OWN if number == 5 else WordingOrigin.PACK,
            )


def _people() -> Iterator[Row]:
    for place, (name, role) in enumerate((("A. Officer", PersonRole.INTERNAL), ("B. Guest", PersonRole.EXTERNAL)), 1):
        yield Contributor(
            id=key(name),
            name=name,
            role=role,
            job_title="Inspector",
            confidential=_mark(marked=place == 2),
            place=f"{place}",
        )
    yield WorkingGroup(id=key("group"), name="Morning shift", rapporteur_id=key("A. Officer"), place="1")
    yield GroupMember(id=key("member"), group_id=key("group"), contributor_id=key("A. Officer"))
    yield GroupArea(id=key("group list"), group_id=key("group"), area_id=AreaId("kf1"))
    yield Session(
        id=key("session"), title="Opening", date="2026-11-02", start_time="09:30", minutes=90, planned_minutes=60, place="1"
    )
    yield Session(id=key("talk"), title="Talk in the corridor", confidential=Confidentiality.MARKED, place="2")
    yield SessionParticipant(id=key("participant"), session_id=key("session"), contributor_id=key("B. Guest"))
    yield SessionArea(id=key("session list"), session_id=key("session"), area_id=AreaId("kf2"))
    yield SessionArea(id=key("talk list"), session_id=key("talk"), area_id=AreaId("ca1"))


def _answers() -> Iterator[Row]:
    statuses = itertools.cycle(MeasureStatus)
    for name in ("kf1", "kf2", "ca1"):
        for number in range(1, 6):
            question = QuestionId(f"{name}.q{number}")
            yield Answer(
                id=key(f"answer {question}"),
                question_id=question,
                text=(ARABIC, "", LONG, "It is done, and the log shows it.", "")[number - 1],
                status=next(statuses),
                priority=Level.HIGH if number == 3 else None,
                causes="Nobody is responsible." if number == 3 else "",
                confidential=_mark(marked=number == 4),
                parked=number == 5,
                parked_note="The night shift knows." if number == 5 else "",
                agreed={1: Agreement.PROPOSED, 4: Agreement.AGREED}.get(number),
                agreed_session_id=key("session") if number == 4 else None,
            )
    yield BackgroundDocument(
        id=key("law"), title="Customs act", kind=DocumentKind.LAW_AND_CODES, date="2019-05-01", place="1"
    )
    yield Evidence(id=key("evidence"), answer_id=key("answer kf1.q1"), document_id=key("law"), note="Article 12")
    yield Attachment(id=key("scan"), document_id=key("law"), name="act.pdf", path="papers/act.pdf", size=48_213, place="1")
    yield from _contributions()


def _contributions() -> Iterator[Row]:
    about = QuestionId("kf1.q1")
    yield Contribution(
        id=link_id(about, key("group"), "group"),
        question_id=about,
        group_id=key("group"),
        kind=ContributionKind.GROUP,
        text="We were never told.",
        status=MeasureStatus.ON_PAPER,
        priority=Level.HIGH,
        causes="Nobody prints circulars any more.",
        place="1",
    )
    yield Contribution(id=key("mine"), question_id=about, contributor_id=key("B. Guest"), text=ARABIC, place="2")
    yield Contribution(
        id=key("differently"), question_id=about, kind=ContributionKind.DISSENT, text="I was told, twice.", place="3"
    )
    yield Contribution(
        id=link_id(about, "another copy", "not_chosen"),
        question_id=about,
        kind=ContributionKind.NOT_CHOSEN,
        text="Every officer has read them.",
        place="4",
    )
    yield Contribution(id=key("later"), kind=ContributionKind.NOTE, text="The canteen closes at two.", place="1")
    for choice, count in ((HandChoice.NONE, 1), (HandChoice.IN_PART, 8)):
        yield Hand(id=link_id(about, choice), question_id=about, choice=choice, count=count, date="2026-11-21")


def _plan() -> Iterator[Row]:
    yield Outcome(id=key("outcome"), title="Officers know the rules", place="1")
    yield Output(id=key("output"), outcome_id=key("outcome"), title="Training for every shift", place="1")
    for place, title in enumerate(("Train every shift", "Publish the log"), 1):
        yield Activity(
            id=key(title),
            title=title,
            priority=Level.MEDIUM,
            confidential=Confidentiality.INHERITED if place == 1 else Confidentiality.LIFTED,
            output_id=key("output") if place == 1 else None,
            start_quarter="2027-Q1",
            end_quarter="2027-Q3",
            place=f"{place}",
            rank=f"{3 - place}",
        )
        for criterion in Criterion:
            level = None if criterion is Criterion.COST else Level.LOW
            rating = Rating(id=key(f"{title} {criterion}"), activity_id=key(title), criterion=criterion, level=level)
            yield rating
            for choice, count in ((HandChoice.LOW, 5), (HandChoice.HIGH, 2)) if criterion is Criterion.IMPACT else ():
                yield Hand(id=link_id(rating.id, choice), rating_id=rating.id, choice=choice, count=count, date="2026-11-21")
    yield ActivityQuestion(id=key("follows"), activity_id=key("Publish the log"), question_id=QuestionId("ca1.q3"))
    yield Indicator(id=key("indicator"), name="Officers trained", calculation="trained / all", place="1")
    trained, measured = key("Train every shift"), key("indicator")
    yield ActivityPerson(id=key("answers"), activity_id=trained, contributor_id=key("A. Officer"), place="1")
    yield ActivityPerson(id=key("shift"), activity_id=trained, name=ARABIC, place="2")
    yield ActivityPerson(id=key("helps"), activity_id=trained, name="The school", role=ActivityRole.EXTERNAL, place="1")
    yield IndicatorPerson(id=key("owns"), indicator_id=measured, contributor_id=key("B. Guest"), place="1")
    yield DocumentPerson(id=key("keeps"), document_id=key("law"), name="The archive", place="1")
    yield ActivityIndicator(id=key("measures"), activity_id=key("Train every shift"), indicator_id=key("indicator"))
    yield Measurement(
        id=key("before"), indicator_id=key("indicator"), date="2026-11-02", value="12 %", baseline=True, place="1"
    )
    yield Measurement(
        id=key("after"),
        indicator_id=key("indicator"),
        date="2027-11-02",
        value="80 %",
        confidential=Confidentiality.MARKED,
        place="2",
    )


def work(document: Document) -> None:
    """Leaves every kind of trace in the history: typing, changes of choices, rows removed and brought back, an undo."""
    question = QuestionId("kf2.q2")
    for text in ("Since", "Since spring", "Since spring there is a list at the counter."):
        write_answer(document, question=question, text=text)
    document.end_burst()
    answer = document.read.answer("kf2.q4")
    assert answer is not None
    with document.change(Message("judged")) as transaction:
        transaction.put(replace(answer, status=MeasureStatus.EFFECTIVE, priority=Level.LOW))
    with document.change(Message("removed")) as transaction:
        transaction.drop(SessionArea, key("session list"))
    with document.change(Message("attached")) as transaction:
        content = transaction.store_bytes(PAPER)
        transaction.put(
            Attachment(id=key("paper"), document_id=key("law"), name="act.txt", content=content, size=len(PAPER), place="2")
        )
    write_answer(document, question=QuestionId("kf2.q5"), text="A slip of the pen")
    document.undo()
    talk = document.get(Session, key("talk"))
    assert talk is not None
    with document.change(Message("started")) as transaction:  # last: answers are noted in the session that runs
        transaction.put(replace(talk, running=True))


def build(path: Path) -> None:
    """Makes the file, the same at every run with the same SQLite."""
    numbers = (uuid.UUID(int=number) for number in itertools.count(1))
    with mock.patch("uuid.uuid4", side_effect=numbers):
        clock = _Time().clock()
        with Document.create(path, rows(), label=Message("create assessment"), identity=IDENTITY, clock=clock) as document:
            work(document)


def content(document: Document) -> dict[str, list[dict[str, Any]]]:
    """Every row as plain values, table by table."""
    return {row_type.table: [asdict(row) for row in document.read.every(row_type)] for row_type in ROW_TYPES}


def main(folder: Path) -> None:
    """Writes the three files."""
    name = f"format-{FORMAT_VERSION}"
    path = folder / f"{name}.integrity"
    build(path)
    with Document.open(path, read_only=True) as document:
        text = json.dumps(content(document), ensure_ascii=False, indent=1)
    (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    (folder / f"{name}.sql").write_text(";\n\n".join(SCHEMA) + ";\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
