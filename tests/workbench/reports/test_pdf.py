"""The PDF report holds everything, whole, and is what a reader of PDF expects."""

import io
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pypdf
import pytest

from workbench.document.document import Document
from workbench.language.i18n import ENGLISH, Message
from workbench.model.rows import (
    Activity,
    Answer,
    Assessment,
    BackgroundDocument,
    Contribution,
    Contributor,
    Finding,
    Session,
)
from workbench.model.vocabulary import Confidentiality, Edition
from workbench.reports.contents import NOT_ANSWERED, RenderedCounts
from workbench.reports.parts import HEADINGS, Part
from workbench.reports.pdf import render_pdf
from workbench.reports.snapshot import take_snapshot

pytestmark = pytest.mark.slow

MADE_AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
MARK = "Station eyes only"
HOSTILE = {
    0: "Tags <b>bold</b> &amp; <para> <img src='file:///etc/passwd'/> <font color=red> 5 < 6 > 4 \"quoted\" 'too'",
    1: "w" * 4000,
    2: "Таможенный пост работает круглосуточно. " * 40,
    3: "First paragraph.\n\nSecond paragraph.\n   Third, indented.",
    4: " ".join(f"word{number}" for number in range(6000)),
    5: "smile 😀 and 海关",
    6: "a\u00a0b\u200bc soft\u00adhyphen",
    7: "{{ 7 * 7 }} %(percent)s {0} \\n $HOME `code` ~tilde",
}
ARABIC = "يعمل في مكتب الجمارك (Zebra Crossing) مئة وثمانية وخمسون موظفًا منذ 2024، ولا يعرف أحد لماذا. " * 12


def text_for(number: int) -> str:
    return HOSTILE.get(
        number, f"Answer {number}: " + "the officers at our station know the procedure but few have read it. " * 6
    )


def render(document: Document, edition: Edition = Edition.FULL) -> tuple[bytes, RenderedCounts]:
    target = io.BytesIO()
    counts = render_pdf(take_snapshot(document, made_at=MADE_AT, edition=edition), target, ENGLISH)
    return target.getvalue(), counts


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b]+", "", text)


def body_of(reader: pypdf.PdfReader) -> str:
    """The text of all pages without their headers and footers, and without white space."""
    pages = []
    for page in reader.pages:
        lines = page.extract_text().splitlines()
        kept = [line for line in lines if MARK not in line and not re.search(r"Page \d+ of \d+", line)]
        pages.append("".join(kept).replace("Karsk · Customs of Veldora", ""))
    return squeezed("".join(pages)).replace("Integrityself-assessment", "")


@pytest.fixture(scope="module")
def full(_empty_file, tmp_path_factory):
    """Every question answered, and the report of it."""
    import shutil

    path = shutil.copy(_empty_file, tmp_path_factory.mktemp("pdf") / "full.integrity")
    with Document.open(path) as document:
        with document.change(Message("all answers")) as transaction:
            transaction.put(replace(document.read.assessment(), classification=MARK))
            for number, answer in enumerate(document.read.every(Answer)):
                transaction.put(replace(answer, text=ARABIC if number == 9 else text_for(number)))
        data, counts = render(document)
        answers = [answer.text for answer in document.read.every(Answer)]
    return pypdf.PdfReader(io.BytesIO(data)), counts, answers


def test_every_one_of_282_answers_is_in_it_whole(full):
    reader, _, answers = full
    body = body_of(reader)
    assert len(answers) == 282
    for number, answer in enumerate(answers):
        if number in (5, 9):
            continue
        assert squeezed(answer) in body, number


def test_what_the_font_lacks_is_named(full):
    reader, _, _ = full
    assert "smile[U+1F600]and[U+6D77][U+5173]" in body_of(reader)


def test_arabic_keeps_all_its_letters(full):
    reader, _, _ = full
    body = body_of(reader)
    expected = Counter(character for character in ARABIC if "\u0600" <= character <= "\u06ff")
    found = Counter(character for character in body if "\u0600" <= character <= "\u06ff")
    assert found == expected
    assert (body.count("Zebra"), body.count("Crossing")) == (12, 12)


def test_the_counts_are_those_of_the_file(full):
    _, counts, answers = full
    assert counts == RenderedCounts(282, sum(map(len, answers)), 0)


def test_the_outline_has_every_part_and_area(full):
    reader, _, _ = full
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    parts = [str(HEADINGS[part]) for part in Part if part is not Part.GLOSSARY]
    assert [title for title in titles if title != str(HEADINGS[Part.GLOSSARY])] == parts
    nested = [entry.title for group in reader.outline if isinstance(group, list) for entry in group]
    assert sum("Transparency" in title for title in nested) == 2


def test_every_page_but_the_cover_has_mark_and_number(full):
    reader, _, _ = full
    total = len(reader.pages)
    assert MARK in reader.pages[0].extract_text()
    for number, page in enumerate(reader.pages[1:], 2):
        text = page.extract_text()
        assert MARK in text
        assert f"Page {number} of {total}" in text


def test_the_contents_point_to_the_right_pages(full):
    reader, _, _ = full
    contents = reader.pages[1].extract_text()
    for part in (Part.KEY_MESSAGES, Part.PRIORITIES, Part.ANSWERS):
        heading = str(HEADINGS[part])
        number = re.search(re.escape(heading) + r"[ .]*(\d+)", contents) or re.search(
            r"(\d+)\s*" + re.escape(heading), contents
        )
        assert number is not None
        assert heading in reader.pages[int(number.group(1)) - 1].extract_text()


def test_title_author_and_language_are_said(full):
    reader, _, _ = full
    assert "Karsk" in reader.metadata.title
    assert reader.metadata.author == "Customs of Veldora"
    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"].value is True


def test_only_our_fonts_are_in_it(full):
    reader, _, _ = full
    names = {str(font.get_object()["/BaseFont"]) for page in reader.pages for font in page["/Resources"]["/Font"].values()}
    assert all("FiraGO" in name for name in names)


def test_the_plan_is_on_turned_pages(sample):
    reader = pypdf.PdfReader(io.BytesIO(render(sample)[0]))
    turned = [page.extract_text() for page in reader.pages if page.mediabox.width > page.mediabox.height]
    assert turned
    plan = next(text for text in turned if "Performance target" in text)
    assert "Outcome 1" in plan
    upright = [page for page in reader.pages if page.mediabox.width < page.mediabox.height]
    assert len(upright) + len(turned) == len(reader.pages)


def test_the_sample_is_whole_and_its_activities_are_counted(sample):
    data = take_snapshot(sample, made_at=MADE_AT)
    counts = render_pdf(data, io.BytesIO(), ENGLISH)
    assert counts == RenderedCounts(data.counts.answered, data.counts.characters, data.counts.activities)
    assert counts.activities == 26


def test_the_same_picture_gives_the_same_bytes(document):
    assert render(document)[0] == render(document)[0]


def test_an_empty_assessment_has_every_part(document):
    data, counts = render(document)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    assert counts == RenderedCounts(0, 0, 0)
    for part in Part:
        if part is not Part.GLOSSARY:
            assert str(HEADINGS[part]) in text


def test_what_is_not_answered_is_said_once_a_section_with_every_question(sample):
    sections = [part for entry in take_snapshot(sample).areas for part in entry.sections]
    text = body_of(pypdf.PdfReader(io.BytesIO(render(sample)[0])))
    assert text.count(squeezed(str(NOT_ANSWERED))) == len([part for part in sections if part.untold]) < 60
    for part in sections:
        for entry in part.questions:
            assert squeezed(f"{entry.question.number} {entry.question.wording}") in text, entry.question.number


def test_a_report_without_any_words_at_all(document):
    with document.change(Message("empty")) as transaction:
        transaction.put(replace(document.read.assessment(), administration="", station=""))
    data, _ = render(document)
    assert data.startswith(b"%PDF")


def test_the_public_edition_leaks_nothing_confidential(sample):
    canary = "Xyzzy"
    with sample.change(Message("canaries")) as transaction:
        for row_type, fields in (
            (Answer, ("text", "causes")),
            (Activity, ("title", "description", "priority_reason", "target", "budget")),
            (Session, ("title", "topics", "results")),
            (Contributor, ("name", "background")),
            (BackgroundDocument, ("title", "note")),
            (Finding, ("strengths", "gaps", "causes")),
            (Contribution, ("text",)),
        ):
            row = sample.read.every(row_type)[0]
            transaction.put(replace(row, confidential=Confidentiality.MARKED, **dict.fromkeys(fields, canary)))
    public = pypdf.PdfReader(io.BytesIO(render(sample, Edition.PUBLIC)[0]))
    assert canary not in "".join(page.extract_text() for page in public.pages)
    assert "not included in the public edition" in " ".join("".join(page.extract_text() for page in public.pages).split())
    complete = pypdf.PdfReader(io.BytesIO(render(sample)[0]))
    assert canary in "".join(page.extract_text() for page in complete.pages)


@pytest.mark.parametrize("text", ["x" * 50_000, "word " * 10_000, "عربي " * 9_000, "ا" * 20_000, "line\n" * 5_000])
def test_very_long_texts_come_out_whole(document, text):
    answer = document.read.every(Answer)[0]
    with document.change(Message("long")) as transaction:
        transaction.put(replace(answer, text=text))
    _, counts = render(document)
    assert counts == RenderedCounts(1, len(text), 0)


def test_a_cell_taller_than_a_page_goes_on_over_the_next(sample):
    row = sample.read.every(Activity)[0]
    with sample.change(Message("tall")) as transaction:
        transaction.put(replace(row, budget="a budget of many words " * 800))
        transaction.put(replace(sample.read.assessment(), responsible="quuxword " * 3000, administration="A " * 300))
    data, counts = render(sample)
    assert counts.activities == 26
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    assert text.count("quuxword") == 3000
    assert isinstance(sample.read.assessment(), Assessment)
