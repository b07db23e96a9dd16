"""Wording files: the official or national wording of one language, as a CSV with the columns ``id`` and ``text``.

An administration that has the guide loads its wording with such a file. Ids stay, unknown ids are refused with their line,
and questions that the file does not name keep their wording. A template has every id with the
wording of now, to be written over.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import textwrap
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

from workbench.checklist.pack import shown_number
from workbench.checklist.tree import read_checklist
from workbench.document.document import Document
from workbench.errors import StorageFailed, TextNotStorable, WordingInvalid
from workbench.language.i18n import Message
from workbench.model.rows import QuestionId
from workbench.model.texts import is_blank, storable, without_unstorable
from workbench.operations.assessment import OWN_AREA
from workbench.operations.common import known_language
from workbench.operations.wording import question_ids, replace_wording
from workbench.storage.files import finished_or_absent, must_not_exist
from workbench.system.outside import read_outside
from workbench.system.own_files import new_private
from workbench.system.text_files import decoded

HEADER: Final = ["id", "text"]
_DELIMITERS: Final = (",", ";", "\t")
_TOLD_DELIMITER: Final = re.compile(r"sep=([,;\t])[ \t]*(?=[\r\n])", re.IGNORECASE)
"""The first line of files for some spreadsheets; it says what separates the columns."""
_LINE_END: Final = re.compile(rb"\r\n|[\r\n]")
_ID: Final = re.compile(r"[a-z]+[0-9]*\.q[0-9]+")
_DECIMAL: Final = re.compile(r"[0-9]+\.[0-9]")
_SHOWN: Final = 40
"""The most characters of an unknown id that an error repeats: it may be a whole text in the wrong column."""
MOST_BYTES: Final = 16 * 1024 * 1024
"""More than any wording of the checklist, and small enough to be read at once."""
_UNCHANGED: Final = Message("The wording in the assessment is unchanged.")


def load_wording(document: Document, *, path: Path, language: str, initiator: object | None = None) -> int:
    """Replaces the wording of one language by that of a file, as one step of undo; returns how many texts were replaced.

    Raises what :func:`read_wording` and :func:`~workbench.operations.wording.replace_wording` raise; nothing is then
    changed.
    """
    texts = read_wording(path, question_ids(document))
    return replace_wording(document, language=language, texts=texts, initiator=initiator)


def write_template(document: Document, *, path: Path, language: str) -> int:
    """Writes a wording file with every question as the language shows it now; returns how many there are.

    It is text in UTF-16 with tabs, which spreadsheets of all countries open in columns. Own questions stand under their
    numbers. Raises :class:`~workbench.errors.FileExists`, and StorageFailed for a file that cannot be written.
    """
    must_not_exist(path)
    known_language(language)
    questions = read_checklist(document, language).questions
    content = io.StringIO(newline="")
    writer = csv.writer(content, delimiter="\t")
    writer.writerow(HEADER)
    for question in questions:
        name = question.number if question.id.startswith(f"{OWN_AREA}.") else question.id
        writer.writerow([name, _no_formula(question.wording)])
    with finished_or_absent(path) as part, new_private(part) as stream:
        stream.write(codecs.BOM_UTF16_LE + content.getvalue().encode("utf-16-le"))
    return len(questions)


def _no_formula(text: str) -> str:
    """A text that no spreadsheet calculates; the space before it is taken away when the file is read."""
    return f" {text}" if text.startswith(("=", "+", "-", "@")) else text


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
            raise _fault(Message("In line {line} of {name}, the headings must be “id,text”.", name=path.name, line=start))
        start = reader.line_num + 1
        for row in reader:
            if any(cell.strip() for cell in row):
                _take(path, start, _used(row), known, texts, first_lines)
            start = reader.line_num + 1
    except csv.Error as error:
        displaced = Message(
            "In line {line} of {name}, a quotation mark or a column is out of place.", name=path.name, line=start
        )
        raise _fault(displaced) from error
    if not texts:
        raise _fault(Message("Below line {line} of {name}, there is no wording.", name=path.name, line=2 if told else 1))
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
        columns = Message(
            "In line {line} of {name}, there must be two columns, an id and a text.", name=path.name, line=line
        )
        raise _fault(columns)
    question, text = _named(path, line, row[0].strip(), known), row[1].strip()
    if question in texts:
        first = first_lines[question]
        twice = Message(
            "In line {line} of {name}, there is a text for {question}, and line {first} already has one.",
            name=path.name,
            line=line,
            question=question,
            first=first,
        )
        raise _fault(twice)
    if is_blank(text):
        empty = Message(
            "In line {line} of {name}, the text of {question} is empty.",
            name=path.name,
            line=line,
            question=question,
        )
        raise _fault(empty)
    try:
        texts[question] = storable(text)
    except TextNotStorable as error:
        control = Message(
            "In line {line} of {name}, the text of {question} has a control character.",
            name=path.name,
            line=line,
            question=question,
        )
        raise _fault(control) from error
    first_lines[question] = line


def _named(path: Path, line: int, cell: str, known: Collection[str]) -> str:
    """The question that a cell names, by its id or by its number (3.20, CA1.4).

    A spreadsheet drops the zero at the end of 3.20, so a number that can be such a remainder is refused.
    """
    if cell in known:
        return cell
    numbers = {shown_number(QuestionId(name)): name for name in known if _ID.fullmatch(name)}
    found, longer = numbers.get(cell.upper()), numbers.get(f"{cell}0")
    if found is None:
        shown = textwrap.shorten(without_unstorable(cell), _SHOWN, placeholder="…")
        unknown = Message(
            "In line {line} of {name}, there is no question with the id “{question}”; an id is for example kf3.q20 or 3.20.",
            name=path.name,
            line=line,
            question=shown or "…",
        )
        raise _fault(unknown)
    if longer is not None and _DECIMAL.fullmatch(cell):
        why = Message(
            "In line {line} of {name}, {number} may have been {longer}, as spreadsheets drop a zero at the end; "
            "write {one} or {other}.",
            name=path.name,
            line=line,
            number=cell,
            longer=f"{cell}0",
            one=found,
            other=longer,
        )
        raise _fault(why)
    return found


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
        raise WordingInvalid(
            Message("The file {name} is far too large for a wording file.", name=path.name),
            safe=_UNCHANGED,
            advice=Message("Choose the file with the wording of the questions."),
        )
    try:
        return decoded(raw)
    except UnicodeDecodeError as error:
        line = len(_LINE_END.findall(raw, 0, error.start)) + 1
        other = Message(
            "In line {line} of {name}, the text is not UTF-8; save the file as “CSV UTF-8”.",
            name=path.name,
            line=line,
        )
        raise _fault(other) from error


def _delimiter(content: str) -> str:
    first = next(iter(content.splitlines()), "")
    return next((mark for mark in _DELIMITERS if mark in first), ",")


def _fault(what: Message) -> WordingInvalid:
    """The error for what is wrong in the line that ``what`` names."""
    advice = Message("Correct line {line} and load the file again.", line=what.fields["line"])
    return WordingInvalid(what, safe=_UNCHANGED, advice=advice)
