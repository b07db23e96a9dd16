"""Exporting: the old file or the new one, never half; never over an assessment; and a result that can be trusted."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import pickle
import stat
import threading
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from workbench.document.document import Document
from workbench.errors import DiskFull, InvalidValue, ReportFailed, StorageFailed, WorkbenchError
from workbench.language.i18n import Message, Translator
from workbench.model.rows import Activity
from workbench.model.vocabulary import Confidentiality, Edition
from workbench.prose.blocks import Paragraph
from workbench.prose.lines import Span
from workbench.reports import html, json_report
from workbench.reports.contents import Progress, RenderedCounts
from workbench.reports.export import ExportResult, ReportFormat, check_language, check_target, export_report, write_report
from workbench.reports.snapshot import take_snapshot
from workbench.storage import writing

pytestmark = pytest.mark.slow

OLD = b"the old report"


OPEN, MARKED = Confidentiality.OPEN, Confidentiality.MARKED


@pytest.fixture
def half(document: Document) -> Document:
    """Three answers, one of them confidential, and an activity."""
    with document.change(Message("test")) as transaction:
        for question, confidential in (("kf1.q1", OPEN), ("kf1.q2", MARKED), ("ge.q14", OPEN)):
            transaction.put(replace(document.read.answer(question), text="Ten letters", confidential=confidential))
        transaction.put(Activity(id="activity", title="Draw the lanes"))
    return document


def export(document: Document, target: Path, **more: object) -> ExportResult:
    return export_report(document, target, **more)


def only(folder: Path, *names: str) -> None:
    """Nothing but these and the assessment is in the folder: no part is left over."""
    assert sorted(path.name for path in folder.iterdir() if not path.name.startswith("station.integrity")) == sorted(names)


@pytest.mark.parametrize("kind", ReportFormat)
def test_each_format_is_written_and_measured(half, tmp_path, kind):
    target = tmp_path / f"report{kind.suffix}"
    result = export(half, target)
    content = target.read_bytes()
    assert (result.target, result.format, result.language, result.edition) == (target, kind, "en", Edition.FULL)
    assert result.sha256 == hashlib.sha256(content).hexdigest()
    assert result.size == len(content)
    assert (result.counts.answered, result.counts.characters, result.counts.activities) == (3, 33, 1)
    assert str(result.sentence()) == "Answers: 3 of 3 (33 characters). Activities: 1."
    only(tmp_path, target.name)


def test_the_public_edition_says_what_it_withholds(half, tmp_path):
    result = export(half, tmp_path / "report.html", edition=Edition.PUBLIC)
    assert result.withheld == 1
    assert result.answers_in_file == 3
    assert str(result.sentence()) == (
        "Public edition. Answers: 2 of 3 (22 characters). Activities: 1. Confidential answers not included: 1."
    )


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.pdf", "pdf"), ("a.PDF", "pdf"), ("a.htm", "html"), ("a.b.Html", "html"), ("a.json", "json")],
)
def test_the_name_tells_the_format(name, kind):
    assert ReportFormat.of(Path(name)) is ReportFormat(kind)


@pytest.mark.parametrize("name", ["report", "report.txt", "report.", ".pdf", "report.pdf.zip"])
def test_a_name_that_tells_no_format_is_told(half, tmp_path, name):
    with pytest.raises(
        InvalidValue, match=r"cannot be recognized from the name.*No file was created.*\.pdf, \.html, \.json"
    ):
        export(half, tmp_path / name)
    only(tmp_path)


def test_a_given_format_goes_before_the_name(half, tmp_path):
    target = tmp_path / "report.txt"
    assert export(half, target, format=ReportFormat.JSON).format is ReportFormat.JSON
    assert json.loads(target.read_text(encoding="utf-8"))["format"] == json_report.FORMAT_NAME


def test_a_language_that_reports_do_not_speak_is_told(half, tmp_path):
    with pytest.raises(InvalidValue, match="Reports cannot be created in this language: Klingon"):
        export_report(half, tmp_path / "report.html", language="Klingon")
    only(tmp_path)
    check_language("en")


def test_the_assessment_itself_is_never_the_target(half):
    before = half.path.read_bytes()
    with pytest.raises(InvalidValue, match=r"cannot take the place of the assessment station\.integrity"):
        export(half, half.path, format=ReportFormat.PDF)
    assert half.path.read_bytes() == before


@pytest.mark.parametrize("read_only", [False, True])
def test_the_open_assessment_under_another_name_is_never_the_target(document, tmp_path, open_document, read_only):
    document.close()
    path = document.path.rename(tmp_path / "looks-like.pdf")
    linked = tmp_path / "linked.pdf"
    linked.symlink_to(path)
    opened = open_document(path, read_only=read_only)
    for target in (path, linked):
        with pytest.raises(InvalidValue, match="cannot take the place"):
            export(opened, target)
        with pytest.raises(InvalidValue, match="cannot take the place"):
            check_target(target)


def test_another_assessment_is_never_the_target(half, tmp_path, empty_file):
    other = tmp_path / "other.html"
    other.write_bytes(empty_file.read_bytes())
    before = other.read_bytes()
    with pytest.raises(InvalidValue, match=r"cannot take the place of the assessment other\.html"):
        export(half, other)
    other.write_bytes(before[: len(before) // 2])
    with pytest.raises(InvalidValue, match="cannot take the place"):
        export(half, other)


@pytest.mark.parametrize("name", ["new.integrity", "new.INTEGRITY"])
def test_no_report_is_named_like_an_assessment(half, tmp_path, name):
    with pytest.raises(InvalidValue, match=r"Choose another name for the report, for example new\.pdf"):
        export(half, tmp_path / name, format=ReportFormat.HTML)
    only(tmp_path)


def test_an_old_report_is_replaced(half, tmp_path):
    target = tmp_path / "report.html"
    target.write_bytes(OLD)
    export(half, target)
    assert target.read_bytes().startswith(b"<!DOCTYPE html>")
    only(tmp_path, target.name)


def test_only_the_account_that_wrote_it_can_read_it(half, tmp_path):
    target = tmp_path / "report.html"
    export(half, target)
    assert stat.S_IMODE(target.stat().st_mode) & 0o077 == 0 or os.name == "nt"


def test_a_folder_that_is_not_there_is_told(half, tmp_path):
    with pytest.raises(StorageFailed, match=r"cannot be written.*Choose a folder that exists"):
        export(half, tmp_path / "nowhere" / "report.html")
    only(tmp_path)


def test_a_folder_in_the_place_of_the_report_is_told(half, tmp_path):
    (tmp_path / "report.html").mkdir()
    with pytest.raises(StorageFailed):
        export(half, tmp_path / "report.html")
    only(tmp_path, "report.html")


def test_a_write_protected_report_stays(half, tmp_path):
    target = tmp_path / "report.html"
    target.write_bytes(OLD)
    target.chmod(0o400)
    with pytest.raises(StorageFailed, match="is write-protected"):
        export(half, target)
    assert target.read_bytes() == OLD
    only(tmp_path, target.name)


class _FullDisk(BytesIO):
    """Takes some bytes, then says that the disk is full."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        path.write_bytes(b"something")

    def write(self, content: bytes) -> int:
        if self.tell() + len(content) > 20_000:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(content)


@pytest.mark.parametrize("kind", ReportFormat)
def test_a_full_disk_leaves_the_old_report(half, tmp_path, monkeypatch, kind):
    target = tmp_path / f"report{kind.suffix}"
    target.write_bytes(OLD)
    monkeypatch.setattr("workbench.reports.export.new_private", _FullDisk)
    with pytest.raises(DiskFull, match=r"not enough room.*What was there before is unchanged"):
        export(half, target)
    assert target.read_bytes() == OLD
    only(tmp_path, target.name)


def test_a_disk_that_fails_at_the_last_moment_leaves_the_old_report(half, tmp_path, monkeypatch):
    target = tmp_path / "report.html"
    target.write_bytes(OLD)

    def failing(path: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(writing, "to_disk", failing)
    with pytest.raises(StorageFailed):
        export(half, target)
    assert target.read_bytes() == OLD
    only(tmp_path, target.name)


def test_a_report_that_lost_something_never_gets_its_name(half, tmp_path, monkeypatch):
    target = tmp_path / "report.html"
    target.write_bytes(OLD)
    monkeypatch.setattr(html, "read_blocks", lambda text: (Paragraph((Span(text[:5]),)),))
    with pytest.raises(ReportFailed, match="does not contain all answers"):
        export(half, target)
    assert target.read_bytes() == OLD
    only(tmp_path, target.name)


def test_a_pdf_that_counted_less_never_gets_its_name(half, tmp_path, monkeypatch):
    import workbench.reports.pdf

    def forgetful(data: object, stream: BytesIO, translate: Translator, progress: Progress) -> RenderedCounts:
        stream.write(b"%PDF-1.4 %%EOF")
        return RenderedCounts(2, 22, 1)

    monkeypatch.setattr(workbench.reports.pdf, "render_pdf", forgetful)
    with pytest.raises(ReportFailed):
        export(half, tmp_path / "report.pdf")
    only(tmp_path)


@pytest.mark.parametrize("kind", ReportFormat)
def test_progress_is_told_and_ends_at_the_whole(half, tmp_path, kind):
    told: list[float] = []
    export(half, tmp_path / f"report{kind.suffix}", progress=told.append)
    assert len(told) > 3
    assert all(0 <= share <= 1 for share in told)


@pytest.mark.parametrize("kind", ReportFormat)
@pytest.mark.parametrize("step", [1, 2, 3])
def test_an_export_can_be_cancelled_at_every_step(half, tmp_path, step, kind):
    target = tmp_path / f"report{kind.suffix}"
    target.write_bytes(OLD)
    told: list[float] = []

    class Cancelled(Exception):
        pass

    def cancel(share: float) -> None:
        told.append(share)
        if len(told) == step:
            raise Cancelled

    with pytest.raises(Cancelled):
        export(half, target, progress=cancel)
    assert target.read_bytes() == OLD
    only(tmp_path, target.name)


def test_a_picture_is_written_without_the_document_on_another_thread(half, tmp_path):
    data = take_snapshot(half)
    half.close()
    results: list[ExportResult | WorkbenchError] = []

    def work() -> None:
        results.append(write_report(data, tmp_path / "report.html", ReportFormat.HTML))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    (result,) = results
    assert isinstance(result, ExportResult)
    assert result.counts == data.counts


def test_exporting_changes_nothing_in_the_assessment(half, tmp_path, open_document: Callable[..., Document]):
    half.close()
    before = half.path.read_bytes()
    export(open_document(half.path, read_only=True), tmp_path / "report.html")
    assert half.path.read_bytes() == before


def test_picture_and_result_can_travel_to_another_process_and_back(half, tmp_path):
    data = take_snapshot(half)
    assert pickle.loads(pickle.dumps(data)) == data
    result = write_report(data, tmp_path / "report.json", ReportFormat.JSON)
    assert pickle.loads(pickle.dumps(result)) == result
