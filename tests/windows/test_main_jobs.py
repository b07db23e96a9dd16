"""What people do with a file, from the first question to the report, under each condition of Windows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.cli import main
from workbench.document.document import Document
from workbench.errors import WorkbenchError
from workbench.operations.answers import write_answer
from workbench.reports.export import check_target

pytestmark = pytest.mark.slow

NAME = "Иван عمر & (1).integrity"
TEXT = "Да. نعم. Oui, « certes ».\r\nДва."
WRITTEN = TEXT.replace("\r\n", "\n")


def whole_job(run, folder: Path, **streams) -> None:
    """New file, answer, look, check, wording, every report."""
    file = folder / NAME
    (folder / "words.csv").write_bytes("sep=;\r\nid;text\r\nkf1.q1;Кто руководит?\r\n".encode("utf-16"))
    assert "282 questions" in run("new", file, "--station", "Карск", "--language", "ru", **streams).says()
    assert "is saved" in run("answer", file, "3.20", "--text-file", "-", stdin=TEXT.encode(), **streams).says()
    assert "Да. نعم." in run("show", file, "3.20", **streams).says()
    assert run("wording", file, folder / "words.csv", "--language", "ru", **streams).says()
    assert "Кто руководит?" in run("show", file, "1.1", **streams).says()
    assert "Карск" in run("info", file, **streams).says()
    assert "No damage was found" in run("check", file, **streams).says()
    for ending in ("html", "json"):
        target = folder / f"report.{ending}"
        run("report", file, "--output", target, **streams).says()
        assert "نعم" in target.read_text(encoding="utf-8")
    run("report", file, "--output", folder / "report.json", **streams).says()  # over the one that is there
    with Document.open(file, read_only=True) as document:
        assert document.read.answer("kf3.q20").text == WRITTEN
        assert document.damages == ()
    assert sorted(path.name for path in folder.iterdir() if path.name.startswith(".")) == []


@pytest.mark.parametrize("code_page", ["cp1252", "cp866", "cp1256", "utf-8"])
def test_the_code_page_of_the_console_changes_nothing(run, tmp_path: Path, code_page: str) -> None:
    whole_job(run, tmp_path, code_page=code_page)


def test_a_system_that_always_says_that_one_may_write(run, tmp_path: Path, access_always) -> None:
    whole_job(run, tmp_path)


def test_local_time_of_windows(run, tmp_path: Path, windows_years) -> None:
    whole_job(run, tmp_path)


def test_the_sample_in_local_time_of_windows(run, sample_file: Path, tmp_path: Path, windows_years) -> None:
    assert "No damage was found" in run("check", sample_file).says()
    run("report", sample_file, "--output", tmp_path / "r.html").says()


def test_a_drive_without_numbers_of_files(run, tmp_path: Path, no_inode) -> None:
    """One file at a time; two at once belong to the tests of the storage."""
    whole_job(run, tmp_path)


def test_the_computer_is_named_by_the_environment(run, empty_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPUTERNAME", "POST-3")
    run("answer", empty_file, "1.1", "--text", "Yes.").says()
    with Document.open(empty_file, read_only=True) as document:
        assert document.read.last_change().sitting.computer == "POST-3"


class TestWithoutAConsole:
    """The window program, and what is started by a scheduler without streams."""

    @pytest.mark.usefixtures("no_streams")
    def test_commands_do_their_work_in_silence(self, tmp_path: Path) -> None:
        file = tmp_path / NAME
        assert main(["new", str(file)]) == 0
        assert main(["answer", str(file), "1.1", "--text", "Yes."]) == 0
        assert main(["info", str(file), "--json"]) == 0
        assert main(["show", str(file), "1.1"]) == 0
        assert main(["check", str(file)]) == 0
        assert main(["report", str(file), "--output", str(tmp_path / "r.json")]) == 0
        assert main(["guide"]) == main(["explain"]) == main(["--version"]) == main(["--help"]) == 0
        assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))

    @pytest.mark.usefixtures("no_streams")
    def test_a_command_that_is_wrong_ends_with_its_status(self, tmp_path: Path) -> None:
        assert main([]) == main(["nonsense"]) == main(["info"]) == main(["info", "a", "b"]) == 2
        assert main(["info", str(tmp_path / "none.integrity")]) == 1
        assert main(["new", str(tmp_path / NAME)]) == 0
        assert main(["answer", str(tmp_path / NAME), "1.1", "--text-file", "-"]) == 1

    def test_a_text_from_an_input_that_is_not_there(self, run, empty_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        from workbench.cli import common

        class Streams:
            stdin = None

        monkeypatch.setattr(common, "sys", Streams)
        line = run("answer", empty_file, "1.1", "--text-file", "-").refusal()
        assert "There is no input to read the text from. Nothing was changed. Name a file" in line


class TestHeldByAnotherProgram:
    """Every call on files refused once, and from then on for good: the old or the new one is there, and one line says so."""

    JOBS = ("new", "answer", "json")

    def begin(self, job: str, tmp_path: Path, empty_file: Path) -> tuple[list[object], Path]:
        target = tmp_path / ("fresh.integrity" if job == "new" else "old.json")
        if job == "json":
            target.write_text("old", encoding="utf-8")
        arguments: dict[str, list[object]] = {
            "new": ["new", target],
            "answer": ["answer", empty_file, "1.1", "--text", "Yes."],
            "json": ["report", empty_file, "--output", target],
        }
        return arguments[job], target

    @pytest.mark.parametrize("for_good", [False, True], ids=["for a moment", "for good"])
    @pytest.mark.parametrize("job", JOBS)
    def test_at_each_call(self, run, job: str, tmp_path, empty_file, refusals, monkeypatch, *, for_good: bool) -> None:
        monkeypatch.setattr("time.sleep", lambda _: None)
        arguments, target = self.begin(job, tmp_path, empty_file)
        refusals.for_good = for_good
        before = empty_file.read_bytes()
        number, calls = 0, 1
        while number < calls:
            number += 1
            assert number < 200
            refusals.number, refusals.calls = number, []
            outcome = run(*arguments)
            calls = len(refusals.calls)
            refusals.number = 0
            if outcome.status:
                outcome.refusal()
            self.holds(run, job, target, empty_file, before, done=outcome.status == 0)
            if job == "new":
                target.unlink(missing_ok=True)
            elif job == "json":
                target.write_text("old", encoding="utf-8")
            empty_file.write_bytes(before)

    def holds(self, run, job: str, target: Path, file: Path, before: bytes, *, done: bool) -> None:
        if job == "new":
            assert not done or "No damage was found" in run("check", target).says()
        elif job == "json":
            text = target.read_text(encoding="utf-8")
            assert json.loads(text) if done else text == "old"
        else:
            with Document.open(file, read_only=True) as document:
                assert document.read.answer("kf1.q1").text == ("Yes." if done else "")
        assert job == "answer" or file.read_bytes() == before


def test_a_stick_that_was_pulled_and_put_back(document: Document, dead_handles) -> None:
    """What is told to be stored is in the file, whether the core opens it anew or refuses; what is refused is not."""
    write_answer(document, question="kf1.q1", text="Before.")
    stored = ""
    with dead_handles(document.path):
        for text in ("While it was out.", "Once more."):
            try:
                write_answer(document, question="kf1.q2", text=text)
                stored = text
            except WorkbenchError as refused:
                assert "Errno" not in str(refused)  # noqa: PT017  # both ends are right
        document.close()
    with Document.open(document.path) as again:
        assert again.read.answer("kf1.q1").text == "Before."
        assert again.read.answer("kf1.q2").text == stored
        write_answer(again, question="kf1.q2", text="Typed again.")


@pytest.mark.parametrize("name", ["report.pdf", "r" * 200 + ".html"])
def test_a_target_is_looked_at_without_rights_known_beforehand(tmp_path: Path, access_always, name: str) -> None:
    check_target(tmp_path / name)
