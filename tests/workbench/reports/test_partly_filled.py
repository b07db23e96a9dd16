"""Assessments that are filled in part, as nearly all are: whatever is absent, every format comes to its end.

The picture of the sample is thinned: any row, text, choice or link may be missing. A render that runs away is interrupted, so
that it fails here and does not hang.
"""

from __future__ import annotations

import ctypes
import io
import itertools
import json
import random
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Enum
from typing import Any

import pypdf
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from workbench.document.document import Document
from workbench.language.i18n import ENGLISH
from workbench.model.vocabulary import Edition
from workbench.operations import people, sessions
from workbench.reports.contents import NOTHING_OF_SESSION, RenderedCounts, untold
from workbench.reports.data import ReportData
from workbench.reports.html import render_html
from workbench.reports.json_report import render_json
from workbench.reports.pdf import render_pdf
from workbench.reports.plan_print import PlanPages
from workbench.reports.snapshot import take_snapshot

DEADLINE_SECONDS = 60
"""Far more than any of these pictures needs, also on a machine that is busy with other things."""

AREAS = 2
"""So many of the areas are enough: every kind of text is in each."""

NEVER_ABSENT = {
    *("id", "question_id", "area_id", "number", "made_at", "program_version", "language", "edition", "checklist"),
    *("parts", "unanswered"),
}


class Runaway(BaseException):
    """The render did not come to its end."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Interrupts this thread where it is, after so long."""
    me = ctypes.c_ulong(threading.get_ident())
    timer = threading.Timer(seconds, lambda: ctypes.pythonapi.PyThreadState_SetAsyncExc(me, ctypes.py_object(Runaway)))
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


@dataclass(frozen=True)
class Thinning:
    """Which share of rows, texts, and links is there; ``seed`` chooses which."""

    rows: float
    texts: float
    links: float
    seed: int


class Thinner:
    def __init__(self, how: Thinning) -> None:
        self._how = how
        self._chance = random.Random(how.seed)

    def keeps(self, share: float) -> bool:
        return self._chance.random() < share

    def thinned(self, value: Any, name: str = "") -> Any:
        if name in NEVER_ABSENT or value is None or isinstance(value, bool | int | Enum):
            return value
        if isinstance(value, str):
            return value if self.keeps(self._how.texts) else ""
        if isinstance(value, tuple):
            kept = [part for part in value if self.keeps(self._how.links if isinstance(part, str) else self._how.rows)]
            return tuple(self._row(part) for part in kept)
        if isinstance(value, Mapping):
            return {key: self.thinned(part) for key, part in value.items() if self.keeps(self._how.links)}
        if is_dataclass(value):
            changes = {field.name: self.thinned(getattr(value, field.name), field.name) for field in fields(value)}
            return replace(value, **changes)
        return value

    def _row(self, part: Any) -> Any:
        """A row of a table; names stand as they are, and a document of the evidence stays with its note."""
        if isinstance(part, tuple):
            return tuple(self.thinned(piece) for piece in part)
        return part if isinstance(part, str) else self.thinned(part)


def consistent(data: ReportData) -> ReportData:
    """The picture without links to what has gone; links may go, and so do levels."""
    indicators = {entry.number: entry for entry in data.indicators}

    def mended(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(mended(part) for part in value)
        if type(value).__name__ == "ActivityReport":
            found = tuple(indicators[entry.number] for entry in value.indicators if entry.number in indicators)
            return replace(value, indicators=found)
        if type(value).__name__ in ("OutcomeReport", "OutputReport"):
            return replace(value, **{field.name: mended(getattr(value, field.name)) for field in fields(value)[2:]})
        return value

    return replace(data, plan=mended(data.plan), unplanned=mended(data.unplanned))


def partly(data: ReportData, how: Thinning) -> ReportData:
    return consistent(Thinner(how).thinned(replace(data, areas=data.areas[:AREAS])))


def in_memory(render: Callable[..., RenderedCounts], data: ReportData) -> tuple[bytes, RenderedCounts]:
    target = io.BytesIO()
    with within(DEADLINE_SECONDS):
        counts = render(data, target, ENGLISH)
    return target.getvalue(), counts


def check_every_format(data: ReportData) -> None:
    wanted = RenderedCounts(data.counts.answered, data.counts.characters, data.counts.activities)
    for render in (render_pdf, render_html, render_json):
        content, counts = in_memory(render, data)
        assert counts == wanted
        assert content
    with within(DEADLINE_SECONDS):
        assert PlanPages(data).do(untold).startswith(b"%PDF-")


@pytest.fixture(scope="module")
def pictures(_sample_file) -> Callable[[Edition], ReportData]:
    """A function, since hypothesis would print the pictures whole."""
    with Document.open(_sample_file, read_only=True) as document:
        return {edition: take_snapshot(document, edition=edition) for edition in Edition}.__getitem__


SHARES = st.sampled_from((0.0, 0.3, 0.7, 1.0))


@pytest.mark.slow
@pytest.mark.parametrize("edition", list(Edition))
@given(how=st.builds(Thinning, rows=SHARES, texts=SHARES, links=SHARES, seed=st.integers(0, 2**16)))
@example(how=Thinning(0, 0, 0, 0))
@example(how=Thinning(1, 0, 0, 0))
@example(how=Thinning(1, 0, 1, 0))
@example(how=Thinning(0.5, 0, 0, 1))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_format_of_every_partly_filled_assessment_ends(pictures, edition, how):
    check_every_format(partly(pictures(edition), how))


@pytest.mark.slow
@pytest.mark.parametrize("part", [field.name for field in fields(ReportData) if field.name not in NEVER_ABSENT])
def test_every_part_may_be_all_that_is_there(pictures, part):
    """Everything else is absent; and then this one alone is."""
    full = replace(pictures(Edition.FULL), areas=pictures(Edition.FULL).areas[:AREAS])
    empty = Thinner(Thinning(0, 0, 0, 0)).thinned(full)
    alone, absent = replace(empty, **{part: getattr(full, part)}), replace(full, **{part: getattr(empty, part)})
    for data in map(consistent, (alone, absent)):
        in_memory(render_pdf, data)
        in_memory(render_html, data)


@pytest.mark.parametrize("depth", ["areas", "sections", "questions"])
def test_a_story_that_ends_in_a_heading_ends(pictures, depth):
    """Areas without sections, and sections without questions, stand last where no term needs a glossary."""
    full = pictures(Edition.FULL)
    areas = full.areas[:AREAS]
    if depth == "sections":
        areas = tuple(replace(entry, sections=()) for entry in areas)
    if depth == "questions":
        bare = (tuple(replace(part, questions=()) for part in entry.sections) for entry in areas)
        areas = tuple(replace(entry, sections=parts) for entry, parts in zip(areas, bare, strict=True))
    data = Thinner(Thinning(0, 0, 0, 0)).thinned(full)
    data = replace(data, areas=areas, checklist=replace(full.checklist, terms=()))
    check_every_format(data)


def nothing(document: Document) -> None:
    sessions.add_session(document)


def title_only(document: Document) -> None:
    sessions.add_session(document, title="Second meeting")


def planned(document: Document) -> None:
    sessions.add_session(document, title="Second meeting", date="2026-12-10", minutes=90, location="Hall 2")


def just_begun(document: Document) -> None:
    sessions.start_session(document)


def after_a_complete_one(document: Document) -> None:
    sessions.add_session(document, title="First", date="2026-12-01", topics="Lanes", results="Agreed")
    title_only(document)


def with_a_confidential_participant_only(document: Document) -> None:
    person = people.add_contributor(document, name="Amina", confidential=True)
    key = sessions.add_session(document, title="Second meeting")
    sessions.set_session_participants(document, session=key, contributors=[person])


STATES = (nothing, title_only, planned, just_begun, after_a_complete_one, with_a_confidential_participant_only)


@pytest.mark.slow
@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_a_session_without_text_stands_last(document, state, edition):
    state(document)
    data = take_snapshot(document, edition=edition)
    content, _ = in_memory(render_pdf, data)
    text = " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split())
    page, _ = in_memory(render_html, data)
    said = str(NOTHING_OF_SESSION)
    # the full edition tells who was there; the public one leaves out a session that only such people attended
    silent = state is with_a_confidential_participant_only
    for found in (text, page.decode()):
        assert (said in found) is not silent
    table = json.loads(in_memory(render_json, data)[0])
    assert len(table["sessions"]) == len(data.sessions)


@pytest.mark.slow
def test_a_planned_session_at_the_end_of_the_sample(sample):
    sessions.add_session(sample, title="Second meeting", date="2026-12-10")
    for edition in Edition:
        content, _ = in_memory(render_pdf, take_snapshot(sample, edition=edition))
        assert len(pypdf.PdfReader(io.BytesIO(content)).pages) > 50


def test_the_deadline_would_be_noticed():
    with pytest.raises(Runaway), within(0.2):
        sum(1 for _ in itertools.count())
