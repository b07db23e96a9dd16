"""Files that are dragged onto the page Documents: onto a row, onto what stands below the table, or elsewhere."""

from __future__ import annotations

import pytest

from tests.ui.dropped import drop, mime_of
from ui.pages.registers.documents_page import DocumentsPage, shorten
from workbench.model.rows import Attachment, BackgroundDocument
from workbench.operations.documents import add_document

pytestmark = pytest.mark.slow


@pytest.fixture
def law(tmp_path):
    path = tmp_path / "The law.pdf"
    path.write_bytes(b"%PDF-1.4 Article 1")
    return path


def _store(page) -> None:
    page.attachments.acts.menu.actions()[2].trigger()


def test_a_file_on_a_row_belongs_to_that_document(qtbot, show_page, document, law):
    add_document(document, title="First")
    second = add_document(document, title="Second")
    page = show_page(DocumentsPage, document)
    grid = page.register.table.grid
    at = grid.visualRect(page.register.table.model.index_of(second)).center()
    assert drop(grid.viewport(), mime_of([law]), at)
    qtbot.waitUntil(lambda: page.attachments.acts.menu is not None)
    assert page.attachments.acts.menu.actions()[0].text() == "Attach to “Second”"
    _store(page)
    assert [row.document_id for row in document.read.every(Attachment)] == [second]
    assert page.register.table.current_id() == second
    assert page.attachments.list.item(0).text() == "The law.pdf (18 bytes, in the assessment)"


def test_a_file_below_the_table_belongs_to_the_document_that_is_shown(qtbot, show_page, document, law):
    first = add_document(document, title="First")
    page = show_page(DocumentsPage, document)
    details = page.register.details
    assert drop(page, mime_of([law]), page.mapFromGlobal(details.mapToGlobal(details.rect().center())))
    qtbot.waitUntil(lambda: page.attachments.acts.menu is not None)
    _store(page)
    assert [row.document_id for row in document.read.every(Attachment)] == [first]


def test_files_elsewhere_become_documents(qtbot, show_page, document, law, tmp_path):
    other = tmp_path / "plan.txt"
    other.write_text("Plan")
    page = show_page(DocumentsPage, document)
    assert drop(page, mime_of([law, other]))
    qtbot.waitUntil(lambda: page.attachments.acts.menu is not None)
    assert page.attachments.acts.menu.actions()[0].text() == "Add as 2 documents"
    _store(page)
    assert [row.title for row in document.read.every(BackgroundDocument)] == ["The law", "plan"]
    document.undo()
    assert document.read.every(BackgroundDocument) == []


def test_a_folder_is_refused_in_words(qtbot, show_page, document, tmp_path, told):
    page = show_page(DocumentsPage, document)
    drop(page, mime_of([tmp_path]))
    qtbot.waitUntil(lambda: bool(told))
    assert page.attachments.acts.menu is None
    assert "is a folder" in told[-1].text
    assert document.read.every(BackgroundDocument) == []


def test_a_long_title_fits_into_a_menu():
    assert shorten("a" * 100) == "a" * 60 + "…"
    assert shorten("Law") == "Law"
