"""Makes a new, undamaged file of a damaged one, which is never changed."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from workbench.document.document import Clock, Document, Identity
from workbench.errors import DocumentDamaged, InvalidValue
from workbench.language.i18n import Message, Translator, interface_languages, load_translator
from workbench.model.ids import new_id
from workbench.model.rows import ROW_TYPES, Answer, Assessment, Attachment, Contributor, Question, Row
from workbench.model.texts import is_blank
from workbench.model.vocabulary import MeasureStatus
from workbench.recovering.assembling import Assembly, Whence
from workbench.recovering.notes import as_it_was_found, notes_about
from workbench.recovering.outcome import OtherRows, Recovered
from workbench.recovering.sources import Copy, assessment_of, newest_copy, pack_of
from workbench.storage import stored_bytes
from workbench.storage.files import Opened, must_not_exist
from workbench.storage.refusals import beyond
from workbench.storage.rows import Transaction
from workbench.storage.torn.picture import Picture, picture_of
from workbench.storage.verify import content_damages

Step = Callable[[int, int], None]
"""Called with what is done, and of how much. What it raises ends the recovery: then there is no new file."""

STEPS: Final = 5


def nothing_told(_done: int, _total: int) -> None:
    """The step of who does not want to know how far it is."""


def recover(
    damaged: Path,
    new: Path,
    *,
    root: Path | None = None,
    identity: Identity | None = None,
    clock: Clock | None = None,
    step: Step = nothing_told,
) -> Recovered:
    """Writes all that can be recovered of ``damaged`` into the ``new`` file, and returns what came from where.

    ``root`` is the folder of automatic copies, if it is not the usual one. Raises FileExists if there is already a file,
    NotOurFile if nothing of an assessment is in the damaged one, DocumentInUse while it is open somewhere, DocumentTooNew,
    BeyondLimits, StorageFailed or DiskFull. The damaged file is not changed, and without success there is no new one.
    """
    must_not_exist(new)
    with _assembled(damaged, root, identity, clock, step) as (document, recovered):
        if content_damages(document.read.connection):
            raise _not_made(damaged)
        step(4, STEPS)
        document.save_copy(new)
    try:
        step(STEPS, STEPS)
    except BaseException:  # somebody has cancelled it while it was saved
        new.unlink(missing_ok=True)
        raise
    return recovered


def look(damaged: Path, *, root: Path | None = None) -> Recovered:
    """What :func:`recover` would find; nothing is written. Raises what it raises."""
    with _assembled(damaged, root, None, None, nothing_told) as (_, recovered):
        return recovered


@contextlib.contextmanager
def _assembled(
    damaged: Path, root: Path | None, identity: Identity | None, clock: Clock | None, step: Step
) -> Iterator[tuple[Document, Recovered]]:
    """The recovered assessment in memory, and what is in it."""
    step(0, STEPS)
    picture = picture_of(damaged)
    document = Document(damaged, Opened(picture.connection, None, ()), identity=identity, clock=clock)
    with contextlib.closing(document):
        step(1, STEPS)
        known = assessment_of(document, root)
        with newest_copy(picture.connection, known, root) as copy:
            translate = _translator(document, copy)
            assembly = Assembly(picture, document, known or new_id(), copy, translate)
            assembly.assemble(partial(pack_of, _assessment(document)))
            others = _others(picture, assembly)
            step(2, STEPS)
            try:
                _write(document, assembly, others, copy, translate)
            except InvalidValue as error:
                raise beyond(damaged) from error  # nobody can remove anything from a file that cannot be opened
            step(3, STEPS)
            yield document, _outcome(document, picture, assembly, others, copy)


def _assessment(document: Document) -> Assessment | None:
    return next(iter(document.read.every(Assessment)), None)


def _translator(document: Document, copy: Copy | None) -> Translator:
    """The language of what is written into the assessment."""
    row = _assessment(document) or (copy.document.read.assessment() if copy is not None else None)
    return load_translator(row.language if row is not None and row.language in interface_languages() else "en")


def _write(document: Document, assembly: Assembly, others: OtherRows, copy: Copy | None, translate: Translator) -> None:
    with document.change(Message("recover from a damaged file")) as transaction:
        for kind in ROW_TYPES:
            for (table, _), added in assembly.added.items():
                if table == kind.table:
                    transaction.put(as_it_was_found(document, added))
        for kind in reversed(ROW_TYPES):
            for row in assembly.dropped:
                if type(row) is kind and (row.table, row.id) not in assembly.added:
                    transaction.drop(kind, row.id)
        _bring_bytes(document, transaction, copy)
    with document.change(Message("mark what is in doubt after a recovery")) as transaction:
        for added in assembly.added.values():
            transaction.put(added.row)
        for note in notes_about(document, assembly, others, copy.at if copy is not None else None, translate):
            transaction.put(note)


def _bring_bytes(document: Document, transaction: Transaction, copy: Copy | None) -> None:
    """Brings the bytes of attachments that only the copy has."""
    if copy is None:
        return
    connection, source = document.read.connection, copy.document.read.connection
    for row in document.read.every(Attachment):
        if row.content and stored_bytes.content(connection, row.content) is None:
            data = stored_bytes.content(source, row.content)
            if data is not None:
                transaction.store_bytes(data)


def _others(picture: Picture, assembly: Assembly) -> OtherRows:
    found: dict[Whence, Counter[type[Row]]] = {whence: Counter() for whence in Whence}
    for added in assembly.added.values():
        if not isinstance(added.row, Answer):
            found[added.whence][type(added.row)] += 1
    lost = found[Whence.LOST]
    lost.update(map(type, assembly.dropped))
    if not picture.is_proven:
        lost.update({kind: assembly.missing(kind) for kind in ROW_TYPES if assembly.missing(kind)})
    return OtherRows(found[Whence.COPY], found[Whence.DOUBTFUL], lost)


def _outcome(document: Document, picture: Picture, assembly: Assembly, others: OtherRows, copy: Copy | None) -> Recovered:
    numbers = {row.id: row.number or row.id for row in document.read.every(Question)}
    by_whence: dict[Whence, list[str]] = {whence: [] for whence in Whence}
    order = list(numbers)
    people = from_checklist = 0
    for added in assembly.added.values():
        if isinstance(added.row, Answer):
            by_whence[added.whence].append(added.row.question_id)
        from_checklist += added.whence is Whence.CHECKLIST
        people += isinstance(added.row, Contributor) and added.whence in (Whence.DOUBTFUL, Whence.LOST)
    told = {whence: tuple(numbers[q] for q in sorted(found, key=order.index)) for whence, found in by_whence.items()}
    unsure = {found for whence in (Whence.COPY, Whence.DOUBTFUL, Whence.LOST) for found in by_whence[whence]}
    papers = [row for row in document.read.every(Attachment) if row.content]
    there = sum(stored_bytes.content(document.read.connection, row.content) is not None for row in papers)
    return Recovered(
        damaged=document.path,
        whole=sum(_is_answered(row) and row.question_id not in unsure for row in document.read.every(Answer)),
        copied=told[Whence.COPY],
        doubtful=told[Whence.DOUBTFUL],
        lost=told[Whence.LOST],
        copy_at=copy.at if copy is not None else None,
        others=others,
        is_complete=picture.is_proven or all(map(assembly.is_complete, ROW_TYPES)),
        papers=there,
        papers_lost=len(papers) - there,
        history=picture.history,
        from_checklist=from_checklist,
        people_in_doubt=people,
    )


def _is_answered(row: Answer) -> bool:
    return not is_blank(row.text) or row.status is not MeasureStatus.NOT_JUDGED


def _not_made(damaged: Path) -> DocumentDamaged:
    return DocumentDamaged(
        Message("What was found in {name} does not make a whole assessment.", name=damaged.name),
        safe=Message("Nothing in it was changed, and no file was made."),
        advice=Message("Keep it, and continue with your newest copy of this assessment."),
    )
