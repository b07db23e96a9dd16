"""When something goes wrong: one line that says what happened and what to do, the right exit status, and nothing harmed."""

from __future__ import annotations

import errno
import os
import shutil
import struct
import sys
from pathlib import Path

import pytest

from workbench.cli import commands, main, user_language
from workbench.document.document import Document
from workbench.operations import answers
from workbench.storage.schema import FORMAT_VERSION

pytestmark = pytest.mark.slow

SAID = "integrity-workbench {}"
UNPLACED = ("requires an argument",)
"""Of this click does not say which command it was."""

FORMAT_1 = Path(__file__).resolve().parents[2] / "files" / "format-1.integrity"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nonsense"], "No such command 'nonsense'."),
        (["new"], "Missing argument 'FILE'."),
        (["info", "FILE", "more"], "Got unexpected extra argument (more)."),
        (["info", "FILE", "--xml"], "No such option"),
        (["show", "FILE"], "Missing argument 'QUESTION'."),
        (["answer", "FILE", "1.1"], "Give at least one option"),
        (["answer", "FILE", "1.1", "--text"], "requires an argument"),
        (["answer", "FILE", "1.1", "--text", "a", "--text-file", "b"], "Give either --text or --text-file."),
        (["answer", "FILE", "1.1", "--status", "good"], "'good' is not one of"),
        (["answer", "FILE", "1.1", "--priority", "3"], "'3' is not one of 'low', 'medium', 'high', 'none'."),
        (["wording", "FILE", "w.csv"], "Missing option '--language'."),
        (["report", "FILE"], "Missing option '--output'."),
        (["report", "FILE", "--output", "a", "--format", "odt"], "'odt' is not one of"),
        (["report", "FILE", "--output", "a.pdf", "--edition", "secret"], "'secret' is not one of"),
        (["checklist", "improve"], "No such command 'improve'."),
        (["new\nline"], "No such command"),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(run, empty_file: Path, arguments: list[str], says: str) -> None:
    before = empty_file.read_bytes()
    line = run(*(empty_file if argument == "FILE" else argument for argument in arguments)).error(2)
    assert says in line
    command = "integrity-workbench" if says in UNPLACED or arguments[0] not in commands.commands else SAID.format(*arguments)
    assert line.endswith(f"Try “{command} --help”.")
    assert empty_file.read_bytes() == before


EVERY_READER = [
    ["info"], ["info", "--json"], ["check"], ["show", "1.1"], ["activities"], ["plan", "--json"], ["answer", "1.1", "--text", "a"],
]  # fmt: skip


def on(file: Path, command: list[str]) -> list[object]:
    return [command[0], file, *command[1:]]


@pytest.mark.parametrize("command", EVERY_READER, ids=" ".join)
def test_a_missing_file(run, tmp_path: Path, command: list[str]) -> None:
    line = run(*on(tmp_path / "none.integrity", command)).error()
    assert line == "There is no file none.integrity. Check the name and the folder, or the USB stick that it is on."
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", EVERY_READER, ids=" ".join)
@pytest.mark.parametrize(
    "content",
    [b"hello", b"PK\x03\x04" + bytes(4000), b"SQLite format 3\x00" + bytes(4080)],
    ids=["text", "zip", "SQLite"],
)
def test_a_foreign_file(run, tmp_path: Path, command: list[str], content: bytes) -> None:
    file = tmp_path / "letter.integrity"
    file.write_bytes(content)
    line = run(*on(file, command)).error()
    assert line.startswith("The file letter.integrity was not made by Integrity Workbench. Nothing in it was changed.")
    assert file.read_bytes() == content


def test_a_folder_instead_of_a_file(run, tmp_path: Path) -> None:
    assert "is not a file" in run("info", tmp_path).error()


@pytest.mark.parametrize("command", [["info"], ["check"], ["show", "1.1"], ["answer", "1.1", "--text", "a"]], ids=" ".join)
def test_a_truncated_file(run, empty_file: Path, command: list[str]) -> None:
    half = empty_file.read_bytes()[: empty_file.stat().st_size // 2]
    empty_file.write_bytes(half)
    line = run(*on(empty_file, command)).error()
    assert line.startswith("The file station.integrity has been cut short. Nothing in it was changed.")
    assert empty_file.read_bytes() == half


def test_a_truncated_file_for_programs(run, empty_file: Path) -> None:
    empty_file.write_bytes(empty_file.read_bytes()[:8192])
    outcome = run("check", empty_file, "--json")
    assert (outcome.status, outcome.err) == (1, "")
    assert '"damaged": true' in outcome.out
    assert '"verdict": "damaged"' in outcome.out


def test_a_file_in_which_a_letter_was_changed(run, empty_file: Path) -> None:
    run("answer", empty_file, "1.1", "--text", "The answer is firm").says()
    raw = empty_file.read_bytes()
    assert b"The answer is firm" in raw
    empty_file.write_bytes(raw.replace(b"The answer is firm", b"The answer is form"))
    outcome = run("check", empty_file)
    assert outcome.status == 1
    assert "The file station.integrity is damaged." in outcome.out
    assert "\n  Question 1.1: Answer\n" in outcome.out
    parts = run("check", empty_file, "--json").out
    assert "Question 1.1: Answer" in parts
    assert "firm" not in outcome.out + parts
    assert "The answer" not in outcome.out + parts
    assert run("info", empty_file, "--json").json()["read_only"] == "damaged"
    assert "is open for reading only" in run("answer", empty_file, "1.1", "--text", "b").error()
    assert "Read only           yes: it is damaged, or another program has changed it\n" in run("info", empty_file).says()


def test_a_file_may_be_changed_where_nothing_says_that_it_may_not(run, empty_file: Path) -> None:
    assert "Read only           no\n" in run("info", empty_file).says()


def test_an_empty_file_is_called_empty(run, tmp_path: Path) -> None:
    empty = tmp_path / "from the mail.integrity"
    empty.touch()
    assert (
        run("info", empty)
        .error()
        .startswith("The file from the mail.integrity is empty. Nothing in it was changed. Copying")
    )


def test_a_file_that_may_not_be_read(run, empty_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer is ours, not the parser's."""

    def refused(*_args: object, **_more: object) -> None:
        raise PermissionError(13, "denied")

    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, mode, **more: mode != os.R_OK and allowed(path, mode, **more))
    monkeypatch.setattr(Path, "open", refused)
    line = run("info", empty_file).error()
    assert (
        line == "The file station.integrity cannot be read. Check that you may read it and that its disk is still connected."
    )


def test_what_opening_did_to_an_older_file_is_told_even_if_the_answer_is_refused(run, tmp_path: Path) -> None:
    old = tmp_path / "old.integrity"
    shutil.copyfile(FORMAT_1, old)
    outcome = run("answer", old, "9.9", "--text", "a")
    assert outcome.status == 1
    assert outcome.out.endswith("The file as it was is in the same folder: old.format-1.integrity.\n")
    assert run("answer", old, "kf1.q1", "--text", "a").says() == "Answer kf1.1 is saved.\n"


def test_a_file_of_a_newer_version_can_be_read_and_not_written(run, empty_file: Path) -> None:
    with empty_file.open("r+b") as stream:
        stream.seek(60)
        stream.write(struct.pack(">i", FORMAT_VERSION + 1))
    before = empty_file.read_bytes()
    assert run("info", empty_file, "--json").json()["read_only"] == "newer_format"
    line = run("answer", empty_file, "1.1", "--text", "a").error()
    assert line.startswith("The file station.integrity is open for reading only. Nothing was changed.")
    assert empty_file.read_bytes() == before


def test_a_write_protected_file(run, empty_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty_file.chmod(0o444)
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, mode, **more: mode != os.W_OK and allowed(path, mode, **more))
    before = empty_file.read_bytes()
    assert run("info", empty_file, "--json").json()["read_only"] == "write_protected"
    assert "is open for reading only" in run("answer", empty_file, "1.1", "--text", "a").error()
    assert empty_file.read_bytes() == before


@pytest.mark.parametrize("command", [["info"], ["check"], ["answer", "1.1", "--text", "a"]], ids=" ".join)
def test_a_file_that_is_open_in_another_window(run, document: Document, command: list[str]) -> None:
    line = run(*on(document.path, command)).error()
    assert line == (
        "The file station.integrity is open in another window or program. Nothing was changed. Close it there and try again."
    )
    answers.write_answer(document, question="kf1.q1", text="Still mine")


@pytest.mark.parametrize(
    "question", ["kf3.q19", "3.19", "kf11.q1", "", "1", "1.1 ", "\udcff", "\x1b[2J", "3.\n20", "\a\x9b", "١.١"]
)
def test_an_unknown_question(run, empty_file: Path, question: str) -> None:
    for command in (["show", empty_file, question], ["answer", empty_file, question, "--text", "a"]):
        line = run(*command).error()
        assert line.startswith("There is no question ")
        asked = question.endswith("19")
        never = "The checklist has no question 3.19: after 3.18 comes 3.20."
        assert line.endswith(never if asked else "Write the number as in the checklist, for example 3.20.")
        assert line.isprintable()


def test_an_existing_file_is_not_covered(run, empty_file: Path) -> None:
    before = empty_file.read_bytes()
    for command in ("new", "sample"):
        assert run(command, empty_file).error().startswith("There is already a file station.integrity. It was not changed.")
    assert empty_file.read_bytes() == before


@pytest.mark.parametrize("command", ["new", "sample"])
def test_a_folder_that_is_not_there(run, tmp_path: Path, command: str) -> None:
    line = run(command, tmp_path / "none" / "a.integrity").error()
    assert line.startswith("The file a.integrity cannot be written in that folder.")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--language", "tlh"], "tlh is not a language of the program."),
        (["--checklist", "other"], "There is no checklist other. These checklists are available: idg-2021."),
        (["--station", "a\x00b"], "The text has a character that cannot be saved or printed (U+0000, at position 2)."),
        (
            ["--administration", "\udcff"],
            "The text has a character that cannot be saved or printed (U+DCFF, at position 1).",
        ),
    ],
)
def test_new_with_wrong_values_leaves_no_file(run, tmp_path: Path, arguments: list[str], says: str) -> None:
    assert run("new", tmp_path / "a.integrity", *arguments).error().startswith(says)
    assert list(tmp_path.iterdir()) == []


def test_a_sample_in_a_language_that_has_none(run, tmp_path: Path) -> None:
    assert (
        run("sample", tmp_path / "a.integrity", "--language", "tlh")
        .error()
        .startswith("There is no sample in this language")
    )


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (
            b"a\x00b",
            "The text has a character that cannot be saved or printed (U+0000, at position 2). Nothing was changed.",
        ),
        (b"ab\x1b[31m", "The text has a character that cannot be saved or printed (U+001B, at position 3)."),
        (b"caf\xe9", "The text is not UTF-8 (at byte 4). Nothing was changed. Save the text as UTF-8 and try again."),
        (b"\xfea\x00", "The text is not UTF-8 (at byte 1)."),
        (b"\xff\xfea\x00\x00", "The text is not UTF-8 (at byte 5)."),
        ("é".encode() * 2_100_000, "The text is longer than one field can hold (100000 characters)."),
        (b"a" * 100_001, "The text has 100001 characters, and there is room for 100000."),
        (b"a\n" * 5_000, "The text has 5001 lines, and there is room for 5000."),
    ],
    ids=["NUL", "escape", "latin-1", "no utf-16", "half utf-16", "4 megabytes", "one too many", "a line too many"],
)
def test_a_text_that_cannot_be_stored(run, empty_file: Path, tmp_path: Path, raw: bytes, says: str) -> None:
    before = empty_file.read_bytes()
    assert run("answer", empty_file, "1.1", "--text-file", "-", stdin=raw).error().startswith(says)
    (tmp_path / "answer.txt").write_bytes(raw)
    assert run("answer", empty_file, "1.1", "--text-file", tmp_path / "answer.txt").error().startswith(says)
    assert empty_file.read_bytes() == before


def test_unicode_text_of_an_editor_is_read(run, empty_file: Path, tmp_path: Path) -> None:
    (tmp_path / "answer.txt").write_bytes("Кто?\r\nمن؟".encode("utf-16"))
    assert run("answer", empty_file, "1.1", "--text-file", tmp_path / "answer.txt").says() == "Answer 1.1 is saved.\n"
    assert run("show", empty_file, "1.1", "--json").json()["text"] == "Кто?\nمن؟"


def test_letters_that_a_console_has_lost_are_not_stored(run, empty_file: Path) -> None:
    before = empty_file.read_bytes()
    line = run("answer", empty_file, "1.1", "--text-file", "-", stdin=b"??? ????????? ?????\r\n").error()
    assert line.startswith("The text arrived as question marks only")
    assert "--text-file" in line
    assert empty_file.read_bytes() == before
    run("answer", empty_file, "1.1", "--text", "???").says()


def test_as_many_characters_as_a_field_holds_are_stored(run, empty_file: Path) -> None:
    run("answer", empty_file, "1.1", "--text-file", "-", stdin=("é" * 100_000).encode()).says()
    assert len(run("show", empty_file, "1.1", "--json").json()["text"]) == 100_000


def test_a_text_file_that_cannot_be_read(run, empty_file: Path, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.txt"):
        line = run("answer", empty_file, "1.1", "--text-file", path).error()
        assert line.startswith(f"The text file {path.name} cannot be read. Nothing was changed.")


def test_a_wording_file_with_a_fault_changes_nothing(run, empty_file: Path, tmp_path: Path) -> None:
    before = empty_file.read_bytes()
    (tmp_path / "w.csv").write_text("id,text\nkf1.q1,Who?\nkf3.q19,What?\n", encoding="utf-8")
    line = run("wording", empty_file, tmp_path / "w.csv", "--language", "en").error()
    assert line == (
        "In line 3 of w.csv, there is no question with the id “kf3.q19”; an id is for example kf3.q20 or 3.20. "
        "The wording in the assessment is unchanged. Correct line 3 and load the file again."
    )
    assert "cannot be read" in run("wording", empty_file, tmp_path, "--language", "en").error()
    (tmp_path / "w.csv").write_text("id,text\nkf1.q1,Who?\n", encoding="utf-8")
    assert "not a language" in run("wording", empty_file, tmp_path / "w.csv", "--language", "tlh").error()
    assert empty_file.read_bytes() == before


def test_a_checklist_with_faults(run, tmp_path: Path) -> None:
    (tmp_path / "checklist.toml").write_text('format = 1\nid = "b"\nlists = []\n', encoding="utf-8")
    outcome = run("checklist", "validate", tmp_path)
    assert "checklist.toml:2: the id b is not the name of the folder\n" in outcome.out
    assert "checklist.toml:3: the pack has no lists\n" in outcome.out
    count = len(outcome.out.splitlines()) - 1
    assert outcome.error().startswith(f"The checklist {tmp_path.name} has {count} faults.")
    outcome = run("checklist", "validate", tmp_path / "none")
    assert outcome.out == "checklist.toml: the file cannot be read\n"
    assert outcome.error().startswith("The checklist none has 1 fault.")


def test_a_mistake_of_the_program_is_not_hidden(empty_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("workbench.cli.files.read_checklist", fail)
    with pytest.raises(ZeroDivisionError):
        main(["info", str(empty_file)])


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (MemoryError(), "There is not enough memory."),
        (
            OSError(errno.ENOSPC, "No space left on device"),
            "The output cannot be written. What was saved in the file is safe.",
        ),
    ],
    ids=["memory", "output"],
)
def test_what_stops_a_command_is_said_in_one_line(
    run, empty_file: Path, monkeypatch, error: BaseException, says: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("workbench.cli.files.print_table", fail)
    assert says in run("info", empty_file).error()


def test_who_interrupts_is_told_what_is_safe(run, empty_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("workbench.cli.files.print_table", interrupt)
    outcome = run("info", empty_file)
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.err.strip() == "integrity-workbench: Stopped. What was already saved is safe."


def test_an_error_about_a_file_that_nobody_foresaw_is_not_hidden(empty_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise FileNotFoundError(errno.ENOENT, "No such file", "/somewhere/missing.toml")

    monkeypatch.setattr("workbench.cli.files.read_checklist", fail)
    with pytest.raises(FileNotFoundError):
        main(["info", str(empty_file)])


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "tlh_QO.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "pt-BR"}, "pt"),
        ({"LANG": "fr", "LC_ALL": "ru_RU"}, "ru"),
        ({"LANG": "fr", "LC_MESSAGES": "", "LC_ALL": ""}, "fr"),
        ({"LANG": "fr_FR", "LC_ALL": "en_US"}, "en"),
    ],
)
def test_the_language_of_the_user(environment: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.cli.interface_languages", lambda: ("en", "fr", "pt", "ru"))
    assert user_language(environment) == language


def test_the_console_may_have_any_code_page(
    capfdbinary: pytest.CaptureFixture[bytes], empty_file: Path, monkeypatch
) -> None:
    with open(os.dup(1), "w", encoding="ascii") as narrow:  # noqa: PTH123  # a stream over a handle, not a path
        monkeypatch.setattr(sys, "stdout", narrow)
        assert main(["answer", str(empty_file), "1.1", "--text", "نعم"]) == 0
        assert main(["show", str(empty_file), "1.1"]) == 0
    assert "نعم" in capfdbinary.readouterr().out.decode("utf-8")
