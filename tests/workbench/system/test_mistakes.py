"""What is told of a mistake: places and kinds, never a text, a name or a path."""

from __future__ import annotations

import pytest

from workbench.system.mistakes import MistakeElsewhere, place, places

SECRET = "Zanzibarrow takes money at lane 3"


def caught(run) -> BaseException:
    with pytest.raises(BaseException) as found:  # noqa: PT011  any
        run()
    return found.value


def fail() -> None:
    raise ValueError(SECRET)


def fail_twice() -> None:
    try:
        fail()
    except ValueError as error:
        raise KeyError(SECRET) from error


def test_the_places_and_the_kind_are_told_and_no_text():
    told = places(caught(fail))
    assert told[-1] == "ValueError"
    assert any(line.endswith("fail") and "test_mistakes:" in line for line in told)
    assert SECRET not in "\n".join(told)
    assert "/" not in "\n".join(told)
    assert "\\" not in "\n".join(told)


def test_what_it_came_from_is_told_first():
    told = places(caught(fail_twice))
    assert [line for line in told if line in ("ValueError", "and so:", "KeyError")] == ["ValueError", "and so:", "KeyError"]


def test_code_that_was_made_from_a_text_has_no_name():
    error = caught(lambda: exec(compile("1/0", SECRET, "exec"), {"__name__": SECRET}))
    told = "\n".join(places(error))
    assert SECRET not in told
    assert "?:1" in told
    assert place(error, error.__traceback__) == "?:1 ZeroDivisionError"


def test_a_kind_with_a_strange_module_is_told_without_it():
    kind = type("Odd", (Exception,), {"__module__": SECRET})
    assert places(kind())[-1] == "?.Odd"
    assert places(type(SECRET, (Exception,), {})())[-1].endswith(".?")


def test_an_endless_recursion_is_short():
    def again() -> None:
        again()

    assert len(places(caught(again))) < 50


def test_several_at_once_are_told_each():
    told = places(ExceptionGroup(SECRET, [ValueError(SECRET), KeyError(SECRET)]))
    assert told == ("ExceptionGroup", "ValueError", "KeyError")


def test_what_another_process_told_is_part_of_it():
    error = MistakeElsewhere("KeyError", ("workbench.reports.html:3 made", "KeyError"))
    assert places(error)[:2] == error.places


def test_the_same_mistake_has_the_same_place():
    first, second = caught(fail), caught(fail)
    assert place(first, first.__traceback__) == place(second, second.__traceback__)
    assert place(first, None) == "? ValueError"
