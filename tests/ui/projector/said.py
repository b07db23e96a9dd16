"""What can be read in the projector view."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.projector.projector_window import ProjectorWindow


def said_by(view: ProjectorWindow) -> str:
    """Every text of the projector view: painted, spoken, in titles and tips."""
    widgets = [view, *view.findChildren(QWidget)]
    said = []
    for widget in widgets:
        said += [
            widget.windowTitle(),
            widget.toolTip(),
            widget.accessibleName(),
            widget.accessibleDescription(),
            widget.statusTip(),
        ]
    said += [text for page in view.slide.pages for text in page.texts]
    return "".join([*said, *view.slide.texts()])
