"""The picture in the projector view: paints the pages of one slide, and the cursor while somebody types in it."""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from typing import Final

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.look import style
from ui.projector.colours import ProjectorColours, projector_colours, turned
from ui.projector.flow import Page, page_in_focus, page_with
from ui.projector.pages import Composer, Shown
from ui.projector.pieces import Frame, Gap
from ui.projector.typesetting import Block, Style, TextLine, Typesetter
from workbench.slides import ActivitySlide, QuestionSlide, VoicesSlide
from workbench.system.frozen import frozen

_FRESH_MS: Final = 2500
"""How long a decision that has just changed stands out."""


@frozen
class Cursor:
    """Where somebody types in the agreed text: a position, and the other end of the selection (in UTF-16 units)."""

    position: int
    anchor: int


class ProjectorSlide(QWidget):
    """Shows one slide, one page at a time. It knows only the slide it was given, and forgets it with the next.

    Signal ``repainted``: it is about to show something else.
    """

    repainted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._setter = Typesetter()
        self._corner_setter = Typesetter()
        self._slide: Shown | None = None
        self.pages: tuple[Page, ...] = ()
        self.page = 0
        self.cursor_in_text: Cursor | None = None
        self._countdown = self._hint = ""
        self._blank = self._turned = self._few = False
        self.fresh: frozenset[str] = frozenset()
        """What of the decision about a question has just changed: ``status``, ``priority``, ``parked``."""
        self._calm = QTimer(self, singleShot=True, interval=_FRESH_MS)
        self._calm.timeout.connect(self.calm)
        style.follow(self._look_changed)

    # What is shown

    @property
    def colours(self) -> ProjectorColours:
        """The colours in use."""
        look = style.colours()
        return projector_colours(turned(look) if self._turned else look)

    @property
    def frame(self) -> Frame:
        """The size of the projector view, and the room that is reserved in it."""
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        bare = Frame(max(1, self.width()), max(1, self.height()), mirrored, few=self._few)
        corner = ceil(self._corner(bare).width + bare.unit) if self._countdown else 0
        hint = self._hint_block(bare).height if self._hint else 0
        return replace(bare, corner=corner, hint=hint)

    @property
    def shown(self) -> Shown | None:
        """The slide that is shown; None when the projector view is empty."""
        return self._slide

    def show_slide(self, slide: Shown | None, cursor: Cursor | None = None, *, follow: int | None = None) -> None:
        """Shows a slide. ``follow`` is a position in the agreed text: its page is shown.

        Without it, the page with the current entry is shown; else a slide of the same subject keeps its page, and another
        one starts with its first page.
        """
        same = _subject(slide) == _subject(self._slide)
        withdrawn = isinstance(slide, QuestionSlide | VoicesSlide | ActivitySlide) and slide.withheld
        if same:
            self._note_decision(self._slide, slide)
        else:
            self.fresh = frozenset()
        self._slide, self.cursor_in_text = slide, cursor
        page = self.page if same else 0
        self._compose()
        if follow is not None:
            page = page_with(self.pages, follow)
        elif any(page.in_focus for page in self.pages):
            page = page_in_focus(self.pages)
        self._go(page)
        if withdrawn and self.isVisible():
            self.repaint()  # at once: what has become confidential must not wait for the next frame

    def _note_decision(self, before: Shown | None, after: Shown | None) -> None:
        """Notes what of a decision has changed, so that the room sees it."""
        if not isinstance(before, QuestionSlide) or not isinstance(after, QuestionSlide):
            return
        if before.withheld or after.withheld:
            return
        old, new = before.decision, after.decision
        changed = {name for name in ("status", "priority", "parked") if getattr(old, name) != getattr(new, name)}
        if changed:
            self.fresh = frozenset(changed)
            self._calm.start()

    def calm(self) -> None:
        """Shows the decision like everything else again."""
        if self.fresh:
            self.fresh = frozenset()
            self._compose()
            self._go(self.page)

    def turn(self, step: int) -> None:
        """Shows the page ``step`` further."""
        self._go(self.page + step)

    @property
    def blank(self) -> bool:
        """Whether only the ground is shown."""
        return self._blank

    def set_blank(self, *, blank: bool) -> None:
        """Shows only the ground, or the slide again."""
        self._blank = blank
        self._tell()

    def set_turned(self, *, turned: bool) -> None:
        """Sets whether light and dark are swapped, compared with the laptop."""
        self._turned = turned
        self._compose()
        self._go(self.page)

    @property
    def few(self) -> bool:
        """Whether letters are larger and words fewer."""
        return self._few

    def set_few(self, *, few: bool) -> None:
        """Sets whether letters are larger and words fewer."""
        self._few = few
        self._compose()
        self._go(self.page)

    def set_countdown(self, text: str) -> None:
        """Sets the text of the countdown; empty for none."""
        before, self._countdown = self._countdown, text
        if len(before) != len(text):  # it needs another corner of the page
            self._compose()
            self._go(self.page)
        self._tell()

    def set_hint(self, text: str) -> None:
        """Sets the line of keys; empty for none."""
        if text != self._hint:
            self._hint = text
            self._compose()
            self._go(self.page)

    def texts(self) -> tuple[str, ...]:
        """All texts that can be read in the projector view now."""
        shown = () if self._blank or not self.pages else self.pages[self.page].texts
        countdown = () if self._blank else (self._countdown,)
        return tuple(text for text in (*countdown, *shown, self._hint) if text)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the view changes as a whole
        """Paints the page."""
        painter = QPainter(self)
        self.paint_on(painter)
        painter.end()

    def paint_on(self, painter: QPainter) -> None:
        """Paints what the room sees, in the size of the view."""
        colours, frame = self.colours, self.frame
        painter.fillRect(self.rect(), QColor(colours.ground))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(self.layoutDirection())
        if not self._blank and self.pages:
            self._paint_page(painter, self.pages[self.page], colours, frame)
            self._paint_countdown(painter, colours, frame)
        if self._hint:
            self._paint_hint(painter, colours, frame)

    def _paint_page(self, painter: QPainter, page: Page, colours: ProjectorColours, frame: Frame) -> None:
        if self.cursor_in_text is not None:
            self._paint_selection(painter, page, colours, frame, self.cursor_in_text)
        for top, piece in page.pieces:
            piece.paint(painter, QRectF(frame.margin, top, frame.inner, piece.height), colours)
        if self.cursor_in_text is not None:
            self._paint_cursor(painter, page, colours, frame, self.cursor_in_text.position)

    def _paint_cursor(self, painter: QPainter, page: Page, colours: ProjectorColours, frame: Frame, position: int) -> None:
        thick = max(2.0, frame.unit / 10)
        for top, line in page.answer:
            if line.start <= position <= line.start + line.length:
                last = position < line.start + line.length or (top, line) == page.answer[-1]
                if last or _ends_paragraph(line, position):
                    x = frame.margin + line.x_of(position)
                    painter.fillRect(QRectF(x - thick / 2, top, thick, line.height * 0.95), QColor(colours.mark))
                    return
        if not page.answer and self.page == 0:
            rules = [top + piece.height for top, piece in page.pieces if isinstance(piece, Gap) and piece.ruled]
            if rules:
                x = frame.width - frame.margin + thick if frame.mirrored else frame.margin
                painter.fillRect(QRectF(x - thick * 2, rules[-1], thick, frame.unit * 1.2), QColor(colours.mark))

    def _paint_selection(
        self, painter: QPainter, page: Page, colours: ProjectorColours, frame: Frame, cursor: Cursor
    ) -> None:
        begin, end = sorted((cursor.position, cursor.anchor))
        if begin == end:
            return
        ground = QColor(colours.edge)
        ground.setAlphaF(0.35)
        for top, line in page.answer:
            first, last = max(begin, line.start), min(end, line.start + line.length)
            if first < last:
                left, right = sorted((line.x_of(first), line.x_of(last)))
                painter.fillRect(QRectF(frame.margin + left, top, max(2.0, right - left), line.height), ground)

    def _paint_countdown(self, painter: QPainter, colours: ProjectorColours, frame: Frame) -> None:
        if self._countdown:
            block = self._corner(frame)
            x = frame.margin if frame.mirrored else frame.width - frame.margin - block.width
            painter.setPen(QColor(colours.mark))
            block.lines[0].paint(painter, x, frame.margin * 0.6)

    def _paint_hint(self, painter: QPainter, colours: ProjectorColours, frame: Frame) -> None:
        block = self._hint_block(frame)
        y = frame.height - frame.margin * 0.4 - block.height
        painter.setPen(QColor(colours.quiet))
        for line in block.lines:
            line.paint(painter, frame.margin, y)
            y += line.height

    def _corner(self, frame: Frame) -> Block:
        wide = Style(round(frame.unit * 1.15), bold=True, ink="mark")
        natural = ceil(self._corner_setter.set(self._countdown, frame.width, wide).width) + 2
        return self._corner_setter.set(self._countdown, natural, wide)

    def _hint_block(self, frame: Frame) -> Block:
        return self._corner_setter.set(self._hint, frame.inner, Style(frame.unit), mirrored=frame.mirrored, to_side=True)

    # Internal

    def _compose(self) -> None:
        if self._slide is not None:
            self.pages = Composer(self.frame, self.colours, self._setter, self.fresh).pages(self._slide)
        else:
            self.pages = ()
            self._setter.finish()
            self._setter.finish()  # once more, because one finish() keeps the paragraphs of the last slide
        self._corner_setter.finish()

    def _go(self, page: int) -> None:
        self.page = min(max(page, 0), max(0, len(self.pages) - 1))
        self._tell()

    def _tell(self) -> None:
        spoken = "\n".join(self.texts())
        if self.accessibleName() != spoken:
            self.setAccessibleName(spoken)
        self.update()
        self.repainted.emit()

    def _look_changed(self) -> None:
        self._compose()
        self._go(self.page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Composes the pages for the new size."""
        super().resizeEvent(event)
        self._compose()
        self._go(self.page)


def _ends_paragraph(line: TextLine, position: int) -> bool:
    """Whether a position is the end of its paragraph, and not only of a line."""
    return position == line.start + line.length and line.index == line.layout.lineCount() - 1


def _subject(slide: Shown | None) -> object:
    """What a slide is about: while that is the same, the page stays."""
    if isinstance(slide, QuestionSlide | VoicesSlide):
        return type(slide), slide.number, slide.wording
    return (ActivitySlide, slide.number, slide.title) if isinstance(slide, ActivitySlide) else type(slide)
