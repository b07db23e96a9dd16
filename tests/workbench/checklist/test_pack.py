"""Packs as values: the numbers that people say, and the rows that freeze a pack into a file."""

from __future__ import annotations

import pytest

from workbench.checklist.pack import (
    Pack,
    PackArea,
    PackQuestion,
    PackSection,
    PackTerm,
    shown_area_number,
    shown_number,
    wording_row,
)
from workbench.model.rows import Area, Question, Section, Wording
from workbench.model.vocabulary import AreaKind, WordingField, WordingOrigin

SMALL = Pack(
    id="small",
    version="7",
    title="Small",
    language="fr",
    areas=(
        PackArea(
            "kf1",
            AreaKind.KEY_FACTOR,
            "Un",
            "Introduction",
            (
                PackSection(
                    "kf1.s1",
                    "I",
                    "Section",
                    (PackQuestion("kf1.q1", "Qui ?"), PackQuestion("kf1.q2", "Quoi ?")),
                    ((WordingField.WHY, "Parce que"),),
                    ("Un exemple", "Un autre"),
                ),
                PackSection("kf1.s2", "", "", (PackQuestion("kf1.q4", "Où ?"),)),
            ),
        ),
        PackArea("ge", AreaKind.GENDER_EQUALITY, "Deux", "", (PackSection("ge.s1", "I", "", (PackQuestion("ge.q1", "Quand ?"),)),)),
    ),
    terms=(PackTerm("risk", "Risque", "Ce qui peut arriver", "own"),),
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "shown"),
    [("kf3.q20", "3.20"), ("kf10.q1", "10.1"), ("ca1.q4", "CA1.4"), ("ge.q14", "GE.14")],
)
def test_the_number_of_a_question_as_people_say_it(question: str, shown: str) -> None:
    assert shown_number(question) == shown


@pytest.mark.parametrize(("name", "shown"), [("kf3", "3"), ("kf10", "10"), ("ca1", "CA1"), ("ge", "GE"), ("x", "X")])
def test_the_number_of_an_area_as_people_say_it(name: str, shown: str) -> None:
    assert shown_area_number(name) == shown


def test_a_wording_has_the_same_id_in_every_file() -> None:
    row = wording_row("kf1.q1", WordingField.QUESTION, "ar", "من؟")
    assert row == Wording(
        id="kf1.q1/question/ar",
        subject="kf1.q1",
        field=WordingField.QUESTION,
        language="ar",
        text="من؟",
        origin=WordingOrigin.PACK,
    )


def test_a_pack_is_frozen_with_everything_in_it() -> None:
    rows = list(SMALL.rows())
    assert [row.id for row in rows if isinstance(row, Area)] == ["kf1", "ge"]
    assert [(row.id, row.area_id, row.number) for row in rows if isinstance(row, Section)] == [
        ("kf1.s1", "kf1", "I"),
        ("kf1.s2", "kf1", ""),
        ("ge.s1", "ge", "I"),
    ]
    assert [(row.id, row.number) for row in rows if isinstance(row, Question)] == [
        ("kf1.q1", "1.1"),
        ("kf1.q2", "1.2"),
        ("kf1.q4", "1.4"),
        ("ge.q1", "GE.1"),
    ]
    for kind in (Area, Section, Question):
        places = [row.place for row in rows if isinstance(row, kind)]
        assert places == sorted(set(places))
    texts = {row.id: row.text for row in rows if isinstance(row, Wording)}
    assert texts == {
        "kf1/title/fr": "Un",
        "kf1/introduction/fr": "Introduction",
        "kf1.s1/title/fr": "Section",
        "kf1.s1/why/fr": "Parce que",
        "kf1.s1/examples/fr": "Un exemple\nUn autre",
        "kf1.q1/question/fr": "Qui ?",
        "kf1.q2/question/fr": "Quoi ?",
        "kf1.q4/question/fr": "Où ?",
        "ge/title/fr": "Deux",
        "ge.q1/question/fr": "Quand ?",
        "term.risk/term/fr": "Risque",
        "term.risk/definition/fr": "Ce qui peut arriver",
        "term.risk/source/fr": "own",
    }


def test_parents_come_before_children() -> None:
    seen: set[str] = set()
    for row in SMALL.rows():
        if isinstance(row, Section):
            assert row.area_id in seen
        if isinstance(row, Question):
            assert row.section_id in seen
        seen.add(row.id)


def test_all_sections_and_questions_in_order() -> None:
    assert [section.id for section in SMALL.sections] == ["kf1.s1", "kf1.s2", "ge.s1"]
    assert [question.id for question in SMALL.questions] == ["kf1.q1", "kf1.q2", "kf1.q4", "ge.q1"]


def test_every_row_of_the_real_pack_has_an_id_of_its_own(pack: Pack) -> None:
    ids = [(type(row), row.id) for row in pack.rows()]
    assert len(ids) == len(set(ids))
