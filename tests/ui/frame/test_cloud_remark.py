"""A file that lies in a folder of a cloud is opened as any other, with one calm remark."""

from __future__ import annotations

import shutil

from ui.link.messages import Weight


def test_it_is_said_once_and_goes_with_the_next_change(open_window, empty_file, tmp_path, monkeypatch):
    monkeypatch.setenv("OneDriveConsumer", str(tmp_path / "copied"))
    (tmp_path / "copied").mkdir()
    path = shutil.copy(empty_file, tmp_path / "copied" / "station.integrity")
    window = open_window(path)
    assert window.bar.text.startswith("OneDrive copies the folder of this file to other computers")
    assert window.bar.notice.weight is Weight.INFO
    assert window.bar.notice.passing
    assert window.open_file(path)
    assert window.bar.text == ""


def test_elsewhere_nothing_is_said(open_window, empty_file):
    assert open_window(empty_file).bar.text == ""
