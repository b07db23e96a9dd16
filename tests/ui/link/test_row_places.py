"""Every row that people change is seen somewhere: undo leads there."""

from __future__ import annotations

from ui.link.row_names import name_of
from ui.link.row_places import RowPlace, main_change, place_of
from ui.link.stages import Stage
from workbench.model.changes import Changes
from workbench.model.rows import ROW_TYPES, Area, Hand, Section, Wording
from workbench.model.vocabulary import Criterion, Level, MeasureStatus
from workbench.operations import activities, answers, hands

FROM_THE_PACK = {Area, Section, Wording}


def test_every_row_of_the_sample_has_its_place(sample):
    from workbench.model.changes import RowChange

    for row_type in ROW_TYPES:
        for row in sample.read.every(row_type)[:3]:
            place = place_of(sample, RowChange(row_type.table, row.id, None, row))
            assert (place is None) == (row_type in FROM_THE_PACK), row_type


def test_what_hangs_on_something_leads_to_that(document):
    told: list[Changes] = []
    document.subscribe(told.append)
    activity = activities.add_activity(document, title="A")
    hands.count_hands(document, activity=activity, criterion=Criterion.COST, hands={Level.LOW: 2})
    hands.count_hands_on_question(document, question="1.2", hands={MeasureStatus.NONE: 2})
    hand = next(change for change in told[-2].rows if isinstance(change.after, Hand))
    assert place_of(document, hand) == RowPlace((Stage.PRIORITIES,), activity)
    hand = next(change for change in told[-1].rows if isinstance(change.after, Hand))
    assert place_of(document, hand) == RowPlace((Stage.ASSESSMENT,), "kf1.q2")


def test_what_people_wrote_stands_for_a_step(sample):
    told: list[Changes] = []
    sample.subscribe(told.append)
    answers.mark_answer_confidential(sample, question="1.1", confidential=True)
    assert main_change(told[-1].rows).table == "answers"
    assert main_change(()) is None
    assert name_of(None) == ""


def test_long_names_are_shortened(document):
    told: list[Changes] = []
    document.subscribe(told.append)
    activities.add_activity(document, title="Publish  the\tcode " * 20)
    name = name_of(main_change(told[-1].rows))
    assert len(name) == 50
    assert name.startswith("Publish the code Publish")
    assert name.endswith("…")
