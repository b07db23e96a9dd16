"""The language of the running window: one Translator, set once at start and looked up at every call.

Nothing is translated at import, so a module may be imported before the language is known. Wrap every text for people as
``tr(Message("whole sentence with {fields}", field=...))``.
"""

from __future__ import annotations

from workbench.i18n import ENGLISH, Message, Translator


class _Speaker:
    """Holds the translator of this process."""

    translator: Translator = ENGLISH


def use(translator: Translator) -> None:
    """Makes ``translator`` the language of the window. Called once, before the first widget is built."""
    _Speaker.translator = translator


def current() -> Translator:
    """The translator of the window, for what needs the language itself."""
    return _Speaker.translator


def tr(message: Message | str, /, **fields: object) -> str:
    """The message as a sentence in the language of the window."""
    return _Speaker.translator(message, **fields)
