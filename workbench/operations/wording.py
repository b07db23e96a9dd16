"""Replaces the wording of questions by that of a wording file, one language at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from workbench.checklist.pack import wording_row
from workbench.checklist.tree import read_checklist
from workbench.document.document import Document
from workbench.language.i18n import Message
from workbench.model.rows import Question, Wording
from workbench.model.texts import is_blank, storable
from workbench.model.vocabulary import WordingField, WordingOrigin
from workbench.operations.assessment import OWN_AREA, existing_question
from workbench.operations.common import invalid, known_language


def question_ids(document: Document) -> frozenset[str]:
    """The names that a wording file may use: the ids, and the numbers of own questions, whose ids nobody can type."""
    questions = document.read.every(Question)
    own = [row.number for row in questions if row.id.startswith(f"{OWN_AREA}.")]
    return frozenset((*(row.id for row in questions), *(name for number in own for name in (number, number.lower()))))


def replace_wording(document: Document, *, language: str, texts: Mapping[str, str], initiator: object | None = None) -> int:
    """Replaces the wording of questions in one language; returns how many texts were replaced.

    A text that the language shows already stays what it is: of a template, perhaps only some rows were written over.
    Raises :class:`~workbench.errors.InvalidValue` for an unknown language and for a blank text.
    """
    known_language(language)
    given = {existing_question(document, question).id: _wording(text) for question, text in texts.items()}
    shown: dict[str, str] = {question.id: question.wording for question in read_checklist(document, language).questions}
    checked = {question: text for question, text in given.items() if shown.get(question) != text}
    document.before_much()
    with document.change(Message("load wording"), initiator=initiator) as transaction:
        for question, text in checked.items():
            fresh = wording_row(question, WordingField.QUESTION, language, text)
            known = document.get(Wording, fresh.id)
            own = known is not None and known.origin is WordingOrigin.OWN
            transaction.put(replace(fresh, origin=WordingOrigin.OWN if own else WordingOrigin.WORDING_FILE))
    return len(checked)


def _wording(text: str) -> str:
    if is_blank(text):
        raise invalid(Message("The question has no text."), Message("Write the question."))
    return storable(text)
