"""The window over a file from outside: it opens or says why not, every page can be visited, and nothing runs away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication

from tests.forged import REFUSED, SHOWN, SOUND, forge
from ui.link.stages import Stage


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_with_too_much_in_it_is_refused_in_one_sentence(open_window, sample_file, tmp_path, name):
    window = open_window(forge(sample_file, tmp_path / "forged.integrity", *REFUSED[name]))
    assert window.bridge is None
    assert window.bar.text.startswith("The file forged.integrity contains more than this program can have written.")
    assert window.memory.entries == []


@pytest.mark.parametrize("name", [*SHOWN, *(name for name in SOUND if "300,000" not in name)])
def test_every_page_of_a_strange_file_can_be_visited(open_window, sample_file, tmp_path, name):
    window = open_window(forge(sample_file, tmp_path / "forged.integrity", *{**SHOWN, **SOUND}[name]))
    assert window.bridge is not None
    if window.bridge.read_only:
        assert window.read_only_banner.text().startswith("This file has values that nobody can have typed")
    for stage in Stage:
        assert window.go(stage)
        QCoreApplication.processEvents()
    for key in ("kf1", "kf1.q1", "kf3.q20"):
        assert window.go(Stage.ASSESSMENT, key)
        QCoreApplication.processEvents()
        for place in range(window.workspace.page(Stage.ASSESSMENT).panel.tabs.count()):
            # asked again each time: when its history is found damaged, a file is opened anew
            window.workspace.page(Stage.ASSESSMENT).panel.tabs.setCurrentIndex(place)
            QCoreApplication.processEvents()


def test_a_history_of_no_time_makes_the_file_one_for_reading_a_moment_later(qtbot, open_window, sample_file, tmp_path):
    steps = SHOWN["a running session and a history at no time"]
    window = open_window(forge(sample_file, tmp_path / "forged.integrity", *steps))
    qtbot.waitUntil(lambda: window.bridge.read_only, timeout=20_000)
    assert window.read_only_banner.text().startswith("This file has values that nobody can have typed")
