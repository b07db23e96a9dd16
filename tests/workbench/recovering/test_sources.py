"""What stands in for lost rows: of several automatic copies, the one that is really the newest."""

from __future__ import annotations

from pathlib import Path

from tests.damaging import AT, answer_to, lose
from workbench.document.document import Document
from workbench.keeping.folder import Cause
from workbench.keeping.keeper import Keeper
from workbench.operations.answers import write_answer
from workbench.recovering.recover import recover


def test_the_newest_copy_is_the_one_with_most_of_the_history(sample_file: Path, tmp_path: Path):
    """Whatever the clock said when it was made."""
    root, new = tmp_path / "copies", tmp_path / "new.integrity"
    with Document.open(sample_file) as document:
        keeper = Keeper(document.read.assessment().id, root=root)
        for text, year in (("Written first", 2036), ("Written later", 2026)):
            write_answer(document, question="kf2.q3", text=text)
            document.end_burst()
            at = AT.replace(year=year)
            keeper.keep(document.read.connection.content(), at, Cause.TIME, sample_file)
    lose(sample_file, "answers")
    found = recover(sample_file, new, root=root)
    assert found.copy_at == AT
    with Document.open(new) as document:
        assert answer_to(document, "kf2.q3").text == "Written later"
