"""Which files may be attached and opened: by their endings, and by what they begin with."""

from __future__ import annotations

import io
import zipfile

import pytest

from workbench.model.file_kinds import KINDS, MACRO_ENDINGS, PROGRAM_ENDINGS, ending_of, is_safe_name, refusal, safe_name
from workbench.system.places import is_device


def office(*parts: str) -> bytes:
    """A document as office programs write it: an archive with these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in ("[Content_Types].xml", *parts):
            archive.writestr(part, "<x/>" * 50)
    return stream.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
SOUND = [
    ("law.pdf", b"%PDF-1.7\n..."),
    ("LAW.PDF", b"\n\n%PDF-1.4"),
    ("plan.docx", office("word/document.xml")),
    ("figures.xlsx", office("xl/workbook.xml")),
    ("figures.ods", office("content.xml")),
    ("old.doc", OLE),
    ("letter.rtf", b"{\\rtf1 Hello}"),
    ("note.txt", "Été, قانون\n".encode()),
    ("note.txt", "Unicode".encode("utf-16")),
    ("rows.csv", b"a;b\n1;2\n"),
    ("scan.png", b"\x89PNG\r\n\x1a\n..."),
    ("scan.JPG", b"\xff\xd8\xff\xe0"),
    ("scan.tif", b"II*\0...."),
    ("talk.m4a", b"\0\0\0\x20ftypM4A "),
    ("اللائحة.pdf", b"%PDF-1.4"),
]
PROGRAMS = [
    ("setup.exe", b"MZ..."),
    ("report.pdf", b"MZ\x90\0"),
    ("report.pdf", b"\x7fELF\x02"),
    ("note.txt", b"#!/bin/sh\nrm -rf ~\n"),
    ("note.txt", b"\n  <script>alert(1)</script>"),
    ("law.pdf.lnk", b"L\0\0\0\x01\x14\x02\0"),
    ("law.pdf", b"L\0\0\0\x01\x14\x02\0"),
    ("open me.desktop", b"[Desktop Entry]\nExec=sh"),
    ("law.txt", b"[Desktop Entry]\nExec=sh"),
    *(
        (f"run.{ending}", b"anything")
        for ending in ("bat", "cmd", "ps1", "vbs", "js", "jar", "sh", "com", "scr", "hta", "html")
    ),
    ("run.EXE", b"x"),
    ("run.exe ", b"x"),
    ("picture.svg", b"<svg onload='x'/>"),
]
MACROS = [
    ("plan.docm", office("word/document.xml")),
    ("figures.xlsm", office("xl/workbook.xml")),
    ("plan.docx", office("word/vbaProject.bin")),
    ("figures.xlsx", office("xl/macrosheets/sheet1.xml")),
    ("plan.odt", office("Basic/script-lc.xml")),
    ("plan.ods", office("Scripts/python/evil.py")),
    ("old.doc", OLE + "_VBA_PROJECT".encode("utf-16-le")),
]


@pytest.mark.parametrize(("name", "data"), SOUND)
def test_papers_pictures_and_recordings_are_taken(name: str, data: bytes) -> None:
    assert refusal(name, data) is None


@pytest.mark.parametrize(("name", "data"), PROGRAMS)
def test_what_can_run_is_refused_by_its_ending_or_its_first_bytes(name: str, data: bytes) -> None:
    told = refusal(name, data)
    assert told is not None
    assert "is a program, or something" in told.text


@pytest.mark.parametrize(("name", "data"), MACROS)
def test_documents_with_macros_are_refused(name: str, data: bytes) -> None:
    told = refusal(name, data)
    assert told is not None
    assert "contains macros" in told.text


@pytest.mark.parametrize("name", ["archive.zip", "mail.eml", "README", "law.", "data.sqlite", "law.pdf\u202efdp.xyz"])
def test_any_other_kind_is_refused(name: str) -> None:
    told = refusal(name, b"%PDF-1.4")
    assert told is not None
    assert "not of a kind" in told.text


@pytest.mark.parametrize(
    ("name", "data"),
    [("law.pdf", b"hello"), ("plan.docx", b"%PDF-1.4"), ("scan.png", b"GIF89a"), ("note.txt", b"a\0b"), ("talk.mp4", b"x")],
)
def test_bytes_that_are_not_what_the_ending_says_are_refused(name: str, data: bytes) -> None:
    told = refusal(name, data)
    assert told is not None
    assert "does not contain what its ending says" in told.text


def test_no_ending_is_taken_and_refused_at_once() -> None:
    assert not KINDS.keys() & (MACRO_ENDINGS | PROGRAM_ENDINGS)
    assert not MACRO_ENDINGS & PROGRAM_ENDINGS
    assert {"exe", "lnk", "bat", "ps1", "vbs", "js", "jar", "desktop", "sh"} <= PROGRAM_ENDINGS
    assert {"docm", "xlsm"} <= MACRO_ENDINGS


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("law.pdf", "law.pdf"),
        ("LAW.PDF", "LAW.pdf"),
        ("../../etc/passwd.txt", "etc passwd.txt"),
        ("..\\windows\\law.pdf", "windows law.pdf"),
        ("C:evil.pdf", "C evil.pdf"),
        ("law\u202efdp.txt", "law fdp.txt"),
        ("law\n.pdf", "law.pdf"),
        ("con.pdf", "con_.pdf"),
        ("NUL.pdf", "NUL_.pdf"),
        ("com1.old.pdf", "com1_.old.pdf"),
        (" .pdf", "document.pdf"),
        ("e\u0301te\u0301.pdf", "été.pdf"),
        ("قانون.pdf", "قانون.pdf"),
        ("x" * 300 + ".pdf", "x" * 80 + ".pdf"),
        ("law.pdf:stream.txt", "law.pdf stream.txt"),
        ("law.pdf . ", ""),
    ],
)
def test_a_name_is_made_one_that_every_disk_takes(name: str, safe: str) -> None:
    assert safe_name(name) == safe
    assert is_safe_name(name) is (name == safe)
    assert safe_name(safe) == safe
    assert not safe or (is_safe_name(safe) and not is_device(safe) and len(safe.encode()) < 255)


def test_an_ending_is_in_small_letters() -> None:
    assert [ending_of(name) for name in ("a.PDF", "a", "a.tar.Gz", ".pdf")] == ["pdf", "", "gz", ""]
