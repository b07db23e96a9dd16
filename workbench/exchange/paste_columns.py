"""Which column of a pasted table is what: by its heading in any language, by what stands in it, else by its order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.exchange.paste_headings import OTHER_WORDS
from workbench.exchange.paste_targets import PasteField, PasteTarget, Reading
from workbench.language.folding import fold
from workbench.language.typed_dates import read_date
from workbench.model.declared import Kind
from workbench.system.frozen import frozen
from workbench.tables.cells import Cells

_LOOKED_AT = 50
"""How many rows say what a column is."""
_NO_LETTERS = re.compile(r"[\W_]+")


@frozen
class Guess:
    """Whether the first row holds headings, and the name of the field of each column (None: left out)."""

    headings: bool
    columns: tuple[str | None, ...]


def guess_columns(cells: Cells, target: PasteTarget, reading: Reading) -> Guess:
    """What the columns of a table probably are. Each field is given once."""
    if not cells:
        return Guess(headings=False, columns=())
    named = _by_headings(cells[0], target, reading)
    marks = {field.name for field in target.fields if field.kind is Kind.MARK}  # in rows, too, the word is the same
    known = sum(name is not None and name not in marks for name in named)
    written = sum(bool(cell.strip()) for cell in cells[0])
    headings = known > 0 and 2 * known >= written and len(cells) > 1
    if headings:
        return Guess(headings, tuple(named))
    return Guess(headings, tuple(_by_contents(cells, target.fields, reading)))


def _by_headings(row: Sequence[str], target: PasteTarget, reading: Reading) -> list[str | None]:
    known = {words: field.name for field in reversed(target.fields) for words in map(_plain, reading.said(field.heading))}
    known |= {_plain(field.name): field.name for field in target.fields if _plain(field.name) not in known}
    others = {_plain(word): field.name for field in target.fields for word in OTHER_WORDS.get(field.name, ())}
    found: list[str | None] = []
    for cell in row:
        words = _plain(cell)
        name = (known.get(words) or others.get(words)) or next(
            (known[heading] for heading in known if heading and f" {heading} " in f" {words} "), None
        )
        found.append(name if name not in found else None)
    return found


def _plain(text: str) -> str:
    return _NO_LETTERS.sub(" ", fold(text)).strip()


def _by_contents(cells: Cells, fields: Sequence[PasteField], reading: Reading) -> list[str | None]:
    """Columns of dates, of choices and of yes and no are known by what stands in them; the others follow in order."""
    told: dict[int, str] = {}
    for column in range(len(cells[0])):
        texts = [row[column] for row in cells[:_LOOKED_AT] if row[column].strip()]
        name = next(
            (field.name for field in fields if field.name not in told.values() and _fits(field, texts, reading)), None
        )
        if name is not None:
            told[column] = name
    rest = iter([field.name for field in fields if _is_words(field) and field.name not in told.values()])
    return [told[column] if column in told else next(rest, None) for column in range(len(cells[0]))]


def _is_words(field: PasteField) -> bool:
    return field.kind in (Kind.LINE, Kind.TEXT)


def _fits(field: PasteField, texts: Sequence[str], reading: Reading) -> bool:
    """Whether all texts of a column can only be what a field holds."""
    if not texts:
        return False
    if field.kind is Kind.CHOICE and field.choices is not None:
        choices = field.choices
        return all(reading.choice(choices, text) is not None for text in texts)
    if field.kind in (Kind.DATE, Kind.DAY):
        return all(read_date(text) is not None for text in texts)
    if field.name == "timeline":
        return all("q" in text.lower() and any(sign.isdigit() for sign in text) and len(text) < _LOOKED_AT for text in texts)
    return field.kind is Kind.MARK and all(fold(text).strip() in reading.said(field.heading) for text in texts)
