"""The language of the running window: one Translator, set once at start and looked up at every call.

Nothing is translated at import, so a module may be imported before the language is known. Wrap every text for people as
``tr(Message("whole sentence with {fields}", field=...))``.
"""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from workbench.language.i18n import ENGLISH, Message, Translator, interface_languages, load_translator


class _Speaker:
    """Holds the translator of this process."""

    translator: Translator = ENGLISH


def use(translator: Translator) -> None:
    """Sets the translator of the window. Called once, before the first widget is built."""
    _Speaker.translator = translator


def current() -> Translator:
    """The translator of the window, for what needs the language itself."""
    return _Speaker.translator


def tr(message: Message | str, /, **fields: object) -> str:
    """The message as a sentence in the display language."""
    return _Speaker.translator(message, **fields)


def chosen_language(wished: str = "") -> str:
    """The display language: ``wished`` if the program speaks it, else the first language of the system that it speaks."""
    known = interface_languages()
    if wished in known or len(known) == 1:
        return wished if wished in known else "en"
    from PySide6.QtCore import QLocale

    system = (name.replace("_", "-").partition("-")[0] for name in QLocale.system().uiLanguages())
    return next((code for code in system if code in known), "en")


def speak(application: QApplication, language: str) -> None:
    """Sets the display language, its direction, and the words of Qt itself (Cut, Copy, Cancel)."""
    use(load_translator(language))
    if current().right_to_left:
        from PySide6.QtCore import Qt

        application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    if language != "en":
        from PySide6.QtCore import QLibraryInfo, QTranslator

        qt_words = QTranslator(application)
        if qt_words.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            application.installTranslator(qt_words)
