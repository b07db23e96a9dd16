"""What stands above the page of a damaged file: why it is only read, links to what is damaged, and the ways on."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QPushButton, QWidget

from ui.frame.read_only_banner import ReadOnlyBanner
from ui.kit.act_button import act_button
from ui.kit.flow_row import FlowRow
from ui.link.language import tr
from ui.look.style import GAP
from ui.pages.page import column
from workbench.document.document import ReadOnlyReason
from workbench.language.i18n import Message
from workbench.model.changes import Changes
from workbench.model.rows import Contribution
from workbench.model.vocabulary import ContributionKind
from workbench.system.frozen import frozen

if TYPE_CHECKING:
    from ui.frame.damage_window import DamageWindow
    from ui.frame.file_check import FileCheck
    from ui.frame.recovering import Recovering
    from workbench.document.document import Document

_MOST_LINKS: Final = 3
"""So many damaged parts have a link of their own above the page; the check has all of them."""

_LATER_MS: Final = 500
"""After a file was opened, people want to see its page first."""
_DAMAGED: Final = Message("What is damaged in this file")
_IN_DOUBT: Final = Message("What is in doubt in this file")

ALL: Final = Message("All that is damaged…")


@frozen
class Link:
    """What a button above the page says, and what it does."""

    text: str
    run: Callable[[], object]


class DamageDesk(QObject):
    """Follows the file of one window. ``banner`` and ``row`` are to stand above the page; ``check`` checks the file.

    ``recovering`` makes a new file of a damaged one.
    """

    def __init__(self, window: DamageWindow, parent: QWidget) -> None:
        super().__init__(window.widget)
        self._window = window
        self._whole: Path | None = None
        self.banner = ReadOnlyBanner(parent)
        self.row = DamageRow(parent)
        self._later = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._later.timeout.connect(self._look_for_doubts)
        window.file_changed.connect(self._follow)

    @cached_property
    def check(self) -> FileCheck:
        """What checks the file; made when it is first needed, as no start needs it."""
        from ui.frame.file_check import FileCheck

        made = FileCheck(self._window)
        made.recovery_wanted.connect(self._recover)
        return made

    def check_file(self) -> None:
        """Checks the open file, and shows what was found."""
        self.check.start()

    @cached_property
    def recovering(self) -> Recovering:
        """What makes a new file of a damaged one; made when it is first needed."""
        from ui.frame.recovering import Recovering

        made = Recovering(self._window)
        made.whole.connect(self._on_whole)
        return made

    def _follow(self) -> None:
        bridge, self._whole = self._window.bridge, None
        document = bridge.document if bridge is not None else None
        if document is None:
            self.banner.tell(None)
        else:
            self.banner.tell(document.read_only, len(document.unknown), document.as_of)
        self._show_links()
        self._later.stop()
        if bridge is not None and not bridge.document.damages:
            bridge.changed.connect(self._on_changes)
            self._later.start()
        if document is not None and document.read_only is ReadOnlyReason.DAMAGED:
            self.recovering.look(document.path)

    def _on_whole(self, path: Path) -> None:
        """The contents of the open file are whole: people may continue in it."""
        bridge = self._window.bridge
        if bridge is not None and bridge.document.damages and bridge.document.path == path:
            self._whole = path
            self._show_links()

    def _on_changes(self, changes: Changes) -> None:
        if "contributions" in changes.tables:
            self._later.start()

    def _look_for_doubts(self) -> None:
        """Offers to go through what is in doubt since the file was recovered, as long as there is something."""
        bridge = self._window.bridge
        if bridge is None or bridge.closed or bridge.document.damages:
            return
        count = self._doubts(bridge.document)
        text = Message("In doubt since the recovery ({count})…", count=count)
        self.row.show_links([Link(tr(text), self.recovering.go_through)] if count else [])
        self.row.setAccessibleName(tr(_IN_DOUBT if count else _DAMAGED))

    @staticmethod
    def _doubts(document: Document) -> int:
        if not any(not row.done for row in document.read.where(Contribution, kind=ContributionKind.NOTE.value)):
            return 0  # without an open note nothing can be in doubt, and nothing needs to be loaded
        from workbench.recovering.in_doubt import in_doubt

        return len(in_doubt(document))

    def _show_links(self) -> None:
        bridge = self._window.bridge
        self.row.show_links(self._links(bridge.document) if bridge is not None and bridge.document.damages else [])

    def _links(self, document: Document) -> list[Link]:
        from ui.frame.recovering import CONTINUE, RECOVER
        from workbench.checking.damaged_parts import damaged_parts

        links = [
            Link(tr(part.what), partial(self.check.lead_to, part.row))
            for part in damaged_parts(document, document.damages)
            if part.row is not None
        ][:_MOST_LINKS]
        links.append(Link(tr(ALL), self.check_file))
        if self._whole is not None:
            links.append(Link(tr(CONTINUE), partial(self.recovering.ask_to_continue, self._whole)))
        if _can_be_recovered(document):
            links.append(Link(tr(RECOVER), self._recover))
        return links

    def _recover(self) -> None:
        bridge = self._window.bridge
        if bridge is not None:
            self.recovering.ask(bridge.document.path)


def _can_be_recovered(document: Document) -> bool:
    """Not where somebody has forged values, or where a newer version is needed."""
    other = (ReadOnlyReason.BEYOND_LIMITS, ReadOnlyReason.NEWER_FORMAT)
    return bool(document.damages) and document.read_only not in other


class DamageRow(QWidget):
    """The links, as buttons in as many lines as they need; hidden without any. A sound file never makes one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("damage-row")
        self.setAccessibleName(tr(_DAMAGED))
        self.links: list[QPushButton] = []
        self._flow: FlowRow | None = None
        self.hide()

    def show_links(self, links: list[Link]) -> None:
        """Shows these links instead of those before."""
        if self._flow is None:
            if not links:
                return
            column(self, GAP)
        if self._flow is not None:
            self._flow.hide()
            self._flow.deleteLater()
        flow = self._flow = FlowRow(self)
        self.links = [act_button(flow, link.text, link.run) for link in links]
        flow.add(*self.links)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(flow)
        self.setVisible(bool(links))
