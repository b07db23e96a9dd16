"""What a recovery found, and where it came from; and the sentences that say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from workbench.language.dates import At
from workbench.language.i18n import Message
from workbench.model.row_names import NAMES
from workbench.model.rows import ROW_TYPES, Row
from workbench.storage.torn.mending import MendedHistory
from workbench.system.frozen import frozen


@frozen
class OtherRows:
    """How many rows that are no answers came ``copied`` from the automatic copy as it was then, are ``doubtful``, or lost.

    Each by its class.
    """

    copied: Mapping[type[Row], int]
    doubtful: Mapping[type[Row], int]
    lost: Mapping[type[Row], int]

    def __bool__(self) -> bool:
        """Whether there are any."""
        return any((self.copied, self.doubtful, self.lost))

    def all_told(self) -> tuple[Message, ...]:
        """What somebody has to look at on other pages, and how many of each."""
        return told_counts(Counter(self.copied) + Counter(self.doubtful) + Counter(self.lost))


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
        doubts = (self.copied, self.doubtful, self.lost, self.others, self.from_checklist)
        return self.is_complete and not any(doubts) and not self.papers_lost

    def sentences(self) -> Iterator[Message]:
        """What came from where, in words; first how much, at the end which answers."""
        yield Message("{count} answer is as it was written.", "{count} answers are as they were written.", count=self.whole)
        yield from self._of_answers()
        yield from self._of_others()
        yield from self._of_papers()
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
        yield from self._which_answers()

    def _of_answers(self) -> Iterator[Message]:
        if self.copied and self.copy_at is not None:
            yield Message(
                "{count} answer is as it was in the automatic copy of {time}.",
                "{count} answers are as they were in the automatic copy of {time}.",
                count=len(self.copied),
                time=At(self.copy_at),
            )
        if self.doubtful:
            yield Message(
                "{count} answer is perhaps not as it was written.",
                "{count} answers are perhaps not as they were written.",
                count=len(self.doubtful),
            )
        if self.lost:
            yield Message(
                "{count} answer is lost, if there was one.",
                "{count} answers are lost, if there were so many.",
                count=len(self.lost),
            )
        if self.copied or self.doubtful or self.lost:
            yield Message("Each of these has a note, and is confidential until you take the mark off.")

    def _which_answers(self) -> Iterator[Message]:
        if self.copied:
            yield Message("From the automatic copy: {numbers}.", numbers=self.copied)
        if self.doubtful:
            yield Message("Perhaps not as they were written: {numbers}. Check them.", numbers=self.doubtful)
        if self.lost:
            yield Message("Lost, if there was an answer: {numbers}.", numbers=self.lost)

    def _of_others(self) -> Iterator[Message]:
        others = self.others
        if others.copied:
            yield Message("On other pages from the automatic copy: {parts}.", parts=told_counts(others.copied))
        if others.doubtful:
            yield Message("On other pages perhaps not as they were written: {parts}.", parts=told_counts(others.doubtful))
        if others.lost:
            yield Message("On other pages lost: {parts}.", parts=told_counts(others.lost))
        if not others and not self.is_complete:
            yield Message("On other pages something may be missing: nobody can tell any more what there was.")

    def _of_papers(self) -> Iterator[Message]:
        if self.papers:
            yield Message("{count} attachment is there.", "{count} attachments are there.", count=self.papers)
        if self.papers_lost:
            yield Message(
                "{count} attachment could not be read.", "{count} attachments could not be read.", count=self.papers_lost
            )


def told_counts(counts: Mapping[type[Row], int]) -> tuple[Message, ...]:
    """How many rows of each class, in the order of the classes; those that are called the same are counted together."""
    called: dict[str, tuple[Message, int]] = {}
    for kind in ROW_TYPES:
        name = NAMES[kind]
        before = called.get(name.text, (name, 0))[1]
        called[name.text] = (name, before + counts.get(kind, 0))
    return tuple(Message("{what} ({number})", what=name, number=number) for name, number in called.values() if number)
