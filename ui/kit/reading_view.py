"""Texts that are read, not edited: guidance and help, made of headings, paragraphs and lists of plain text."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTextBrowser, QWidget

from ui.kit.plain_text import escaped
from ui.link.language import tr
from workbench.language.i18n import Message


class ReadingView(QTextBrowser):
    """Shows such a text. Each paragraph has the direction of its own language. Links are not followed."""

    def __init__(self, name: Message, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._html = ""
        self.setObjectName("guidance")
        self.setOpenLinks(False)
        self.setAccessibleName(tr(name))
        document = self.document()
        document.setDocumentMargin(14)
        document.setIndentWidth(16)
        option = document.defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        document.setDefaultTextOption(option)

    def show_parts(self, parts: Iterable[str]) -> None:
        """Shows what the functions of this module made, from the top. An unchanged text stays where it was read."""
        text = "".join(parts)
        if text != self._html:
            self._html = text
            self.setHtml(text)


def heading(text: Message | str, level: int = 4) -> str:
    """A heading, as HTML."""
    return f"<h{level}>{escaped(tr(text) if isinstance(text, Message) else text)}</h{level}>"


def paragraphs(text: Message | str) -> str:
    """A text as HTML: lines that start with a dash become a list, all others paragraphs."""
    parts, items = [], list[str]()
    for line in (line.strip() for line in (tr(text) if isinstance(text, Message) else text).splitlines()):
        if line.startswith(("- ", "• ")):
            items.append(line[2:])
            continue
        if items:
            parts.append(bullets(items))
            items = []
        if line:
            parts.append(f"<p>{escaped(line)}</p>")
    if items:
        parts.append(bullets(items))
    return "".join(parts)


def bullets(items: Iterable[str]) -> str:
    """A list, as HTML."""
    return "<ul>" + "".join(f"<li>{escaped(item)}</li>" for item in items) + "</ul>"


def named(name: Message | str, text: str, source: str = "") -> str:
    """A paragraph that starts with its subject in bold, as HTML; ``source`` follows in italics."""
    shown = tr(name) if isinstance(name, Message) else name
    behind = f" <i>{escaped(source)}</i>" if source else ""
    return f"<p><b>{escaped(shown)}</b>: {escaped(text)}{behind}</p>"
