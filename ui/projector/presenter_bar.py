"""What the laptop shows of the projector view: a small live picture, its state in words, and what comes next."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final, Protocol

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.kit.flow_row import FlowRow
from ui.kit.plain_text import tip
from ui.kit.shortcuts import with_key
from ui.link.keys import Act
from ui.link.language import tr
from ui.look import style
from ui.pages.page import paragraph
from ui.projector.countdown import Countdown
from ui.projector.placing import PlacedWindow, Placing
from ui.projector.projector_window import Command
from ui.projector.slide import ProjectorSlide
from workbench.language.i18n import Message

_LINES: Final = 3.6
_LINES_WHEN_LOW: Final = 2.4
"""The height of the picture in lines of text; in a low window the page needs the room."""
_LOW: Final = 36
"""A window with fewer lines of text than this is low: 800 x 600, or a small laptop with large letters."""
_WIDEST: Final = 0.22
"""The share of the window's width that the picture may take."""
_IS_OPEN: Final = Message("Open", context="projector view")
_LATER_MS: Final = 120
"""The picture follows a moment later, so that it costs nothing while somebody types."""


class Presented(Protocol):
    """What the bar needs from the projector view: its state, and where to send commands."""

    countdown: Countdown
    placing: Placing

    @property
    def holds(self) -> bool:
        """Whether the projector view stays with what it shows."""
        ...

    @property
    def blank(self) -> bool:
        """Whether the projector view shows nothing."""
        ...

    @property
    def following(self) -> str:
        """What comes next; empty after the last."""
        ...

    def obey(self, command: Command) -> None:
        """Does what the command says."""
        ...


class PresenterBar(QFrame):
    """Stands below the page while the projector view is on a screen of its own, or waits for one."""

    def __init__(self, presented: Presented, slide: ProjectorSlide) -> None:
        super().__init__()
        self._presented, self._slide = presented, slide
        self.setProperty("role", "section")
        self.setAccessibleName(tr(Message("What the room sees")))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.picture = SmallPicture(slide, self)
        self.state = self._label("info")
        self.page = self._label("help")
        self.time = self._label("help")
        self.next = CutLabel(self)
        self.beside = CutLabel(self)
        """What comes next, beside the state: in a low window, in place of the line below it."""
        self._low = self._left = False
        hold = with_key(Message("Hold the projector view"), Act.HOLD)
        blank = with_key(Message("Blank the projector view"), Act.BLANK)
        self.hold = self._button(Message("Hold"), hold, Command.HOLD)
        self.blank = self._button(Message("Blank"), blank, Command.BLANK)
        for button in (self.hold, self.blank):
            button.setCheckable(True)
        screen = tr(Message("Show the projector view on the other screen, and the window on this one"))
        self.other = self._button(Message("Other screen"), screen, Command.OTHER_SCREEN)
        self._lay_out()
        self._later = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._later.timeout.connect(self.show_state)
        slide.repainted.connect(self._on_repainted)
        presented.placing.placed.connect(self.show_state)
        presented.countdown.ticked.connect(self.show_state)
        style.follow(self.picture.updateGeometry)
        self.show_state()

    def show_state(self) -> None:
        """Shows the present state, in words and in the picture."""
        if self._left:
            return
        presented, placing = self._presented, self._presented.placing
        self.setVisible(not placing.alone)
        waits = placing.hidden
        said = Message("Waits for its screen") if waits else _IS_OPEN
        if presented.holds:
            said = Message("Held: the picture stays")
        if presented.blank:
            said = Message("Blank: the room sees nothing")
        self.state.setText(tr(said))
        self.state.setProperty("role", "info" if said == _IS_OPEN else "warn")
        self.state.style().polish(self.state)
        count = len(self._slide.pages)
        self.page.setText(tr(Message("Page {page} of {pages}", page=self._slide.page + 1, pages=count)) if count > 1 else "")
        self.time.setText(self._time())
        following = presented.following
        comes = tr(Message("Next: {title}", title=following)) if following else ""
        self.next.show_text("" if self._low else comes)
        self.beside.show_text(comes if self._low else "")
        self.next.setHidden(self._low)
        self.hold.setChecked(presented.holds)
        self.blank.setChecked(presented.blank)
        self.other.setEnabled(placing.can_swap)
        self.picture.follow()

    def leave(self) -> None:
        """The projector view is closed: hides the bar for good. Until it is taken apart nothing shows it again."""
        self._left = True
        self.hide()
        self.deleteLater()

    def showEvent(self, event: QShowEvent) -> None:
        """Follows the height of the window from now on."""
        super().showEvent(event)
        self.window().installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes less height in a low window."""
        if event.type() == QEvent.Type.Resize and watched is self.window():
            self._fit()
        return super().eventFilter(watched, event)

    # Internal

    def _fit(self) -> None:
        low = is_low(self)
        if low != self._low:
            self._low = low
            self.show_state()

    def _time(self) -> str:
        countdown = self._presented.countdown
        if countdown.wanted and countdown.running:
            return tr(Message("{time} left", time=countdown.text))
        return countdown.text

    def _label(self, role: str) -> QLabel:
        label = paragraph("", role)
        label.setWordWrap(False)
        return label

    def _button(self, text: Message, hint: str, command: Command) -> QPushButton:
        """A button that leaves the focus where somebody types."""
        button = QPushButton(tr(text), self)
        button.setToolTip(tip(hint))
        button.setAccessibleName(hint)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(partial(self._obey, command))
        return button

    def _obey(self, command: Command, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  Qt passes it
        self._presented.obey(command)
        self.show_state()

    def _lay_out(self) -> None:
        row = FlowRow(spacing=style.GAP)
        row.add(self.state, self.page, self.time)
        row.add(self.beside)
        row.add(self.hold, self.blank, self.other)
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(style.TIGHT)
        words.addWidget(row)
        words.addWidget(self.next)
        words.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(style.ROOM, style.TIGHT, style.ROOM, style.TIGHT)
        layout.setSpacing(style.ROOM)
        layout.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)

    def _on_repainted(self) -> None:
        if not self._later.isActive():
            self._later.start()


class SmallPicture(QWidget):
    """What the room sees, painted small: the same slide, never another one."""

    def __init__(self, slide: ProjectorSlide, parent: QWidget) -> None:
        super().__init__(parent)
        self._slide = slide
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr(Message("Small picture of the projector view")))

    def follow(self) -> None:
        """Shows what the slide shows now."""
        self.updateGeometry()
        self.update()
        self.setAccessibleDescription("\n".join(self._slide.texts()))

    def sizeHint(self) -> QSize:
        """A few lines high, in the shape of the projector view."""
        whole = self._slide.size()
        height = self.fontMetrics().lineSpacing() * (_LINES_WHEN_LOW if is_low(self) else _LINES)
        width = height * max(1, whole.width()) / max(1, whole.height())
        most = self.window().width() * _WIDEST
        part = min(1.0, most / width)
        return QSize(round(width * part), round(height * part))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the picture changes as a whole
        """Paints the slide."""
        painter = QPainter(self)
        painter.save()
        whole = self._slide.size()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.scale(self.width() / max(1, whole.width()), self.height() / max(1, whole.height()))
        self._slide.paint_on(painter)
        painter.restore()
        painter.setPen(QPen(QColor(style.colours().edge), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()


class CutLabel(QLabel):
    """One line of text, cut with “…” where there is no room for all of it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """No width of its own: it takes what is left."""
        return QSize(0, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """As narrow as can be."""
        return QSize(0, super().minimumSizeHint().height())

    def show_text(self, text: str) -> None:
        """Shows as much of a text as fits."""
        self._whole = " ".join(text.split())
        self.setAccessibleName(self._whole)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cuts the text for the new width."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width()))


def is_low(part: QWidget) -> bool:
    """Whether the window of a part has room for few lines of its text."""
    return bool(part.window().height() < part.fontMetrics().lineSpacing() * _LOW)


def say_how_large(window: PlacedWindow, enlarge: Callable[[], object]) -> None:
    """When the view is opened for the first time on this computer: how high the picture must be, and what else helps."""
    memory = window.memory
    if memory.projector_known:
        return
    memory.projector_known = True
    memory.save()
    window.messages.info(
        Message(
            "The last row can read this if the picture is at least as high as an eighth of the distance: 1 metre for "
            "8 metres. For a smaller picture choose larger letters and fewer words."
        ),
        action=Message("Larger, fewer words"),
        run=enlarge,
    )
