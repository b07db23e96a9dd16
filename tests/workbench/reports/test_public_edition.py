"""The public edition of the sample, searched as a curious reader would: nothing confidential is in any format of it.

What is confidential is read from the rows of the file here, and not from the picture that the reports are made of.
"""

from __future__ import annotations

import html
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import pypdf
import pytest

from workbench.document.document import Document
from workbench.language.i18n import ENGLISH
from workbench.model.rows import (
    ROW_TYPES,
    Activity,
    ActivityIndicator,
    Answer,
    BackgroundDocument,
    Contribution,
    Contributor,
    Evidence,
    Indicator,
    Measurement,
    Outcome,
    Output,
    Rating,
    Row,
    Session,
)
from workbench.model.vocabulary import Edition
from workbench.reports.html import render_html
from workbench.reports.json_report import render_json
from workbench.reports.pdf import render_pdf
from workbench.reports.snapshot import take_snapshot

pytestmark = pytest.mark.slow

FORMATS = ("pdf", "html", "json")
FRAGMENT = 4
"""So many words in a row are a piece of a text and no mere turn of phrase."""

TELLING = 8
"""So many words in a row tell of a confidential text even where an open text of the file has them too."""

Fragment = tuple[str, ...]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def fragments(texts: Iterable[str], length: int = FRAGMENT) -> set[Fragment]:
    found = set()
    for text in texts:
        row = words(text)
        found |= {tuple(row[start : start + length]) for start in range(len(row) - length + 1)}
    return found


def texts_of(row: Row) -> Iterator[str]:
    """What people have written in a row; ids and fixed words are not texts."""
    for field in fields(row):
        value = getattr(row, field.name)
        if type(value) is str and field.name != "id" and not field.name.endswith("_id"):
            yield value


def is_hidden(row: Row) -> bool:
    """Whether a row may not be shown, by its mark; compared with the words here, not asked of the program."""
    return str(getattr(row, "confidential", "open")) not in ("open", "lifted")


@dataclass(frozen=True)
class Confidential:
    """What may not be in the public edition: rows by their ids, found from the marks alone."""

    ids: frozenset[str]

    @classmethod
    def of(cls, document: Document) -> Confidential:
        read = document.read
        ids = {row.id for kind in ROW_TYPES for row in read.every(kind) if is_hidden(row)}
        questions = {row.question_id for row in read.every(Answer) if row.id in ids}
        for row in read.every(Contribution):
            if row.question_id in questions or row.contributor_id in ids:
                ids.add(row.id)
        ids |= {row.id for row in read.every(Evidence) if row.answer_id in ids or row.document_id in ids}
        ids |= {row.id for row in read.every(Rating) if row.activity_id in ids}
        cls._add_what_hangs_on_activities(document, ids)
        ids |= {row.id for row in read.every(Measurement) if row.indicator_id in ids}
        return cls(frozenset(ids))

    @staticmethod
    def _add_what_hangs_on_activities(document: Document, ids: set[str]) -> None:
        """Headings of the plan and indicators that only confidential activities have."""
        activities = document.read.every(Activity)
        links = document.read.every(ActivityIndicator)
        for parents, children in (
            (document.read.every(Indicator), [(link.indicator_id, link.activity_id) for link in links]),
            (document.read.every(Output), [(row.output_id, row.id) for row in activities]),
            (document.read.every(Outcome), [(row.outcome_id, row.id) for row in document.read.every(Output)]),
        ):
            for parent in parents:
                below = {child for place, child in children if place == parent.id}
                if below and below <= ids:
                    ids.add(parent.id)


@pytest.fixture(scope="module")
def sample(_sample_file: Path) -> Iterator[Document]:
    with Document.open(_sample_file, read_only=True) as document:
        yield document


@pytest.fixture(scope="module")
def secret(sample: Document) -> list[Row]:
    """The rows that the public edition may not tell of."""
    ids = Confidential.of(sample).ids
    rows = [row for kind in ROW_TYPES for row in sample.read.every(kind) if row.id in ids]
    # the contact of anybody is for the station only
    return [*rows, *(Contributor(id=row.id, contact=row.contact) for row in sample.read.every(Contributor))]


@pytest.fixture(scope="module")
def open_fragments(sample: Document, secret: list[Row]) -> set[Fragment]:
    """What the open texts of the file say, of which a confidential text may share a turn of phrase."""
    hidden = {row.id for row in secret if row.table != Contributor.table or is_hidden(row)}
    rows = [row for kind in ROW_TYPES for row in sample.read.every(kind) if row.id not in hidden]
    bare = (replace(row, contact="") if isinstance(row, Contributor) else row for row in rows)
    return fragments(text for row in bare for text in texts_of(row))


def everything_in(table: Any) -> Iterator[str]:
    if isinstance(table, dict):
        for name, value in table.items():
            yield name
            yield from everything_in(value)
    elif isinstance(table, list):
        for value in table:
            yield from everything_in(value)
    elif isinstance(table, str):
        yield table


def titles_in(outline: list[Any]) -> Iterator[str]:
    for entry in outline:
        if isinstance(entry, list):
            yield from titles_in(entry)
        else:
            yield str(entry.title)


def of_pdf(content: bytes) -> list[str]:
    """Text of the pages, data about the document, bookmarks, and notes and alternative texts of anything on a page."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    found = [*map(str, (reader.metadata or {}).values()), *titles_in(reader.outline), *reader.named_destinations]
    found += [" ".join(page.extract_text() for page in reader.pages)]
    notes = (note.get_object() for page in reader.pages for note in page.get("/Annots", []))
    found += [str(note.get(name, "")) for note in notes for name in ("/Contents", "/Alt", "/T", "/Dest")]
    return found


def of_html(content: bytes) -> list[str]:
    """Text with all names and values of attributes, styles and comments; tags part words and nothing else."""
    page = content.decode()
    return [html.unescape(re.sub(r"<[^>]*>", " ", page)), html.unescape(" ".join(re.findall(r"<[^>]*>", page)))]


@pytest.fixture(scope="module")
def shown(sample: Document) -> dict[tuple[str, Edition], list[str]]:
    """Every text that a reader can get out of a report, by format and edition."""
    found = {}
    for edition in Edition:
        data = take_snapshot(sample, edition=edition)
        for name, render in zip(FORMATS, (render_pdf, render_html, render_json), strict=True):
            target = io.BytesIO()
            render(data, target, ENGLISH)
            content = target.getvalue()
            if name == "json":
                found[name, edition] = list(everything_in(json.loads(content)))
            else:
                found[name, edition] = of_pdf(content) if name == "pdf" else of_html(content)
    return found


def test_the_sample_has_something_confidential_of_most_kinds(secret: list[Row]) -> None:
    kinds = {type(row) for row in secret}
    assert {Answer, Contribution, Contributor, Session, BackgroundDocument, Activity, Rating, Indicator} <= kinds
    assert len(fragments(text for row in secret for text in texts_of(row))) > 1500


@pytest.mark.parametrize("name", FORMATS)
def test_no_piece_of_a_confidential_text_is_in_the_public_edition(shown, secret, open_fragments, name: str) -> None:
    pieces = fragments(text for row in secret for text in texts_of(row)) - open_fragments
    found = pieces & fragments(shown[name, Edition.PUBLIC])
    assert sorted(" ".join(piece) for piece in found) == []
    in_full = pieces & fragments(shown[name, Edition.FULL])
    assert len(in_full) > len(pieces) * 0.8, "the search finds nothing even where everything is"


@pytest.mark.parametrize("name", FORMATS)
def test_nor_do_open_texts_of_the_sample_repeat_what_is_confidential(shown, secret, name: str) -> None:
    pieces = fragments((text for row in secret for text in texts_of(row)), TELLING)
    found = pieces & fragments(shown[name, Edition.PUBLIC], TELLING)
    assert sorted(" ".join(piece) for piece in found) == []


@pytest.mark.parametrize("name", FORMATS)
def test_no_name_or_title_of_what_is_confidential_is_told(shown, secret, name: str) -> None:
    names = {getattr(row, field) for row in secret for field in ("name", "title", "contact") if getattr(row, field, "")}
    assert len(names) > 15
    names |= {name.rpartition(" ")[2] for row in secret if isinstance(row, Contributor) for name in [row.name] if name}
    text = " ".join(" ".join(words(part)) for part in shown[name, Edition.PUBLIC])
    assert [title for title in sorted(names) if " ".join(words(title)) in text] == []


def test_the_full_edition_tells_the_names(shown, secret) -> None:
    person = next(row.name for row in secret if isinstance(row, Contributor) and row.name)
    assert all(any(person in part for part in shown[name, Edition.FULL]) for name in FORMATS)


@pytest.mark.parametrize("name", ["pdf", "html"])
def test_the_public_edition_says_where_the_withheld_answers_are_counted(shown, name: str) -> None:
    note = "10 confidential answers are counted as answered and as having no status yet."
    public, full = (" ".join(" ".join(shown[name, edition]).split()) for edition in (Edition.PUBLIC, Edition.FULL))
    assert note in public
    assert note not in full
