"""The formats of a report, each declared once, and how a file name chooses one.

A new format needs a row here and a module that renders and proves it; the page of the report, the command palette and the
command line read these rows. Renderers and proofs are named by text and loaded late.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from workbench.errors import InvalidValue
from workbench.language.i18n import Message, Translator
from workbench.reports.parts import Selection
from workbench.system.frozen import frozen
from workbench.system.late import load

if TYPE_CHECKING:
    from workbench.reports.contents import Progress, RenderedCounts
    from workbench.reports.data import ReportData

Renderer = Callable[["ReportData", BinaryIO, Translator, "Progress"], "RenderedCounts"]
"""Writes a picture and returns what it has really written. Raises OSError if the stream cannot be written."""

Proof = Callable[[Path, "ReportData", "Progress"], bool]
"""Whether a finished file contains every answer and activity of the picture."""


@frozen(kw_only=True)
class FormatSpec:
    """What is known about a format. Nothing has a default, so that nothing is forgotten.

    ``label`` is its name in the window. ``other_endings`` are further endings of file names for it, without the dot.
    ``renderer`` is the ``module:name`` of a :data:`Renderer` of the whole report, ``plan_renderer`` that of a renderer of
    the action plan alone (None: the plan is not written in this format), ``proof`` that of a :data:`Proof` of the whole
    report. Every format renders both editions: the picture of a public one has nothing confidential. ``in_parts``: a report
    may be written without some of its parts.
    """

    label: Message
    other_endings: tuple[str, ...]
    renderer: str
    plan_renderer: str | None
    proof: str
    in_parts: bool


class ReportFormat(StrEnum):
    """A format of reports; the value is the ending of the file's name, and the name on the command line."""

    PDF = "pdf"
    HTML = "html"
    JSON = "json"

    @property
    def spec(self) -> FormatSpec:
        """The row that declares this format."""
        return _SPECS[self]

    @property
    def name_shown(self) -> str:
        """The name for people: the ending in capitals, in every language."""
        return self.value.upper()

    @property
    def suffix(self) -> str:
        """The ending of the file's name, with the dot."""
        return f".{self.value}"

    @property
    def renderer(self) -> Renderer:
        """The renderer of the whole report; loads its module."""
        found: Renderer = load(self.spec.renderer)
        return found

    @property
    def plan_renderer(self) -> Renderer | None:
        """The renderer of the action plan alone, or None; loads its module."""
        found: Renderer | None = load(self.spec.plan_renderer) if self.spec.plan_renderer is not None else None
        return found

    @property
    def proof(self) -> Proof:
        """The proof of a finished report; loads its module."""
        found: Proof = load(self.spec.proof)
        return found

    @classmethod
    def of(cls, target: Path) -> ReportFormat:
        """The format for a file name. Raises :class:`~workbench.errors.InvalidValue` if no format has its ending."""
        ending = target.suffix.casefold().removeprefix(".")
        for choice in cls:
            if ending in (choice.value, *choice.spec.other_endings):
                return choice
        raise InvalidValue(
            Message("The format of the report cannot be recognized from the name {name}.", name=target.name),
            safe=Message("No file was created."),
            advice=Message(
                "End the name with one of {endings}, or choose the format.",
                endings=tuple(choice.suffix for choice in cls),
            ),
        )

    def check(self, selection: Selection) -> None:
        """Raises :class:`~workbench.errors.InvalidValue` if a report of some parts cannot be written in this format."""
        if not (selection.is_whole or self.spec.in_parts):
            raise InvalidValue(
                Message("A report in the format {format} always has all parts and all questions.", format=self.name_shown),
                safe=Message("No file was created."),
                advice=Message("Choose the whole report, or another format."),
            )

    @classmethod
    def of_plans(cls) -> tuple[ReportFormat, ...]:
        """The formats in which the action plan alone can be written."""
        return tuple(choice for choice in cls if choice.spec.plan_renderer is not None)


_SPECS: Final[Mapping[ReportFormat, FormatSpec]] = {
    ReportFormat.PDF: FormatSpec(
        label=Message("PDF: to print and to hand over"),
        other_endings=(),
        renderer="workbench.reports.pdf:render_pdf",
        plan_renderer="workbench.reports.plan_print:render_plan",
        proof="workbench.reports.proof:pdf_holds",
        in_parts=True,
    ),
    ReportFormat.HTML: FormatSpec(
        label=Message("HTML: to read on a screen"),
        other_endings=("htm",),
        renderer="workbench.reports.html:render_html",
        plan_renderer=None,
        proof="workbench.reports.proof:html_holds",
        in_parts=True,
    ),
    ReportFormat.JSON: FormatSpec(
        label=Message("JSON: for other programs"),
        other_endings=(),
        renderer="workbench.reports.json_report:render_json",
        plan_renderer=None,
        proof="workbench.reports.proof:json_holds",
        in_parts=False,
    ),
}
