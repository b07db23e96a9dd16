"""Dates, quarters and lengths of time are written alike in reports and in the window."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from workbench.language.dates import At, Day, duration, first_day, shown_date, shown_quarter
from workbench.language.i18n import ENGLISH, Message, Translator
from workbench.model.limits import is_day


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "0 min"), (1, "1 min"), (59, "59 min"), (60, "1 h"), (61, "1 h 1 min"), (120, "2 h"), (1440, "24 h")],
)
def test_a_length_of_time_leaves_out_what_is_nothing(minutes: int, said: str) -> None:
    assert ENGLISH(duration(minutes)) == said


@pytest.mark.parametrize(("text", "shown"), [("2026-11-21", "21 November 2026"), ("soon", "soon"), ("", "")])
def test_a_date_is_written_out_and_what_is_none_stays(text: str, shown: str) -> None:
    assert shown_date(text, ENGLISH) == shown


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("2026-11", "en", "November 2026"),
        ("2026-11", "fr", "novembre 2026"),
        ("2026-11", "es", "noviembre de 2026"),
        ("2026-11", "ru", "ноябрь 2026\u202fг."),
        ("2026-11", "ar", "نوفمبر 2026"),
        ("2026", "en", "2026"),
        ("2026", "ar", "2026"),
        ("2026-13", "en", "2026-13"),
        ("26", "en", "26"),
        ("2026-1", "en", "2026-1"),
    ],
)
def test_a_month_and_a_year_are_shown_as_such(text: str, language: str, shown: str) -> None:
    assert shown_date(text, Translator(language)) == shown


@pytest.mark.parametrize("text", ["2026", "2026-11", "2026-11-21"])
def test_the_first_day_of_a_date_is_a_day(text: str) -> None:
    assert is_day(first_day(text))
    assert first_day(text).startswith(text)


@pytest.mark.parametrize(("text", "shown"), [("2027-Q1", "Q1\u00a02027"), ("later", "later"), ("", "")])
def test_a_quarter_is_one_word(text: str, shown: str) -> None:
    assert shown_quarter(text, ENGLISH) == shown


def test_a_sentence_has_a_date_in_the_words_of_its_reader() -> None:
    told = Message("The meeting is on {date}.", date=Day("2026-11-21"))
    assert str(told) == "The meeting is on 21 November 2026."
    assert Translator("fr")(told) == "The meeting is on 21 novembre 2026."


def test_a_moment_in_a_sentence_has_its_day_when_that_is_another() -> None:
    at = datetime(2026, 11, 21, 9, 5).astimezone()
    for now, said in ((None, "21 November 2026, 09:05"), (at + timedelta(hours=3), "09:05")):
        assert str(Message("Saved {time}.", time=At(at, now))) == f"Saved {said}."
    told = Message("Saved {time}.", time=At(at, at + timedelta(days=1)))
    assert Translator("es")(told) == "Saved 21 noviembre 2026, 09:05."
