"""Where the texts of the pack use a term of the glossary: every mark was read by a person, and stands in ``marks.csv``."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace

from workbench.checklist.glossary import TermFinder
from workbench.checklist.pack import EVERYWHERE, Pack
from workbench.checklist.tree import Term
from workbench.system import paths

MARKS = paths.checklists_folder() / "idg-2021" / "marks.csv"
HEAD = ["place", "term", "words"]


def marks_of(pack: Pack) -> Iterator[list[str]]:
    """Question or section, term, and the words that stand for it there, in the order of the pack."""
    terms = [Term(row.id, row.term, row.definition, row.source, row.forms, row.not_marked) for row in pack.terms]
    finder = TermFinder(terms)
    for section in pack.sections:
        guidance = (*(text for _, text in section.guidance), *section.examples)
        places = [(section.id, guidance), *((question.id, (question.wording,)) for question in section.questions)]
        for place, texts in places:
            seen: set[str] = set()
            for term, words in (
                (span.term.id, part[span.start : span.end]) for part in texts for span in finder.spans(part, place)
            ):
                if term not in seen:
                    seen.add(term)
                    yield [place, term, words]


def test_a_place_without_a_mark_would_have_one_else(pack: Pack) -> None:
    everywhere = replace(pack, terms=tuple(replace(term, not_marked=()) for term in pack.terms))
    marked = {(place, term) for place, term, _ in marks_of(everywhere)}
    named = {(place, term.id) for term in pack.terms for place in term.not_marked if place != EVERYWHERE}
    assert named <= marked
    assert {term.id for term in pack.terms if EVERYWHERE in term.not_marked} <= {term for _, term in marked}


def test_every_mark_of_the_pack_is_listed_and_no_other(pack: Pack) -> None:
    with MARKS.open(encoding="utf-8", newline="") as file:
        head, *listed = csv.reader(file)
    marked = list(marks_of(pack))
    new = [",".join(row) for row in marked if row not in listed]
    gone = [",".join(row) for row in listed if row not in marked]
    assert head == HEAD
    assert not new, "\n".join(["read these, then write them into marks.csv or the term's not_marked:", *new])
    assert not gone, "\n".join(["these are marked no more:", *gone])
    assert listed == marked
