"""Dates are understood as people write them, in every language of the program; what is doubtful says so."""

from __future__ import annotations

import pytest

from workbench.language.dates import shown_date
from workbench.language.i18n import LANGUAGES, Translator
from workbench.language.typed_dates import Order, TypedDate, order_of, read_date, read_time, system_order

DAY = "2026-03-03"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("3 March 2026", DAY),
        ("3 march 2026", DAY),
        ("March 3, 2026", DAY),
        ("2026 March 3", DAY),
        ("3rd of March 2026", DAY),
        ("3 Mar. 2026", DAY),
        ("3-Mar-2026", DAY),
        ("Tuesday, 3 March 2026", DAY),
        ("  3  March,2026 ", DAY),
        ("03/03/2026", DAY),
        ("3.3.2026", DAY),
        ("3-3-2026", DAY),
        ("2026-03-03", DAY),
        ("2026/3/3", DAY),
        ("30/04/2026", "2026-04-30"),
        ("04/30/2026", "2026-04-30"),
        ("3.4.2026", "2026-04-03"),
        ("29 February 2028", "2028-02-29"),
        ("March 2019", "2019-03"),
        ("Sept 2026", "2026-09"),
        ("2025-06", "2025-06"),
        ("06/2025", "2025-06"),
        ("6.2025", "2025-06"),
        ("2019", "2019"),
        ("1er mars 2026", "2026-03-01"),
        ("mardi 3 mars 2026", DAY),
        ("févr. 2026", "2026-02"),
        ("fevrier 2026", "2026-02"),
        ("3 de marzo de 2026", DAY),
        ("3 de março de 2026", DAY),
        ("terça-feira, 3 de março de 2026", DAY),
        ("3 марта 2026 г.", DAY),
        ("март 2026", "2026-03"),
        ("03.03.2026 г.", DAY),
        ("3 مارس 2026", DAY),
        ("٣ مارس ٢٠٢٦", DAY),
        ("٣\u200f/٣\u200f/٢٠٢٦", DAY),
        ("٢٠١٩", "2019"),
        ("كانون الثاني 2026", "2026-01"),
        ("3 جويلية 2026", "2026-07-03"),
        ("۳/۳/۲۰۲۶", DAY),
    ],
)
def test_a_date_is_read_as_people_write_it(text: str, iso: str) -> None:
    assert read_date(text) == TypedDate(iso)
    assert read_date(text, Order.MONTH_FIRST) == TypedDate(iso)


@pytest.mark.parametrize(
    ("text", "day_first", "month_first"),
    [
        ("03/04/2026", "2026-04-03", "2026-03-04"),
        ("3-4-2026", "2026-04-03", "2026-03-04"),
        ("٣/٤/٢٠٢٦", "2026-04-03", "2026-03-04"),
        ("3/4/26", "2026-04-03", "2026-03-04"),
        ("30/4/26", "2026-04-30", "2026-04-30"),
        ("30.4.99", "1999-04-30", "1999-04-30"),
        ("3 March '68", "2068-03-03", "2068-03-03"),
    ],
)
def test_a_doubtful_date_follows_the_order_of_the_system_and_says_so(text: str, day_first: str, month_first: str) -> None:
    assert read_date(text, Order.DAY_FIRST) == TypedDate(day_first, doubtful=True)
    assert read_date(text, Order.MONTH_FIRST) == TypedDate(month_first, doubtful=True)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", ".", "yesterday", "March", "3 March", "3 Maybe 2026", "30/02/2026", "31 April 2026", "31.4.2026", "2026-13",
        "2026-13-40", "13/13/2026", "2026-00", "0/0/2026", "20260303", "123", "26", "12:30", "1-2-3", "3/4/2026/5",
        "March 2026 to May 2026", "3 March 4 2026", "-2026", "2026-Q1", "Monday 3 March 2026", "Tuesday 2026", "003/03/2026",
        "3 March 20260", "2" * 5000, "1 " * 100, "²⁰²⁶ x",
    ],
)  # fmt: skip
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_shown_can_be_typed_again(language: str) -> None:
    translate = Translator(language)
    dates = ["1999", *(f"2026-{month:02}{day}" for month in range(1, 13) for day in ("", "-05", "-28"))]
    for short in (False, True):
        assert [read_date(shown_date(text, translate, short=short)) for text in dates] == [TypedDate(text) for text in dates]


@pytest.mark.parametrize(
    ("pattern", "order"),
    [
        ("dd/MM/y", Order.DAY_FIRST),
        ("M/d/yy", Order.MONTH_FIRST),
        ("dd.MM.y", Order.DAY_FIRST),
        ("y-MM-dd", Order.DAY_FIRST),
    ],
)
def test_the_order_is_read_from_a_pattern(pattern: str, order: Order) -> None:
    assert order_of(pattern) is order


@pytest.mark.parametrize(
    ("locale", "order"),
    [
        ("en_US.UTF-8", Order.MONTH_FIRST),
        ("fr_FR.UTF-8", Order.DAY_FIRST),
        ("C.UTF-8", Order.DAY_FIRST),
        ("xx_YY", Order.DAY_FIRST),
    ],
)
def test_the_order_of_the_system_is_that_of_its_locale(monkeypatch: pytest.MonkeyPatch, locale: str, order: Order) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_TIME", locale)
    assert system_order() is order


@pytest.mark.parametrize("text", ["9:30", "9.30", " 09:30 ", "9h30", "9:30:00", "9:30 am", "9.30 A.M."])
def test_a_time_is_read_as_people_write_it(text: str) -> None:
    assert read_time(text) == "09:30"


@pytest.mark.parametrize(("text", "read"), [("1:05 pm", "13:05"), ("noon", "noon"), ("", ""), ("930", "930")])
def test_what_is_no_time_stays_as_it_is(text: str, read: str) -> None:
    assert read_time(text) == read
