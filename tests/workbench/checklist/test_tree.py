"""The checklist of a file as a tree, in the wanted language as far as the file has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.checklist.pack import GUIDANCE_FIELDS, Pack, PackArea, PackQuestion, PackSection, PackTerm, wording_row
from workbench.checklist.tree import GUIDANCE_HEADINGS, read_checklist
from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.vocabulary import AreaKind, WordingField
from workbench.operations.assessment import add_own_question, create_assessment, include_questions


@pytest.fixture
def guided(tmp_path: Path) -> Document:
    """A small checklist with guidance, examples and terms."""
    parts = tuple((field, f"{field.value} text") for field in GUIDANCE_FIELDS)
    sections = (
        PackSection("kf1.s1", "I", "First", (PackQuestion("kf1.q1", "Who?"),), parts, ("One", "Two")),
        PackSection("kf1.s2", "II", "", (PackQuestion("kf1.q2", "What?"),), parts[:1]),
    )
    pack = Pack(
        id="small",
        version="1",
        title="Small",
        language="en",
        areas=(PackArea("kf1", AreaKind.KEY_FACTOR, "Leading", "About it", sections),),
        terms=(PackTerm("b", "zeal", "Z", "own"), PackTerm("a", "Audit", "A", "guide")),
    )
    document = create_assessment(tmp_path / "small.integrity", pack=pack)
    yield document
    document.close()


def test_everything_is_where_it_belongs(guided: Document) -> None:
    checklist = read_checklist(guided)
    (entry,) = checklist.areas
    first, second = entry.sections
    assert (entry.number, entry.title, entry.introduction, entry.kind) == ("1", "Leading", "About it", AreaKind.KEY_FACTOR)
    assert (first.number, first.title, first.examples) == ("I", "First", ("One", "Two"))
    assert [(part.field, part.text) for part in first.guidance] == [(f, f"{f.value} text") for f in GUIDANCE_FIELDS]
    assert [part.field for part in second.guidance] == [WordingField.WHY]
    assert second.examples == ()
    assert [(question.id, question.number, question.wording) for question in checklist.questions] == [
        ("kf1.q1", "1.1", "Who?"),
        ("kf1.q2", "1.2", "What?"),
    ]
    assert checklist.sections == entry.sections


def test_terms_stand_in_the_order_of_the_alphabet(guided: Document) -> None:
    terms = read_checklist(guided).terms
    assert [(term.id, term.term, term.definition, term.source) for term in terms] == [
        ("a", "Audit", "A", "guide"),
        ("b", "zeal", "Z", "own"),
    ]


def test_the_place_of_a_question(guided: Document) -> None:
    checklist = read_checklist(guided)
    entry, section, question = checklist.place_of("kf1.q2")
    assert (entry.id, section.id, question.id) == ("kf1", "kf1.s2", "kf1.q2")
    assert checklist.place_of("kf1.q3") is None


def test_a_text_that_is_not_there_in_the_wanted_language_is_given_in_english_before_any_other(guided: Document) -> None:
    with guided.change(Message("wording")) as transaction:
        transaction.put(wording_row("kf1.q1", WordingField.QUESTION, "fr", "Qui ?"))
        transaction.put(wording_row("kf1.q1", WordingField.QUESTION, "ar", "من؟"))
        transaction.put(wording_row("kf1.q2", WordingField.QUESTION, "ar", "ماذا؟"))
        transaction.put(wording_row("kf1.s2", WordingField.TITLE, "ar", "الثاني"))
    french = read_checklist(guided, "fr")
    assert [question.wording for question in french.questions] == ["Qui ?", "What?"]
    assert french.sections[1].title == "الثاني"
    assert [question.wording for question in read_checklist(guided, "ru").questions] == ["Who?", "What?"]
    assert french.language == "fr"


def test_the_language_is_that_of_the_assessment_unless_another_is_asked_for(guided: Document) -> None:
    assert read_checklist(guided).language == "en"


def test_questions_left_out_stay_in_the_tree_and_are_marked(guided: Document) -> None:
    include_questions(guided, questions=["kf1.q1"], included=False)
    assert [question.included for question in read_checklist(guided).questions] == [False, True]


def test_the_own_area_comes_last_and_is_named_in_the_readers_language(
    guided: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo

    add_own_question(guided, wording="And?")
    assert [entry.title for entry in read_checklist(guided).areas] == ["Leading", "Own questions"]
    folder = tmp_path / "translations" / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = Catalog(locale="fr")
    catalogue.add("Own questions", "Questions propres")
    with (folder / "workbench.mo").open("wb") as stream:
        write_mo(stream, catalogue)
    monkeypatch.setattr("workbench.system.paths.data_root", lambda: tmp_path)
    assert read_checklist(guided, "fr").areas[-1].title == "Questions propres"


def test_every_part_of_the_guidance_has_a_heading() -> None:
    assert set(GUIDANCE_HEADINGS) == {*GUIDANCE_FIELDS, WordingField.EXAMPLES}


def test_the_real_checklist_has_a_title_for_every_area_and_a_wording_for_every_question(document: Document) -> None:
    checklist = read_checklist(document)
    assert all(entry.title for entry in checklist.areas)
    assert all(question.wording for question in checklist.questions)
    assert (len(checklist.areas), len(checklist.sections), len(checklist.questions)) == (14, 60, 282)
