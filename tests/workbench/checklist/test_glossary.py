"""Which terms a text uses."""

from __future__ import annotations

import pytest

from workbench.checklist.glossary import TermFinder, terms_in, terms_of
from workbench.checklist.tree import GuidancePart, QuestionEntry, SectionEntry, Term
from workbench.model.rows import QuestionId, SectionId
from workbench.model.vocabulary import WordingField


def term(text: str, *forms: str, not_marked: tuple[str, ...] = ()) -> Term:
    return Term(text.casefold(), text, "definition", "own", forms, not_marked)


QUESTION = QuestionEntry(QuestionId("kf1.q1"), "1.1", "Which risk?", included=True)
SECTION = SectionEntry(
    SectionId("kf1.s1"), "I", "", (GuidancePart(WordingField.WHY, "Because of zeal"),), ("One audit",), (QUESTION,)
)


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
        ("Key performance indicator (KPI)", "Two KPIs", True),
        ("United Nations (UN)", "The UN and its bodies", True),
        ("United Nations (UN)", "un agent, une règle", False),
        ("United Nations (UN)", "the united nations", True),
        ("Memorandum (MoU)", "Two MoUs", True),
        ("Memorandum (MoU)", "mou", False),
        ("Policy", "Which policies are there?", True),
        ("gender policy", "two gender policies", True),
        ("policy", "polices", False),
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


@pytest.mark.parametrize(
    "text", ["A conflict of interest", "Conflicts of interest", "the conflict of interests", "interests that clash"]
)
def test_a_term_is_found_in_its_other_forms(text: str) -> None:
    known = [term("conflict of interest", "conflicts of interest", "interests that clash")]
    assert terms_in([text], known) == tuple(known)
    assert [span.term for span in TermFinder(known).spans(text)] == known


def test_a_term_does_not_reach_from_one_text_into_the_next() -> None:
    assert terms_in(["code of", "conduct"], [term("code of conduct")]) == ()


def test_the_terms_of_a_question_are_those_of_its_section_too() -> None:
    found = terms_of(SECTION, QUESTION, [term("audit"), term("risk"), term("zeal"), term("bribe")])
    assert [entry.term for entry in found] == ["audit", "risk", "zeal"]


def test_a_term_is_not_told_where_its_word_means_something_else() -> None:
    terms = [term("risk", not_marked=("kf1.q1",)), term("zeal", not_marked=("kf1.s1",))]
    assert terms_of(SECTION, QUESTION, terms) == ()
    elsewhere = QuestionEntry(QuestionId("kf1.q2"), "1.2", "Which risk?", included=True)
    assert [entry.term for entry in terms_of(SECTION, elsewhere, terms)] == ["risk"]
    finder = TermFinder(terms)
    assert finder.spans("Which risk?", "kf1.q1") == ()
    assert [span.term.term for span in finder.spans("Which risk?", "kf1.q2")] == ["risk"]


def test_a_term_of_nearly_every_text_is_marked_nowhere_and_explained_in_reports() -> None:
    customs = term("customs", not_marked=("everywhere",))
    assert TermFinder([customs]).spans("Does customs know?", "kf1.q1") == ()
    assert TermFinder([customs]).spans("Does customs know?") == ()
    assert (
        terms_of(SECTION, QuestionEntry(QuestionId("kf1.q2"), "1.2", "Does customs know?", included=True), [customs]) == ()
    )
    assert terms_in(["Does customs know?"], [customs]) == (customs,)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Risks, a risk and a KPI", ["Risks", "KPI"]),
        ("Two key performance indicators", ["key performance indicators"]),
        ("The code of conduct and another code", ["code of conduct", "code"]),
        ("Risky encoding", []),
        ("A kpi is no abbreviation, a KPI is", ["KPI"]),
        ("Some policies", ["policies"]),
        ("", []),
    ],
)
def test_where_a_text_uses_terms(text: str, found: list[str]) -> None:
    terms = [term("risk"), term("code"), term("code of conduct"), term("Key performance indicator (KPI)"), term("Policy")]
    assert [text[span.start : span.end] for span in TermFinder(terms).spans(text)] == found


def test_a_glossary_without_terms_marks_nothing() -> None:
    assert TermFinder([]).spans("risk") == ()
