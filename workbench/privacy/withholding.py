"""What happens to names that stand in texts which leave the house, and the words that can stand in their place."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from workbench.language.i18n import Message
from workbench.privacy.person_names import MentionKind

NAME_WITHHELD: Final = Message("[name withheld]")
WITHHELD_HERE: Final = Message("[withheld]")


class NameDecision(StrEnum):
    """What happens to names: the file is not written, or it is written without them, or with them."""

    REFUSE = "refuse"
    WITHHOLD = "withhold"
    LEAVE = "leave"


def words_instead(kind: MentionKind) -> Message:
    """What stands in the place of a mention."""
    return NAME_WITHHELD if kind in (MentionKind.NAME, MentionKind.PART) else WITHHELD_HERE
