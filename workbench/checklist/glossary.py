"""Which glossary terms a text uses, so that they can be explained where they are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from workbench.checklist.tree import QuestionEntry, SectionEntry, Term
from workbench.system.frozen import frozen

_WORD: Final = re.compile(r"\w+")


def terms_in(texts: Iterable[str], terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms that occur in the texts as whole words: in any case, an abbreviation in its own; singular or plural."""
    joined = "\n".join(texts)
    # most words of a long text come often: once each is enough to be looked at
    words = frozenset(_WORD.findall(" ".join(frozenset(joined.split()))))
    folded = _Text(joined.casefold(), frozenset(word.casefold() for word in words))
    exact = _Text(joined, words)
    return tuple(
        term
        for term in terms
        if any(_occurs(form, exact) if _is_abbreviation(form) else _occurs(form.casefold(), folded) for form in _forms(term))
    )


def terms_of(section: SectionEntry, question: QuestionEntry, terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms that a question and the guidance of its section use, each where it is meant."""
    asked = terms_in((question.wording,), [term for term in terms if question.id not in term.not_marked])
    guidance = (*(part.text for part in section.guidance), *section.examples)
    helped = terms_in(guidance, [term for term in terms if section.id not in term.not_marked])
    return tuple(term for term in terms if term in asked or term in helped)


def _forms(term: Term) -> tuple[str, ...]:
    """A term, what stands in brackets behind it, as in ``Key performance indicator (KPI)``, and its other forms."""
    match = re.fullmatch(r"(.+?)\s*\((.+)\)", term.term.strip())
    return (*(match.groups() if match else (term.term.strip(),)), *term.forms)


def _is_abbreviation(form: str) -> bool:
    """Whether a form is compared as it is written: UN is the United Nations, *un* is a word of many languages."""
    return _WORD.fullmatch(form) is not None and sum(character.isupper() for character in form) > 1


def _plural_in_ies(form: str) -> str:
    """*Policies* for *policy*; a form that does not end in y as it is."""
    return f"{form[:-1]}ies" if form.endswith("y") else form


@frozen
class _Text:
    """A text to be searched, and all its words."""

    text: str
    words: frozenset[str]


def _occurs(form: str, searched: _Text) -> bool:
    """Whether a form stands in a text; both are as written, or both casefolded."""
    # a report is long, and a pattern would be tried at each of its characters; one word is looked up instead
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
    """Where a text uses a term: from ``start`` up to, not including, ``end``, in characters."""

    start: int
    end: int
    term: Term


class TermFinder:
    """Finds the places where texts use the terms of one glossary; the pattern for all of them is made once."""

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
        """The places in order, none inside another; each term is marked where it comes first.

        ``place`` is the id of the question or section whose text it is: terms that mean something else there are not marked.
        """
        found: dict[str, TermSpan] = {}
        for match in self._pattern.finditer(text) if self._pattern is not None else ():
            term, form = self._terms.get(match.group(1).casefold(), (None, ""))
            if term is None or term.id in found or place in term.not_marked:
                continue
            if match.group(1) == form or not _is_abbreviation(form):
                found[term.id] = TermSpan(match.start(), match.end(), term)
        return tuple(found.values())
