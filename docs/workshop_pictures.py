"""What the room and what the laptop see at each step of a workshop: part of ``make screenshots``, to be looked at.

From right to left the texts of the group are Arabic, with numbers and telephone numbers in them.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from screenshot_matrix import SIZES, THEMES, draw, settle, without_copies

from ui.app import build_window
from ui.link.recent_files import RecentFiles
from ui.link.stages import Stage
from ui.look import style
from ui.projector.control import ProjectorControl
from ui.projector.projector_window import Command
from ui.projector.screens import Screens
from workbench.checklist.pack_reader import load_pack
from workbench.document.document import Document, Identity
from workbench.model.rows import QuestionId
from workbench.model.vocabulary import ContributionKind, Criterion, Level, MeasureStatus
from workbench.operations import activities, answers, hands, plan, sessions, voices
from workbench.sample import write_sample

if TYPE_CHECKING:
    from ui.frame.main_window import MainWindow

QUESTION: Final = QuestionId("kf3.q20")
MARKED: Final = QuestionId("kf3.q18")
IDENTITY: Final = Identity("facilitator", "laptop")


class Texts(NamedTuple):
    """What the group says."""

    answer: str
    draft: str
    dissent: tuple[str, str]
    activity: str
    outcome: str
    output: str


ENGLISH: Final = Texts(
    "Complaints go into a book at the counter. Of 41 complaints in 2025, 19 got an answer.\n"
    "The telephone, +962 6 555-1234, is answered from 08:00 to 16:00; at night nobody hears it.",
    " A draft that the room must not see yet.",
    ("At night nobody answers, so it does not work.", "The book is kept well. Since March 2026 it is read every week."),
    "Answer every complaint within 10 days, and publish the numbers each quarter at every counter",
    "Who complains gets an answer",
    "A book of complaints that is read",
)
ARABIC: Final = Texts(
    "تُسجَّل الشكاوى في دفتر عند الشباك. من أصل 41 شكوى في عام 2025 حصلت 19 على جواب.\n"
    "الهاتف +962 6 555-1234 يعمل من 08:00-16:00 ولا يجيب أحد ليلاً. Le registre est tenu à la main (n° 12/2026).",
    " مسودة لا يجوز أن تراها القاعة بعد.",
    ("لا يجيب أحد ليلاً، فلا يعمل النظام.", "الدفتر مضبوط، ويُقرأ كل أسبوع منذ 03/2026."),
    "الرد على كل شكوى خلال 10 أيام ونشر الأرقام كل ثلاثة أشهر عند كل شباك (2027-2028)",
    "كل من يشتكي يحصل على جواب",
    "دفتر شكاوى يُقرأ",
)


@dataclass
class Workshop:
    """A file, a window on it and a projector view, with a second screen or without."""

    window: MainWindow
    said: Texts
    activity: str = ""

    @property
    def control(self) -> ProjectorControl:
        """What runs the projector view."""
        control = self.window.projector
        assert control is not None  # noqa: S101  it is opened first
        return control

    @property
    def document(self) -> Document:
        """The open file."""
        bridge = self.window.bridge
        assert bridge is not None  # noqa: S101  it is open
        return bridge.document

    def prepare(self) -> None:
        """Writes what the steps need."""
        document, said = self.document, self.said
        for question in (QUESTION, MARKED):
            answers.write_answer(document, question=question, text=said.answer)
        answers.judge_answer(document, question=QUESTION, status=MeasureStatus.IN_PART)
        answers.set_answer_priority(document, question=QUESTION, priority=Level.HIGH)
        for text in said.dissent:
            voices.add_contribution(document, question=QUESTION, kind=ContributionKind.DISSENT, text=text)
        counts = {MeasureStatus.ON_PAPER: 2, MeasureStatus.IN_PART: 11, MeasureStatus.EFFECTIVE: 3}
        hands.count_hands_on_question(document, question=QUESTION, hands=counts)
        outcome = plan.add_outcome(document, title=said.outcome)
        output = plan.add_output(document, outcome=outcome, title=said.output)
        when = {"start_quarter": "2027-Q1", "end_quarter": "2027-Q3"}
        self.activity = activities.add_activity(
            document, questions=[QUESTION], title=said.activity, output_id=output, priority=Level.HIGH, **when
        )
        for criterion, level in zip(Criterion, (*Level, *Level, None), strict=False):
            activities.rate_activity(document, activity=self.activity, criterion=criterion, level=level)

    def show(self, stage: Stage, row_id: str = "") -> None:
        """Shows something on the laptop, and so in the room."""
        self.window.go(stage, row_id)
        self.control.refresh()

    def key(self, key: Qt.Key) -> None:
        """A key in the projector view that covers the laptop."""
        view = self.control.view
        QTest.keyClick(view.entry if view.entry.isVisible() else view, key)


class Step(NamedTuple):
    """A step of the workshop: how it begins and how what it changed is put back."""

    name: str
    begin: Callable[[Workshop], object]
    end: Callable[[Workshop], object] = lambda _: None


def beside() -> Iterator[Step]:
    """The steps with a projector as a second screen."""
    yield Step("1-assessment", lambda shop: shop.show(Stage.ASSESSMENT, QUESTION))
    yield Step("2-marked-and-blank", _mark, _unmark)
    yield Step("3-confidential", _mark_and_show, _unmark)
    yield Step("4-held", _hold, _let_go)
    yield Step("5-dissent", _dissent, lambda shop: shop.control.obey(Command.VOICES))
    yield Step("6-hands", _count, lambda shop: shop.control.obey(Command.VOICES))
    yield Step("7-activity", lambda shop: shop.show(Stage.PRIORITIES, shop.activity))
    yield Step("8-priorities", _overview, lambda shop: shop.control.obey(Command.OVERVIEW))
    yield Step("9-plan", lambda shop: shop.show(Stage.PLAN, shop.activity))
    yield Step("10-sessions", _session, _end_session)
    yield Step("11-areas", _areas, lambda shop: shop.control.obey(Command.OVERVIEW))
    yield Step("12-countdown", _count_down, lambda shop: shop.control.countdown.remove())
    yield Step("13-few-words", _few, lambda shop: shop.control.obey(Command.FEW_WORDS))


def alone() -> Iterator[Step]:
    """The steps where the projector view covers the only screen."""
    yield Step("20-read", lambda shop: shop.show(Stage.ASSESSMENT, QUESTION))
    yield Step("21-typing", _type, lambda shop: shop.key(Qt.Key.Key_Escape))
    yield Step("22-asked", _ask, lambda shop: shop.key(Qt.Key.Key_Escape))
    yield Step("23-keys", lambda shop: shop.control.obey(Command.KEYS), lambda shop: shop.key(Qt.Key.Key_Escape))
    yield Step("24-rating", lambda shop: shop.show(Stage.PRIORITIES, shop.activity))


def _mark(shop: Workshop) -> None:
    shop.show(Stage.ASSESSMENT, MARKED)
    shop.control.hide_now()
    answers.mark_answer_confidential(shop.document, question=MARKED, confidential=True)


def _mark_and_show(shop: Workshop) -> None:
    _mark(shop)
    shop.control.obey(Command.BLANK)


def _unmark(shop: Workshop) -> None:
    answers.mark_answer_confidential(shop.document, question=MARKED, confidential=False)
    shop.window.messages.withdrawn.emit()
    if shop.control.blank:
        shop.control.obey(Command.BLANK)


def _hold(shop: Workshop) -> None:
    shop.show(Stage.ASSESSMENT, QUESTION)
    shop.control.obey(Command.HOLD)
    editor = shop.control.facilitator.editor(QUESTION)
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    editor.insertPlainText(shop.said.draft)


def _let_go(shop: Workshop) -> None:
    editor = shop.control.facilitator.editor(QUESTION)
    editor.selectAll()
    editor.insertPlainText(shop.said.answer)
    shop.control.obey(Command.HOLD)
    shop.window.bridge.flush()


def _dissent(shop: Workshop) -> None:
    shop.show(Stage.ASSESSMENT, QUESTION)
    shop.control.obey(Command.VOICES)
    shop.window.activateWindow()
    QTest.keyClick(shop.window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


def _count(shop: Workshop) -> None:
    shop.show(Stage.ASSESSMENT, QUESTION)
    shop.control.obey(Command.VOICES)
    shop.window.activateWindow()
    QTest.keyClick(shop.window, Qt.Key.Key_F11, Qt.KeyboardModifier.ShiftModifier)


def _overview(shop: Workshop) -> None:
    shop.show(Stage.PRIORITIES, shop.activity)
    shop.control.obey(Command.OVERVIEW)


def _areas(shop: Workshop) -> None:
    shop.show(Stage.ASSESSMENT, QUESTION)
    shop.control.obey(Command.OVERVIEW)


def _session(shop: Workshop) -> None:
    sessions.start_session(shop.document)
    shop.show(Stage.SESSIONS)


def _end_session(shop: Workshop) -> None:
    shop.document.undo()


def _count_down(shop: Workshop) -> None:
    shop.show(Stage.ASSESSMENT, QUESTION)
    shop.control.countdown.begin(5)
    shop.control.countdown.toggle()


def _few(shop: Workshop) -> None:
    shop.show(Stage.ASSESSMENT, QUESTION)
    shop.control.obey(Command.FEW_WORDS)


def _ask(shop: Workshop) -> None:
    shop.show(Stage.ASSESSMENT, QUESTION)
    shop.key(Qt.Key.Key_F4)
    shop.control.view.entry.insert(shop.said.draft.strip())


def _type(shop: Workshop) -> None:
    shop.show(Stage.ASSESSMENT, QUESTION)
    shop.control.obey(Command.TYPE)


class DrawnScreens(Screens):
    """A projector that is only drawn; with ``count`` 1 there is none."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count

    def others(self, window: QWidget) -> list[QScreen]:  # noqa: ARG002, D102
        return [QGuiApplication.primaryScreen()] if self._count > 1 else []

    def own(self, window: QWidget) -> QScreen | None:  # noqa: ARG002, D102
        return None if self._count > 1 else QGuiApplication.primaryScreen()

    def put(self, view: QWidget, screen: QScreen) -> None:  # noqa: ARG002, D102
        view.show()


def draw_workshop(application: QApplication, folder: Path, work: Path) -> list[Path]:
    """Draws all steps into a folder; returns the pictures. ``work`` is for temporary files."""
    sample, drawn = work / "sample.integrity", list[Path]()
    write_sample(sample, pack=load_pack("idg-2021"), identity=IDENTITY).close()
    for direction, layout, said in (
        ("ltr", Qt.LayoutDirection.LeftToRight, ENGLISH),
        ("rtl", Qt.LayoutDirection.RightToLeft, ARABIC),
    ):
        application.setLayoutDirection(layout)
        for count, steps in ((2, beside), (1, alone)):
            path = Path(shutil.copy(sample, work / f"{direction}-{count}.integrity"))
            memory = without_copies(RecentFiles(path.with_suffix(".json")))
            memory.projector_known = True
            window = build_window(path, memory)
            window.projector = ProjectorControl(window, DrawnScreens(count))
            window.show()
            shop = Workshop(window, said)
            shop.prepare()
            window.toggle_projector()
            drawn += _draw_steps(application, shop, list(steps()), folder / direction)
            window.close()
    application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    style.look().choose(style.Theme.LIGHT)
    return drawn


def _draw_steps(application: QApplication, shop: Workshop, steps: list[Step], folder: Path) -> Iterator[Path]:
    for theme in THEMES:
        style.look().choose(theme)
        for size in SIZES:
            place = folder / theme.value / "x".join(map(str, size))
            place.mkdir(parents=True, exist_ok=True)
            shop.window.resize(*size)
            shop.control.view.resize(*size)
            for step in steps:
                step.begin(shop)
                settle(application)
                seen = (
                    {"room": shop.control.view} if shop.control.alone else {"laptop": shop.window, "room": shop.control.view}
                )
                for name, widget in seen.items():
                    yield draw(widget, size, place / f"{step.name}-{name}.png")
                step.end(shop)
