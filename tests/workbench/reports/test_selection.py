"""A report of some parts: what is not wanted is in no format, is counted nowhere, and is not searched for names."""

from __future__ import annotations

import io
from html.parser import HTMLParser

import pypdf
import pytest

from workbench.errors import InvalidValue
from workbench.language.i18n import ENGLISH
from workbench.model.rows import Contributor
from workbench.model.vocabulary import Edition
from workbench.operations.answers import edit_answer, write_answer
from workbench.operations.assessment import describe_assessment
from workbench.operations.people import add_contributor
from workbench.reports.contents import RenderedCounts
from workbench.reports.export import export_report
from workbench.reports.formats import ReportFormat
from workbench.reports.html import render_html
from workbench.reports.names import find_names
from workbench.reports.parts import ALL_PARTS, WHOLE, Part, Selection
from workbench.reports.pdf import render_pdf
from workbench.reports.selection import selected
from workbench.reports.snapshot import take_snapshot

pytestmark = pytest.mark.slow


def drawn(render, data):
    stream = io.BytesIO()
    counts = render(data, stream, ENGLISH)
    assert counts == RenderedCounts(data.counts.answered, data.counts.characters, data.counts.activities)
    return stream.getvalue()


def pdf_text(data):
    pages = pypdf.PdfReader(io.BytesIO(drawn(render_pdf, data))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


class Anchors(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.targets, self.links = set(), set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        if known.get("id"):
            self.targets.add(known["id"])
        if tag == "a" and known.get("href", "").startswith("#"):
            self.links.add(known["href"][1:])


def test_what_is_recommended_follows_what_was_found_and_comes_before_the_plan(sample):
    page = drawn(render_html, take_snapshot(sample)).decode()
    in_order = (Part.FINDINGS, Part.CHALLENGES, Part.RECOMMENDATIONS, Part.PRIORITIES, Part.PLAN)
    places = [page.index(f'id="{part.value}"') for part in in_order]
    assert places == sorted(places)


def test_a_report_of_everything_is_the_picture_itself(sample):
    data = take_snapshot(sample)
    assert selected(data, WHOLE) is data
    assert selected(data, Selection(parts=tuple(reversed(ALL_PARTS)))) is data


@pytest.mark.parametrize("part", Part)
def test_each_part_can_be_alone_and_can_be_left_out(sample, part):
    whole = take_snapshot(sample)
    others = tuple(each for each in ALL_PARTS if each is not part)
    for parts in ((part,), others):
        data = selected(whole, Selection(parts=parts))
        drawn(render_pdf, data)
        found = Anchors(drawn(render_html, data).decode())
        assert found.links <= found.targets
        assert {each.value for each in parts} <= found.targets
        assert not {each.value for each in ALL_PARTS if each not in parts} & found.targets


def test_what_is_left_out_is_in_no_text_of_the_picture(document):
    write_answer(document, question="kf1.q1", text="An answer about the night shift")
    describe_assessment(document, key_messages="Begin with the lanes", lessons="Ask earlier", method="Three days")
    data = selected(take_snapshot(document), Selection(parts=(Part.KEY_MESSAGES, Part.FINDINGS)))
    for hidden in ("night shift", "Ask earlier", "Three days"):
        assert hidden not in repr(data)
    assert "Begin with the lanes" in pdf_text(data)


def test_a_name_in_a_part_that_is_left_out_asks_for_no_decision(document):
    add_contributor(document, name="Emma Hammerstein", confidential=True)
    write_answer(document, question="kf1.q1", text="Emma Hammerstein signs alone")
    everybody = document.read.every(Contributor)
    public = take_snapshot(document, edition=Edition.PUBLIC)
    assert find_names(public, everybody)
    assert not find_names(selected(public, Selection(parts=(Part.SCOPE, Part.PROFILE))), everybody)


def test_a_single_part_has_no_cover(sample):
    data = selected(take_snapshot(sample), Selection(parts=(Part.PEOPLE,)))
    pages = pypdf.PdfReader(io.BytesIO(drawn(render_pdf, data))).pages
    assert pages[0].extract_text().count("People") >= 1
    assert "Contents" not in pages[0].extract_text()


def test_only_what_is_answered(document):
    write_answer(document, question="kf1.q2", text="We met on Monday.")
    edit_answer(document, question="kf2.q1", causes="Nobody was told")
    whole = take_snapshot(document)
    data = selected(whole, Selection(only_answered=True))
    assert [entry.question.id for entry in data.questions] == ["kf1.q2", "kf2.q1"]
    assert data.unanswered == len(whole.questions) - 2
    assert data.progress.total == whole.progress.total
    text = pdf_text(data)
    assert f"{data.unanswered} questions about which nothing was written are omitted." in text
    assert "Not answered." in text  # kf2.q1 has causes
    page = drawn(render_html, data).decode()
    assert page.count('class="question"') == 2
    found = Anchors(page)
    assert found.links <= found.targets


def test_a_withheld_answer_is_still_counted(document):
    edit_answer(document, question="kf1.q1", text="Secret", confidential=True)
    data = selected(take_snapshot(document, edition=Edition.PUBLIC), Selection(only_answered=True))
    assert [entry.question.id for entry in data.questions] == ["kf1.q1"]
    assert "Secret" not in pdf_text(data)


def test_one_area(sample):
    area = take_snapshot(sample).areas[1].entry
    data = selected(take_snapshot(sample), Selection(parts=(Part.ANSWERS,), areas=frozenset({area.id})))
    assert [entry.entry.id for entry in data.areas] == [area.id]
    assert not data.notes


def test_nothing_is_no_report(document):
    with pytest.raises(InvalidValue):
        selected(take_snapshot(document), Selection(parts=()))


def test_a_report_of_parts_is_proven_and_told(sample, tmp_path):
    result = export_report(sample, tmp_path / "r.pdf", selection=Selection(parts=(Part.SCOPE, Part.PLAN)))
    activities = len(take_snapshot(sample).activities)
    assert ENGLISH(result.sentence()) == f"Parts of the report: 2, without the answers. Activities: {activities}."
    result = export_report(sample, tmp_path / "a.html", selection=Selection(only_answered=True))
    assert ENGLISH(result.sentence()).startswith("Answers: ")


def test_json_always_has_everything(sample, tmp_path):
    with pytest.raises(InvalidValue):
        export_report(sample, tmp_path / "r.json", selection=Selection(only_answered=True))
    assert not (tmp_path / "r.json").exists()
    assert not ReportFormat.JSON.spec.in_parts
