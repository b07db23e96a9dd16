"""How the choices read: each has a text, and no two choices of one kind read the same."""

from __future__ import annotations

from enum import StrEnum

import pytest

from workbench.model import vocabulary
from workbench.model.labels import CRITERION_HELP, SHORT_CRITERIA, label
from workbench.model.vocabulary import Criterion, Level, WordingField, WordingOrigin

SHOWN = [
    kind
    for kind in vars(vocabulary).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind not in (StrEnum, WordingField, WordingOrigin)
]


@pytest.mark.parametrize("kind", SHOWN)
def test_every_choice_reads_differently(kind: type[StrEnum]) -> None:
    texts = [str(label(choice)) for choice in kind]
    assert all(texts)
    assert len(set(texts)) == len(texts)


def test_a_choice_that_nobody_sees_has_no_text() -> None:
    with pytest.raises(KeyError):
        label(WordingField.TITLE)


def test_the_levels_read_as_words() -> None:
    assert [str(label(level)) for level in Level] == ["Low", "Medium", "High"]


def test_every_criterion_has_a_short_name_and_a_question() -> None:
    assert list(SHORT_CRITERIA) == list(Criterion)
    assert set(CRITERION_HELP) == set(Criterion)
    assert all(len(str(text)) <= 12 for text in SHORT_CRITERIA.values())
    assert all("?" in str(text) for text in CRITERION_HELP.values())
    assert len({str(text) for text in SHORT_CRITERIA.values()}) == 8
