"""The text of a chapter of the user guide: Markdown as Qt shows it, with pictures of the guide's own folder only."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPainter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from ui.link.language import tr
from ui.look import style
from workbench.guide import Chapter, with_captions
from workbench.language.i18n import Message
from workbench.system.paths import guide_folder

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_SETTLING_MS: Final = 80
_MOST_HITS: Final = 500
_LINE_PER_CENT: Final = 125
_PICTURE: Final = "\ufffc"
"""The character that stands for a picture in a text."""


class GuideText(QTextBrowser):
    """Shows one chapter. It loads nothing but pictures below the guide's folder, and follows no link by itself.

    A picture that is wider than the text is shown as wide as the text.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = guide_folder().resolve()
        self._chapter: Chapter | None = None
        self._pictures: dict[str, QImage] = {}
        self._wanted = ""
        self.setObjectName("guidance")
        self.setOpenLinks(False)
        self.setAccessibleName(tr(Message("Text of the guide")))
        self.document().setDocumentMargin(style.MARGIN)
        self._width = self._at_top = 0
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # showing and hiding it would change the width
        self._settle = QTimer(self, singleShot=True, interval=_SETTLING_MS)
        self._settle.timeout.connect(self.show_again)

    def show_chapter(self, chapter: Chapter) -> None:
        """Shows a chapter from the top."""
        self._chapter = chapter
        self._render()
        self.verticalScrollBar().setValue(0)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_again(self) -> None:
        """Renders the chapter again at the same place, after a change of colours, font or width."""
        at_top = self._at_top
        self._render()
        if at_top and at_top < self.document().blockCount():
            self._scroll_to(self.document().findBlockByNumber(at_top))

    def _on_scrolled(self) -> None:
        """Notes the paragraph at the top now: when the font changes, the text moves before this could be asked."""
        self._at_top = self.cursorForPosition(QPoint(style.MARGIN, 2 * style.GAP)).blockNumber()

    def _scroll_to(self, block: QTextBlock) -> None:
        top = self.document().documentLayout().blockBoundingRect(block).top()
        self.verticalScrollBar().setValue(round(top) - style.GAP)

    def to_heading(self, index: int) -> None:
        """Leads to a heading below the title, counted from 0, and puts the cursor there."""
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() > 1:
                if not index:
                    self.setTextCursor(QTextCursor(block))
                    self._scroll_to(block)
                    return
                index -= 1
            block = block.next()

    def mark(self, wanted: str) -> None:
        """Marks every place with the words ``wanted``; the empty string removes the marks."""
        self._wanted = wanted
        self.setExtraSelections(self._hits() if wanted else [])

    def _hits(self) -> list[QTextEdit.ExtraSelection]:
        look = QTextCharFormat()
        look.setBackground(QColor(style.colours().warn.ground))
        look.setForeground(QColor(style.colours().text))
        look.setFontUnderline(True)
        found: list[QTextEdit.ExtraSelection] = []
        cursor = self.document().find(self._wanted, 0)
        while not cursor.isNull() and len(found) < _MOST_HITS:
            hit = QTextEdit.ExtraSelection()
            hit.cursor, hit.format = cursor, look
            found.append(hit)
            cursor = self.document().find(self._wanted, cursor)
        return found

    def _render(self) -> None:
        if self._chapter is None:
            return
        self._width = self.viewport().width()
        document = self.document()
        document.clear()
        document.setDefaultFont(self.font())
        document.setBaseUrl(QUrl.fromLocalFile(str(self._chapter.path)))
        self.setMarkdown(with_captions(self._chapter.markdown))
        self._dress()
        self.mark(self._wanted)

    def _dress(self) -> None:
        """Adds space between lines, and styles keys: Qt sets Markdown tightly, and code in a monospaced font."""
        airy, key = QTextBlockFormat(), QTextCharFormat()
        airy.setLineHeight(_LINE_PER_CENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        key.setFontFamilies(self.font().families())
        key.setFontFixedPitch(False)
        key.setFontWeight(QFont.Weight.DemiBold)
        key.setBackground(QColor(style.colours().soft))
        key.setForeground(QColor(style.colours().on_soft))
        cursor = QTextCursor(self.document())
        block = self.document().begin()
        while block.isValid():
            if not block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence):
                cursor.setPosition(block.position())
                if _PICTURE not in block.text():
                    cursor.mergeBlockFormat(airy)
                for start, length in [(run.start, run.length) for run in block.textFormats() if run.format.fontFixedPitch()]:
                    cursor.setPosition(block.position() + start)
                    cursor.setPosition(block.position() + start + length, QTextCursor.MoveMode.KeepAnchor)
                    cursor.mergeCharFormat(key)
            block = block.next()

    # Qt overrides

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802  Qt's name
        """A picture of the guide, fitted to the width; None for everything else, wherever it is."""
        if kind != QTextDocument.ResourceType.ImageResource.value or self._chapter is None:
            return None
        url = self.document().baseUrl().resolved(name)
        path = Path(url.toLocalFile()).resolve() if url.isLocalFile() else None
        if path is None or not path.is_relative_to(self._folder) or not path.is_file():
            return None
        if str(path) not in self._pictures:
            self._pictures[str(path)] = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
        return self._fitted(self._pictures[str(path)])

    def _fitted(self, picture: QImage) -> QImage:
        dense = self.devicePixelRatioF()
        room = max(1, round((self.viewport().width() - 2 * style.MARGIN) * dense))
        if picture.width() > room:
            size = QSize(room, round(picture.height() * room / picture.width()))
            picture = picture.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
            picture.setDevicePixelRatio(dense)
        framed = QImage(picture)
        painter = QPainter(framed)
        painter.setPen(QColor(style.colours().edge))
        whole = framed.deviceIndependentSize()
        painter.drawRect(0, 0, round(whole.width()) - 1, round(whole.height()) - 1)
        painter.end()
        return framed

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the pictures to the new width a moment later."""
        super().resizeEvent(event)
        if self._width and self._width != self.viewport().width():
            self._settle.start()
