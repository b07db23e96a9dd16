"""A station whose file holds something of every kind, so that every operation has something to work on."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from workbench.checklist.pack import Pack, PackArea, PackQuestion, PackSection
from workbench.checklist.tree import read_checklist
from workbench.document.document import Document, Identity
from workbench.finding.texts import find_words, written_texts
from workbench.finding.words import Wanted
from workbench.model.rows import ROW_TYPES, ActivityPerson, AreaId, QuestionId, Row, SectionId
from workbench.model.vocabulary import AreaKind, ContributionKind, Criterion, Level
from workbench.operations import (
    activities,
    answers,
    assessment,
    attachments,
    documents,
    indicators,
    people,
    plan,
    roles,
    sessions,
    voices,
)
from workbench.operations.assessment import create_assessment

Rows = dict[str, list[Row]]


def small_pack() -> Pack:
    """A checklist with the ids of the real one, and little of it: these tests copy and compare the whole file often."""
    numbers = {"kf1": (1, 2), "kf2": (1,), "kf3": (18, 20), "kf4": (1,), "kf9": (1,), "ca1": (4,), "ge": (14,)}
    return Pack(
        id="small",
        version="1",
        title="Small",
        language="en",
        areas=tuple(
            PackArea(
                AreaId(name),
                AreaKind.KEY_FACTOR if name.startswith("kf") else AreaKind.COLLECTIVE_ACTION,
                f"List {name}",
                "",
                (
                    PackSection(
                        SectionId(f"{name}.s1"),
                        "I",
                        "Section",
                        tuple(PackQuestion(QuestionId(f"{name}.q{number}"), f"Question {number}?") for number in chosen),
                    ),
                ),
            )
            for name, chosen in numbers.items()
        ),
        terms=(),
    )


def all_rows(document: Document) -> Rows:
    """Every row of the file, in the order in which the file gives them."""
    return {row_type.table: document.read.every(row_type) for row_type in ROW_TYPES}


def fill(document: Document) -> SimpleNamespace:
    """Writes something of every kind; returns the ids by name."""
    ids = SimpleNamespace()
    _people(document, ids)
    _sessions(document, ids)
    _answers(document, ids)
    _plan(document, ids)
    ids.says = find_words(written_texts(document, read_checklist(document)), Wanted("says"))
    return ids


def _people(document: Document, ids: SimpleNamespace) -> None:
    ids.ana = people.add_contributor(document, name="Ana", department="Audit")
    ids.bo = people.add_contributor(document, name="Bo")
    ids.cem = people.add_contributor(document, name="Cem")
    ids.red = people.add_group(document, name="Red", rapporteur_id=ids.ana)
    ids.blue = people.add_group(document, name="Blue", rapporteur_id=ids.cem)
    people.set_group_members(document, group=ids.red, contributors=[ids.ana, ids.bo])
    people.set_group_members(document, group=ids.blue, contributors=[ids.cem, ids.ana])
    people.set_group_areas(document, group=ids.red, areas=["kf1", "kf2"])
    people.set_group_areas(document, group=ids.blue, areas=["kf3", "ge"])


def _sessions(document: Document, ids: SimpleNamespace) -> None:
    ids.opening = sessions.add_session(document, title="Opening", date="2026-03-02", minutes=90)
    ids.closing = sessions.add_session(document, title="Closing", date="2026-04-30")
    ids.meeting = sessions.start_session(document)
    sessions.set_session_participants(document, session=ids.opening, contributors=[ids.ana, ids.cem])
    sessions.set_session_areas(document, session=ids.opening, areas=["kf1", "ca1"])


def _answers(document: Document, ids: SimpleNamespace) -> None:
    ids.law = documents.add_document(document, title="Law")
    ids.survey = documents.add_document(document, title="Survey")
    ids.plan = documents.add_document(document, title="Plan")
    (ids.paper,) = attachments.attach(document, entry=ids.law, found=[attachments.NewFile("law.txt", 6, b"Art. 1")])
    answers.write_answer(document, question="kf1.q1", text="We have a programme.")
    answers.set_evidence(document, question="kf1.q1", documents=[ids.law, ids.survey])
    answers.set_evidence(document, question="kf3.q20", documents=[ids.survey])
    ids.first = voices.add_contribution(document, question="kf1.q1", group=ids.red, text="Red says")
    ids.second = voices.add_contribution(document, question="kf1.q1", contributor=ids.bo, text="Bo says")
    ids.note = voices.add_contribution(document, question=None, kind=ContributionKind.NOTE, text="The canteen\nIt is cold")
    ids.third = voices.add_contribution(document, question="kf2.q1", group=ids.red, text="Red again")
    answers.park_question(document, question="kf2.q1", note="When Cy is back")
    ids.own = assessment.add_own_question(document, wording="What do the drivers say?")
    assessment.include_questions(document, questions=["kf4.q1"], included=False)


def _plan(document: Document, ids: SimpleNamespace) -> None:
    ids.kpi = indicators.add_indicator(document, name="Complaints")
    ids.other_kpi = indicators.add_indicator(document, name="Audits")
    ids.baseline = indicators.add_measurement(document, indicator=ids.kpi, date="2026-01-31", value="12", baseline=True)
    ids.later = indicators.add_measurement(document, indicator=ids.kpi, date="2026-06-30", value="9")
    ids.trust = plan.add_outcome(document, title="Trust")
    ids.order = plan.add_outcome(document, title="Order")
    ids.empty = plan.add_outcome(document, title="Nothing yet")
    ids.hotline = plan.add_output(document, outcome=ids.trust, title="A hotline")
    ids.charter = plan.add_output(document, outcome=ids.trust, title="A charter")
    ids.archive = plan.add_output(document, outcome=ids.order, title="An archive")
    ids.open_line = activities.add_activity(document, title="Open the line", questions=["kf1.q1", "kf3.q20"])
    ids.staff_line = activities.add_activity(document, title="Staff the line")
    ids.answering = roles.add_person(document, of=ActivityPerson, owner=ids.staff_line, contributor=ids.bo)
    ids.helping = roles.add_person(document, of=ActivityPerson, owner=ids.staff_line, name="The night shift")
    ids.write = activities.add_activity(document, title="Write the charter")
    ids.loose = activities.add_activity(document, title="Not planned yet")
    activities.move_activity(document, activity=ids.open_line, output=ids.hotline, index=0)
    activities.move_activity(document, activity=ids.staff_line, output=ids.hotline, index=1)
    activities.move_activity(document, activity=ids.write, output=ids.charter, index=0)
    activities.rate_activity(document, activity=ids.open_line, criterion=Criterion.IMPORTANCE, level=Level.HIGH)
    activities.rate_activity(document, activity=ids.open_line, criterion=Criterion.COST, level=Level.LOW)
    activities.set_activity_indicators(document, activity=ids.open_line, indicators=[ids.kpi, ids.other_kpi])
    activities.set_activity_indicators(document, activity=ids.staff_line, indicators=[ids.kpi])


@pytest.fixture(scope="session")
def _station(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, SimpleNamespace]:
    path = tmp_path_factory.mktemp("made-once") / "station.integrity"
    with create_assessment(path, pack=small_pack(), identity=Identity("facilitator", "laptop")) as document:
        ids = fill(document)
    return path, ids


@pytest.fixture
def ids(_station: tuple[Path, SimpleNamespace]) -> SimpleNamespace:
    """The ids of what the station holds, by name."""
    return _station[1]


@pytest.fixture
def given(ids: SimpleNamespace) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Puts the ids of the station in the place of ``@name`` in the values of an operation."""

    def resolved(value: Any) -> Any:
        if isinstance(value, list):
            return [resolved(entry) for entry in value]
        is_name = isinstance(value, str) and value.startswith("@")
        return getattr(ids, value.removeprefix("@")) if is_name else value

    return lambda values: {name: resolved(value) for name, value in values.items()}


@pytest.fixture
def station_file(_station: tuple[Path, SimpleNamespace], tmp_path: Path) -> Path:
    """The station in a file of its own, closed."""
    return Path(shutil.copy(_station[0], tmp_path / "station.integrity"))


@pytest.fixture(scope="module")
def same_station(_station: tuple[Path, SimpleNamespace], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Document]:
    """The station, open for work once for all tests of a module that may not change it."""
    with Document.open(Path(shutil.copy(_station[0], tmp_path_factory.mktemp("same")))) as document:
        yield document


@pytest.fixture(scope="module")
def closed_station(_station: tuple[Path, SimpleNamespace], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Document]:
    """The station, open for reading only, once for all tests of a module."""
    path = Path(shutil.copy(_station[0], tmp_path_factory.mktemp("closed")))
    with Document.open(path, read_only=True) as document:
        yield document


@pytest.fixture
def station(station_file: Path, open_document: Callable[..., Document]) -> Document:
    """The station, open for work, with nothing to undo."""
    return open_document(station_file)


@pytest.fixture
def rows() -> Callable[[Document], Rows]:
    """Tells every row of a file, in the order in which the file gives them."""
    return all_rows
