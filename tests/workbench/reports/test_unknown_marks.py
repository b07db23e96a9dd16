"""A mark that nobody knows hides its row: in a damaged file, in a forged one, in public editions and on the projector."""

from __future__ import annotations

import io
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.forged import forge
from workbench.checklist.tree import read_checklist
from workbench.document.document import Document
from workbench.language.i18n import ENGLISH
from workbench.model.rows import ROW_TYPES, Activity, Answer, Markable, Outcome
from workbench.model.vocabulary import Confidentiality, Edition
from workbench.plan.order import read_plan
from workbench.projector import plan_slide, question_slide
from workbench.reports.html import render_html
from workbench.reports.snapshot import take_snapshot

pytestmark = pytest.mark.slow

MARKABLE = [kind for kind in ROW_TYPES if issubclass(kind, Markable)]
WORDS = ("headquarters", "OPEN", "", "0", "no", "open\u200b")


def damaged(source: Path, target: Path, word: str) -> Path:
    """A copy in which the marks of all rows are another word, and the digests are those of before."""
    shutil.copyfile(source, target)
    connection = sqlite3.connect(target)
    for kind in MARKABLE:
        connection.execute(f"UPDATE {kind.table} SET confidential = ?", (word,))
    connection.commit()
    connection.close()
    return target


def forged(source: Path, target: Path, word: str) -> Path:
    """The same, sealed as if the program had written it."""
    return forge(source, target, *((f"UPDATE {kind.table} SET confidential = ?", (word,)) for kind in MARKABLE))


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("made", [damaged, forged])
def test_whatever_is_unknown_hides(sample_file: Path, tmp_path: Path, open_document, made: Callable, word: str) -> None:
    document = open_document(made(sample_file, tmp_path / "strange.integrity", word))
    assert document.damages
    rows = [row for kind in MARKABLE for row in document.read.every(kind)]
    assert len(rows) > 500
    assert {row.confidential for row in rows} == {Confidentiality.MARKED}
    data = take_snapshot(document, edition=Edition.PUBLIC)
    assert (data.counts.answered, data.activities, data.plan, data.indicators, data.documents, data.groups) == (
        0, (), (), (), (), (),
    )  # fmt: skip
    assert (data.contributors, data.sessions) == ((), ())
    assert not [question for question in data.questions if question.contributions]


def test_neither_a_report_nor_the_projector_shows_such_a_row(sample_file: Path, tmp_path: Path, open_document) -> None:
    with Document.open(sample_file, read_only=True) as sound:
        text = sound.read.answer("kf1.q1").text
        title = sound.read.every(Outcome)[0].title
    document = open_document(damaged(sample_file, tmp_path / "strange.integrity", "headquarters"))
    target = io.BytesIO()
    render_html(take_snapshot(document, edition=Edition.PUBLIC), target, ENGLISH)
    assert text[:40].encode() not in target.getvalue()
    assert title.encode() not in target.getvalue()
    answers = {row.question_id: row for row in document.read.every(Answer)}
    slide = question_slide(read_checklist(document), answers, "kf1.q1")
    assert slide is not None
    assert (slide.withheld, slide.text) == (True, "")
    assert plan_slide(read_plan(document), {}).rows == ()
    assert all(row.is_confidential for row in document.read.every(Activity))
