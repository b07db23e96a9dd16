"""Runs the projector view: what it shows, on which screen, and what the facilitator does with it."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent

from ui.editors.boxes import UndoKey, undo_key
from ui.editors.text_editor import TextEditor
from ui.link.language import tr
from ui.link.messages import Notice, Weight
from ui.link.stages import Stage
from ui.projector.answer_keys import type_into
from ui.projector.countdown import Countdown
from ui.projector.facilitator import FacilitatorScreen, Subject
from ui.projector.menu import ProjectorMenu
from ui.projector.projector_window import Command, ProjectorWindow
from ui.projector.screens import Screens
from workbench.language.i18n import Message
from workbench.model.changes import Changes
from workbench.projector import QuestionSlide, shows_again_by_undo

if TYPE_CHECKING:
    from ui.projector.facilitator import ProjectedWindow

_FRAME_MS: Final = 16
_MOST_MS: Final = 1000

_READING = Message("Enter: type   N: next   P: back   B: blank   Esc: close")
_TYPING = Message("You are typing.    Esc: stop")
_TROUBLE = Message("Not everything is saved yet.    Esc: read why")


class ProjectorControl(QObject):
    """The projector view of one main window. It keeps ids of what it shows, never a text, and writes nothing itself.

    With a second screen it is shown there and takes no keys from the laptop; with one screen it covers the laptop and
    accepts typing (``alone``). When its screen is removed it hides, and comes back with the next screen.
    """

    def __init__(self, window: ProjectedWindow, screens: Screens | None = None) -> None:
        super().__init__(window.widget)
        self._window = window
        self.screens = screens or Screens(self)
        self.facilitator = FacilitatorScreen(window)
        self.countdown = Countdown(self)
        self.view: ProjectorWindow | None = None
        self.held: Subject | None = None
        self.alone = self.hidden = False
        self._trouble = self._was_typed = False
        self._turned = self._blank = self._overview = False
        self._pace = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.refresh)
        self.menu = ProjectorMenu(self, window.projector_menu, self)
        self._connect()

    def _connect(self) -> None:
        self.facilitator.moved.connect(self._on_moved)
        self.facilitator.typed.connect(self._on_typed)
        self.facilitator.pointed.connect(self._on_pointed)
        self.facilitator.stored.connect(self._on_stored)
        self.facilitator.told.connect(self._on_told)
        self.screens.changed.connect(self._settle)
        self.countdown.ticked.connect(self._show_time)
        self._window.file_changed.connect(self._on_file)

    # Opening and closing

    @property
    def open(self) -> bool:
        """Whether the facilitator wants a projector view; it may wait for its screen."""
        return self.view is not None

    def toggle(self) -> None:
        """Opens the projector view or closes it. One that waits for its screen is shown on this one."""
        if self.view is None or self.hidden:
            self.show()
        else:
            self.close()

    def show(self) -> None:
        """Shows the projector view on the other screen, or over the laptop when there is no other."""
        if self.view is None:
            self.view = ProjectorWindow(self._type, self._target)
            self.view.setLayoutDirection(self._window.widget.layoutDirection())
            self.view.slide.set_turned(turned=self._turned)
            self.view.command.connect(self.obey)
            self.view.closed_by_system.connect(self.close)
            self._show_time()
        self._place(may_cover=True)
        self.menu.update()

    def close(self) -> None:
        """Closes the projector view, after writing what was typed in it. The laptop stays as it is."""
        view, self.view = self.view, None
        if view is None:
            return
        self._stop_typing(view)
        was_alone = self.alone
        self.alone = self.hidden = self._trouble = self._blank = self._overview = False
        self.held = None
        self.countdown.remove()
        view.slide.show_slide(None)
        view.hide()
        view.deleteLater()
        self.menu.update()
        if was_alone and self._window.widget.isVisible():
            self._window.widget.activateWindow()

    # What the facilitator does

    def obey(self, command: Command) -> None:
        """Does what a key in the projector view, or the menu, asks for."""
        view = self.view
        if view is None:
            return
        if command is Command.LEAVE and view.typing:
            self._stop_typing(view)
            self.refresh()
            return
        {
            Command.TYPE: self._begin_typing,
            Command.NEXT: lambda: self._step(1),
            Command.PREVIOUS: lambda: self._step(-1),
            Command.NEXT_PAGE: lambda: view.slide.turn(1),
            Command.PREVIOUS_PAGE: lambda: view.slide.turn(-1),
            Command.HOLD: self.toggle_hold,
            Command.BLANK: self.toggle_blank,
            Command.OVERVIEW: self.toggle_overview,
            Command.TURN_COLOURS: self.turn_colours,
            Command.PAUSE: self.countdown.toggle,
            Command.MORE_TIME: lambda: self.countdown.add(1),
            Command.LESS_TIME: lambda: self.countdown.add(-1),
            Command.LEAVE: self.close,
            Command.CLOSE: self.close,
        }[command]()
        self.menu.update()

    @property
    def holds(self) -> bool:
        """Whether the projector view stays with what it shows."""
        return self.held is not None

    @property
    def blank(self) -> bool:
        """Whether the projector view shows nothing."""
        return self._blank

    @property
    def turned(self) -> bool:
        """Whether light and dark are swapped, compared with the laptop."""
        return self._turned

    def toggle_hold(self) -> None:
        """Makes the projector view stay with what it shows, or follow the laptop again."""
        self.held = self._subject() if self.held is None else None
        self.refresh()

    @property
    def overview(self) -> bool:
        """Whether all areas, or all activities, are shown in place of one question or activity."""
        return self._overview

    def toggle_overview(self) -> None:
        """Shows the progress of all areas, or the priorities of all activities; or again what the laptop shows."""
        self._overview = not self._overview
        self.refresh()

    def toggle_blank(self) -> None:
        """Makes the projector view blank, or shows its slide again."""
        self._blank = not self._blank
        self.refresh()

    def hide_now(self) -> None:
        """Makes the projector view blank, because what it shows is about to be marked confidential."""
        if self.view is not None and not self._blank:
            self.toggle_blank()
            self.menu.update()
            self.facilitator.tell(Message("The projector view is blank. Ctrl+F5 shows it again."))

    def turn_colours(self) -> None:
        """Swaps light and dark."""
        self._turned = not self._turned
        if self.view is not None:
            self.view.slide.set_turned(turned=self._turned)

    def _step(self, by: int) -> None:
        self.held = None
        self._overview = False
        self.facilitator.step(by)
        self.refresh()

    # Showing

    def _subject(self) -> Subject:
        return self.held or replace(self.facilitator.subject(), overview=self._overview)

    def refresh(self) -> None:
        """Shows the present slide, in its present state."""
        self._later.stop()
        view = self.view
        if view is None or self.hidden:
            return
        begun = time.perf_counter()
        subject = self._subject()
        slide = self.facilitator.slide(subject)
        if view.typing and self._writable(slide, subject) is None:
            self._stop_typing(view)
        view.slide.set_blank(blank=self._blank)
        view.slide.set_hint(self._hint(view))
        open_answer = isinstance(slide, QuestionSlide) and not slide.withheld
        cursor = self.facilitator.cursor(subject.row_id) if open_answer and (view.typing or self._was_typed) else None
        follow = cursor.position if cursor is not None else None
        view.slide.show_slide(slide, cursor if view.typing else None, follow=follow)
        self._was_typed = False
        # Setting a very long answer takes longer than typing a letter: then the projector view lags, never the laptop.
        spent = (time.perf_counter() - begun) * 1000
        self._pace = 0 if spent < _FRAME_MS else min(_MOST_MS, round(spent * 3))

    def _hint(self, view: ProjectorWindow) -> str:
        if not self.alone:
            return ""
        if self._trouble:
            return tr(_TROUBLE)
        return tr(_TYPING if view.typing else _READING)

    def _show_time(self) -> None:
        if self.view is not None:
            self.view.slide.set_countdown(self.countdown.text)
        self.menu.update()

    def _on_moved(self) -> None:
        self._was_typed = False
        self._later.start(0)

    def _on_typed(self) -> None:
        self._was_typed = True
        if not self._later.isActive():
            self._later.start(self._pace)

    def _on_pointed(self) -> None:
        if self.view is not None and self.view.typing and not self._later.isActive():
            self._later.start(self._pace)

    def _on_stored(self, changes: Changes) -> None:
        self._trouble = False
        if self.open and not self._blank and shows_again_by_undo(changes):
            self._blank = True
            self.facilitator.tell(
                Message("The projector view is blank, because something is no longer confidential. Ctrl+F5 shows it again.")
            )
            self.menu.update()
        self.refresh()

    def _on_told(self, notice: Notice) -> None:
        if notice.weight is Weight.ERROR and self.alone:
            self._trouble = True
            self._later.start(0)

    def _on_file(self) -> None:
        self.held = None
        self.refresh()

    # Screens

    def _settle(self) -> None:
        if self.view is not None:
            self._place(may_cover=self.alone)

    def _place(self, *, may_cover: bool) -> None:
        view = self.view
        if view is None:
            return
        other = self.screens.beside(self._window.widget)
        screen = other or (self.screens.own(self._window.widget) if may_cover else None)
        if screen is None:
            self._wait(view)
            return
        self.alone, self.hidden = other is None, False
        if not self.alone:
            self._stop_typing(view)
            self._trouble = False
        view.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, on=not self.alone)
        typed_in = self._window.widget.isActiveWindow()
        self.screens.put(view, screen)
        if self.alone:
            view.activateWindow()
            view.setFocus()
        elif typed_in:
            self._window.widget.activateWindow()
        self.refresh()

    def _wait(self, view: ProjectorWindow) -> None:
        if not self.hidden:
            self.hidden = True
            view.hide()
            view.slide.show_slide(None)
            self.facilitator.tell(
                Message(
                    "The screen of the projector view is gone. The view comes back with the screen; F5 shows it on this one."
                )
            )
        self.menu.update()

    # Typing, where there is one screen

    def _writable(self, slide: object, subject: Subject) -> TextEditor | None:
        fits = (
            self.alone
            and not self._blank
            and self.held is None
            and not subject.overview
            and subject.stage is Stage.ASSESSMENT
            and isinstance(slide, QuestionSlide)
            and not slide.withheld
        )
        editor = self.facilitator.editor(subject.row_id) if fits else None
        return editor if editor is not None and not editor.isReadOnly() else None

    def _begin_typing(self) -> None:
        self._overview = False
        subject = self._subject()
        editor = self._writable(self.facilitator.slide(subject), subject)
        if self.view is not None and editor is not None:
            cursor = editor.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            editor.setTextCursor(cursor)
            self.view.set_typing(typing=True)
            self.refresh()

    def _stop_typing(self, view: ProjectorWindow) -> None:
        if view.typing:
            view.set_typing(typing=False)
            bridge = self.facilitator.bridge
            if bridge is not None and not bridge.closed:
                bridge.flush()
                bridge.document.end_burst()

    def _target(self) -> TextEditor | None:
        return self.facilitator.editor(self.facilitator.subject().row_id)

    def _type(self, event: QKeyEvent) -> None:
        key, editor = undo_key(event), self._target()
        if key is UndoKey.UNDO:
            self._window.undo()
        elif key is UndoKey.REDO:
            self._window.redo()
        elif editor is not None and self.view is not None:
            type_into(editor, event, self.view.slide.pages)
