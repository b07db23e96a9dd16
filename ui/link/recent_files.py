"""What the window remembers between two runs: files and their progress, its size, language and look. Never an answer."""

from __future__ import annotations

import contextlib
import json
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from ui.link.column_widths import CHOSEN
from ui.link.kept_shares import KeptShares
from workbench.document.sitting import Identity
from workbench.language.i18n import LANGUAGES
from workbench.model.texts import visible
from workbench.system.frozen import frozen
from workbench.system.own_files import KEEP_COPIES, put_private, settings_file

_MOST: Final = 10
_MOST_CHARACTERS: Final = 200
"""How much of a name is remembered: the file it comes from may be a stranger's."""

COPIES_MEGABYTES: Final = 500
"""The room that the automatic copies of one assessment may take, unless somebody says otherwise."""

_LONGEST_PATH: Final = 4096
_LARGEST_NUMBER: Final = 1_000_000_000
_MOST_BYTES: Final = 256 * 1024
"""The memory needs a few kilobytes; a larger file was not written by this program."""


@frozen
class RecentFile:
    """A file as it was when it was last open: whose it is, counts, and the place where the user stopped.

    ``last`` is the time when it was last open (ISO, with its offset); ``stage`` the value of a
    :class:`ui.link.stages.Stage`; ``question`` the id of a question or area of the checklist, with the place of the
    ``cursor`` in its answer. What is not known is empty.
    """

    path: Path
    administration: str = ""
    station: str = ""
    last: str = ""
    answered: int = 0
    questions: int = 0
    stage: str = ""
    question: str = ""
    cursor: int = 0

    @property
    def title(self) -> str:
        """What the file is called on the start page."""
        return self.station or self.administration or self.path.stem

    @property
    def is_there(self) -> bool:
        """Whether the file is where it was; this asks the disk."""
        try:
            return self.path.is_file()
        except (OSError, ValueError):
            return False


class RecentFiles:
    """The memory of the window, in one small JSON file that only this account can read.

    What cannot be read or written is forgotten without an error. A memory that is too large or not valid is put aside.

    Attributes: ``language`` (empty: as the system), ``geometry`` (Qt's own bytes as hexadecimal text),
    ``theme`` (as :class:`ui.look.style.Theme`; empty: as the system), ``zoom`` in per cent,
    the widths of columns are in :mod:`ui.link.column_widths`;
    ``shares``: where the lines between the parts of pages are; ``spelling``: whether unknown words are marked;
    ``spelling_language``: in which language (empty: that of each text); ``completing``: whether names are offered;
    ``who``: the role that is noted in the history (empty: the account);
    ``projector_screen``: the screen that showed the projector view last; ``projector_known``: whether it was open before;
    ``keep_copies``: whether automatic copies are made, and ``copies_megabytes``, the room for those of one assessment;
    ``leave_nothing``: whether working copies of files on sticks are removed after closing; ``leave_no_trace``: and their
    automatic copies, and that they are not in the list of recent files;
    ``entries``: the files opened last, newest first, there or not.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or _default_file()
        known = self._read()
        paths, places = known.get("recent"), known.get("places")
        places = places if isinstance(places, dict) else {}
        texts = [text for text in paths if _text(text)] if isinstance(paths, list) else []
        self.entries = [_entry(text, places.get(text)) for text in texts[:_MOST]]
        self.geometry = _text(known.get("geometry"))
        self.language = _text(known.get("language"))
        self.theme = _text(known.get("theme"))
        zoom = known.get("zoom")
        self.zoom = zoom if type(zoom) is int and 0 < zoom <= _LARGEST_NUMBER else 100
        self.shares = KeptShares(known.get("shares"))
        self.spelling = known.get("spelling") is not False
        self.spelling_language = _language(known.get("spelling_language"))
        self.completing = known.get("completing") is not False
        self.who = _text(known.get("who"))[:_MOST_CHARACTERS]
        self.projector_screen = _text(known.get("projector_screen"))
        self.projector_known = known.get("projector_known") is True
        CHOSEN.take(known.get("widths"))
        self.keep_copies = known.get(KEEP_COPIES) is not False
        self.leave_nothing = known.get("leave_nothing") is True
        self.leave_no_trace = self.leave_nothing and known.get("leave_no_trace") is True
        room = known.get("copies_megabytes")
        self.copies_megabytes = room if type(room) is int and 0 < room <= _LARGEST_NUMBER else COPIES_MEGABYTES

    @property
    def folder(self) -> Path:
        """The folder of the program for this account, where the memory is."""
        return self._file.parent

    def identity(self) -> Identity:
        """Who is noted in the history of a file that is opened now."""
        return Identity.in_role(visible(self.who))

    @property
    def paths(self) -> list[Path]:
        """The files opened last, newest first, as far as they are still there."""
        return [entry.path for entry in self.entries if entry.is_there]

    def entry(self, path: Path) -> RecentFile | None:
        """What is remembered of a file; None when nothing is."""
        whole = path.absolute()
        return next((entry for entry in self.entries if entry.path == whole), None)

    def add(self, path: Path) -> RecentFile:
        """Notes a file that was opened, and returns what was remembered of it.

        The memory on the disk then forgets where the user stopped: after a power cut, the last answer in the file itself
        is newer.
        """
        before = self.entry(path) or RecentFile(path.absolute())
        now = replace(before, last=_now(), stage="", question="", cursor=0)
        self.entries = [now, *(entry for entry in self.entries if entry.path != now.path)][:_MOST]
        self.save()
        return before

    def note(self, entry: RecentFile) -> None:
        """Notes how far a file is and where the user stopped. A file that was removed from the list stays forgotten."""
        known = [entry.path == other.path for other in self.entries]
        if any(known):
            self.entries[known.index(True)] = _cut(replace(entry, last=_now()))
            self.save()

    def forget(self, path: Path) -> RecentFile:
        """Forgets a file that is opened, and returns what was remembered of it."""
        before = self.entry(path) or RecentFile(path.absolute())
        self.remove(path)
        return before

    def put_first(self, entry: RecentFile) -> None:
        """Notes where to start in a file that is about to be opened. Replaces what was known of a file with that path."""
        self.entries = [_cut(entry), *(other for other in self.entries if other.path != entry.path)][:_MOST]

    def remove(self, path: Path) -> None:
        """Forgets one file."""
        self.keep([entry for entry in self.entries if entry.path != path])

    def keep(self, entries: list[RecentFile]) -> None:
        """Remembers these files and no others."""
        self.entries = list(entries)
        self.save()

    def save(self) -> None:
        """Writes the memory, whole or not at all."""
        known = {
            "recent": [str(entry.path) for entry in self.entries],
            "places": {str(entry.path): _place(entry) for entry in self.entries},
            "geometry": self.geometry,
            "language": self.language,
            "theme": self.theme,
            "zoom": self.zoom,
            "shares": self.shares.as_values(),
            "spelling": self.spelling,
            "spelling_language": self.spelling_language,
            "completing": self.completing,
            "who": self.who,
            "projector_screen": self.projector_screen,
            "projector_known": self.projector_known,
            "widths": CHOSEN.known,
            KEEP_COPIES: self.keep_copies,
            "copies_megabytes": self.copies_megabytes,
            "leave_nothing": self.leave_nothing,
            "leave_no_trace": self.leave_no_trace,
        }
        text = json.dumps(known, ensure_ascii=False).encode("utf-8", "surrogatepass")
        with contextlib.suppress(OSError):
            put_private(self._file, text)

    def _read(self) -> dict[str, Any]:
        try:
            if not self._file.is_file():
                return {}
            with self._file.open("rb") as stream:
                raw = stream.read(_MOST_BYTES + 1)
        except (OSError, ValueError):
            return {}
        try:
            known = json.loads(raw.decode("utf-8", "surrogatepass")) if len(raw) <= _MOST_BYTES else None
        except (ValueError, RecursionError):
            known = None
        if not isinstance(known, dict):
            self._put_aside()
            return {}
        return known

    def _put_aside(self) -> None:
        """Keeps an unreadable memory under another name, because somebody may want to see what it was."""
        with contextlib.suppress(OSError):
            self._file.replace(self._unreadable)

    @property
    def _unreadable(self) -> Path:
        return self._file.with_name(f"{self._file.name}.unreadable")

    def forget_put_aside(self) -> None:
        """Removes a memory that was put aside: it names files and stations, which somebody wants to have forgotten."""
        with contextlib.suppress(OSError):
            self._unreadable.unlink(missing_ok=True)


def _entry(path: str, known: object) -> RecentFile:
    """A file with what is known of it. A value of the wrong type is ignored."""
    empty = RecentFile(Path(path))
    if not isinstance(known, dict):
        return empty
    values = {name: known[name] for name, usual in _place(empty).items() if _is_sound(known.get(name), usual)}
    return _cut(replace(empty, **values))


def _cut(entry: RecentFile) -> RecentFile:
    """The entry with each text cut to the length that is remembered."""
    known = _place(entry)
    texts = {name: visible(value[:_MOST_CHARACTERS]) for name, value in known.items() if isinstance(value, str)}
    return replace(entry, **{**known, **texts})


def _is_sound(value: object, usual: str | int) -> bool:
    return type(value) is type(usual) and (not isinstance(value, int) or 0 <= value <= _LARGEST_NUMBER)


def _place(entry: RecentFile) -> dict[str, Any]:
    return {field.name: getattr(entry, field.name) for field in fields(entry) if field.name != "path"}


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


def _default_file() -> Path:
    return settings_file()


def _language(value: object) -> str:
    """A language that the program knows, or empty."""
    return value if isinstance(value, str) and value in LANGUAGES else ""


def _text(value: object) -> str:
    return value if isinstance(value, str) and len(value) <= _LONGEST_PATH else ""
