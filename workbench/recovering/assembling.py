"""Puts together what was read of a damaged file, what an automatic copy has, and what follows from the checklist.

What is as it was written stays as it is. Everything else is noted with where it comes from, and what may have been
confidential is: a mark that cannot be read counts as set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from enum import Enum, auto
from typing import Any, Final, cast

from workbench.checklist.pack import Pack
from workbench.document.document import Document
from workbench.language.i18n import Translator
from workbench.model.declared import Kind, declared
from workbench.model.ids import link_id
from workbench.model.labels import NOT_READ
from workbench.model.rows import (
    ROW_TYPES,
    Activity,
    Answer,
    Area,
    AreaId,
    Assessment,
    BackgroundDocument,
    Contributor,
    Finding,
    GroupMember,
    Indicator,
    Markable,
    Outcome,
    Output,
    Question,
    QuestionId,
    Row,
    Section,
    SectionId,
    Session,
    SessionParticipant,
    Wording,
    WorkingGroup,
)
from workbench.model.vocabulary import Agreement, AreaKind, Confidentiality
from workbench.recovering.sources import Copy
from workbench.storage.mapping import TYPE_OF_TABLE, mapping_of
from workbench.storage.seal import sum_of
from workbench.storage.seen import seen_by
from workbench.storage.torn.mending import changed_since, removed
from workbench.storage.torn.picture import UNREADABLE, DoubtfulRow, Picture, TableState, rows_in_history
from workbench.system.frozen import frozen

_CHECKLIST: Final = (Area, Section, Question, Wording)
_OWN_AREA, _OWN_SECTION = AreaId("x"), SectionId("x.s1")
_TITLED: Final[dict[type[Row], str]] = {
    Contributor: "name",
    WorkingGroup: "name",
    Session: "title",
    BackgroundDocument: "title",
    Outcome: "title",
    Activity: "title",
    Indicator: "name",
}
"""The rows that can stand for one that is lost, and the field that says so."""


class Whence(Enum):
    """Where a row comes from that is not as it was in the damaged file."""

    PROVEN = auto()
    """From a copy, the checklist or the file itself, and it is certain that it is what was written last."""
    CHECKLIST = auto()
    COPY = auto()
    DOUBTFUL = auto()
    LOST = auto()
    """There is nothing of it but its place."""


@frozen
class Added:
    """A row that is put into the assessment, and where it comes from; ``other`` is its text in the automatic copy."""

    row: Row
    whence: Whence
    other: str = ""


class Assembly:
    """The rows of the assessment that is being recovered; ``added`` are those that the damaged file did not have whole."""

    def __init__(
        self, picture: Picture, document: Document, assessment: str, copy: Copy | None, translate: Translator
    ) -> None:
        self._picture = picture
        self._assessment = assessment
        self._translate = translate
        self._there: dict[str, dict[str, Row]] = {
            kind.table: {row.id: row for row in document.read.every(kind)} for kind in ROW_TYPES
        }
        self._copied: dict[str, dict[str, Row]] = {
            kind.table: {row.id: row for row in copy.document.read.every(kind)} if copy is not None else {}
            for kind in ROW_TYPES
        }
        connection = picture.connection
        self._gone = removed(connection)
        self._whole_history = picture.history.is_whole
        seen = seen_by(copy.document.read.connection) if copy is not None else {}
        self._changed = changed_since(connection, seen)
        ours = seen_by(connection)
        self._copy_is_older = all(ours.get(sitting, -1) >= number for sitting, number in seen.items())
        self._doubtful: dict[str, list[DoubtfulRow]] = {}
        for found in picture.doubtful:
            self._doubtful.setdefault(found.row.table, []).append(found)
        self._referred = {
            getattr(row, field.name)
            for kind in ROW_TYPES
            for field in declared(kind).values()
            if field.kind is Kind.REFERENCE
            for row in (*self._there[kind.table].values(), *(found.row for found in self._doubtful.get(kind.table, ())))
        }
        self._checklist: dict[tuple[str, str], Row] = {}
        self.added: dict[tuple[str, str], Added] = {}
        self._completed = set[str]()
        """The tables of which a seal says that they are complete with what was added."""
        self.dropped: list[Row] = []
        """Rows that say nothing without another one that is lost."""

    def assemble(self, pack: Callable[[], Pack]) -> None:
        """Finds something for everything that is missing. ``pack`` reads the program's checklist, which takes a while."""
        self._doubt_what_may_be_older()
        if self._picture.is_proven:
            self._answers_and_findings()
            return
        read = pack()
        self._checklist.update({(row.table, row.id): row for row in read.rows()})
        for kind in ROW_TYPES:
            self._doubtful_rows(kind)
            self._rows_of_the_copy(kind)
            if kind in _CHECKLIST:
                self._rows_of_the_checklist(kind)
            self._prove(kind)
            if kind is Assessment and not self._all(Assessment):
                row = Assessment(id=self._assessment, checklist=read.id, checklist_version=read.version)
                self._add(Added(row, Whence.LOST))
        self._answers_and_findings()
        self._references()
        self._answers_and_findings()  # of questions and areas that stand for others now
        for kind, link in ((WorkingGroup, GroupMember), (Session, SessionParticipant)):
            if not self.is_complete(link):
                self._close_all(kind)

    def is_complete(self, kind: type[Row]) -> bool:
        """Whether no row of a class is missing."""
        state = self._picture.tables.get(kind.table)
        return kind.table in self._completed or (state is not None and state.complete)

    def missing(self, kind: type[Row]) -> int:
        """How many rows of a class are missing, as far as its seal can be read."""
        state = self._picture.tables.get(kind.table)
        if self.is_complete(kind) or state is None or state.seal is None:
            return 0
        return max(0, state.seal.rows - len(self._all(kind)))

    def _doubt_what_may_be_older(self) -> None:
        """Doubts sound rows that are older than the history, and all of a table where nothing says that they are the newest.

        Their pages may be from before somebody wrote more, or marked them.
        """
        for kind in ROW_TYPES:
            state, there = self._picture.tables.get(kind.table, TableState()), self._there[kind.table]
            older = {row_id for row_id, row in there.items() if row_id in state.older}
            if not state.vouched:
                older |= {row_id for row_id, row in there.items() if isinstance(row, Markable)}
            if older and not self._is_proven_with_the_copy(kind, older):
                self.added.update({(kind.table, row_id): self._doubted(there[row_id]) for row_id in older})

    def _is_proven_with_the_copy(self, kind: type[Row], older: AbstractSet[str]) -> bool:
        """Whether the seal says that the copy has what is missing in the place of older rows; then it is taken."""
        state, copied = self._picture.tables[kind.table], self._copied[kind.table]
        rows = {**self._there[kind.table], **{row_id: copied[row_id] for row_id in older if row_id in copied}}
        if state.seal is None or sum_of(map(_digest, rows.values())) != state.seal:
            return False
        self._completed.add(kind.table)
        self.added.update({(kind.table, row_id): Added(rows[row_id], Whence.PROVEN) for row_id in older})
        return True

    def _doubted(self, row: Row) -> Added:
        """A row that is perhaps not as it was written, with the text of the copy if that is another one."""
        copied = self._copied[row.table].get(row.id)
        other = copied.text if isinstance(copied, Answer) and isinstance(row, Answer) and copied.text != row.text else ""
        return Added(_closed(row), Whence.DOUBTFUL, other)

    def _close_all(self, kind: type[Row]) -> None:
        """Closes what is open: something that made it confidential may be lost."""
        for row in self._all(kind).values():
            if isinstance(row, Markable) and not row.is_confidential:
                self.added[row.table, row.id] = self._doubted(row)

    def _all(self, kind: type[Row]) -> dict[str, Row]:
        added = {row_id: each.row for (table, row_id), each in self.added.items() if table == kind.table}
        return {**self._there[kind.table], **added}

    def _has(self, table: str, row_id: str) -> bool:
        return row_id in self._there[table] or (table, row_id) in self.added

    def _add(self, added: Added) -> None:
        if not self._has(added.row.table, added.row.id):
            self.added[added.row.table, added.row.id] = added

    def _doubtful_rows(self, kind: type[Row]) -> None:
        for found in self._doubtful.get(kind.table, ()):
            row = self._with_its_owner(found.row)
            copied = self._copied[kind.table].get(row.id)
            same = (copied, self._checklist.get((kind.table, row.id)))
            proven = next((each for each in same if each is not None and _digest(each) == found.digest), None)
            if proven is not None:
                self._add(Added(proven, Whence.PROVEN))
            elif kind in (Area, Section, Question) and same[1] is not None:
                self._add(Added(same[1], Whence.CHECKLIST))
            elif not self._is_said_already(row):
                self._add(self._doubted(row))

    def _with_its_owner(self, row: Row) -> Row:
        """An answer or a finding whose reference cannot be read: its own id follows from what it belongs to."""
        if isinstance(row, Answer) and not self._has(Question.table, row.question_id):
            for owner in self._all(Question):
                if link_id(self._assessment, owner) == row.id:
                    return replace(row, question_id=QuestionId(owner))
        if isinstance(row, Finding) and not self._has(Area.table, row.area_id):
            for owner in self._all(Area):
                if link_id(self._assessment, owner) == row.id:
                    return replace(row, area_id=AreaId(owner))
        return row

    def _is_said_already(self, row: Row) -> bool:
        """Whether there is already another row that must be the only one: an answer to the same question, for example."""
        for name, field in declared(type(row)).items():
            if field.unique and any(getattr(other, name) == getattr(row, name) for other in self._all(type(row)).values()):
                return True
        return isinstance(row, Assessment) and bool(self._all(Assessment))

    def _rows_of_the_copy(self, kind: type[Row]) -> None:
        state = self._picture.tables.get(kind.table)
        if state is not None and state.complete:
            return
        for row in self._copied[kind.table].values():
            if self._has(kind.table, row.id) or (kind.table, row.id) in self._gone or self._is_said_already(row):
                continue
            sure = self._whole_history and self._copy_is_older and (kind.table, row.id) not in self._changed
            self._add(Added(row if sure else _closed(row), Whence.PROVEN if sure else Whence.COPY))

    def _prove(self, kind: type[Row]) -> None:
        """Asks the seal of a table whether what came from the copy and the checklist is exactly what is missing."""
        state = self._picture.tables.get(kind.table)
        taken = {
            row_id: self._copied[kind.table].get(row_id, each.row)
            for (table, row_id), each in self.added.items()
            if table == kind.table and each.whence is not Whence.DOUBTFUL
        }
        if state is None or state.seal is None or not taken:
            return
        digests = [_digest(row) for row in (*self._there[kind.table].values(), *taken.values())]
        doubtful = (found for found in self._doubtful.get(kind.table, ()) if (kind.table, found.row.id) in self.added)
        digests += [found.digest for found in doubtful if found.row.id not in taken]
        if sum_of(digests) == state.seal:
            self._completed.add(kind.table)
            for row_id, row in taken.items():
                self.added[kind.table, row_id] = Added(row, Whence.PROVEN)

    def _rows_of_the_checklist(self, kind: type[Row]) -> None:
        """The rows that the checklist has and the file has lost: as many as its seal says, or those that something needs."""
        state = self._picture.tables.get(kind.table)
        if state is not None and state.complete:
            return
        missing = [
            row
            for row in self._checklist.values()
            if type(row) is kind and (kind.table, row.id) not in self._gone and not self._has(kind.table, row.id)
        ]
        there = len(self._all(kind))
        if state is not None and state.seal is not None and state.seal.rows - there != len(missing):
            missing = [row for row in missing if self._is_needed(row)]
        for row in missing:
            self._add(Added(row, Whence.CHECKLIST))

    def _is_needed(self, row: Row) -> bool:
        """Whether something that is there refers to a row of the checklist."""
        if isinstance(row, Wording):
            return any(self._has(kind.table, row.subject) for kind in _CHECKLIST)
        return row.id in self._referred

    def _answers_and_findings(self) -> None:
        """An answer for each question and a finding for each area, as every file has them."""
        for kind, column, parent in ((Answer, "question_id", Question), (Finding, "area_id", Area)):
            known = {getattr(row, column) for row in self._all(kind).values()}
            touched = rows_in_history(self._picture.connection, kind.table)
            # in a file that began in an older format, its ids may follow another rule
            rule_holds = all(
                row.id == link_id(self._assessment, getattr(row, column)) for row in self._there[kind.table].values()
            )
            for owner in self._all(parent):
                if owner in known:
                    continue
                empty: Answer | Finding
                row_id = link_id(self._assessment, owner)
                if kind is Answer:
                    empty = Answer(id=row_id, question_id=QuestionId(owner))
                else:
                    empty = Finding(id=row_id, area_id=AreaId(owner))
                never = self._whole_history and rule_holds and row_id not in touched
                self._add(Added(empty if never else _closed(empty), Whence.PROVEN if never else Whence.LOST))

    def _references(self) -> None:
        """Lets no row refer to a missing one: another row stands in its place, or the reference, or the row itself goes."""
        for kind in ROW_TYPES:
            references = [field for field in declared(kind).values() if field.kind is Kind.REFERENCE]
            for row in self._all(kind).values():
                whole, changed = True, row
                for field in references:
                    target = getattr(row, field.name)
                    if target is None or self._stands(field.refers, target):
                        continue
                    if field.optional:
                        nothing: dict[str, Any] = {field.name: None}
                        changed = replace(changed, **nothing)
                    else:
                        whole = False
                if not whole:
                    self._drop(row)
                elif changed is not row:
                    known = self.added.get((kind.table, row.id))
                    self.added[kind.table, row.id] = Added(changed, known.whence if known else Whence.DOUBTFUL)

    def _stands(self, table: str, row_id: str) -> bool:
        """Whether there is a row of this name, or one could be made that stands for it."""
        if self._has(table, row_id):
            return True
        kind = TYPE_OF_TABLE[table]
        row = self._checklist.get((table, row_id))
        if row is not None and all(
            self._stands(field.refers, getattr(row, name))
            for name, field in declared(kind).items()
            if field.kind is Kind.REFERENCE
        ):
            self._add(Added(row, Whence.CHECKLIST))
        for made in self._in_place_of(kind, row_id):
            self._add(Added(made, Whence.LOST))
        return self._has(table, row_id)

    def _in_place_of(self, kind: type[Row], row_id: str) -> Iterator[Row]:
        if UNREADABLE in row_id:
            return  # it is the reference that is damaged
        told = self._translate(NOT_READ)
        if kind in _TITLED:
            fields: dict[str, Any] = {"id": row_id, _TITLED[kind]: told, "confidential": Confidentiality.MARKED}
            yield kind(**fields)
        elif kind is Output:
            outcome = link_id(row_id, "outcome")
            yield Outcome(id=outcome, title=told, confidential=Confidentiality.MARKED)
            yield Output(id=row_id, outcome_id=outcome, title=told, confidential=Confidentiality.MARKED)
        elif kind is Area:
            yield Area(id=row_id, kind=AreaKind.OWN if row_id == _OWN_AREA else AreaKind.KEY_FACTOR)
        elif kind is Section:
            area = row_id.partition(".")[0] or _OWN_AREA
            if self._stands(Area.table, area):
                yield Section(id=row_id, area_id=AreaId(area), number="")
        elif kind is Question and self._stands(Section.table, _OWN_SECTION):
            yield Question(id=row_id, section_id=_OWN_SECTION, number="?")

    def _drop(self, row: Row) -> None:
        self.dropped.append(row)
        self.added.pop((row.table, row.id), None)
        self._there[row.table].pop(row.id, None)


def _digest(row: Row) -> bytes:
    mapping = mapping_of(type(row))
    return mapping.digest(mapping.values(row))


def _closed(row: Row) -> Row:
    """The row as it is put in if nobody knows how it was: confidential, and not agreed."""
    if isinstance(row, Answer) and row.agreed is Agreement.AGREED:
        row = replace(row, agreed=Agreement.PROPOSED, agreed_session_id=None)
    return cast(Row, replace(row, confidential=Confidentiality.MARKED)) if isinstance(row, Markable) else row
