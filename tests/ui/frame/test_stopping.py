"""The program is ended from outside, or the session ends: what is typed is stored first, and nobody is cut off from a text."""

from __future__ import annotations

import os
import signal

import pytest
from PySide6.QtWidgets import QApplication

from ui.frame.stopping import Stopping
from ui.link.stages import Stage
from workbench.document.document import Document

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals as these are there on POSIX only")


class Session:
    """What the system hands over when the session ends."""

    def __init__(self, *, may_ask: bool = True) -> None:
        self.may_ask, self.cancelled = may_ask, False

    def allowsInteraction(self) -> bool:  # noqa: N802
        return self.may_ask

    def cancel(self) -> None:
        self.cancelled = True


@pytest.fixture
def window(open_window, empty_file):
    made = open_window(empty_file)
    made.go(Stage.ASSESSMENT)
    made.activateWindow()
    return made


@pytest.fixture
def stopping(window):
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
    made = Stopping(QApplication.instance(), window)
    yield made
    made.give_back()
    assert {number: signal.getsignal(number) for number in before} == before
    QApplication.instance().aboutToQuit.disconnect(made._quits)
    QApplication.instance().commitDataRequest.disconnect(made._session_ends)


def type_answer(qtbot, window, text: str) -> None:
    page = window.workspace.page(Stage.ASSESSMENT)
    page.show_entry("kf1.q1")
    page.panel.answer.setFocus()
    qtbot.keyClicks(page.panel.answer, text)


def text_in(document: Document) -> str:
    return document.read.answer("kf1.q1").text


def test_the_end_of_the_session_stores_and_notes_the_place(qtbot, window, stopping, empty_file):
    type_answer(qtbot, window, "typed")
    session = Session()
    stopping._session_ends(session)
    assert not session.cancelled
    assert text_in(window.bridge.document) == "typed"
    known = window.memory.entry(empty_file)
    assert (known.question, known.cursor) == ("kf1.q1", 5)


def test_the_end_of_the_session_waits_for_what_cannot_be_stored(qtbot, window, stopping, full_disk):
    type_answer(qtbot, window, "typed")
    session = Session()
    stopping._session_ends(session)
    assert session.cancelled
    assert "The file stays open" in window.bar.text
    assert window.isVisible()


def test_a_session_that_allows_no_question_is_not_held_up(qtbot, window, stopping, full_disk):
    type_answer(qtbot, window, "typed")
    session = Session(may_ask=False)
    stopping._session_ends(session)
    assert not session.cancelled


def test_a_signal_that_cannot_be_obeyed_without_losing_a_text_is_answered_in_the_window(qtbot, window, stopping, full_disk):
    type_answer(qtbot, window, "typed")
    os.kill(os.getpid(), signal.SIGTERM)
    qtbot.waitUntil(lambda: "The file stays open" in window.bar.text, timeout=20_000)
    assert window.isVisible()


def test_quitting_stores_first(qtbot, window, stopping):
    type_answer(qtbot, window, "typed")
    stopping._quits()
    assert text_in(window.bridge.document) == "typed"
