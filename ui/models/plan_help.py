"""What the help of the checklist says about the parts of the plan, for tooltips."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ui.kit.plain_text import tip_of_lines
from ui.link.bridge import DocumentBridge
from ui.link.language import current, tr
from workbench.checklist.help_pages import EXAMPLE_HEADINGS, HelpEntry, HelpPage, Topic, load_help
from workbench.language.i18n import Message

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class PlanHelp:
    """The help for the plan. A page is read when it is first asked for."""

    def __init__(self, bridge: DocumentBridge) -> None:
        self._bridge = bridge
        self._pages: dict[Topic, HelpPage | None] = {}

    def entry(self, name: str, topic: Topic = Topic.PLAN_COLUMNS) -> HelpEntry | None:
        """An entry; None when the checklist has no such help."""
        if topic not in self._pages:
            pack = self._bridge.document.read.assessment().checklist
            self._pages[topic] = load_help(pack, topic, current().language)
        page = self._pages[topic]
        return page.entry(name) if page is not None else None

    def lines(self, name: str, topic: Topic = Topic.PLAN_COLUMNS) -> list[str]:
        """Meaning, good example, bad example and why it is not good; nothing where there is no help."""
        entry = self.entry(name, topic)
        return list(_lines(entry)) if entry is not None else []

    def explain(self, editor: QWidget, name: str, topic: Topic = Topic.PLAN_COLUMNS) -> None:
        """Gives an editor the lines as its tooltip, and as plain text to a screen reader."""
        editor.setToolTip(self.tip(name, topic) or "")
        editor.setAccessibleDescription("\n".join(self.lines(name, topic)))

    def tip(self, name: str, topic: Topic = Topic.PLAN_COLUMNS) -> str | None:
        """The lines as a tooltip; None when there is no help."""
        return tip_of_lines(self.lines(name, topic)) or None


def _lines(entry: HelpEntry) -> Iterator[str]:
    yield entry.meaning
    for kind, text in entry.examples:
        yield tr(Message("{heading}: {example}", heading=EXAMPLE_HEADINGS[kind], example=text))
