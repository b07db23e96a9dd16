"""The headings of the action plan: outcomes, and outputs under them (Annex 9)."""

from __future__ import annotations

from typing import Any

from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.ids import new_id
from workbench.model.rows import Activity, Outcome, Output
from workbench.operations.common import append, changed, existing, move, refuse_if_used


def add_outcome(document: Document, *, title: str = "", initiator: object | None = None) -> str:
    """Adds an outcome at the end of the plan; returns its id."""
    outcome = changed(Outcome(id=new_id()), {"title": title})
    others = document.read.every(Outcome)
    with document.change(Message("add outcome"), initiator=initiator) as transaction:
        append(transaction, others, outcome)
    return outcome.id


def edit_outcome(document: Document, *, outcome: str, initiator: object | None = None, **values: Any) -> None:
    """Changes an outcome's title or its mark "confidential"."""
    before = existing(document, Outcome, outcome)
    merge_key = ("outcome", outcome, *sorted(values))
    with document.change(Message("change outcome"), merge_key=merge_key, initiator=initiator) as transaction:
        transaction.put(changed(before, values))


def move_outcome(document: Document, *, outcome: str, index: int, initiator: object | None = None) -> None:
    """Puts an outcome at ``index``, from 0, among the outcomes of the plan."""
    row = existing(document, Outcome, outcome)
    with document.change(Message("move outcome"), initiator=initiator) as transaction:
        move(transaction, document.read.every(Outcome), row, index)


def remove_outcome(document: Document, *, outcome: str, initiator: object | None = None) -> None:
    """Removes an outcome without outputs. Raises :class:`~workbench.errors.StillInUse` while it has some."""
    existing(document, Outcome, outcome)
    count = len(document.read.where(Output, outcome_id=outcome))
    text = Message("The outcome still has {count} output.", "The outcome still has {count} outputs.", count=count)
    refuse_if_used([(text, count)])
    with document.change(Message("remove outcome"), initiator=initiator) as transaction:
        transaction.drop(Outcome, outcome)


def add_output(document: Document, *, outcome: str, title: str = "", initiator: object | None = None) -> str:
    """Adds an output at the end of an outcome; returns its id."""
    existing(document, Outcome, outcome)
    output = changed(Output(id=new_id(), outcome_id=outcome), {"title": title})
    others = document.read.where(Output, outcome_id=outcome)
    with document.change(Message("add output"), initiator=initiator) as transaction:
        append(transaction, others, output)
    return output.id


def edit_output(document: Document, *, output: str, initiator: object | None = None, **values: Any) -> None:
    """Changes an output's title or its mark "confidential"."""
    before = existing(document, Output, output)
    merge_key = ("output", output, *sorted(values))
    with document.change(Message("change output"), merge_key=merge_key, initiator=initiator) as transaction:
        transaction.put(changed(before, values))


def move_output(document: Document, *, output: str, outcome: str, index: int, initiator: object | None = None) -> None:
    """Puts an output under an outcome, at ``index``, from 0, among the outputs there."""
    existing(document, Outcome, outcome)
    values: dict[str, Any] = {"outcome_id": outcome}
    row = changed(existing(document, Output, output), values)
    with document.change(Message("move output"), initiator=initiator) as transaction:
        move(transaction, document.read.where(Output, outcome_id=outcome), row, index)


def remove_output(document: Document, *, output: str, initiator: object | None = None) -> None:
    """Removes an output; its activities stay and are not planned yet."""
    existing(document, Output, output)
    waiting = document.read.where(Activity, output_id=None)
    freed = [changed(activity, {"output_id": None}) for activity in document.read.where(Activity, output_id=output)]
    with document.change(Message("remove output"), initiator=initiator) as transaction:
        append(transaction, waiting, *freed)
        transaction.drop(Output, output)
