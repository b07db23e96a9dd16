"""The formats in which a report can be written, and how a file name tells which."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from workbench.errors import InvalidValue
from workbench.language.i18n import Message


class ReportFormat(StrEnum):
    """A format of reports; the value is the ending of the file's name."""

    PDF = "pdf"
    HTML = "html"
    JSON = "json"

    @property
    def suffix(self) -> str:
        """The ending of the file's name, with its dot."""
        return f".{self.value}"

    @classmethod
    def of(cls, target: Path) -> ReportFormat:
        """The format that a file name asks for. Raises :class:`~workbench.errors.InvalidValue` where it asks for none."""
        ending = target.suffix.casefold().removeprefix(".")
        for choice in cls:
            if ending == choice.value or (choice is cls.HTML and ending == "htm"):
                return choice
        raise InvalidValue(
            Message("The format of the report cannot be recognized from the name {name}.", name=target.name),
            safe=Message("No file was created."),
            advice=Message(
                "End the name with one of {endings}, or choose the format.",
                endings=", ".join(choice.suffix for choice in cls),
            ),
        )
