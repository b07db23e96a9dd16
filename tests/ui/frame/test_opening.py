"""What a file that is opened tells at once: that it is whole after a crash, and where an older one lies as it was."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from workbench.document.document import Document


def test_after_a_crash_it_is_told_what_is_there(open_window, empty_file):
    window = open_window()
    document = Document.open(empty_file)
    document.recovered = datetime.now(UTC)
    window.show_document(document)
    time = f"{document.recovered.astimezone():%H:%M}"
    assert window.bar.text == f"The program was stopped in the middle of work. Everything saved until {time} is here."
    window.close_file()
    document = Document.open(empty_file)
    document.recovered = datetime.now(UTC) - timedelta(days=3)
    window.show_document(document)
    assert f"until {document.recovered.astimezone():%Y-%m-%d %H:%M} is here" in window.bar.text


def test_an_older_file_is_kept_and_it_is_told_where(open_window, tmp_path):
    old = Path(shutil.copy(Path(__file__).parents[2] / "files" / "format-1.integrity", tmp_path / "old.integrity"))
    window = open_window(old)
    assert window.bar.text.endswith("The file as it was is in the same folder: old.format-1.integrity.")
    assert (tmp_path / "old.format-1.integrity").exists()
