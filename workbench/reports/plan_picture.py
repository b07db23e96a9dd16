"""The picture of the action plan alone.

Without the rest of the report, confidential names are looked for only in what is written.
"""

from __future__ import annotations

from dataclasses import replace

from workbench.model.rows import Assessment, Indicator
from workbench.reports.data import ActivityReport, IndicatorReport, OutputReport, ReportData


def plan_picture(data: ReportData) -> ReportData:
    """The picture without all that the plan does not show."""
    kept = ("administration", "station", "strategic_plan", "classification")
    bare = Assessment(id=data.assessment.id, checklist="", checklist_version="")
    indicators = {entry.indicator.id: _only_name(entry) for entry in data.indicators}

    def only_row(entry: ActivityReport) -> ActivityReport:
        row = replace(entry.activity, description="", priority_reason="")
        shown = tuple(indicators[indicator.indicator.id] for indicator in entry.indicators)
        return replace(entry, activity=row, ratings={}, questions=(), indicators=shown)

    def only_rows(output: OutputReport) -> OutputReport:
        return replace(output, activities=tuple(map(only_row, output.activities)))

    return replace(
        data,
        assessment=replace(bare, **{name: getattr(data.assessment, name) for name in kept}),
        checklist=replace(data.checklist, areas=(), terms=()),
        areas=(),
        contributors=(),
        groups=(),
        sessions=(),
        documents=(),
        plan=tuple(replace(entry, outputs=tuple(map(only_rows, entry.outputs))) for entry in data.plan),
        unplanned=tuple(map(only_row, data.unplanned)),
        indicators=tuple(indicators.values()),
    )


def _only_name(entry: IndicatorReport) -> IndicatorReport:
    return replace(entry, indicator=Indicator(id=entry.indicator.id, name=entry.indicator.name), measurements=())
