"""A disk under SQLite that fails when it is told to, and that remembers every write for a power cut later.

It is a SQLite VFS ("The SQLite OS Interface or VFS", SQLite documentation), made with ctypes on the very library that
Python's driver uses: opening a file goes to the real disk, and the file's methods that write are replaced by ours.
"""

from __future__ import annotations

import ctypes
import os
import random
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

OK = 0
FULL = 13
IOERR_WRITE = 10 | (3 << 8)
IOERR_FSYNC = 10 | (4 << 8)
IOERR_TRUNCATE = 10 | (6 << 8)

# fmt: off
_VFS_FUNCTIONS = [
    "xOpen", "xDelete", "xAccess", "xFullPathname", "xDlOpen", "xDlError",
    "xDlSym", "xDlClose", "xRandomness", "xSleep", "xCurrentTime", "xGetLastError",
    "xCurrentTimeInt64", "xSetSystemCall", "xGetSystemCall", "xNextSystemCall",
]
# fmt: on
# fmt: off
_FILE_FUNCTIONS = [
    "xClose", "xRead", "xWrite", "xTruncate", "xSync", "xFileSize",
    "xLock", "xUnlock", "xCheckReservedLock", "xFileControl", "xSectorSize", "xDeviceCharacteristics",
    "xShmMap", "xShmLock", "xShmBarrier", "xShmUnmap", "xFetch", "xUnfetch",
]
# fmt: on


class _Vfs(ctypes.Structure):
    _fields_ = [
        ("iVersion", ctypes.c_int),
        ("szOsFile", ctypes.c_int),
        ("mxPathname", ctypes.c_int),
        ("pNext", ctypes.c_void_p),
        ("zName", ctypes.c_char_p),
        ("pAppData", ctypes.c_void_p),
        *((name, ctypes.c_void_p) for name in _VFS_FUNCTIONS),
    ]


class _Methods(ctypes.Structure):
    _fields_ = [("iVersion", ctypes.c_int), *((name, ctypes.c_void_p) for name in _FILE_FUNCTIONS)]


class _File(ctypes.Structure):
    _fields_ = [("pMethods", ctypes.POINTER(_Methods))]


_VOID, _INT, _LONG, _TEXT = ctypes.c_void_p, ctypes.c_int, ctypes.c_longlong, ctypes.c_char_p
_OPEN = ctypes.CFUNCTYPE(_INT, _VOID, _VOID, ctypes.POINTER(_File), _INT, ctypes.POINTER(_INT))
_DELETE = ctypes.CFUNCTYPE(_INT, _VOID, _TEXT, _INT)
_CLOSE = ctypes.CFUNCTYPE(_INT, _VOID)
_WRITE = ctypes.CFUNCTYPE(_INT, _VOID, _VOID, _INT, _LONG)
_TRUNCATE = ctypes.CFUNCTYPE(_INT, _VOID, _LONG)
_SYNC = ctypes.CFUNCTYPE(_INT, _VOID, _INT)


@dataclass(frozen=True)
class Event:
    """Something that reached the disk, in order: create, write, truncate, sync, delete, rename, folder, or a mark."""

    kind: str
    path: str = ""
    at: int = 0
    data: bytes = b""
    other: Any = None


@dataclass
class SimulatedDisk:
    """What happens on the disk while it is in place: ``events``; and the failures that it has been told to make."""

    events: list[Event] = field(default_factory=list)
    calls: int = 0
    room: int | None = None
    """How many bytes files may still grow by; None for an endless disk."""
    _fail_from: int | None = None
    _fail_times: float = 0
    _codes: dict[str, int] = field(default_factory=dict)

    def mark(self, what: Any) -> None:
        """Notes that the program has acknowledged something."""
        self.events.append(Event("mark", other=what))

    def fail(self, call: int, *, times: float, **codes: int) -> None:
        """From the given call on (0 is the next), write, truncate, sync and delete answer with ``codes``."""
        self.calls, self._fail_from, self._fail_times, self._codes = 0, call, times, codes

    def heal(self) -> None:
        """The disk works again."""
        self._fail_from = None

    def failed(self) -> bool:
        """Whether any call has failed since :meth:`fail`."""
        return self._fail_from is not None and self.calls > self._fail_from

    def answer(self, kind: str) -> int:
        """What the disk says to this call: OK, or one of SQLite's error codes."""
        code = self._codes.get(kind, OK)
        if self._fail_from is None or code == OK:
            return OK
        number, self.calls = self.calls, self.calls + 1
        return code if self._fail_from <= number < self._fail_from + self._fail_times else OK


class _Installed:
    """The VFS as SQLite sees it. Everything that C code points at is kept alive here."""

    def __init__(self, library: ctypes.CDLL, disk: SimulatedDisk) -> None:
        library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
        library.sqlite3_vfs_find.argtypes = [_TEXT]
        library.sqlite3_vfs_register.argtypes = [ctypes.POINTER(_Vfs), _INT]
        library.sqlite3_vfs_unregister.argtypes = [ctypes.POINTER(_Vfs)]
        self.library, self.disk = library, disk
        self.real = library.sqlite3_vfs_find(None)
        self.ours = _Vfs.from_buffer_copy(self.real.contents)
        self.ours.zName = b"simulated"
        self.callbacks: list[Any] = []
        self.paths: dict[int, str] = {}
        self.methods: dict[int, _Methods] = {}
        self._replace(self.ours, "xOpen", _OPEN, self._open)
        self._replace(self.ours, "xDelete", _DELETE, self._delete)
        library.sqlite3_vfs_register(ctypes.byref(self.ours), 1)

    def remove(self) -> None:
        self.library.sqlite3_vfs_unregister(ctypes.byref(self.ours))
        self.library.sqlite3_vfs_register(self.real, 1)

    def _replace(self, table: Any, name: str, kind: Any, make: Callable[[Any], Callable[..., int]]) -> None:
        original = kind(getattr(table, name))
        callback = kind(make(original))
        self.callbacks += [original, callback]
        setattr(table, name, ctypes.cast(callback, _VOID).value)

    def _open(self, original: Any) -> Callable[..., int]:
        def open_it(vfs: int, name: int | None, file: Any, flags: int, out: Any) -> int:
            path = os.fsdecode(ctypes.string_at(name)) if name else ""
            new = bool(path) and not Path(path).exists()
            result: int = original(ctypes.cast(self.real, _VOID), name, file, flags, out)
            if result == OK and path:
                if new:
                    self.disk.events.append(Event("create", path))
                address = ctypes.addressof(file.contents)
                self.paths[address] = path
                file.contents.pMethods = ctypes.pointer(self._methods_for(file.contents.pMethods))
            return result

        return open_it

    def _methods_for(self, original: Any) -> _Methods:
        address = ctypes.addressof(original.contents)
        if address not in self.methods:
            table = _Methods.from_buffer_copy(original.contents)
            self._replace(table, "xClose", _CLOSE, self._close)
            self._replace(table, "xWrite", _WRITE, self._write)
            self._replace(table, "xTruncate", _TRUNCATE, self._truncate)
            self._replace(table, "xSync", _SYNC, self._sync)
            self.methods[address] = table
        return self.methods[address]

    def _close(self, original: Any) -> Callable[..., int]:
        def close(file: int) -> int:
            self.paths.pop(file, None)
            return int(original(file))

        return close

    def _write(self, original: Any) -> Callable[..., int]:
        def write(file: int, data: int, size: int, at: int) -> int:
            return self._do("write", lambda: original(file, data, size, at), file, at, ctypes.string_at(data, size))

        return write

    def _truncate(self, original: Any) -> Callable[..., int]:
        def truncate(file: int, size: int) -> int:
            return self._do("truncate", lambda: original(file, size), file, size)

        return truncate

    def _sync(self, original: Any) -> Callable[..., int]:
        def sync(file: int, flags: int) -> int:
            return self._do("sync", lambda: original(file, flags), file)

        return sync

    def _delete(self, original: Any) -> Callable[..., int]:
        def delete(vfs: int, name: bytes, folder_too: int) -> int:
            code = self.disk.answer("delete") or int(original(vfs, name, folder_too))
            if code == OK:
                self.disk.events.append(Event("delete", os.fsdecode(name), other=bool(folder_too)))
            return code

        return delete

    def _do(self, kind: str, real: Callable[[], int], file: int, at: int = 0, data: bytes = b"") -> int:
        code = self.disk.answer(kind) or self._takes_room(kind, self.paths[file], at + len(data)) or int(real())
        if code == OK:
            self.disk.events.append(Event(kind, self.paths[file], at, data))
        return code

    def _takes_room(self, kind: str, path: str, end: int) -> int:
        if self.disk.room is None or kind not in ("write", "truncate"):
            return OK
        growth = end - Path(path).stat().st_size
        if kind == "write" and growth > self.disk.room:
            return FULL
        self.disk.room -= growth if kind == "truncate" else max(0, growth)
        return OK


def sqlite_library() -> ctypes.CDLL | None:
    """The library that Python's driver uses; None where it is built into Python and shows none of its functions."""
    driver = sys.modules["_sqlite3"]
    candidates = [getattr(driver, "__file__", None), str(Path(sys.base_prefix) / "DLLs" / "sqlite3.dll"), None]
    maps = Path("/proc/self/maps")
    if maps.exists():
        candidates[:0] = sorted(
            {line.split(maxsplit=5)[5] for line in maps.read_text().splitlines() if "libsqlite3" in line}
        )
    for candidate in candidates:
        try:
            library = ctypes.CDLL(candidate)
            library.sqlite3_libversion.restype = _TEXT
            if library.sqlite3_libversion().decode() == sqlite3.sqlite_version:
                return library
        except (OSError, AttributeError, TypeError):
            continue
    return None


@contextmanager
def in_place(library: ctypes.CDLL) -> Iterator[SimulatedDisk]:
    """Puts the disk under every file that SQLite opens in this block."""
    disk = SimulatedDisk()
    installed = _Installed(library, disk)
    try:
        yield disk
    finally:
        installed.remove()


@dataclass
class _Inode:
    durable: bytearray = field(default_factory=bytearray)
    pending: list[Event] = field(default_factory=list)


SECTOR = 512


class PowerCut:
    """What is on the disk after the power fails: what was synced, and of the rest whatever chance decides.

    Five kinds of disk. ``journalling``: any sync writes down all folder entries before it, and folders can be synced.
    ``unsynced_folders``: only the sync of a file writes down its own entry, the others follow in order. ``fat``: like that,
    but entries reach the disk in any order. Unsynced writes are kept, lost or torn at a sector, each by itself.
    ``sectors``: journalling, but the sectors of one write reach the disk in any order. ``garbage``: like that, and a sector
    that was being written may read as nothing that anybody wrote.
    """

    KINDS = ("journalling", "unsynced_folders", "fat", "sectors", "garbage")
    FOLDERS_CAN_BE_SYNCED = ("journalling", "sectors", "garbage")

    def __init__(self, kind: str, before: dict[str, bytes], chance: random.Random) -> None:
        self.kind, self.chance = kind, chance
        self.names = {path: _Inode(bytearray(data)) for path, data in before.items()}
        self.durable_names = dict(self.names)
        self.pending_names: list[Event] = []
        self._entries: dict[int, _Inode] = {}

    def after(self, events: list[Event]) -> dict[str, bytes]:
        """The files as they are found when the power comes back after these events."""
        for event in events:
            self._happens(event)
        names = self._names_that_remain()
        return {path: bytes(self._what_remains(inode)) for path, inode in names.items()}

    def _happens(self, event: Event) -> None:
        if event.kind in ("write", "truncate", "sync") and event.path not in self.names:
            return  # a file that has lost its name while it was open
        if event.kind in ("write", "truncate"):
            self.names[event.path].pending.append(event)
        elif event.kind == "sync":
            self._sync(event.path)
        elif event.kind == "folder":
            if self.kind in self.FOLDERS_CAN_BE_SYNCED:
                self._write_down(len(self.pending_names))
        elif event.kind != "mark":
            self._rename(event)

    def _rename(self, event: Event) -> None:
        if event.kind == "create":
            self.names[event.path] = _Inode()
            event = Event("create", event.path, other=self.names[event.path])
        elif event.path not in self.names:
            return
        elif event.kind == "delete":
            del self.names[event.path]
        elif event.kind == "rename":
            self.names[event.other] = self.names.pop(event.path)
            self._entries[id(event)] = self.names[event.other]
        self.pending_names.append(event)
        if event.kind == "delete" and event.other is True and self.kind in self.FOLDERS_CAN_BE_SYNCED:
            self._write_down(len(self.pending_names))

    def _sync(self, path: str) -> None:
        inode = self.names[path]
        for event in inode.pending:
            _apply(inode.durable, event, len(event.data))
        inode.pending.clear()
        if self.kind in self.FOLDERS_CAN_BE_SYNCED:
            self._write_down(len(self.pending_names))
        elif self.kind == "unsynced_folders":
            places = [place for place, event in enumerate(self.pending_names) if self._names(event, inode)]
            self._write_down(places[-1] + 1 if places else 0)
        else:
            for event in [event for event in self.pending_names if self._names(event, inode)]:
                self.pending_names.remove(event)
                _enter(self.durable_names, event)

    def _names(self, event: Event, inode: _Inode) -> bool:
        """Whether an entry, made or renamed, is that of this file."""
        return event.other is inode or self._entries.get(id(event)) is inode

    def _write_down(self, count: int) -> None:
        for event in self.pending_names[:count]:
            _enter(self.durable_names, event)
        del self.pending_names[:count]

    def _names_that_remain(self) -> dict[str, _Inode]:
        names = dict(self.durable_names)
        if self.kind == "fat":
            kept = [event for event in self.pending_names if self.chance.random() < 0.5]
        else:
            kept = self.pending_names[: self.chance.randint(0, len(self.pending_names))]
        for event in kept:
            _enter(names, event)
        return names

    def _what_remains(self, inode: _Inode) -> bytearray:
        data = bytearray(inode.durable)
        for event in inode.pending:
            luck = self.chance.random()
            if event.kind == "write" and self.kind in ("sectors", "garbage"):
                self._sector_by_sector(data, event, luck)
            elif luck < 0.4:
                _apply(data, event, len(event.data))
            elif luck < 0.6 and event.kind == "write":
                _apply(data, event, self.chance.randint(0, len(event.data) // SECTOR) * SECTOR)
        return data

    def _sector_by_sector(self, data: bytearray, event: Event, luck: float) -> None:
        for start in range(0, len(event.data), SECTOR):
            fate = self.chance.random()
            part = event.data[start : start + SECTOR]
            if self.kind == "garbage" and fate < 0.2:
                part = bytes(len(part)) if fate < 0.05 else self.chance.randbytes(len(part))
            elif fate > 0.2 + 0.8 * luck:
                continue
            _apply(data, Event("write", event.path, event.at + start, part), len(part))


def _apply(data: bytearray, event: Event, size: int) -> None:
    if event.kind == "truncate":
        del data[event.at :]
        data.extend(bytes(event.at - len(data)))
    elif size:
        data.extend(bytes(max(0, event.at - len(data))))
        data[event.at : event.at + size] = event.data[:size]


def _enter(names: dict[str, Any], event: Event) -> None:
    if event.kind == "create":
        names[event.path] = event.other
    elif event.kind == "delete":
        names.pop(event.path, None)
    elif event.path in names:
        names[event.other] = names.pop(event.path)
