"""Wording files: the official or national wording of one language, as a CSV with the columns ``id`` and ``text``.

An administration that has the guide loads its wording with such a file. Ids stay, unknown ids are refused with their line,
and questions that the file does not name keep their wording.
"""

from __future__ import annotations

import csv
import io
import re
import textwrap
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

from workbench.document.document import Document
from workbench.errors import StorageFailed, TextNotStorable, WordingInvalid
from workbench.language.i18n import Message
from workbench.model.texts import is_blank, storable, without_unstorable
from workbench.operations.wording import question_ids, replace_wording
from workbench.system.outside import read_outside
from workbench.system.text_files import decoded

HEADER: Final = ["id", "text"]
_DELIMITERS: Final = (",", ";", "\t")
_TOLD_DELIMITER: Final = re.compile(r"sep=([,;\t])[ \t]*(?=[\r\n])", re.IGNORECASE)
"""The first line of files for some spreadsheets; it says what separates the columns."""
_LINE_END: Final = re.compile(rb"\r\n|[\r\n]")
_SHOWN: Final = 40
"""The most characters of an unknown id that an error repeats: it may be a whole text in the wrong column."""
MOST_BYTES: Final = 16 * 1024 * 1024
"""More than any wording of the checklist, and small enough to be read at once."""


def load_wording(document: Document, *, path: Path, language: str, initiator: object | None = None) -> int:
    """Replaces the wording of one language by that of a file, as one step of undo; returns how many texts were replaced.

    Raises what :func:`read_wording` and :func:`~workbench.operations.wording.replace_wording` raise; nothing is then
    changed.
    """
    texts = read_wording(path, question_ids(document))
    return replace_wording(document, language=language, texts=texts, initiator=initiator)


def read_wording(path: Path, known: Collection[str]) -> Mapping[str, str]:
    """The texts of a wording file by question id; ``known`` are the ids in the assessment.

    Columns are separated by a comma, a semicolon or a tab: spreadsheets of different countries write different ones. A first
    line ``sep=;`` says which. The text is UTF-8, or UTF-16 with its mark ("Unicode text" of Excel). Raises
    :class:`~workbench.errors.WordingInvalid` with the line of the first fault (encoding, header, unknown or repeated id,
    empty text), and :class:`~workbench.errors.StorageFailed` for a file that cannot be read.
    """
    content = _decoded(path)
    texts: dict[str, str] = {}
    first_lines: dict[str, int] = {}
    told = _TOLD_DELIMITER.match(content)
    delimiter = told[1] if told else _delimiter(content)
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True)
    start = 1
    try:
        if told:
            next(reader)
            start = reader.line_num + 1
        if [cell.strip().casefold() for cell in _used(next(reader, []))] != HEADER:
            raise _fault(path, start, Message("the first line must be “id,text”"))
        start = reader.line_num + 1
        for row in reader:
            if any(cell.strip() for cell in row):
                _take(path, start, _used(row), known, texts, first_lines)
            start = reader.line_num + 1
    except csv.Error as error:
        raise _fault(path, start, Message("a quotation mark or a column is out of place")) from error
    if not texts:
        raise _fault(path, 2 if told else 1, Message("there is no wording after the first line"))
    return texts


def _used(row: list[str]) -> list[str]:
    """The row without empty cells after its last column, which spreadsheets leave behind."""
    used = len(row)
    while used > len(HEADER) and not row[used - 1].strip():
        used -= 1
    return row[:used]


def _take(
    path: Path, line: int, row: list[str], known: Collection[str], texts: dict[str, str], first_lines: dict[str, int]
) -> None:
    if len(row) != len(HEADER):
        raise _fault(path, line, Message("there must be two columns, an id and a text"))
    question, text = row[0].strip(), row[1].strip()
    if question not in known:
        shown = textwrap.shorten(without_unstorable(question), _SHOWN, placeholder="…")
        what = Message("there is no question with the id “{question}”; an id is for example kf3.q20", question=shown or "…")
        raise _fault(path, line, what)
    if question in texts:
        first = first_lines[question]
        raise _fault(path, line, Message("line {first} already has a text for {question}", question=question, first=first))
    if is_blank(text):
        raise _fault(path, line, Message("the text of {question} is empty", question=question))
    try:
        texts[question] = storable(text)
    except TextNotStorable as error:
        raise _fault(path, line, Message("the text of {question} has a control character", question=question)) from error
    first_lines[question] = line


def _decoded(path: Path) -> str:
    try:
        raw = read_outside(path, MOST_BYTES)
    except OSError as error:
        raise StorageFailed(
            Message("The wording file {name} cannot be read.", name=path.name),
            safe=Message("Nothing was changed."),
            advice=Message("Check the name, and that you may read it."),
        ) from error
    if len(raw) > MOST_BYTES:
        raise _fault(path, 1, Message("the file is far too large for a wording file"))
    try:
        return decoded(raw)
    except UnicodeDecodeError as error:
        line = len(_LINE_END.findall(raw, 0, error.start)) + 1
        raise _fault(path, line, Message("the text is not UTF-8; save the file as “CSV UTF-8”")) from error


def _delimiter(content: str) -> str:
    first = next(iter(content.splitlines()), "")
    return next((mark for mark in _DELIMITERS if mark in first), ",")


def _fault(path: Path, line: int, what: Message) -> WordingInvalid:
    return WordingInvalid(
        Message("The wording file {name} has a fault in line {line}: {what}.", name=path.name, line=line, what=what),
        safe=Message("The wording in the assessment is unchanged."),
        advice=Message("Correct line {line} and load the file again.", line=line),
    )
