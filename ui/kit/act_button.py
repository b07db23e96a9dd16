"""A button that does one thing, also when Enter is pressed on it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget


def act_button(parent: QWidget, text: str, run: Callable[[], object]) -> QPushButton:
    """A button in ``parent`` with this text, in the reader's language, that calls ``run`` without arguments.

    Enter does the same as Space while it has the focus. A dialog names the button that Enter presses elsewhere in it.
    """
    button = QPushButton(text, parent)
    button.setAutoDefault(True)

    def clicked() -> None:
        run()

    button.clicked.connect(clicked)
    return button
