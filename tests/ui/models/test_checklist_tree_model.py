"""The tree of the checklist tells how far every area, section and question has come, in words and by shape."""

from __future__ import annotations

from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPalette

from ui.models.checklist_marks import MARKS_SIZE, Marks
from ui.models.checklist_tree_model import PROGRESS, ChecklistTreeModel
from workbench.checklist.tree import AreaEntry, QuestionEntry, SectionEntry
from workbench.model.vocabulary import MeasureStatus
from workbench.operations.answers import judge_answer, mark_answer_confidential, write_answer
from workbench.operations.assessment import add_own_question, include_questions
from workbench.operations.wording import replace_wording

pytestmark = pytest.mark.slow


@pytest.fixture
def model(bridge):
    made = ChecklistTreeModel(bridge)
    made.finish()
    return made


def progress(model, key):
    return model.index_of(key).siblingAtColumn(PROGRESS).data()


def spoken(model, key):
    return model.index_of(key).data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_model_keeps_the_rules_of_qt(model, document, qtmodeltester):
    qtmodeltester.check(model)
    write_answer(document, question="kf3.q20", text="Yes.")
    include_questions(document, questions=["kf3.q1"], included=False)
    add_own_question(document, wording="What do the drivers say?")
    qtmodeltester.check(model)


def test_areas_sections_and_questions_stand_in_order(model, bridge):
    areas = [model.entry_at(model.index(row, 0)) for row in range(model.rowCount())]
    assert [entry.id for entry in areas] == [entry.id for entry in bridge.cached_content.checklist.areas]
    assert all(isinstance(entry, AreaEntry) for entry in areas)
    first = model.index(0, 0)
    assert isinstance(model.entry_at(model.index(0, 0, first)), SectionEntry)
    question = model.index_of("kf3.q20")
    assert isinstance(model.entry_at(question), QuestionEntry)
    assert question.data().startswith("3.20  ")
    assert model.entry_at(question.parent().parent()).id == "kf3"


def test_questions_get_their_words_when_they_are_finished(bridge, document):
    model = ChecklistTreeModel(bridge)
    first, other = model.index_of("kf3.q20"), model.index_of("kf4.q1")
    assert first.data() is None
    assert first in model.finish(first.parent())
    assert first.data().startswith("3.20  ")
    assert other.data() is None
    write_answer(document, question="kf4.q1", text="Yes.")
    assert other.data().startswith("4.1  ")
    rest = model.finish()
    assert first not in rest
    assert other in rest, "the view has not heard of it yet"
    assert all(index.data() for _, index in model.question_indexes())
    assert model.finish() == []


def test_excluded_questions_are_struck_out_when_they_are_finished(bridge, document):
    include_questions(document, questions=["kf3.q1"], included=False)
    model = ChecklistTreeModel(bridge)
    model.finish()
    assert model.index_of("kf3.q1").data(Qt.ItemDataRole.FontRole).strikeOut()


def test_all_questions_are_there_once(model):
    keys = [key for key, index in model.question_indexes() if index.isValid()]
    assert len(keys) == len(set(keys)) == 282


def test_answers_are_counted_up_to_the_area(model, document):
    assert progress(model, "kf3") == "0 of 31"
    write_answer(document, question="kf3.q20", text="Every Friday.")
    section = model.index_of("kf3.q20").parent()
    assert progress(model, "kf3") == "1 of 31"
    assert section.siblingAtColumn(PROGRESS).data().startswith("1 of ")
    write_answer(document, question="kf3.q20", text="   ")
    assert progress(model, "kf3") == "0 of 31"


def test_a_status_alone_is_told_and_is_no_answer(model, document):
    judge_answer(document, question="kf3.q20", status=MeasureStatus.ON_PAPER)
    assert spoken(model, "kf3.q20").startswith("3.20 (Unanswered, On paper only)")
    write_answer(document, question="kf3.q20", text="It is written down.")
    assert spoken(model, "kf3.q20").startswith("3.20 (Answered, On paper only)")
    document.undo()
    assert spoken(model, "kf3.q20").startswith("3.20 (Unanswered, On paper only)")


def test_what_is_left_out_is_struck_out_and_not_counted(model, document):
    include_questions(document, questions=["kf3.q20"], included=False)
    assert progress(model, "kf3") == "0 of 30"
    assert model.index_of("kf3.q20").data(Qt.ItemDataRole.FontRole).strikeOut()
    assert "excluded" in spoken(model, "kf3.q20")
    document.undo()
    assert not model.index_of("kf3.q20").data(Qt.ItemDataRole.FontRole).strikeOut()


def test_an_area_that_is_left_out_says_so(model, document, bridge):
    keys = [question.id for question in bridge.cached_content.checklist.areas[1].questions]
    include_questions(document, questions=keys, included=False)
    assert progress(model, "kf2") == "excluded"


def test_an_own_question_makes_another_tree(qtbot, model, document):
    with qtbot.waitSignal(model.rebuilt):
        key = add_own_question(document, wording="What do the drivers say?")
    model.finish()
    assert model.index_of(key).data() == "X.1  What do the drivers say?"
    with qtbot.waitSignal(model.rebuilt):
        document.undo()
    assert not model.index_of(key).isValid()


def test_other_words_keep_the_tree(qtbot, model, document):
    with qtbot.assertNotEmitted(model.rebuilt):
        replace_wording(document, language="en", texts={"kf3.q20": "Who may decide?"})
    assert model.index_of("kf3.q20").data() == "3.20  Who may decide?"


def test_nothing_can_be_edited_in_the_tree(model):
    assert not any(index.flags() & Qt.ItemFlag.ItemIsEditable for _, index in model.question_indexes())


def test_every_state_has_a_shape_of_its_own():
    palette = QPalette(QColor("white"))
    palette.setColor(QPalette.ColorRole.Text, QColor("black"))
    drawn, marks = set(), Marks(palette)
    for answered, confidential in product((True, False), repeat=2):
        for status in MeasureStatus:
            image = marks.icon(answered=answered, status=status, confidential=confidential).pixmap(MARKS_SIZE).toImage()
            drawn.add(bytes(image.constBits()))
    assert len(drawn) == 4 * len(MeasureStatus)


def test_a_confidential_answer_has_a_lock_and_says_so(model, document):
    def width():
        return model.index_of("kf3.q20").data(Qt.ItemDataRole.DecorationRole).actualSize(MARKS_SIZE).width()

    said, plain = Qt.ItemDataRole.AccessibleTextRole, width()
    assert "confidential" not in model.index_of("kf3.q20").data(said)
    mark_answer_confidential(document, question="kf3.q20", confidential=True)
    assert width() > plain
    assert "confidential, " in model.index_of("kf3.q20").data(said)
    document.undo()
    assert width() == plain


def test_marks_follow_the_colours_of_the_system(model, document):
    def darkest():
        image = model.index_of("kf3.q20").data(Qt.ItemDataRole.DecorationRole).pixmap(MARKS_SIZE, QIcon.Mode.Normal)
        drawn = image.toImage()
        colours = [drawn.pixelColor(x, y) for x in range(drawn.width()) for y in range(drawn.height())]
        return min(colour.lightness() for colour in colours if colour.alpha() > 200)

    write_answer(document, question="kf3.q20", text="Yes.")
    dark_letters, light_letters = QPalette(), QPalette()
    dark_letters.setColor(QPalette.ColorRole.Text, QColor("black"))
    light_letters.setColor(QPalette.ColorRole.Text, QColor("white"))
    model.use_marks(Marks(dark_letters))
    assert darkest() < 30
    model.use_marks(Marks(light_letters))
    assert darkest() > 220


def test_a_question_that_changes_before_it_has_its_words_is_still_told_as_a_new_one(bridge, document):
    """The view lets the text of a new one use both columns."""
    made = ChecklistTreeModel(bridge)
    write_answer(document, question="kf3.q20", text="Yes.")
    assert made.index_of("kf3.q20") in made.finish()
    assert made.finish() == []


def test_a_title_of_one_line_is_cut_within_a_word_and_spoken_as_it_is(model):
    section = model.index_of("kf1.q1").parent()
    assert not set(section.data()) & {" ", "-"}, "Qt would cut it at the end of a word, and often show only its number"
    assert section.data(Qt.ItemDataRole.AccessibleTextRole).startswith("I  Whole-of-government approach")
