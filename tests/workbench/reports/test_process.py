"""A job in a process of its own: it can be ended at any moment, it is ended when it runs away, and it leaves nothing."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from workbench.errors import ReportFailed
from workbench.model.vocabulary import Edition
from workbench.reports import launch
from workbench.reports.contents import untold
from workbench.reports.export import ReportFormat, write_report
from workbench.reports.plan_print import write_plan
from workbench.reports.process import BrokenJob, Ended, ExportProcess
from workbench.reports.snapshot import take_snapshot

pytestmark = pytest.mark.slow

OLD = b"the old report"
DEADLINE_SECONDS = 60
ODD_JOBS = """
import errno, os, time
from dataclasses import dataclass
from pathlib import Path
from workbench.errors import ReportFailed
from workbench.language.i18n import Message

@dataclass
class Odd:
    what: str
    path: str = ""

    def do(self, progress):
        return getattr(self, self.what)(progress)

    def forget(self):
        Path(self.path).unlink(missing_ok=True)

    def tell_number(self, progress):
        progress(0.5)
        time.sleep(0.1)
        progress(0.25)
        return os.getpid()

    def refuse(self, progress):
        raise ReportFailed(Message("No {what}.", what="report"), safe=Message("All is safe."), advice=Message("Try again."))

    def fill_the_disk(self, progress):
        raise OSError(errno.ENOSPC, "No space left on device")

    def err(self, progress):
        return {}["a secret text"]

    def chatter(self, progress):
        print("noise", flush=True)
        os.write(1, b"more noise")
        return "quiet"

    def die(self, progress):
        os._exit(9)

    def swell(self, progress):
        return len(bytearray(8 << 30))

    def run_away(self, progress):
        if self.path:
            Path(self.path).write_text("half")
        while True:
            pass

    def go_on_for_ever(self, progress):
        Path(self.path).write_text("half")
        while True:
            progress(0.5)
"""


@pytest.fixture(scope="module")
def odd_jobs(tmp_path_factory):
    """Jobs in a module that the other process finds too."""
    folder = tmp_path_factory.mktemp("odd")
    (folder / "odd_jobs.py").write_text(ODD_JOBS, encoding="utf-8")
    sys.path.insert(0, str(folder))
    import odd_jobs

    yield odd_jobs.Odd
    sys.path.remove(str(folder))
    del sys.modules["odd_jobs"]


def until(condition) -> None:
    end = time.monotonic() + DEADLINE_SECONDS
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def is_gone(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    return False


def test_it_is_done_elsewhere_and_its_progress_never_goes_back(odd_jobs):
    told = []
    number = ExportProcess().run(odd_jobs("tell_number"), told.append)
    assert number != os.getpid()
    assert is_gone(number) or os.name == "nt"
    assert set(told) == {0.5}


def test_what_the_core_refuses_is_told_in_its_words(odd_jobs):
    with pytest.raises(ReportFailed) as refused:
        ExportProcess().run(odd_jobs("refuse"), untold)
    assert str(refused.value) == "No report. All is safe. Try again."


def test_what_the_system_refuses_is_told_as_it_is(odd_jobs):
    with pytest.raises(OSError, match="No space left") as refused:
        ExportProcess().run(odd_jobs("fill_the_disk"), untold)
    assert refused.value.errno == errno.ENOSPC


def test_a_mistake_of_ours_is_told_with_its_place_and_without_a_text(odd_jobs):
    with pytest.raises(BrokenJob) as broken:
        ExportProcess().run(odd_jobs("err"), untold)
    told = " ".join(broken.value.places)
    assert "odd_jobs:" in told
    assert "KeyError" in told
    assert "secret" not in told + str(broken.value)
    assert "/" not in told, "a path may contain the name of an account"


def test_what_a_library_prints_is_no_frame(odd_jobs):
    assert ExportProcess().run(odd_jobs("chatter"), untold) == "quiet"


def test_a_process_that_dies_is_told_in_one_sentence(odd_jobs):
    with pytest.raises(ReportFailed, match=r"the system stopped it.*The assessment is safe"):
        ExportProcess().run(odd_jobs("die"), untold)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit to ask for")
def test_a_job_without_measure_is_ended_by_its_own_limit(odd_jobs):
    with pytest.raises(ReportFailed, match="not enough memory"):
        ExportProcess().run(odd_jobs("swell"), untold)


def test_a_job_without_progress_is_ended(odd_jobs):
    export = ExportProcess(patience=2)
    with pytest.raises(ReportFailed, match="made no progress for a long time"):
        export.run(odd_jobs("run_away"), untold)
    assert export._process.returncode is not None


def test_a_process_that_says_nothing_at_all_is_ended(odd_jobs, monkeypatch):
    monkeypatch.setattr(launch, "command", lambda: [sys.executable, "-c", "import time; time.sleep(600)"])
    export = ExportProcess(patience=0.5)
    with pytest.raises(ReportFailed, match="made no progress"):
        export.run(odd_jobs("tell_number"), untold)
    assert export._process.returncode is not None


def test_a_program_that_cannot_be_started_is_told(odd_jobs, monkeypatch):
    monkeypatch.setattr(launch, "command", lambda: ["/no/such/program"])
    with pytest.raises(ReportFailed, match="could not be started"):
        ExportProcess().run(odd_jobs("tell_number"), untold)


def test_it_is_ended_at_once_from_another_thread(odd_jobs, tmp_path):
    export = ExportProcess()
    begun = tmp_path / "begun"

    def end() -> None:
        until(begun.exists)
        export.end()

    ender = threading.Thread(target=end)
    ender.start()
    with pytest.raises(Ended):
        export.run(odd_jobs("run_away", str(begun)), untold)
    ender.join()
    assert export._process.returncode is not None


def test_ended_before_it_begins_it_never_begins(odd_jobs):
    export = ExportProcess()
    export.end()
    with pytest.raises(Ended):
        export.run(odd_jobs("tell_number"), untold)
    assert export._process is None


def test_ended_after_it_is_done_nothing_happens(odd_jobs):
    export = ExportProcess()
    export.run(odd_jobs("chatter"), untold)
    export.end()


@pytest.mark.parametrize("kind", ReportFormat)
def test_killed_at_any_moment_it_leaves_the_old_report_and_nothing_else(sample, tmp_path, kind):
    data = take_snapshot(sample)
    folder = tmp_path / "out"
    folder.mkdir()
    target = folder / f"report{kind.suffix}"
    target.write_bytes(OLD)
    for moment in (1, 2, 5):
        export = ExportProcess()
        told = []

        def kill_it(share, export=export, told=told, moment=moment) -> None:
            told.append(share)
            if len(told) == moment:
                export._process.kill()

        try:
            write_report(data, target, kind, progress=kill_it, maker=export.run)
        except ReportFailed as error:
            assert "The report could not be finished" in str(error)  # noqa: PT017  a fast machine may have finished it
            assert target.read_bytes() == OLD
        assert list(folder.iterdir()) == [target]
        target.write_bytes(OLD)


@pytest.mark.parametrize("kind", ReportFormat)
@pytest.mark.parametrize("edition", list(Edition))
def test_it_makes_the_same_report_as_here(sample, tmp_path, kind, edition):
    data = take_snapshot(sample, edition=edition)
    here = write_report(data, tmp_path / f"here{kind.suffix}", kind)
    there = write_report(data, tmp_path / f"there{kind.suffix}", kind, maker=ExportProcess().run)
    assert (here.sha256, here.size, here.counts) == (there.sha256, there.size, there.counts)
    assert (tmp_path / f"there{kind.suffix}").read_bytes() == (tmp_path / f"here{kind.suffix}").read_bytes()


def test_it_makes_the_same_plan_as_here(sample, tmp_path):
    data = take_snapshot(sample)
    here = write_plan(data, tmp_path / "here.pdf")
    there = write_plan(data, tmp_path / "there.pdf", maker=ExportProcess().run)
    assert (here.sha256, here.activities) == (there.sha256, there.activities)


PROGRAM = """
import sys
from odd_jobs import Odd
from workbench.reports.process import ExportProcess
ExportProcess().run(Odd(sys.argv[1], sys.argv[2]), lambda share: None)
"""


@pytest.mark.skipif(os.name == "nt", reason="a process is killed there with all that it opened")
@pytest.mark.parametrize("what", ["go_on_for_ever", "run_away"])
def test_when_the_program_is_killed_the_process_clears_up_and_ends(odd_jobs, tmp_path, what):
    begun = tmp_path / "begun"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, "-c", PROGRAM, what, str(begun)], env=environment) as program:
        until(begun.exists)
        children = Path(f"/proc/{program.pid}/task/{program.pid}/children")
        child = int(children.read_text().split()[0]) if children.exists() else None
        program.send_signal(signal.SIGKILL)
    until(lambda: not begun.exists())
    if child is not None:
        until(lambda: is_gone(child))


def test_a_frozen_program_calls_itself(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert launch.command() == [sys.executable, launch.WORKER]
    assert launch.is_worker(launch.command()[1:])
    assert not launch.is_worker([])
    assert not launch.is_worker(["file.integrity"])


def test_the_entry_point_of_a_frozen_program_does_the_job(odd_jobs, monkeypatch):
    environment = os.pathsep.join(folder for folder in sys.path if folder)
    monkeypatch.setenv("PYTHONPATH", environment)
    monkeypatch.setattr(launch, "command", lambda: [sys.executable, "-m", "ui", launch.WORKER])
    assert ExportProcess().run(odd_jobs("chatter"), untold) == "quiet"


def test_nothing_is_imported_from_the_folder_it_is_started_in(odd_jobs, tmp_path, monkeypatch):
    for name in ("workbench", "pickle", "click"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise SystemExit('taken from the wrong folder')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert ExportProcess().run(odd_jobs("chatter"), untold) == "quiet"
