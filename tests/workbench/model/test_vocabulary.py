"""The words of a mark: what hides, what people decide, what is inherited; and that nothing unknown ever shows."""

from __future__ import annotations

import ast
import pickle
import re
from pathlib import Path

import pytest

from workbench.model.declared import declared
from workbench.model.labels import NOT_KNOWN, label
from workbench.model.rows import ROW_TYPES, Answer, Assessment, Markable
from workbench.model.vocabulary import Choice, Confidentiality

OPEN, MARKED, INHERITED, LIFTED = Confidentiality
ROOT = Path(__file__).parents[3]


def test_two_words_hide_and_two_show() -> None:
    assert [mark for mark in Confidentiality if mark.hides] == [MARKED, INHERITED]


@pytest.mark.parametrize("word", ["headquarters", "OPEN", "open ", "", "0", "1", 0, 1, None, b"open"])
def test_a_word_that_nobody_knows_hides(word: object) -> None:
    assert Confidentiality(word) is MARKED


@pytest.mark.parametrize(
    ("before", "marked", "taken_off"),
    [(OPEN, MARKED, OPEN), (MARKED, MARKED, OPEN), (INHERITED, MARKED, LIFTED), (LIFTED, MARKED, LIFTED)],
)
def test_people_decide(before, marked, taken_off) -> None:
    assert before.decided(confidential=True) is marked
    assert before.decided(confidential=False) is taken_off


@pytest.mark.parametrize(
    ("before", "after"), [(OPEN, INHERITED), (MARKED, MARKED), (INHERITED, INHERITED), (LIFTED, LIFTED)]
)
def test_a_decision_of_people_is_not_inherited_over(before, after) -> None:
    assert before.from_confidential() is after


def test_a_mark_is_never_a_truth() -> None:
    with pytest.raises(TypeError, match="hides"):
        bool(OPEN)


def test_a_row_is_confidential_as_its_mark_says() -> None:
    rows = [Answer(id="a", question_id="q", confidential=mark) for mark in Confidentiality]
    assert [row.is_confidential for row in rows] == [False, True, True, False]


def test_every_row_that_people_write_for_a_report_can_be_marked() -> None:
    unmarked = {kind.__name__ for kind in ROW_TYPES if not issubclass(kind, Markable)} - {Assessment.__name__}
    links = {
        "Evidence",
        "GroupMember",
        "GroupArea",
        "SessionParticipant",
        "SessionArea",
        "ActivityQuestion",
        "ActivityIndicator",
        "ActivityPerson",
        "IndicatorPerson",
        "DocumentPerson",
        "Attachment",
        "Hand",
    }
    people = {"ActivityPerson", "DocumentPerson", "IndicatorPerson"}
    assert unmarked == links | people | {"Area", "Section", "Question", "Wording"}


DOORS = {
    "workbench/model/rows/row.py": "the door",
    "workbench/model/vocabulary.py": "the words",
    "workbench/operations/inheriting.py": "writes what is inherited",
    "workbench/operations/voices.py": "writes what is inherited",
    "workbench/document/inheritance.py": "says why",
    "workbench/operations/forgetting.py": "keeps it when all else is forgotten",
    "workbench/cli/planning.py": "says why",
    "workbench/recovering/assembling.py": "compares it with what the history says of it",
    "workbench/recovering/notes.py": "keeps it until it is set in a change of its own",
    "workbench/keeping/looking_back.py": "keeps what has become confidential since a copy",
}
"""The modules that may read the mark itself; all others ask whether a row is confidential."""


def test_nobody_else_reads_the_mark() -> None:
    readers = set()
    for path in (*(ROOT / "workbench").rglob("*.py"), *(ROOT / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr == "confidential" and not _is_own(node):
                readers.add(path.relative_to(ROOT).as_posix())
    assert readers <= set(DOORS)
    for path in (ROOT / "workbench").rglob("*.j2"):
        found = re.findall(r"(\w+)\.confidential\b", path.read_text(encoding="utf-8"))
        assert set(found) <= {"w"}, f"{path.name}: only the word for it, of the words of the report"


def _is_own(node: ast.Attribute) -> bool:
    """``self.confidential`` is a method or a widget, never a row."""
    return isinstance(node.value, ast.Name) and node.value.id in ("self", "book")


CHOICES = {field.choices for kind in ROW_TYPES for field in declared(kind).values() if field.choices is not None}


def test_every_word_is_of_the_first_format_until_a_later_one_adds_some() -> None:
    assert {word.since for choices in CHOICES for word in choices} == {0}


def test_a_word_of_a_later_format_says_so() -> None:
    class Weather(Choice):
        SUN = "sun"
        HAIL = "hail", 4

    assert [(word.value, str(word), word.since) for word in Weather] == [("sun", "sun", 0), ("hail", "hail", 4)]
    assert Weather("hail") is Weather.HAIL
    assert Weather.HAIL.is_known


@pytest.mark.parametrize("choices", sorted(CHOICES - {Confidentiality}, key=str), ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("word", ["under_review", "", "none of them"])
def test_an_unknown_choice_is_like_no_other_and_keeps_its_word(choices: type[Choice], word: str) -> None:
    found = choices.of(word)
    assert isinstance(found, choices)
    assert not found.is_known
    assert found.value == word
    assert found not in list(choices)
    assert found, "it is not nothing"
    assert choices.of(word) == found
    assert label(found) is NOT_KNOWN
    assert (type(again := pickle.loads(pickle.dumps(found))), again.value, again.is_known) == (choices, word, False)
    with pytest.raises(ValueError, match="is not a valid"):
        choices(word)
    for known in choices:
        assert choices.of(known.value) is known
        assert pickle.loads(pickle.dumps(known)) is known
