"""The rows of the formats: what each names is there, no two share an ending, and the papers and the command line know them."""

from __future__ import annotations

import pickle
from dataclasses import MISSING, fields
from pathlib import Path

import pytest

from workbench.guide import find_chapter
from workbench.reports.formats import FormatSpec, ReportFormat
from workbench.system.late import load


def test_every_format_has_a_row_and_nothing_in_it_has_a_default() -> None:
    assert all(isinstance(choice.spec, FormatSpec) for choice in ReportFormat)
    assert [field.name for field in fields(FormatSpec) if (field.default, field.default_factory) != (MISSING, MISSING)] == []


@pytest.mark.parametrize("kind", ReportFormat)
def test_all_that_a_format_names_is_there(kind: ReportFormat) -> None:
    assert callable(kind.renderer)
    assert callable(kind.proof)
    assert kind.plan_renderer is None or callable(kind.plan_renderer)
    assert kind.spec.label.text.startswith(f"{kind.name_shown}: ")


def test_each_format_is_rendered_and_proven_by_something_of_its_own() -> None:
    for named in ([kind.spec.renderer for kind in ReportFormat], [kind.spec.proof for kind in ReportFormat]):
        assert len(set(named)) == len(named)


def test_an_ending_means_one_format() -> None:
    endings = [ending for kind in ReportFormat for ending in (kind.value, *kind.spec.other_endings)]
    assert len(set(endings)) == len(endings)
    for kind in ReportFormat:
        for ending in (kind.value, *kind.spec.other_endings):
            assert ReportFormat.of(Path(f"report.{ending.upper()}")) is kind


def test_the_plan_alone_is_written_by_what_the_row_names() -> None:
    assert (
        [kind for kind in ReportFormat if kind.plan_renderer is not None]
        == list(ReportFormat.of_plans())
        == [ReportFormat.PDF]
    )


def test_the_guide_tells_of_every_format() -> None:
    told = find_chapter("report").markdown
    assert [kind for kind in ReportFormat if kind.name_shown not in told] == []


@pytest.mark.parametrize("kind", ReportFormat)
def test_a_format_travels_to_another_process(kind: ReportFormat) -> None:
    assert pickle.loads(pickle.dumps(kind)) is kind


@pytest.mark.parametrize(
    "name", ["workbench.reports.nothing:render", "workbench.reports.html:nothing", "workbench.reports.html"]
)
def test_a_wrong_name_is_an_error_and_no_default(name: str) -> None:
    with pytest.raises((ImportError, AttributeError)):
        load(name)
