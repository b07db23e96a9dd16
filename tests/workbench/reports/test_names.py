"""Names of confidential people in a public edition: found in any text, told by their places, withheld or left."""

from __future__ import annotations

import io
import json
import re
import string
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from workbench.document.document import Document
from workbench.errors import NamesNotReviewed
from workbench.language.i18n import ENGLISH
from workbench.model.labels import NOT_READ
from workbench.model.rows import ActivityPerson, Contributor
from workbench.model.vocabulary import Edition
from workbench.operations import activities, answers, assessment, people, roles, sessions
from workbench.privacy.person_names import MentionKind
from workbench.privacy.withholding import NameDecision
from workbench.reports.completeness import gaps, name_gaps
from workbench.reports.contents import untold
from workbench.reports.export import export_report
from workbench.reports.html import render_html
from workbench.reports.json_report import render_json
from workbench.reports.names import find_names, names_in_public, places_of, reviewed, withhold
from workbench.reports.pdf import render_pdf
from workbench.reports.plan_picture import plan_picture
from workbench.reports.plan_print import PlanPages, export_plan
from workbench.reports.snapshot import take_snapshot
from workbench.reports.text_places import TextPage

pytestmark = pytest.mark.slow

PUBLIC = Edition.PUBLIC
KEPT = "Nobody is named here."


@pytest.fixture
def named(document: Document) -> Document:
    """Texts of many kinds that name a confidential person, each in another way."""
    people.add_contributor(document, name="Lena Public", contact="lena@customs.example")
    people.add_contributor(
        document,
        name="Amina Secret",
        contact="amina.s@customs.example",
        job_title="Head of Passenger Control",
        confidential=True,
    )
    assessment.describe_assessment(document, key_messages="The idea came from AMINA SECRET.", method=KEPT)
    answers.write_answer(document, question="kf1.q2", text=f"{KEPT}\nAs A. Secret said, the register is open. Ask Amina.")
    sessions.add_session(document, title="Talk with Secret, Amina", results="Write to AMINA.S@customs.example")
    activity = activities.add_activity(document, title="Train", description="By the head of passenger control")
    roles.name_people(document, of=ActivityPerson, owner=activity, text="Lena Public, Amina Secret")
    return document


def public(document: Document):
    return take_snapshot(document, edition=PUBLIC)


def everybody(document: Document) -> list[Contributor]:
    return document.read.every(Contributor)


def test_every_mention_is_found_with_its_place_and_the_words_around(named: Document) -> None:
    hits = find_names(public(named), everybody(named))
    told = [(str(hit.place.what), hit.written, hit.kind.value) for hit in hits]
    assert told == [
        ("Key messages", "AMINA SECRET", "name"),
        ("Answer to 1.2", "A. Secret", "name"),
        ("Answer to 1.2", "Amina", "part"),
        ("Session 1", "Secret, Amina", "name"),
        ("Session 1: Results", "AMINA.S@customs.example", "contact"),
        ("Activity A1: Description", "head of passenger control", "position"),
    ]
    answer = hits[1]
    assert (answer.before, answer.after) == ("As ", " said, the register is open. Ask Amina.")
    assert (answer.person, answer.place.row_id) == ("Amina Secret", "kf1.q2")
    assert [hit.number for hit in hits] == list(range(len(hits)))
    assert find_names(take_snapshot(named), everybody(named)) == ()


def test_the_words_around_end_with_whole_words(document: Document) -> None:
    people.add_contributor(document, name="Amina Secret", confidential=True)
    answers.write_answer(document, question="kf1.q1", text=f"{'far away ' * 20}Amina Secret {'and so on ' * 20}")
    (hit,) = names_in_public(document)
    assert hit.before.startswith("… ")
    assert hit.before.endswith("far away ")
    assert hit.after.startswith(" and so on")
    assert hit.after.endswith(" …")
    assert set(hit.before.split()) | set(hit.after.split()) == {"…", "far", "away", "and", "so", "on"}


def test_without_anybody_confidential_nothing_is_looked_for(document: Document) -> None:
    people.add_contributor(document, name="Lena Public")
    assessment.describe_assessment(document, key_messages="Lena Public")
    assert names_in_public(document) == ()
    data = public(document)
    assert reviewed(document, data, NameDecision.REFUSE) is data


def test_what_is_withheld_is_gone_once_and_for_all(named: Document) -> None:
    data = public(named)
    hits = find_names(data, everybody(named))
    bare = withhold(data, everybody(named), {hit.number for hit in hits})
    assert find_names(bare, everybody(named)) == ()
    assert bare.assessment.key_messages == "The idea came from [name withheld]."
    assert bare.questions[1].answer.text == f"{KEPT}\nAs [name withheld] said, the register is open. Ask [name withheld]."
    assert bare.sessions[0].session.results == "Write to [withheld]"
    assert bare.counts.characters == len(bare.questions[1].answer.text)
    assert bare.assessment.method is data.assessment.method


def test_a_name_across_bold_words_items_and_cells_is_withheld_in_every_format(document: Document) -> None:
    people.add_contributor(document, name="Amina Secret", confidential=True)
    text = "**Amina** Secret said:\n- ask **Secret**, Amina\n1. A. **Secret** too\nThen\n| **Amina** | **Secret** |\n| --- | --- |\n| a | b |"
    answers.write_answer(document, question="kf1.q1", text=text)
    bare = reviewed(document, public(document), NameDecision.WITHHOLD)
    assert bare.questions[0].answer.text == (
        "**[name withheld]** said:\n- ask **[name withheld]**\n1. **[name withheld]** too\nThen\n"
        "| **[name withheld]** |\n| --- | --- |\n| a | b |"
    )
    written = io.BytesIO()
    for render in (render_html, render_json, render_pdf):
        render(bare, written, ENGLISH, untold)
    assert b"Amina" not in written.getvalue()
    assert b"Secret" not in written.getvalue()


def test_one_hit_may_go_and_another_stay(named: Document) -> None:
    data = public(named)
    bare = withhold(data, everybody(named), {2})
    assert bare.assessment == data.assessment
    assert bare.questions[1].answer.text == f"{KEPT}\nAs A. Secret said, the register is open. Ask [name withheld]."


def test_the_words_of_the_checklist_are_no_people(document: Document) -> None:
    people.add_contributor(document, name="Management Staff", confidential=True)
    assert names_in_public(document) == ()
    question = "Does Amina Staff know?"
    assessment.add_own_question(document, wording=question)
    assert [str(hit.place.what) for hit in names_in_public(document)] == ["Wording of question X.1"]


def test_a_name_and_a_contact_are_found_in_the_words_of_the_checklist_too(document: Document) -> None:
    people.add_contributor(
        document, name="Amina Secret", contact="amina.s@customs.example", job_title="Head of Control", confidential=True
    )
    data = public(document)
    term = replace(data.checklist.terms[0], definition="Told to Amina Secret or amina.s@customs.example: Head of Control")
    data = replace(data, checklist=replace(data.checklist, terms=(term,)))
    hits = find_names(data, everybody(document))
    assert [hit.written for hit in hits] == ["Amina Secret", "amina.s@customs.example"], "a position is only a hint"
    assert all(hit.place.checklist for hit in hits)


def test_a_name_written_small_in_a_question_of_the_groups_own_is_no_ordinary_word(document: Document) -> None:
    people.add_contributor(document, name="Amina Zubaydar", confidential=True)
    assessment.add_own_question(document, wording="Does mrs zubaydar rotate the officers?")
    answers.write_answer(document, question="kf1.q1", text="ask zubaydar")
    assert [hit.written for hit in names_in_public(document)] == ["zubaydar", "zubaydar"]


def test_an_edition_that_nobody_has_reviewed_is_not_written(named: Document, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    with pytest.raises(NamesNotReviewed) as told:
        export_report(named, target, edition=PUBLIC)
    sentence = told.value.sentences()
    assert "in 5 places: Key messages, Answer to 1.2, Session 1 and 1 more." in sentence
    assert not re.search("amina|secret", sentence, re.IGNORECASE)
    assert not target.exists()
    export_report(named, target, edition=PUBLIC, names=NameDecision.LEAVE)
    assert "AMINA SECRET" in target.read_text(encoding="utf-8")
    export_report(named, target, edition=PUBLIC, names=NameDecision.WITHHOLD)
    text = target.read_text(encoding="utf-8")
    assert not re.search(r"\b(amina|secret)\b", text, re.IGNORECASE)
    assert "head of passenger control" in text
    export_report(named, target)
    assert "AMINA SECRET" in target.read_text(encoding="utf-8")


def test_nor_is_a_file_whose_name_names_somebody(named: Document, tmp_path: Path) -> None:
    for export, name in ((export_report, "report of amina secret.pdf"), (export_plan, "Amina_Secret.pdf")):
        with pytest.raises(NamesNotReviewed, match="The file name contains"):
            export(named, tmp_path / name, edition=PUBLIC, names=NameDecision.WITHHOLD)
    assert list(tmp_path.glob("*.pdf")) == []


def test_of_the_plan_alone_only_its_own_texts_count(named: Document, tmp_path: Path) -> None:
    target = tmp_path / "plan.pdf"
    export_plan(named, target, edition=PUBLIC)
    (activity,) = named.read.every(activities.Activity)
    activities.edit_activity(named, activity=activity.id, budget="From the funds of Amina")
    with pytest.raises(NamesNotReviewed, match="1 place: Activity A1: Budget"):
        export_plan(named, target, edition=PUBLIC)
    export_plan(named, target, edition=PUBLIC, names=NameDecision.WITHHOLD)
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(target).pages)
    assert "Amina" not in text
    assert "[name withheld]" in " ".join(text.split())


def test_the_plan_alone_shows_the_same_with_the_rest_of_the_picture_gone(sample: Document) -> None:
    data = take_snapshot(sample)
    assert PlanPages(plan_picture(data)).do(untold) == PlanPages(data).do(untold)


def test_what_is_still_named_is_a_gap_with_the_way_there(named: Document) -> None:
    gaps = name_gaps(names_in_public(named))
    assert [(gap.kind, gap.row_id) for gap in gaps[:2]] == [
        (TextPage.REPORT, "key_messages"),
        (TextPage.ASSESSMENT, "kf1.q2"),
    ]
    assert str(gaps[0].what) == "Key messages names “AMINA SECRET”, who is confidential."
    assert any("contact details" in str(gap.what) for gap in gaps)
    assert any("job title of" in str(gap.what) for gap in gaps)
    assert set(MentionKind) == {hit.kind for hit in names_in_public(named)}


def test_places_are_counted_once(named: Document) -> None:
    hits = names_in_public(named)
    assert str(places_of(hits[:1])) == "Key messages"
    assert str(places_of(hits[:3])) == "Key messages, Answer to 1.2"


WORD = st.text(string.ascii_lowercase, min_size=5, max_size=8).map(str.capitalize)
PERSON = st.tuples(WORD, WORD, st.booleans())


def written(name: str, how: int) -> str:
    first, last = name.split()
    return (name, name.upper(), f"{last}  {first}", f"{first[0]}. {last}", f"the office of {name}", name.lower())[how]


@settings(
    max_examples=12, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    who=st.lists(PERSON, min_size=1, max_size=4, unique_by=(lambda one: one[0], lambda one: one[1])),
    line=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5)), min_size=1, max_size=5),
)
def test_no_line_of_responsible_people_holds_a_confidential_name(document: Document, who: list, line: list) -> None:
    spare = [f"{first}q {last}x" for first, last, _ in who]
    hidden = [name for name, (_, _, confidential) in zip(spare, who, strict=True) if confidential]
    text = ", ".join(written(spare[place % len(spare)], how) for place, how in line)
    activity = activities.add_activity(document, title="Train")
    roles.name_people(document, of=ActivityPerson, owner=activity, text=text)  # some are typed before they are on the list
    keys = [people.add_contributor(document, name=name) for name in spare]
    roles.name_people(document, of=ActivityPerson, owner=activity, text=f"{text}; Port")
    for key, (_, _, confidential) in zip(keys, who, strict=True):
        people.edit_contributor(document, contributor=key, confidential=confidential)  # and marked later
    data = public(document)
    telling = [word.casefold() for name in hidden for word in name.split()]
    for report in everything(data):
        assert [word for word in telling if word in report.casefold()] == []
    activities.remove_activity(document, activity=activity)
    for key in keys:
        people.remove_contributor(document, contributor=key)


def everything(data) -> list[str]:
    """The public edition in every format, and the plan alone, as text."""
    found = [repr(data)]
    for render in (render_html, render_json):
        target = io.BytesIO()
        render(data, target, ENGLISH)
        found.append(target.getvalue().decode())
    found.append(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(PlanPages(data).do(untold))).pages))
    assert json.loads(found[2])
    return found


def test_the_pdf_of_the_whole_report_holds_no_name_either(named: Document) -> None:
    data = public(named)
    people_of = everybody(named)
    target = io.BytesIO()
    bare = withhold(data, people_of, {hit.number for hit in find_names(data, people_of)})
    render_pdf(bare, target, ENGLISH)
    reader = pypdf.PdfReader(target)
    text = " ".join(page.extract_text() for page in reader.pages) + str(reader.metadata) + str(reader.outline)
    assert "Secret" not in text
    assert "Amina" not in text


def test_a_public_picture_is_not_written_while_nobody_can_look_for_a_name_that_damage_took(document: Document):
    people.add_contributor(document, name=str(NOT_READ), confidential=True)
    answers.write_answer(document, question="kf1.q2", text="It could not be read aloud. Amina Secret knows.")
    assert names_in_public(document) == ()
    public = take_snapshot(document, edition=PUBLIC)
    for decision in (NameDecision.REFUSE, NameDecision.WITHHOLD):
        with pytest.raises(NamesNotReviewed, match="could not be read after damage"):
            reviewed(document, public, decision)
    assert reviewed(document, public, NameDecision.LEAVE) is public
    full = take_snapshot(document)
    assert reviewed(document, full, NameDecision.REFUSE) is full
    assert sum("could not be read after damage" in str(gap.what) for gap in gaps(full)) == 1
