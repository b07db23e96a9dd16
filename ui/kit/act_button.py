"""A button that does one thing, and is not taken for the answer of a dialog when somebody presses Enter elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget


def act_button(parent: QWidget, text: str, run: Callable[[], object]) -> QPushButton:
    """A button in ``parent`` with this text, in the reader's language, that calls ``run`` without arguments."""
    button = QPushButton(text, parent)
    button.setAutoDefault(False)

    def clicked() -> None:
        run()

    button.clicked.connect(clicked)
    return button
