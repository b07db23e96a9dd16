"""What may stand in the projector view: nothing confidential passes the door, whatever is asked for."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from workbench.checklist.progress import answers_by_question
from workbench.checklist.tree import read_checklist
from workbench.document.document import Document
from workbench.language.i18n import ENGLISH
from workbench.model.changes import Changes
from workbench.model.rows import (
    Activity,
    Answer,
    Contribution,
    Contributor,
    GroupMember,
    Hand,
    Outcome,
    Output,
    Rating,
    Session,
    WorkingGroup,
)
from workbench.model.vocabulary import Confidentiality, ContributionKind, Criterion, Level, MeasureStatus
from workbench.operations.activities import add_activity, edit_activity
from workbench.operations.answers import (
    judge_answer,
    mark_answer_confidential,
    park_question,
    set_answer_priority,
    write_answer,
)
from workbench.operations.documents import add_document, edit_document
from workbench.operations.hands import count_hands_on_question
from workbench.operations.people import add_contributor, add_group, set_group_members
from workbench.operations.plan import add_outcome, add_output, edit_outcome
from workbench.operations.voices import add_contribution, edit_contribution
from workbench.plan.order import plan_lines, read_plan
from workbench.plan.row import RowLinks
from workbench.projector import (
    ProjectorDoor,
    activity_slide,
    level_word,
    named_groups,
    plan_slide,
    priorities_slide,
    progress_slide,
    question_slide,
    shows_again,
    title_slide,
    voices_slide,
    withdrawn,
)
from workbench.slides import Decision, PlanSlide, PrioritiesSlide, VoicesSlide

pytestmark = pytest.mark.slow


def read(document: Document):
    return read_checklist(document), answers_by_question(document.read.every(Answer))


def numbered(document: Document) -> list[tuple[str, Activity]]:
    return [(str(place), row) for place, row in enumerate(document.read.every(Activity), 1)]


def responsible(document: Document) -> dict[str, tuple[str, ...]]:
    links = RowLinks(document)
    return {row.id: links.responsible(row) for row in document.read.every(Activity)}


def headings(slide: PlanSlide) -> list[tuple[int, str | None, str | None]]:
    return [(row.depth, row.number, row.title) for row in slide.rows if row.depth < 2]


def every_slide(document: Document) -> list[object]:
    checklist, answers = read(document)
    ratings = document.read.every(Rating)
    rows = document.read
    return [
        *(question_slide(checklist, answers, question.id) for question in checklist.questions),
        *(activity_slide(numbered(document), ratings, row.id) for row in rows.every(Activity)),
        progress_slide(checklist, answers),
        priorities_slide(numbered(document)),
        plan_slide(plan_lines(rows.every(Outcome), rows.every(Output), rows.every(Activity)), responsible(document)),
        title_slide(rows.assessment(), "Sessions"),
    ]


def test_a_question_with_its_agreed_text(sample: Document) -> None:
    checklist, answers = read(sample)
    slide = question_slide(checklist, answers, "kf1.q9")
    assert slide is not None
    assert (slide.number, slide.place) == ("1.9", "1  Leadership and commitment")
    assert slide.wording.startswith("How clear and how transparent is the procedure")
    assert slide.text == answers["kf1.q9"].text
    assert not slide.withheld
    assert slide.progress.current is not None
    assert slide.progress.current.number == "1"


def test_what_is_typed_is_further_than_what_is_stored(sample: Document) -> None:
    checklist, answers = read(sample)
    assert question_slide(checklist, answers, "kf1.q9", "Not on the disk yet").text == "Not on the disk yet"
    assert question_slide(checklist, answers, "kf1.q9", "").text == ""
    assert question_slide(checklist, answers, "kf1.q9", " \n").text == ""


def test_a_confidential_answer_does_not_pass_whether_stored_or_typed(sample: Document) -> None:
    stored = sample.read.answer("kf1.q9").text
    mark_answer_confidential(sample, question="kf1.q9", confidential=True)
    checklist, answers = read(sample)
    for typed in (None, "a name that must stay in the room"):
        slide = question_slide(checklist, answers, "kf1.q9", typed)
        assert slide.withheld
        assert slide.text == ""
        assert stored not in repr(slide)
        assert "must stay" not in repr(slide)
    mark_answer_confidential(sample, question="kf1.q9", confidential=False)
    assert question_slide(*read(sample), "kf1.q9").text == stored


def test_an_answer_of_which_nobody_knows_is_withheld(sample: Document) -> None:
    checklist, _ = read(sample)
    slide = question_slide(checklist, {}, "kf1.q9", "typed")
    assert slide.withheld
    assert slide.text == ""


def test_nothing_confidential_of_the_sample_is_in_any_slide(sample: Document) -> None:
    rows = sample.read
    secrets = [row.text for row in (*rows.every(Answer), *rows.every(Contribution)) if row.is_confidential]
    secrets += [row.causes for row in rows.every(Answer) if row.is_confidential]
    secrets += [row.title for row in (*rows.every(Activity), *rows.every(Session)) if row.is_confidential]
    secrets += [row.description for row in rows.every(Activity) if row.is_confidential]
    secrets += [row.name for row in rows.every(Contributor) if row.is_confidential]
    secrets = [text for text in secrets if text.strip()]
    assert len(secrets) > 10
    for slide in every_slide(sample):
        said = repr(slide)
        assert [text for text in secrets if text in said or repr(text)[1:-1] in said] == []


def test_no_contribution_and_no_session_is_in_any_slide_that_nobody_asked_for(sample: Document) -> None:
    rows = sample.read
    texts = [row.text for row in rows.every(Contribution)] + [row.topics for row in rows.every(Session)]
    known = [repr(text)[1:-1] for text in texts if text.strip()]
    assert known
    for slide in every_slide(sample):
        assert [text for text in known if text in repr(slide)] == []


def test_an_unknown_question_and_an_unknown_activity_have_no_slide(sample: Document) -> None:
    assert question_slide(*read(sample), "no.such") is None
    assert activity_slide(numbered(sample), [], "no.such") is None


def test_an_activity_with_its_ratings_in_words(sample: Document) -> None:
    row = next(row for row in sample.read.every(Activity) if not row.is_confidential)
    slide = activity_slide(numbered(sample), sample.read.every(Rating), row.id, Criterion.COST)
    levels = {rating.criterion: rating.level for rating in sample.read.where(Rating, activity_id=row.id)}
    assert slide.title == row.title
    assert [criterion for criterion, _ in slide.levels] == list(Criterion)
    assert dict(slide.levels) == {criterion: levels.get(criterion) for criterion in Criterion}
    assert (slide.priority, slide.current, slide.count) == (row.priority, Criterion.COST, len(numbered(sample)))
    assert [ENGLISH(level_word(level)) for level in (*Level, None)] == ["Low", "Medium", "High", "not rated"]


def test_of_a_confidential_activity_only_its_place_is_known(sample: Document) -> None:
    row = next(row for row in sample.read.every(Activity) if row.is_confidential)
    slide = activity_slide(numbered(sample), sample.read.every(Rating), row.id, Criterion.COST)
    assert slide.withheld
    assert (slide.title, slide.number, slide.levels, slide.priority, slide.current) == ("", "", (), None, None)
    assert 1 <= slide.position <= slide.count


def test_all_activities_with_their_priorities_less_the_confidential_ones(sample: Document) -> None:
    rows = sample.read.every(Activity)
    open_rows = [row for row in rows if not row.is_confidential]
    slide = priorities_slide(numbered(sample), open_rows[1].id)
    assert [(line.title, line.priority) for line in slide.lines] == [(row.title, row.priority) for row in open_rows]
    assert [line.title for line in slide.lines if line.current] == [open_rows[1].title]
    assert slide.withheld == len(rows) - len(open_rows) > 0


def test_headings_over_confidential_activities_only_are_left_out(sample: Document) -> None:
    rows = sample.read
    outcomes, outputs, activities = rows.every(Outcome), rows.every(Output), rows.every(Activity)
    whole = plan_slide(plan_lines(outcomes, outputs, ()), {})
    assert [title for depth, _, title in headings(whole) if depth == 0] == [row.title for row in outcomes]
    mine = [output.id for output in outputs if output.outcome_id == outcomes[0].id]
    secret = [replace(row, confidential=Confidentiality.MARKED) if row.output_id == mine[0] else row for row in activities]
    assert any(row.output_id == mine[0] for row in secret)
    numbers = [number for _, number, _ in headings(plan_slide(plan_lines(outcomes, outputs, secret), {}))]
    assert "1.1" not in numbers
    assert "1.2" in numbers
    all_secret = [replace(row, confidential=Confidentiality.MARKED) for row in activities]
    shown = headings(plan_slide(plan_lines(outcomes, outputs, all_secret), {}))
    used = {row.output_id for row in activities}
    assert {title for depth, _, title in shown if depth} == {row.title for row in outputs if row.id not in used}


def test_progress_by_area_counts_what_is_included(sample: Document) -> None:
    checklist, answers = read(sample)
    slide = progress_slide(checklist, answers, "kf3")
    assert slide.total == sum(question.included for question in checklist.questions)
    assert slide.answered == sum(bool(answer.text.strip()) for answer in answers.values())
    assert slide.current.title == "Transparency"
    assert progress_slide(checklist, answers).current is None
    assert all(entry.total for entry in slide.areas)


def test_slides_cannot_be_changed(sample: Document) -> None:
    slide = question_slide(*read(sample), "kf1.q9")
    with pytest.raises(FrozenInstanceError):
        slide.text = "something"


AMINA = Contributor(id="a", name="Amina Secret", confidential=Confidentiality.MARKED)
TITLED = Activity(id="1", title="Ask Amina Secret")


@pytest.mark.parametrize("text", ["**Amina** Secret said", "Amina **Secret said**", "| **Amina** | Secret |"])
def test_a_name_across_bold_words_is_dots_and_no_position_moves(sample: Document, text: str) -> None:
    shown = ProjectorDoor().let_through(question_slide(*read(sample), "kf1.q9", text), [AMINA])
    assert len(shown.text) == len(text)
    assert shown.text.count("*") == text.count("*")
    assert "Amina" not in shown.text
    assert "Secret" not in shown.text


def test_the_whole_name_of_a_confidential_person_is_dots_as_long_as_it_is(sample: Document) -> None:
    checklist, answers = read(sample)
    typed = "Told by AMINA  SECRET yesterday. Amina"
    slide = question_slide(checklist, answers, "kf1.q9", typed)
    shown = ProjectorDoor().let_through(slide, [AMINA])
    assert shown.text == f"Told by {'•' * 13} yesterday. Amina"
    assert len(shown.text) == len(typed)
    assert shown.progress == slide.progress
    astral = replace(AMINA, name="Amina \U0001d400mir")
    assert ProjectorDoor().let_through(replace(slide, text="Amina \U0001d400mir!"), [astral]).text == f"{'•' * 11}!"


def test_no_kind_of_slide_tells_a_confidential_name(sample: Document) -> None:
    name = "Amina Secret"
    checklist, answers = read(sample)
    slides = [
        replace(question_slide(checklist, answers, "kf1.q9"), text=name, wording=name),
        activity_slide([("1", TITLED)], [], "1"),
        priorities_slide([("1", TITLED)]),
        plan_slide(plan_lines([Outcome(id="o", title=name)], [Output(id="p", outcome_id="o", title=name)], []), {}),
        replace(title_slide(sample.read.assessment()), station=name, administration=name),
        progress_slide(checklist, answers),
    ]
    door = ProjectorDoor()
    shown = [door.let_through(slide, [AMINA]) for slide in slides]
    assert "Secret" not in repr(shown)
    assert repr(shown).count("•" * 12) == 8
    assert [door.let_through(slide, [replace(AMINA, confidential=Confidentiality.OPEN)]) for slide in slides] == slides


def test_a_confidential_heading_has_a_number_and_no_title(document: Document) -> None:
    outcome = add_outcome(document, title="Amina Secret is moved")
    edit_outcome(document, outcome=outcome, confidential=True)
    add_output(document, outcome=outcome, title="A roster")
    slide = plan_slide(read_plan(document), {})
    assert headings(slide) == [(0, "1", None), (1, "1.1", "A roster")]
    assert ProjectorDoor().let_through(slide, [AMINA]) == slide


def test_nothing_shows_the_title_of_a_heading_to_the_room_unasked(document: Document) -> None:
    heard: list[Changes] = []
    document.subscribe(heard.append)
    outcome = add_outcome(document, title="Secret")
    edit_outcome(document, outcome=outcome, confidential=True)
    document.undo()
    assert [shows_again(changes) for changes in heard] == [False, False, True]


def test_a_decision_is_shown_unless_the_answer_is_confidential(document: Document) -> None:
    judge_answer(document, question="kf1.q9", status=MeasureStatus.IN_PART)
    set_answer_priority(document, question="kf1.q9", priority=Level.HIGH)
    park_question(document, question="kf1.q9", note="Ask the auditor")
    slide = question_slide(*read(document), "kf1.q9")
    assert slide.decision == Decision(MeasureStatus.IN_PART, Level.HIGH, parked=True)
    assert "auditor" not in repr(slide)
    mark_answer_confidential(document, question="kf1.q9", confidential=True)
    assert question_slide(*read(document), "kf1.q9").decision == Decision()


def voices_of(document: Document, question: str) -> VoicesSlide:
    rows = document.read
    return voices_slide(
        question_slide(*read(document), question),
        rows.where(Contribution, question_id=question),
        rows.where(Hand, question_id=question),
        rows.every(Contributor),
        named_groups(rows.every(WorkingGroup), rows.every(GroupMember), rows.every(Contributor)),
    )


def test_hands_and_different_views_have_a_slide(document: Document) -> None:
    question = "kf1.q9"
    amina = add_contributor(document, name="Amina Secret", confidential=True)
    bo = add_contributor(document, name="Bo")
    for who, text in ((None, "Not at night"), (amina, "Never"), (bo, "Amina Secret decides alone")):
        add_contribution(document, question=question, kind=ContributionKind.DISSENT, contributor=who, text=text)
    add_contribution(document, question=question, contributor=bo, text="What I saw before")
    hidden = add_contribution(document, question=question, kind=ContributionKind.DISSENT, text="Only for the file")
    edit_contribution(document, contribution=hidden, confidential=True)
    count_hands_on_question(document, question=question, hands={MeasureStatus.IN_PART: 7, MeasureStatus.NONE: 2})
    made = voices_of(document, question)
    slide = ProjectorDoor().let_through(made, document.read.every(Contributor))
    assert slide.hands == ((MeasureStatus.NONE, 2), (MeasureStatus.IN_PART, 7))
    assert slide.counted
    assert [voice.who for voice in slide.voices] == ["", "", "Bo"]
    assert [voice.text for voice in slide.voices] == ["Not at night", "Never", f"{'•' * 12} decides alone"]
    assert "saw before" not in repr(slide)
    mark_answer_confidential(document, question=question, confidential=True)
    withheld = voices_of(document, question)
    assert withheld.withheld
    assert (withheld.hands, withheld.voices) == ((), ())


def test_a_group_with_confidential_members_has_no_name_in_the_room(document: Document) -> None:
    question = "kf1.q9"
    amina = add_contributor(document, name="Amina Secret", confidential=True)
    bo = add_contributor(document, name="Bo")
    for name, members in (("Night shift", [amina, bo]), ("Two of us", [amina]), ("Day shift", [bo])):
        group = add_group(document, name=name)
        set_group_members(document, group=group, contributors=members)
        add_contribution(document, question=question, kind=ContributionKind.DISSENT, group=group, text="Not so")
    assert [voice.who for voice in voices_of(document, question).voices] == ["", "", "Day shift"]


def test_a_plan_says_who_and_when_and_follows_the_line(document: Document) -> None:
    output = add_output(document, outcome=add_outcome(document, title="Lanes"), title="A list")
    first = add_activity(document, title="Draw the lanes", output_id=output, start_quarter="2027-Q1", end_quarter="2027-Q2")
    second = add_activity(document, title="A secret", confidential=True)
    slide = plan_slide(read_plan(document), {first: ("Bo", "Amina Secret"), second: ("Cy",)}, first)
    assert [row.title for row in slide.rows] == ["Lanes", "A list", "Draw the lanes"]
    row = slide.rows[-1]
    assert (row.who, row.start, row.end, row.current) == (("Bo", "Amina Secret"), "2027-Q1", "2027-Q2", True)
    shown = ProjectorDoor().let_through(slide, [AMINA])
    assert shown.rows[-1].who == ("Bo", "•••")


def test_all_activities_are_in_the_order_that_is_asked_for(sample: Document) -> None:
    rows = numbered(sample)[::-1]
    slide = priorities_slide(rows)
    assert [line.row_id for line in slide.lines] == [row.id for _, row in rows if not row.is_confidential]


def test_what_becomes_confidential_is_withdrawn_from_every_kind_of_slide(document: Document) -> None:
    write_answer(document, question="kf1.q9", text="Told at night")
    judge_answer(document, question="kf1.q9", status=MeasureStatus.NONE)
    said = add_contribution(document, question="kf1.q9", kind=ContributionKind.DISSENT, text="Not so")
    outcome = add_outcome(document, title="Lanes")
    output = add_output(document, outcome=outcome, title="A list")
    activity = add_activity(document, title="Draw them", output_id=output)
    other = add_activity(document, title="Light", output_id=output)
    answer = document.read.answer("kf1.q9").id
    lines = read_plan(document)
    activities = [(line.number, line.row) for line in lines if isinstance(line.row, Activity)]
    question = withdrawn(question_slide(*read(document), "kf1.q9"), {answer})
    assert question.withheld
    assert (question.text, question.decision) == ("", Decision())
    assert withdrawn(voices_of(document, "kf1.q9"), {answer}).withheld
    assert withdrawn(voices_of(document, "kf1.q9"), {said}).voices == ()
    assert withdrawn(activity_slide(activities, [], activity), {activity}).title == ""
    listed = withdrawn(priorities_slide(activities), {activity})
    assert isinstance(listed, PrioritiesSlide)
    assert ([line.row_id for line in listed.lines], listed.withheld) == ([other], 1)
    plan = withdrawn(plan_slide(lines, {}), {activity, outcome})
    assert [row.title for row in plan.rows] == [None, "A list", "Light"]
    for slide in (question_slide(*read(document), "kf1.q9"), plan_slide(lines, {}), priorities_slide(activities)):
        assert withdrawn(slide, {"another"}) == slide


def test_only_what_the_room_could_see_is_asked_about(document: Document) -> None:
    heard: list[Changes] = []
    paper = add_document(document, title="A letter", confidential=True)
    activity = add_activity(document, title="A secret", confidential=True)
    document.subscribe(heard.append)
    edit_document(document, entry=paper, confidential=False)
    edit_activity(document, activity=activity, confidential=False)
    assert [shows_again(changes) for changes in heard] == [False, True]
