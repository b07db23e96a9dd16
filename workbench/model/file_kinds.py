"""Which files may be attached to an assessment, and opened from one: papers, pictures, recordings; never what can run.

A kind is told by the ending of the name, and by the first bytes, which must agree with it. What is not listed is refused. An
assessment may come from a stranger, so a file is judged again each time before it leaves one.

Sources of the first bytes: the specifications of the formats, as collected in the PRONOM registry of the National Archives.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Final

from workbench.language.i18n import Message
from workbench.model.texts import composed
from workbench.system.places import file_stem

_PDF: Final = (b"%PDF-",)
_ZIP: Final = (b"PK\x03\x04",)
_OLE: Final = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
_TEXT: Final[tuple[bytes, ...]] = ()
_MP3: Final = (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2", b"\xff\xfa")

KINDS: Final[Mapping[str, tuple[bytes, ...]]] = {
    "pdf": _PDF,
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods", "odp"), _ZIP),
    **dict.fromkeys(("doc", "xls", "ppt"), _OLE),
    "rtf": (b"{\\rtf",),
    **dict.fromkeys(("txt", "csv", "tsv", "md"), _TEXT),
    "png": (b"\x89PNG\r\n\x1a\n",),
    **dict.fromkeys(("jpg", "jpeg"), (b"\xff\xd8\xff",)),
    "gif": (b"GIF8",),
    "bmp": (b"BM",),
    **dict.fromkeys(("tif", "tiff"), (b"II*\0", b"MM\0*")),
    "webp": (b"RIFF",),
    "mp3": _MP3,
    "wav": (b"RIFF",),
    "ogg": (b"OggS",),
    **dict.fromkeys(("m4a", "mp4"), (b"\0\0\0",)),
}
"""The endings that may be attached, in small letters, with the bytes with which such files begin; none for plain texts."""

_MACROS: Final = "docm dotm xlsm xltm xlam xlsb pptm potm ppam ppsm sldm dot xlt xla pot ppa otm odb"
MACRO_ENDINGS: Final = frozenset(_MACROS.split())
"""Endings of documents that may contain programs."""

_PROGRAMS: Final = """
exe com scr pif cpl msi msp msix appx dll sys drv ocx bat cmd ps1 psm1 psd1 vbs vbe vb js jse mjs ws wsf wsc wsh hta
lnk url website desktop scf inf reg jar class jnlp py pyw pyc sh bash zsh csh command run bin elf app appimage deb rpm
dmg pkg iso img vhd vhdx apk msc chm hlp gadget application settingcontent-ms library-ms search-ms
htm html mht mhtml xhtml svg xml xsl swf integrity
"""
PROGRAM_ENDINGS: Final = frozenset(_PROGRAMS.split())
"""Endings of programs and scripts, and of what a browser or the system would run; also an assessment itself."""

_PROGRAM_BEGINNINGS: Final = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"#!",
    b"L\x00\x00\x00\x01\x14\x02\x00",
    b"[Desktop Entry]",
    b"[InternetShortcut]",
    b"<script",
    b"<!DOCTYPE html",
    b"<html",
    b"dex\n",
)
_PARTS_WITH_MACROS: Final = (
    b"vbaProject.bin",
    b"xl/macrosheets",
    b"Basic/script-l",
    b"Scripts/python",
    "_VBA_PROJECT".encode("utf-16-le"),
)
"""Names of parts in which office documents have their programs; they stand in the file as they are."""

_MARK_OF_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_WITHIN: Final = 1024
"""A PDF may have other bytes before its beginning, in its first kilobyte."""


def ending_of(name: str) -> str:
    """The ending of a name in small letters, without its dot."""
    return PurePath(name).suffix.removeprefix(".").strip().casefold()


def safe_name(name: str) -> str:
    """A name that every disk takes and that shows what it is: no folders, no signs that turn a line or cannot be seen."""
    stem, _, ending = composed(name).rpartition(".")
    kept = file_stem(ending).casefold().replace(" ", "")
    return f"{file_stem(stem) or 'document'}.{kept}" if kept else ""


def is_safe_name(name: str) -> bool:
    """Whether the program can have written a name: a row from outside may have any."""
    return bool(name) and safe_name(name) == name


def refusal(name: str, data: bytes) -> Message | None:
    """Why a file with this name and these bytes is neither attached nor opened; None if nothing speaks against it.

    Of a file that is too large to be read whole, ``data`` are its first and last bytes.
    """
    ending = ending_of(name)
    if ending in PROGRAM_ENDINGS or data[:_WITHIN].lstrip().startswith(_PROGRAM_BEGINNINGS):
        return Message("{name} is a program, or something that a computer would run.", name=name)
    if ending in MACRO_ENDINGS or _has_macros(ending, data):
        return Message("{name} contains macros: small programs.", name=name)
    if ending not in KINDS:
        return Message("{name} is not of a kind that can be attached.", name=name)
    if not _begins_as(ending, data):
        return Message("{name} does not contain what its ending says.", name=name)
    return None


def _has_macros(ending: str, data: bytes) -> bool:
    return KINDS.get(ending) in (_ZIP, _OLE) and any(part in data for part in _PARTS_WITH_MACROS)


def _begins_as(ending: str, data: bytes) -> bool:
    beginnings = KINDS[ending]
    if not beginnings:
        return data.startswith(_MARK_OF_UTF_16) or b"\0" not in data
    if ending == "pdf":
        return any(beginning in data[:_WITHIN] for beginning in beginnings)
    if ending in ("m4a", "mp4"):
        return data[4:8] == b"ftyp"
    return data.startswith(beginnings)
