"""What is made from something confidential becomes confidential too, unless people have decided about it.

A part of other changes, so that it is one step of undo with them. It stays when its source is opened again: that is a
decision about another text. :mod:`workbench.document.inheritance` says why a row is confidential.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from workbench.document.document import Document
from workbench.model.rows import Activity, ActivityQuestion, Answer, Markable
from workbench.storage.rows import Transaction


def made_from(document: Document, activity: Activity, questions: Iterable[str]) -> Activity:
    """An activity that now follows from these questions too; it inherits if the answer to one of them is confidential."""
    answers = [document.read.answer(question) for question in questions]
    if not any(answer is not None and answer.is_confidential for answer in answers):
        return activity
    return replace(activity, confidential=activity.confidential.from_confidential())


def made_of(activity: Activity, source: Markable) -> Activity:
    """An activity that is made of one row; it inherits if that is confidential."""
    return replace(activity, confidential=activity.confidential.from_confidential()) if source.is_confidential else activity


def pass_on(document: Document, transaction: Transaction, before: Answer, after: Answer) -> None:
    """Lets the activities that follow from an answer inherit, if the answer becomes confidential."""
    if before.is_confidential or not after.is_confidential:
        return
    for link in document.read.where(ActivityQuestion, question_id=after.question_id):
        activity = document.get(Activity, link.activity_id)
        if activity is not None:
            transaction.put(replace(activity, confidential=activity.confidential.from_confidential()))
