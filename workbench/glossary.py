"""Which glossary terms a text uses, so that they can be explained where they are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from workbench.checklist import SectionEntry, Term


def terms_in(texts: Iterable[str], terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms that occur in the texts as whole words, in any case, singular or with a plural s."""
    joined = "\n".join(texts).casefold()
    return tuple(term for term in terms if any(_occurs(form, joined) for form in _forms(term.term)))


def terms_of(section: SectionEntry, wording: str, terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms that a question and the guidance of its section use."""
    return terms_in((wording, *(part.text for part in section.guidance), *section.examples), terms)


def _forms(term: str) -> Iterable[str]:
    """A term, and its abbreviation where it is given in brackets: ``Key performance indicator (KPI)``."""
    match = re.fullmatch(r"(.+?)\s*\((.+)\)", term.strip())
    return match.groups() if match else (term.strip(),)


def _occurs(form: str, text: str) -> bool:
    form = form.casefold()
    # most terms are not in a text at all, and that is found out faster without a pattern
    return form in text and re.search(rf"(?<!\w){re.escape(form)}(?:s|es)?(?!\w)", text) is not None
