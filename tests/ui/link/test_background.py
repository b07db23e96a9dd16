"""Work on another thread: results on the main thread, cancelling, errors, and an orderly end."""

from __future__ import annotations

import threading

import pytest
import shiboken6
from PySide6.QtCore import QObject

from ui.link import background
from workbench.errors import ReportFailed
from workbench.language.i18n import Message


class Told:
    def __init__(self):
        self.done, self.errors, self.progress, self.cancelled, self.threads = [], [], [], [], []

    def start(self, job):
        def note(kept):
            def keep(*values):
                self.threads.append(threading.current_thread())
                kept.append(values[0] if len(values) == 1 else values)

            return keep

        return background.run(
            job,
            on_done=note(self.done),
            on_error=note(self.errors),
            on_progress=note(self.progress),
            on_cancelled=note(self.cancelled),
        )


@pytest.fixture
def told():
    return Told()


def test_the_job_runs_elsewhere_and_is_told_here(qtbot, told):
    where = []

    def job(work):
        where.append(threading.current_thread())
        work.step(1, 2)
        return "report"

    with qtbot.waitSignal(told.start(job).ended):
        pass
    assert told.done == ["report"]
    assert told.progress == [(1, 2)]
    assert where[0] is not threading.main_thread()
    assert set(told.threads) == {threading.main_thread()}


def test_what_the_core_refuses_is_told(qtbot, told):
    def job(work):
        raise ReportFailed(Message("No report."), advice=Message("Try again."))

    with qtbot.waitSignal(told.start(job).ended):
        pass
    assert [str(error) for error in told.errors] == ["No report. Try again."]
    assert told.done == []


def test_a_bug_is_raised_where_it_is_seen(qtbot, told):
    def job(work):
        raise ZeroDivisionError("a bug")

    with qtbot.captureExceptions() as raised, qtbot.waitSignal(told.start(job).ended):
        pass
    assert [kind for kind, _, _ in raised] == [ZeroDivisionError]
    assert told.errors == []


def test_a_cancelled_job_stops_at_its_next_step(qtbot, told):
    started, go_on = threading.Event(), threading.Event()

    def job(work):
        started.set()
        go_on.wait(5)
        work.step(1, 2)
        return "never"

    task = told.start(job)
    started.wait(5)
    task.cancel()
    with qtbot.waitSignal(task.ended):
        go_on.set()
    assert told.done == []
    assert len(told.cancelled) == 1 or told.cancelled == [()]


def test_closing_ends_all_jobs(qtbot, told):
    started = threading.Event()
    stopped = []

    def job(work):
        started.set()
        try:
            while True:
                work.step(0, 0)
        finally:
            stopped.append(True)

    told.start(job)
    started.wait(5)
    background.stop_all()
    assert stopped == [True]
    qtbot.waitUntil(lambda: not background._RUNNING)


def test_a_job_that_can_be_ended_from_outside_is_ended_at_once(qtbot, told):
    begun, ended = threading.Event(), threading.Event()

    def job(work):
        work.when_stopped(ended.set)
        begun.set()
        assert ended.wait(60)
        work.step(1, 1)

    task = told.start(job)
    assert begun.wait(60)
    with qtbot.waitSignal(task.ended, timeout=60_000):
        task.cancel()
    assert len(told.cancelled) == 1


def test_a_job_that_was_stopped_before_it_could_say_how_is_ended_too(qtbot, told):
    go_on, ended = threading.Event(), threading.Event()

    def job(work):
        assert go_on.wait(60)
        work.when_stopped(ended.set)
        assert ended.is_set()
        work.step(1, 1)

    task = told.start(job)
    task.cancel()
    with qtbot.waitSignal(task.ended, timeout=60_000):
        go_on.set()
    assert len(told.cancelled) == 1


def test_what_is_done_cannot_be_cancelled_any_more(qtbot, told):
    def job(work):
        work.done()
        work.stop()
        return "written"

    with qtbot.waitSignal(told.start(job).ended):
        pass
    assert told.done == ["written"]
    assert told.cancelled == []


def test_closing_does_not_wait_for_what_does_not_answer(qtbot, told, monkeypatch):
    monkeypatch.setattr(background, "_CLOSING_SECONDS", 0.1)
    let_go = threading.Event()
    task = told.start(lambda _: let_go.wait(60))
    background.stop_all()
    assert not task.wait(0)
    with qtbot.waitSignal(task.ended):
        let_go.set()
    assert len(told.cancelled) == 1


def test_a_job_whose_owner_is_gone_is_asked_to_stop_and_forgotten(qtbot, told):
    owner, ended = QObject(), threading.Event()

    def job(work):
        work.when_stopped(ended.set)
        ended.wait(5)

    task = background.run(job, on_done=told.done.append, on_error=told.errors.append, parent=owner)
    shiboken6.delete(owner)
    assert ended.wait(5)
    assert task not in background._RUNNING
    assert task.wait(5)
    assert told.done == told.errors == []
