"""The keys of the projector view as a slide of its own, where there is one screen only."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QKeySequence

from ui.kit.shortcuts import keys_written, plain
from ui.link.keys import PRIORITY_KEYS, STATUS_KEYS, Act, KeySpec, Where, alone_keys
from ui.link.language import tr
from workbench.language.i18n import Message
from workbench.system.frozen import frozen


@frozen
class KeysSlide:
    """Keys, each with what it does."""

    rows: tuple[tuple[str, str], ...]


_JUDGING: Final = (
    (STATUS_KEYS, Message("Set the status")),
    (PRIORITY_KEYS, Message("Set the priority: none, low, medium, high")),
)
_LAPTOP: Final = (
    *(Act.CONFIDENTIAL, Act.DIFFERENT_VIEW, Act.HANDS, Act.NOTE, Act.PARK, Act.ACTIVITY),
    *(Act.NEXT_UNANSWERED, Act.UNDO, Act.SESSION),
)


def all_keys() -> KeysSlide:
    """All keys that work where there is one screen, in the language of the window."""
    typing, *own = map(_of_act, alone_keys())
    place = keys_written(Act.PALETTE), tr(Message("Go to a question by its number"))
    return KeysSlide((typing, *_judging(), *map(_of_act, _LAPTOP), place, *own))


def _judging() -> list[tuple[str, str]]:
    rows = []
    for keys, what in _JUDGING:
        first, *_, last = (_written(key) for key in keys.values())
        rows.append((tr(Message("{first} to {last}", first=first, last=last)), tr(what)))
    return rows


def _of_act(act: KeySpec) -> tuple[str, str]:
    said = act.said.get(Where.ASSESSMENT) or next(iter(act.said.values()))
    return keys_written(act), plain(tr(said))


def _written(key: str) -> str:
    return str(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText))
