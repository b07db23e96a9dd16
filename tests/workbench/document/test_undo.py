from __future__ import annotations

import pytest

from workbench.document.undo import BURST_SECONDS, MOST_STEPS, Step, UndoStack
from workbench.language.i18n import Message
from workbench.model.changes import RowChange
from workbench.model.rows import Outcome, Output, Row


def _change(before: Row | None, after: Row | None) -> RowChange:
    row = before or after
    assert row is not None
    return RowChange(row.table, row.id, before, after)


def _outcome(title: str, key: str = "one") -> Outcome:
    return Outcome(id=key, title=title)


def _step(name: str, *changes: RowChange, key: object = None, at: float = 0.0) -> Step:
    return Step(Message(name), list(changes), key, at, number=0)


def _label(message: Message | None) -> str | None:
    return None if message is None else str(message)


def test_an_empty_stack_has_nothing_to_offer():
    stack = UndoStack()
    assert stack.undo_label is stack.redo_label is stack.next_undo() is stack.next_redo() is None
    assert stack.open_step("typing", 0.0) is None


def test_steps_come_back_in_reverse_and_go_again_in_order():
    stack = UndoStack()
    for name in ("first", "second", "third"):
        stack.push(_step(name))
    seen = []
    while stack.next_undo() is not None:
        seen.append(_label(stack.undo_label))
        stack.undone()
    while stack.next_redo() is not None:
        seen.append(_label(stack.redo_label))
        stack.redone()
    assert seen == ["third", "second", "first", "first", "second", "third"]
    assert (_label(stack.undo_label), stack.redo_label) == ("third", None)


def test_a_new_step_forgets_what_was_undone():
    stack = UndoStack()
    stack.push(_step("first"))
    stack.push(_step("second"))
    stack.undone()
    stack.push(_step("third"))
    assert stack.redo_label is None
    stack.undone()
    assert _label(stack.undo_label) == "first"


@pytest.mark.parametrize(
    ("key", "at", "goes_on"),
    [
        ("typing", 0.0, True),
        ("typing", BURST_SECONDS - 0.01, True),
        ("typing", BURST_SECONDS, False),
        ("other", 0.0, False),
        (None, 0.0, False),
    ],
)
def test_a_step_goes_on_with_the_same_key_within_two_seconds(key, at, goes_on):
    stack = UndoStack()
    step = _step("typing", key="typing")
    stack.push(step)
    assert stack.open_step(key, at) is (step if goes_on else None)


def test_changes_without_a_key_are_never_one_step():
    stack = UndoStack()
    stack.push(_step("first"))
    assert stack.open_step(None, 0.0) is None


def test_the_pause_is_counted_from_the_last_change():
    stack = UndoStack()
    step = _step("typing", _change(None, _outcome("a")), key="typing")
    stack.push(step)
    for number in range(1, 20):
        at = number * (BURST_SECONDS - 0.1)
        assert stack.open_step("typing", at) is step
        stack.extend(step, [_change(_outcome("a"), _outcome("b" * number))], at)


@pytest.mark.parametrize("what", ["end_burst", "undone", "undone and redone"])
def test_what_ends_a_burst(what):
    stack = UndoStack()
    stack.push(_step("before"))
    stack.push(_step("typing", key="typing"))
    if what == "end_burst":
        stack.end_burst()
    else:
        stack.undone()
        if what == "undone and redone":
            stack.redone()
    assert stack.open_step("typing", 0.0) is None


def test_a_burst_keeps_the_first_before_and_the_last_after():
    stack = UndoStack()
    step = _step("typing", _change(_outcome(""), _outcome("a")), key="typing")
    stack.push(step)
    stack.extend(step, [_change(_outcome("a"), _outcome("ab"))], 0.1)
    stack.extend(step, [_change(_outcome("ab"), _outcome("abc"))], 0.2)
    assert step.changes == [_change(_outcome(""), _outcome("abc"))]


def test_a_burst_that_takes_itself_back_is_no_step():
    stack = UndoStack()
    stack.push(_step("before"))
    step = _step("typing", _change(_outcome(""), _outcome("a")), key="typing")
    stack.push(step)
    stack.extend(step, [_change(_outcome("a"), _outcome(""))], 0.1)
    assert _label(stack.undo_label) == "before"
    assert stack.open_step("typing", 0.2) is None


def test_a_row_that_refers_to_one_added_later_keeps_the_order_of_both():
    """Undo must first let go of the new outcome, and only then remove it."""
    old, loose = Output(id="out", outcome_id="old"), Output(id="out", outcome_id="old", title="loose")
    bound = Output(id="out", outcome_id="new", title="loose")
    added = _change(None, _outcome("New", "new"))
    stack = UndoStack()
    step = _step("plan", _change(old, loose), key="plan")
    stack.push(step)
    stack.extend(step, [added, _change(loose, bound)], 0.1)
    assert step.changes == [_change(old, loose), added, _change(loose, bound)]


def test_a_row_removed_and_added_again_keeps_both_changes():
    row, again = _outcome("Row"), _outcome("Row")
    stack = UndoStack()
    step = _step("plan", _change(row, None), key="plan")
    stack.push(step)
    stack.extend(step, [_change(None, again)], 0.1)
    assert step.changes == [_change(row, None), _change(None, again)]


def test_a_row_added_and_removed_again_leaves_nothing():
    stack = UndoStack()
    step = _step("plan", _change(_outcome("a", "other"), _outcome("b", "other")), _change(None, _outcome("Row")), key="plan")
    stack.push(step)
    stack.extend(step, [_change(_outcome("Row"), None)], 0.1)
    assert step.changes == [_change(_outcome("a", "other"), _outcome("b", "other"))]


def test_a_row_added_and_changed_is_added_as_it_became():
    stack = UndoStack()
    step = _step("plan", _change(None, _outcome("Row")), key="plan")
    stack.push(step)
    stack.extend(step, [_change(_outcome("Row"), _outcome("Row 2"))], 0.1)
    assert step.changes == [_change(None, _outcome("Row 2"))]


def test_a_row_changed_and_then_removed_comes_back_as_it_was_before():
    stack = UndoStack()
    step = _step("plan", _change(_outcome("Row"), _outcome("Row 2")), key="plan")
    stack.push(step)
    stack.extend(step, [_change(_outcome("Row 2"), None)], 0.1)
    assert step.changes == [_change(_outcome("Row"), None)]
    assert step.changes[0].inverse() == _change(None, _outcome("Row"))


def test_only_so_many_steps_are_kept():
    stack = UndoStack()
    for number in range(MOST_STEPS + 50):
        stack.push(_step(str(number)))
    names = []
    while stack.next_undo() is not None:
        names.append(_label(stack.undo_label))
        stack.undone()
    assert names == [str(number) for number in range(MOST_STEPS + 49, 49, -1)]


def test_steps_that_together_change_nothing_can_be_dropped():
    stack = UndoStack()
    before = _step("before", _change(None, _outcome("x", "other")))
    stack.push(before)
    stack.push(_step("typing", _change(_outcome(""), _outcome("wrong"))))
    stack.push(_step("put back", _change(_outcome("wrong"), _outcome(""))))
    stack.drop_idle(before)
    assert stack.next_undo() is before
    stack.drop_idle(before)
    assert stack.next_undo() is before


def test_steps_that_changed_something_are_not_dropped():
    stack = UndoStack()
    stack.push(_step("typing", _change(_outcome(""), _outcome("wrong"))))
    newer = _step("another row", _change(_outcome("a", "other"), _outcome("b", "other")))
    stack.push(newer)
    stack.push(_step("put back", _change(_outcome("wrong"), _outcome(""))))
    stack.drop_idle(None)
    assert _label(stack.undo_label) == "put back"
    stack.drop_idle(_step("never done"))
    assert _label(stack.undo_label) == "put back"
