"""The questions about a performance target: what each letter looks for, and what it leaves alone."""

from __future__ import annotations

import pytest

from workbench.language.i18n import ENGLISH
from workbench.model.rows import Activity
from workbench.plan.smart import SMART_NAMES, SmartLetter, open_questions

WHOLE = {
    "target": "98 of 100 visits to the store complete in the key book",
    "budget": "900 from repair money",
    "strategic_link": "Goal 3",
    "end_quarter": "2027-Q4",
}


def letters(**values):
    activity = Activity(id="a", **(WHOLE | values))
    return "".join(question.letter.value[0] for question in open_questions(activity, responsible=True))


def test_a_whole_target_leaves_nothing_open():
    assert letters() == ""


def test_nothing_is_asked_while_there_is_no_target():
    assert letters(target=" \n", budget="", end_quarter="") == ""


def test_letters_come_in_their_order():
    nothing = {"budget": "", "strategic_link": "", "end_quarter": ""}
    assert letters(target="Better conduct", **nothing) == "smart"
    assert list(SMART_NAMES) == list(SmartLetter)


@pytest.mark.parametrize("target", ["Fewer bribes", "Better"])
def test_few_words_ask_who_or_what(target):
    assert "s" in letters(target=target)


def test_a_script_without_blanks_counts_by_characters():
    assert "s" not in letters(target="二〇二七年十二月までに全職員が倫理研修を修了し記録を残している")


@pytest.mark.parametrize(
    ("target", "asks"),
    [
        ("Significant reduction of irregular access to the store", True),
        ("By December 2027 records are considerably more complete", True),
        ("From 2027-01-31 on the records are considerably better", True),
        ("Considerably better records by 30 June 2027", True),
        ("Records are better by 2027-Q3 than they are now", True),
        ("May the conduct of officers at the station improve soon", True),
        ("Records get better within six months of the training", True),
        ("By December 2027, 95 of 100 files hold a record", False),
        ("2000 drivers have read the list of fees", False),
        ("At least half of the drivers know the fees", False),
        ("Every officer in the hall wears a visible number", False),
        ("The rule on gifts is adopted and read to the shifts", False),
        ("٩٥ من ١٠٠ ملف كامل في نهاية العام", False),
        ("Un taux de 80 % de dossiers complets", False),
    ],
)
def test_a_figure_or_a_plain_fact_can_be_measured(target, asks):
    assert ("m" in letters(target=target)) is asks


@pytest.mark.parametrize(
    ("responsible", "values", "question"),
    [
        (False, {"budget": ""}, "Who has said that it can be done, and with which means?"),
        (False, {}, "Who has said that it can be done?"),
        (True, {"budget": " "}, "Which money, people and time will it take?"),
    ],
)
def test_people_and_means_make_it_achievable(responsible, values, question):
    (found,) = open_questions(Activity(id="a", **(WHOLE | values)), responsible=responsible)
    assert (found.letter, ENGLISH(found.question)) == (SmartLetter.ACHIEVABLE, question)


def test_a_goal_makes_it_relevant():
    assert letters(strategic_link="") == "r"


@pytest.mark.parametrize(
    ("target", "asks"),
    [
        ("98 of 100 visits complete in the key book", True),
        ("80 of 2500 drivers say that they may complain", True),
        ("98 of 100 visits complete in 2027", False),
        ("98 of 100 visits complete in 2027-Q3", False),
        ("98 of 100 visits complete on 30.9.2027", False),
        ("98 of 100 visits complete by the end of June", False),
        ("98 of 100 visits complete within six months", False),
        ("Officers may open 3 of 10 stores", True),
    ],
)
def test_a_date_in_the_target_binds_it_to_time(target, asks):
    assert ("t" in letters(target=target, end_quarter="")) is asks


def test_questions_are_questions():
    nothing = Activity(id="a", target="Better")
    assert all(ENGLISH(question.question).endswith("?") for question in open_questions(nothing, responsible=False))
