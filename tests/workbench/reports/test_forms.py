"""Forms on paper: every question and every name is there, nothing that was written, and nobody who is confidential."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime

import pypdf
import pytest

from workbench.checklist.tree import read_checklist
from workbench.errors import InvalidValue, NotFound, ReportFailed
from workbench.language.i18n import ENGLISH, LANGUAGES, load_translator
from workbench.operations.answers import write_answer
from workbench.operations.assessment import add_own_question, describe_assessment
from workbench.operations.people import add_contributor
from workbench.operations.sessions import add_session, set_session_participants
from workbench.reports import form_picture
from workbench.reports.contents import untold
from workbench.reports.form_picture import PaperSize, attendance_list, question_sheets
from workbench.reports.forms import FormPages, write_form
from workbench.reports.pdf import forms as drawing

MADE_AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def pages_of(form):
    return pypdf.PdfReader(io.BytesIO(FormPages(form).do(untold))).pages


def text_of(found):
    return " ".join(" ".join(page.extract_text() for page in found).split())


def sheets(document, **how):
    return question_sheets(document, made_at=MADE_AT, **how)


@pytest.mark.parametrize("per_page", form_picture.PER_PAGE)
@pytest.mark.parametrize("paper", PaperSize)
def test_each_page_has_so_many_questions_and_room_to_write(document, paper, per_page):
    form = sheets(document, areas={"kf1"}, paper=paper, per_page=per_page)
    found = pages_of(form)
    assert len(found) == -(-form.expected // per_page)
    width = {PaperSize.A4: 595, PaperSize.LETTER: 612}[paper]
    assert {int(page.mediabox.width) for page in found} == {width}
    for page in found[:2]:
        assert page.extract_text().count("Not applicable") == per_page
        assert page.extract_text().count("Evidence") == per_page


def test_all_areas_are_there_and_nothing_that_was_written(document):
    write_answer(document, question="kf1.q1", text="The head signs alone at night")
    describe_assessment(document, station="Irsel Bridge", key_messages="Begin at once")
    form = sheets(document, per_page=3)
    assert [entry.id for entry in form.areas] == [entry.id for entry in read_checklist(document).areas if entry.questions]
    text = text_of(pages_of(sheets(document, areas={"kf1"})))
    assert "Irsel Bridge" in text
    assert "signs alone" not in repr(form)
    assert "Begin at once" not in repr(form)
    assert "fold it and hand it over" in text
    assert "Page 1 of" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_drawn(document, language):
    form = replace(sheets(document, areas={"kf2"}), language=language)
    assert drawing.render_form(form, io.BytesIO(), load_translator(language), untold) == form.expected


def test_a_wording_longer_than_a_page_ends(document):
    form = sheets(document, areas={"kf1"})
    area = form.areas[0]
    section = area.sections[0]
    long = replace(section.questions[0], wording="How does the administration decide? " * 400)
    area = replace(area, sections=(replace(section, questions=(long, *section.questions[1:])),))
    assert drawing.render_form(replace(form, areas=(area,)), io.BytesIO(), ENGLISH, untold) == len(section.questions)


def test_the_same_form_gives_the_same_bytes(document):
    form = sheets(document, areas={"kf1"})
    assert FormPages(form).do(untold) == FormPages(form).do(untold)


@pytest.mark.parametrize("wrong", [{"areas": set()}, {"areas": {"nowhere"}}, {"per_page": 4}])
def test_what_cannot_be_a_sheet(document, wrong):
    with pytest.raises(InvalidValue):
        sheets(document, **wrong)


@pytest.fixture
def session(document):
    people = [add_contributor(document, name=name, job_title="Inspector") for name in ("Ana Petrovic", "Boris Lang")]
    hidden = add_contributor(document, name="Emma Hammerstein", confidential=True)
    key = add_session(document, title="Opening", date="2026-12-01", location="Hall 2")
    set_session_participants(document, session=key, contributors=[*people, hidden])
    add_contributor(document, name="Somebody Else")
    return key


def test_the_attendance_list_has_whoever_is_noted_and_nobody_confidential(document, session):
    form = attendance_list(document, session, made_at=MADE_AT)
    text = text_of(pages_of(form))
    for wanted in ("Attendance sheet", "Opening", "Hall 2", "Ana Petrovic", "Boris Lang", "Inspector", "Signature"):
        assert wanted in text
    assert "Hammerstein" not in text + repr(form)
    assert "Somebody Else" not in text
    assert "confidential" not in text.casefold()  # the list goes round: it does not say that there is somebody
    assert "1 confidential person is not on it" in ENGLISH(form_picture.attendance_told(form))


def test_before_anybody_is_noted_everybody_is_on_the_list(document, session):
    key = add_session(document, title="Second")
    form = attendance_list(document, key)
    assert [signer.name for signer in form.signers] == ["Ana Petrovic", "Boris Lang", "Somebody Else"]
    assert form.empty_rows >= 6
    assert "Date" in text_of(pages_of(form))  # what is not known is written by hand


def test_a_confidential_session_keeps_its_title(document):
    key = add_session(document, title="Talk with the whistle-blower", location="Hotel", confidential=True)
    text = text_of(pages_of(attendance_list(document, key)))
    assert "whistle" not in text
    assert "Hotel" not in text


def test_a_session_that_is_not_there(document):
    with pytest.raises(NotFound):
        attendance_list(document, "gone")


def test_a_form_is_written_and_told(document, tmp_path):
    form = sheets(document, areas={"kf1"})
    result = write_form(form, tmp_path / "sheets.pdf")
    assert result.target.read_bytes().startswith(b"%PDF-")
    assert ENGLISH(result.sentence()) == f"Questions on the sheets: {form.expected}."
    with pytest.raises(InvalidValue):
        write_form(form, tmp_path / "sheets.html")


def test_a_form_that_is_not_whole_is_not_kept(document, tmp_path, monkeypatch):
    monkeypatch.setattr(drawing, "render_form", lambda *_: 1)
    with pytest.raises(ReportFailed):
        write_form(sheets(document, areas={"kf1"}), tmp_path / "sheets.pdf")
    assert not list(tmp_path.glob("*.pdf"))


def test_no_text_of_an_attendance_list_names_somebody_confidential(document):
    add_contributor(document, name="Emma Hammerstein", contact="emma@customs.example", confidential=True)
    add_contributor(document, name="Ana Petrovic", job_title="Deputy of Emma Hammerstein", department="emma@customs.example")
    key = add_session(document, title="Interview with **Emma** Hammerstein", location="Office of Hammerstein, Emma")
    form = attendance_list(document, key)
    text = text_of(pages_of(form))
    assert "Hammerstein" not in text + repr(form)
    assert "emma@" not in text + repr(form)
    assert form.title == "Interview with **[name withheld]**"


def test_no_question_of_the_sheets_names_somebody_confidential(document):
    add_contributor(document, name="Emma Hammerstein", confidential=True)
    add_own_question(document, wording="What did Emma Hammerstein see?")
    form = question_sheets(document)
    assert "Hammerstein" not in repr(form)
    assert "What did [name withheld] see?" in repr(form)
