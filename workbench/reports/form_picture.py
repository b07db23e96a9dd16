"""What is on forms on paper: blank question sheets for a room without power, and the attendance list of a session.

A form has none of the answers, and no confidential person. It is in the language of the assessment, like the questions.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from workbench import __version__
from workbench.checklist.tree import AreaEntry, QuestionEntry, read_checklist
from workbench.document.document import Document
from workbench.document.session_times import present_at
from workbench.errors import InvalidValue, NotFound
from workbench.language.i18n import Message, load_translator
from workbench.model.rows import Assessment, Contributor, Session
from workbench.model.vocabulary import WordingOrigin
from workbench.privacy.person_names import NameFinder, instead_of
from workbench.privacy.withholding import words_instead
from workbench.system.frozen import frozen

PER_PAGE: Final = (1, 2, 3)
"""How many questions may be on a page of the question sheets."""

_LEAST_ROWS: Final = 16
_MORE_ROWS: Final = 6
"""An attendance list has at least so many rows, and so many for people whom nobody expected."""


class PaperSize(StrEnum):
    """The sizes of paper of the world; the value is also the name on the command line."""

    A4 = "a4"
    LETTER = "letter"


@frozen(kw_only=True)
class Form:
    """What every form shows: the names of the administration and the station, in ``assessment``, and nothing else of it."""

    assessment: Assessment
    language: str
    made_at: datetime
    program_version: str
    paper: PaperSize


@frozen(kw_only=True)
class QuestionSheets(Form):
    """The questions of some areas, ``per_page`` on a page."""

    areas: tuple[AreaEntry, ...]
    per_page: int

    @property
    def expected(self) -> int:
        """How many questions must be in the file."""
        return sum(len(entry.questions) for entry in self.areas)


@frozen
class Signer:
    """Somebody who signs: a name, and post, unit and organization in lines."""

    name: str
    post: str


@frozen(kw_only=True)
class AttendanceList(Form):
    """Who is to sign at a session. ``hidden`` confidential people are not among the ``signers``; no paper says how many.

    ``empty_rows`` are for people whom nobody expected.
    """

    title: str
    date: str
    start_time: str
    location: str
    signers: tuple[Signer, ...]
    hidden: int
    empty_rows: int

    @property
    def expected(self) -> int:
        """How many names must be in the file."""
        return len(self.signers)


AnyForm = QuestionSheets | AttendanceList


def question_sheets(
    document: Document,
    *,
    areas: Collection[str] | None = None,
    paper: PaperSize = PaperSize.A4,
    per_page: int = 2,
    made_at: datetime | None = None,
) -> QuestionSheets:
    """Blank sheets with the included questions of some areas, given by their ids; of all areas without.

    Raises :class:`~workbench.errors.InvalidValue` when there is no question, and for a number of questions a page that is
    not among :data:`PER_PAGE`.
    """
    if per_page not in PER_PAGE:
        raise InvalidValue(
            Message("There can be 1, 2 or 3 questions on a page, not {count}.", count=per_page),
            safe=Message("No file was created."),
            advice=Message("Choose one of these."),
        )
    found = []
    withheld = _Withheld(document)
    for entry in read_checklist(document).areas:
        sections = (
            replace(part, questions=tuple(withheld.in_wording(each) for each in part.questions if each.included))
            for part in entry.sections
        )
        kept = replace(entry, sections=tuple(part for part in sections if part.questions))
        if kept.sections and (areas is None or entry.id in areas):
            found.append(kept)
    if not found:
        raise InvalidValue(
            Message("There is no question to print."),
            safe=Message("No file was created."),
            advice=Message("Choose at least one area that this assessment covers."),
        )
    return QuestionSheets(areas=tuple(found), per_page=per_page, **_common(document, paper, made_at))


def attendance_list(
    document: Document, session: str, *, paper: PaperSize = PaperSize.A4, made_at: datetime | None = None
) -> AttendanceList:
    """The list for a session: whoever is noted as present; everybody on the page People when nobody is noted yet.

    The title of a confidential session is not printed, nor is a confidential name in any other text. Raises
    :class:`~workbench.errors.NotFound` for an unknown session.
    """
    row = document.get(Session, session)
    if row is None:
        raise NotFound(
            Message("There is no such session."),
            safe=Message("No file was created."),
            advice=Message("Choose one of the sessions on the page Sessions."),
        )
    people = document.read.every(Contributor)
    present = set(present_at(document, session))
    wanted = [person for person in people if person.id in present] if present else people
    named = [person for person in wanted if not person.is_confidential and person.name.strip()]
    withheld = _Withheld(document)
    return AttendanceList(
        title="" if row.is_confidential else withheld(row.title),
        date=row.date,
        start_time=row.start_time,
        location="" if row.is_confidential else withheld(row.location),
        signers=tuple(Signer(person.name, withheld(_post(person))) for person in named),
        hidden=sum(person.is_confidential for person in wanted),
        empty_rows=max(_MORE_ROWS, _LEAST_ROWS - len(named)),
        **_common(document, paper, made_at),
    )


class _Withheld:
    """A text without the names and contacts of confidential people, which nobody looks for on a sheet that goes round."""

    def __init__(self, document: Document) -> None:
        self._finder = NameFinder(document.read.every(Contributor))
        self._translate = load_translator(document.read.assessment().language)

    def __call__(self, text: str) -> str:
        found = self._finder.certain(text)
        return instead_of(text, [(hit.start, hit.end, self._translate(words_instead(hit.kind))) for hit in found])

    def in_wording(self, entry: QuestionEntry) -> QuestionEntry:
        """A question without them, if its wording is not that of the checklist, which names nobody."""
        return entry if entry.origin is WordingOrigin.PACK else replace(entry, wording=self(entry.wording))


def _post(person: Contributor) -> str:
    return "\n".join(text for text in (person.job_title, person.department, person.organization) if text)


def _common(document: Document, paper: PaperSize, made_at: datetime | None) -> dict[str, Any]:
    row = document.read.assessment()
    bare = Assessment(id=row.id, checklist="", checklist_version="")
    return {
        "assessment": replace(bare, administration=row.administration, station=row.station),
        "language": row.language,
        "made_at": made_at or datetime.now().astimezone(),
        "program_version": __version__,
        "paper": paper,
    }


def attendance_told(form: AttendanceList) -> Message:
    """How many names are on an attendance list, and that confidential people are not."""
    if not form.hidden:
        return Message("Names on the sheet: {count}.", count=form.expected)
    return Message(
        "Names on the sheet: {names}. {count} confidential person is not on it, and should not sign.",
        "Names on the sheet: {names}. {count} confidential people are not on it, and should not sign.",
        names=form.expected,
        count=form.hidden,
    )
