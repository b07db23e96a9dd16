"""Pasted tables become people, documents, activities and indicators: what is guessed, refused, added and undone."""

from __future__ import annotations

import pytest

from tests.workbench.tables.clips import CALC, EXCEL, WORD
from workbench.errors import InvalidValue
from workbench.exchange.paste_columns import guess_columns
from workbench.exchange.paste_targets import TARGETS, timeline_as_text, timeline_in
from workbench.exchange.pasted_rows import add_rows, look_at, reading_for
from workbench.model.limits import MOST_ROWS
from workbench.model.rows import (
    Activity,
    ActivityIndicator,
    ActivityPerson,
    BackgroundDocument,
    Contributor,
    Indicator,
    Measurement,
    Session,
    WorkingGroup,
)
from workbench.model.vocabulary import DocumentKind, PersonRole
from workbench.operations.activities import add_activity
from workbench.operations.documents import add_document
from workbench.operations.indicators import add_indicator
from workbench.operations.people import add_contributor
from workbench.operations.plan import add_outcome, add_output
from workbench.tables.cells import read_text
from workbench.tables.html import read_html


def looked(document, row_type, cells, given=None):
    target, reading = TARGETS[row_type], reading_for(document)
    guess = guess_columns(cells, target, reading)
    return look_at(document, target, cells, guess.columns, headings=guess.headings, reading=reading, given=given)


def paste(document, row_type, text, given=None):
    rows = looked(document, row_type, read_text(text), given)
    add_rows(document, target=TARGETS[row_type], rows=rows, given=given)
    return rows


def guessed(document, row_type, text):
    return guess_columns(read_text(text), TARGETS[row_type], reading_for(document))


@pytest.mark.parametrize("clip", [EXCEL, CALC, WORD], ids=["Excel", "Calc", "Word"])
def test_people_come_from_every_program_in_one_step(document, clip):
    (cells,) = read_html(clip).tables
    rows = looked(document, Contributor, cells)
    assert add_rows(document, target=TARGETS[Contributor], rows=rows) == 3
    people = [(row.name, row.job_title, row.department, row.organization) for row in document.read.every(Contributor)]
    assert people == [
        ("Ana Petrović", "Head of unit", "Integrity", "Customs"),
        ("Bo \u200eNørgård", "Analyst", "Integrity", "Customs"),
        ("Emma & Söhne", "-", "Freight", ""),
    ]
    assert str(document.undo_label) == "paste 3 people"
    document.undo()
    assert document.read.every(Contributor) == []


@pytest.mark.parametrize(
    ("text", "headings", "columns"),
    [
        ("Name\tRole\nAna\tStaff", True, ("name", "role")),
        ("Full name\tE-mail\tOrganization\nAna\ta@b\tCustoms", True, ("name", None, "organization")),
        ("Ana\tHead\nBo\tAnalyst", False, ("name", "job_title")),
        ("Ana\tSteering group\tHead", False, ("name", "role", "job_title")),
        ("Ana\t\tConfidential\nBo\t\t", False, ("name", "job_title", "confidential")),
        ("Name", False, ("name",)),
        ("Name\tFunction\tUnit\nAna\tHead\tLegal", True, ("name", "job_title", "department")),
        ("Position\tName\tService\tAgency\nHead\tAna\tLegal\tX", True, ("job_title", "name", "department", "organization")),
        ("Name\tTitle\tPosition\tOffice\nAna\tDr\tHead\tLegal", True, ("name", "job_title", None, "department")),
        ("Nom et prénom\tFonction\tDirection\nAna\tChef\tA", True, ("name", "job_title", "department")),
        ("Nombre\tPuesto\tOficina\nAna\tJefa\tA", True, ("name", "job_title", "department")),
        ("Nome\tFunção\tDivisão\nAna\tChefe\tA", True, ("name", "job_title", "department")),
        ("ФИО\tДолжность\tОтдел\nАна\tНачальник\tА", True, ("name", "job_title", "department")),
        ("الاسم\tالوظيفة\tالإدارة\nسلمى\tمديرة\tأ", True, ("name", "job_title", "department")),
        ("Ana\tHead of unit\tLegal Office\nBo\tClerk\tLegal", False, ("name", "job_title", "department")),
    ],
)
def test_columns_are_guessed(document, text, headings, columns):
    guess = guessed(document, Contributor, text)
    assert (guess.headings, guess.columns) == (headings, columns)


def test_columns_without_headings_are_known_by_what_stands_in_them(document):
    kinds = (DocumentKind.LAW_AND_CODES, DocumentKind.PLANS)
    paste(document, BackgroundDocument, f"Customs Act\t3 March 2019\t{kinds[0].value}\nStrategy\t2025\t{kinds[1].value}\n")
    entries = [(row.title, row.date, row.kind) for row in document.read.every(BackgroundDocument)]
    assert entries == [("Customs Act", "2019-03-03", kinds[0]), ("Strategy", "2025", kinds[1])]


def test_a_row_that_is_refused_says_why_and_the_others_come(document):
    rows = paste(document, BackgroundDocument, "Title\tDate\nAct\t3 March 2019\nPlan\tsoon\nSurvey\t2025")
    assert [(row.number, row.title, row.refused is None) for row in rows] == [
        (2, "Act", True),
        (3, "Plan", False),
        (4, "Survey", True),
    ]
    assert "soon" in str(rows[1].refused)
    entries = [(row.title, row.date) for row in document.read.every(BackgroundDocument)]
    assert entries == [("Act", "2019-03-03"), ("Survey", "2025")]


def test_names_that_are_there_and_names_that_come_twice_are_told(document):
    add_contributor(document, name="Ana Petrović")
    rows = looked(document, Contributor, read_text("ANA PETROVIC\nBo\nbo\nCem"))
    assert [str(row.there) if row.there else "" for row in rows] == [
        "This name is there already.",
        "",
        "This name is twice in the table.",
        "",
    ]


def test_activities_come_with_people_timeline_and_indicators(document):
    lena = add_contributor(document, name="Lena Torvik")
    drawn = add_indicator(document, name="Drawn shifts")
    output = add_output(document, outcome=add_outcome(document, title="Fewer bribes"), title="Lanes")
    text = (
        "Activity\tResponsible person\tKey performance indicator\tPerformance target\tTimeline\tBudget and resources\n"
        'Draw the lanes\tLena Torvik, Freight Control\t"• Drawn shifts\n• Complaints"\tAll shifts\t2027-Q1 – 2027-Q3\tNone\n'
        "Watch the draw\t\tComplaints\t\t2027\t\n"
    )
    rows = paste(document, Activity, text, {"output_id": output})
    assert [row.refused for row in rows] == [None, None]
    first, second = document.read.where(Activity, output_id=output)
    assert (first.title, first.start_quarter, first.end_quarter) == ("Draw the lanes", "2027-Q1", "2027-Q3")
    assert (second.start_quarter, second.end_quarter) == ("2027-Q1", "2027-Q4")
    people = [(row.contributor_id, row.name) for row in document.read.where(ActivityPerson, activity_id=first.id)]
    assert people == [(lena, ""), (None, "Freight Control")]
    names = {row.id: row.name for row in document.read.every(Indicator)}
    assert sorted(names.values()) == ["Complaints", "Drawn shifts"]
    linked = {names[row.indicator_id] for row in document.read.where(ActivityIndicator, activity_id=first.id)}
    assert (linked, names[drawn]) == ({"Complaints", "Drawn shifts"}, "Drawn shifts")
    document.undo()
    assert document.read.every(Activity) == []
    assert len(document.read.every(Indicator)) == 1


@pytest.mark.parametrize(
    ("text", "quarters"),
    [
        ("2027-Q1 – 2027-Q3", ("2027-Q1", "2027-Q3")),
        ("2027-Q1 to 2027-Q3", ("2027-Q1", "2027-Q3")),
        ("Q1 2027 - Q2 2028", ("2027-Q1", "2028-Q2")),
        ("2027Q4", ("2027-Q4", "2027-Q4")),
        ("T2\u00a02027 à T3\u00a02027", ("2027-Q2", "2027-Q3")),
        ("2027", ("2027-Q1", "2027-Q4")),
        ("2027-2029", ("2027-Q1", "2029-Q4")),
        ("2027-Q1 –", ("2027-Q1", "")),
        ("– 2027-Q1", ("", "2027-Q1")),
    ],
)
def test_timelines(text, quarters):
    assert timeline_in(text) == quarters


@pytest.mark.parametrize("quarters", [("2027-Q1", "2027-Q3"), ("2027-Q1", "2027-Q1"), ("2027-Q1", ""), ("", "2027-Q1")])
def test_a_timeline_that_is_copied_comes_back(quarters):
    assert timeline_in(timeline_as_text(*quarters)) == quarters


def test_an_activity_that_ends_before_it_starts_is_refused(document):
    (row,) = looked(document, Activity, read_text("Draw\t2028-Q1 – 2027-Q1"))
    assert "cannot end before it starts" in str(row.refused)


def test_other_kinds(document):
    add_contributor(document, name="Ana")
    assert [row.refused for row in paste(document, WorkingGroup, "Name\tRapporteur\nLanes\tana")] == [None]
    assert document.read.every(WorkingGroup)[0].rapporteur_id == document.read.every(Contributor)[0].id
    (row,) = looked(document, WorkingGroup, read_text("Name\tRapporteur\nLanes\tBo"))
    assert "Bo" in str(row.refused)
    paste(document, Session, "Title\tDate\tStart time\tDuration (min)\nFirst\t3 March 2027\t2:30 PM\t90\n")
    (session,) = document.read.every(Session)
    assert (session.date, session.start_time, session.minutes) == ("2027-03-03", "14:30", 90)
    indicator = add_indicator(document, name="Shifts")
    paste(document, Measurement, "2027-01\t12\tcounted\n2027-02\t13\t", {"indicator_id": indicator})
    values = [(row.date, row.value, row.note) for row in document.read.where(Measurement, indicator_id=indicator)]
    assert values == [("2027-01", "12", "counted"), ("2027-02", "13", "")]


@pytest.mark.parametrize(
    ("word", "hidden"),
    [("Confidential", True), ("yes", True), ("x", True), ("secret!", True), ("No", False), ("", False), ("0", False)],
)
def test_confidential_is_a_word_and_an_unknown_word_hides(document, word, hidden):
    paste(document, Contributor, f"Name\tConfidential\nAna\t{word}")
    assert document.read.every(Contributor)[0].is_confidential is hidden


def test_a_role_is_known_in_other_words_of_the_file(document):
    paste(document, Contributor, f"Name\tRole\nAna\t{PersonRole.STEERING_GROUP.value}\nBo\tsteering GROUP")
    assert {row.role for row in document.read.every(Contributor)} == {PersonRole.STEERING_GROUP}


def test_more_rows_than_a_file_holds_are_refused_and_nothing_is_changed(document):
    most = MOST_ROWS[Contributor.table]
    rows = looked(document, Contributor, read_text("".join(f"Person {number}\n" for number in range(most + 1))))
    with pytest.raises(InvalidValue) as caught:
        add_rows(document, target=TARGETS[Contributor], rows=rows)
    assert "2000" in str(caught.value).replace(",", "")
    assert document.read.every(Contributor) == []


def test_a_thousand_rows_read_the_register_a_fixed_number_of_times(document, monkeypatch):
    """What a paste costs grows with its rows, not with their square."""
    add_activity(document, title="One")
    text = "Activity\tResponsible person\tTimeline\n" + "".join(f"Activity {n}\tUnit {n}\t2027\n" for n in range(1000))
    rows = looked(document, Activity, read_text(text))
    read, every = [], type(document.read).every
    monkeypatch.setattr(type(document.read), "every", lambda self, kind: read.append(kind) or every(self, kind))
    add_rows(document, target=TARGETS[Activity], rows=rows)
    assert len(read) < 8
    monkeypatch.undo()
    assert len(document.read.every(Activity)) == 1001


def test_every_target_reads_every_column_that_it_writes(document):
    """Each target has a title among its fields, and no two fields of one name."""
    for row_type, target in TARGETS.items():
        names = [field.name for field in target.fields]
        assert target.title in names, row_type
        assert len(names) == len(set(names))
    assert [field.name for field in TARGETS[Activity].fields][:2] == ["title", "role:responsible"]


def test_an_unwritten_title_is_no_name(document):
    add_document(document)
    rows = looked(document, BackgroundDocument, read_text("Title\tSource\n\tCustoms\n\tPolice"))
    assert [row.there for row in rows] == [None, None]
