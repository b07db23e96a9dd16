"""The words of the start page for where the user stopped in a file, how far it is, and when that was."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from ui.link.language import tr
from ui.link.recent_files import RecentFile
from ui.link.stages import Stage
from workbench.language.dates import Day
from workbench.language.i18n import Message
from workbench.model.moments import moment

_OWN: Final = "x."
"""With this, the id of an own question begins; its number is in the file alone."""


def place(entry: RecentFile) -> Message | None:
    """The page and the question (or area) where the user stopped; None when that is not known."""
    stage = next((stage for stage in Stage if stage.value == entry.stage), None)
    if stage is None:
        return None
    if stage is not Stage.ASSESSMENT or not entry.question:
        return stage.spec.title
    from workbench.checklist.pack import shown_area_number, shown_number

    if entry.question.startswith(_OWN):
        return Message("{page}, area {number}", page=stage.spec.title, number=shown_area_number(entry.question[:1]))
    if ".q" in entry.question:
        return Message("{page}, question {number}", page=stage.spec.title, number=shown_number(entry.question))
    return Message("{page}, area {number}", page=stage.spec.title, number=shown_area_number(entry.question))


def progress(entry: RecentFile) -> Message | None:
    """How many questions are answered; None when that is not known."""
    if not entry.questions:
        return None
    return Message("Answered: {answered} of {questions}", answered=entry.answered, questions=entry.questions)


def when(entry: RecentFile, now: datetime) -> Message | None:
    """When the file was last open, by the clock of this computer; None when that is not known."""
    at = moment(entry.last)
    if at is None:
        return None
    if at.date() == now.date():
        return Message("today {time}", time=f"{at:%H:%M}")
    if at.date() == now.date() - timedelta(days=1):
        return Message("yesterday {time}", time=f"{at:%H:%M}")
    return Message("{date}", date=Day(f"{at:%Y-%m-%d}"))


def in_one_line(*parts: Message | None) -> str:
    """The parts that are known, in one line."""
    return " · ".join(tr(part) for part in parts if part is not None)
