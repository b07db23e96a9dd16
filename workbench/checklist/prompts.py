"""Three openings for an empty answer, so that nobody stops at yes or no, and the way to its status (Part II, step 5)."""

from __future__ import annotations

from typing import Final

from workbench.language.i18n import Message

PROMPTS: Final = (
    Message("What exists:"),
    Message("How it works in practice:"),
    Message("What is missing, and why:"),
)
"""For what is on paper; for daily practice; for the gap and its causes."""

STATUS_ORDER: Final = Message(
    "Does it exist? Is it applied? Does it work? The first “no” gives the status. Write the reason under Causes."
)
"""The order of questions of Figure 5, beside the status."""
