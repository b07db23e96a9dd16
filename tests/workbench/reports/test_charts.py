"""The profile chart: bars that are full, and that need no colour."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.checklist.progress import Progress
from workbench.checklist.tree import AreaEntry
from workbench.model.rows import AreaId, Finding
from workbench.model.vocabulary import STATUS_NOT_KNOWN, AreaKind, MeasureStatus
from workbench.reports.charts import CHART_ORDER, TEXTURES, profile
from workbench.reports.data import AreaReport


def one_area(statuses: dict[MeasureStatus, int]) -> AreaReport:
    entry = AreaEntry(AreaId("kf1"), AreaKind.KEY_FACTOR, "1", "Leadership", "", ())
    progress = Progress(sum(statuses.values()), 0, statuses)
    return AreaReport(entry, (), Finding(id="f", area_id=AreaId("kf1")), progress)


counts = st.dictionaries(st.sampled_from(MeasureStatus), st.integers(0, 40)).filter(lambda found: sum(found.values()) > 0)


@given(counts, st.booleans())
def test_segments_fill_the_bar_without_gap_or_overlap(statuses, mirrored):
    (bar,) = profile([one_area(statuses)], mirrored=mirrored)
    segments = sorted(bar.segments, key=lambda segment: segment.start)
    assert segments[0].start == 0
    assert segments[-1].start + segments[-1].width == pytest.approx(1)
    for before, after in pairwise(segments):
        assert before.start + before.width == pytest.approx(after.start)


@given(counts)
def test_every_question_is_counted_once(statuses):
    (bar,) = profile([one_area(statuses)])
    assert {segment.status: segment.count for segment in bar.segments} == {
        status: count for status, count in statuses.items() if count
    }


@given(counts)
def test_mirrored_bars_are_the_same_read_from_the_other_side(statuses):
    (bar,) = profile([one_area(statuses)])
    (mirrored,) = profile([one_area(statuses)], mirrored=True)
    for plain, other in zip(bar.segments, mirrored.segments, strict=True):
        assert plain.status is other.status
        assert other.middle == pytest.approx(1 - plain.middle)


def test_the_order_is_from_what_works_to_what_nobody_judged():
    (bar,) = profile([one_area(dict.fromkeys(MeasureStatus, 3))])
    assert tuple(segment.status for segment in bar.segments) == CHART_ORDER


def test_what_this_version_does_not_know_comes_last_and_only_if_there_is_any():
    (bar,) = profile([one_area({MeasureStatus.NONE: 1, STATUS_NOT_KNOWN: 2})])
    assert [(segment.status, segment.count) for segment in bar.segments] == [(MeasureStatus.NONE, 1), (STATUS_NOT_KNOWN, 2)]
    assert bar.segments[-1].start + bar.segments[-1].width == 1


def test_each_status_has_a_texture_of_its_own():
    assert set(TEXTURES) == {*MeasureStatus, STATUS_NOT_KNOWN} == {*CHART_ORDER, STATUS_NOT_KNOWN}
    assert len(set(TEXTURES.values())) == len(TEXTURES)


def test_a_count_is_left_out_only_where_there_is_no_room():
    (bar,) = profile([one_area({MeasureStatus.EFFECTIVE: 39, MeasureStatus.NONE: 1})])
    assert [segment.labelled for segment in bar.segments] == [True, False]


def test_an_area_without_questions_has_an_empty_bar():
    (bar,) = profile([one_area({})])
    assert bar.segments == ()
