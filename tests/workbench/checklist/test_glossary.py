"""Which terms a text uses."""

from __future__ import annotations

import pytest

from workbench.checklist.glossary import TermFinder, terms_in, terms_of
from workbench.checklist.tree import GuidancePart, SectionEntry, Term
from workbench.model.vocabulary import WordingField


def term(text: str) -> Term:
    return Term(text.casefold(), text, "definition", "own")


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("risk", "Every risk counts.", True),
        ("risk", "RISKS are counted.", True),
        ("Risk", "a risk-based approach", True),
        ("risk", "An asterisk, and brisk work", False),
        ("risk", "risky", False),
        ("audit", "audited", False),
        ("Process", "Two processes", True),
        ("code of conduct", "the Code of Conduct says", True),
        ("code of conduct", "the code and the conduct", False),
        ("Key performance indicator (KPI)", "A KPI is measured", True),
        ("Key performance indicator (KPI)", "Two key performance indicators", True),
        ("Key performance indicator (KPI)", "A KPIX", False),
        ("C++ (a.b)", "C++ is no regular expression, nor a.b", True),
        ("a.b", "axb", False),
        ("честность", "О Честность!", True),
        ("Straße", "die STRASSE", True),
        ("risk", "", False),
        ("good practice", "bigood practice", False),
        ("good practice", "bigood practice, and good practices", True),
    ],
)
def test_a_term_is_found_as_a_whole_word(name: str, text: str, found: bool) -> None:
    assert (terms_in([text], [term(name)]) != ()) is found


def test_terms_keep_their_order_and_come_once() -> None:
    terms = [term("audit"), term("risk"), term("zeal")]
    assert [found.term for found in terms_in(["risk, risk", "an audit of risk"], terms)] == ["audit", "risk"]


def test_a_term_does_not_reach_from_one_text_into_the_next() -> None:
    assert terms_in(["code of", "conduct"], [term("code of conduct")]) == ()


def test_the_terms_of_a_question_are_those_of_its_section_too() -> None:
    section = SectionEntry("kf1.s1", "I", "", (GuidancePart(WordingField.WHY, "Because of zeal"),), ("One audit",), ())
    found = terms_of(section, "Which risk?", [term("audit"), term("risk"), term("zeal"), term("bribe")])
    assert [entry.term for entry in found] == ["audit", "risk", "zeal"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Risks, a risk and a KPI", ["Risks", "KPI"]),
        ("Two key performance indicators", ["key performance indicators"]),
        ("The code of conduct and another code", ["code of conduct", "code"]),
        ("Risky encoding", []),
        ("", []),
    ],
)
def test_where_a_text_uses_terms(text: str, found: list[str]) -> None:
    terms = [term("risk"), term("code"), term("code of conduct"), term("Key performance indicator (KPI)")]
    assert [text[span.start : span.end] for span in TermFinder(terms).spans(text)] == found


def test_a_glossary_without_terms_marks_nothing() -> None:
    assert TermFinder([]).spans("risk") == ()
