"""Help for the stages: found with one key, beside the page or in its place, and gone with Esc."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.frame import help_panel
from ui.frame.help_panel import HelpPanel
from ui.frame.workspace import Workspace
from ui.kit.reading_view import named, paragraphs
from ui.link.stages import Stage
from workbench.checklist.help_pages import ExampleKind, HelpEntry, HelpPage, HelpPart, PartKind, Topic

STAGE = HelpPage(
    Topic.PRIORITIES,
    "Priorities <here>",
    "What comes first.",
    "Part III",
    (HelpPart(PartKind.ASKS, "Eight criteria.\n- one\n- two"),),
)
ENTRY = HelpEntry("cost", "Cost", "What it takes.", ((ExampleKind.LOW, "A poster."),))
CRAFT = HelpPage(Topic.CRITERIA, "The eight criteria", "Words only.", "Annex", (), (ENTRY,))


@pytest.fixture
def pages(monkeypatch):
    known = {Topic.PRIORITIES: STAGE, Topic.CRITERIA: CRAFT}
    asked = []

    def load(checklist, topic, language):
        asked.append((checklist, topic, language))
        return known.get(topic)

    monkeypatch.setattr(help_panel, "load_help", load)
    return asked


def test_a_stage_comes_with_its_craft(bridge, shown, pages):
    panel = HelpPanel(bridge)
    shown(panel)
    panel.show_stage(Stage.PRIORITIES)
    text = panel.text.toPlainText()
    wanted = [
        "What comes first.",
        "What the guide asks here",
        "one",
        "The eight criteria",
        "Cost",
        "What it takes.",
        "A poster.",
    ]
    places = [text.index(words) for words in wanted]
    assert places == sorted(places)
    assert panel.title.text() == "Priorities <here>"
    panel.show_stage(Stage.PRIORITIES)
    assert [topic for _, topic, _ in pages] == [Topic.PRIORITIES, Topic.CRITERIA]


def test_a_stage_without_help_says_so(bridge, shown, pages):
    panel = HelpPanel(bridge)
    shown(panel)
    panel.show_stage(Stage.SCOPE)
    assert panel.text.toPlainText() == "There is no help for this stage in the display language."


def test_the_keys_of_the_page_stand_below_its_help(open_window, sample_file):
    window = open_window(sample_file)
    window.go(Stage.ASSESSMENT)
    window.toggle_help()
    text = window.findChild(HelpPanel).text.toPlainText()
    told = text[text.index("Keys of this page") :]
    assert "F6: Make an activity of this answer" in told
    assert "F4: " in told
    assert text.index("Typical mistakes") < text.index("Keys of this page")


def test_every_stage_of_the_real_checklist_has_help(bridge, shown):
    panel = HelpPanel(bridge)
    shown(panel)
    for stage in Stage:
        panel.show_stage(stage)
        assert "Typical mistakes" in panel.text.toPlainText(), stage


def test_the_last_stage_tells_what_comes_after_it(bridge, shown):
    panel = HelpPanel(bridge)
    shown(panel)
    panel.show_stage(Stage.REPORT)
    assert "steering committee" in panel.text.toPlainText().partition("Follow-up")[2]


@pytest.fixture
def workspace(qtbot, bridge):
    made = Workspace(bridge)
    qtbot.addWidget(made)
    made.resize(1300, 700)
    made.show()
    made.go(Stage.SCOPE)
    return made


def test_help_stands_beside_the_page_and_follows_it(qtbot, workspace):
    assert not workspace.help_shown
    workspace.show_help(shown=True)
    panel = workspace.findChild(HelpPanel)
    assert workspace.help_shown
    assert panel.isVisible()
    assert workspace.stack.isVisible()
    first = panel.text.toPlainText()
    workspace.go(Stage.PEOPLE)
    assert panel.text.toPlainText() != first
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert not workspace.help_shown
    assert workspace.stack.isVisible()


def test_in_a_narrow_window_help_takes_the_place_of_the_page_and_gives_it_back(workspace):
    workspace.resize(760, 560)
    workspace.show_help(shown=True)
    assert not workspace.stack.isVisible()
    workspace.resize(1300, 700)
    assert workspace.stack.isVisible()
    workspace.resize(760, 560)
    workspace.show_help(shown=False)
    assert workspace.stack.isVisible()


def test_user_text_is_never_markup():
    assert paragraphs("a <b>\n- <i>") == "<p>a &lt;b&gt;</p><ul><li>&lt;i&gt;</li></ul>"
    assert named("<x>", "<y>", "<z>") == "<p><b>&lt;x&gt;</b>: &lt;y&gt; <i>&lt;z&gt;</i></p>"
