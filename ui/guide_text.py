"""The text of a chapter of the user guide: Markdown as Qt shows it, with pictures of the guide's own folder only."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QColor, QImage, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from ui import style
from ui.language import tr
from workbench.guide import Chapter, with_captions
from workbench.i18n import Message
from workbench.paths import guide_folder

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_SETTLING_MS: Final = 80
_MOST_HITS: Final = 500


class GuideText(QTextBrowser):
    """Shows one chapter. It loads nothing but pictures below the guide's folder, and follows no link by itself.

    Pictures are made as wide as the text, at most as wide as they are. Headings are found with :meth:`to_heading`.
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
        self._settle = QTimer(self, singleShot=True, interval=_SETTLING_MS)
        self._settle.timeout.connect(self.show_again)

    def show_chapter(self, chapter: Chapter) -> None:
        """Shows a chapter from its beginning."""
        self._chapter = chapter
        self._render()
        self.verticalScrollBar().setValue(0)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_again(self) -> None:
        """Sets the same chapter anew, where it was read: colours, letters or the room have changed."""
        bar = self.verticalScrollBar()
        share = bar.value() / bar.maximum() if bar.maximum() else 0.0
        self._render()
        bar.setValue(round(share * bar.maximum()))

    def to_heading(self, place: int) -> None:
        """Leads to a heading below the title, counted from 0, and puts the cursor there."""
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() > 1:
                if not place:
                    self.setTextCursor(QTextCursor(block))
                    top = self.document().documentLayout().blockBoundingRect(block).top()
                    self.verticalScrollBar().setValue(round(top) - style.GAP)
                    return
                place -= 1
            block = block.next()

    def mark(self, wanted: str) -> None:
        """Marks every place where something stands; the empty string takes the marks away."""
        self._wanted = wanted
        self.setExtraSelections(self._hits() if wanted else [])

    def _hits(self) -> list[QTextEdit.ExtraSelection]:
        look = QTextCharFormat()
        look.setBackground(QColor(style.colours().warn.ground))
        look.setForeground(QColor(style.colours().text))
        look.setFontUnderline(True)
        found = []
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
        document = self.document()
        document.clear()
        document.setDefaultFont(self.font())
        document.setBaseUrl(QUrl.fromLocalFile(str(self._chapter.path)))
        self.setMarkdown(with_captions(self._chapter.markdown))
        self.mark(self._wanted)

    # Qt overrides

    def loadResource(self, kind: int, name: QUrl) -> object:  # noqa: N802  Qt's name
        """A picture of the guide, as wide as there is room; None for everything else, wherever it is."""
        if kind != QTextDocument.ResourceType.ImageResource.value or self._chapter is None:
            return None
        url = self.document().baseUrl().resolved(name)
        path = Path(url.toLocalFile()).resolve() if url.isLocalFile() else None
        if path is None or not path.is_relative_to(self._folder) or not path.is_file():
            return None
        if str(path) not in self._pictures:
            self._pictures[str(path)] = QImage(str(path))
        return self._fitted(self._pictures[str(path)])

    def _fitted(self, picture: QImage) -> QImage:
        dense = self.devicePixelRatioF()
        room = max(1, round((self.viewport().width() - 2 * style.MARGIN) * dense))
        if picture.width() > room:
            size = QSize(room, round(picture.height() * room / picture.width()))
            picture = picture.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
            picture.setDevicePixelRatio(dense)
        return picture

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pictures follow the room a moment later."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._settle.start()
