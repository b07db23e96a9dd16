"""The decisions about names in a public edition, which are withheld or left; for the window.

Nothing is stored: decisions are remembered, and shown again, as long as the caller keeps the :data:`Verdicts`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum

from workbench.language.folding import fold
from workbench.model.rows import Contributor
from workbench.privacy.person_names import MentionKind
from workbench.reports.data import ReportData
from workbench.reports.names import NameHit, find_names, withhold


class Verdict(StrEnum):
    """What happens to a mention in this edition."""

    WITHHOLD = "withhold"
    LEAVE = "leave"


Verdicts = dict[tuple[str, str, str, MentionKind], Verdict]
"""Earlier decisions, by person, words, place and kind."""


class NameReview:
    """The mentions in one picture, and the decision about each. A position is only a hint, and left by default."""

    def __init__(self, data: ReportData, people: Iterable[Contributor], verdicts: Verdicts) -> None:
        self._data, self._people, self._verdicts = data, tuple(people), verdicts
        self.hits = find_names(data, self._people)

    def verdict(self, hit: NameHit) -> Verdict | None:
        """The decision about a mention; None if somebody still must decide."""
        return self._verdicts.get(_sameness(hit), None if hit.grave else Verdict.LEAVE)

    def decide(self, hits: Collection[NameHit], verdict: Verdict) -> None:
        """Sets the decision about some mentions."""
        for hit in hits:
            self._verdicts[_sameness(hit)] = verdict

    def like(self, hits: Collection[NameHit]) -> list[NameHit]:
        """All mentions of the same people that are as grave as these."""
        meant = {(hit.person, hit.grave) for hit in hits}
        return [hit for hit in self.hits if (hit.person, hit.grave) in meant]

    @property
    def open(self) -> list[NameHit]:
        """The mentions about which somebody still must decide."""
        return [hit for hit in self.hits if self.verdict(hit) is None]

    def picture(self) -> ReportData:
        """The picture as decided, which may be written. Raises ValueError while something is open."""
        if self.open:
            raise ValueError("a public edition is not written before everything in it is decided")
        gone = {hit.number for hit in self.hits if self.verdict(hit) is Verdict.WITHHOLD}
        return withhold(self._data, self._people, gone) if gone else self._data


def _sameness(hit: NameHit) -> tuple[str, str, str, MentionKind]:
    return hit.person, fold(hit.written), str(hit.place.what), hit.kind
