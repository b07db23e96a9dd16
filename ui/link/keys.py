"""Every key of the program, each declared once: what it does, and where.

Menus, pages, tool tips, the help, the command palette and the projector view read this table; the tests compare the guide
with it and look for keys that mean two things, on every layout. A key stands for one act on all pages. Keys that a widget
takes where the focus is (Enter, Tab, Del in a table) belong to the widget and are not here.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from ui.link.stages import Stage
from workbench.language.i18n import Message
from workbench.model.labels import label
from workbench.model.vocabulary import Level, MeasureStatus


class Where(StrEnum):
    """Where a key works. ``WINDOW``: on every page of the main window."""

    WINDOW = "window"
    ASSESSMENT = "assessment"
    PRIORITIES = "priorities"
    PLAN = "plan"
    PROJECTED = "projected"
    """In the main window, while the projector view is open."""
    GUIDE = "guide"
    ALONE = "alone"
    """In the projector view where it covers the only screen, while nobody types."""
    ALONE_RATING = "alone_rating"
    """There too, while it shows an activity with its ratings."""


class KeySpec(NamedTuple):
    """``keys`` as Qt names them, the first is the one that is shown; ``said``: where they work, and what they do there."""

    keys: tuple[str, ...]
    said: Mapping[Where, Message]


def _at(where: Where, said: Message, *keys: str) -> KeySpec:
    return KeySpec(keys, {where: said})


def _window(said: Message, *keys: str) -> KeySpec:
    return KeySpec(keys, {Where.WINDOW: said})


class Act:
    """What keys do. Stages, statuses, levels and tabs have their own, made by the functions below."""

    NEW = _window(Message("&New assessment…"), "Ctrl+N")
    OPEN = _window(Message("&Open…"), "Ctrl+O")
    SAVE = _window(Message("&Save"), "Ctrl+S")
    SAVE_COPY = _window(Message("Save a &copy…"), "Ctrl+Shift+S")
    PUT = _window(Message("Put on th&e USB stick now"), "Ctrl+Shift+P")
    CLOSE_FILE = KeySpec(("Ctrl+W",), {Where.WINDOW: Message("C&lose the file"), Where.GUIDE: Message("Close the guide")})
    PRINT = _window(Message("&Print…"), "Ctrl+P")
    QUIT = _window(Message("&Quit"), "Ctrl+Q")
    UNDO = _window(Message("&Undo"), "Ctrl+Z")
    REDO = _window(Message("&Redo"), "Ctrl+Shift+Z", "Ctrl+Y")
    BOLD = _window(Message("&Bold"), "Ctrl+B")
    BULLETS = _window(Message("B&ullets"), "Ctrl+Shift+8")
    NUMBERS = _window(Message("&Numbering"), "Ctrl+Shift+7")
    DEEPER = _window(Message("One level &deeper"), "Ctrl+M")
    HIGHER = _window(Message("One level &higher"), "Ctrl+Shift+M")
    PASTE_WORDS = _window(Message("&Paste the words alone"), "Ctrl+Shift+V")
    UNKNOWN_WORD = _window(Message("Next un&known word"), "Alt+F7")
    LARGER = KeySpec(("Ctrl++", "Ctrl+="), {Where.WINDOW: Message("&Larger"), Where.GUIDE: Message("Larger")})
    SMALLER = KeySpec(("Ctrl+-",), {Where.WINDOW: Message("&Smaller"), Where.GUIDE: Message("Smaller")})
    NORMAL_SIZE = KeySpec(("Ctrl+0",), {Where.WINDOW: Message("&Normal size"), Where.GUIDE: Message("Normal size")})
    PROJECTOR = _window(Message("&Projector view"), "F5")
    NEXT_UNANSWERED = _window(Message("Next &unanswered question"), "F8")
    SESSION = _window(Message("Start or end a &session"), "F12")
    PALETTE = _window(Message("Command &palette…"), "Ctrl+K")
    HELP = _window(Message("&Help with this stage"), "F1")
    GUIDE = _window(Message("&User guide"), "Shift+F1")
    MENUS = _window(Message("Open the &menus"), "F10")
    KEYS = _window(Message("&Keys"), "?", "؟")
    BEFORE = KeySpec(
        ("Alt+Up",),
        {
            Where.ASSESSMENT: Message("Go to the previous question"),
            Where.PRIORITIES: Message("Go to the previous activity"),
            Where.PLAN: Message("Go to the previous row"),
        },
    )
    AFTER = KeySpec(
        ("Alt+Down",),
        {
            Where.ASSESSMENT: Message("Go to the next question"),
            Where.PRIORITIES: Message("Go to the next activity"),
            Where.PLAN: Message("Go to the next row"),
        },
    )
    FIND = KeySpec(("Ctrl+F",), {Where.WINDOW: Message("&Find…"), Where.GUIDE: Message("Find in the guide")})
    REPLACE = _window(Message("Find and r&eplace…"), "Ctrl+H")
    NEXT_FOUND = _window(Message("Find &next"), "Ctrl+G")
    FOUND_BEFORE = _window(Message("Find pre&vious"), "Ctrl+Shift+G")
    DIFFERENT_VIEW = _at(Where.ASSESSMENT, Message("Somebody sees it differently: add the view"), "F11")
    HANDS = _at(Where.ASSESSMENT, Message("Enter the raised hands for the status"), "Shift+F11")
    NOTE = _at(Where.ASSESSMENT, Message("Write a note about no question"), "Shift+F4")
    PARK = _at(Where.ASSESSMENT, Message("Park or unpark this question"), "F4")
    ACTIVITY = KeySpec(
        ("F6",),
        {
            Where.ASSESSMENT: Message("Make an activity of this answer"),
            Where.PRIORITIES: Message("Add activity"),
            Where.PLAN: Message("Add activity"),
        },
    )
    PROMPTS = _at(Where.ASSESSMENT, Message("Insert three prompts into an empty answer"), "F7")
    FOLD = KeySpec(
        ("F9",),
        {
            Where.ASSESSMENT: Message("Show or hide the guidance"),
            Where.PLAN: Message("Show or hide the details of the activity"),
        },
    )
    CONFIDENTIAL = KeySpec(
        ("F3",),
        {
            Where.ASSESSMENT: Message("Mark the answer confidential and blank the projector view, or remove the mark"),
            Where.PRIORITIES: Message("Mark the activity confidential and blank the projector view, or remove the mark"),
            Where.PLAN: Message("Mark the row of the plan confidential and blank the projector view, or remove the mark"),
        },
    )
    DETAILS = KeySpec(
        ("Alt+Enter", "Alt+Return"),
        {
            Where.ASSESSMENT: Message("Go to the tab below the answer, or back to the answer"),
            Where.PRIORITIES: Message("Go to the details of the activity, or back to the ratings"),
            Where.PLAN: Message("Go to the details of the activity, or back to the plan"),
        },
    )
    EARLIER = KeySpec(
        ("Ctrl+Shift+Up",),
        {Where.PRIORITIES: Message("Start the activity earlier"), Where.PLAN: Message("Move the row up")},
    )
    LATER = KeySpec(
        ("Ctrl+Shift+Down",),
        {Where.PRIORITIES: Message("Start the activity later"), Where.PLAN: Message("Move the row down")},
    )
    ADD_ROW = KeySpec(("Ins",), {Where.PRIORITIES: Message("Add activity"), Where.PLAN: Message("Add activity")})
    OUTCOME = _at(Where.PLAN, Message("Add outcome"), "Ctrl+Shift+O")
    OUTPUT = _at(Where.PLAN, Message("Add output"), "Ctrl+Shift+U")
    HOLD = _at(Where.PROJECTED, Message("&Hold the projector view"), "Shift+F5")
    BLANK = _at(Where.PROJECTED, Message("&Blank the projector view"), "Ctrl+F5")
    OVERVIEW = _at(Where.PROJECTED, Message("&All areas, or all activities"), "Ctrl+Shift+F5")
    VOICES = _at(Where.PROJECTED, Message("&Raised hands and different views"), "Alt+Shift+F5")
    NEXT_PAGE = _at(Where.PROJECTED, Message("&Next page"), "Ctrl+Shift+PgDown")
    PREVIOUS_PAGE = _at(Where.PROJECTED, Message("&Previous page"), "Ctrl+Shift+PgUp")
    COUNTDOWN = _at(Where.PROJECTED, Message("&Five minutes; pause or continue"), "Alt+F5")
    FIND_NEXT = _at(Where.GUIDE, Message("Go to the next place"), "F3")
    FIND_BEFORE = _at(Where.GUIDE, Message("Go to the previous place"), "Shift+F3")
    CHAPTER_BACK = _at(Where.GUIDE, Message("Previous chapter you read"), "Alt+Left")
    CHAPTER_FORWARD = _at(Where.GUIDE, Message("Next chapter you read"), "Alt+Right")


class Alone:
    """Keys of the projector view itself, where it covers the only screen and nobody types. They write nothing there."""

    TYPE = _at(Where.ALONE, Message("Type into the answer; Esc stops typing"), "Enter", "Return")
    NEXT = _at(Where.ALONE, Message("Next question"), "N")
    PREVIOUS = _at(Where.ALONE, Message("Previous question"), "P")
    NEXT_PAGE = _at(Where.ALONE, Message("Next page of a long answer"), "Space", "Down")
    PREVIOUS_PAGE = _at(Where.ALONE, Message("Previous page of a long answer"), "Up")
    HOLD = _at(Where.ALONE, Message("Hold"), "H")
    BLANK = _at(Where.ALONE, Message("Blank"), "B", ".")
    OVERVIEW = _at(Where.ALONE, Message("All areas, or all activities"), "G")
    VOICES = _at(Where.ALONE, Message("Raised hands and different views"), "V")
    FEW_WORDS = _at(Where.ALONE, Message("Larger, fewer words"), "W")
    TURN_COLOURS = _at(Where.ALONE, Message("Swap light and dark"), "C")
    PAUSE = _at(Where.ALONE, Message("Pause the countdown, or continue"), "T")
    MORE_TIME = _at(Where.ALONE, Message("One minute more"), "+")
    LESS_TIME = _at(Where.ALONE, Message("One minute less"), "-")
    LEAVE = _at(Where.ALONE, Message("Close the projector view"), "Esc")
    RATE_LOW = _at(Where.ALONE_RATING, Message("On Priorities: low"), "L", "1")
    RATE_MEDIUM = _at(Where.ALONE_RATING, Message("On Priorities: medium"), "M", "2")
    RATE_HIGH = _at(Where.ALONE_RATING, Message("On Priorities: high"), "H", "3")
    CLEAR = _at(Where.ALONE_RATING, Message("On Priorities: clear the rating"), "Del", "0")
    CRITERION_BEFORE = _at(Where.ALONE_RATING, Message("On Priorities: previous criterion"), "Up")
    CRITERION_AFTER = _at(Where.ALONE_RATING, Message("On Priorities: next criterion"), "Down")


STATUS_KEYS: Final[Mapping[MeasureStatus, str]] = {status: f"Alt+{number}" for number, status in enumerate(MeasureStatus)}
"""The row of digits judges: 0 to 5 are the status."""

PRIORITY_KEYS: Final[Mapping[Level | None, str]] = {
    level: f"Alt+{number}" for number, level in enumerate((None, *Level), len(MeasureStatus))
}
"""6 to 9 are the priority: none, low, medium, high."""

TABS: Final = 5


def status_key(status: MeasureStatus) -> KeySpec:
    """The key that sets a status."""
    said = Message("Status: {status}", status=label(status))
    return _at(Where.ASSESSMENT, said, STATUS_KEYS[status])


def priority_key(level: Level | None) -> KeySpec:
    """The key that sets the priority of an answer."""
    chosen = label(level) if level is not None else Message("No priority yet")
    return _at(Where.ASSESSMENT, Message("Priority: {priority}", priority=chosen), PRIORITY_KEYS[level])


def tab_key(number: int, title: Message) -> KeySpec:
    """The key that leads into a tab below the answer; the first has number 0."""
    return _at(Where.ASSESSMENT, Message("Go to the tab {title}", title=title), f"Ctrl+Shift+{number + 1}")


def stage_key(stage: Stage) -> KeySpec:
    """The key that leads to a stage."""
    return _window(stage.spec.title, stage.spec.key)


def alone_keys() -> list[KeySpec]:
    """The keys of :class:`Alone`, in their order."""
    return [spec for spec in vars(Alone).values() if isinstance(spec, KeySpec)]


def all_keys() -> list[KeySpec]:
    """Every key of the windows with a keyboard: all but those of :class:`Alone`."""
    stages = (stage_key(stage) for stage in Stage)
    judging = (*map(status_key, MeasureStatus), *map(priority_key, (None, *Level)))
    tabs = (tab_key(number, Message("{number}", number=number + 1)) for number in range(TABS))
    acts = (spec for spec in vars(Act).values() if isinstance(spec, KeySpec))
    return [*acts, *stages, *judging, *tabs]
