"""Help for the process: what each stage asks, how a facilitator does it, and the craft that it needs.

The pages are data of a checklist pack (``checklists/README.md``); their sources are Parts II to VI and Annexes 4, 6, 7, 9,
10 and 11 of the Integrity Development Guide (2021). They are never frozen into a file: help belongs to the program, not to
an assessment.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final

from workbench.checklist.toml_source import Fault, Table, read_toml
from workbench.language.i18n import Message, known_language_or_english
from workbench.model.declared import declared
from workbench.model.rows import Indicator
from workbench.model.vocabulary import Criterion
from workbench.system import paths
from workbench.system.frozen import frozen


class Topic(StrEnum):
    """The subject of a help page; the value is the name of its file. The first ten are stages of the process."""

    SCOPE = "scope"
    PEOPLE = "people"
    DOCUMENTS = "documents"
    SESSIONS = "sessions"
    ASSESSMENT = "assessment"
    PRIORITIES = "priorities"
    PLAN = "plan"
    INDICATORS = "indicators"
    FOLLOW_UP = "follow_up"
    REPORT = "report"
    CRITERIA = "criteria"
    RESULTS = "results"
    SMART = "smart"
    KPI = "kpi"
    PLAN_COLUMNS = "plan_columns"
    INDICATOR_SHEET = "indicator_sheet"


class PartKind(StrEnum):
    """The subject of a part of a page; :data:`PART_HEADINGS` has its heading."""

    ASKS = "asks"
    HOW = "how"
    TIME = "time"
    MISTAKES = "mistakes"


class ExampleKind(StrEnum):
    """What an example shows; :data:`EXAMPLE_HEADINGS` has its heading."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    GOOD = "good"
    BAD = "bad"
    WHY = "why"


PART_HEADINGS: Final[Mapping[PartKind, Message]] = {
    PartKind.ASKS: Message("What the guide asks here"),
    PartKind.HOW: Message("How to go about it"),
    PartKind.TIME: Message("How long it takes"),
    PartKind.MISTAKES: Message("Typical mistakes"),
}
EXAMPLE_HEADINGS: Final[Mapping[ExampleKind, Message]] = {
    ExampleKind.LOW: Message("Low, for example"),
    ExampleKind.MEDIUM: Message("Medium, for example"),
    ExampleKind.HIGH: Message("High, for example"),
    ExampleKind.GOOD: Message("Good"),
    ExampleKind.BAD: Message("Not good"),
    ExampleKind.WHY: Message("Why not"),
}

CRAFT_OF: Final[Mapping[Topic, tuple[Topic, ...]]] = {
    Topic.PRIORITIES: (Topic.CRITERIA,),
    Topic.PLAN: (Topic.PLAN_COLUMNS, Topic.RESULTS, Topic.SMART),
    Topic.INDICATORS: (Topic.INDICATOR_SHEET, Topic.KPI, Topic.SMART),
    Topic.REPORT: (Topic.FOLLOW_UP,),
}
"""The pages that are read with that of a stage: its craft, and after the last stage what comes then."""

_CRAFT: Final = frozenset({Topic.CRITERIA, Topic.RESULTS, Topic.SMART, Topic.KPI, Topic.PLAN_COLUMNS, Topic.INDICATOR_SHEET})
_LEVELS: Final = (ExampleKind.LOW, ExampleKind.MEDIUM, ExampleKind.HIGH)
_CONTRAST: Final = (ExampleKind.GOOD, ExampleKind.BAD, ExampleKind.WHY)
_KPI_QUALITIES: Final = 10
_ENTRIES: Final[Mapping[Topic, tuple[str, ...]]] = {
    Topic.CRITERIA: tuple(criterion.value for criterion in Criterion),
    Topic.RESULTS: ("outcome", "output"),
    Topic.SMART: ("specific", "measurable", "achievable", "relevant", "timed"),
    Topic.INDICATOR_SHEET: tuple(field.help for field in declared(Indicator).values() if field.help),
}
"""The entries that a page must have, in this order. Pages that are not named here have entries of their own choice."""


@frozen
class HelpPart:
    """One part of a page; lines that start with ``- `` are items of a list, empty lines separate paragraphs."""

    kind: PartKind
    text: str


@frozen
class HelpEntry:
    """One thing that a page of craft explains: a criterion, a column, a quality."""

    id: str
    name: str
    meaning: str
    examples: tuple[tuple[ExampleKind, str], ...]

    def example(self, kind: ExampleKind) -> str:
        """The example of this kind, or an empty text."""
        return dict(self.examples).get(kind, "")


@frozen
class HelpPage:
    """A page; ``source`` names parts and annexes of the guide."""

    topic: Topic
    title: str
    summary: str
    source: str
    parts: tuple[HelpPart, ...]
    entries: tuple[HelpEntry, ...] = ()

    def entry(self, name: str) -> HelpEntry | None:
        """The entry with this id, or None."""
        return next((entry for entry in self.entries if entry.id == name), None)


def read_help(folder: Path, language: str, faults: list[Fault]) -> tuple[HelpPage, ...]:
    """All pages of a pack in one language, in the order of :class:`Topic`. Adds what is wrong with them to ``faults``."""
    home = folder / "help" / language
    names = {topic.value for topic in Topic}
    strangers = [file for file in sorted(home.glob("*.toml")) if file.stem not in names]
    faults += [Fault(file.relative_to(folder).as_posix(), 0, f"there is no help page {file.stem}") for file in strangers]
    pages = (_read_page(folder, topic, language, faults) for topic in Topic)
    return tuple(page for page in pages if page is not None)


def load_help(checklist: str, topic: Topic, language: str = "en") -> HelpPage | None:
    """One page, in this language or else in English; None if the pack has none without faults.

    ``checklist`` may be any text of a file from outside: it becomes part of a path only if a pack of that name is installed.
    """
    folder = paths.folder_in(paths.checklists_folder(), checklist)
    if folder is None:
        return None
    for code in dict.fromkeys((known_language_or_english(language), "en")):
        faults: list[Fault] = []
        page = _read_page(folder, topic, code, faults)
        if page is not None and not faults:
            return page
    return None


def _read_page(folder: Path, topic: Topic, language: str, faults: list[Fault]) -> HelpPage | None:
    name = f"help/{language}/{topic.value}.toml"
    top = read_toml(folder, name, topic.value, faults) if (folder / name).exists() else None
    if top is None:
        return None
    craft = topic in _CRAFT
    top.only(("title", "source", "summary", "parts", *(("entries",) if craft else ())))
    wanted = (PartKind.ASKS, PartKind.HOW) if craft else tuple(PartKind)
    parts = tuple(_part(table) for table in top.tables("parts", "parts", "a part"))
    if tuple(part.kind for part in parts) != wanted:
        top.fault(f"{topic.value} must have the parts {', '.join(wanted)}, in this order", name="parts")
    entries = tuple(_entry(table, topic) for table in top.tables("entries", "entries", "an entry"))
    _check_entries(top, topic, [entry.id for entry in entries])
    return HelpPage(topic, top.text("title"), top.text("summary"), top.text("source"), parts, entries)


def _part(table: Table) -> HelpPart:
    table.only(("id", "text"))
    kind = table.text("id")
    if kind not in {part.value for part in PartKind}:
        if kind:
            table.fault(f"there is no part {kind}")
        kind = PartKind.ASKS
    return HelpPart(PartKind(kind), table.text("text"))


def _entry(table: Table, topic: Topic) -> HelpEntry:
    kinds = _LEVELS if topic is Topic.CRITERIA else _CONTRAST
    table.only(("id", "name", "meaning", *(kind.value for kind in kinds)))
    table.comes_once("entry")
    examples = tuple((kind, table.text(kind.value)) for kind in kinds)
    return HelpEntry(table.text("id"), table.text("name"), table.text("meaning"), examples)


def _check_entries(top: Table, topic: Topic, found: list[str]) -> None:
    wanted = _ENTRIES.get(topic)
    if wanted is not None and tuple(found) != wanted:
        top.fault(f"{topic.value} must have the entries {', '.join(wanted)}, in this order", name="entries")
    elif topic is Topic.KPI and len(found) != _KPI_QUALITIES:
        top.fault(f"{topic.value} must have {_KPI_QUALITIES} entries and has {len(found)}", name="entries")
    elif topic is Topic.PLAN_COLUMNS and not found:
        top.fault(f"{topic.value} has no entries", name="entries")
