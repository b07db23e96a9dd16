"""Suggested folders: no cloud, no waiting for a disk that does not answer."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from ui.link import suggested_folders
from ui.link.recent_files import RecentFile
from ui.link.suggested_folders import documents_folder, free_path, newest_folder


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(suggested_folders, "_silent", set())
    for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def documents(home, monkeypatch):
    """Says where the system keeps documents."""

    def they_are(folder):
        folder.mkdir(parents=True, exist_ok=True)
        monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(folder))
        return folder

    return they_are


@pytest.fixture
def silent(monkeypatch):
    """A folder whose disk does not answer until the test is over; counts who asks."""
    wake, asked = threading.Event(), []

    def make(folder):
        def ask(path, *_):
            if path == folder or folder in path.parents:
                asked.append(path)
                wake.wait(60)
            return ()

        for name in ("is_dir", "is_file", "iterdir"):
            monkeypatch.setattr(Path, name, ask)
        monkeypatch.setattr(suggested_folders, "_SECONDS", 0.05)
        return asked

    yield make
    wake.set()


def test_documents_are_suggested(documents, home):
    wanted = documents(home / "Documents")
    assert documents_folder() == wanted


def test_documents_that_are_copied_to_a_cloud_are_not(documents, home, monkeypatch):
    documents(home / "OneDrive" / "Documents")
    assert documents_folder() == home
    documents(home / "Work" / "Documents")
    assert documents_folder() == home / "Work" / "Documents"
    monkeypatch.setenv("OneDriveCommercial", str(home / "Work"))
    assert documents_folder() == home


def test_documents_on_a_share_that_is_gone_are_not_waited_for_twice(documents, home, silent):
    asked = silent(documents(home / "share" / "Documents"))
    assert documents_folder() == home
    assert documents_folder() == home
    assert len(asked) == 1


def test_a_name_is_suggested_as_it_is_where_nobody_answers(home, silent):
    asked = silent(home / "share")
    assert free_path(home / "share", "Karsk") == home / "share" / "Karsk.integrity"
    assert free_path(home / "share", "Karsk") == home / "share" / "Karsk.integrity"
    assert len(asked) == 1


def test_a_folder_that_is_not_there_has_every_name_free(home):
    assert free_path(home / "none", "Karsk") == home / "none" / "Karsk.integrity"


def test_the_newest_file_is_not_waited_for(home, memory, silent):
    memory.entries = [RecentFile(home / "share" / "a.integrity"), RecentFile(home / "b.integrity")]
    silent(home / "share")
    assert newest_folder(memory) is None


def test_the_folder_of_the_newest_file_that_is_there(home, memory):
    (home / "kept").mkdir()
    (home / "kept" / "b.integrity").touch()
    memory.entries = [RecentFile(home / "gone" / "a.integrity"), RecentFile(home / "kept" / "b.integrity")]
    assert newest_folder(memory) == home / "kept"
    memory.entries = []
    assert newest_folder(memory) is None
