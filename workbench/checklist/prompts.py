"""Three beginnings that can be dropped into an empty answer, so that nobody stops at yes or no (Part II, step 5)."""

from __future__ import annotations

from typing import Final

from workbench.language.i18n import Message

PROMPTS: Final = (
    Message("What exists:"),
    Message("How it works in practice:"),
    Message("What is missing, and why:"),
)
"""What there is on paper; what is done every day; the gap and its causes."""
