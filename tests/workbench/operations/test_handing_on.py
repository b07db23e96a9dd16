"""A template for another station has the questions and the sheets, and names nobody without somebody having decided so."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.document.document import Document
from workbench.errors import NamesNotReviewed
from workbench.model.rows import ROW_TYPES, Area, Indicator, Wording
from workbench.operations import assessment, indicators, people, wording
from workbench.operations.handing_on import begin_from
from workbench.privacy.withholding import NameDecision

NAME = "Ilyana Zanzibarrow"


@pytest.fixture
def named(document: Document) -> Document:
    """An assessment whose texts name somebody of the register, somebody who was removed, and somebody whom nobody knows."""
    people.add_contributor(document, name=NAME, contact="ilyana@gate.example")
    people.remove_contributor(document, contributor=people.add_contributor(document, name="Otto Quellfleck"))
    assessment.describe_assessment(document, objectives=f"What {NAME} wants", method="Ask Zanzibarrow, not Mr Unknown.")
    assessment.add_own_question(document, wording="Where was Otto Quellfleck?")
    wording.replace_wording(document, language="en", texts={"kf1.q1": f"What does {NAME} say?"})
    indicators.add_indicator(document, name="Delays", source="ilyana@gate.example", considerations="Held by O. Quellfleck")
    return document


def test_a_template_that_would_name_people_is_not_made(named: Document, tmp_path: Path):
    with pytest.raises(NamesNotReviewed) as told:
        begin_from(named, tmp_path / "template.integrity")
    assert sorted(str(told.value.what).partition(": ")[2].rstrip(".").split(", ")) == [
        "Method", "Objectives", "Other considerations", "Source of verification", "Wording of a question",
    ]  # fmt: skip
    assert "Zanzibarrow" not in str(told.value)
    assert not list(tmp_path.glob("template*"))


def test_names_are_withheld_from_a_template(named: Document, tmp_path: Path):
    path = tmp_path / "template.integrity"
    begin_from(named, path, names=NameDecision.WITHHOLD)
    bytes_ = path.read_bytes()
    assert not [word for word in (b"Zanzibarrow", b"Ilyana", b"ilyana", b"Quellfleck") if word in bytes_]
    with Document.open(path) as made:
        assert made.read_only is None
        scope = made.read.assessment()
        assert (scope.objectives, scope.method) == (
            "What [name withheld] wants",
            "Ask [name withheld], not Mr Unknown.",
        )
        assert [row.considerations for row in made.read.every(Indicator)] == ["Held by [name withheld]"]
        told = {row.text for row in made.read.every(Wording)}
        assert {"Where was [name withheld]?", "What does [name withheld] say?"} <= told


def test_names_may_stay_in_a_template_if_somebody_says_so(named: Document, tmp_path: Path):
    begin_from(named, tmp_path / "template.integrity", names=NameDecision.LEAVE)
    with Document.open(tmp_path / "template.integrity") as made:
        assert made.read.assessment().objectives == f"What {NAME} wants"


def test_a_template_does_not_say_who_made_it_and_has_no_answers(document: Document, tmp_path: Path):
    people.add_contributor(document, name=NAME)
    begin_from(document, tmp_path / "template.integrity")
    with Document.open(tmp_path / "template.integrity") as made:
        assert set(made.read.connection.read("SELECT who, computer FROM sittings")) == {("", "")}
        filled = {row_type.table for row_type in ROW_TYPES if made.read.every(row_type)}
        assert filled == {"assessment", "areas", "sections", "questions", "wordings", "answers", "findings"}
        assert made.read.every(Area) == document.read.every(Area)
        assert made.read.assessment().previous == document.read.assessment().id


def test_an_ordinary_word_of_the_checklist_is_nobodys_name(document: Document, tmp_path: Path):
    people.add_contributor(document, name="Grace Integrity")
    people.add_contributor(document, name="")
    assessment.describe_assessment(document, objectives="To assess integrity with staff.")
    begin_from(document, tmp_path / "template.integrity")
