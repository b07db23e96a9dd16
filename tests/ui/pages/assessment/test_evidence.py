"""Evidence of an answer: what is ticked stands first, attachments are opened, dragged files become evidence."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QDesktopServices

from tests.ui.dropped import drop, mime_of
from ui.link.stages import Stage
from ui.pages.assessment.answer_drops import AnswerDrops
from ui.pages.assessment.detail_tabs import EVIDENCE
from workbench.model.rows import Attachment, BackgroundDocument, Evidence
from workbench.operations.answers import set_evidence
from workbench.operations.attachments import NewFile, attach
from workbench.operations.documents import add_document


@pytest.fixture
def window(open_window, empty_file):
    made = open_window(empty_file)
    made.go(Stage.ASSESSMENT)
    return made


@pytest.fixture
def document(window):
    return window.bridge.document


@pytest.fixture
def panel(window):
    page = window.workspace.page(Stage.ASSESSMENT)
    page.show_entry("kf3.q20")
    return page.panel


def lines(tab) -> list[str]:
    return [tab.links.list.item(row).text() for row in range(tab.links.list.count())]


def test_what_is_ticked_stands_first_and_no_line_jumps(panel, document):
    entries = [add_document(document, title=title) for title in ("A", "B", "C", "D")]
    set_evidence(document, question="kf3.q20", documents=[entries[2]])
    panel.tabs.setCurrentIndex(EVIDENCE)
    assert lines(panel.evidence) == ["C", "A", "B", "D"]
    set_evidence(document, question="kf3.q20", documents=[entries[2], entries[3]])
    assert lines(panel.evidence) == ["C", "A", "B", "D"]
    assert panel.evidence.links.ticked() == [entries[2], entries[3]]
    panel.evidence.show_question("kf3.q18")
    assert lines(panel.evidence) == ["A", "B", "C", "D"]
    panel.evidence.show_question("kf3.q20")
    assert lines(panel.evidence) == ["C", "D", "A", "B"]


def test_the_attachment_of_the_selected_document_is_opened(panel, document, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    opened: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: (opened.append(Path(url.toLocalFile())), True)[1])
    law = add_document(document, title="Law")
    add_document(document, title="Plan")
    panel.tabs.setCurrentIndex(EVIDENCE)
    tab = panel.evidence
    attach(document, entry=law, found=[NewFile("law.txt", 6, b"Art. 1")])
    assert lines(tab) == ["Law (attached)", "Plan"]
    tab.links.list.setCurrentRow(1)
    assert not tab.open.isEnabled()
    tab.links.list.setCurrentRow(0)
    tab.open.click()
    assert [path.name for path in opened] == ["law.txt"]
    attach(document, entry=law, found=[NewFile("old.txt", 6, b"Art. 0"), NewFile("far.pdf", 6, path="far.pdf")])
    menu = tab.acts.menu_for(law)
    assert [(action.text(), action.isEnabled()) for action in menu.actions()] == [
        ("Open law.txt", True),
        ("Save a copy of law.txt…", True),
        ("Open old.txt", True),
        ("Save a copy of old.txt…", True),
        ("Open far.pdf", False),
    ]
    menu.actions()[2].trigger()
    assert [path.name for path in opened] == ["law.txt", "old.txt"]
    tab.acts.open_of(law, QPoint(0, 0))
    assert tab.acts.menu.isVisible()
    tab.acts.menu.close()


@pytest.mark.parametrize("part", ["panel", "answer", "causes"])
def test_a_file_that_is_dropped_on_a_question_becomes_evidence(qtbot, panel, document, tmp_path, part):
    law = tmp_path / "The law.pdf"
    law.write_bytes(b"%PDF-1.4 Article 1")
    drops = panel.findChild(AnswerDrops)
    assert drop(panel if part == "panel" else getattr(panel, part).viewport(), mime_of([law]))
    qtbot.waitUntil(lambda: drops.acts is not None)
    assert drops.acts.menu.actions()[0].text() == "Add as evidence: 1 document"
    drops.acts.menu.actions()[2].trigger()
    (row,) = document.read.every(BackgroundDocument)
    assert row.title == "The law"
    assert [link.document_id for link in document.read.every(Evidence)] == [row.id]
    assert [one.document_id for one in document.read.every(Attachment)] == [row.id]
    assert panel.answer.text() == ""


def test_private_copies_are_gone_with_the_window(window, document, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "t"))
    (tmp_path / "t").mkdir()
    path = window.bridge.copies().put("a" * 64, "law.txt", b"Art. 1")
    assert path.is_file()
    window.close()
    assert list((tmp_path / "t").iterdir()) == []
