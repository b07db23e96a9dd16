"""Two versions of a text after an interruption, side by side: somebody chooses, and nothing is deleted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QWidget

from ui.frame.two_texts import TwoTexts
from ui.kit.act_button import act_button
from ui.kit.flow_row import FlowRow
from ui.kit.message_bar import MessageBar
from ui.link.language import tr
from ui.look.style import MARGIN, ROOM
from ui.pages.page import WrappedPart, column, paragraph
from workbench.checking.two_versions import TwoVersions, leave, take
from workbench.errors import WorkbenchError
from workbench.language.i18n import Message
from workbench.model.rows.row import Markable

if TYPE_CHECKING:
    from ui.link.bridge import DocumentBridge

_WIDE: Final = 80
"""Characters across."""
_HIGH: Final = 20
"""Lines."""
_LEAST: Final = 3


class TwoVersionsDialog(QDialog):
    """Shows one text after the other. ``saved``, ``unsaved`` are the boxes; ``keep``, ``use``, ``later`` the buttons.

    ``bridge`` is that of the file; ``bar`` tells in the dialog what the window below cannot show.
    """

    def __init__(self, bridge: DocumentBridge, versions: Sequence[TwoVersions], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr(Message("Two versions of a text")))
        self.bridge, self._versions, self._count = bridge, list(versions), len(versions)
        self.bar = MessageBar(self)
        self.bar.follow(bridge.messages)
        self.what = paragraph("")
        names = Message("Saved in the file"), Message("Was just being saved when the program was stopped")
        self.texts = TwoTexts(*names, _LEAST, self)
        self.saved, self.unsaved = self.texts.first, self.texts.second
        self.keep = act_button(self, tr(Message("Keep the saved text")), self._keep)
        self.use = act_button(self, tr(Message("Use the other text")), self._use)
        self.later = act_button(self, tr(Message("Decide later")), self.reject)
        self.later.setDefault(True)
        self._lay_out()
        self.resize(self.sizeHint())
        self._show()

    def _lay_out(self) -> None:
        inside = WrappedPart()
        layout = column(inside, MARGIN)
        layout.setSpacing(ROOM)
        layout.addWidget(self.bar)
        layout.addWidget(self.what)
        layout.addWidget(self.texts, 1)
        layout.addWidget(paragraph(Message("Nothing is deleted: the text that you do not choose is kept."), "help"))
        buttons = FlowRow(inside)
        buttons.add(self.keep, self.use)
        buttons.add_spring()
        buttons.add(self.later)
        layout.addWidget(buttons)
        column(self).addWidget(inside, 1)

    @property
    def decided(self) -> int:
        """How many texts somebody has decided about."""
        return self._count - len(self._versions)

    def sizeHint(self) -> QSize:
        """Room for two texts, within the window that it lies over."""
        letters, over = self.fontMetrics(), self.parentWidget()
        room = over.size() * 0.95 if isinstance(over, QWidget) else QSize(_WIDE, _HIGH) * letters.averageCharWidth()
        return QSize(letters.averageCharWidth() * _WIDE, letters.lineSpacing() * _HIGH).boundedTo(room)

    def _show(self) -> None:
        """Shows the first text about which nobody has decided; closes after the last."""
        if not self._versions:
            self.accept()
            return
        versions = self._versions[0]
        self.what.setText(tr(self._named(versions)))
        self.texts.show_texts(versions.saved, versions.unsaved)
        for box in (self.saved, self.unsaved):
            box.setAccessibleDescription(self.what.text())
        self.use.setEnabled(not self.bridge.read_only)
        self.saved.setFocus()

    def _named(self, versions: TwoVersions) -> Message:
        """Which text it is, how many there are, and whether it is confidential."""
        what, number = versions.what, self.decided + 1
        if isinstance(versions.row, Markable) and versions.row.is_confidential:
            what = Message("{what} (confidential)", what=what)
        if self._count == 1:
            return what
        return Message("{number} of {count}: {what}", number=number, count=self._count, what=what)

    def _keep(self) -> None:
        try:
            leave(self._versions[0])
        except WorkbenchError as error:
            self.bridge.messages.error(error)
        self._next()

    def _use(self) -> None:
        if self.bridge.flush() and self.bridge.run(take, versions=self._versions[0]):
            self._next()

    def _next(self) -> None:
        del self._versions[0]
        self._show()
