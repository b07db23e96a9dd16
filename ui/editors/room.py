"""How much may be pasted: what is too long for a field stays on the clipboard and is never cut without a word."""

from __future__ import annotations

from workbench.language.i18n import Message
from workbench.model.limits import TEXT_LINES


def no_room_for(pasted: str, before: str, room: int) -> Message | None:
    """Why ``pasted`` cannot be added to the text ``before`` in a field for ``room`` characters; None when it can.

    Without ``room`` anything can be pasted: the field belongs to no file.
    """
    if not room:
        return None
    if len(before) + len(pasted) > room:
        return Message(
            "Nothing was pasted: it has {count} characters, and there is room for {room}. It is still on the clipboard.",
            count=len(pasted),
            room=max(0, room - len(before)),
        )
    if before.count("\n") + pasted.count("\n") >= TEXT_LINES:
        return Message(
            "Nothing was pasted: it has {count} lines, and there is room for {room}. It is still on the clipboard.",
            count=pasted.count("\n") + 1,
            room=max(0, TEXT_LINES - 1 - before.count("\n")),
        )
    return None
