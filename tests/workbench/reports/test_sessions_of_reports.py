"""What is recorded while a session runs is what the report says about it, without anybody writing it again."""

from __future__ import annotations

import json
from io import BytesIO

from workbench.language.i18n import ENGLISH, Message
from workbench.model.vocabulary import Edition
from workbench.operations import answers, people, sessions
from workbench.reports.completeness import gaps
from workbench.reports.contents import session_duration, session_line, session_title
from workbench.reports.html import render_html
from workbench.reports.json_report import render_json
from workbench.reports.snapshot import take_snapshot
from workbench.reports.text_places import TextPage


def picture(document):
    return take_snapshot(document, language="en", edition=Edition.FULL, made_at=document.now())


def test_a_session_writes_its_part_of_the_report(document, clock):
    lena = people.add_contributor(document, name="Lena Orvalt")
    people.add_contributor(document, name="Not There")
    key = sessions.start_session(document)
    sessions.set_session_participants(document, session=key, contributors=[lena])
    answers.write_answer(document, question="3.20", text="Agreed by all.")
    clock.go_on(100 * 60)
    sessions.stop_session(document, session=key)
    (entry,) = picture(document).sessions
    assert session_title(entry, ENGLISH) == "Session of 21 November 2026"
    assert session_line(entry, ENGLISH).endswith("1 h 40 min")
    assert entry.participants == ("Lena Orvalt",)
    assert [part.number for part in entry.areas] == ["3"]
    page = BytesIO()
    render_html(picture(document), page, ENGLISH)
    text = page.getvalue().decode()
    part = text[text.index("Session of 21 November 2026") :][:2000]
    assert "1 h 40 min" in part
    assert "Lena Orvalt" in part


def test_a_session_that_runs_says_so(document, clock):
    key = sessions.start_session(document)
    (entry,) = picture(document).sessions
    assert session_duration(entry, ENGLISH) == "not ended yet"
    sessions.edit_session(document, session=key, title="Lists 1 to 3", date="")
    (entry,) = picture(document).sessions
    assert session_title(entry, ENGLISH) == "Lists 1 to 3"


def test_a_session_without_title_and_date_is_a_session(document):
    sessions.add_session(document)
    (entry,) = picture(document).sessions
    assert session_title(entry, ENGLISH) == "Session"


def test_a_session_of_tomorrow_is_planned_whatever_its_length(document, clock):
    values = {"date": "2026-11-22", "start_time": "14:00", "location": "Hall 2"}
    key = sessions.add_session(document, title="Areas 1 to 3", minutes=90, **values)
    (entry,) = picture(document).sessions
    assert entry.planned
    assert session_line(entry, ENGLISH) == "22 November 2026, 14:00, planned (1 h 30 min), Hall 2"
    assert [gap.what for gap in gaps(picture(document)) if gap.kind is TextPage.SESSIONS] == [
        Message("Session “{title}” has not taken place yet.", title="Areas 1 to 3")
    ]
    clock.go_on(2 * 24 * 3600)
    (entry,) = picture(document).sessions
    assert not entry.planned
    assert session_line(entry, ENGLISH) == "22 November 2026, 14:00, 1 h 30 min, Hall 2"
    sessions.edit_session(document, session=key, minutes=None)
    assert session_line(picture(document).sessions[0], ENGLISH) == "22 November 2026, 14:00, planned, Hall 2"
    sessions.edit_session(document, session=key, results="Agreed.")
    assert session_line(picture(document).sessions[0], ENGLISH) == "22 November 2026, 14:00, Hall 2"


def test_a_planned_session_is_planned_in_every_format_and_edition(document):
    sessions.add_session(document, title="Areas 1 to 3", date="2026-11-22", minutes=90)
    for edition in Edition:
        data = take_snapshot(document, edition=edition, made_at=document.now())
        page, table = BytesIO(), BytesIO()
        render_html(data, page, ENGLISH)
        render_json(data, table, ENGLISH)
        assert "planned (1 h 30 min)" in page.getvalue().decode()
        (told,) = json.loads(table.getvalue())["sessions"]
        assert (told["planned"], told["minutes"]) == (True, 90)
