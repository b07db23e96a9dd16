"""Ordinary words, as the checklist has them: what is also somebody's name does not mean that person in small letters."""

from __future__ import annotations

from workbench.checklist.tree import Checklist
from workbench.language.folding import WORDS, fold
from workbench.model.vocabulary import WordingOrigin


def ordinary_words(checklist: Checklist) -> frozenset[str]:
    """The words that the checklist writes in small letters: as a name, such a word has a capital.

    Own questions do not count: people may write a name in small letters there.
    """
    texts = [text for term in checklist.terms for text in (term.term, term.definition)]
    texts += [question.wording for question in checklist.questions if question.origin is not WordingOrigin.OWN]
    texts += [part.text for section in checklist.sections for part in section.guidance]
    texts += [example for section in checklist.sections for example in section.examples]
    return frozenset(fold(word) for text in texts for word in set(WORDS.findall(text)) if not word[0].isupper())
