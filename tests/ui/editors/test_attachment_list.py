"""The attachments of a document: attached, opened as a private copy, saved, removed; what is wrong is told."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from ui.editors import attachment_acts
from ui.editors.attachment_list import AttachmentList
from workbench.language.i18n import Message
from workbench.model.rows import Attachment, BackgroundDocument
from workbench.operations import attachments
from workbench.operations.attachments import NewFile, attach
from workbench.operations.documents import add_document
from workbench.operations.forgetting import forget_history


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the system keeps temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the system was asked to open; it does."""
    found: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: (found.append(Path(url.toLocalFile())), True)[1])
    return found


@pytest.fixture
def law(tmp_path: Path) -> Path:
    path = tmp_path / "law.pdf"
    path.write_bytes(b"%PDF-1.4 Article 1")
    return path


@pytest.fixture
def entry(document) -> str:
    return add_document(document, title="Law")


@pytest.fixture
def files(bridge, shown, entry):
    made = AttachmentList(bridge)
    made.show_document(entry)
    shown(made).resize(500, 300)
    return made


@pytest.fixture
def stored(document, entry, files) -> str:
    return attach(document, entry=entry, found=[NewFile("law.pdf", 18, b"%PDF-1.4 Article 1")])[0]


def texts(files) -> list[str]:
    return [files.list.item(row).text() for row in range(files.list.count())]


def choose(monkeypatch, *paths: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path) for path in paths], ""))


def test_nothing_can_be_done_without_a_document(files):
    files.show_document("")
    assert [button.isEnabled() for button in (files.store, files.link, files.open, files.save, files.remove)] == [False] * 5


def test_files_are_attached_and_linked_by_the_buttons(qtbot, files, law, document, entry, monkeypatch):
    assert not files.list.isVisible()
    choose(monkeypatch, law)
    qtbot.mouseClick(files.store, Qt.MouseButton.LeftButton)
    assert texts(files) == ["law.pdf (18 bytes, in the assessment)"]
    qtbot.mouseClick(files.link, Qt.MouseButton.LeftButton)
    assert texts(files)[1] == "law.pdf (18 bytes, linked)"
    law.unlink()
    files.show_document(entry)
    assert texts(files)[1] == "law.pdf (18 bytes, linked, not found)"
    choose(monkeypatch)
    qtbot.mouseClick(files.store, Qt.MouseButton.LeftButton)
    assert len(document.read.where(Attachment, document_id=entry)) == 2


def test_what_cannot_be_attached_is_told_and_nothing_is_changed(qtbot, files, tmp_path, document, notices, monkeypatch):
    program = tmp_path / "run.exe"
    program.write_bytes(b"MZ")
    choose(monkeypatch, program)
    qtbot.mouseClick(files.store, Qt.MouseButton.LeftButton)
    assert "is a program" in notices[-1].text
    assert document.read.every(Attachment) == []


def test_a_saved_one_is_opened_as_a_private_copy_which_goes_when_the_file_is_closed(
    qtbot, files, stored, opened, notices, bridge, temporary
):
    qtbot.mouseClick(files.open, Qt.MouseButton.LeftButton)
    (path,) = opened
    assert path.read_bytes() == b"%PDF-1.4 Article 1"
    assert temporary in path.parents
    assert "Changes in the copy are not saved" in notices[-1].text
    files.list.itemActivated.emit(files.list.item(0))
    assert opened == [path, path]
    bridge.close()
    assert list(temporary.iterdir()) == []


def test_forgetting_takes_the_private_copies_too(files, stored, opened, document, temporary):
    files.acts.open(stored)
    assert opened[0].is_file()
    forget_history(document)
    assert list(temporary.iterdir()) == []


def test_a_linked_one_is_opened_where_it_is(files, document, entry, law, opened, notices):
    assert files.acts.link([law], files.acts.to_entry(entry))
    files.acts.open(document.read.every(Attachment)[0].id)
    assert opened == [law]
    law.unlink()
    files.acts.open(document.read.every(Attachment)[0].id)
    assert "was not found where it was linked" in notices[-1].text
    assert opened == [law]


def test_without_a_program_for_it_that_is_told(files, stored, notices, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    files.acts.open(stored)
    assert notices[-1].text == "There is no program here that shows law.pdf. Save a copy, and open it elsewhere."


def test_a_damaged_one_is_not_opened(files, stored, document, opened, notices, temporary):
    row = document.get(Attachment, stored)
    with document.change(Message("forged")) as transaction:
        transaction.put(replace(row, name="../evil.pdf"))
    assert texts(files) == ["../evil.pdf (18 bytes, damaged)"]
    assert not files.open.isEnabled()
    assert not files.save.isEnabled()
    files.acts.open(stored)
    assert "is damaged" in notices[-1].text
    assert opened == []
    assert list(temporary.iterdir()) == []


def test_a_copy_is_saved(files, stored, tmp_path, notices, monkeypatch):
    monkeypatch.setattr(attachment_acts.file_choice, "ask_save", lambda *_, **__: tmp_path / "out.pdf")
    files.save.click()
    assert (tmp_path / "out.pdf").read_bytes() == b"%PDF-1.4 Article 1"
    assert notices[-1].text == "The copy out.pdf was saved."
    monkeypatch.setattr(attachment_acts.file_choice, "ask_save", lambda *_, **__: None)
    files.save.click()
    monkeypatch.setattr(attachment_acts.file_choice, "ask_save", lambda *_, **__: tmp_path / "no" / "out.pdf")
    files.save.click()
    assert "cannot be written" in notices[-1].text


def test_one_is_removed_by_a_key_and_comes_back(qtbot, files, stored, document, notices):
    files.list.setFocus()
    qtbot.keyClick(files.list, Qt.Key.Key_Delete)
    assert texts(files) == []
    assert "until the assessment is closed" in notices[-1].text
    notices[-1].run()
    assert len(texts(files)) == 1


def test_the_menu_does_what_the_buttons_do(files, stored):
    entries = {action.text(): action for action in files.menu().actions()}
    assert list(entries) == ["Open", "Save a copy…", "Remove attachment"]
    assert all(action.isEnabled() for action in entries.values())
    entries["Remove attachment"].trigger()
    assert texts(files) == []


def test_dropped_files_are_offered_with_their_size(files, law, document, entry):
    files.acts.offer([law], files.acts.to_entry(entry), Message("Attach to “{title}”", title="Law & order"), QPoint(0, 0))
    told = [action.text() for action in files.acts.menu.actions() if action.text()]
    assert told == ["Attach to “Law && order”", "Save in the assessment (18 bytes)", "Link where it is", "Cancel"]
    next(action for action in files.acts.menu.actions() if action.text().startswith("Save in")).trigger()
    assert [row.path for row in document.read.every(Attachment)] == [""]
    next(action for action in files.acts.menu.actions() if action.text() == "Link where it is").trigger()
    assert [row.path for row in document.read.every(Attachment)][1].endswith("law.pdf")


def test_what_is_too_large_to_save_is_offered_only_as_a_link_with_the_reason(files, law, entry):
    os.truncate(law, 2**31 - 1)
    files.acts.offer([law], files.acts.to_entry(entry), Message("Attach"), QPoint(0, 0))
    offered = {action.text(): action.isEnabled() for action in files.acts.menu.actions() if action.text()}
    assert offered == {
        "Attach": False,
        "Save in the assessment (2147 MB)": False,
        "law.pdf is 2147 MB in size; an attachment can be at most 20 MB.": False,
        "Link where it is": True,
        "Cancel": True,
    }


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "is a folder."),
        ("gone.pdf", "gone.pdf is no longer there."),
        ("install.exe", "install.exe is a program, or something that a computer would run."),
    ],
)
def test_what_cannot_be_attached_at_all_is_told_at_once(files, tmp_path, entry, notices, name, told):
    (tmp_path / "install.exe").write_bytes(b"MZ")
    files.acts.offer([tmp_path / name], files.acts.to_entry(entry), Message("Attach"), QPoint(0, 0))
    assert files.acts.menu is None
    assert told in notices[-1].text


def test_how_much_room_is_left_is_told_before_a_file_is_chosen(qtbot, files, stored, entry, law, notices, monkeypatch):
    titles = []
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda _, title, *__: (titles.append(title), ([], ""))[1])
    assert files.room.isHidden()
    monkeypatch.setattr(attachments, "MANY_STORED_BYTES", 10)
    monkeypatch.setattr(attachments, "ALL_STORED_BYTES", 2000)
    files.show_document(entry)
    assert files.room.isVisible()
    assert files.room.text() == files.store.accessibleDescription() == "There is room for 1 kB of attachments."
    qtbot.mouseClick(files.store, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(files.link, Qt.MouseButton.LeftButton)
    assert titles == ["Attach a document. There is room for 1 kB of attachments.", "Link a document"]
    monkeypatch.setattr(attachments, "ALL_STORED_BYTES", 20)
    files.acts.offer([law], files.acts.to_entry(entry), Message("Attach to “Law”"), QPoint(10, 10))
    said = [action.text() for action in files.acts.menu.actions() if not action.isEnabled()]
    assert "The attachments in this assessment would take more than 20 bytes." in said
    files.acts.menu.close()
    monkeypatch.setattr(attachments, "ALL_STORED_BYTES", 10)
    files.show_document(entry)
    assert files.room.text() == "There is no room left for attachments. Documents can be linked."
    qtbot.mouseClick(files.store, Qt.MouseButton.LeftButton)
    assert len(titles) == 2
    assert "would take more than" in notices[-1].text


def test_large_files_are_warned_of(files, law, entry, notices, monkeypatch):
    monkeypatch.setattr(attachments, "MANY_STORED_BYTES", 10)
    files.acts.store([law], files.acts.to_entry(entry))
    assert "Copying and sending it takes long" in notices[-1].text


def test_another_document_has_its_own(files, stored, document):
    other = add_document(document, title="Another")
    files.show_document(other)
    assert texts(files) == []
    assert document.get(BackgroundDocument, other) is not None
