"""The menus of the window: what can be done, under which keys, and when."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ui.frame.edit_menu import EditMenu
from ui.frame.finding import Finding
from ui.frame.paper_desk import PaperDesk
from ui.frame.word_menu import WordMenu
from ui.frame.writing import Writing
from ui.kit.plain_text import tip
from ui.link.keys import Act, KeySpec, Where, stage_key
from ui.link.language import current, tr
from ui.link.stages import Stage
from ui.look.style import Theme, look
from workbench.language.i18n import LANGUAGES, Message, interface_languages

if TYPE_CHECKING:
    from ui.frame.menu_window import MenuWindow
    from workbench.document.undo import Step

MENUS = (Message("&File"), Message("&Edit"), Message("&View"), Message("&Go"), Message("&Help"))

LEAVE_NOTHING = Message("Le&ave nothing on this laptop after closing")
"""Of files on sticks, shares and in synchronised folders, when everything is back there. For shared computers."""

_THEMES = {
    Theme.SYSTEM: Message("Colours as the s&ystem"),
    Theme.LIGHT: Message("L&ight"),
    Theme.DARK: Message("&Dark"),
    Theme.CONTRAST: Message("High &contrast"),
}


class WindowActions(QObject):
    """Builds the menus once; :meth:`update_state` shows what is possible now.

    Undo and redo name the step that they would undo or repeat. They are the document's own everywhere.
    """

    def __init__(self, window: MenuWindow) -> None:
        super().__init__(window.widget)
        self._window = window
        self.paper = PaperDesk(window)
        self._file, self._edit, self._view, self._go, self._help = (
            window.widget.menuBar().addMenu(tr(title)) for title in MENUS
        )
        self.recent = QMenu(tr(Message("Open &recent")), window.widget)
        self.recent.aboutToShow.connect(self._fill_recent)
        self._build_file()
        self.undo, self.redo = self._build_edit()
        self.themes: dict[Theme, QAction] = {}
        self._build_view()
        self.stages: dict[Stage, QAction] = {}
        self._build_go()
        self._build_help()
        self.update_state()

    def update_state(self) -> None:
        """Names undo and redo, and enables what the open file allows."""
        bridge = self._window.bridge
        steps = bridge.document.steps if bridge is not None else None
        undo, redo = (steps.next_undo(), steps.next_redo()) if steps is not None else (None, None)
        self.undo.setText(tr(Message("&Undo: {what}", what=self._named(undo)) if undo else Message("&Undo")))
        self.redo.setText(tr(Message("&Redo: {what}", what=self._named(redo)) if redo else Message("&Redo")))
        writable = bridge is not None and not bridge.read_only
        self.undo.setEnabled(writable)
        self.session.setEnabled(writable)
        self.forget.setEnabled(writable)
        self.put.setEnabled(writable and self._window.storing.carrying is not None)
        self.redo.setEnabled(writable and redo is not None)
        for action in (
            self.save,
            self.save_copy,
            self.find,
            self.find_next,
            self.find_before,
            self.replace,
            self.copy_without_history,
            self.copies,
            self.check,
            self.print_page,
            self.print_sheets,
            self.print_attendance,
            self.close_file,
            self.next_unanswered,
            self.stage_help,
            *self.stages.values(),
        ):
            action.setEnabled(bridge is not None)

    def _named(self, step: Step) -> str:
        """What a step did, and to which row."""
        from ui.link.row_names import named_step
        from ui.link.row_places import main_change

        bridge, said = self._window.bridge, step.label
        if bridge is not None:
            said = named_step(said, step.changes, main_change(step.changes), bridge.document.get)
        return tr(said).replace("&", "&&")

    def _action(self, menu: QWidget, what: Message | KeySpec, run: Callable[[], object]) -> QAction:
        """An entry of a menu, or of the window alone: what has a key says itself in the table of keys what it does."""
        action = QAction(tr(what.said[Where.WINDOW] if isinstance(what, KeySpec) else what), self._window.widget)
        if isinstance(what, KeySpec):
            action.setShortcuts([QKeySequence(key) for key in what.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)

        def triggered() -> None:
            run()

        action.triggered.connect(triggered)
        menu.addAction(action)
        return action

    def _build_file(self) -> None:
        window = self._window
        self._action(self._file, Act.NEW, partial(window.show_start, new=True))
        self._action(self._file, Act.OPEN, window.ask_open)
        self._file.addMenu(self.recent)
        self._file.addSeparator()
        self.save = self._action(self._file, Act.SAVE, window.storing.save_now)
        self.save_copy = self._action(self._file, Act.SAVE_COPY, window.storing.save_copy)
        self.put = self._action(self._file, Act.PUT, window.storing.put_now)
        self.copy_without_history = self._action(
            self._file, Message("Copy &without history…"), window.handing_on.copy_without_history
        )
        self.copies = self._action(self._file, Message("Copies of th&is assessment…"), window.storing.copies.show_copies)
        self.check = self._action(self._file, Message("Chec&k this file…"), window.damage.check_file)
        self.forget = self._action(self._file, Message("&Forget for good…"), window.forget_here)
        self.noted = self._action(self._file, Message("Who is noted in the &history…"), window.handing_on.ask_who)
        self.leave = self._action(self._file, LEAVE_NOTHING, self._leave_nothing)
        self.leave.setCheckable(True)
        self.leave.setChecked(window.memory.leave_nothing)
        self._file.addSeparator()
        self.print_page = self._action(self._file, Act.PRINT, self.paper.print_page)
        self.print_sheets = self._action(self._file, Message("Print q&uestion sheets…"), self.paper.print_sheets)
        self.print_attendance = self._action(self._file, Message("Print an a&ttendance sheet…"), self.paper.print_attendance)
        self._file.addSeparator()
        self.close_file = self._action(self._file, Act.CLOSE_FILE, window.close_file)
        self._build_languages()
        self._file.addSeparator()
        self._action(self._file, Act.QUIT, window.widget.close)

    def _leave_nothing(self) -> None:
        from ui.frame import leaving_nothing  # late: the start does not need it

        if self.leave.isChecked():
            leaving_nothing.ask_what_stays(self._window, partial(self.leave.setChecked, False))  # noqa: FBT003  as Qt has it
        else:
            leaving_nothing.leave_all(self._window.memory)

    def _build_languages(self) -> None:
        known = interface_languages()
        if known == ("en",):
            return
        menu = self._file.addMenu(tr(Message("Display lan&guage")))
        for code in known:
            action = QAction(LANGUAGES[code], self._window.widget)
            action.setCheckable(True)
            action.setChecked(code == current().language)
            action.triggered.connect(lambda _=False, code=code: self._window.choose_language(code))
            menu.addAction(action)

    def _build_edit(self) -> tuple[QAction, QAction]:
        window = self._window
        undo = self._action(self._edit, Act.UNDO, window.undo)
        redo = self._action(self._edit, Act.REDO, window.redo)
        self._edit.addSeparator()
        self.edit_menu = EditMenu(window, self._edit)
        self._edit.addSeparator()
        self.finding = Finding(window)
        self.find = self._action(self._edit, Act.FIND, self.finding.find)
        self.find_next = self._action(self._edit, Act.NEXT_FOUND, partial(self.finding.step, 1))
        self.find_before = self._action(self._edit, Act.FOUND_BEFORE, partial(self.finding.step, -1))
        self.replace = self._action(self._edit, Act.REPLACE, self.finding.replace)
        self._edit.addSeparator()
        self.writing = Writing(window, partial(self._action, self._edit.addMenu(tr(Message("For&mat")))))
        self.words = WordMenu(window, self._edit)
        self._action(self._edit, Act.UNKNOWN_WORD, self.words.to_next)
        return undo, redo

    def _build_view(self) -> None:
        window = self._window
        one_of_them = QActionGroup(window.widget)
        for theme, text in _THEMES.items():
            action = self._action(self._view, text, partial(window.choose_theme, theme))
            one_of_them.addAction(action)
            action.setCheckable(True)
            self.themes[theme] = action
        self._view.aboutToShow.connect(self._check_theme)
        self._view.addSeparator()
        self.larger = self._action(self._view, Act.LARGER, partial(window.magnify, 1))
        self.smaller = self._action(self._view, Act.SMALLER, partial(window.magnify, -1))
        self.normal_size = self._action(self._view, Act.NORMAL_SIZE, partial(window.magnify, 0))
        self._view.addSeparator()
        self.projector_view = self._action(self._view, Act.PROJECTOR, window.toggle_projector)
        self.projector_menu = self._view.addMenu(tr(Message("Pro&jector")))
        self.projector_menu.menuAction().setVisible(False)  # the projector view fills it when it is first opened

    def _check_theme(self) -> None:
        for theme, action in self.themes.items():
            action.setChecked(theme is look().theme)

    def _build_go(self) -> None:
        for stage in Stage:
            self.stages[stage] = self._action(self._go, stage_key(stage), self._go_to(stage))
        self._go.addSeparator()
        self.next_unanswered = self._action(self._go, Act.NEXT_UNANSWERED, self._window.next_unanswered)
        self.session = self._action(self._go, Act.SESSION, self._window.sessions.toggle)
        self._go.addSeparator()
        self._action(self._go, Act.PALETTE, self._window.open_palette)

    def _go_to(self, stage: Stage) -> Callable[[], object]:
        return lambda: self._window.go(stage)

    def _build_help(self) -> None:
        self.stage_help = self._action(self._help, Act.HELP, self._window.toggle_help)
        self._action(self._help, Act.GUIDE, self._window.open_guide)
        self.keys = self._action(self._help, Act.KEYS, partial(self._window.open_palette, "?"))
        self._help.addSeparator()
        self._action(self._help, Message("&About Integrity Workbench"), self._window.show_about)
        self._action(self._window.widget, Act.MENUS, self._open_menus)

    def _open_menus(self) -> None:
        """Opens the first menu. Esc closes it, and once more gives the keyboard back to where it was."""
        bar = self._window.widget.menuBar()
        bar.setActiveAction(bar.actions()[0])

    def _fill_recent(self) -> None:
        self.recent.clear()
        paths = self._window.memory.paths
        for path in paths:
            action = self.recent.addAction(_menu_text(path))
            action.setToolTip(tip(str(path)))
            action.triggered.connect(lambda _=False, path=path: self._window.open_file(path))
        if not paths:
            self.recent.addAction(tr(Message("No files yet"))).setEnabled(False)


def _menu_text(path: Path) -> str:
    return f"{path.name}  ({path.parent})".replace("&", "&&")
