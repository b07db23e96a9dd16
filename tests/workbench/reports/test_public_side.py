"""What the counts tell of withheld answers."""

from __future__ import annotations

from workbench.document.document import Document
from workbench.model.vocabulary import Edition, MeasureStatus
from workbench.operations import answers
from workbench.reports.snapshot import take_snapshot


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
