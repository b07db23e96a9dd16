"""Attaching files from the command line, and taking them out again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

CANARY = b"ZanzibarrowInALaw"


@pytest.fixture
def law(tmp_path: Path) -> Path:
    path = tmp_path / "The law.pdf"
    path.write_bytes(b"%PDF-1.4 " + CANARY)
    return path


def listed(run, file: Path) -> list[dict]:
    return json.loads(run("attachments", file, "--json").says())


def test_a_file_is_stored_listed_taken_out_and_taken_off(run, empty_file: Path, law: Path, tmp_path: Path) -> None:
    assert run("attachments", empty_file).says() == "Nothing is attached.\n"
    assert run("attach", empty_file, "-", law).says() == "The law.pdf is saved in the assessment (26 bytes).\n"
    (one,) = listed(run, empty_file)
    assert (one["document"], one["name"], one["size"], one["state"], one["path"]) == (
        "The law",
        "The law.pdf",
        26,
        "stored",
        "",
    )
    assert run("attachments", empty_file).says() == "The law.pdf  (26 bytes, in the assessment)  The law\n"
    facts = json.loads(run("info", empty_file, "--json").says())
    assert (facts["attachments"], facts["stored_bytes"]) == (1, 26)
    assert "Size of the attachments" in run("info", empty_file).says()
    assert run("extract", empty_file, "the law.pdf", tmp_path / "out.pdf").says() == "out.pdf is ready.\n"
    assert (tmp_path / "out.pdf").read_bytes() == law.read_bytes()
    assert run("extract", empty_file, "the law.pdf", tmp_path / "out.pdf").status == 1
    assert CANARY in empty_file.read_bytes()
    assert run("detach", empty_file, one["id"]).says() == "The law.pdf is no longer attached.\n"
    assert CANARY not in empty_file.read_bytes()
    assert listed(run, empty_file) == []


def test_a_file_is_linked_to_a_document_by_its_title(run, empty_file: Path, law: Path) -> None:
    run("attach", empty_file, "-", law).says()
    assert run("attach", empty_file, "the LAW", law, "--link").says() == "The law.pdf is linked (26 bytes).\n"
    assert [(one["state"], one["path"]) for one in listed(run, empty_file)] == [("stored", ""), ("linked", "The law.pdf")]
    law.rename(law.with_name("elsewhere.pdf"))
    assert listed(run, empty_file)[1]["state"] == "not_found"
    assert "2 attachments have the name" in run("detach", empty_file, "The law.pdf").err


def test_what_cannot_be_attached_is_refused_and_nothing_is_changed(run, empty_file: Path, law: Path, tmp_path: Path) -> None:
    program = tmp_path / "run.exe"
    program.write_bytes(b"MZ")
    before = empty_file.read_bytes()
    for words, told in (
        (("-", program), "is a program"),
        (("-", tmp_path), "is a folder"),
        (("Nothing", law), "has the title Nothing"),
    ):
        outcome = run("attach", empty_file, *words)
        assert outcome.status == 1
        assert told in outcome.err
    assert run("detach", empty_file, "law").status == run("extract", empty_file, "law", tmp_path / "x").status == 1
    assert empty_file.read_bytes() == before


def test_a_copy_without_attachments_says_which_there_are(run, empty_file: Path, law: Path, tmp_path: Path) -> None:
    run("attach", empty_file, "-", law).says()
    for options in (["--without-attachments"], ["--without-attachments", "--without-history"]):
        copy = tmp_path / f"copy{len(options)}.integrity"
        run("copy", empty_file, copy, *options).says()
        assert CANARY not in copy.read_bytes()
        assert [(one["name"], one["size"], one["state"]) for one in listed(run, copy)] == [("The law.pdf", 26, "absent")]
        assert run("check", copy).status == 0
        outcome = run("extract", copy, "The law.pdf", tmp_path / "x.pdf")
        assert outcome.status == 1
        assert "is not in this copy" in outcome.err
    whole = tmp_path / "whole.integrity"
    run("copy", empty_file, whole, "--without-history").says()
    assert [one["state"] for one in listed(run, whole)] == ["stored"]
    assert run("copy", empty_file, tmp_path / "y.integrity", "--without-attachments", "--as", "template").status == 2


def test_a_copy_for_an_older_version_says_that_the_documents_are_not_in_it(
    run, empty_file: Path, law: Path, tmp_path: Path
) -> None:
    run("attach", empty_file, "-", law).says()
    told = run("copy", empty_file, tmp_path / "older.integrity", "--for-format", "3").says()
    assert "1 attachment that is saved in the assessment is not in the copy." in told
    assert "attachments: 1 row is not in the copy." in told
    assert CANARY not in (tmp_path / "older.integrity").read_bytes()


def test_a_changed_bit_in_a_large_document_is_told_by_check(run, empty_file: Path, tmp_path: Path) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.4 " + CANARY * 300_000)
    run("attach", empty_file, "-", scan).says()
    assert run("check", empty_file).status == 0
    data = bytearray(empty_file.read_bytes())
    data[data.rindex(CANARY) + 2] ^= 1
    empty_file.write_bytes(data)
    outcome = run("check", empty_file, "--json")
    assert outcome.status == 1
    assert {damage["table"] for damage in json.loads(outcome.out)["damages"]} == {"attached_bytes"}
