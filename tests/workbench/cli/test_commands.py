"""The commands, one by one, when all is well."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench import __version__
from workbench.checklist.help_pages import Topic
from workbench.document.document import Document
from workbench.model.rows import Answer
from workbench.model.vocabulary import Agreement, ContributionKind, Criterion, Level, MeasureStatus
from workbench.operations import activities, answers, assessment, documents, hands, people, voices
from workbench.system import paths

pytestmark = pytest.mark.slow


def test_new_makes_a_file_that_info_describes(run, tmp_path: Path) -> None:
    file = tmp_path / "a.integrity"
    assert run("new", file, "--administration", "X", "--station", "Y").says() == "a.integrity is ready: 282 questions.\n"
    facts = run("info", file, "--json").json()
    assert (facts["areas"], facts["sections"], facts["questions"], facts["answered"]) == (14, 60, 282, 0)
    assert (facts["administration"], facts["station"], facts["language"], facts["round"]) == ("X", "Y", "en", 1)
    assert (facts["activities"], facts["indicators"], facts["damages"], facts["read_only"]) == (0, 0, 0, "")
    assert facts["checklist"] == "idg-2021"
    assert sum(entry["questions"] for entry in facts["by_area"]) == 282
    assert [entry["number"] for entry in facts["by_area"]][9:] == ["10", "CA1", "CA2", "CA3", "GE"]
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.integrity"]


def test_new_in_a_language_without_wording_says_so(run, tmp_path: Path) -> None:
    said = run("new", tmp_path / "a.integrity", "--language", "ar", "--checklist", "idg-2021").says()
    assert "is ready: 282 questions." in said
    assert "The questions stay in English until a wording file (language: العربية) is loaded" in said
    assert "The headings of reports stay in English until the program is translated (language: العربية)." in said
    assert run("info", tmp_path / "a.integrity", "--json").json()["language"] == "ar"


def test_info_for_people(run, empty_file: Path) -> None:
    said = run("info", empty_file).says()
    assert "Administration      Customs of Veldora\n" in said
    assert "Questions           282\n" in said
    assert "1      0 / 23  Leadership and commitment\n" in said
    assert "Read only           no\n" in said


def test_sample_is_an_assessment_well_under_way(run, tmp_path: Path) -> None:
    file = tmp_path / "sample.integrity"
    said = run("sample", file, "--language", "en").says()
    assert said.startswith("sample.integrity is ready: a fictional sample. Questions answered: ")
    facts = run("info", file, "--json").json()
    assert facts["answered"] >= 141
    assert f"answered: {facts['answered']} of 282." in said
    for name in (
        "activities",
        "outcomes",
        "outputs",
        "indicators",
        "contributors",
        "working_groups",
        "sessions",
        "documents",
    ):
        assert facts[name] > 0
    assert run("check", file).status == 0


def test_check_tells_what_is_missing_and_is_content_with_that(run, empty_file: Path) -> None:
    before = empty_file.read_bytes()
    said = run("check", empty_file).says()
    assert said.startswith("No damage was found in station.integrity.\nThe structure of the file is undamaged.\n")
    assert "\n25 things are missing in the report:\n" in said
    assert "  1 Leadership and commitment: 23 questions are unanswered.\n" in said
    found = run("check", empty_file, "--json").json()
    assert (found["damaged"], found["damages"]) == (False, [])
    parts = {part["part"]: part for part in found["parts"]}
    assert [parts[name]["verdict"] for name in ("structure", "content", "history", "attachments")] == ["well"] * 4
    assert {"stage": "scope", "key": "method", "what": "The method is not described."} in found["missing"]
    assert empty_file.read_bytes() == before


def test_show_gives_everything_about_a_question(run, empty_file: Path, open_document) -> None:
    document = open_document(empty_file)
    answers.edit_answer(
        document, question="kf3.q20", text="We do.", status=MeasureStatus.ON_PAPER, priority=Level.HIGH, causes="Money"
    )
    answers.mark_answer_confidential(document, question="kf3.q20", confidential=True)
    person = people.add_contributor(document, name="Ana")
    voices.add_contribution(document, question="kf3.q20", contributor=person, text="I saw it.")
    voices.add_contribution(document, question="kf3.q20", kind=ContributionKind.DISSENT, text="Not at night.")
    hands.count_hands_on_question(document, question="kf3.q20", hands={MeasureStatus.ON_PAPER: 9, MeasureStatus.NONE: 2})
    answers.agree_answer(document, question="kf3.q20", agreed=Agreement.AGREED)
    answers.set_evidence(document, question="kf3.q20", documents=[documents.add_document(document, title="Law")])
    activities.add_activity(document, title="Act", questions=["kf3.q20"])
    document.close()
    facts = run("show", empty_file, "3.20", "--json").json()
    unjudged = {"confidential": "open", "status": "not_judged", "priority": None, "causes": "", "done": False}
    assert facts == facts | {
        "id": "kf3.q20",
        "number": "3.20",
        "included": True,
        "text": "We do.",
        "status": "on_paper",
        "priority": "high",
        "causes": "Money",
        "confidential": "marked",
        "agreed": "agreed",
        "hands": {"none": 2, "on_paper": 9},
        "contributions": [
            {"author": "Ana", "kind": "before", "text": "I saw it.", **unjudged},
            {"author": "Not named", "kind": "dissent", "text": "Not at night.", **unjudged},
        ],
        "documents": ["Law"],
        "activities": ["A1"],
    }
    assert facts["wording"].endswith(("?", "."))
    assert facts["area"]["id"] == "kf3"
    assert facts["section"]["id"].startswith("kf3.s")
    assert isinstance(facts["guidance"], dict)
    said = run("show", empty_file, "kf3.q20").says()
    for text in ("3 Transparency", "3.20  ", "We do.", "On paper only", "High", "Ana: I saw it.", "Law", "Money", "yes"):
        assert text in said
    for text in ("Agreed", "Does not exist: 2, On paper only: 9", "Sees it differently", "Not named: Not at night."):
        assert text in said


def test_show_of_a_question_that_is_left_out(run, empty_file: Path, open_document) -> None:
    document = open_document(empty_file)
    answers.write_answer(document, question="kf1.q1", text="Kept")
    assessment.include_questions(document, questions=["kf1.q1"], included=False)
    document.close()
    facts = run("show", empty_file, "1.1", "--json").json()
    assert (facts["included"], facts["text"], facts["contributions"]) == (False, "Kept", [])


def test_show_of_an_own_question(run, empty_file: Path, open_document) -> None:
    document = open_document(empty_file)
    assessment.add_own_question(document, wording="What do drivers say?")
    document.close()
    assert run("show", empty_file, "X.1", "--json").json()["wording"] == "What do drivers say?"
    assert run("info", empty_file, "--json").json()["questions"] == 283


def test_levels_are_words_wherever_programs_read_them(run, sample_file: Path, open_document) -> None:
    document = open_document(sample_file, read_only=True)
    levelled = [row.question_id for row in document.read.every(Answer) if row.priority is not None]
    document.close()
    assert levelled
    for question in levelled[:5]:
        assert run("show", sample_file, question, "--json").json()["priority"] in ("low", "medium", "high")
    numbers = numbers_in(run("show", sample_file, levelled[0], "--json").json())
    assert numbers == []


def numbers_in(value: object) -> list[object]:
    if isinstance(value, dict):
        return [found for content in value.values() for found in numbers_in(content)]
    if isinstance(value, list):
        return [found for content in value for found in numbers_in(content)]
    return [value] if isinstance(value, int | float) and not isinstance(value, bool) else []


TEXTS = {
    "Arabic": "نحن نفعل ذلك منذ ٢٠١٩.\nلا أحد يسأل «لماذا؟»",
    "markup": "<b>&amp; <script>alert('1')</script> ]]> %s {0} \\n",
    "spreadsheet": '=HYPERLINK("a")\n+1\n-1\n@SUM',
    "50,000 characters": "Ответ № 1 — «да». " * 2778,
    "white space": "  a\t b \n\n\n c  ",
    "other planes": "👩🏽‍⚖️ 𠜎 q\u0301 \u200fabc\u061c",
    "one newline": "a\n",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=list(TEXTS))
def test_an_answer_comes_back_as_it_was_given(run, empty_file: Path, tmp_path: Path, text: str) -> None:
    assert run("answer", empty_file, "kf3.q20", "--text-file", "-", stdin=text.encode()).says() == "Answer 3.20 is saved.\n"
    assert run("show", empty_file, "3.20", "--json").json()["text"] == text
    (tmp_path / "answer.txt").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    run("answer", empty_file, "GE.14", "--text-file", tmp_path / "answer.txt").says()
    assert run("show", empty_file, "ge.q14", "--json").json()["text"] == text
    run("answer", empty_file, "CA1.4", "--text", text).says()
    assert run("show", empty_file, "ca1.q4", "--json").json()["text"] == text
    assert run("info", empty_file, "--json").json()["answered"] == 3


def test_the_50_000_characters_are_that_many() -> None:
    assert len(TEXTS["50,000 characters"]) >= 50_000


def test_answer_changes_only_what_is_named(run, empty_file: Path) -> None:
    run("answer", empty_file, "1.1", "--text", "We do.", "--status", "in_part", "--priority", "medium").says()
    run("answer", empty_file, "1.1", "--causes", "No money", "--confidential").says()
    facts = run("show", empty_file, "1.1", "--json").json()
    wanted = {"text": "We do.", "status": "in_part", "priority": "medium", "causes": "No money", "confidential": "marked"}
    assert facts == facts | wanted
    run("answer", empty_file, "1.1", "--priority", "none", "--not-confidential", "--text", "").says()
    facts = run("show", empty_file, "1.1", "--json").json()
    assert facts == facts | wanted | {"text": "", "priority": None, "confidential": "open"}


def test_the_same_answer_again_is_no_change(run, empty_file: Path) -> None:
    run("answer", empty_file, "1.1", "--text", "We do.").says()
    before = empty_file.read_bytes()
    assert run("answer", empty_file, "1.1", "--text", "We do.").says() == "Answer 1.1 is saved.\n"
    assert empty_file.read_bytes() == before


@pytest.mark.parametrize("status", MeasureStatus)
def test_every_status_can_be_given(run, empty_file: Path, status: MeasureStatus) -> None:
    run("answer", empty_file, "1.1", "--status", status.value).says()
    assert run("show", empty_file, "1.1", "--json").json()["status"] == status.value


def test_wording_replaces_all_282_questions(run, empty_file: Path, tmp_path: Path, pack) -> None:
    rows = [f"{question.id};«Official» {question.id} ?" for question in pack.questions]
    (tmp_path / "w.csv").write_bytes("\r\n".join(["\ufeffid;text", *rows, ""]).encode())
    said = run("wording", empty_file, tmp_path / "w.csv", "--language", "en").says()
    assert said == "The wording of 282 questions is replaced.\n"
    assert run("show", empty_file, "3.20", "--json").json()["wording"] == "«Official» kf3.q20 ?"
    (tmp_path / "one.csv").write_text("id,text\nkf1.q1,Кто?\n", encoding="utf-8")
    said = run("wording", empty_file, tmp_path / "one.csv", "--language", "ru").says()
    assert said == "The wording of 1 question is replaced.\n"
    assert run("info", empty_file, "--json").json()["wording_languages"] == ["en", "ru"]


def test_a_template_of_the_wording_is_written_and_loaded(run, empty_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "fr.csv"
    said = run("wording", empty_file, target, "--language", "fr", "--template").says()
    assert said == "fr.csv is ready. Questions: 282.\n"
    assert run("info", empty_file, "--json").json()["wording_languages"] == ["en"], "writing it changes nothing"
    content = target.read_text(encoding="utf-16")
    target.write_text(content.replace("kf1.q1\t", "kf1.q1\tEn français : "), encoding="utf-16")
    assert run("wording", empty_file, target, "--language", "fr").says() == "The wording of 1 question is replaced.\n"


def test_checklist_validate_counts_and_is_content(run) -> None:
    for pack in (paths.checklists_folder() / "idg-2021", "idg-2021"):
        said = run("checklist", "validate", pack).says()
        assert said.startswith("14 lists, 60 sections, 282 questions, ")
        assert said.endswith("The checklist idg-2021 has no faults.\n")


def test_version_and_help(run) -> None:
    assert run("--version").says() == f"integrity-workbench, version {__version__}\n"
    said = run("--help").says()
    for command in ("new", "sample", "info", "show", "check", "answer", "wording", "report", "checklist"):
        assert f"\n  {command} " in said
        assert run(command, "--help").says().startswith(f"Usage: integrity-workbench {command} ")


def test_no_command_is_told_in_half_a_sentence(run) -> None:
    overview = run("--help").says()
    assert "..." not in overview.partition("Commands:")[2]


def test_nothing_at_all_asks_for_a_command(run) -> None:
    outcome = run()
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith("Usage: integrity-workbench")


def test_json_keeps_every_script_readable(run, empty_file: Path) -> None:
    run("answer", empty_file, "1.1", "--text", "نعم да é").says()
    assert "نعم да é" in run("show", empty_file, "1.1", "--json").out


def test_a_file_under_a_strange_name(run, tmp_path: Path) -> None:
    for name in ("q?#%41&.integrity", "имя с пробелом.integrity", "-dash.integrity", "no ending"):
        run("new", "--", tmp_path / name).says()
        assert run("info", "--json", "--", tmp_path / name).json()["questions"] == 282


def test_criteria_and_levels_have_no_numbers_in_check(run, sample_file: Path) -> None:
    found = json.dumps(run("check", sample_file, "--json").json())
    assert not [criterion for criterion in Criterion if f'"{criterion.value}": ' in found]


def test_every_command_reads_without_writing(run, sample_file: Path) -> None:
    before = sample_file.read_bytes()
    for command in (["info"], ["check"], ["show", "1.1"]):
        assert run(command[0], sample_file, *command[1:]).status == 0
        assert run(command[0], sample_file, *command[1:], "--json").status == 0
    assert sample_file.read_bytes() == before
    assert [entry.name for entry in sample_file.parent.iterdir()] == [sample_file.name]


def test_the_document_can_be_used_between_commands(run, empty_file: Path) -> None:
    run("answer", empty_file, "1.1", "--text", "By command").says()
    with Document.open(empty_file) as document:
        answers.write_answer(document, question="kf1.q2", text="By program")
    assert run("info", empty_file, "--json").json()["answered"] == 2


def test_explain_tells_what_there_is_and_one_page(run) -> None:
    listed = run("explain").says()
    assert [line.split()[0] for line in listed.splitlines()] == [topic.value for topic in Topic]
    page = run("explain", "criteria").says()
    assert "Low, for example" in page
    assert page.rstrip().splitlines()[-1].startswith("Source: ")
    assert "no checklist other" in run("explain", "--checklist", "other").error()
    run("explain", "everything").error(2)
