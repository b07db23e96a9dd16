"""The sample: an invented assessment that shows what the program can do, written like any other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from workbench.checklist.progress import answers_by_question, progress_by_area, progress_of
from workbench.checklist.tree import read_checklist
from workbench.document.document import Document
from workbench.errors import FileExists, NotFound
from workbench.model.rows import ROW_TYPES, Activity, Answer, Contribution
from workbench.model.texts import is_blank
from workbench.model.vocabulary import Edition, MeasureStatus
from workbench.operations.answers import write_answer
from workbench.reports.completeness import gaps
from workbench.reports.snapshot import take_snapshot
from workbench.reports.text_places import TextPage
from workbench.sample import sample_languages, write_sample
from workbench.system import paths

REAL = paths.checklists_folder() / "idg-2021" / "sample"


def test_the_sample_shows_something_of_everything(sample: Document) -> None:
    for kind in ROW_TYPES:
        assert sample.read.every(kind), kind.__name__
    assert sample.damages == ()
    assert sample.read_only is None
    assert sample.undo_label is None


def test_the_sample_is_well_under_way_in_every_area(sample: Document) -> None:
    checklist, answers = read_checklist(sample), answers_by_question(sample.read.every(Answer))
    whole = progress_of(checklist.questions, answers)
    assert whole.total == 282
    assert 50 <= whole.percent <= 95
    for progress in progress_by_area(checklist, answers).values():
        assert progress.answered > 0
    judged = {status for status, count in whole.statuses.items() if count}
    assert judged == set(MeasureStatus)


def test_what_is_written_in_the_sample_is_more_than_a_word(sample: Document) -> None:
    for answer in sample.read.every(Answer):
        if answer.text:
            assert len(answer.text.split()) > 8, answer.question_id
            assert answer.text == answer.text.strip()
        assert not is_blank(answer.text) or answer.text == ""
    for row in sample.read.every(Contribution):
        assert not is_blank(row.text)
        assert (row.group_id is None) != (row.contributor_id is None)


def test_the_plan_of_the_sample_is_rated_and_decided(sample: Document) -> None:
    data = take_snapshot(sample)
    assert len(data.activities) == len(sample.read.every(Activity))
    assert all(entry.suggestion.level is not None and entry.activity.priority is not None for entry in data.activities)
    kinds = {gap.kind for gap in gaps(data)}
    assert kinds <= {TextPage.ASSESSMENT, TextPage.PLAN}


def test_the_public_edition_of_the_sample_withholds_something(sample: Document) -> None:
    assert take_snapshot(sample, edition=Edition.PUBLIC).withheld > 0


def test_the_sample_can_be_worked_in(sample: Document) -> None:
    write_answer(sample, question="kf1.q1", text="Changed")
    sample.undo()


@pytest.mark.parametrize("language", ["tlh", "", "../en"])
def test_a_language_without_a_sample(tmp_path: Path, pack, language: str) -> None:
    with pytest.raises(NotFound, match="Choose one of: en"):
        write_sample(tmp_path / "new.integrity", pack=pack, language=language)
    assert list(tmp_path.iterdir()) == []


def test_a_sample_never_covers_a_file(empty_file: Path, pack) -> None:
    before = empty_file.read_bytes()
    with pytest.raises(FileExists):
        write_sample(empty_file, pack=pack)
    assert empty_file.read_bytes() == before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("answers/kf1.toml", 'question = "kf1.', 'question = "kf0.'),
        ("plan.toml", 'questions = ["', 'questions = ["kf3.q19", "'),
        ("people.toml", "role = ", "rolle = "),
        ("sessions.toml", "[[sessions]]", "[[sessions"),
    ],
)
def test_a_sample_with_a_fault_leaves_no_file(tmp_path: Path, pack, file: str, old: str, new: str) -> None:
    folder = tmp_path / "checklists"
    shutil.copytree(REAL, folder / "idg-2021" / "sample")
    broken = folder / "idg-2021" / "sample" / "en" / file
    text = broken.read_text(encoding="utf-8")
    assert old in text
    broken.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Exception):  # noqa: B017, PT011  # whatever the mistake in our own data is, no half file may stay
        write_sample(tmp_path / "new.integrity", pack=pack, folder=folder)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["checklists"]


def test_the_languages_that_have_a_sample(tmp_path: Path) -> None:
    assert "en" in sample_languages("idg-2021")
    (tmp_path / "demo" / "sample" / "fr").mkdir(parents=True)
    assert sample_languages("demo", tmp_path) == []
    (tmp_path / "demo" / "sample" / "fr" / "assessment.toml").touch()
    assert sample_languages("demo", tmp_path) == ["fr"]
    assert sample_languages("other", tmp_path) == []
