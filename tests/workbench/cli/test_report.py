"""The command that writes reports: the format, the language and the edition that were asked for, and never over an assessment."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from workbench.operations import answers, assessment, people
from workbench.reports.formats import ReportFormat

pytestmark = pytest.mark.slow

BEGINNINGS = {"pdf": b"%PDF-", "html": b"<!DOCTYPE html>", "json": b"{"}


def test_every_format_is_tried_here() -> None:
    assert {choice.value for choice in ReportFormat} == set(BEGINNINGS)


def test_the_help_knows_every_format_and_which_of_them_a_plan_can_be(run) -> None:
    told = run("report", "--help").says()
    assert f"[{'|'.join(choice.value for choice in ReportFormat)}]" in told
    assert "The whole report, or the action plan alone as PDF." in " ".join(told.split())


@pytest.mark.parametrize("ending", BEGINNINGS)
def test_the_name_of_the_file_tells_the_format(run, sample_file: Path, tmp_path: Path, ending: str) -> None:
    before = sample_file.read_bytes()
    answered = run("info", sample_file, "--json").json()["answered"]
    target = tmp_path / f"report.{ending}"
    said = run("report", sample_file, "--output", target).says()
    content = target.read_bytes()
    assert content.lower().startswith(BEGINNINGS[ending].lower())
    assert f"Answers: {answered} of {answered} (" in said
    assert f"SHA-256 {hashlib.sha256(content).hexdigest()}\n" in said
    assert sample_file.read_bytes() == before
    assert sorted(entry.name for entry in tmp_path.iterdir()) == [f"report.{ending}", "sample.integrity"]


def test_the_format_can_be_named_whatever_the_file_is_called(run, empty_file: Path, tmp_path: Path) -> None:
    run("report", empty_file, "--output", tmp_path / "report.txt", "--format", "json").says()
    assert json.loads((tmp_path / "report.txt").read_text(encoding="utf-8"))["edition"] == "full"


def test_a_report_takes_the_place_of_an_older_report(run, empty_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    target.write_text("old")
    run("report", empty_file, "--output", target).says()
    assert json.loads(target.read_text(encoding="utf-8"))["version"] >= 1


def test_the_public_edition_is_counted_and_silent(run, empty_file: Path, tmp_path: Path, open_document) -> None:
    document = open_document(empty_file)
    answers.edit_answer(document, question="kf1.q1", text="Nobody may read this", confidential=True)
    answers.write_answer(document, question="kf1.q2", text="Everybody may read this")
    document.close()
    for ending in BEGINNINGS:
        target = tmp_path / f"public.{ending}"
        said = run("report", empty_file, "--output", target, "--edition", "public").says()
        assert "Answers: 1 of 2" in said
        assert "Confidential answers not included: 1." in said
        if ending != "pdf":
            text = target.read_text(encoding="utf-8")
            assert "Everybody may read this" in text
            assert "Nobody may read this" not in text


@pytest.fixture
def named(empty_file: Path, open_document) -> Path:
    """A file whose public texts name a confidential person."""
    document = open_document(empty_file)
    people.add_contributor(document, name="Amina Secret", confidential=True)
    answers.write_answer(document, question="kf1.q2", text="As Mrs Secret said, nobody checks.")
    assessment.describe_assessment(document, station="Amina Point", strategic_plan="The plan of Amina Secret")
    document.close()
    return empty_file


@pytest.mark.parametrize("options", [["report.json"], ["report.html"], ["report.pdf"], ["plan.pdf", "--part", "plan"]])
def test_names_are_reviewed_before_a_public_edition_is_written(run, named: Path, options: list[str]) -> None:
    target = named.parent / options[0]
    command = ["report", named, "--edition", "public", "--output", target, *options[1:]]
    line = run(*command).error()
    assert "The public edition still reveals confidential people in " in line
    assert "Station, Strategic plan" in line
    assert "Amina" not in line
    assert "Secret" not in line
    assert not target.exists()
    run(*command, "--names-reviewed").says()
    target.unlink()
    run(*command, "--withhold-names").says()
    if target.suffix != ".pdf":
        text = target.read_text(encoding="utf-8")
        assert "[name withheld] Point" in text
        assert "Amina" not in text
        assert "Mrs Secret" not in text


@pytest.mark.parametrize("part", ["whole", "plan"])
def test_who_asks_for_names_to_be_withheld_is_given_no_edition_that_holds_them(run, named: Path, part: str) -> None:
    target = named.parent / "report.pdf"
    command = ["report", named, "--output", target, "--part", part]
    for options, reason in (
        (["--withhold-names"], "Names are withheld in a public edition only: add --edition public."),
        (
            ["--edition", "public", "--withhold-names", "--names-reviewed"],
            "Give either --withhold-names or --names-reviewed.",
        ),
    ):
        said = run(*command, *options)
        assert (said.status, said.out) == (2, "")
        assert reason in said.err
        assert not target.exists()


def test_check_tells_the_names_and_their_places(run, named: Path) -> None:
    said = run("check", named).says()
    names = said.partition("\nA public edition would reveal confidential people in ")[2]
    assert "Answer to 1.2 names “Secret”, who is confidential.\n" in names
    missing = run("check", named, "--json").json()["missing"]
    assert {"stage": "assessment", "key": "kf1.q2", "what": "Answer to 1.2 names “Secret”, who is confidential."} in missing


def levels_in(value: Any, key: str = "") -> list[Any]:
    """Everything that stands under a name that has to do with a level."""
    if isinstance(value, dict):
        return [found for name, content in value.items() for found in levels_in(content, key if key == "ratings" else name)]
    if isinstance(value, list):
        return [found for content in value for found in levels_in(content, key)]
    return [value] if key in ("priority", "suggested_priority", "level", "ratings") else []


def test_levels_are_words_in_the_report_for_programs(run, sample_file: Path, tmp_path: Path) -> None:
    run("report", sample_file, "--output", tmp_path / "report.json").says()
    data = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    levels = levels_in({name: content for name, content in data.items() if name != "words"})
    assert len(levels) > 200
    assert set(levels) <= {None, "low", "medium", "high"}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--output", "FOLDER/none/report.pdf"], "The file report.pdf cannot be written in that folder."),
        (["--output", "/", "--format", "json"], f"{Path('/')} is a folder, and a file needs a name."),
        (["--output", "FOLDER/none/report.html"], "The file report.html cannot be written in that folder."),
        (["--output", "FOLDER"], "cannot be recognized from the name"),
        (["--output", "FOLDER", "--format", "json"], "cannot be written"),
        (["--output", "FOLDER/report.odt"], "The format of the report cannot be recognized from the name report.odt."),
        (["--output", "FOLDER/report"], "The format of the report cannot be recognized from the name report."),
        (["--output", "FOLDER/report.pdf", "--language", "tlh"], "Reports cannot be created in this language: tlh."),
        (["--output", "FOLDER/other.integrity", "--format", "pdf"], "A report cannot take the place of the assessment"),
        (["--output", "FOLDER/station.integrity", "--format", "json"], "A report cannot take the place of the assessment"),
    ],
)
def test_what_cannot_be_written_is_said_in_one_line(run, empty_file: Path, arguments: list[str], says: str) -> None:
    before = empty_file.read_bytes()
    filled = [argument.replace("FOLDER", str(empty_file.parent)) for argument in arguments]
    assert says in run("report", empty_file, *filled).error()
    assert empty_file.read_bytes() == before
    assert [entry.name for entry in empty_file.parent.iterdir()] == ["station.integrity"]


def test_the_report_of_a_file_that_is_not_there(run, tmp_path: Path) -> None:
    line = run("report", tmp_path / "none.integrity", "--output", tmp_path / "report.pdf").error()
    assert line.startswith("There is no file none.integrity.")
    assert list(tmp_path.iterdir()) == []


def test_the_plan_alone(run, sample_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "plan.pdf"
    said = run("report", sample_file, "--output", target, "--part", "plan").says()
    assert "Activities in the plan: 26." in said
    assert f"SHA-256 {hashlib.sha256(target.read_bytes()).hexdigest()}\n" in said
    assert (
        "Activities in the public edition of the plan:"
        in run("report", sample_file, "--output", target, "--part", "plan", "--edition", "public").says()
    )


@pytest.mark.parametrize(("name", "options"), [("plan.html", ()), ("plan.pdf", ("--format", "json"))])
def test_the_plan_alone_is_a_pdf(run, empty_file: Path, tmp_path: Path, name: str, options: tuple[str, ...]) -> None:
    outcome = run("report", empty_file, "--output", tmp_path / name, "--part", "plan", *options)
    assert "can only be saved as PDF" in outcome.error()
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("ending", BEGINNINGS)
def test_a_report_of_a_damaged_file_says_so(run, empty_file: Path, tmp_path: Path, ending: str) -> None:
    run("answer", empty_file, "1.1", "--text", "The answer is firm").says()
    empty_file.write_bytes(empty_file.read_bytes().replace(b"The answer is firm", b"The answer is form", 1))
    target = tmp_path / f"report.{ending}"
    told = "The file of the assessment is damaged: 1 part of it is not as it was saved."
    assert told in run("report", empty_file, "--output", target).says()
    if ending == "pdf":
        text = " ".join("".join(page.extract_text() for page in PdfReader(target).pages[-1:]).split())
        assert told in text
    elif ending == "html":
        assert told in target.read_text(encoding="utf-8")
    else:
        assert json.loads(target.read_text(encoding="utf-8"))["damaged_parts"] == 1


def test_the_plan_of_a_damaged_file_says_so(run, empty_file: Path, tmp_path: Path) -> None:
    run("answer", empty_file, "1.1", "--text", "The answer is firm").says()
    empty_file.write_bytes(empty_file.read_bytes().replace(b"The answer is firm", b"The answer is form", 1))
    assert "is damaged: 1 part" in run("report", empty_file, "--output", tmp_path / "plan.pdf", "--part", "plan").says()


def test_parts_and_unanswered_questions_are_left_out(run, sample_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "short.html"
    run("report", sample_file, "--output", target, "--without", "answers", "--without", "glossary").says()
    page = target.read_text(encoding="utf-8")
    assert 'id="answers"' not in page
    assert 'id="people"' in page
    run("report", sample_file, "--output", target, "--only-answered").says()
    assert "Not answered." not in target.read_text(encoding="utf-8")
    told = run("report", sample_file, "--output", tmp_path / "x.pdf", "--part", "plan", "--only-answered").error(2)
    assert "--only-answered" in told
