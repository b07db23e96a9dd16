"""What a row is called by the users, and what is told when one is removed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ui.link.language import tr
from workbench.language.i18n import Message
from workbench.model.changes import Changes, RowChange
from workbench.model.rows import Evidence, WorkingGroup

_LONGEST: Final = 50


def name_of(change: RowChange | None) -> str:
    """What a row is called by the users, shortened; empty for one without a name or title."""
    row = (change.after or change.before) if change is not None else None
    found = " ".join(str(getattr(row, "title", "") or getattr(row, "name", "")).split())
    return found if len(found) <= _LONGEST else f"{found[: _LONGEST - 1]}…"


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
