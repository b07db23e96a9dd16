"""The bridge: changes become signals, errors become messages, and nothing typed is forgotten."""

from __future__ import annotations

import pytest

from ui.editors.field_link import Binding
from ui.editors.text_editor import TextEditor
from workbench.errors import StorageFailed
from workbench.language.i18n import Message
from workbench.model.changes import Changes
from workbench.model.rows import Answer, Contributor, Question, Wording
from workbench.operations.answers import write_answer
from workbench.operations.assessment import add_own_question, describe_assessment
from workbench.operations.people import add_contributor, remove_contributor
from workbench.operations.wording import replace_wording


@pytest.fixture
def typed(qtbot, bridge, document):
    """An editor with something typed that is not written yet."""
    editor = TextEditor(bridge)
    qtbot.addWidget(editor)
    answer = document.read.answer("kf1.q1")
    editor.bind(Binding(Answer, answer.id, "text", write_answer, {"question": "kf1.q1"}))
    editor.setPlainText("just typed")
    return editor


def test_each_commit_is_told_once_with_its_time(qtbot, bridge, document, clock):
    changed, saved = [], []
    bridge.changed.connect(changed.append)
    bridge.saved.connect(saved.append)
    write_answer(document, question="kf1.q1", text="Yes.")
    assert [type(changes) for changes in changed] == [Changes]
    assert [row.table for row in changed[0].rows] == ["answers"]
    assert saved == [clock.moment]


def test_run_says_whether_it_succeeded(bridge, document, notices):
    assert bridge.run(write_answer, question="kf1.q1", text="Yes.") is True
    assert bridge.run(write_answer, question="kf99.q1", text="Yes.") is False
    assert notices[-1].text.startswith("There is no question kf99.q1 in this assessment. Nothing was changed.")


def test_call_gives_the_result_or_nothing(bridge, document, notices):
    key = bridge.call(add_contributor, name="Ana")
    assert document.get(Contributor, key).name == "Ana"
    assert bridge.call(add_own_question, wording=" ") is None
    assert notices[-1].text.startswith("The question has no text.")


def test_a_bug_is_not_swallowed(bridge):
    with pytest.raises(TypeError):
        bridge.run(write_answer, question="kf1.q1", text=None)


def test_undo_writes_first_what_is_still_held(bridge, document, typed):
    bridge.undo()
    assert document.read.answer("kf1.q1").text == ""
    assert typed.text() == ""
    bridge.redo()
    assert document.read.answer("kf1.q1").text == "just typed"
    assert typed.text() == "just typed"


def test_undo_waits_while_something_cannot_be_written(bridge, document, typed, notices, full_disk):
    bridge.undo()
    assert typed.text() == "just typed"
    assert notices[-1].text == "There is no room. Free some space."


def test_undo_with_nothing_to_undo_does_nothing(bridge, document):
    bridge.undo()
    bridge.redo()


def test_flush_writes_all_and_says_if_not(bridge, document, typed, full_disk):
    assert bridge.flush() is False
    full_disk()
    assert bridge.flush() is True
    assert document.read.answer("kf1.q1").text == "just typed"


def test_an_offered_undo_goes_away_at_the_next_change(qtbot, bridge, document, notices):
    bridge.run(remove_contributor, contributor=add_contributor(document, name="Ana"))
    bridge.offer_undo(Message("Gone."))
    assert notices[-1].passing
    with qtbot.waitSignal(bridge.messages.withdrawn):
        add_contributor(document, name="Bo")


def test_an_offered_undo_takes_back_what_was_done(bridge, document, notices):
    ana = add_contributor(document, name="Ana")
    bridge.run(remove_contributor, contributor=ana)
    bridge.offer_undo(Message("Gone."))
    notices[-1].run()
    assert document.get(Contributor, ana).name == "Ana"


def test_an_old_offer_takes_back_nothing_newer(bridge, document, notices):
    ana = add_contributor(document, name="Ana")
    bridge.run(remove_contributor, contributor=ana)
    bridge.offer_undo(Message("Gone."))
    bo = add_contributor(document, name="Bo")
    notices[-1].run()
    assert document.get(Contributor, bo).name == "Bo"
    assert document.get(Contributor, ana) is None


def test_an_offer_takes_back_nothing_that_was_typed_since(bridge, document, notices, typed):
    bridge.offer_undo(Message("Gone."))
    notices[-1].run()
    assert document.read.answer("kf1.q1").text == "just typed"
    assert typed.text() == "just typed"


def test_after_closing_editors_write_nothing(bridge, document, typed):
    bridge.close()
    assert typed.flush() is True
    typed.link.leave()


def test_the_content_in_memory_is_what_is_in_the_file(bridge, document):
    content = bridge.cached_content
    assert content.answered == set()
    write_answer(document, question="kf1.q1", text="Yes.")
    assert content.answers["kf1.q1"].text == "Yes."
    assert content.answered == {"kf1.q1"}
    document.undo()
    assert content.answered == set()
    assert content.answers == {row.question_id: row for row in document.read.every(Answer)}


def test_the_checklist_in_memory_follows_words_and_questions(bridge, document):
    content = bridge.cached_content
    before = content.checklist
    write_answer(document, question="kf1.q1", text="Yes.")
    assert content.checklist is before
    replace_wording(document, language="en", texts={"kf1.q1": "Other words?"})
    assert content.places["kf1.q1"][2].wording == "Other words?"
    key = add_own_question(document, wording="Ours?")
    assert content.places[key][2].wording == "Ours?"
    assert content.answers[key].question_id == key
    document.undo()
    assert key not in content.places
    assert key not in content.answers


def test_the_language_of_the_assessment_chooses_the_words(bridge, document):
    replace_wording(document, language="fr", texts={"kf1.q1": "Quel programme ?"})
    assert bridge.cached_content.places["kf1.q1"][2].wording != "Quel programme ?"
    describe_assessment(document, language="fr")
    assert bridge.cached_content.places["kf1.q1"][2].wording == "Quel programme ?"
    assert document.read.where(Wording, subject="kf1.q1", language="fr")


def test_counts_leave_out_what_is_left_out(bridge, document):
    from workbench.operations.assessment import include_questions

    questions = bridge.cached_content.checklist.areas[0].questions
    write_answer(document, question=questions[0].id, text="Yes.")
    assert bridge.cached_content.count(questions) == (1, len(questions))
    include_questions(document, questions=[questions[0].id], included=False)
    assert bridge.cached_content.count(bridge.cached_content.checklist.areas[0].questions) == (0, len(questions) - 1)
    assert document.get(Question, questions[0].id).included is False


def test_nothing_is_tried_again_with_a_file_that_is_closed(bridge, document):
    bridge.failure = StorageFailed(Message("The disk is away."), advice=Message("Connect it."))
    document.close()
    assert not bridge.try_again(quietly=True)
