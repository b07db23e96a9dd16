"""What the table editor needs from a model of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from ui.link.bridge import DocumentBridge
from ui.models.row_table_model import Index
from workbench.document.together import Act

if TYPE_CHECKING:
    from workbench.exchange.paste_targets import Reading


class ActModel(Protocol):
    """What is needed from a model: how a cell is changed, and what it is to other programs."""

    bridge: DocumentBridge

    def act(self, index: Index, value: Any) -> Act:
        """The operation that gives a cell a value."""
        ...

    def empty_value(self, index: Index) -> Any:
        """What an empty cell holds; the value as it is where a cell cannot be empty."""
        ...

    def copied(self, index: Index) -> str:
        """The text of a cell for another program."""
        ...

    def pasted(self, index: Index, text: str, reading: Reading) -> Any:
        """The value that a text stands for in a cell. Raises InvalidValue for one that stands for none."""
        ...

    def is_confidential(self, row: int) -> bool:
        """Whether a row is confidential."""
        ...
