"""The sample: an invented assessment that shows what the program can do, written like any other."""

from __future__ import annotations

import io
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workbench.checklist.pack import Pack
from workbench.checklist.progress import answers_by_question, progress_by_area, progress_of
from workbench.checklist.tree import read_checklist
from workbench.document.document import Document
from workbench.document.session_times import is_planned
from workbench.errors import FileExists, NotFound
from workbench.language.i18n import load_translator
from workbench.model.moments import moment
from workbench.model.rows import (
    ROW_TYPES,
    Activity,
    ActivityIndicator,
    ActivityPerson,
    ActivityQuestion,
    Answer,
    Contribution,
    Contributor,
    Evidence,
    GroupArea,
    GroupMember,
    Indicator,
    Session,
    SessionArea,
    SessionParticipant,
    WorkingGroup,
)
from workbench.model.texts import is_blank
from workbench.model.vocabulary import ActivityRole, ContributionKind, Edition, Level, MeasureStatus, PersonRole
from workbench.operations.answers import write_answer
from workbench.reports.completeness import gaps
from workbench.reports.json_report import render_json
from workbench.reports.snapshot import take_snapshot
from workbench.reports.text_places import TextPage
from workbench.sample import sample_languages, write_sample
from workbench.system import paths

pytestmark = pytest.mark.slow

REAL = paths.checklists_folder() / "idg-2021" / "sample"


def test_the_sample_shows_something_of_everything(sample: Document) -> None:
    for kind in ROW_TYPES:
        assert sample.read.every(kind), kind.__name__
    assert sample.damages == ()
    assert sample.read_only is None
    assert sample.undo_label is None


def test_the_sample_is_well_under_way_in_every_area(sample: Document) -> None:
    checklist, answers = read_checklist(sample), answers_by_question(sample.read.every(Answer))
    whole = progress_of(checklist.questions, answers)
    assert whole.total == 282
    assert 50 <= whole.percent <= 95
    for progress in progress_by_area(checklist, answers).values():
        assert progress.answered > 0
    judged = {status for status, count in whole.statuses.items() if count}
    assert judged == set(MeasureStatus)


def test_what_is_written_in_the_sample_is_more_than_a_word(sample: Document) -> None:
    for answer in sample.read.every(Answer):
        if answer.text:
            assert len(answer.text.split()) > 8, answer.question_id
            assert answer.text == answer.text.strip()
        assert not is_blank(answer.text) or answer.text == ""
    for row in sample.read.every(Contribution):
        assert not is_blank(row.text)
        nameless = row.kind in (ContributionKind.DISSENT, ContributionKind.NOTE)
        assert [row.group_id, row.contributor_id].count(None) == (2 if nameless else 1)


def test_the_plan_of_the_sample_is_rated_and_decided(sample: Document) -> None:
    data = take_snapshot(sample)
    assert len(data.activities) == len(sample.read.every(Activity))
    assert all(entry.suggestion.level is not None and entry.activity.priority is not None for entry in data.activities)
    to_come = next(entry.session.id for entry in data.sessions if entry.session.minutes is None)
    missing = {gap.kind for gap in gaps(data) if gap.row_id != to_come}
    assert missing == {TextPage.ASSESSMENT, TextPage.PLAN}


def test_the_sample_ends_with_a_session_that_is_only_planned(sample: Document) -> None:
    *held, last = sorted(sample.read.every(Session), key=lambda row: row.date)
    assert all(row.minutes and row.results for row in held)
    assert (last.minutes, last.results) == (None, "")
    assert last.planned_minutes
    assert last.topics
    assert is_planned(last, sample.now())
    assert not any(is_planned(row, moment(f"{last.date}T00:00")) for row in held)


def test_each_target_of_the_sample_says_what_its_indicator_measures(sample: Document) -> None:
    indicators = {row.id: row for row in sample.read.every(Indicator)}
    for activity in sample.read.every(Activity):
        links = sample.read.where(ActivityIndicator, activity_id=activity.id)
        if activity.output_id is not None:
            measured = set().union(*(_values(indicators[link.indicator_id].target) for link in links))
            assert _values(activity.target) & measured, activity.title


def test_a_target_in_another_unit_than_its_indicator_is_found_out() -> None:
    assert _values("90 per cent of calls from July 2027") & _values("90 per cent until October 2027")
    assert not _values("90 calls a day from July 2027") & _values("90 per cent from July 2027")
    assert not _values("in use by 2027 or later") & _values("40 per cent by 2027 or later"), "a year is no figure"


def _values(target: str) -> set[str]:
    """The figures of a target, each with its unit: ``95 per cent``."""
    return set(re.findall(r"(?<![\d,.])(?!20\d\d\b)\d[\d,.]* (?:per cent|working day|[a-z]+)", target))


def test_everything_planned_in_the_sample_has_a_person_and_the_words_of_its_goal(sample: Document) -> None:
    people = sample.read.every(ActivityPerson)
    linked = {link.activity_id for link in people if link.contributor_id and link.role is ActivityRole.RESPONSIBLE}
    for activity in sample.read.every(Activity):
        assert activity.output_id is None or activity.id in linked, activity.title
        assert re.match(r"Goal [1-5]: \w+", activity.strategic_link), activity.title


def test_where_the_sample_calls_a_measure_effective_a_document_shows_it(sample: Document) -> None:
    shown = {link.answer_id for link in sample.read.every(Evidence)}
    claims = [row for row in sample.read.every(Answer) if row.status is MeasureStatus.EFFECTIVE]
    assert len(claims) > 20
    assert not [row.question_id for row in claims if row.id not in shown]


def test_every_high_priority_of_the_sample_leads_to_an_activity(sample: Document) -> None:
    led = {link.question_id for link in sample.read.every(ActivityQuestion)}
    assert not [
        row.question_id for row in sample.read.every(Answer) if row.priority is Level.HIGH and row.question_id not in led
    ]


def test_the_groups_of_the_sample_are_mixed_and_guests_hear_nothing_confidential(sample: Document) -> None:
    people = {row.id: row for row in sample.read.every(Contributor)}
    outside = {key for key, row in people.items() if row.role is PersonRole.EXTERNAL}
    for group in sample.read.every(WorkingGroup):
        members = {link.contributor_id for link in sample.read.where(GroupMember, group_id=group.id)}
        assert len({people[key].gender for key in members}) == 2, group.name
        assert len({people[key].department for key in members}) >= 3, group.name
        assert any("Freight Control" in people[key].department for key in members), group.name
        if members & outside:
            areas = {link.area_id for link in sample.read.where(GroupArea, group_id=group.id)}
            assert areas == {"kf10", "ca3"}, group.name
    for session in sample.read.every(Session):
        present = {link.contributor_id for link in sample.read.where(SessionParticipant, session_id=session.id)}
        assert not (session.is_confidential and present & outside), session.title


def test_the_areas_of_the_sample_were_worked_on_by_their_group(sample: Document) -> None:
    members: dict[str, set[str]] = {}
    for link in sample.read.every(GroupMember):
        members.setdefault(link.group_id, set()).add(link.contributor_id)
    for area in sample.read.every(GroupArea):
        meetings = [link.session_id for link in sample.read.every(SessionArea) if link.area_id == area.area_id]
        present = [
            {link.contributor_id for link in sample.read.where(SessionParticipant, session_id=key)} for key in meetings
        ]
        # the plenary, where all lists were read, is one; there the group sat with everybody
        assert sum(members[area.group_id] <= people for people in present) >= 2, area.area_id


def test_the_answers_of_the_sample_do_not_all_sound_alike(sample: Document) -> None:
    words = sorted(len(row.text.split()) for row in sample.read.every(Answer) if row.text)
    assert len(words) == 165
    assert words[0] < 25
    assert 40 < words[15] < 60
    assert words[-1] > 120


def test_the_public_edition_of_the_sample_withholds_something(sample: Document) -> None:
    assert take_snapshot(sample, edition=Edition.PUBLIC).withheld > 0


def test_the_sample_can_be_worked_in(sample: Document) -> None:
    write_answer(sample, question="kf1.q1", text="Changed")
    sample.undo()


@pytest.mark.parametrize("language", ["tlh", "", "../en"])
def test_a_language_without_a_sample(tmp_path: Path, pack, language: str) -> None:
    with pytest.raises(NotFound, match="Choose one of: en"):
        write_sample(tmp_path / "new.integrity", pack=pack, language=language)
    assert list(tmp_path.iterdir()) == []


def test_a_sample_never_covers_a_file(empty_file: Path, pack) -> None:
    before = empty_file.read_bytes()
    with pytest.raises(FileExists):
        write_sample(empty_file, pack=pack)
    assert empty_file.read_bytes() == before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("answers/kf1.toml", 'question = "kf1.', 'question = "kf0.'),
        ("plan.toml", 'questions = ["', 'questions = ["kf3.q19", "'),
        ("people.toml", "role = ", "rolle = "),
        ("sessions.toml", "[[sessions]]", "[[sessions"),
    ],
)
def test_a_sample_with_a_fault_leaves_no_file(tmp_path: Path, pack, file: str, old: str, new: str) -> None:
    folder = tmp_path / "checklists"
    shutil.copytree(REAL, folder / "idg-2021" / "sample")
    broken = folder / "idg-2021" / "sample" / "en" / file
    text = broken.read_text(encoding="utf-8")
    assert old in text
    broken.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Exception):  # noqa: B017, PT011  # whatever the mistake in our own data is, no half file may stay
        write_sample(tmp_path / "new.integrity", pack=pack, folder=folder)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["checklists"]


def test_the_languages_that_have_a_sample(tmp_path: Path) -> None:
    assert "en" in sample_languages("idg-2021")
    (tmp_path / "demo" / "sample" / "fr").mkdir(parents=True)
    assert sample_languages("demo", tmp_path) == []
    (tmp_path / "demo" / "sample" / "fr" / "assessment.toml").touch()
    assert sample_languages("demo", tmp_path) == ["fr"]
    assert sample_languages("other", tmp_path) == []


def test_nothing_that_people_read_depends_on_ids(tmp_path: Path, pack: Pack) -> None:
    """Each sample has ids of its own, and equal rows of two files would stand in another order if these decided."""
    told, at = [], datetime(2026, 11, 21, tzinfo=UTC)
    for name in ("one", "other"):
        with write_sample(tmp_path / f"{name}.integrity", pack=pack) as document:
            stream = io.BytesIO()
            render_json(take_snapshot(document, made_at=at), stream, load_translator("en"))
            told.append(stream.getvalue())
    assert told[0] == told[1]
