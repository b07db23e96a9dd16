"""What a recovery found, and where it came from; and the sentences that say so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from workbench.language.dates import At
from workbench.language.i18n import Message
from workbench.storage.torn.mending import MendedHistory
from workbench.system.frozen import frozen


@frozen
class OtherRows:
    """Rows that are no answers: the number of those that are ``doubtful`` or ``lost``, and that came ``copied``."""

    copied: int = 0
    doubtful: int = 0
    lost: int = 0


@frozen
class Recovered:
    """What is in the recovered assessment.

    ``whole`` is the number of answers that are as they were written; the tuples are the numbers of questions: whose answer
    came from the ``copied`` automatic copy as it was then, of which it is ``doubtful`` that it is as it was written, and
    whose answer is ``lost``. Each of these has a note that says so, and is confidential until somebody has looked.
    """

    damaged: Path
    whole: int
    copied: tuple[str, ...]
    doubtful: tuple[str, ...]
    lost: tuple[str, ...]
    copy_at: datetime | None
    """When the automatic copy was made from which something was taken; aware, in UTC."""
    others: OtherRows
    is_complete: bool
    """Whether it is certain that nothing is missing."""
    papers: int
    """The attachments whose bytes are there."""
    papers_lost: int
    history: MendedHistory
    from_checklist: int
    """Texts and numbers of the checklist that came from the program; this file may have had others."""
    people_in_doubt: int
    """Contributors who are lost or doubtful: nobody can look for their names in the texts."""

    @property
    def is_as_it_was(self) -> bool:
        """Whether all contents are as they were written; the history may not be."""
        others = self.others
        doubts = (self.copied, self.doubtful, self.lost, others.copied, others.doubtful, others.lost, self.from_checklist)
        return self.is_complete and not any(doubts) and not self.papers_lost

    def sentences(self) -> Iterator[Message]:
        """What came from where, in words."""
        yield Message("{count} answer is as it was written.", "{count} answers are as they were written.", count=self.whole)
        yield from self._of_answers()
        yield from self._of_others()
        if self.papers or self.papers_lost:
            yield Message(
                "{count} attachment is there, {lost} could not be read.",
                "{count} attachments are there, {lost} could not be read.",
                count=self.papers,
                lost=self.papers_lost,
            )
        if self.from_checklist:
            yield Message(
                "{count} text of the checklist comes from the program.",
                "{count} texts of the checklist come from the program.",
                count=self.from_checklist,
            )
        if not self.history.is_whole:
            yield Message("Of the history a part is lost: some earlier texts can no longer be shown.")
        if self.people_in_doubt:
            yield Message(
                "{count} person of the register could not be read for certain. Read every public edition before you give it "
                "away: the name may be in its texts.",
                "{count} people of the register could not be read for certain. Read every public edition before you give it "
                "away: their names may be in its texts.",
                count=self.people_in_doubt,
            )

    def _of_answers(self) -> Iterator[Message]:
        if self.copied and self.copy_at is not None:
            yield Message(
                "From the automatic copy of {time}, as they were then: {numbers}.",
                time=At(self.copy_at),
                numbers=self.copied,
            )
        if self.doubtful:
            yield Message("Perhaps not as they were written: {numbers}. Check them.", numbers=self.doubtful)
        if self.lost:
            yield Message("Lost, if there was an answer: {numbers}.", numbers=self.lost)
        if self.copied or self.doubtful or self.lost:
            yield Message("Each of these has a note, and is confidential until you take the mark off.")

    def _of_others(self) -> Iterator[Message]:
        others = self.others
        if others.copied or others.doubtful or others.lost:
            yield Message(
                "On other pages: {copied} from the automatic copy, {doubtful} doubtful, {lost} lost.",
                copied=others.copied,
                doubtful=others.doubtful,
                lost=others.lost,
            )
        elif not self.is_complete:
            yield Message("On other pages something may be missing: nobody can tell any more what there was.")
