"""Finds the glossary terms that a text uses, so that they can be explained there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from workbench.checklist.tree import QuestionEntry, SectionEntry, Term
from workbench.system.frozen import frozen

_WORD: Final = re.compile(r"\w+")


def terms_in(texts: Iterable[str], terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms that occur in the texts as whole words, singular or plural. Only for abbreviations does case matter."""
    joined = "\n".join(texts)
    # most words of a long text are repeated; each needs to be looked at only once
    words = frozenset(_WORD.findall(" ".join(frozenset(joined.split()))))
    folded = _Text(joined.casefold(), frozenset(word.casefold() for word in words))
    exact = _Text(joined, words)
    return tuple(
        term
        for term in terms
        if any(_occurs(form, exact) if _is_abbreviation(form) else _occurs(form.casefold(), folded) for form in _forms(term))
    )


def terms_of(section: SectionEntry, question: QuestionEntry, terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms that a question or the guidance of its section uses, unless the word means something else there."""
    asked = terms_in((question.wording,), [term for term in terms if term.is_marked_in(question.id)])
    guidance = (*(part.text for part in section.guidance), *section.examples)
    helped = terms_in(guidance, [term for term in terms if term.is_marked_in(section.id)])
    return tuple(term for term in terms if term in asked or term in helped)


def _forms(term: Term) -> tuple[str, ...]:
    """A term, the text in brackets after it as in ``Key performance indicator (KPI)``, and its other forms."""
    match = re.fullmatch(r"(.+?)\s*\((.+)\)", term.term.strip())
    return (*(match.groups() if match else (term.term.strip(),)), *term.forms)


def _is_abbreviation(form: str) -> bool:
    """Whether the case of a form matters: UN is the United Nations, *un* is a word of many languages."""
    return _WORD.fullmatch(form) is not None and sum(character.isupper() for character in form) > 1


def _plural_in_ies(form: str) -> str:
    """*Policies* for *policy*; a form that does not end in y is unchanged."""
    return f"{form[:-1]}ies" if form.endswith("y") else form


@frozen
class _Text:
    """A text to search, and its words."""

    text: str
    words: frozenset[str]


def _occurs(form: str, searched: _Text) -> bool:
    """Whether a text contains a form; both are casefolded, or neither is."""
    # a pattern would be tried at each character of a long report, so single words are looked up instead
    if _WORD.fullmatch(form):
        return not searched.words.isdisjoint((form, f"{form}s", f"{form}es", _plural_in_ies(form)))
    if not searched.words.issuperset(_WORD.findall(form)[:-1]):
        return False
    start = searched.text.find(form[:-1])
    plural = re.escape(_plural_in_ies(form))
    whole = re.compile(rf"(?<!\w)(?:{re.escape(form)}(?:s|es)?|{plural})(?!\w)") if start >= 0 else None
    return whole is not None and whole.search(searched.text, start) is not None


@frozen
class TermSpan:
    """The place where a text uses a term: characters from ``start`` up to, not including, ``end``."""

    start: int
    end: int
    term: Term


class TermFinder:
    """Finds the places where texts use the terms of one glossary, by a pattern that is made only once."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._terms = {
            written.casefold(): (term, form)
            for term in reversed(terms)
            for form in _forms(term)
            for written in (form, _plural_in_ies(form))
        }
        forms = sorted(self._terms, key=len, reverse=True)
        alternatives = "|".join(re.escape(form) for form in forms)
        self._pattern = re.compile(rf"(?<!\w)({alternatives})(?:s|es)?(?!\w)", re.IGNORECASE) if forms else None

    def spans(self, text: str, place: str = "") -> tuple[TermSpan, ...]:
        """The first place of each term, in order; no place is inside another.

        ``place`` is the id of the question or section with this text: words that mean something else there are not marked.
        """
        found: dict[str, TermSpan] = {}
        for match in self._pattern.finditer(text) if self._pattern is not None else ():
            term, form = self._terms.get(match.group(1).casefold(), (None, ""))
            if term is None or term.id in found or not term.is_marked_in(place):
                continue
            if match.group(1) == form or not _is_abbreviation(form):
                found[term.id] = TermSpan(match.start(), match.end(), term)
        return tuple(found.values())
