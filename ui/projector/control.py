"""Runs the projector view: what it shows, and what the facilitator does with it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from ui.kit.shortcuts import keys_written
from ui.link.keys import Act
from ui.link.messages import Notice, Weight
from ui.projector.countdown import Countdown
from ui.projector.facilitator import FacilitatorScreen, Subject
from ui.projector.keys_slide import all_keys
from ui.projector.laptop_keys import hand_on
from ui.projector.menu import ProjectorMenu
from ui.projector.one_screen import OneScreen
from ui.projector.placing import Placing
from ui.projector.presenter_bar import PresenterBar, say_how_large
from ui.projector.projector_window import Command, ProjectorWindow
from ui.projector.screens import Screens
from workbench.language.i18n import Message
from workbench.model.changes import ChangeKind, Changes
from workbench.projector import shows_again, withdrawn
from workbench.slides import QuestionSlide, Slide

if TYPE_CHECKING:
    from ui.projector.facilitator import ProjectedWindow

_FRAME_MS: Final = 16
_MOST_MS: Final = 1000


class ProjectorControl(QObject):
    """The projector view of one main window.

    With a second screen it is shown there and takes no keys from the laptop, which shows a small picture of it; with one
    screen it covers the laptop and takes the facilitator's keys (``alone``). When its screen is removed it hides, and comes
    back with the next screen. Only a view that is held keeps a text: the slide that the room sees.
    """

    def __init__(self, window: ProjectedWindow, screens: Screens | None = None) -> None:
        super().__init__(window.widget)
        self._window = window
        self.facilitator = FacilitatorScreen(window)
        self.placing = Placing(window, screens or Screens(self))
        self.one_screen = OneScreen(window, self.facilitator, self)
        self.countdown = Countdown(self)
        self._view: ProjectorWindow | None = None
        self._held: tuple[Subject, Slide] | None = None
        self._was_typed = False
        self._turned = self._blank = self._overview = self._few = False
        self._voices = ""
        self._pace = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.refresh)
        self.bar: PresenterBar | None = None
        self.menu = ProjectorMenu(self, window.projector_menu, self)
        self._connect()

    def _connect(self) -> None:
        self.facilitator.moved.connect(self._on_moved)
        self.facilitator.typed.connect(self._on_typed)
        self.facilitator.pointed.connect(self._on_pointed)
        self.facilitator.stored.connect(self._on_stored)
        self.facilitator.told.connect(self._on_told)
        self.placing.placed.connect(self._on_placed)
        self.placing.leaving.connect(self._on_leaving)
        self.one_screen.changed.connect(self._on_hint)
        self.countdown.ticked.connect(self._show_time)
        self._window.file_changed.connect(self._on_file)

    # Opening and closing

    @property
    def view(self) -> ProjectorWindow | None:
        """The window for the room; None while it is closed."""
        return self._view

    @property
    def open(self) -> bool:
        """Whether the facilitator wants a projector view; it may wait for its screen."""
        return self._view is not None

    @property
    def alone(self) -> bool:
        """Whether the view covers the laptop, because there is no other screen."""
        return self.placing.alone

    @property
    def waits(self) -> bool:
        """Whether the view waits for its screen."""
        return self.placing.hidden

    def toggle(self) -> None:
        """Opens the projector view or closes it. One that waits for its screen is shown on this one."""
        if self._view is None or self.waits:
            self.show()
        else:
            self.close()

    def show(self) -> None:
        """Shows the projector view on the other screen, or over the laptop when there is no other."""
        if self._view is None:
            self._view = ProjectorWindow(self.one_screen.take, self.one_screen.type, self.one_screen.target)
            self._view.setLayoutDirection(self._window.widget.layoutDirection())
            self._view.slide.set_turned(turned=self._turned)
            self._view.slide.set_few(few=self._few)
            self._view.command.connect(self.obey)
            self._view.stray.connect(partial(hand_on, self._window.widget))
            self._view.closed_by_system.connect(self.close)
            self.bar = PresenterBar(self, self._view.slide)
            self._window.show_below(self.bar)
            self._show_time()
        if not self.placing.open(self._view) and not self.alone:
            say_how_large(self._window, partial(self.obey, Command.FEW_WORDS))
        self.menu.update()

    def close(self) -> None:
        """Closes the projector view, after writing what was typed in it. The laptop stays as it is."""
        if self._view is None:
            return
        self.one_screen.stop_typing()
        view, self._view = self._view, None
        bar, self.bar = self.bar, None
        was_alone = self.alone
        self.placing.close()
        self._blank = self._overview = False
        self._voices = ""
        self.one_screen.trouble = self.one_screen.lists_keys = False
        self._held = None
        self.countdown.remove()
        view.slide.show_slide(None)
        view.hide()
        view.deleteLater()
        if bar is not None:
            bar.leave()
        self.menu.update()
        if was_alone and self._window.widget.isVisible():
            self._window.widget.activateWindow()

    # What the facilitator does

    def obey(self, command: Command) -> None:
        """Does what a key in the projector view, the menu or the bar on the laptop asks for."""
        view = self._view
        if view is None:
            return
        if command is Command.LEAVE and view.typing:
            self.one_screen.stop_typing()
            self.refresh()
            return
        done: dict[Command, Callable[[], object]] = {
            Command.TYPE: self._begin_typing,
            Command.NEXT: partial(self._step, 1),
            Command.PREVIOUS: partial(self._step, -1),
            Command.NEXT_PAGE: partial(view.slide.turn, 1),
            Command.PREVIOUS_PAGE: partial(view.slide.turn, -1),
            Command.HOLD: self.toggle_hold,
            Command.BLANK: self.toggle_blank,
            Command.OVERVIEW: self.toggle_overview,
            Command.VOICES: self.toggle_voices,
            Command.FEW_WORDS: self.toggle_few,
            Command.OTHER_SCREEN: self.placing.swap,
            Command.KEYS: self._list_keys,
            Command.TURN_COLOURS: self.turn_colours,
            Command.PAUSE: self.countdown.toggle,
            Command.MORE_TIME: partial(self.countdown.add, 1),
            Command.LESS_TIME: partial(self.countdown.add, -1),
            Command.LEAVE: self.close,
            Command.CLOSE: self.close,
        }
        done[command]()
        self.menu.update()

    @property
    def holds(self) -> bool:
        """Whether the projector view stays with what it shows."""
        return self._held is not None

    @property
    def blank(self) -> bool:
        """Whether the projector view shows nothing."""
        return self._blank

    @property
    def turned(self) -> bool:
        """Whether light and dark are swapped, compared with the laptop."""
        return self._turned

    @property
    def overview(self) -> bool:
        """Whether all areas, or all activities, are shown in place of one question or activity."""
        return self._overview

    @property
    def voices(self) -> bool:
        """Whether raised hands and different views are shown in place of the answer."""
        return bool(self._voices) and self._voices == self.facilitator.subject().row_id

    @property
    def few(self) -> bool:
        """Whether letters are larger and words fewer."""
        return self._few

    @property
    def following(self) -> str:
        """What comes next on the laptop."""
        return self.facilitator.following()

    @property
    def shows_plainly(self) -> bool:
        """Whether the view shows what the laptop shows: it is not blank, not held, and nothing else in its place."""
        return not (self._blank or self.holds or self._overview or self.voices)

    def toggle_hold(self) -> None:
        """Makes the projector view stay as it is, or follow the laptop again."""
        if self._held is not None:
            self._held = None
        else:
            subject = self.subject()
            slide = self.facilitator.slide(subject)
            self._held = (subject, slide) if slide is not None else None
        self.refresh()

    def toggle_overview(self) -> None:
        """Shows the progress of all areas, or the priorities of all activities; or again what the laptop shows."""
        self._overview, self._voices = not self._overview, ""
        self.refresh()

    def toggle_voices(self) -> None:
        """Shows raised hands and different views about this question, or again the answer."""
        self._voices = "" if self.voices else self.facilitator.subject().row_id
        self._overview = False
        self.refresh()

    def toggle_blank(self) -> None:
        """Makes the projector view blank, or shows its slide again."""
        self._blank = not self._blank
        if not self._blank:
            self._window.messages.withdrawn.emit()
        self.refresh()

    def hide_now(self) -> None:
        """Makes the projector view blank, because what it shows is about to be marked confidential."""
        if self._view is not None and not self._blank:
            self.toggle_blank()
            self.menu.update()
            told = Message("The projector view is blank. {key} shows it again.", key=keys_written(Act.BLANK))
            self._window.messages.info(told, passing=True)

    def toggle_few(self) -> None:
        """Shows larger letters and fewer words, or the usual ones."""
        self._few = not self._few
        if self._view is not None:
            self._view.slide.set_few(few=self._few)
        self.refresh()

    def turn_colours(self) -> None:
        """Swaps light and dark."""
        self._turned = not self._turned
        if self._view is not None:
            self._view.slide.set_turned(turned=self._turned)

    def _step(self, by: int) -> None:
        self._held = None
        self._overview = False
        self.facilitator.step(by)
        self.refresh()

    def _begin_typing(self) -> None:
        self._overview, self._voices = False, ""
        self.one_screen.begin_typing()

    def _list_keys(self) -> None:
        self.one_screen.lists_keys = True
        self.refresh()

    # Showing

    def subject(self) -> Subject:
        """What the view is about."""
        if self._held is not None:
            return self._held[0]
        return replace(self.facilitator.subject(), overview=self._overview, voices=self.voices)

    def refresh(self) -> None:
        """Shows the present slide, in its present state."""
        self._later.stop()
        if self._voices and not self.voices:  # what was asked for one question is not shown for the next
            self._voices = ""
            self.menu.update()
        view = self._view
        if view is None or self.waits:
            return
        begun = time.perf_counter()
        subject = self.subject()
        slide = self._held[1] if self._held is not None else self.facilitator.slide(subject)
        if view.typing and self.one_screen.writable(slide, subject) is None:
            self.one_screen.stop_typing()
        view.slide.set_blank(blank=self._blank)
        view.entry.hide_text(hidden=self._blank)
        view.slide.set_hint(self.one_screen.hint)
        if self.one_screen.lists_keys:
            view.slide.show_slide(all_keys())
            return
        open_answer = isinstance(slide, QuestionSlide) and not slide.withheld and self._held is None
        cursor = self.facilitator.cursor(subject.row_id) if open_answer and (view.typing or self._was_typed) else None
        follow = cursor.position if cursor is not None else None
        view.slide.show_slide(slide, cursor if view.typing else None, follow=follow)
        self._was_typed = False
        # Setting a very long answer takes longer than typing a letter: then the projector view lags, never the laptop.
        spent = (time.perf_counter() - begun) * 1000
        self._pace = 0 if spent < _FRAME_MS else min(_MOST_MS, round(spent * 3))

    def _show_time(self) -> None:
        if self._view is not None:
            self._view.slide.set_countdown(self.countdown.text)
        self.menu.update()

    def _on_moved(self) -> None:
        self._was_typed = False
        self._later.start(0)

    def _on_typed(self) -> None:
        self._was_typed = True
        if not self._later.isActive():
            self._later.start(self._pace)

    def _on_pointed(self) -> None:
        if self._view is not None and self._view.typing and not self._later.isActive():
            self._later.start(self._pace)

    def _on_stored(self, changes: Changes) -> None:
        self.one_screen.on_stored(changes)
        if changes.kind is ChangeKind.FORGOTTEN:
            self._held = None
        if self._held is not None:
            subject, slide = self._held
            left = withdrawn(slide, self.facilitator.hidden_rows())
            self._held = subject, self.facilitator.let_through(left)
        if self.open and shows_again(changes):
            self._ask_to_show()
        self.refresh()

    def _ask_to_show(self) -> None:
        """Something is no longer confidential: the view is blank until the facilitator shows it."""
        self._blank = True
        self._window.messages.warning(
            Message(
                "Something is no longer confidential, so the projector view is blank. {key} shows it to the room.",
                key=keys_written(Act.BLANK),
            ),
            action=Message("Show it to the room"),
            run=self._show_again,
            close=Message("Not yet"),
            passing=True,
        )
        self.menu.update()

    def _show_again(self) -> None:
        if self._blank:
            self.obey(Command.BLANK)

    def _on_told(self, notice: Notice) -> None:
        if notice.weight is Weight.ERROR and self.alone:
            self.one_screen.trouble = True
            self._later.start(0)

    def _on_file(self) -> None:
        self._held = None
        self.refresh()

    # Screens

    def _on_leaving(self) -> None:
        self.one_screen.stop_typing()
        self.one_screen.trouble = self.one_screen.lists_keys = False

    def _on_placed(self) -> None:
        if self._view is not None and self.waits:
            self._view.slide.show_slide(None)
        self.refresh()
        self.menu.update()

    def _on_hint(self) -> None:
        if self._view is not None and not self.waits:
            self._view.slide.set_hint(self.one_screen.hint)
