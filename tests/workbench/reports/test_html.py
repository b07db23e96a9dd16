"""The HTML report: every text in it, whole, as text; a page that a reader, a screen reader and a printer can use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import get_type_hints

import pytest

from workbench.document.document import Document
from workbench.language.i18n import ENGLISH, Message, Translator
from workbench.model.rows import (
    PEOPLE_TYPES,
    ROW_TYPES,
    Activity,
    ActivityIndicator,
    ActivityQuestion,
    Answer,
    Assessment,
    BackgroundDocument,
    Contribution,
    Contributor,
    Evidence,
    Finding,
    GroupArea,
    GroupMember,
    Indicator,
    Markable,
    Measurement,
    Outcome,
    Output,
    Rating,
    Row,
    Session,
    SessionArea,
    SessionParticipant,
    WorkingGroup,
)
from workbench.model.vocabulary import Confidentiality, Criterion, Edition, Level, MeasureStatus
from workbench.operations.assessment import include_questions
from workbench.reports.contents import NOT_ANSWERED, WITHHELD, RenderedCounts
from workbench.reports.data import ReportData
from workbench.reports.html import css_text, render_html
from workbench.reports.parts import HEADINGS
from workbench.reports.plain import plain
from workbench.reports.snapshot import take_snapshot

MADE_AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SELF_CLOSED = {"rect", "path", "circle"}
ATTACKS = (
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script><style>",
    "</title></head><body onload=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' onfocus='alert(1)' autofocus='",
    "<img src=x onerror=alert(1)> <svg/onload=alert(1)>",
    "<a href=javascript:alert(1)>press</a> https://evil.example/?q=1",
    "<iframe src='file:///etc/passwd'></iframe>",
    "<!-- <b> --> ]]> <![CDATA[ <?php ?>",
    "{{ 7*7 }} {% include 'report.html.j2' %} {# gone #} ${7*7}",
    '=HYPERLINK("http://evil.example","press") @SUM(1) +1 -1',
    "&lt;b&gt; &amp;amp; &#60; &notanentity; &copy without end",
    "\\00003c url(http://evil.example/x) @import 'x'; expression(alert(1))",
    "\u202eright to left override\u202c \u2067isolate without end",
    "يقول الضابط: 3 من 5 (C++) <b>",
    "line one\n\n\n  indented line\twith a tab   and spaces\n \nlast",
    "one <Smith> & Sons said \"no\" and 'yes'",
)


class Page(HTMLParser):
    """A page taken apart: elements with their attributes, texts by place, and whether every element is closed."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.answers: dict[str, list[str]] = {}
        self.styles = ""
        self.visible: list[str] = []
        self.comments: list[str] = []
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        assert len(attributes) == len(attrs), f"an attribute twice in {tag}"
        self.elements.append((tag, attributes))
        if tag not in VOID:
            self._open.append((tag, attributes))
            if "data-answer" in attributes:
                self.answers[attributes["data-answer"]] = []
            answer = self._answer()
            if tag == "p" and answer is not None:
                self.answers[answer].append("")

    def handle_startendtag(self, tag, attrs):
        assert tag in SELF_CLOSED, tag
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self._open, f"{tag} was never opened"
        assert self._open[-1][0] == tag
        self._open.pop()

    def handle_comment(self, data):
        self.comments.append(data)

    def handle_data(self, data):
        if self._open and self._open[-1][0] == "style":
            self.styles += data
            return
        self.visible.append(data)
        answer = self._answer()
        if answer is not None and self._open[-1][0] == "p":
            self.answers[answer][-1] += data

    def _answer(self) -> str | None:
        return next((attributes["data-answer"] for _, attributes in self._open if "data-answer" in attributes), None)

    @property
    def text(self) -> str:
        return "".join(self.visible)

    def values(self, name: str) -> list[str]:
        return [attributes[name] or "" for _, attributes in self.elements if name in attributes]

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.elements)


def rendered(data: ReportData, translate: Translator = ENGLISH) -> Page:
    target = BytesIO()
    counts = render_html(data, target, translate)
    assert counts == RenderedCounts(data.counts.answered, data.counts.characters, data.counts.activities)
    return Page(target.getvalue().decode("utf-8"))


def with_texts(row: Row, write: Callable[[str], str], *, left_out: tuple[str, ...] = ()) -> Row:
    """The row with a text in every field that holds free text."""
    kept = ("id", "language", "checklist", "checklist_version", "place", "rank", *left_out)
    no_text, hints = ("_id", "date", "_time", "_quarter"), get_type_hints(type(row))
    names = [name for name, kind in hints.items() if kind is str and name not in kept and not name.endswith(no_text)]
    return replace(row, **{name: write(f"{row.table}.{row.id}.{name}") for name in names})


def one_of_everything(
    document: Document, write: Callable[[str], str], *, confidential: Confidentiality = Confidentiality.OPEN
) -> Iterator[Row]:
    """Rows of every kind, each text made by ``write`` from its place; ``confidential`` marks all that can be marked."""
    answer = document.read.answer("kf1.q1")
    (finding,) = document.read.where(Finding, area_id="kf1")
    yield with_texts(document.read.assessment(), write)
    yield with_texts(Contributor(id="person", confidential=confidential), write)
    yield with_texts(WorkingGroup(id="group", rapporteur_id="person"), write)
    yield GroupMember(id="member", group_id="group", contributor_id="person")
    yield GroupArea(id="group list", group_id="group", area_id="kf1")
    yield with_texts(Session(id="session", date="2026-09-07", minutes=90, confidential=confidential), write)
    yield SessionParticipant(id="present", session_id="session", contributor_id="person")
    yield SessionArea(id="session list", session_id="session", area_id="kf1")
    yield with_texts(BackgroundDocument(id="paper", date="2026-01-31", confidential=confidential), write)
    yield with_texts(replace(answer, status=MeasureStatus.IN_PART, priority=Level.HIGH, confidential=confidential), write)
    yield with_texts(Evidence(id="evidence", answer_id=answer.id, document_id="paper"), write)
    yield with_texts(Contribution(id="c", question_id="kf1.q1", group_id="group", confidential=confidential), write)
    yield with_texts(replace(finding, confidential=confidential), write)
    yield with_texts(Outcome(id="outcome"), write)
    yield with_texts(Output(id="output", outcome_id="outcome"), write)
    for name, output in (("planned", "output"), ("unplanned", None)):
        yield from activity_rows(name, output, write, confidential=confidential)
    yield with_texts(Indicator(id="indicator"), write)
    yield with_texts(Measurement(id="measurement", indicator_id="indicator", date="2025-12-31", baseline=True), write)
    for of, owner in zip(PEOPLE_TYPES, ("planned", "indicator", "paper"), strict=True):
        yield with_texts(of(id=of.table, **{of.owner: owner}), write)
    yield ActivityIndicator(id="measures", activity_id="planned", indicator_id="indicator")


def activity_rows(
    key: str, output: str | None, write: Callable[[str], str], *, confidential: Confidentiality
) -> Iterator[Row]:
    activity = Activity(id=key, output_id=output, priority=Level.MEDIUM, confidential=confidential)
    yield with_texts(replace(activity, start_quarter="2027-Q1", end_quarter="2027-Q3"), write)
    for criterion in Criterion:
        rating = Rating(id=f"{key} {criterion}", activity_id=key, criterion=criterion, level=Level.HIGH)
        yield with_texts(rating, write)
    yield ActivityQuestion(id=f"{key} question", activity_id=key, question_id="kf1.q1")


def put(document: Document, rows: Iterator[Row]) -> None:
    with document.change(Message("test")) as transaction:
        for row in rows:
            transaction.put(row)


@pytest.fixture
def answered(document: Document) -> dict[str, str]:
    """An answer to every question, one of them very long, each with an attack; by question id."""
    texts, rows = {}, []
    for number, answer in enumerate(document.read.every(Answer)):
        text = f"Answer {number}. {ATTACKS[number % len(ATTACKS)]}"
        if number == 100:
            text = "A sentence of the group, many times over. " * 1191
            assert len(text) > 50_000
        texts[answer.question_id] = text
        rows.append(replace(answer, text=text))
    put(document, iter(rows))
    return texts


def snapshot(document: Document, edition: Edition = Edition.FULL) -> ReportData:
    return take_snapshot(document, edition=edition, made_at=MADE_AT)


def test_every_answer_is_there_whole(document, answered):
    page = rendered(snapshot(document))
    assert len(page.answers) == 282
    for question, text in answered.items():
        assert page.answers[question] == [plain(line.rstrip()) for line in text.split("\n") if line.strip()]


def test_each_paragraph_has_a_direction_of_its_own(document, answered):
    page = rendered(snapshot(document))
    paragraphs = sum(map(len, page.answers.values()))
    assert sum(1 for tag, attributes in page.elements if tag == "p" and attributes.get("dir") == "auto") >= paragraphs > 282


def test_every_text_of_every_kind_of_row_is_shown(document):
    put(document, one_of_everything(document, lambda place: f"[{place}]"))
    page = rendered(snapshot(document))
    not_shown = {("contributors", "contact"), ("contributors", "gender"), ("answers", "parked_note")}
    not_shown |= {("assessment", "previous"), ("assessment", "previous_digest")}
    for row in one_of_everything(document, lambda place: f"[{place}]"):
        for field in fields(row):
            value = getattr(row, field.name)
            written = isinstance(value, str) and value.startswith("[") and field.name not in ("place", "rank")
            if written and (row.table, field.name) not in not_shown:
                assert value in page.text, f"{row.table}.{field.name}"


@pytest.mark.slow
@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_stays_text_in_every_field(document, attack):
    put(document, one_of_everything(document, lambda place: f"{place} {attack}"))
    page = rendered(snapshot(document))
    first = plain(attack.split("\n", maxsplit=1)[0])
    for row in one_of_everything(document, str):
        if isinstance(row, Answer | Finding | Session | Activity | Indicator | Measurement | Contribution | Assessment):
            assert any(f"{row.table}.{row.id}.{field.name} {first}" in page.text for field in fields(row)), row.table
    assert_harmless(page)


def assert_harmless(page: Page) -> None:
    tags = {tag for tag, _ in page.elements}
    assert tags.isdisjoint({"script", "img", "iframe", "object", "embed", "link", "base", "form", "input", "image", "use"})
    for tag, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on")], tag
        assert attributes.keys().isdisjoint({"src", "srcset", "action", "background", "style", "xlink:href"}), tag
        for name, value in attributes.items():
            if "url(" in (value or ""):
                assert re.fullmatch(r"url\(#texture-[a-z_]+\)", value), (tag, name)
    assert all(link.startswith("#") for link in page.values("href"))
    assert "url(" not in page.styles
    assert "@import" not in page.styles
    assert page.styles.count("<") == 0
    assert page.comments == []
    assert page.count("style") == page.count("title") == page.count("body") == 1


def test_the_page_may_fetch_nothing_and_run_nothing(document):
    page = rendered(snapshot(document))
    policies = [attributes["content"] for _, attributes in page.elements if "http-equiv" in attributes]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'; img-src data:"]
    assert_harmless(page)


def test_the_public_edition_has_nothing_that_is_confidential(document):
    put(document, one_of_everything(document, lambda place: f"[{place}]", confidential=Confidentiality.MARKED))
    page = rendered(snapshot(document, Edition.PUBLIC))
    for table in {kind.table for kind in ROW_TYPES if issubclass(kind, Markable)} - {"working_groups"} | {"evidence"}:
        assert f"[{table}." not in page.text
        assert not [1 for _, attributes in page.elements if f"[{table}." in "".join(map(str, attributes.values()))]
    assert "[assessment." in page.text
    assert str(WITHHELD) in page.text


def test_the_full_edition_marks_what_is_confidential(document):
    put(document, one_of_everything(document, lambda place: f"[{place}]", confidential=Confidentiality.MARKED))
    page = rendered(snapshot(document))
    assert sum(attributes.get("class") == "confidential" for _, attributes in page.elements) == 10, (
        "six kinds of rows; two activities, each among the priorities and in the plan"
    )


def test_an_empty_assessment_makes_a_readable_report(document):
    page = rendered(snapshot(document))
    places = sum(str(attributes.get("id")).startswith("q-") for _, attributes in page.elements)
    assert (page.answers, page.text.count(str(NOT_ANSWERED)), places) == ({}, 60, 282), "said once a section"
    assert "Answers of the assessment in this report: 0 of 0" in page.text


def test_an_assessment_without_any_question_makes_a_report(document):
    questions = [answer.question_id for answer in document.read.every(Answer)]
    include_questions(document, questions=questions, included=False)
    put(document, one_of_everything(document, lambda place: f"[{place}]"))
    page = rendered(snapshot(document))
    assert page.answers == {}
    assert "No questions are included in this assessment." in page.text
    assert dead_links(page) == []


def test_the_same_picture_makes_the_same_file(document, answered):
    data = snapshot(document)
    first, second = BytesIO(), BytesIO()
    render_html(data, first, ENGLISH)
    render_html(data, second, ENGLISH)
    assert first.getvalue() == second.getvalue()


def test_a_path_gets_the_same_as_a_stream(document, tmp_path: Path):
    data = snapshot(document)
    stream = BytesIO()
    render_html(data, stream, ENGLISH)
    render_html(data, tmp_path / "report.html", ENGLISH)
    assert (tmp_path / "report.html").read_bytes() == stream.getvalue()


def dead_links(page: Page) -> list[str]:
    places = set(page.values("id"))
    return [link for link in page.values("href") if link.removeprefix("#") not in places]


@pytest.mark.parametrize("edition", Edition)
def test_every_link_leads_somewhere_and_every_place_is_one(document, edition):
    put(document, one_of_everything(document, lambda place: f"[{place}]"))
    page = rendered(snapshot(document, edition))
    places = page.values("id")
    assert len(places) == len(set(places))
    assert dead_links(page) == []
    for name in ("aria-labelledby", "aria-describedby"):
        assert set(page.values(name)) <= set(places)


def test_headings_go_down_one_step_at_a_time(document):
    put(document, one_of_everything(document, lambda place: f"[{place}]"))
    page = rendered(snapshot(document))
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_parts_are_in_the_order_of_all_formats(document):
    page = rendered(snapshot(document))
    parts = [attributes["id"] for tag, attributes in page.elements if attributes.get("class", "").startswith("chapter ")]
    assert parts == [part.value for part in HEADINGS]


def test_people_who_do_not_see_can_use_it(document):
    put(document, one_of_everything(document, lambda place: f"[{place}]"))
    page = rendered(snapshot(document))
    tags = [tag for tag, _ in page.elements]
    assert {"main", "nav", "header", "footer"} <= set(tags)
    assert next(attributes for tag, attributes in page.elements if tag == "html")["lang"] == "en"
    assert next(attributes for tag, attributes in page.elements if tag == "a")["href"] == "#report"
    assert all("scope" in attributes for tag, attributes in page.elements if tag == "th")
    pictures = [attributes for tag, attributes in page.elements if tag == "svg"]
    assert all(attributes.get("aria-hidden") == "true" for attributes in pictures)
    assert "The same figures as a table" in page.text


def test_arabic_is_set_from_the_right(document, answered):
    data = replace(snapshot(document), language="ar")
    page = rendered(data, Translator("ar"))
    root = next(attributes for tag, attributes in page.elements if tag == "html")
    assert (root["lang"], root["dir"]) == ("ar", "rtl")


def test_the_mark_is_on_the_screen_and_on_every_printed_page(document):
    assessment = document.read.assessment()
    put(document, iter([replace(assessment, classification='Restricted "} </style> \\')]))
    page = rendered(snapshot(document))
    assert 'Restricted "} </style> \\' in page.text
    assert "</" not in page.styles
    assert f'@top-left {{ content: "{css_text(chr(82))}' in page.styles


def test_levels_are_words(document):
    put(document, one_of_everything(document, lambda _: "[text]"))
    page = rendered(snapshot(document))
    shown = [tag for tag, attributes in page.elements if (attributes.get("class") or "").startswith("level level-")]
    assert len(shown) == 8 * 2 + 1
    assert re.search(r"Importance\s*High\s*Urgency\s*High", page.text)
