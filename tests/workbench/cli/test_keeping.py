"""Automatic copies on the command line: made, listed, brought back, and gone after something was forgotten."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from workbench.carrying.opening import open_for_work
from workbench.carrying.working_copy import copies_in
from workbench.document.document import Document
from workbench.model.rows import Contribution, QuestionId
from workbench.operations.answers import write_answer
from workbench.operations.voices import remove_contribution

FILES = Path(__file__).parents[2] / "files"


@pytest.fixture
def file(tmp_path: Path, run) -> Path:
    path = tmp_path / "station.integrity"
    run("sample", path).says()
    return path


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("INTEGRITY_WORKBENCH_COPIES", str(tmp_path / "kept"))
    return tmp_path / "kept"


def test_without_copies_that_is_said(run, file: Path):
    assert run("copies", file).says() == "There is no automatic copy of station.integrity.\n"
    assert run("copies").says() == "There are no automatic copies on this computer.\n"
    assert run("copies", file, "--json").json() == []
    assert "no automatic copy" in run("restore", file, 1, "--all", "--yes").error()


def test_an_answer_comes_back(run, file: Path):
    before = run("show", file, "1.5", "--json").json()
    run("keep", file).says()
    run("answer", file, "1.5", "--text", "Written over by mistake").says()
    (copy,) = run("copies", file, "--json").json()
    assert (copy["different"], copy["elsewhere"], copy["sound"], copy["cause"]) == (["1.5"], 0, True, "asked")
    assert "Other than now: 1.5." in run("copies", file).says()
    run("restore", file, 1, "--question", "1.5").says()
    assert run("show", file, "1.5", "--json").json() == before
    assert "Everything is as now." in run("copies", file).says()


def test_everything_comes_back_after_a_question_and_the_state_before_is_kept(run, file: Path):
    run("keep", file).says()
    run("answer", file, "1.5", "--text", "Other").says()
    assert run("restore", file, 1, "--all", stdin=b"n\n").status == 1
    assert run("copies", file, "--json").json()[0]["different"] == ["1.5"]
    run("restore", file, 1, "--all", "--yes").says()
    newest, oldest = run("copies", file, "--json").json()
    assert (newest["cause"], newest["different"], oldest["different"]) == ("before", ["1.5"], [])


def test_a_copy_becomes_a_file_beside(run, file: Path, tmp_path: Path):
    run("keep", file).says()
    new = tmp_path / "again.integrity"
    run("restore", file, 1, "--to", new).says()
    assert "No damage" in run("check", new).out
    assert "already a file" in run("restore", file, 1, "--to", new).error()


def test_a_lost_file_is_found_again_among_all(run, file: Path, tmp_path: Path):
    run("keep", file).says()
    file.unlink()
    (found,) = run("copies", "--json").json()
    assert found["copies"] == 1
    assert found["station"]
    assert found["path"] in run("copies").says().replace("\n", "")
    run("copy", found["path"], tmp_path / "saved.integrity").says()


def test_a_damaged_copy_is_said_and_not_brought_back(run, file: Path):
    run("keep", file).says()
    (copy,) = run("copies", file, "--json").json()
    Path(copy["path"]).write_bytes(b"x" * 5000)
    assert "This copy is damaged" in run("copies", file).says()
    (found,) = run("copies", "--json").json()
    assert found["station"] == ""
    assert run("restore", file, 1, "--all", "--yes").status == 1


@pytest.mark.parametrize("chosen", [[], ["--all", "--question", "1.5"], ["--to", "x.integrity", "--all"]])
def test_exactly_one_way_of_bringing_back_is_chosen(run, file: Path, chosen: list[str]):
    assert "name one of" in run("restore", file, 1, *chosen).error(2)


def test_a_number_that_no_copy_has_is_refused(run, file: Path):
    run("keep", file).says()
    assert "There is only 1 copy." in run("restore", file, 2, "--all", "--yes").error()


def test_what_is_forgotten_is_forgotten_in_the_copies_too(run, file: Path, own_folder: Path, tmp_path: Path):
    run("answer", file, "1.5", "--text", "CANARY").says()
    run("keep", file).says()
    elsewhere = Path(shutil.copytree(own_folder, tmp_path / "elsewhere"))
    assert any(b"CANARY" in path.read_bytes() for path in elsewhere.rglob("*.integrity"))
    run("forget", file, "--question", "1.5", "--yes").says()
    assert not any(b"CANARY" in path.read_bytes() for path in own_folder.rglob("*") if path.is_file())


MANY = 25


def many_words(run, file: Path, tmp_path: Path) -> None:
    for number in range(1, 12):
        run("answer", file, f"1.{number}", "--text", "gift").says()
        run("answer", file, f"2.{number}", "--text", "gift").says()
    run("replace", file, "gift", "present", "--yes").says()


def pasted(run, file: Path, tmp_path: Path) -> None:
    (table := tmp_path / "people.txt").write_text("Name\n" + "\n".join(f"Person {n}" for n in range(MANY)), encoding="utf-8")
    run("paste", file, "people", table).says()


def loaded(run, file: Path, tmp_path: Path) -> None:
    (wording := tmp_path / "wording.csv").write_text("id,text\nkf1.q1,Another wording?\n", encoding="utf-8")
    run("wording", file, wording, "--language", "en").says()


@pytest.mark.parametrize("bring_in", [loaded, pasted, many_words])
def test_before_much_is_brought_in_the_present_state_is_a_copy(run, file: Path, tmp_path: Path, bring_in):
    bring_in(run, file, tmp_path)
    (copy,) = run("copies", file, "--json").json()
    assert copy["cause"] == "before"
    assert copy["different"] or copy["elsewhere"]


def test_a_refused_wording_and_three_rows_make_no_copy(run, file: Path, tmp_path: Path):
    (wording := tmp_path / "wording.csv").write_text("id,text\nnowhere,?\n", encoding="utf-8")
    run("wording", file, wording, "--language", "en").error()
    (table := tmp_path / "people.txt").write_text("Name\nA\nB\nC\n", encoding="utf-8")
    run("paste", file, "people", table).says()
    assert run("copies", file, "--json").json() == []


def test_who_has_switched_copies_off_gets_none_of_commands_either(run, file: Path, tmp_path: Path, monkeypatch):
    (settings := tmp_path / "window.json").write_text('{"keep_copies": false}', encoding="utf-8")
    monkeypatch.setattr("workbench.keeping.keeper.settings_file", lambda: settings)
    loaded(run, file, tmp_path)
    assert run("copies", file, "--json").json() == []


def test_where_no_copy_can_be_made_it_is_said_and_the_work_goes_on(run, file: Path, tmp_path: Path, own_folder: Path):
    own_folder.write_text("a file in the place of the folder")
    (wording := tmp_path / "wording.csv").write_text("id,text\nkf1.q1,Another wording?\n", encoding="utf-8")
    done = run("wording", file, wording, "--language", "en")
    assert done.status == 0
    assert "No automatic copy was made." in done.err
    assert run("show", file, "1.1", "--json").json()["wording"] == "Another wording?"


def test_one_contribution_comes_back_by_the_id_that_is_shown(run, file: Path):
    run("contribute", file, "1.5", "--text", "What the night shift saw.").says()
    before = run("show", file, "1.5", "--json").json()["contributions"]
    run("keep", file).says()
    assert run("copies", file, "--json").json()[0]["contributions"] == []
    with Document.open(file) as document:
        (row,) = [each for each in document.read.every(Contribution) if each.text == "What the night shift saw."]
        remove_contribution(document, contribution=row.id)
    (back,) = run("copies", file, "--json").json()[0]["contributions"]
    assert (back["id"], back["question"], back["then"], back["now"]) == (row.id, "1.5", "What the night shift saw.", "")
    assert "  1 contribution can be brought back: see --json.\n" in run("copies", file).says()
    assert "does not have this contribution" in run("restore", file, 1, "--contribution", "nobody").error()
    run("answer", file, "1.5", "--text", "Written since.").says()
    run("restore", file, 1, "--contribution", back["id"]).says()
    now = run("show", file, "1.5", "--json").json()
    assert now["contributions"] == before
    assert "Written since." in now.values()


def test_of_two_files_with_one_assessment_both_are_found_again(run, file: Path, tmp_path: Path):
    run("keep", file).says()
    other = Path(shutil.copyfile(file, tmp_path / "second.integrity"))
    run("answer", other, "1.5", "--text", "Of the second").says()
    run("keep", other).says()
    newest, older = run("copies", file, "--json").json()
    assert (newest["of_this_file"], older["of_this_file"]) == (False, True)
    assert "Of another file, or of this one in another place." in run("copies", file).says().splitlines()[0]
    file.unlink()
    other.unlink()
    paths = {one["path"] for one in run("copies", "--json").json()}
    assert paths == {newest["path"], older["path"]}


HAS_IT_OPEN = """
import sys
from pathlib import Path
from workbench.document.document import Document
from workbench.operations.answers import write_answer
with Document.open(Path(sys.argv[1])) as document:
    write_answer(document, question="kf1.q1", text="Stored by a window.")
    print("begun", flush=True)
    sys.stdin.read()
"""


def kept_answer(run, file: Path, target: Path) -> str:
    run("restore", file, 1, "--to", target)
    return run("show", target, "1.1", "--json").json()["text"]


def test_what_a_window_has_stored_is_kept_while_it_is_open(run, file: Path, tmp_path: Path, started):
    started(HAS_IT_OPEN, file)
    said = run("keep", file)
    assert said.status == 3
    assert "A copy of station.integrity was kept" in said.out
    assert kept_answer(run, file, tmp_path / "kept.integrity") == "Stored by a window."


def test_of_a_file_of_a_stick_that_is_kept_which_a_window_has_stored(run, file, stick, work_elsewhere, tmp_path, started):
    on_stick = Path(shutil.copy(file, stick.folder / "station.integrity"))
    with open_for_work(on_stick) as document:
        write_answer(document, question=QuestionId("kf1.q2"), text="Typed before.")
    started(HAS_IT_OPEN, copies_in(work_elsewhere)[0].file)
    said = run("keep", on_stick)
    assert "What you read here has it" in said.err
    assert kept_answer(run, on_stick, tmp_path / "kept.integrity") == "Stored by a window."


def test_to_keep_a_file_of_an_older_version_changes_nothing_in_it(run, tmp_path: Path):
    old = Path(shutil.copy(FILES / "format-2.integrity", tmp_path / "old.integrity"))
    before = old.read_bytes()
    run("keep", old).says()
    assert old.read_bytes() == before
    assert sorted(path.name for path in tmp_path.glob("*.integrity")) == ["old.integrity"]
    assert "No damage" in run("check", run("copies", "--json").json()[0]["path"]).out
