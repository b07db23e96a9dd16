"""Which parts of the assessment page are shown: checklist, question and guidance beside each other, or only some of them."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSplitter, QWidget

from ui.kit.beside import letters_across
from ui.link.kept_shares import WHOLE, KeptShares
from ui.look import style

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton

_FOR_THREE: Final = 130
_FOR_TWO: Final = 76
"""How wide the page must be for all three parts, and for two of them, in average characters."""
_CHECKLIST: Final = (22, 40)
_GUIDANCE: Final = (26, 60)
"""The smallest and the greatest width of the parts beside the question, in average characters."""
_SHARE: Final = 0.22
_SHARE_OF_TWO: Final = 0.32
"""The share of a part beside the question: of three, and of two."""
_LEFT: Final = "checklist"
_RIGHT: Final = "guidance"
"""The names under which the window remembers where somebody has put the lines."""


class Front(Enum):
    """The part that the user looks at. It is the one that is shown when there is room for only one."""

    CENTRE = "centre"
    CHECKLIST = "checklist"
    GUIDANCE = "guidance"


class AssessmentRoom(QObject):
    """Shows and hides the parts of the page by its width in average characters, so that it is the same at every zoom.

    ``parts``: checklist, question and guidance, in the order of the ``splitter``. ``buttons``: the first is checked while
    the guidance is shown; the others, for the checklist and for the question, are visible while their part is hidden. What
    the user has chosen stays as long as there is room.
    """

    def __init__(
        self,
        splitter: QSplitter,
        parts: tuple[QWidget, QWidget, QWidget],
        buttons: tuple[QAbstractButton, QAbstractButton, QAbstractButton],
        page: QWidget,
        shares: KeptShares,
    ) -> None:
        super().__init__(page)
        self._page, self._splitter = page, splitter
        self._parts = self._checklist, self._centre, self._guidance = parts
        self._guidance_button, self._checklist_button, self._back_button = buttons
        self._wanted: bool | None = None
        self._front = Front.CENTRE
        self._shares = shares
        splitter.splitterMoved.connect(self._on_moved)
        self._guidance_button.clicked.connect(self._choose_guidance)
        self._checklist_button.clicked.connect(self.to_checklist)
        self._back_button.clicked.connect(self.to_centre)
        style.follow(self.arrange)

    def to_centre(self) -> None:
        """Makes sure that the question is shown."""
        if self._front is not Front.CENTRE:
            self._front = Front.CENTRE
            if self._letters() < _FOR_TWO:
                self._wanted = None
            self.arrange()

    def to_checklist(self) -> None:
        """Makes sure that the checklist is shown; hides the guidance when there is no room for both."""
        self._front = Front.CHECKLIST
        if self._letters() < _FOR_THREE:
            self._wanted = None
        self.arrange()

    def arrange(self) -> None:
        """Shows the parts that have room, and shares the width. Called when the width of the page has changed."""
        letters = self._letters()
        guidance = letters >= _FOR_THREE if self._wanted is None else self._wanted
        if letters >= _FOR_TWO:
            shown = (letters >= _FOR_THREE or not guidance, True, guidance)
        else:
            shown = (self._front is Front.CHECKLIST, self._front is Front.CENTRE, self._front is Front.GUIDANCE)
        self._show(*shown)
        self._share()

    def _choose_guidance(self) -> None:
        self._wanted = self._guidance.isHidden()
        self._front = Front.GUIDANCE if self._wanted else Front.CENTRE
        self.arrange()

    def _show(self, checklist: bool, centre: bool, guidance: bool) -> None:  # noqa: FBT001  one for each part
        self._checklist.setVisible(checklist)
        self._centre.setVisible(centre)
        self._guidance.setVisible(guidance)
        self._guidance_button.setChecked(guidance)
        self._checklist_button.setVisible(not checklist)
        self._back_button.setVisible(not centre)

    def _share(self) -> None:
        sides = [
            self._wide(part, name, share, bounds) if not part.isHidden() else 0
            for part, name, share, bounds in (
                (self._checklist, _LEFT, _SHARE if self._guidance.isVisible() else _SHARE_OF_TWO, _CHECKLIST),
                (self._guidance, _RIGHT, _SHARE, _GUIDANCE),
            )
        ]
        self._splitter.setSizes([sides[0], max(0, self._page.width() - sum(sides)), sides[1]])

    def _wide(self, part: QWidget, name: str, usual: float, bounds: tuple[int, int]) -> int:
        """The width of a part: where somebody has put the line, or its usual share within bounds in letters."""
        kept, width, letter = self._shares[name], self._page.width(), self._letter()
        if kept:
            return max(round(width * kept[0] / WHOLE), part.minimumSizeHint().width())
        least, most = bounds
        return max(min(max(round(width * usual), least * letter), most * letter), part.minimumSizeHint().width())

    def _on_moved(self) -> None:
        width = self._page.width()
        for name, size, part in zip((_LEFT, "", _RIGHT), self._splitter.sizes(), self._parts, strict=True):
            if name and not part.isHidden():
                self._shares.note(name, [size, max(0, width - size)])

    def _letter(self) -> int:
        return max(1, self._page.fontMetrics().averageCharWidth())

    def _letters(self) -> float:
        return letters_across(self._page)
