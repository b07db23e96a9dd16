"""People in texts: who is found, how surely, and who is not."""

import string
import subprocess
import sys

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from workbench.language.folding import fold
from workbench.model import labels
from workbench.model.labels import NOT_READ
from workbench.model.rows import Contributor
from workbench.model.vocabulary import Confidentiality
from workbench.privacy.person_names import _NEVER_ALONE, MentionKind, NameFinder, instead_of

NAME, PART, CONTACT, POSITION = MentionKind


def hidden(name, **values):
    return Contributor(id=name, name=name, confidential=Confidentiality.MARKED, **values)


def known(name, **values):
    return Contributor(id=name, name=name, **values)


def found(text, *people, ordinary=()):
    return [(text[hit.start : hit.end], hit.kind) for hit in NameFinder(people, ordinary).find(text)]


@pytest.mark.parametrize(
    ("name", "text", "whole"),
    [
        ("Amina Secret", "Lena Public, Amina Secret", "Amina Secret"),
        ("Amina Secret", "Head Amina Secret", "Amina Secret"),
        ("Amina Secret", "told by AMINA  SECRET.", "AMINA  SECRET"),
        ("Amina Secret", "Secret, Amina (acting)", "Secret, Amina"),
        ("Amina Secret", "as A. Secret said", "A. Secret"),
        ("Amina Secret", "as Secret A. said", "Secret A."),
        ("Amina Secret", "Amina\nSecret", "Amina\nSecret"),
        ("Amina Secret", "by Ámína Secret's team", "Ámína Secret"),
        ("Amina Secret", "aminasecret", "aminasecret"),
        ("Seán O'Brien", "Sean O’Brien", "Sean O’Brien"),
        ("Seán O'Brien", "S. OBrien", "S. OBrien"),
        ("José María de la Cruz", "J. M. de la Cruz", "J. M. de la Cruz"),
        ("Jean-Pierre Nasri", "Jean Pierre", "Jean Pierre"),
        ("Иванов Иван Петрович", "сказала Иванову И. П. вчера", "Иванову И. П."),
        ("Иван Иванов", "с Иваном Ивановым", "Иваном Ивановым"),
        ("عبد الله الحسن", "قال عبدالله الحسن", "عبدالله الحسن"),
        ("فاطمة أحمد", "وفاطمه احمد", "وفاطمه احمد"),
        ("Amina", "told by Amina", "Amina"),
        ("Amina Secret", "**Amina** Secret said", "Amina** Secret"),
        ("Amina Secret", "Head **Amina** **Secret**", "Amina** **Secret"),
        ("Amina Secret", "- **Secret**, **Amina**", "Secret**, **Amina"),
        ("Amina Secret", "| **Amina** | **Secret** |", "Amina** | **Secret"),
        ("Amina Secret", "**Ami**na Se**cret**", "Ami**na Se**cret"),
        ("Amina Secret", "Secret*Amina", "Secret*Amina"),
    ],
)
def test_a_whole_name_is_found_however_it_is_written(name, text, whole):
    assert found(text, hidden(name)) == [(whole, NAME)]


@pytest.mark.parametrize(
    ("name", "text", "part"),
    [
        ("Amina Secret", "Mrs Secret was there", "Secret"),
        ("Amina Secret", "Amina’s idea", "Amina"),
        ("Иван Иванов", "о Иванове", "Иванове"),
        ("José María de la Cruz", "de la Cruz", "de la Cruz"),
        ("عبد الله الحسن", "لعبد الله", "عبد الله"),
        ("Wei Ng", "Ng and NG", "Ng"),
    ],
)
def test_a_part_of_a_name_is_found_and_said_to_be_one(name, text, part):
    assert found(text, hidden(name)) == [(part, PART)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Amina Secret", "Aminata and the secretary"),
        ("José María de la Cruz", "de la San la"),
        ("عبد الله الحسن", "بسم الله"),
        ("Dr. Mr", "x"),
        ("", "nobody"),
        ("---", "nobody"),
        ("A", "A question"),
        ("Amina Secret", ""),
    ],
)
def test_what_is_no_name_is_not_found(name, text):
    assert found(text, hidden(name)) == []


def test_an_ordinary_word_counts_only_where_it_is_written_as_a_name():
    people = hidden("Grace Secret")
    assert found("a grace period; Grace came", people, ordinary={"grace"}) == [("Grace", PART)]
    assert found("a grace period", people) == [("grace", PART)]
    assert found("grace secret", people, ordinary={"grace", "secret"}) == [("grace secret", NAME)]
    assert found("موظف أمين ومع الحسن", hidden("أمين الحسن"), ordinary={"امين", "الحسن"}) == [("الحسن", PART)]


def test_a_name_that_stands_for_a_name_is_whole_with_its_number_or_letter_only():
    for name, whole in (("Officer 12", "Officer 12"), ("Officer A", "Officer A"), ("Inspector B.", "inspector B.")):
        assert found(f"told by {whole} of the port", hidden(name), ordinary={"officer", "inspector"}) == [(whole, NAME)]
        assert (
            found("the Integrity Officer and the Inspector, officer 13", hidden(name), ordinary={"officer", "inspector"})
            == []
        )
    assert found("Amina S. and Amina", hidden("Amina S.")) == [("Amina S.", NAME), ("Amina", PART)]
    assert found("told by Secret", hidden("Mrs Secret")) == [("Secret", NAME)]
    assert not NameFinder([hidden("Officer 12")]).is_name("Officer")


def test_what_stands_in_brackets_after_a_name_is_one_only_where_it_looks_like_one():
    born = hidden("Amina Secret (born Rahimova, Head)")
    assert found("Rahimova met the Head", born, ordinary={"born", "head"}) == [("Rahimova", PART)]
    assert found("The Port and the acting Head; Amina", hidden("Amina Secret (acting Head, Port)")) == [("Amina", PART)]
    assert found("by Amina Secret", hidden("(Amina Secret)")) == [("Amina Secret", NAME)]


def test_who_may_be_named_is_not_taken_for_somebody_else():
    people = hidden("Maria Garcia Lopez"), known("Maria Garcia Perez"), known("Omar Lopez")
    assert found("Maria Garcia Perez and Omar Lopez", *people) == []
    assert found("Maria Garcia", *people) == [("Maria Garcia", NAME)]
    assert found("Lopez", *people) == [("Lopez", PART)]


def test_of_two_people_with_one_name_the_confidential_one_counts():
    assert found("Amina Secret", hidden("Amina Secret"), known("AMINA SECRET")) == [("Amina Secret", NAME)]


def test_contacts_are_found_however_they_are_written():
    person = hidden("Amina Secret", contact="amina.s@customs.example, +7 (701) 555-01-02")
    assert found("Write AMINA.S@customs.example", person) == [("AMINA.S@customs.example", CONTACT)]
    assert found("ring 8 701 555 01 02 or 7015550199", person) == [("8 701 555 01 02", CONTACT)]
    assert found("+7 (701) 555-01-02", person) == [("+7 (701) 555-01-02", CONTACT)]
    assert found("Room 5, Harbour House", hidden("X Y", contact="Room 5, harbour house")) == [
        ("Room 5, Harbour House", CONTACT)
    ]


def test_a_position_tells_who_it_is_unless_others_hold_it():
    person = hidden("Amina Secret", job_title="Head of Passenger Control; inspector", department="Port")
    assert found("the head of passenger control", person) == [("head of passenger control", POSITION)]
    assert found("an inspector at the port", person) == [("inspector at the port", POSITION)]
    assert found("an inspector", person) == []
    named = hidden("Amina Secret", job_title="Assistant of Amina Secret")
    assert found("the assistant of Amina Secret", named) == [("assistant of Amina Secret", POSITION), ("Amina Secret", NAME)]
    assert found("the head of passenger control", person, known("L", job_title="Head of passenger control")) == []


@pytest.mark.slow
def test_a_long_text_is_searched_in_one_go():
    people = [hidden(f"Amina{number} Secret{number}") for number in range(200)]
    text = "The question was put to the head of the unit by Amina7 Secret7. " * 2000
    assert len(NameFinder(people).find(text)) >= 2000


@given(st.text(string.ascii_letters, min_size=3, max_size=9), st.text(string.ascii_letters, min_size=3, max_size=9))
def test_any_two_words_of_a_name_are_found_between_other_words(first, second):
    assume(not {fold(first), fold(second)} & _NEVER_ALONE)  # "der" and the like are parts of names, and words
    people = hidden(f"{first} {second}")
    for written in (f"{first} {second}", f"{second.upper()},  {first.lower()}"):
        assert (written, NAME) in found(f"zzz {written}; zzz", people)


ANY = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from("aAбدع .,'-()12@ı\u0301\u0640")), max_size=30)


@settings(deadline=None)
@given(st.lists(st.tuples(ANY, ANY, ANY, st.booleans()), max_size=4), ANY, ANY)
def test_whatever_is_typed_is_searched_and_every_mention_is_a_piece_of_the_text(rows, before, after):
    people = [
        Contributor(
            id=str(number),
            name=name,
            contact=contact,
            job_title=position,
            confidential=Confidentiality.MARKED if confidential else Confidentiality.OPEN,
        )
        for number, (name, contact, position, confidential) in enumerate(rows)
    ]
    finder = NameFinder(people, {"a"})
    for text in (before, *(f"{before} {name} {contact} {position} {after}" for name, contact, position, _ in rows)):
        mentions = finder.find(text)
        assert all(0 <= mention.start < mention.end <= len(text) for mention in mentions)
        gone = instead_of(text, [(mention.start, mention.end, "") for mention in mentions])
        assert len(gone) <= len(text)


def test_words_are_put_in_the_place_of_others():
    assert instead_of("one two three", [(4, 7, "2"), (4, 5, "x"), (8, 13, "3")]) == "one 2 3"
    assert instead_of("one", []) == "one"


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("**Amina** Secret said", "**?** said"),
        ("**Dr Amina** Secret said", "**Dr ?** said"),
        ("Amina **Secret said**", "**? said**"),
        ("**Amina Secret** said", "**?** said"),
        ("**Amina** **Secret**", "**?**"),
    ],
)
def test_words_beside_a_name_that_goes_stay_as_bold_as_they_were(text, bare):
    hits = NameFinder([hidden("Amina Secret")]).find(text)
    assert instead_of(text, [(hit.start, hit.end, "?") for hit in hits]) == bare


def test_nothing_of_it_is_loaded_before_somebody_looks_for_names():
    code = "import sys, workbench.operations.people, workbench.operations.activities; print('workbench.privacy.person_names' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_a_position_with_signs_of_structure_in_it_is_one_mention():
    person = Contributor(
        id="p", name="Amina Secret", job_title="Head of Passenger Control", confidential=Confidentiality.MARKED
    )
    hits = NameFinder([person]).find("The **head** of | passenger control said so.")
    assert [hit.kind for hit in hits] == [MentionKind.POSITION]


def test_somebody_whose_name_could_not_be_read_is_no_word_of_a_text():
    text = "Officers do not believe that it could be read."
    lost = hidden(str(NOT_READ), job_title="Head of the lane")
    assert found(text, lost) == []
    assert found("The Head of the lane said so.", lost) == [("Head of the lane", POSITION)]
    assert found("Could Amina Secret be read?", lost, hidden("Amina Secret")) == [("Amina Secret", NAME)]
    assert found("(Amina Secret) could be read.", hidden("(Amina Secret)")) == [("Amina Secret", NAME)]


def test_so_it_is_in_a_file_that_was_recovered_in_another_language(monkeypatch):
    translations = {"fr": "(illisible)"}
    monkeypatch.setattr(labels, "load_translator", lambda language: lambda said: translations.get(language, str(said)))
    labels._not_read.cache_clear()
    assert found("C'est illisible.", hidden("(illisible)")) == []
    assert found("It could not be read.", hidden("(could not be read)")) == []
    monkeypatch.undo()
    labels._not_read.cache_clear()
