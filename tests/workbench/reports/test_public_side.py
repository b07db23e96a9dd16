"""Which groups may be named where one of their members may not; what the counts tell of withheld answers."""

from __future__ import annotations

import pytest

from workbench.document.document import Document
from workbench.model.rows import GroupMember, WorkingGroup
from workbench.model.vocabulary import Edition, MeasureStatus
from workbench.operations import answers
from workbench.reports.public_side import Groups, open_groups
from workbench.reports.snapshot import take_snapshot

OPEN = ("Lena", "Omar", "Ines", "Jon")
NAMED, UNNAMED, NEITHER = "named", "unnamed", "neither"


def told(groups: Groups) -> str:
    return NAMED if groups.named else UNNAMED if groups.unnamed else NEITHER


@pytest.mark.parametrize(
    ("open_members", "confidential", "found"),
    [
        (3, 1, NAMED),
        (2, 1, UNNAMED),
        (1, 1, UNNAMED),
        (0, 1, NEITHER),
        (3, 2, NAMED),
        (2, 0, NAMED),
        (1, 0, NAMED),
        (0, 0, NAMED),
    ],
)
def test_three_who_may_be_named_hide_one_who_may_not(open_members, confidential, found):
    people = (*OPEN[:open_members], *("spy", "mole")[:confidential])
    members = [GroupMember(id=name, group_id="group", contributor_id=name) for name in people]
    assert told(open_groups([WorkingGroup(id="group")], members, OPEN)) == found


def test_a_confidential_rapporteur_counts_as_a_member():
    members = [GroupMember(id=name, group_id="group", contributor_id=name) for name in OPEN[:2]]
    assert told(open_groups([WorkingGroup(id="group", rapporteur_id="spy")], members, OPEN)) == UNNAMED
    assert told(open_groups([WorkingGroup(id="group", rapporteur_id="Ines")], members, OPEN)) == NAMED


def test_withheld_answers_are_counted_where_there_was_an_answer(document: Document) -> None:
    answers.edit_answer(document, question="kf1.q1", text="Secret", confidential=True, status=MeasureStatus.NONE)
    answers.edit_answer(document, question="kf1.q2", confidential=True, status=MeasureStatus.NONE, causes="Secret")
    answers.write_answer(document, question="kf1.q3", text="Open")
    public, full = (take_snapshot(document, edition=edition) for edition in (Edition.PUBLIC, Edition.FULL))
    assert (public.withheld, full.withheld) == (1, 0)
    first, second, third = public.questions[:3]
    assert (first.withheld, second.withheld, third.withheld) == (True, False, False)
    assert (first.answer.status, first.answer.text, first.answered) == (MeasureStatus.NOT_JUDGED, "", False)
    assert (second.answer.status, second.answer.causes) == (MeasureStatus.NOT_JUDGED, "")
    assert (public.counts.answered, public.counts.characters) == (1, 4)
    assert (full.counts.answered, full.counts.characters, full.counts.questions) == (2, 10, 282)
    assert (public.progress.total, public.progress.answered) == (full.progress.total, full.progress.answered)


def test_the_sums_do_not_tell_how_a_withheld_answer_was_judged(document: Document) -> None:
    answers.edit_answer(document, question="kf1.q1", text="Secret", confidential=True, status=MeasureStatus.NONE)
    answers.edit_answer(document, question="kf1.q2", text="Open", status=MeasureStatus.EFFECTIVE)
    public, full = (take_snapshot(document, edition=edition) for edition in (Edition.PUBLIC, Edition.FULL))
    assert full.areas[0].progress.statuses.get(MeasureStatus.NONE) == 1
    for progress in (public.areas[0].progress, public.progress):
        assert progress.statuses.get(MeasureStatus.NONE, 0) == 0
        assert progress.statuses[MeasureStatus.EFFECTIVE] == 1
        assert (progress.answered, sum(progress.statuses.values())) == (2, progress.total)
