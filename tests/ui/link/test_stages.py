"""The rows of the stages: what each names is there, its key is a key of its own, and its words follow what is written."""

from __future__ import annotations

from dataclasses import MISSING, fields, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from ui.frame.workspace import Workspace
from ui.kit.shortcuts import keys_of_actions
from ui.link import stages
from ui.link.stages import Stage, StageSpec
from ui.look import icons
from ui.pages.page_of_stage import page_type
from workbench.checklist.help_pages import CRAFT_OF, Topic, load_help
from workbench.finding.places import PlaceKind
from workbench.guide import chapters, find_chapter
from workbench.model.rows.checklist import SCOPE_OF_A_REPORT
from workbench.model.vocabulary import Level
from workbench.operations import activities, answers, assessment, documents, indicators, people, plan, sessions
from workbench.reports.completeness import gaps
from workbench.reports.snapshot import take_snapshot
from workbench.reports.text_places import TextPage

PORTABLE = QKeySequence.SequenceFormat.PortableText
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole


def is_key(name: str) -> bool:
    """Whether Qt reads one key in it, and the same: of ``Ctrl+10`` it makes none, and says nothing."""
    sequence = QKeySequence(name)
    return sequence.count() == 1 and sequence.toString(PORTABLE) == name


def test_every_stage_has_a_row_and_nothing_in_it_has_a_default():
    assert all(isinstance(stage.spec, StageSpec) for stage in Stage)
    assert [field.name for field in fields(StageSpec) if (field.default, field.default_factory) != (MISSING, MISSING)] == []


@pytest.mark.parametrize("stage", Stage)
def test_all_that_a_stage_names_is_there(stage):
    assert page_type(stage).stage is stage
    assert stage.spec.help in set(Topic)
    assert stage.spec.chapter in {chapter.name for chapter in chapters()}
    assert stage.spec.icon in icons.SET


def test_a_page_of_another_stage_is_refused(monkeypatch):
    for wrong in (Stage.PEOPLE.spec.page, "ui.pages.page:Page", "ui.pages.page:heading"):
        specs = {**stages._SPECS, Stage.PLAN: replace(Stage.PLAN.spec, page=wrong)}
        with monkeypatch.context() as patch:
            patch.setattr(stages, "_SPECS", specs)
            with pytest.raises(TypeError, match="not the page of plan"):
                page_type(Stage.PLAN)


def test_titles_signs_and_keys_are_of_one_stage_each():
    for what in ("icon", "key", "page", "help"):
        named = [getattr(stage.spec, what) for stage in Stage]
        assert len(set(named)) == len(named), what
    titles = [stage.spec.title.text for stage in Stage]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("stage", Stage)
def test_the_help_and_the_chapter_of_a_stage_are_about_it(stage):
    page = load_help("idg-2021", Topic(stage.spec.help))
    assert page.title == stage.spec.title.text
    assert stage.spec.title.text.casefold() in find_chapter(stage.spec.chapter).markdown.casefold()


def test_every_help_page_belongs_to_a_stage_or_to_its_craft():
    of_stages = {Topic(stage.spec.help) for stage in Stage}
    craft = {topic for stage in of_stages for topic in CRAFT_OF.get(stage, ())}
    assert set(Topic) == of_stages | craft
    assert Topic.FOLLOW_UP in CRAFT_OF[Topic.REPORT], "what comes after the report has its help there, and no page"


def test_the_palette_leads_every_kind_of_place_to_one_stage():
    assert sorted(kind for stage in Stage for kind in stage.spec.finds) == sorted(PlaceKind)


def test_a_report_names_pages_that_are_stages():
    assert {page.value for page in TextPage} - {stage.value for stage in Stage} == set()


@pytest.mark.parametrize("stage", Stage)
def test_the_key_of_a_stage_is_a_key(stage):
    assert is_key(stage.spec.key)


def test_a_key_that_is_none_would_be_noticed():
    assert is_key("Ctrl+Shift+F")
    assert [name for name in ("Ctrl+10", "Ctrl+", "Follow", "Ctrl+K, Ctrl+1") if is_key(name)] == []


def test_nothing_else_in_the_window_has_the_key_of_a_stage(open_window, sample_file):
    window = open_window(sample_file)
    of_stages = {stage.spec.key for stage in Stage}
    taken = [key for entry in keys_of_actions(window) for key in entry.keys.split(", ")]
    assert {key: taken.count(key) for key in of_stages} == dict.fromkeys(of_stages, 1)
    for stage in Stage:
        window.go(stage)
        inside = {each.key().toString(PORTABLE) for each in window.workspace.page(stage).findChildren(QShortcut)}
        assert inside & of_stages == set(), stage


# What a stage says after a change


def _describe(document):
    texts = {"administration": "Customs of Veldora", "responsible": "The director", "objectives": "Less waiting"}
    assessment.describe_assessment(document, start_date="2026-11-21", method="Workshops", **texts)


def _planned(document):
    output = plan.add_output(document, outcome=plan.add_outcome(document, title="Better"), title="A rule")
    activity = activities.add_activity(document, title="Publish it")
    activities.move_activity(document, activity=activity, output=output, index=0)


def _prioritized(document):
    activity = activities.add_activity(document, title="Publish it")
    activities.prioritize_activity(document, activity=activity, priority=Level.HIGH)


CHANGES = {
    Stage.SCOPE: [(_describe, "done")],
    Stage.PEOPLE: [
        (lambda document: people.add_contributor(document, name="Ana"), "1"),
        (people.add_contributor, "1"),  # without a name: nobody
        (lambda document: people.add_contributor(document, name="Bo"), "2"),
    ],
    Stage.DOCUMENTS: [(lambda document: documents.add_document(document, title="The code"), "1")],
    Stage.SESSIONS: [(lambda document: sessions.add_session(document, title="Monday"), "1")],
    Stage.ASSESSMENT: [
        (lambda document: answers.write_answer(document, question="kf1.q1", text="Yes."), "1 of 282"),
        (lambda document: assessment.include_questions(document, questions=["kf1.q2"], included=False), "1 of 281"),
        (lambda document: assessment.add_own_question(document, wording="Why?"), "1 of 282"),
    ],
    Stage.PRIORITIES: [
        (lambda document: activities.add_activity(document, title="Publish it"), "0 of 1"),
        (_prioritized, "1 of 2"),
    ],
    Stage.PLAN: [
        (lambda document: activities.add_activity(document, title="Publish it"), "0 of 1"),
        (_planned, "1 of 2"),
    ],
    Stage.INDICATORS: [(lambda document: indicators.add_indicator(document, name="Complaints"), "1")],
    Stage.REPORT: [],
}
"""What is done, and what the stage says of itself then."""


def test_the_words_of_every_stage_are_tried_here():
    assert set(CHANGES) == set(Stage)
    assert {stage for stage, changes in CHANGES.items() if not changes} == {
        stage for stage in Stage if not stage.spec.counted
    }


@pytest.mark.parametrize("stage", Stage)
def test_the_words_of_a_stage_follow_what_is_written(qtbot, bridge, stage):
    workspace = Workspace(bridge)
    qtbot.addWidget(workspace)
    item = workspace.stages.items_by_stage()[stage]
    for change, words in CHANGES[stage]:
        change(bridge.document)
        qtbot.waitUntil(lambda words=words: _said(item).endswith(f": {words}"))
    while bridge.document.undo_label is not None:
        bridge.undo()
    before = stage.spec.progress(bridge)
    wanted = f"{stage.spec.title}: {before}" if before is not None else f"{stage.spec.title}"
    qtbot.waitUntil(lambda: _said(item) == wanted)


def test_the_scope_is_done_when_the_report_lacks_nothing_of_it(bridge):
    _describe(bridge.document)
    for name in SCOPE_OF_A_REPORT:
        assert Stage.SCOPE.spec.progress(bridge) is not None
        assessment.describe_assessment(bridge.document, **{name: ""})
        assert Stage.SCOPE.spec.progress(bridge) is None
        assert [gap.row_id for gap in gaps(take_snapshot(bridge.document)) if gap.kind is TextPage.SCOPE] == [name]
        bridge.undo()


def _said(item):
    return item.data(_SPOKEN)
