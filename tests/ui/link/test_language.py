"""The language of the window is looked up at every call."""

from __future__ import annotations

from ui.link import language
from workbench.language.i18n import Message, Translator


class Shouting(Translator):
    def __call__(self, message, /, **fields):
        return super().__call__(message, **fields).upper()


def test_texts_are_told_in_the_language_that_is_set_now():
    message = Message("Saved at {time}", time="10:42")
    assert language.tr(message) == "Saved at 10:42"
    language.use(Shouting("en"))
    assert language.tr(message) == "SAVED AT 10:42"
    assert language.current().language == "en"


def test_a_language_that_the_program_does_not_speak_is_english():
    assert language.chosen_language("xx") == "en"
    assert language.chosen_language("en") == "en"


def test_the_first_language_of_the_system_that_we_speak_is_taken(monkeypatch):
    monkeypatch.setattr(language, "interface_languages", lambda: ("en", "fr", "ar"))
    assert language.chosen_language("ar") == "ar"
    assert language.chosen_language("") in ("en", "fr", "ar")


def test_arabic_mirrors_the_window(qapp):
    from PySide6.QtCore import Qt

    before = qapp.layoutDirection()
    try:
        language.speak(qapp, "ar")
        assert qapp.layoutDirection() == Qt.LayoutDirection.RightToLeft
    finally:
        qapp.setLayoutDirection(before)


def test_every_text_of_the_window_is_marked_for_translation():
    """A string that is shown without tr would stay English: shown strings come from Message only."""
    import ast
    from pathlib import Path

    import ui

    shows = {"setText", "setToolTip", "setPlaceholderText", "setAccessibleName", "setWindowTitle", "addAction", "addMenu"}
    bare = []
    for file in Path(ui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in shows:
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant) and isinstance(first.value, str) and first.value.strip():
                    bare.append(f"{file.name}:{node.lineno} {first.value}")
    assert bare == []
