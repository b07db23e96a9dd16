"""Who takes part: people, working groups, and the sessions where they meet."""

from __future__ import annotations

from dataclasses import field as stored

from workbench.language.i18n import Message
from workbench.model import declared as has
from workbench.model.limits import MOST_MINUTES
from workbench.model.rows.row import AreaId, Markable, Row
from workbench.model.vocabulary import PersonRole
from workbench.system.frozen import frozen


@frozen(kw_only=True)
class Contributor(Markable):
    """A person who takes part. The name of a ``confidential`` person is not in the public edition."""

    table = "contributors"
    name: str = stored(default="", metadata=has.line(Message("Name"), names=True, public=True))
    role: PersonRole = stored(default=PersonRole.INTERNAL, metadata=has.choice(PersonRole, Message("Role"), public=True))
    job_title: str = stored(default="", metadata=has.line(Message("Job title"), public=True))
    department: str = stored(default="", metadata=has.line(Message("Department"), names=True, public=True))
    organization: str = stored(default="", metadata=has.line(Message("Organization"), names=True, public=True))
    background: str = stored(default="", metadata=has.text(Message("Background"), public=True))
    gender: str = stored(default="", metadata=has.line(Message("Gender")))
    contact: str = stored(default="", metadata=has.line(Message("Contact")))
    place: str = stored(default="", metadata=has.order())


@frozen(kw_only=True)
class WorkingGroup(Markable):
    """A group or sub-group; its rapporteur presents its results to everybody."""

    table = "working_groups"
    name: str = stored(default="", metadata=has.line(Message("Name"), names=True, public=True))
    rapporteur_id: str | None = stored(default=None, metadata=has.refers("contributors", Message("Rapporteur")))
    place: str = stored(default="", metadata=has.order())


@frozen(kw_only=True)
class GroupMember(Row):
    """A contributor's membership of a working group."""

    table = "group_members"
    group_id: str = stored(metadata=has.refers("working_groups"))
    contributor_id: str = stored(metadata=has.refers("contributors"))


@frozen(kw_only=True)
class GroupArea(Row):
    """An area that a working group deals with."""

    table = "group_areas"
    group_id: str = stored(metadata=has.refers("working_groups"))
    area_id: AreaId = stored(metadata=has.refers("areas"))


@frozen(kw_only=True)
class Session(Markable):
    """A dated meeting; the report has its date, duration, topics, participants and results (Part II, step 6).

    Its date is always a day: the clock of the program starts and ends it. ``minutes`` is its actual duration,
    ``planned_minutes`` the intended one; ``running`` is true from its start to its end.
    """

    table = "sessions"
    title: str = stored(default="", metadata=has.line(Message("Title"), public=True))
    date: str = stored(default="", metadata=has.day(Message("Date"), public=True))
    start_time: str = stored(default="", metadata=has.time(Message("Start time"), public=True))
    minutes: int | None = stored(
        default=None, metadata=has.number(Message("Duration (min)"), most=MOST_MINUTES, public=True)
    )
    planned_minutes: int | None = stored(
        default=None, metadata=has.number(Message("Planned duration (minutes)"), most=MOST_MINUTES)
    )
    running: bool = stored(default=False, metadata=has.check(public=True))
    location: str = stored(default="", metadata=has.line(Message("Place"), public=True))
    topics: str = stored(default="", metadata=has.text(Message("Topics"), public=True))
    results: str = stored(default="", metadata=has.text(Message("Results"), public=True))
    place: str = stored(default="", metadata=has.order())


@frozen(kw_only=True)
class SessionParticipant(Row):
    """A contributor who was present at a session."""

    table = "session_participants"
    session_id: str = stored(metadata=has.refers("sessions"))
    contributor_id: str = stored(metadata=has.refers("contributors"))


@frozen(kw_only=True)
class SessionArea(Row):
    """An area that a session covered."""

    table = "session_areas"
    session_id: str = stored(metadata=has.refers("sessions"))
    area_id: AreaId = stored(metadata=has.refers("areas"))
