"""The page of each stage, imported when it is first visited: a start imports only the page that it shows."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from ui.pages.page import Page
from workbench.system.late import load

if TYPE_CHECKING:
    from ui.link.bridge import DocumentBridge
    from ui.link.stages import Stage


def page_type(stage: Stage) -> type[Page]:
    """The class of the page of a stage. Raises TypeError when its row names no page, or the page of another stage."""
    found = load(stage.spec.page)
    if not (isinstance(found, type) and issubclass(found, Page) and getattr(found, "stage", None) is stage):
        raise TypeError(f"{stage.spec.page} is not the page of {stage}")
    return found


def make_page(stage: Stage, bridge: DocumentBridge) -> Page:
    """A new page of a stage. If it cannot be made, nothing of it is left that would follow the file."""
    kind = page_type(stage)
    page = kind.__new__(kind)
    try:
        kind.__init__(page, bridge)
    except Exception:
        with contextlib.suppress(RuntimeError):  # it was not even a widget yet
            page.deleteLater()
        raise
    return page
