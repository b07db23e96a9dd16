"""The countdown: by the clock, paused and going on."""

from __future__ import annotations

import pytest

from ui.projector.countdown import Countdown


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def countdown(qapp, clock) -> Countdown:
    return Countdown(now=clock)


def test_it_says_nothing_until_it_is_wanted(countdown) -> None:
    assert countdown.text == ""


def test_one_key_starts_the_usual_time_and_then_pauses_it(countdown, clock) -> None:
    countdown.toggle()
    assert countdown.text == "5:00"
    countdown.toggle()
    assert countdown.text == "5:00 paused"
    countdown.toggle()
    clock.now += 301
    assert countdown.text == "Time is up"
    countdown.toggle()
    assert countdown.text == "5:00"


def test_it_counts_by_the_clock(countdown, clock) -> None:
    countdown.begin(10)
    assert countdown.text == "10:00"
    clock.now += 61
    assert countdown.text == "8:59"
    clock.now += 1000
    assert countdown.text == "Time is up"


def test_it_stands_still_while_it_is_paused(countdown, clock) -> None:
    countdown.begin(1)
    clock.now += 10
    countdown.toggle()
    clock.now += 500
    assert countdown.text == "0:50 paused"
    countdown.toggle()
    assert countdown.text == "0:50"


def test_minutes_are_added_and_taken_away(countdown, clock) -> None:
    countdown.add(1)
    assert countdown.text == "1:00"
    countdown.add(1)
    assert countdown.text == "2:00"
    countdown.add(-1)
    clock.now += 70
    assert countdown.text == "Time is up"
    countdown.add(1)
    assert countdown.text == "1:00"
    countdown.add(-1)
    assert countdown.text == "Time is up"


def test_it_tells_each_new_second_and_the_end(countdown, clock, qtbot) -> None:
    with qtbot.waitSignal(countdown.ticked):
        countdown.begin(1)
    with qtbot.waitSignal(countdown.ticked, timeout=2000):
        clock.now += 1
    with qtbot.waitSignal(countdown.ticked, timeout=2000):
        clock.now += 60
    assert countdown.text == "Time is up"
    assert not countdown.running


def test_it_can_be_removed(countdown) -> None:
    countdown.begin(5)
    countdown.remove()
    assert countdown.text == ""
    assert not countdown.running
