"""What people call entries of the menus who know other programs: the command palette finds them by these words, too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from ui.link.language import tr
from ui.link.stages import Stage
from ui.look.style import Theme
from workbench.language.i18n import Message

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from ui.frame.actions import WindowActions

REPORT: Final = Message("export, save as, download, share, print")
"""Of a report in a format."""

_THEMES: Final = {
    Theme.SYSTEM: Message("theme, colors, appearance, automatic, settings, preferences, options"),
    Theme.LIGHT: Message("theme, light mode, day mode, colors, appearance, settings, preferences, options"),
    Theme.DARK: Message("theme, dark mode, night mode, colors, appearance, settings, preferences, options"),
    Theme.CONTRAST: Message("theme, contrast, accessibility, colors, appearance, settings, preferences, options"),
}
_SIZE: Final = Message("zoom, text size, font size, settings, preferences, options")
_COPY: Final = Message("save as, export, backup, send, share")
_KEPT: Final = Message("backup, restore, recover, automatic copies, earlier versions")
_PRINT: Final = Message("paper, export, PDF")
_CHECK: Final = Message("verify, repair, test, damaged")
_FORGET: Final = Message("delete, remove, privacy")
_NAME: Final = Message("user name, account, settings, preferences, options")
_FIND: Final = Message("search, look for")
_REPLACE: Final = Message("search, rename, change words")
_WORDS: Final = Message("spelling, spell check, dictionary, proofing, settings, preferences, options")
_NAMES: Final = Message("autocomplete, suggestions, settings, preferences, options")
_PROJECTOR: Final = Message("presentation, slides, full screen, beamer, second screen")
_KEYS: Final = Message("shortcuts, hotkeys")
_SCOPE: Final = Message("settings, language, administration, properties")
_PEOPLE: Final = Message("participants, contacts, team, staff")
_REPORT_PAGE: Final = Message("export, save as, download, PDF, language")


def everyday_words(actions: WindowActions) -> Mapping[QAction, str]:
    """The other words for entries, in the reader's language."""
    said = {
        **{action: _THEMES[theme] for theme, action in actions.themes.items()},
        **dict.fromkeys((actions.larger, actions.smaller, actions.normal_size), _SIZE),
        **dict.fromkeys((actions.print_page, actions.print_sheets, actions.print_attendance), _PRINT),
        actions.save_copy: _COPY,
        actions.copy_without_history: _COPY,
        actions.copies: _KEPT,
        actions.check: _CHECK,
        actions.forget: _FORGET,
        actions.noted: _NAME,
        actions.find: _FIND,
        actions.replace: _REPLACE,
        actions.words.check: _WORDS,
        actions.words.complete: _NAMES,
        actions.projector_view: _PROJECTOR,
        actions.keys: _KEYS,
        actions.stages[Stage.SCOPE]: _SCOPE,
        actions.stages[Stage.PEOPLE]: _PEOPLE,
        actions.stages[Stage.REPORT]: _REPORT_PAGE,
    }
    return {action: tr(words) for action, words in said.items()}
