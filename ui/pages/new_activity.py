"""The activity that a key has just made: it goes again when nobody gives it a title."""

from __future__ import annotations

from collections.abc import Callable

from ui.link.bridge import DocumentBridge
from workbench.operations.activities import add_activity, is_empty, remove_activity


class NewActivity:
    """Makes activities for a page. Pressing the key again leads to the one that is still empty, and makes no second."""

    def __init__(self, bridge: DocumentBridge) -> None:
        self._bridge = bridge
        self._made = ""
        self._take_back: Callable[[], bool] = bool

    def make(self, **where: object) -> str | None:
        """The id of a new activity, or of the last one if it is still empty; None when it could not be made.

        ``where`` is passed on to :func:`~workbench.operations.activities.add_activity`.
        """
        if self._bridge.read_only or not self._bridge.flush():
            return None
        if not self._made or not is_empty(self._bridge.document, self._made):
            self._made = self._bridge.call(add_activity, **where) or ""
            self._take_back = self._bridge.way_back()
        return self._made or None

    def leave(self) -> None:
        """Called when the user turns to something else: takes the last one back if it is still empty."""
        made, self._made = self._made, ""
        bridge = self._bridge
        if made and not bridge.closed and not bridge.held and is_empty(bridge.document, made) and not self._take_back():
            bridge.run(remove_activity, activity=made)
