"""The commands about what is to be done: everything there is, in its order, and what it still lacks."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from workbench.document.document import Document
from workbench.language.i18n import ENGLISH
from workbench.model.rows import Activity, ActivityPerson, Indicator
from workbench.model.vocabulary import ActivityRole, Criterion, Level
from workbench.operations import activities, answers, indicators, people, plan, roles
from workbench.plan.columns import PLAN_HEADINGS
from workbench.plan.order import LineKind, read_activities, read_plan

pytestmark = pytest.mark.slow

ABOUT = {
    "id", "number", "title", "description", "priority", "priority_reason", "suggested_priority", "ratings", "rating_notes",
    "confidential_rating_notes",
    "people", "indicators", "target", "budget", "start_quarter", "end_quarter", "strategic_link", "questions",
    "confidential", "missing",
}  # fmt: skip
"""What is promised to programs about an activity (docs/guide, the chapter on lists of activities)."""


@pytest.fixture
def filled(empty_file: Path, open_document) -> SimpleNamespace:
    """A file with one whole activity, one of which nothing is known but its number, and one without an output."""
    document: Document = open_document(empty_file)
    ids = SimpleNamespace(file=empty_file)
    ids.trust = plan.add_outcome(document, title="Trust")
    ids.nothing = plan.add_outcome(document)
    ids.line = plan.add_output(document, outcome=ids.trust, title="A line")
    ids.charter = plan.add_output(document, outcome=ids.trust, title="A charter")
    ids.ana = people.add_contributor(document, name="Ana Torel")
    ids.whole = activities.add_activity(document, title="Open the line", output_id=ids.line, questions=["3.20", "ge.q14"])
    ids.bare = activities.add_activity(document, output_id=ids.line)
    ids.loose = activities.add_activity(document, title="درّبوا الوسطاء")
    activities.edit_activity(
        document, activity=ids.whole, description="Day and night.\nIn three languages.", target="98 of 100", budget="900 a year",
        strategic_link="Goal 4", start_quarter="2027-Q1", end_quarter="2027-Q3",
    )  # fmt: skip
    roles.name_people(document, of=ActivityPerson, owner=ids.whole, text="Ana Torel, Freight Control")
    roles.name_people(document, of=ActivityPerson, owner=ids.whole, role=ActivityRole.STAFF, text="Bo Lind")
    named, nameless = indicators.add_indicator(document, name="Complaints"), indicators.add_indicator(document)
    activities.set_activity_indicators(document, activity=ids.whole, indicators=[named, nameless])
    activities.rate_activity(document, activity=ids.whole, criterion=Criterion.COST, level=Level.LOW)
    activities.note_rating(document, activity=ids.whole, criterion=Criterion.EASE, note="Tried before")
    activities.prioritize_activity(document, activity=ids.whole, priority=Level.HIGH, reason="Everybody asks for it")
    document.close()
    return ids


def test_programs_are_told_everything_about_each_activity(run, filled) -> None:
    told = run("activities", filled.file, "--json").json()
    assert set(told) == {"activities", "damages"}
    assert told["damages"] == 0
    assert [(entry["number"], entry["id"]) for entry in told["activities"]] == [
        ("1.1.1", filled.whole), ("1.1.2", filled.bare), ("A1", filled.loose),
    ]  # fmt: skip
    whole, bare, _ = told["activities"]
    assert set(whole) == set(bare) == ABOUT
    assert whole == whole | {
        "title": "Open the line",
        "description": "Day and night.\nIn three languages.",
        "priority": "high",
        "priority_reason": "Everybody asks for it",
        "suggested_priority": None,
        "rating_notes": {"ease_of_implementation": "Tried before"},
        "people": {"responsible": ["Ana Torel", "Freight Control"], "staff": ["Bo Lind"], "external": [], "coordinator": []},
        "indicators": [{"number": 1, "name": "Complaints"}, {"number": 2, "name": ""}],
        "target": "98 of 100",
        "budget": "900 a year",
        "start_quarter": "2027-Q1",
        "end_quarter": "2027-Q3",
        "strategic_link": "Goal 4",
        "questions": [
            {"id": "kf3.q20", "number": "3.20", "confidential": False},
            {"id": "ge.q14", "number": "GE.14", "confidential": False},
        ],
        "confidential": "open",
        "missing": [],
    }
    assert (whole["ratings"]["cost"], whole["ratings"]["importance"]) == ("low", None)
    assert bare["missing"] == ["responsible", "indicators", "target", "timeline"]
    assert (bare["title"], bare["priority"], bare["start_quarter"], bare["questions"]) == ("", None, None, [])


def test_programs_are_told_the_plan_as_a_tree(run, filled) -> None:
    told = run("plan", filled.file, "--json").json()
    assert set(told) == {"plan", "unplanned_activities", "damages"}
    assert [(entry["id"], entry["number"], entry["title"]) for entry in told["plan"]] == [
        (filled.trust, "1", "Trust"), (filled.nothing, "2", ""),
    ]  # fmt: skip
    line, charter = told["plan"][0]["outputs"]
    assert (line["id"], line["number"], line["title"]) == (filled.line, "1.1", "A line")
    assert [entry["number"] for entry in line["activities"]] == ["1.1.1", "1.1.2"]
    assert charter["activities"] == told["plan"][1]["outputs"] == []
    (loose,) = told["unplanned_activities"]
    assert (loose["number"], loose["missing"][0]) == ("A1", "output")
    every = run("activities", filled.file, "--json").json()["activities"]
    assert [*line["activities"], loose] == every


def test_people_see_the_plan_in_its_order(run, filled) -> None:
    assert (
        run("plan", filled.file).says()
        == """\
station.integrity has 3 activities.
1 of them is not planned yet.

Outcome 1: Trust

1.1: A line

1.1.1  Open the line
  Priority                    High
  Responsible person          Ana Torel, Freight Control
                              Staff: Bo Lind
  Key performance indicator   • Complaints
                              • Indicator 2
  Performance target          98 of 100
  Budget and resources        900 a year
  Timeline                    2027-Q1 to 2027-Q3
  Link to the strategic plan  Goal 4
  Questions                   3.20, GE.14

1.1.2  Not named yet
  Priority                    Not decided yet
  Still missing               responsible person, indicator, performance target, timeline

1.2: A charter
  There is no activity under it yet.

Outcome 2: Not named yet
  There is no output under it yet.

Activities outside the plan

A1  درّبوا الوسطاء
  Priority                    Not decided yet
  Still missing               a place under an output, responsible person, indicator, performance target, timeline
"""
    )


def test_people_see_what_led_to_a_priority(run, filled) -> None:
    said = run("activities", filled.file).says()
    assert said.startswith(
        "station.integrity has 3 activities.\n1 of them is not planned yet.\n\n1.1.1  Open the line\n"
        "  Description                 Day and night.\n                              In three languages.\n"
    )
    for row in (
        "  Reason for the priority     Everybody asks for it\n",
        "  Ratings                     • Importance: Not rated yet\n",
        "                              • Ease: Not rated yet. Tried before\n                              • Cost: Low\n",
        "\n1.1.2  Not named yet\n  Priority                    Not decided yet\n  Ratings                     Not rated yet\n",
    ):
        assert row in said


def test_a_half_known_timeline_says_which_half(run, filled, open_document) -> None:
    with open_document(filled.file) as document:
        activities.edit_activity(document, activity=filled.bare, start_quarter="2027-Q2")
        activities.edit_activity(document, activity=filled.loose, end_quarter="2028-Q1")
        activities.edit_activity(document, activity=filled.whole, end_quarter="2027-Q1")
    said = re.findall("Timeline +(.*)", run("plan", filled.file).says())
    assert said == ["2027-Q1", "from 2027-Q2", "until 2028-Q1"]


@pytest.mark.parametrize("command", ["plan", "activities"])
def test_an_empty_file_says_so(run, empty_file: Path, command: str) -> None:
    before = empty_file.read_bytes()
    said = run(command, empty_file).says()
    assert said.startswith("There are no activities in station.integrity yet.\n")
    assert ("There are no outcomes in the plan yet." in said) == (command == "plan")
    assert not any(run(command, empty_file, "--json").json().values())
    assert empty_file.read_bytes() == before


def test_the_facilitators_own_file_is_shown_with_a_warning(run, sample_file: Path, open_document) -> None:
    with open_document(sample_file) as document:
        secret = [(number, row.title) for number, row in read_activities(document) if row.is_confidential]
    assert secret
    for command in ("plan", "activities"):
        said = run(command, sample_file).says()
        assert f"\n{len(secret)} of them are confidential.\nDo not pass this on: it contains what is confidential." in said
        for number, title in secret:
            assert f"\n{number}  {title}\n  Confidential                yes\n" in said
        assert "not the public edition" in run(command, "--help").out.replace("\n ", "")


def test_a_confidential_person_alone_is_a_reason_for_the_warning(run, filled, open_document) -> None:
    assert "Do not pass" not in run("plan", filled.file).says()
    with open_document(filled.file) as document:
        people.edit_contributor(document, contributor=filled.ana, confidential=True)
    said = run("plan", filled.file).says()
    assert "Do not pass this on" in said
    assert "confidential.\n\n" in said
    assert "Ana Torel, Freight Control" in said
    assert "Staff: Bo Lind" in said


def test_nothing_of_the_sample_is_left_out(run, sample_file: Path, open_document) -> None:
    with open_document(sample_file) as document:
        lines = read_plan(document)
    told = run("plan", sample_file, "--json").json()
    flat = [
        entry["id"]
        for outcome in told["plan"]
        for entry in (outcome, *(x for output in outcome["outputs"] for x in (output, *output["activities"])))
    ]
    assert [*flat, *(entry["id"] for entry in told["unplanned_activities"])] == [
        line.line_id for line in lines if line.kind is not LineKind.UNPLANNED
    ]
    said = run("activities", sample_file).says()
    for entry in (*told["unplanned_activities"], *run("activities", sample_file, "--json").json()["activities"]):
        assert all(name in " ".join(said.split()) for names in entry["people"].values() for name in names)
        for name in ("title", "description", "priority_reason", "target", "budget", "strategic_link"):
            assert all(line.strip() in said for line in entry[name].splitlines())


def test_every_column_of_the_plan_is_told(run, filled) -> None:
    said = run("plan", filled.file).says()
    assert all(f"  {ENGLISH(heading)}  " in said for name, heading in PLAN_HEADINGS.items() if name != "title")


def test_in_a_terminal_lines_are_as_long_as_it_is_wide(run, filled, monkeypatch) -> None:
    monkeypatch.setattr("workbench.cli.planning.terminal_room", lambda: 60)
    said = run("plan", filled.file).says()
    assert max(map(len, said.splitlines())) <= 60
    assert "  Still missing               responsible person, indicator,\n                              performance" in said


def test_a_damaged_file_is_told_before_the_list(run, sample_file: Path, open_document) -> None:
    with open_document(sample_file) as document:
        title = next(row.title for row in document.read.every(Activity))
    raw = sample_file.read_bytes()
    sample_file.write_bytes(raw.replace(title.encode(), title.encode()[:-1] + b"#"))
    assert sample_file.read_bytes() != raw
    said = run("activities", sample_file).says()
    assert "of sample.integrity" in said.splitlines()[0]
    assert "may be wrong or missing. The command “check” tells more." in said.splitlines()[0]
    assert run("plan", sample_file, "--json").json()["damages"] > 0


def test_a_terminal_and_a_program_are_told_from_what_an_activity_is_confidential(run, filled, open_document) -> None:
    with open_document(filled.file) as document:
        answers.mark_answer_confidential(document, question="kf3.q20", confidential=True)
    said = run("activities", filled.file).says()
    assert "Confidential because question 3.20 is confidential." in said
    assert "1 of them is confidential.\nDo not pass this on: it contains what is confidential." in said
    whole = run("activities", filled.file, "--json").json()["activities"][0]
    assert whole["confidential"] == "inherited"
    assert [(entry["number"], entry["confidential"]) for entry in whole["questions"]] == [("3.20", True), ("GE.14", False)]
    with open_document(filled.file) as document:
        activities.edit_activity(document, activity=filled.whole, confidential=False)
    assert "Not confidential, although question 3.20 is." in run("activities", filled.file).says()
    assert run("activities", filled.file, "--json").json()["activities"][0]["confidential"] == "lifted"


def test_confidential_headings_notes_and_indicators_are_marked_and_a_reason_for_the_warning(
    run, filled, open_document
) -> None:
    with open_document(filled.file) as document:
        plan.edit_outcome(document, outcome=filled.trust, confidential=True)
    assert "Outcome 1: Trust (confidential)" in (said := run("plan", filled.file).says())
    assert "Do not pass this on: it contains what is confidential." in said
    assert [entry["confidential"] for entry in run("plan", filled.file, "--json").json()["plan"]] == ["marked", "open"]
    with open_document(filled.file) as document:
        plan.edit_outcome(document, outcome=filled.trust, confidential=False)
        activities.mark_rating_confidential(document, activity=filled.whole, criterion=Criterion.EASE, confidential=True)
    assert "Tried before (confidential)" in (said := run("activities", filled.file).says())
    assert "Do not pass this on" in said
    whole = run("activities", filled.file, "--json").json()["activities"][0]
    assert whole["confidential_rating_notes"] == ["ease_of_implementation"]
    with open_document(filled.file) as document:
        activities.mark_rating_confidential(document, activity=filled.whole, criterion=Criterion.EASE, confidential=False)
        indicators.edit_indicator(document, indicator=document.read.every(Indicator)[0].id, confidential=True)
    assert "Complaints (confidential)" in (said := run("plan", filled.file).says())
    assert "Do not pass this on" in said
