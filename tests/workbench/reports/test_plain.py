"""No text of the users turns what stands beside it, and no control character reaches a report raw, in any format."""

from __future__ import annotations

import io
import json
import re
from dataclasses import fields, replace

import pypdf
import pytest

from workbench.language.i18n import ENGLISH, Message
from workbench.model.rows import Activity, Answer, Contributor, Finding, Outcome, Output, Session
from workbench.reports.contents import untold
from workbench.reports.export import ReportFormat, write_report
from workbench.reports.pdf import render_pdf
from workbench.reports.plain import plain, steady
from workbench.reports.plan_print import PlanPages
from workbench.reports.snapshot import take_snapshot

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
CONTROLS = "\x00\x07\x0b\x0c\r\x1b\x1f\x7f\x85\x9b"
HOSTILE = f"exe.{TURNING}gnp{CONTROLS}\x1b]0;title\x07 \u200fend"
RAW = re.compile(f"[{TURNING}\x00-\x08\x0b-\x1f\x7f-\x9f]")


@pytest.mark.parametrize("character", TURNING)
def test_what_turns_is_left_out(character):
    assert steady(f"a{character}b") == "ab"
    assert plain(f"a{character}b") == "ab"


@pytest.mark.parametrize("character", CONTROLS)
def test_other_control_characters_are_written_out(character):
    assert plain(f"a{character}b") == f"a[U+{ord(character):04X}]b"


@pytest.mark.parametrize("text", ["", "a\tb\nc", "مكتب\u200f\u200e", "a\u200db", "ä\u00adö", "😀"])
def test_everything_else_stays(text):
    assert plain(text) == text
    assert steady(text) == text


@pytest.fixture
def data(document):
    """A picture in which every text of the file holds what no text may hold: as a file from outside might."""
    with document.change(Message("test")) as transaction:
        transaction.put(Outcome(id="outcome", title="Outcome"))
        transaction.put(Output(id="output", outcome_id="outcome", title="Output"))
        transaction.put(Activity(id="activity", output_id="output", title="Activity"))
        transaction.put(Contributor(id="person", name="Person"))
        transaction.put(Session(id="session", title="Session"))
        for answer in document.read.every(Answer)[:3]:
            transaction.put(replace(answer, text="Answer"))
        transaction.put(replace(document.read.every(Finding)[0], gaps="Gaps"))
    return hostile(take_snapshot(document))


def hostile(value, name=""):
    if name in {
        "id",
        "number",
        "area_id",
        "question_id",
        "outcome_id",
        "output_id",
        "language",
        "made_at",
        "program_version",
    }:
        return value
    if type(value) is str:
        return f"{value} {HOSTILE}" if name not in {"date", "start_time"} else value
    if isinstance(value, tuple):
        return tuple(hostile(part) for part in value)
    if hasattr(value, "__dataclass_fields__"):
        return replace(value, **{field.name: hostile(getattr(value, field.name), field.name) for field in fields(value)})
    return value


@pytest.mark.slow
@pytest.mark.parametrize("kind", ReportFormat)
def test_no_format_holds_them_raw_and_each_is_proven_whole(data, tmp_path, kind):
    target = tmp_path / f"report{kind.suffix}"
    write_report(data, target, kind)
    if kind is not ReportFormat.PDF:
        text = target.read_bytes().decode()
        assert RAW.findall(text) == []
        assert "[U+001B]" in text or kind is ReportFormat.JSON
        assert "\u200f" in text
    if kind is ReportFormat.JSON:
        assert json.loads(text)["assessment"]["station"].endswith(HOSTILE)


@pytest.mark.slow
def test_neither_text_nor_metadata_nor_outline_of_a_pdf_holds_them(data):
    target = io.BytesIO()
    render_pdf(data, target, ENGLISH)
    reader = pypdf.PdfReader(target)
    outline = [entry.title for group in reader.outline for entry in (group if isinstance(group, list) else [group])]
    assert any("exe.gnp" in title for title in outline)
    for text in (*reader.metadata.values(), *outline):
        assert RAW.findall(str(text)) == []
    for number, page in enumerate((*reader.pages, *pypdf.PdfReader(io.BytesIO(PlanPages(data).do(untold))).pages)):
        assert RAW.findall(page.extract_text().replace("\n", "")) == [], number
    assert "exe.gnp" in reader.metadata.title


def test_a_title_cannot_end_where_the_file_says(data, tmp_path):
    target = tmp_path / "report.html"
    write_report(data, target, ReportFormat.HTML)
    title = re.search("<title>(.*?)</title>", target.read_text(encoding="utf-8"), re.DOTALL)
    assert title is not None
    assert "exe.gnp" in title.group(1)
