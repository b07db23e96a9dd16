"""A row for programs: what has a label, in the order of the row, with null for what is not given."""

from __future__ import annotations

from workbench.model.flat import flat
from workbench.model.rows import Activity, Contributor, Session
from workbench.model.vocabulary import Level


def test_what_nobody_sees_and_what_refers_is_left_out():
    table = flat(Contributor(id="c", name="Lena", place="3"))
    assert list(table) == [
        "confidential", "name", "role", "job_title", "department", "organization", "background", "gender", "contact",
    ]  # fmt: skip
    assert table["name"] == "Lena"
    assert table["role"] == "internal_contributor"
    assert "output_id" not in flat(Activity(id="a", output_id="c"))


def test_what_is_not_given_is_null_and_what_nobody_wrote_is_empty():
    table = flat(Session(id="s"), without=("planned_minutes",))
    assert (table["date"], table["start_time"], table["minutes"], table["location"]) == (None, None, None, "")
    assert "planned_minutes" not in table
    table = flat(Activity(id="a", start_quarter="2027-Q1"))
    assert (table["start_quarter"], table["end_quarter"], table["priority"]) == ("2027-Q1", None, None)
    assert flat(Activity(id="a", priority=Level.HIGH))["priority"] == "high"


def test_more_is_told_behind_a_field_or_instead_of_it():
    table = flat(Activity(id="a", target="Half"), after={"target": {"target": "Half of them", "indicators": [1]}})
    names = list(table)
    assert table["target"] == "Half of them"
    assert names[names.index("target") : names.index("start_quarter")] == ["target", "indicators", "budget"]
