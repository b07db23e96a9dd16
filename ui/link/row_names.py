"""What a row is called by the users, and what is told when one is removed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from ui.link.language import tr
from workbench.language.i18n import Message
from workbench.model.changes import Changes, RowChange
from workbench.model.rows import Activity, BackgroundDocument, Evidence, Indicator, Row, Session, WorkingGroup

_LONGEST: Final = 50
_OWNERS: Final[dict[str, type[Row]]] = {
    "activity_id": Activity,
    "indicator_id": Indicator,
    "document_id": BackgroundDocument,
    "group_id": WorkingGroup,
    "session_id": Session,
}
"""The fields that name the row to which another belongs."""


def name_of(change: RowChange | None) -> str:
    """What a row is called by the users, shortened; empty for one without a name or title."""
    return shown_name((change.after or change.before) if change is not None else None)


def shown_name(row: Row | None) -> str:
    """The name or title of a row on one line, shortened; empty for one without."""
    found = " ".join(str(getattr(row, "title", "") or getattr(row, "name", "")).split())
    return found if len(found) <= _LONGEST else f"{found[: _LONGEST - 1]}…"


def named_step(
    what: Message, rows: Iterable[RowChange], main: RowChange | None, read: Callable[[type[Row], str], Row | None]
) -> Message:
    """The name of a step of undo, with that of its ``main`` row if no other of its kind was changed; ``read`` finds rows."""
    if main is None or sum(change.table == main.table for change in rows) > 1:
        return what
    name = name_of(main) or shown_name(_owner(main, read))
    return Message("{what} (“{name}”)", what=what, name=name) if name else what


def _owner(change: RowChange, read: Callable[[type[Row], str], Row | None]) -> Row | None:
    """The row that a row without a name belongs to, if one of its fields names it."""
    row = change.after or change.before
    owners = ((kind, getattr(row, field, None)) for field, kind in _OWNERS.items())
    return next((read(kind, key) for kind, key in owners if isinstance(key, str) and key), None)


def removal_told(done: Message, changes: Changes | None) -> Message:
    """A sentence about what was removed, with its name as the field ``name``, and what went with it."""
    rows = changes.rows if changes is not None else ()
    if "name" in done.fields:
        removed = next((row for row in rows[::-1] if row.after is None and name_of(row)), None)
        done = done.filled(name=name_of(removed) or tr(Message("without a name")))
    for more in _also_gone(rows):
        done = Message("{first} {second}", first=done, second=more)
    return done


def _also_gone(rows: Iterable[RowChange]) -> Iterable[Message]:
    supported = led = 0
    for row in rows:
        supported += row.table == Evidence.table and row.after is None
        before, after = row.before, row.after
        if isinstance(before, WorkingGroup) and isinstance(after, WorkingGroup):
            led += before.rapporteur_id is not None and after.rapporteur_id is None
    if supported:
        yield Message("It supported {count} answer.", "It supported {count} answers.", count=supported)
    if led:
        yield Message("{count} group has no rapporteur now.", "{count} groups have no rapporteur now.", count=led)
