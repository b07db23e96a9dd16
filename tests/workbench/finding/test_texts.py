"""All texts that people wrote are searched, each with its place; names of people and the checklist are not."""

from __future__ import annotations

from workbench.checklist.tree import read_checklist
from workbench.document.document import Document
from workbench.finding.texts import PART_LABELS, Hit, Part, find_words, spans_of, written_texts
from workbench.finding.words import Wanted
from workbench.model.declared import declared
from workbench.model.rows import ROW_TYPES
from workbench.model.vocabulary import ContributionKind
from workbench.operations import answers, people, voices

NOT_SEARCHED = {
    ("assessment", "language"), ("assessment", "checklist"), ("assessment", "checklist_version"), ("contributors", "name"),
    ("contributors", "job_title"), ("contributors", "department"), ("contributors", "organization"),
    ("contributors", "background"), ("contributors", "gender"), ("contributors", "contact"), ("working_groups", "name"),
    ("document_people", "name"), ("activity_people", "name"), ("indicator_people", "name"),
    ("attachments", "name"), ("attachments", "path"),
}  # fmt: skip
"""Who is meant is decided on the page People; and what no person wrote."""


def hits(document: Document, words: str, *parts: Part) -> list[Hit]:
    return find_words(written_texts(document, read_checklist(document), parts or tuple(Part)), Wanted(words))


def test_every_labelled_text_is_searched_or_left_out_on_purpose(sample: Document) -> None:
    from workbench.finding import texts

    fields = {
        (row_type.table, name)
        for row_type in ROW_TYPES
        for name, field in declared(row_type).items()
        if field.written and field.label is not None
    }
    searched = {
        (row_type.table, field.name) for types in texts._ROWS.values() for row_type in types
        for field, _ in texts._fields_of(row_type)
    }  # fmt: skip
    assert fields - searched == NOT_SEARCHED
    assert searched - fields == {("answers", "parked_note")}
    assert set(PART_LABELS) == set(Part)
    parts = [text.part for text in written_texts(sample, read_checklist(sample))]
    assert list(dict.fromkeys(parts)) == list(Part)


def test_hits_are_in_the_order_of_the_checklist_with_their_places(document: Document) -> None:
    answers.write_answer(document, question="3.20", text="No gift.")
    answers.write_answer(document, question="1.2", text="Gifts are\nlisted; a gift is given back.")
    answers.write_causes(document, question="1.2", causes="Gifts!")
    voices.add_contribution(document, question=None, kind=ContributionKind.NOTE, text="A GIFT")
    found = hits(document, "gift")
    places = [(hit.where.number, hit.where.field, hit.start, hit.end, hit.where.area) for hit in found]
    assert places == [
        ("1.2", "text", 0, 4, "kf1"),
        ("1.2", "text", 20, 24, "kf1"),
        ("1.2", "causes", 0, 4, "kf1"),
        ("3.20", "text", 3, 7, "kf3"),
        ("", "text", 2, 6, ""),
    ]
    assert [hit.where.part for hit in found] == [Part.ANSWERS] * 4 + [Part.CONTRIBUTIONS]
    assert found[1].around() == ("Gifts are listed; a ", "gift", " is given back.")
    assert next(iter(spans_of(found).values())) == [(0, 4), (20, 24)]
    assert [hit.where.number for hit in hits(document, "gift", Part.CONTRIBUTIONS)] == [""]


def test_a_long_text_is_shown_around_the_words_only(document: Document) -> None:
    answers.write_answer(document, question="1.1", text="before " * 20 + "GIFT" + " behind" * 20)
    before, found, behind = hits(document, "gift")[0].around(20)
    assert (before, found, behind) == ("…before before ", "GIFT", " behind behind…")


def test_what_is_confidential_is_found_and_says_so(sample: Document) -> None:
    answers.write_answer(sample, question="1.1", text="zebra")
    answers.mark_answer_confidential(sample, question="1.1", confidential=True)
    answers.write_answer(sample, question="1.2", text="zebra")
    assert [hit.where.is_confidential for hit in hits(sample, "zebra")] == [True, False]


def test_names_of_people_are_not_among_the_texts(document: Document) -> None:
    people.add_contributor(document, name="Zebra Quill", contact="zebra@example.org")
    assert hits(document, "zebra") == []
