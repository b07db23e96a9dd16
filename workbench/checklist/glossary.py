"""Which glossary terms a text uses, so that they can be explained where they are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from workbench.checklist.tree import SectionEntry, Term
from workbench.system.frozen import frozen

_WORD: Final = re.compile(r"\w+")


def terms_in(texts: Iterable[str], terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms that occur in the texts as whole words, in any case, singular or with a plural s."""
    joined = "\n".join(texts).casefold()
    # most words of a long text come often: once each is enough to be looked at
    words = frozenset(_WORD.findall(" ".join(frozenset(joined.split()))))
    return tuple(term for term in terms if any(_occurs(form.casefold(), joined, words) for form in _forms(term.term)))


def terms_of(section: SectionEntry, wording: str, terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms that a question and the guidance of its section use."""
    return terms_in((wording, *(part.text for part in section.guidance), *section.examples), terms)


def _forms(term: str) -> Iterable[str]:
    """A term, and its abbreviation where it is given in brackets: ``Key performance indicator (KPI)``."""
    match = re.fullmatch(r"(.+?)\s*\((.+)\)", term.strip())
    return match.groups() if match else (term.strip(),)


def _occurs(form: str, text: str, words: frozenset[str]) -> bool:
    """Whether a form is in a text, all of whose words are ``words``; both are casefolded."""
    # a report is long, and a pattern would be tried at each of its characters; one word is looked up instead
    if _WORD.fullmatch(form):
        return form in words or f"{form}s" in words or f"{form}es" in words
    if not words.issuperset(_WORD.findall(form)[:-1]):
        return False
    start = text.find(form)
    whole = re.compile(rf"(?<!\w){re.escape(form)}(?:s|es)?(?!\w)") if start >= 0 else None
    return whole is not None and whole.search(text, start) is not None


@frozen
class TermSpan:
    """Where a text uses a term: from ``start`` up to, not including, ``end``, in characters."""

    start: int
    end: int
    term: Term


class TermFinder:
    """Finds the places where texts use the terms of one glossary; the pattern for all of them is made once."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._known = {form.casefold(): term for term in reversed(terms) for form in _forms(term.term)}
        forms = sorted(self._known, key=len, reverse=True)
        alternatives = "|".join(re.escape(form) for form in forms)
        self._pattern = re.compile(rf"(?<!\w)({alternatives})(?:s|es)?(?!\w)", re.IGNORECASE) if forms else None

    def spans(self, text: str) -> tuple[TermSpan, ...]:
        """The places in order, none inside another; each term is marked where it comes first."""
        found: dict[str, TermSpan] = {}
        for match in self._pattern.finditer(text) if self._pattern is not None else ():
            term = self._known.get(match.group(1).casefold())
            if term is not None and term.id not in found:
                found[term.id] = TermSpan(match.start(), match.end(), term)
        return tuple(found.values())
