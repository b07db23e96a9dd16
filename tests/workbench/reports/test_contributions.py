"""Contributions in reports: who, in which part, with which judgement; notes about no question; the same in each format."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from workbench.document.document import Document
from workbench.language.i18n import ENGLISH
from workbench.model.vocabulary import Agreement, ContributionKind, Edition, Level, MeasureStatus
from workbench.operations import answers, hands, people, sessions, voices
from workbench.reports.data import QuestionReport, ReportData
from workbench.reports.html import render_html
from workbench.reports.json_report import render_json
from workbench.reports.pdf import render_pdf
from workbench.reports.snapshot import take_snapshot
from workbench.reports.text_places import TextPlace, every_text

FULL, PUBLIC = Edition.FULL, Edition.PUBLIC


@pytest.fixture
def told(document: Document) -> Document:
    """A document with a contribution of each kind, and two notes about no question, one of them confidential."""
    group = people.add_group(document, name="Red")
    first = voices.add_contribution(document, question="kf1.q1", group=group, text="Ours.")
    voices.edit_contribution(
        document, contribution=first, status=MeasureStatus.ON_PAPER, priority=Level.HIGH, causes="No time."
    )
    voices.add_contribution(
        document, question="kf1.q1", contributor=people.add_contributor(document, name="Bo"), text="Mine."
    )
    hidden = voices.add_contribution(document, question="kf1.q1", kind=ContributionKind.DISSENT, text="Quellfleck did it.")
    voices.edit_contribution(document, contribution=hidden, confidential=True)
    voices.add_contribution(document, question="kf1.q1", kind=ContributionKind.DISSENT, text="Not so.")
    voices.keep_not_chosen(document, question="kf1.q1", change="1", text="Theirs.")
    voices.add_contribution(document, question="kf1.q1", kind=ContributionKind.NOTE, text="Ask again.")
    voices.add_contribution(document, question=None, kind=ContributionKind.NOTE, text="The canteen.")
    secret = voices.add_contribution(document, question=None, kind=ContributionKind.NOTE, text="Zanzibarrow eats there.")
    voices.edit_contribution(document, contribution=secret, confidential=True)
    answers.edit_answer(document, question="kf1.q1", text="Agreed text.", agreed=Agreement.AGREED)
    return document


def in_html(data: ReportData) -> str:
    stream = io.BytesIO()
    render_html(data, stream, ENGLISH)
    return stream.getvalue().decode()


def in_json(data: ReportData) -> dict[str, object]:
    stream = io.BytesIO()
    render_json(data, stream, ENGLISH)
    table: dict[str, object] = json.loads(stream.getvalue())
    return table


def in_pdf(data: ReportData, folder: Path) -> str:
    render_pdf(data, folder / "report.pdf", ENGLISH)
    return " ".join(" ".join(page.extract_text() for page in PdfReader(folder / "report.pdf").pages).split())


def test_the_picture_says_who_contributes_and_that_somebody_is_not_named(told: Document) -> None:
    data = take_snapshot(told)
    assert [(part.author, part.contribution.kind.value, part.text) for part in data.questions[0].contributions] == [
        ("Red", "group", "Ours."),
        ("Bo", "before", "Mine."),
        ("Not named", "dissent", "Quellfleck did it."),
        ("Not named", "dissent", "Not so."),
        ("", "not_chosen", "Theirs."),
        ("", "note", "Ask again."),
    ]
    assert [(part.author, part.text) for part in data.notes] == [
        ("", "The canteen."),
        ("", "Zanzibarrow eats there."),
    ]


def test_the_public_picture_has_nothing_confidential_of_them(told: Document) -> None:
    data = take_snapshot(told, edition=PUBLIC)
    assert [part.text for part in data.questions[0].contributions] == ["Ours.", "Mine.", "Not so.", "Theirs.", "Ask again."]
    assert [part.text for part in data.notes] == ["The canteen."]
    for text in (in_html(data), json.dumps(in_json(data))):
        assert "Quellfleck" not in text
        assert "Zanzibarrow" not in text


def test_html_and_pdf_show_kind_and_judgement(told: Document, tmp_path: Path) -> None:
    data = take_snapshot(told)
    page = in_html(data)
    for words in ("Working group · Status: On paper only · Priority: High", "No time.", "View before the meeting"):
        assert words in page
    for words in ("Sees it differently", "Text of another copy", "Not named", "Notes about no question", "The canteen."):
        assert words in page
    assert '<span class="of-priority">Agreed</span>' in page
    printed = in_pdf(data, tmp_path)
    for words in ("Sees it differently Not named", "Not named Not so.", "Text of another copy Theirs.", "Note Ask again."):
        assert words in printed
    assert "Notes about no question The canteen." in printed


def test_json_has_them_in_words_for_programs(told: Document) -> None:
    table = in_json(take_snapshot(told))
    assert table["notes"][0] == {
        "author": "",
        "confidential": "open",
        "kind": "note",
        "text": "The canteen.",
        "status": "not_judged",
        "priority": None,
        "causes": "",
        "done": False,
    }
    question = table["areas"][0]["sections"][0]["questions"][0]
    assert question["answer"]["agreed"] == "agreed"
    assert [part["kind"] for part in question["contributions"]][:3] == ["group", "before", "dissent"]


def test_each_of_their_texts_is_found_in_its_place(told: Document) -> None:
    places: dict[str, str] = {}

    def visit(text: str, place: TextPlace) -> str:
        places[text] = str(place.what)
        return text

    every_text(take_snapshot(told), visit)
    assert places["Not so."] == "Contribution to 1.1"
    assert places["No time."] == "Contribution to 1.1: Causes"
    assert places["Zanzibarrow eats there."] == "Note 2"


def of_question(data: ReportData) -> QuestionReport:
    return next(entry for entry in data.questions if entry.question.id == "kf1.q1")


def test_different_views_stand_by_the_answer_before_other_contributions(told: Document) -> None:
    entry = of_question(take_snapshot(told, edition=PUBLIC))
    assert [part.text for part in entry.views] == ["Not so."]
    assert {*entry.views, *entry.other_contributions} == {*entry.contributions}
    page = in_html(take_snapshot(told, edition=PUBLIC))
    article = page[page.index('id="q-kf1.q1"') :]
    order = [article.index(text) for text in ("Agreed text.", "Sees it differently</dt>", "Not so.", "Ours.")]
    assert order == sorted(order)


def test_a_contribution_that_says_nothing_is_in_no_edition(told: Document) -> None:
    empty = voices.add_contribution(told, question="kf1.q1", kind=ContributionKind.DISSENT, text=" ")
    assert empty not in {part.contribution.id for part in of_question(take_snapshot(told)).contributions}
    voices.edit_contribution(told, contribution=empty, status=MeasureStatus.NONE)
    assert empty in {part.contribution.id for part in of_question(take_snapshot(told)).contributions}


def test_a_note_that_is_done_is_in_the_full_edition_only(told: Document) -> None:
    (note,) = [part for part in take_snapshot(told, edition=PUBLIC).notes if part.text == "The canteen."]
    voices.edit_contribution(told, contribution=note.contribution.id, done=True)
    assert take_snapshot(told, edition=PUBLIC).notes == ()
    full = take_snapshot(told)
    assert [part.contribution.done for part in full.notes if part.text == "The canteen."] == [True]
    page = in_html(full)
    assert '<p class="judgement">Done</p>' in page[page.index('id="notes-title"') :]
    assert {part["text"]: part["done"] for part in in_json(full)["notes"]}["The canteen."] is True


def test_raised_hands_are_in_every_format_of_the_full_edition(told: Document, tmp_path: Path) -> None:
    sessions.edit_session(told, session=sessions.start_session(told), title="The morning")
    hands.count_line_on_question(told, question="kf1.q1", line="2 77 3")
    full = take_snapshot(told)
    counts = in_json(full)["areas"][0]["sections"][0]["questions"][0]["hands"]
    today = f"{told.now().astimezone():%Y-%m-%d}"
    said = {"none": 2, "on_paper": 77, "in_part": 3, "effective": 0, "not_applicable": 0}
    assert counts == {"counts": said, "date": today, "session": "The morning"}
    page = in_html(full)
    assert '<td class="number">77</td>' in page
    assert "in the session “The morning”" in page
    target = tmp_path / "report.pdf"
    render_pdf(full, target, ENGLISH)
    words = " ".join(" ".join(sheet.extract_text().split()) for sheet in PdfReader(target).pages)
    assert "On paper only 77" in words
    assert "in the session “The morning”" in words


def test_raised_hands_are_not_public_and_hide_with_their_answer(told: Document) -> None:
    hands.count_line_on_question(told, question="kf1.q1", line="1 77")
    data = take_snapshot(told, edition=PUBLIC)
    assert of_question(data).hands is None
    assert "Raised hands" not in in_html(data)
    assert in_json(data)["areas"][0]["sections"][0]["questions"][0]["hands"] is None


def test_a_question_without_raised_hands_has_none(told: Document) -> None:
    hands.count_line_on_question(told, question="kf1.q1", line="1")
    hands.count_line_on_question(told, question="kf1.q1", line="")
    assert of_question(take_snapshot(told)).hands is None
