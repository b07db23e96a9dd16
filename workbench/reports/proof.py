"""Compares a finished report with the picture from which it was made.

HTML and JSON are read back from the disk, and every answer is compared with the picture, line by line. A PDF cannot be read
back as it was written; there the renderer's count while drawing is the proof, and the file must be complete.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from workbench.errors import ReportFailed
from workbench.language.i18n import Message
from workbench.prose.blocks import shown_lines
from workbench.reports.contents import Progress, RenderedCounts, untold
from workbench.reports.data import ReportData
from workbench.reports.formats import ReportFormat
from workbench.reports.json_report import activities_in, answers_in
from workbench.reports.plain import plain

ANSWER_MARK: Final = "data-answer"
"""The attribute of the HTML element with an answer; its value is the id of the question."""

SIGN: Final = "data-sign"
"""The attribute of an item of a list; its value is the sign that was written before it."""

_WITHIN_LINES: Final = frozenset({"strong"})
"""Elements that begin no line."""

_AT_ONCE: Final = 1 << 16
"""Characters that are read at a time."""

ACTIVITY_MARK: Final = "data-activity"
"""The attribute of the HTML element with an activity; its value is the number of the activity."""


def prove(
    path: Path, data: ReportData, report_format: ReportFormat, rendered: RenderedCounts, progress: Progress = untold
) -> None:
    """Raises :class:`~workbench.errors.ReportFailed` unless the file contains every answer and activity of the picture.

    ``rendered`` is what the renderer has counted.
    """
    counts = data.counts
    complete = rendered == RenderedCounts(counts.answered, counts.characters, counts.activities)
    if not (complete and report_format.proof(path, data, progress)):
        raise ReportFailed(
            Message("The report does not contain all answers."),
            safe=Message("The assessment is safe."),
            advice=Message("Try again or choose another format."),
        )


def html_holds(path: Path, data: ReportData, progress: Progress) -> bool:
    """Whether every answer and activity is in an HTML report, read back from the disk."""
    reader = _AnswerReader()
    with path.open(encoding="utf-8", newline="") as stream:
        while piece := stream.read(_AT_ONCE):
            reader.feed(piece)
            progress(0)
    reader.close()
    return holds_all(data, reader.answers, reader.activities, _shown)


def json_holds(path: Path, data: ReportData, progress: Progress) -> bool:  # noqa: ARG001  # all are asked the same way
    """Whether every answer and activity is in a JSON report, read back from the disk."""
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return False
    return holds_all(data, answers_in(table), activities_in(table))


def pdf_holds(path: Path, data: ReportData, progress: Progress) -> bool:  # noqa: ARG001  # all are asked the same way
    """Whether a PDF is complete; its content was counted while it was drawn."""
    content = path.read_bytes()
    return content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")


def holds_all(
    data: ReportData, answers: Mapping[str, str], activities: list[str], written: Callable[[str], str] = str
) -> bool:
    """Whether the answers (by question id) and the numbers of activities that were read back are those of the picture.

    ``written`` turns a text of the picture into what the format writes.
    """
    wanted = {entry.question.id: _lines(written(entry.answer.text)) for entry in data.questions if entry.answered}
    found = {question: _lines(text) for question, text in answers.items()}
    return wanted == found and [entry.number for entry in data.planned_rows] == activities


def _shown(text: str) -> str:
    """What an HTML report shows of a text, line by line."""
    return "\n".join(map(plain, shown_lines(text)))


def _lines(text: str) -> list[str]:
    """The lines that are not blank, with single spaces: formats may differ in white space."""
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


class _AnswerReader(HTMLParser):
    """Collects the answers of an HTML report, each paragraph, item and cell as a line, and the activities in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: dict[str, list[str]] = {}
        self.activities: list[str] = []
        self._question: str | None = None
        self._depth = 0

    @property
    def answers(self) -> dict[str, str]:
        """The text of each answer found, by question id."""
        return {question: "".join(pieces) for question, pieces in self._pieces.items()}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes where an answer starts, and each activity."""
        marks = dict(attrs)
        number = marks.get(ACTIVITY_MARK)
        if number is not None:
            self.activities.append(number)
        if self._question is not None:
            self._depth += 1
            if tag not in _WITHIN_LINES:
                self._pieces[self._question].append("\n")
            if SIGN in marks:
                self._pieces[self._question].append(f"{marks[SIGN]} ")
        elif marks.get(ANSWER_MARK) is not None:
            self._question = marks[ANSWER_MARK] or ""
            self._depth = 0
            self._pieces[self._question] = []

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002  # the parser's word
        """Notes where an answer ends."""
        if self._question is not None:
            self._depth -= 1
            if self._depth < 0:
                self._question = None

    def handle_data(self, data: str) -> None:
        """Collects the text of an answer."""
        if self._question is not None:
            self._pieces[self._question].append(data)
