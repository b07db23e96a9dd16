"""Before a public edition is written or looked at, the names in it are decided about, by keyboard alone."""

from __future__ import annotations

import json
from functools import partial

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest

from ui.kit import file_choice
from ui.link import background
from ui.link.stages import Stage
from ui.pages.plan.plan_page import PlanPage
from ui.pages.report.report_page import ReportPage
from workbench.model.labels import NOT_READ
from workbench.model.rows import Activity, ActivityPerson, Contributor
from workbench.model.vocabulary import Edition
from workbench.operations import activities, answers, assessment, people, roles
from workbench.reports.formats import ReportFormat

pytestmark = pytest.mark.slow


@pytest.fixture
def named(document):
    """Four places that tell of a confidential person, and one that tells her position."""
    people.add_contributor(document, name="Amina Secret", job_title="Head of Passenger Control", confidential=True)
    answers.write_answer(
        document, question="kf1.q2", text="As Mrs Secret said,\nAmina knows. See the head of passenger control."
    )
    assessment.describe_assessment(document, key_messages="Told by AMINA SECRET")
    activity = activities.add_activity(document, title="Train", budget="From Amina")
    roles.name_people(document, of=ActivityPerson, owner=activity, text="Port, Amina Secret")
    return document


@pytest.fixture
def open_page(show_page, named):
    yield partial(show_page, document=named)
    background.stop_all()


@pytest.fixture
def target(monkeypatch, tmp_path):
    chosen = tmp_path / "public.json"
    monkeypatch.setattr(file_choice, "ask_save", lambda *_, **__: chosen.with_suffix(suffix[0]))
    suffix = [".json"]
    return lambda ending=".json": suffix.__setitem__(0, ending) or chosen.with_suffix(ending)


@pytest.fixture
def page(open_page):
    page = open_page(ReportPage)
    page.writer.edition.setCurrentIndex(list(Edition).index(Edition.PUBLIC))
    page.writer.format.setCurrentIndex(list(ReportFormat).index(ReportFormat.JSON))
    return page


def press(widget, *keys):
    for key in keys:
        QTest.keyClick(widget, key)


def rows(panel):
    return [panel.list.item(row).text() for row in range(panel.list.count())]


def wait_until_written(qtbot, writer):
    with qtbot.waitSignal(writer.job.ended, timeout=30_000):
        pass


def test_nothing_is_written_before_everything_is_decided(page, qtbot, target):
    written = target()
    page.writer.write_button.click()
    panel = page.names.panel
    assert page.stack.currentWidget() is panel
    assert not page.writer.busy
    assert panel.list.hasFocus()
    assert [row.partition("\n")[0].replace("\u2068", "").replace("\u2069", "") for row in rows(panel)] == [
        "Key messages: “AMINA SECRET” is Amina Secret",
        "Answer to 1.2: “Secret” may be Amina Secret",
        "Answer to 1.2: “Amina” may be Amina Secret",
        "Answer to 1.2: “head of passenger control” is the job title of Amina Secret",
        "Activity A1: Budget and resources: “Amina” may be Amina Secret",
    ]
    assert [row.rpartition("\n")[2] for row in rows(panel)].count("Not decided yet") == 4
    assert not panel.go_button.isEnabled()
    assert "4 places are not decided yet." in panel.state.text()
    press(panel.list, Qt.Key.Key_Tab)
    assert panel.withhold_button.hasFocus()
    press(panel.withhold_button, Qt.Key.Key_Space)
    assert panel.list.currentRow() == 1
    press(panel.withhold_button, Qt.Key.Key_Space, Qt.Key.Key_Tab)
    press(panel.leave_button, Qt.Key.Key_Space)
    assert panel.list.currentRow() == 4
    assert not written.exists()
    press(panel.leave_button, Qt.Key.Key_Space)
    assert panel.go_button.hasFocus()
    press(panel.go_button, Qt.Key.Key_Space)
    assert page.stack.currentWidget() is page.area
    wait_until_written(qtbot, page.writer)
    report = json.loads(written.read_text(encoding="utf-8"))
    answer = report["areas"][0]["sections"][0]["questions"][1]["answer"]["text"]
    assert answer == "As Mrs [name withheld] said,\nAmina knows. See the head of passenger control."
    assert report["report"]["key_messages"] == "Told by [name withheld]"
    assert report["unplanned_activities"][0]["budget"] == "From Amina"
    assert panel.list.count() == 0


def test_one_decision_for_all_places_of_a_person(page, target, named):
    target()
    before = named.path.read_bytes()
    page.writer.write_button.click()
    panel = page.names.panel
    panel.everywhere.setChecked(True)
    panel.withhold_button.click()
    assert [row.rpartition("\n")[2] for row in rows(panel)] == ["Withheld in this edition"] * 3 + [
        "Left as it is",
        "Withheld in this edition",
    ]
    assert panel.go_button.isEnabled()
    press(panel, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is page.area
    assert not page.writer.busy
    assert named.path.read_bytes() == before


def test_what_was_decided_is_shown_again_and_can_be_changed(page, target):
    target()
    page.writer.preview_button.click()
    panel = page.names.panel
    panel.list.selectAll()
    panel.leave_button.click()
    panel.back.click()
    page.writer.write_button.click()
    assert panel.go_button.isEnabled()
    panel.list.setCurrentRow(0)
    panel.withhold_button.click()
    assert rows(panel)[0].endswith("Withheld in this edition")


def test_reword_leads_to_the_text_and_nothing_is_written(page, target):
    written = target()
    led = []
    page.go_to.connect(lambda stage, key: led.append((stage, key)))
    page.writer.write_button.click()
    panel = page.names.panel
    panel.list.setCurrentRow(1)
    panel.reword_button.click()
    assert led == [(Stage.ASSESSMENT, "kf1.q2")]
    assert page.stack.currentWidget() is page.area
    page.writer.write_button.click()
    panel.list.setCurrentRow(0)
    panel.reword_button.click()
    assert page.closing.editors["key_messages"].hasFocus()
    assert not written.exists()


def test_the_pages_are_shown_after_the_same_step(page, qtbot):
    page.writer.preview_button.click()
    panel = page.names.panel
    assert page.stack.currentWidget() is panel
    panel.list.selectAll()
    panel.withhold_button.click()
    panel.go_button.click()
    assert page.stack.currentWidget() is page.pages.preview
    qtbot.waitUntil(lambda: not page.pages.preview.busy, timeout=30_000)


def test_every_row_can_be_read_whole_at_every_width(page, qapp):
    page.writer.preview_button.click()
    rows_of = page.names.panel.list
    for width in range(420, 900, 23):
        page.resize(width, 520)
        qapp.processEvents()
        for row in range(rows_of.count()):
            place = rows_of.visualItemRect(rows_of.item(row))
            room = QRect(0, 0, place.width() - 16, 10_000)
            needed = rows_of.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, rows_of.item(row).text())
            assert needed.height() <= place.height(), (width, row)


def test_leaving_the_page_leaves_the_names(page, target):
    target()
    page.writer.write_button.click()
    assert page.flush()
    assert page.stack.currentWidget() is page.area
    assert page.names.panel.list.count() == 0


def test_a_full_edition_and_a_clean_one_are_written_at_once(page, qtbot, target, named):
    written = target()
    page.writer.edition.setCurrentIndex(list(Edition).index(Edition.FULL))
    page.writer.write_button.click()
    assert page.names.panel is None
    wait_until_written(qtbot, page.writer)
    assert "AMINA SECRET" in written.read_text(encoding="utf-8")


def test_a_file_name_that_names_somebody_is_refused(page, monkeypatch, tmp_path, told):
    monkeypatch.setattr(file_choice, "ask_save", lambda *_, **__: tmp_path / "Amina Secret.json")
    page.writer.write_button.click()
    assert told[-1].text.startswith("The file name contains the name of a confidential person.")
    assert page.names.panel is None


def test_the_gaps_tell_the_names(page):
    said = [page.gaps.list.item(row).text() for row in range(page.gaps.list.count())]
    assert "Assessment: Answer to 1.2 names “Secret”, who is confidential." in said


def test_the_gaps_follow_what_is_reworded(page, qtbot, named):
    answers.write_answer(named, question="kf1.q2", text="As somebody said.")
    qtbot.waitUntil(lambda: not [gap for gap in page.gaps.gaps if gap.row_id == "kf1.q2"], timeout=10_000)
    assert any("AMINA SECRET" in str(gap.what) for gap in page.gaps.gaps)


def test_the_plan_asks_about_its_own_texts_only(open_page, qtbot, target, named):
    written = target(".pdf")
    page = open_page(PlanPage)
    page.printer.write(Edition.PUBLIC)
    panel = page.names.panel
    assert page.stack.currentWidget() is panel
    assert len(rows(panel)) == 1
    shown = []
    page.go_to.connect(lambda stage, key: shown.append((stage, key)))
    panel.reword_button.click()
    assert page.stack.currentWidget() is page.area
    (activity,) = named.read.every(Activity)
    assert page.table.current_id() == activity.id
    assert shown == []
    page.printer.write(Edition.PUBLIC)
    panel.withhold_button.click()
    panel.go_button.click()
    with qtbot.waitSignal(page.printer.job.ended, timeout=30_000):
        pass
    assert written.read_bytes().startswith(b"%PDF")


def test_where_nobody_can_look_for_a_name_it_is_said_first(page, named, target, qtbot):
    for person in named.read.every(Contributor):
        people.edit_contributor(named, contributor=person.id, name=str(NOT_READ), job_title="")
    told = []
    page.bridge.messages.told.connect(told.append)
    written = target()
    page.writer.write_button.click()
    (notice,) = told
    assert notice.text.startswith("The name of 1 person in the register could not be read after damage")
    assert not page.writer.busy
    assert not written.exists()
    with qtbot.waitSignal(page.writer.job.ended, timeout=30_000):
        notice.run()
    assert written.exists()
    written.unlink()
    with qtbot.waitSignal(page.writer.job.ended, timeout=30_000):
        page.writer.write_button.click()  # who has continued is not asked again
    assert written.exists()
