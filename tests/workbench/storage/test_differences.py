"""The difference between two texts leads from the newer one back to the older one, and costs what was typed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.storage.differences import can_be_older, difference, older_text

TEXTS = st.one_of(st.text(max_size=60), st.text("ab", max_size=40), st.text("0123456789,", max_size=30))


@settings(max_examples=1000, derandomize=True, deadline=None, database=None)
@given(TEXTS, TEXTS)
def test_the_newer_text_and_the_difference_give_the_older_one(newer, older):
    assert older_text(newer, difference(newer, older)) == older


@settings(max_examples=1000, derandomize=True, deadline=None, database=None)
@given(TEXTS, TEXTS)
def test_a_difference_tells_the_older_text_from_the_newer_one(newer, older):
    written = difference(newer, older)
    assert can_be_older(older, written)
    assert can_be_older(newer, written) == (newer == older)


def test_what_is_no_difference_tells_nothing():
    assert not can_be_older("text", "text")


@settings(max_examples=500, derandomize=True, deadline=None, database=None)
@given(st.text("ab,1", max_size=30), st.text("ab,1", max_size=8), st.text("ab,1", max_size=8), st.text("ab,1", max_size=30))
def test_only_what_was_replaced_is_written(before, was, now, after):
    written = difference(before + now + after, before + was + after)
    assert len(written.split(",", 2)[2]) <= len(was)


@pytest.mark.parametrize(
    ("newer", "older", "written"),
    [
        ("Hello", "Hel", "3,0,"),
        ("Hel", "Hello", "3,0,lo"),
        ("", "gone", "0,0,gone"),
        ("new", "", "0,0,"),
        ("same", "same", "4,0,"),
        ("We rotate officers.", "We rotate them.", "10,1,them"),
        ("aaa", "aa", "2,0,"),
        ("الجواب 🧭", "الجواب", "6,0,"),
        ("1,2,x", "1,2,y", "4,0,y"),
    ],
)
def test_what_is_written(newer, older, written):
    """This is the format of the file: it must never change."""
    assert difference(newer, older) == written
    assert older_text(newer, written) == older


def test_typing_at_the_end_of_a_long_text_costs_a_few_characters():
    text = "The queue grows on Friday evening. " * 2000
    assert len(difference(text + "And again.", text)) < 10
    assert len(difference("And again. " + text, text)) < 10


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "3",
        "3,0",
        "3,0x",
        ",,",
        "-1,0,x",
        "3,3,x",
        "6,0,",
        "1000000000,0,",
        "٣,0,x",
        " 1,0,x",
        "1.0,0,x",
        "999999999,999999999,",
    ],
)
def test_a_difference_that_does_not_fit_is_refused(wrong):
    with pytest.raises(ValueError, match="does not fit"):
        older_text("Hello", wrong)
