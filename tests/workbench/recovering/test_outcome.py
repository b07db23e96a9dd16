"""What a recovery found, in words: the numbers in the sentences, the note and the facts are the same."""

from __future__ import annotations

from pathlib import Path

from tests.damaging import lose, notes_at
from workbench.document.document import Document
from workbench.language.i18n import ENGLISH
from workbench.model.rows import Activity, ActivityPerson, Answer, IndicatorPerson
from workbench.recovering.outcome import told_counts
from workbench.recovering.recover import recover


def test_what_is_called_the_same_is_counted_together():
    told = told_counts({ActivityPerson: 66, IndicatorPerson: 39, Activity: 26, Answer: 0})
    assert ENGLISH.listed(told) == "Person with a role (105), Activity (26)"


def test_what_is_lost_on_other_pages_is_named_and_the_note_says_the_same(sample_file: Path, tmp_path: Path):
    lose(sample_file, "activities")
    found = recover(sample_file, tmp_path / "new.integrity")
    told = " ".join(map(str, found.sentences()))
    assert "On other pages lost: " in told
    assert "Activity (26)" in told
    assert "(0)" not in told
    with Document.open(tmp_path / "new.integrity") as document:
        (note,) = (text for text in notes_at(document, None) if "On other pages" in text)
        assert ENGLISH.listed(found.others.all_told()) in note
