"""The columns of the plan: each with its own heading and its own help, and every place that shows them knows them all."""

from __future__ import annotations

from dataclasses import fields

import pytest

from workbench.checklist.help_pages import Topic, load_help
from workbench.language.i18n import ENGLISH, Message
from workbench.model.declared import declared, label_of
from workbench.model.rows import Activity
from workbench.plan.columns import PLAN_COLUMNS, PLAN_HEADINGS, position_of, text_of, timeline_of
from workbench.reports.pdf import plan as pdf_plan

FIELDS = {field.name for field in fields(Activity)}


def test_the_columns_of_annex_9_in_its_order() -> None:
    assert list(PLAN_HEADINGS) == [
        "title", "responsible", "indicators", "target", "budget", "timeline", "strategic_link",
    ]  # fmt: skip
    assert [position_of(column.name) for column in PLAN_COLUMNS] == list(range(len(PLAN_COLUMNS)))
    with pytest.raises(ValueError, match="not in tuple"):
        position_of("partners")


@pytest.mark.parametrize("column", PLAN_COLUMNS, ids=lambda column: column.name)
def test_the_help_of_a_column_is_about_that_column(column) -> None:
    """The help page calls its entries as the columns are called, so one that explains another column is noticed."""
    page = load_help("idg-2021", Topic.PLAN_COLUMNS, "en")
    entry = page.entry(column.help)
    assert entry is not None
    assert entry.name == ENGLISH(column.heading)


def test_the_help_explains_the_columns_in_their_order_and_nothing_else_but_the_headings() -> None:
    page = load_help("idg-2021", Topic.PLAN_COLUMNS, "en")
    assert [entry.id for entry in page.entries] == ["outcome_id", "output_id", *(column.help for column in PLAN_COLUMNS)]


@pytest.mark.parametrize("column", PLAN_COLUMNS, ids=lambda column: column.name)
def test_a_column_of_a_field_is_called_as_the_field_is(column) -> None:
    if column.name in FIELDS:
        assert column.heading == label_of(Activity, column.name)
        assert column.help == declared(Activity)[column.name].help
    assert column.made or column.name in FIELDS


def test_a_column_that_is_not_made_shows_the_text_of_its_field() -> None:
    row = Activity(id="a", title="Title", target="Target", budget="Budget", strategic_link="Goal 4")
    shown = {column.name: text_of(row, column.name) for column in PLAN_COLUMNS if not column.made}
    assert shown == {"title": "Title", "target": "Target", "budget": "Budget", "strategic_link": "Goal 4"}


def test_the_columns_of_the_pdf_share_its_width() -> None:
    assert set(pdf_plan._SHARES) == set(PLAN_HEADINGS)
    assert sum(pdf_plan._SHARES.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [("", "", ""), ("a", "", "a"), ("", "b", "b"), ("a", "a", "a"), ("a", "b", "a to b")],
)
def test_a_timeline_says_what_is_known_of_it(start, end, said) -> None:
    assert timeline_of(start, end, ENGLISH) == said


def test_headings_are_messages_and_no_two_are_alike() -> None:
    assert all(isinstance(heading, Message) for heading in PLAN_HEADINGS.values())
    assert len(set(map(ENGLISH, PLAN_HEADINGS.values()))) == len(PLAN_COLUMNS)
