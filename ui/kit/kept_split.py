"""Keeps the parts of a page where somebody has put the line between them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QSplitter

from ui.link.kept_shares import KeptShares


class KeptSplit(QObject):
    """Keeps the parts of a splitter at the shares that somebody gave them, at every size of the window."""

    def __init__(self, splitter: QSplitter, name: str, shares: KeptShares) -> None:
        super().__init__(splitter)
        self._splitter, self._name, self._shares = splitter, name, shares
        splitter.splitterMoved.connect(self._on_moved)
        splitter.installEventFilter(self)

    def share(self) -> None:
        """Gives each part its share, if somebody has moved the line and all parts are shown."""
        splitter, shares, sizes = self._splitter, self._shares[self._key], self._sizes()
        if len(shares) != len(sizes) or any(map(self._is_hidden, range(len(sizes)))):
            return
        whole = splitter.width() if self._is_beside else splitter.height()
        whole -= splitter.handleWidth() * (len(sizes) - 1)
        wanted = [round(share * whole / sum(shares)) for share in shares]
        if max(abs(one - other) for one, other in zip(wanted, sizes, strict=True)) > 1:
            splitter.setSizes(wanted)

    @property
    def _is_beside(self) -> bool:
        return self._splitter.orientation() == Qt.Orientation.Horizontal

    @property
    def _key(self) -> str:
        return f"{self._name}-beside" if self._is_beside else self._name

    def _sizes(self) -> list[int]:
        return list(self._splitter.sizes())

    def _is_hidden(self, number: int) -> bool:
        part = self._splitter.widget(number)
        return part is None or part.isHidden()

    def _on_moved(self) -> None:
        if all(self._sizes()):
            self._shares.note(self._key, self._sizes())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        """Shares the new size. Qt then keeps these shares, because they fill the splitter."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.share()
        return False
