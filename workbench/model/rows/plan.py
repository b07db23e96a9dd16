"""Activities with their ratings, the plan (Annex 9) and the indicators (Annex 11)."""

from __future__ import annotations

from dataclasses import field as stored

from workbench.language.i18n import Message
from workbench.model import declared as has
from workbench.model.limits import MOST_HANDS
from workbench.model.rows.row import Markable, PersonLink, QuestionId, Row
from workbench.model.vocabulary import ActivityRole, Criterion, HandChoice, IndicatorRole, Level
from workbench.system.frozen import frozen


@frozen(kw_only=True)
class Outcome(Markable):
    """First heading level of the action plan (Annex 9)."""

    table = "outcomes"
    title: str = stored(default="", metadata=has.line(Message("Outcome"), public=True))
    place: str = stored(default="", metadata=has.order())


@frozen(kw_only=True)
class Output(Markable):
    """Second heading level of the action plan (Annex 9)."""

    table = "outputs"
    outcome_id: str = stored(metadata=has.refers("outcomes", public=True))
    title: str = stored(default="", metadata=has.line(Message("Output"), public=True))
    place: str = stored(default="", metadata=has.order())


@frozen(kw_only=True)
class Activity(Markable):
    """Something to be done, with the fields of Annex 9.

    ``priority`` is the group's choice; ``priority_reason`` says why it differs from the suggestion of the eight ratings.
    ``start_quarter`` and ``end_quarter`` have the form ``2027-Q1``. ``place`` orders the activities of an output; ``rank``
    orders all activities by their start, and is empty until the group has decided on it.
    """

    table = "activities"
    title: str = stored(default="", metadata=has.line(Message("Activity"), help="title", public=True))
    description: str = stored(default="", metadata=has.text(Message("Description"), public=True))
    priority: Level | None = stored(default=None, metadata=has.choice(Level, Message("Priority"), public=True))
    priority_reason: str = stored(default="", metadata=has.text(Message("Reason for the priority"), public=True))
    output_id: str | None = stored(default=None, metadata=has.refers("outputs", help="output_id"))
    target: str = stored(default="", metadata=has.text(Message("Performance target"), help="target", public=True))
    budget: str = stored(default="", metadata=has.text(Message("Budget and resources"), help="budget", public=True))
    start_quarter: str = stored(default="", metadata=has.quarter(Message("Start"), help="start_quarter", public=True))
    end_quarter: str = stored(default="", metadata=has.quarter(Message("End"), public=True))
    strategic_link: str = stored(
        default="", metadata=has.text(Message("Link to the strategic plan"), help="strategic_link", public=True)
    )
    place: str = stored(default="", metadata=has.order())
    rank: str = stored(default="", metadata=has.order(listed=False))


@frozen(kw_only=True)
class ActivityPerson(PersonLink):
    """Who is responsible for an activity, works on it, or helps with it."""

    table = "activity_people"
    owner = "activity_id"
    activity_id: str = stored(metadata=has.refers("activities"))
    role: ActivityRole = stored(
        default=ActivityRole.RESPONSIBLE, metadata=has.choice(ActivityRole, Message("Role"), public=True)
    )


@frozen(kw_only=True)
class Rating(Markable):
    """The rating of one activity on one criterion; ``level`` is None until the group has agreed.

    A confidential rating shows its level without the note.
    """

    table = "ratings"
    activity_id: str = stored(metadata=has.refers("activities", public=True))
    criterion: Criterion = stored(metadata=has.choice(Criterion, public=True))
    level: Level | None = stored(default=None, metadata=has.choice(Level, public=True))
    note: str = stored(default="", metadata=has.text(Message("Note"), public=True))


@frozen(kw_only=True)
class Hand(Row):
    """How many people raised their hands for one choice, and when: for a level of a rating, or a status of a question.

    ``session_id`` is the session that ran when they were counted. Exactly one of the two references is given. No level and
    no status is ever derived from hands. The id follows from what was asked about and the choice.
    """

    table = "hands"
    rating_id: str | None = stored(default=None, metadata=has.refers("ratings"))
    question_id: QuestionId | None = stored(default=None, metadata=has.refers("questions"))
    choice: HandChoice = stored(metadata=has.choice(HandChoice))
    count: int = stored(default=0, metadata=has.number(most=MOST_HANDS))
    date: str = stored(default="", metadata=has.day())
    session_id: str | None = stored(default=None, metadata=has.refers("sessions"))


@frozen(kw_only=True)
class ActivityQuestion(Row):
    """A question whose answer led to an activity."""

    table = "activity_questions"
    activity_id: str = stored(metadata=has.refers("activities"))
    question_id: QuestionId = stored(metadata=has.refers("questions"))


@frozen(kw_only=True)
class Indicator(Markable):
    """A key performance indicator with its metadata sheet (Part III, step 3; Annex 11)."""

    table = "indicators"
    name: str = stored(default="", metadata=has.line(Message("Name of the indicator"), help="name", public=True))
    description: str = stored(default="", metadata=has.text(Message("Description"), help="description", public=True))
    dimension: str = stored(default="", metadata=has.text(Message("Performance dimension"), help="dimension", public=True))
    calculation: str = stored(default="", metadata=has.text(Message("Calculation method"), help="calculation", public=True))
    rationale: str = stored(default="", metadata=has.text(Message("Rationale"), help="rationale", public=True))
    links: str = stored(default="", metadata=has.text(Message("Links to other indicators"), help="links", public=True))
    types: str = stored(default="", metadata=has.text(Message("Type of indicator"), help="types", public=True))
    source: str = stored(default="", metadata=has.text(Message("Source of verification"), help="source", public=True))
    databases: str = stored(default="", metadata=has.text(Message("Existing databases"), help="databases", public=True))
    periodicity: str = stored(default="", metadata=has.text(Message("Periodicity"), help="periodicity", public=True))
    disaggregation: str = stored(
        default="", metadata=has.text(Message("Disaggregation"), help="disaggregation", public=True)
    )
    target: str = stored(default="", metadata=has.text(Message("Target value"), help="target", public=True))
    country_example: str = stored(
        default="", metadata=has.text(Message("Country example"), help="country_example", public=True)
    )
    disclosure: str = stored(default="", metadata=has.text(Message("Disclosure policy"), help="disclosure", public=True))
    considerations: str = stored(
        default="", metadata=has.text(Message("Other considerations"), help="considerations", public=True)
    )
    place: str = stored(default="", metadata=has.order())


@frozen(kw_only=True)
class IndicatorPerson(PersonLink):
    """Who answers for an indicator, stores its data, or sees that they are right (Annex 11)."""

    table = "indicator_people"
    owner = "indicator_id"
    indicator_id: str = stored(metadata=has.refers("indicators"))
    role: IndicatorRole = stored(
        default=IndicatorRole.OWNER, metadata=has.choice(IndicatorRole, Message("Role"), public=True)
    )


@frozen(kw_only=True)
class ActivityIndicator(Row):
    """An indicator that measures an activity; an activity may have several."""

    table = "activity_indicators"
    activity_id: str = stored(metadata=has.refers("activities"))
    indicator_id: str = stored(metadata=has.refers("indicators"))


@frozen(kw_only=True)
class Measurement(Markable):
    """A dated value of an indicator; ``baseline`` marks the value before the work started."""

    table = "measurements"
    indicator_id: str = stored(metadata=has.refers("indicators", public=True))
    date: str = stored(default="", metadata=has.date(Message("Date"), public=True))
    value: str = stored(default="", metadata=has.line(Message("Value"), public=True))
    note: str = stored(default="", metadata=has.text(Message("Note"), public=True))
    baseline: bool = stored(default=False, metadata=has.check(Message("Baseline"), public=True))
    place: str = stored(default="", metadata=has.order())
