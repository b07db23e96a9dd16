"""What is recorded while a session runs is what the report says about it, without anybody writing it again."""

from __future__ import annotations

from io import BytesIO

from workbench.language.i18n import ENGLISH
from workbench.model.vocabulary import Edition
from workbench.operations import answers, people, sessions
from workbench.reports.contents import session_duration, session_line, session_title
from workbench.reports.html import render_html
from workbench.reports.snapshot import take_snapshot


def picture(document):
    return take_snapshot(document, language="en", edition=Edition.FULL)


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
    assert session_duration(entry.session, ENGLISH) == "not ended yet"
    sessions.edit_session(document, session=key, title="Lists 1 to 3", date="")
    (entry,) = picture(document).sessions
    assert session_title(entry, ENGLISH) == "Lists 1 to 3"


def test_a_session_without_title_and_date_is_a_session(document):
    sessions.add_session(document)
    (entry,) = picture(document).sessions
    assert session_title(entry, ENGLISH) == "Session"
