"""The projector view as the only screen: the facilitator's keys work on it, and a line says what was done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from ui.editors.boxes import UndoKey, undo_key
from ui.kit.positions import meant, sequence_of
from ui.kit.shortcuts import numbers_of, run_key
from ui.link.keys import Act, Alone, priority_key, stage_key, status_key
from ui.link.language import tr
from ui.link.stages import Stage
from ui.projector import key_line
from ui.projector.answer_keys import type_into
from workbench.errors import InvalidValue
from workbench.finding.places import PlaceKind, find_places, places_of
from workbench.language.i18n import Message
from workbench.model.changes import ChangeKind, Changes
from workbench.model.limits import LINE_CHARACTERS, TEXT_CHARACTERS
from workbench.model.raised_hands import read_hands
from workbench.model.rows import Answer
from workbench.model.vocabulary import ContributionKind, Level, MeasureStatus
from workbench.operations.activities import add_activity
from workbench.operations.answers import park_question, unpark_question
from workbench.operations.hands import count_hands_on_question
from workbench.operations.voices import add_contribution
from workbench.slides import QuestionSlide

if TYPE_CHECKING:
    from ui.editors.text_editor import TextEditor
    from ui.projector.facilitator import FacilitatorScreen, ProjectedWindow, Subject
    from ui.projector.pages import Shown
    from ui.projector.projector_window import ProjectorWindow

_SAID_MS: Final = 5000

_ACTS: Final = (
    *(Act.BEFORE, Act.AFTER, Act.CONFIDENTIAL, Act.PROMPTS, Act.NEXT_UNANSWERED, Act.SESSION, Act.UNDO, Act.REDO),
    *(Act.HOLD, Act.BLANK, Act.OVERVIEW, Act.VOICES, Act.COUNTDOWN, Act.NEXT_PAGE, Act.PREVIOUS_PAGE),
    *map(stage_key, Stage),
    *map(status_key, MeasureStatus),
    *map(priority_key, (None, *Level)),
)
_PASSED_ON: Final = tuple(QKeySequence(key) for act in _ACTS for key in act.keys)
"""Keys of the laptop that do here what they do there. Those that open something on the laptop are not among them."""

_PAGES: Final[Mapping[int, int]] = {
    **dict.fromkeys((*numbers_of(Alone.NEXT_PAGE), Qt.Key.Key_PageDown.value), 1),
    **dict.fromkeys((*numbers_of(Alone.PREVIOUS_PAGE), Qt.Key.Key_PageUp.value), -1),
}
"""Keys that turn the pages of the list of keys; every other key leads back from it."""

_AT_ONCE: Final = tuple(map(QKeySequence, Act.CONFIDENTIAL.keys))
"""Keys that wait for nothing: neither until what is asked is answered, nor until the list of keys is gone."""

_RATES: Final = ((Alone.RATE_LOW, Level.LOW), (Alone.RATE_MEDIUM, Level.MEDIUM), (Alone.RATE_HIGH, Level.HIGH))
_LEVELS: Final[Mapping[int, Level | None]] = {
    **{key: level for act, level in _RATES for key in numbers_of(act)},
    **dict.fromkeys(numbers_of(Alone.CLEAR)),
}
_STEPS: Final[Mapping[int, int]] = {
    **dict.fromkeys(numbers_of(Alone.CRITERION_BEFORE), -1),
    **dict.fromkeys(numbers_of(Alone.CRITERION_AFTER), 1),
}
"""What keys do while an activity is shown with its ratings."""


class Covering(Protocol):
    """What this part needs from the one that runs the projector view."""

    @property
    def view(self) -> ProjectorWindow | None:
        """The window of the projector view."""
        ...

    @property
    def alone(self) -> bool:
        """Whether the view covers the laptop."""
        ...

    @property
    def blank(self) -> bool:
        """Whether the view shows nothing."""
        ...

    @property
    def holds(self) -> bool:
        """Whether the view stays as it is."""
        ...

    @property
    def shows_plainly(self) -> bool:
        """Whether the view shows what the laptop shows: it is not blank, not held, and no overview."""
        ...

    def subject(self) -> Subject:
        """What the view is about."""
        ...

    def refresh(self) -> None:
        """Shows the present slide, in its present state."""
        ...


class OneScreen(QObject):
    """Takes the keys of the view while it covers the laptop. Signal ``changed``: the line of keys says something else."""

    changed = Signal()

    def __init__(self, window: ProjectedWindow, facilitator: FacilitatorScreen, covering: Covering) -> None:
        super().__init__(window.widget)
        self._window, self._facilitator, self._covering = window, facilitator, covering
        self.trouble = self.lists_keys = False
        self._said = ""
        self._question = ""
        self._forget = QTimer(self, singleShot=True, interval=_SAID_MS)
        self._forget.timeout.connect(lambda: self.say(""))

    # The line of keys

    @property
    def hint(self) -> str:
        """What the line of keys says now; empty where the view does not cover the laptop."""
        view = self._covering.view
        if view is None or not self._covering.alone:
            return ""
        if not self.trouble and not self._said and not view.entry.isHidden():
            return f"{view.entry.accessibleName()}   {key_line.written(key_line.ENTERING)}"
        return self._said if self._said and not self.trouble else key_line.written(self._keys_now(view))

    def _keys_now(self, view: ProjectorWindow) -> Message:
        """The keys that matter in the present state."""
        rating = self._covering.subject().stage is Stage.PRIORITIES
        states = (
            (self.trouble, key_line.TROUBLE),
            (self.lists_keys, key_line.LISTED),
            (view.typing, key_line.TYPING),
            (self._covering.blank, key_line.BLANK),
            (self._covering.holds, key_line.HELD),
            (rating, key_line.RATING),
        )
        return next((said for true, said in states if true), key_line.READING)

    def say(self, text: str) -> None:
        """Says for a moment what was done."""
        self._said = text
        if text:
            self._forget.start()
        self.changed.emit()

    def on_stored(self, changes: Changes) -> None:
        """Says what was done, unless it was typing, which everybody sees."""
        self.trouble = False
        if self._covering.alone and not _is_typing(changes):
            done = Message("Done: {what}", what=changes.label) if changes.kind is ChangeKind.DONE else changes.told
            self.say(tr(done))

    # Keys

    def take(self, event: QKeyEvent) -> bool:
        """Does what a key of the facilitator asks for. Returns whether it was one."""
        view = self._covering.view
        if view is None:
            return False
        wanted = QKeySequence(sequence_of(event))
        if self.lists_keys and (step := _PAGES.get(meant(event))) is not None:
            view.slide.turn(step)
            return True
        asking, self.lists_keys, listed = not view.entry.isHidden(), False, self.lists_keys
        if (asking or listed) and wanted not in _AT_ONCE:
            self._covering.refresh()
            return True
        if (run := self._own(wanted)) is not None:
            run()
            return True
        return self._does(view, event, wanted)

    def _own(self, wanted: QKeySequence) -> Callable[[], object] | None:
        """What a key asks for on the line below the slide."""
        own: dict[str, Callable[[], object]] = {
            Act.DIFFERENT_VIEW.keys[0]: self.ask_different_view,
            Act.HANDS.keys[0]: self.ask_hands,
            Act.NOTE.keys[0]: self.ask_note,
            Act.PARK.keys[0]: self.park,
            Act.ACTIVITY.keys[0]: self.ask_activity,
            Act.PALETTE.keys[0]: self.ask_place,
        }
        return own.get(wanted.toString(QKeySequence.SequenceFormat.PortableText))

    def _does(self, view: ProjectorWindow, event: QKeyEvent, wanted: QKeySequence) -> bool:
        """Rates, or does what the key does on the laptop."""
        if undo_key(event) is None and not view.typing and self._rates(event):
            return True
        if wanted not in _PASSED_ON or (view.typing and undo_key(event) is not None):
            return False
        self._write_typed()  # what cannot be written holds up no key: the laptop's acts look for themselves
        return run_key(self._window.widget, event)

    def _rates(self, event: QKeyEvent) -> bool:
        """Rates the activity that is shown, on the page Priorities."""
        page = self._facilitator.page()
        desk = page.rating_desk if page is not None else None
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if desk is None or not plain or not self._covering.shows_plainly:
            return False
        key = meant(event)
        if key in _STEPS:
            desk.go_along(_STEPS[key])
        elif key in _LEVELS:
            desk.rate(_LEVELS[key])
        else:
            return False
        return True

    # Typing into the answer

    def begin_typing(self) -> None:
        """Lets keys go into the answer, if the view shows one that can be written."""
        subject, view = self._covering.subject(), self._covering.view
        editor = self.writable(self._facilitator.slide(subject), subject)
        if view is not None and editor is not None:
            cursor = editor.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            editor.setTextCursor(cursor)
            view.set_typing(typing=True)
            self._covering.refresh()

    def stop_typing(self) -> None:
        """Writes what was typed, also on the line below the slide; keys are commands again."""
        view = self._covering.view
        if view is None:
            return
        view.entry.finish()
        if view.typing:
            view.set_typing(typing=False)
            self._write_typed()

    def writable(self, slide: Shown | None, subject: Subject) -> TextEditor | None:
        """The editor of the answer that is shown, if it can be written here."""
        fits = (
            self._covering.alone
            and self._covering.shows_plainly
            and subject.stage is Stage.ASSESSMENT
            and isinstance(slide, QuestionSlide)
            and not slide.withheld
        )
        editor = self._facilitator.editor(subject.row_id) if fits else None
        return editor if editor is not None and not editor.isReadOnly() else None

    def target(self) -> TextEditor | None:
        """The editor of the question that the laptop shows."""
        return self._facilitator.editor(self._facilitator.subject().row_id)

    def type(self, event: QKeyEvent) -> None:
        """Passes a key to the answer."""
        key, editor, view = undo_key(event), self.target(), self._covering.view
        if key is UndoKey.UNDO:
            self._window.undo()
        elif key is UndoKey.REDO:
            self._window.redo()
        elif editor is not None and view is not None:
            type_into(editor, event, view.slide.pages)

    def _write_typed(self) -> bool:
        bridge = self._facilitator.bridge
        if bridge is None or bridge.closed:
            return False
        written = bridge.flush()
        bridge.document.end_burst()
        return written

    # What is asked on the line below the slide

    def park(self) -> None:
        """Asks for a note and parks the question, or unparks it."""
        question = self._shown_question()
        bridge = self._facilitator.bridge
        answer = bridge.cached_content.answers.get(question) if bridge is not None else None
        if bridge is None or answer is None or bridge.read_only or not self._write_typed():
            return
        if answer.parked:
            bridge.run(unpark_question, question=answer.question_id)
            return
        ask = Message("Why is this question parked? Who must be asked, and by when?")
        self._ask(ask, lambda note: bridge.run(park_question, question=answer.question_id, note=note), TEXT_CHARACTERS)

    def ask_activity(self) -> None:
        """Asks for the title of an activity that follows from the question."""
        bridge, question = self._facilitator.bridge, self._shown_question()
        if bridge is None or bridge.read_only or not self._write_typed():
            return
        follows_from = [question] if question else []

        def add(title: str) -> bool:
            return not title or bridge.run(add_activity, questions=follows_from, title=title)

        self._ask(Message("What should be done?"), add, LINE_CHARACTERS)

    def ask_different_view(self) -> None:
        """Asks what somebody sees differently from the agreed answer; nobody is named here."""
        bridge, question = self._facilitator.bridge, self._shown_question()
        if bridge is None or not question or bridge.read_only or not self._write_typed():
            return

        def add(text: str) -> bool:
            kind = ContributionKind.DISSENT
            return not text or bridge.run(add_contribution, question=question, kind=kind, text=text)

        self._ask(Message("Somebody sees it differently. How?"), add, TEXT_CHARACTERS)

    def ask_note(self) -> None:
        """Asks for a note about no question."""
        bridge = self._facilitator.bridge
        if bridge is None or bridge.read_only or not self._write_typed():
            return

        def add(text: str) -> bool:
            return not text or bridge.run(add_contribution, question=None, kind=ContributionKind.NOTE, text=text)

        self._ask(Message("What came up and must not be lost?"), add, TEXT_CHARACTERS)

    def ask_hands(self) -> None:
        """Asks how many hands were raised for each status."""
        bridge, question = self._facilitator.bridge, self._shown_question()
        if bridge is None or not question or bridge.read_only or not self._write_typed():
            return

        def count(text: str) -> None:
            try:
                hands = read_hands(text)
            except InvalidValue as error:
                self.say(f"{tr(error.what)} {tr(error.advice)}" if error.advice else tr(error.what))
            else:
                bridge.run(count_hands_on_question, question=question, hands=hands)

        self._ask(Message("Raised hands: one number for each status, for example 2 7 3"), count)

    def ask_place(self) -> None:
        """Asks for the number of a question and goes there."""
        self._ask(Message("Which question? For example 3.20"), self._go_to)

    def _go_to(self, number: str) -> None:
        bridge = self._facilitator.bridge
        if bridge is None or not number:
            return
        asked = (PlaceKind.QUESTION, PlaceKind.AREA)
        places = (place for place in places_of(bridge.document, bridge.cached_content.checklist) if place.kind in asked)
        found = [place for place in find_places(places, number) if place.number.casefold() == number.casefold()]
        if found:
            self._window.go(Stage.ASSESSMENT, found[0].row_id)
        else:
            self.say(tr(Message("There is no question {number}.", number=number)))

    def _ask(self, what: Message, entered: Callable[[str], object], room: int = 0) -> None:
        """Asks on the line. A text that is kept has ``room``; ``entered`` returns False if it could not be stored."""
        view = self._covering.view
        if view is None:
            return
        was_typing = view.typing
        view.set_typing(typing=False)

        self._said = ""
        refused = view.entry.refused.connect(lambda why: self.say(tr(why)))

        def go_on() -> None:
            view.entry.left.disconnect(go_on)
            view.entry.refused.disconnect(refused)
            view.set_typing(typing=was_typing)
            view.setFocus()
            self.changed.emit()

        view.entry.ask(tr(what), view.slide.frame.unit, entered, room)
        view.entry.left.connect(go_on)
        self.changed.emit()

    def _shown_question(self) -> str:
        subject = self._facilitator.subject()
        bridge = self._facilitator.bridge
        known = bridge is not None and subject.row_id in bridge.cached_content.places
        return subject.row_id if known and subject.stage is Stage.ASSESSMENT else ""


def _is_typing(changes: Changes) -> bool:
    """Whether somebody typed into answers."""
    return changes.initiator is not None and all(
        isinstance(row.before, Answer) and isinstance(row.after, Answer) and row.before.text != row.after.text
        for row in changes.rows
        if row.table == "answers"
    )
