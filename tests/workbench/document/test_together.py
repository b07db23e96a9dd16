from __future__ import annotations

import pytest

from workbench.document.together import do_together, together
from workbench.errors import InvalidValue
from workbench.language.i18n import Message
from workbench.model.rows import BackgroundDocument, Contributor
from workbench.operations.documents import add_document
from workbench.operations.people import add_contributor, edit_contributor, remove_contributor

LABEL = Message("fill in the table")


def names(document):
    return [row.name for row in document.read.every(Contributor)]


def test_several_changes_are_one_step(document):
    told = []
    first = add_contributor(document, name="Ana")
    document.subscribe(told.append)
    acts = [
        (edit_contributor, {"contributor": first, "name": "Anna"}),
        (add_contributor, {"name": "Bo"}),
        (add_contributor, {"name": "Cem"}),
    ]
    do_together(document, label=LABEL, acts=acts, initiator="table")
    assert names(document) == ["Anna", "Bo", "Cem"]
    assert [(changes.label, changes.initiator) for changes in told] == [(LABEL, "table")]
    document.undo()
    assert names(document) == ["Ana"]
    document.redo()
    assert names(document) == ["Anna", "Bo", "Cem"]


def test_one_refusal_takes_all_back(document):
    acts = [(add_contributor, {"name": "Ana"}), (add_document, {"title": "Act", "date": "soon"})]
    with pytest.raises(InvalidValue):
        do_together(document, label=LABEL, acts=acts)
    assert names(document) == []
    assert document.read.every(BackgroundDocument) == []
    assert document.undo_label is None


def test_afterwards_changes_are_single_again(document):
    with together(document, LABEL):
        add_contributor(document, name="Ana")
    add_contributor(document, name="Bo")
    document.undo()
    assert names(document) == ["Ana"]


def test_what_is_taken_back_is_not_read_as_if_it_were_there(document):
    first = add_contributor(document, name="Ana")
    assert names(document) == ["Ana"]
    acts = [(remove_contributor, {"contributor": first}), (add_document, {"title": "Act", "date": "soon"})]
    with pytest.raises(InvalidValue):
        do_together(document, label=LABEL, acts=acts)
    assert names(document) == ["Ana"]
    edit_contributor(document, contributor=first, name="Anna")
    assert names(document) == ["Anna"]
    assert document.get(Contributor, first).name == "Anna"
