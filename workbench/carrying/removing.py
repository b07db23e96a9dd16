"""Removes working copies from this computer: after a forgetting, and on a laptop that other people use, too."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

from workbench.carrying.forsaken import clear_forsaken
from workbench.carrying.working_copy import WorkingCopy, copies_in, title_of
from workbench.errors import DocumentInUse, StorageFailed
from workbench.language.i18n import Message
from workbench.model.rows import Assessment

WORKING_COPIES_LEFT: Final = Message(
    "Work on this assessment that waits on this laptop for its USB stick still has it: see the command carried."
)


def forget_copies(root: Path, assessment: Assessment, but: WorkingCopy | None = None) -> list[WorkingCopy]:
    """Removes the working copies of an assessment, because they have what is forgotten in the file.

    ``but`` is the one in which it was forgotten; its record then says what the assessment is called now. Returns those that
    stay because only they have some work, or because the system refuses.
    """
    left = []
    clear_forsaken(root)
    for copy in copies_in(root):
        if copy.record.assessment != assessment.id or (but is not None and copy.folder == but.folder):
            continue
        if copy.is_waiting or not copy.remove():
            left.append(copy)
    if but is not None:
        with contextlib.suppress(StorageFailed):
            but.note(title=title_of(assessment))
    return left


def leave_nothing(root: Path) -> list[WorkingCopy]:
    """Removes every working copy that has nothing more than what was put where it belongs; returns them."""
    clear_forsaken(root)
    removed = []
    for copy in copies_in(root):
        with contextlib.suppress(DocumentInUse, StorageFailed):
            if not copy.is_waiting and copy.digest() == copy.record.state and copy.remove():
                removed.append(copy)
    return removed
