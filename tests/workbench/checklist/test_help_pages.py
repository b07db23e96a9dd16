"""Help pages: read in order, shown in the reader's language, and every fault told with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.checklist import help_pages
from workbench.checklist.help_pages import CRAFT_OF, ExampleKind, HelpPage, PartKind, Topic, load_help, read_help
from workbench.checklist.toml_source import Fault
from workbench.model.vocabulary import Criterion
from workbench.system import paths

STAGE = """\
title = "Scope"
source = "Part II"
summary = "What is assessed."
[[parts]]
id = "asks"
text = "Say what is assessed."
[[parts]]
id = "how"
text = "- Ask\\n- Write"
[[parts]]
id = "time"
text = "An hour."
[[parts]]
id = "mistakes"
text = "Too much."
"""
CRAFT = """\
title = "Outcome and output"
source = "Part III"
summary = "Two levels."
[[parts]]
id = "asks"
text = "Two levels."
[[parts]]
id = "how"
text = "Begin with the outcome."
[[entries]]
id = "outcome"
name = "Outcome"
meaning = "What is different."
good = "Drivers know the rules."
bad = "Train people."
why = "It is an activity."
[[entries]]
id = "output"
name = "Output"
meaning = "What is there."
good = "A poster at each booth."
bad = "Be better."
why = "Nobody can see it."
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack with two help pages, the only one of the program."""
    home = tmp_path / "demo" / "help" / "en"
    home.mkdir(parents=True)
    (home / "scope.toml").write_text(STAGE, encoding="utf-8")
    (home / "results.toml").write_text(CRAFT, encoding="utf-8")
    monkeypatch.setattr(help_pages.paths, "checklists_folder", lambda: tmp_path)
    return tmp_path / "demo"


def pages_of(folder: Path) -> tuple[tuple[HelpPage, ...], list[str]]:
    faults: list[Fault] = []
    return read_help(folder, "en", faults), [str(fault) for fault in faults]


def test_the_pages_come_in_the_order_of_the_process(folder: Path) -> None:
    (scope, results), faults = pages_of(folder)
    assert faults == []
    assert (scope.topic, results.topic) == (Topic.SCOPE, Topic.RESULTS)
    assert [part.kind for part in scope.parts] == list(PartKind)
    assert scope.parts[1].text == "- Ask\n- Write"
    outcome = results.entry("outcome")
    assert outcome is not None
    assert outcome.example(ExampleKind.BAD) == "Train people."
    assert outcome.example(ExampleKind.LOW) == ""
    assert results.entry("impact") is None


FAULTS = {
    "a part too few": (
        "scope",
        STAGE.partition('[[parts]]\nid = "mistakes"')[0],
        "scope must have the parts asks, how, time, mistakes",
    ),
    "parts in another order": ("scope", STAGE.replace('"how"', '"time"', 1), "scope must have the parts"),
    "an unknown part": ("scope", STAGE.replace('"how"', '"why"'), "scope.toml:8: there is no part why"),
    "an empty part": ("scope", STAGE.replace("An hour.", " "), 'scope.toml:12: time has no text "text"'),
    "entries of a stage": ("scope", STAGE + '[[entries]]\nid = "a"\n', 'unknown entry "entries"'),
    "an entry too few": (
        "results",
        CRAFT.partition('[[entries]]\nid = "output"')[0],
        "must have the entries outcome, output",
    ),
    "an example too few": ("results", CRAFT.replace('why = "It is an activity."\n', ""), 'outcome has no text "why"'),
    "an example of another kind": ("results", CRAFT + 'low = "A"\n', 'output has an unknown entry "low"'),
    "no summary": ("results", CRAFT.replace('summary = "Two levels."\n', ""), 'results has no text "summary"'),
    "not TOML": ("results", "=", "help/en/results.toml:1: not TOML"),
    "another page": ("elsewhere", STAGE, "help/en/elsewhere.toml: there is no help page elsewhere"),
    "too few qualities": ("kpi", CRAFT, "kpi must have 10 entries and has 2"),
    "no columns": ("plan_columns", CRAFT.partition("[[entries]]")[0], "plan_columns has no entries"),
}


@pytest.mark.parametrize(("page", "text", "expected"), FAULTS.values(), ids=list(FAULTS))
def test_a_fault_is_told_with_its_place(folder: Path, page: str, text: str, expected: str) -> None:
    (folder / "help" / "en" / f"{page}.toml").write_text(text, encoding="utf-8")
    _, faults = pages_of(folder)
    assert [fault for fault in faults if expected in fault], faults


def test_a_page_comes_in_the_readers_language_or_else_in_english(folder: Path) -> None:
    french = folder / "help" / "fr"
    french.mkdir()
    (french / "scope.toml").write_text(STAGE.replace('"Scope"', '"Portée"'), encoding="utf-8")
    (french / "results.toml").write_text("=", encoding="utf-8")
    titles = [page.title if (page := load_help("demo", topic, "fr")) else None for topic in (Topic.SCOPE, Topic.RESULTS)]
    assert titles == ["Portée", "Outcome and output"]
    assert load_help("demo", Topic.SMART, "fr") is None
    assert load_help("nothing", Topic.SCOPE) is None


def test_the_real_pack_explains_every_stage_and_every_craft() -> None:
    faults: list[Fault] = []
    pages = {page.topic: page for page in read_help(paths.checklists_folder() / "idg-2021", "en", faults)}
    assert faults == []
    assert set(pages) == set(Topic)
    assert [entry.id for entry in pages[Topic.CRITERIA].entries] == [criterion.value for criterion in Criterion]
    assert len(pages[Topic.KPI].entries) == 10
    shared = {topic for crafts in CRAFT_OF.values() for topic in crafts}
    assert shared == {topic for topic in Topic if pages[topic].entries} | {Topic.FOLLOW_UP}
