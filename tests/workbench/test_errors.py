"""Errors for users: what happened, what is safe, what to do."""

from __future__ import annotations

import inspect

import pytest

from workbench import errors
from workbench.errors import DiskFull, InvalidValue, StorageFailed, WorkbenchError
from workbench.language.i18n import Message, Translator


class Shouting(Translator):
    def __call__(self, message, /, **fields) -> str:
        return super().__call__(message, **fields).upper()


def test_an_error_speaks_in_whole_sentences_and_in_order() -> None:
    error = InvalidValue(
        Message("{value} is wrong.", value="7"), safe=Message("Nothing was changed."), advice=Message("Write 8.")
    )
    assert str(error) == "7 is wrong. Nothing was changed. Write 8."
    assert (str(error.what), str(error.safe), str(error.advice)) == ("7 is wrong.", "Nothing was changed.", "Write 8.")


def test_what_is_safe_is_said_only_where_that_is_in_doubt() -> None:
    assert str(InvalidValue(Message("Wrong."), advice=Message("Mend it."))) == "Wrong. Mend it."


def test_an_error_is_told_in_the_readers_language() -> None:
    error = InvalidValue(Message("Wrong."), advice=Message("Mend it."))
    assert error.sentences(Shouting()) == "WRONG. MEND IT."


def test_every_error_is_one_of_ours_and_explained() -> None:
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if kind.__module__ == errors.__name__]
    assert len(kinds) >= 15
    for kind in kinds:
        assert issubclass(kind, WorkbenchError)
        assert kind.__doc__
    assert issubclass(DiskFull, StorageFailed)


def test_an_error_without_advice_cannot_be_made() -> None:
    with pytest.raises(TypeError):
        InvalidValue(Message("Wrong."))
