"""A report prints the question that was asked: in the language of the assessment, whatever the report itself speaks."""

from __future__ import annotations

import io
import json

import pypdf
import pytest

from workbench.language.i18n import Translator
from workbench.operations.answers import write_answer
from workbench.operations.assessment import add_own_question, create_assessment
from workbench.operations.wording import replace_wording
from workbench.reports.html import render_html
from workbench.reports.json_report import render_json
from workbench.reports.pdf import render_pdf
from workbench.reports.snapshot import take_snapshot

pytestmark = pytest.mark.slow

ASKED = "Qui dirige la station ?"
OWN = "Et les transporteurs ?"
ARABIC = "من يقود المكتب؟"


@pytest.fixture
def french(tmp_path, pack):
    """An assessment in French: one question from a wording file, one of its own, the rest as the program has them."""
    with create_assessment(tmp_path / "fr.integrity", pack=pack, language="fr") as document:
        replace_wording(document, language="fr", texts={"kf1.q1": ASKED})
        own = add_own_question(document, wording=OWN)
        write_answer(document, question="kf1.q1", text="Le chef de service.")
        write_answer(document, question=own, text="Avec eux.")
        yield document


def read(render, document, language="en"):
    target = io.BytesIO()
    render(take_snapshot(document, language=language), target, Translator(language))
    return target.getvalue()


def pdf_text(content):
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_format_prints_what_was_asked(french, pack, language):
    ours = pack.questions[0].wording
    html = read(render_html, french, language).decode()
    table = json.loads(read(render_json, french, language))
    (first, *_) = table["areas"][0]["sections"][0]["questions"]
    for text in (pdf_text(read(render_pdf, french, language)), html, first["wording"]):
        assert ASKED in text
        assert ours not in text
    for text in (pdf_text(read(render_pdf, french, language)), html):
        assert OWN in text
    assert f'<bdi lang="fr">{ASKED}</bdi>' in html or language == "fr"
    assert table["language"] == language


SENTENCES = (
    "281 questions are printed in the wording of the checklist (English).",
    "1 question is printed in the wording of the administration (Français).",
    "1 question was added by the administration (Français).",
)


def test_the_last_lines_say_whose_wording_it_is(french):
    html = read(render_html, french).decode().replace("&#39;", "'")
    for text in (pdf_text(read(render_pdf, french)), html):
        for sentence in SENTENCES:
            assert sentence in text
    assert json.loads(read(render_json, french))["wording"] == [
        {"origin": "pack", "language": "en", "questions": 281},
        {"origin": "wording_file", "language": "fr", "questions": 1},
        {"origin": "own", "language": "fr", "questions": 1},
    ]


def test_an_arabic_assessment_is_printed_in_arabic(tmp_path, pack):
    with create_assessment(tmp_path / "ar.integrity", pack=pack, language="ar") as document:
        replace_wording(document, language="ar", texts={"kf1.q1": ARABIC})
        html = read(render_html, document).decode()
        assert f'<bdi lang="ar">{ARABIC}</bdi>' in html
        letters = set(ARABIC) & set(pdf_text(read(render_pdf, document)))
        assert letters >= {letter for letter in ARABIC if letter.isalpha()}


def test_a_report_in_one_wording_says_one_sentence(document):
    data = take_snapshot(document)
    assert [use.questions for use in data.wordings] == [282]
    assert "282 questions are printed in the wording of the checklist (English)." in pdf_text(read(render_pdf, document))


def test_the_glossary_and_the_titles_are_in_the_language_of_the_assessment(document, french):
    for each in (document, french):
        data = take_snapshot(each, language="en")
        assert data.checklist.language == each.read.assessment().language
