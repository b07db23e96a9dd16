"""The formats in which a report can be written, each declared once, and how a file name tells which.

A format is added here and in the module that renders and proves it; whatever else offers formats (the page of the report,
the command palette, the command line) reads these rows. What renders and proves is named by text and loaded late.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from workbench.errors import InvalidValue
from workbench.language.i18n import Message, Translator
from workbench.system.frozen import frozen
from workbench.system.late import load

if TYPE_CHECKING:
    from workbench.reports.contents import Progress, RenderedCounts
    from workbench.reports.data import ReportData

Renderer = Callable[["ReportData", BinaryIO, Translator, "Progress"], "RenderedCounts"]
"""Writes a picture and tells what it has really written. Raises OSError where the stream cannot be written."""

Proof = Callable[[Path, "ReportData", "Progress"], bool]
"""Whether a finished file holds every answer and activity of the picture."""


@frozen(kw_only=True)
class FormatSpec:
    """What is known about a format. Nothing has a default, so nothing can be forgotten.

    ``label`` is how the window offers it. ``other_endings`` are endings of file names, without the dot, that mean it too.
    ``renderer``, ``plan_renderer`` and ``proof`` are ``module:name`` of a :data:`Renderer` of the whole report, of one of
    the action plan alone (None: the plan is not written in this format), and of a :data:`Proof` of the whole report. Every
    format renders both editions: what is confidential is not in the picture of a public one.
    """

    label: Message
    other_endings: tuple[str, ...]
    renderer: str
    plan_renderer: str | None
    proof: str


class ReportFormat(StrEnum):
    """A format of reports; the value is the ending of the file's name, and what the command line calls it."""

    PDF = "pdf"
    HTML = "html"
    JSON = "json"

    @property
    def spec(self) -> FormatSpec:
        """Its row."""
        return _SPECS[self]

    @property
    def name_shown(self) -> str:
        """How people say it: the ending in capitals, in every language."""
        return self.value.upper()

    @property
    def suffix(self) -> str:
        """The ending of the file's name, with its dot."""
        return f".{self.value}"

    @property
    def renderer(self) -> Renderer:
        """What writes the whole report; loaded now."""
        found: Renderer = load(self.spec.renderer)
        return found

    @property
    def plan_renderer(self) -> Renderer | None:
        """What writes the action plan alone; loaded now. None where the plan is not written in this format."""
        found: Renderer | None = load(self.spec.plan_renderer) if self.spec.plan_renderer is not None else None
        return found

    @property
    def proof(self) -> Proof:
        """What proves a finished report; loaded now."""
        found: Proof = load(self.spec.proof)
        return found

    @classmethod
    def of(cls, target: Path) -> ReportFormat:
        """The format that a file name asks for. Raises :class:`~workbench.errors.InvalidValue` where it asks for none."""
        ending = target.suffix.casefold().removeprefix(".")
        for choice in cls:
            if ending in (choice.value, *choice.spec.other_endings):
                return choice
        raise InvalidValue(
            Message("The format of the report cannot be recognized from the name {name}.", name=target.name),
            safe=Message("No file was created."),
            advice=Message(
                "End the name with one of {endings}, or choose the format.",
                endings=", ".join(choice.suffix for choice in cls),
            ),
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
    ),
    ReportFormat.HTML: FormatSpec(
        label=Message("HTML: to read on a screen"),
        other_endings=("htm",),
        renderer="workbench.reports.html:render_html",
        plan_renderer=None,
        proof="workbench.reports.proof:html_holds",
    ),
    ReportFormat.JSON: FormatSpec(
        label=Message("JSON: for other programs"),
        other_endings=(),
        renderer="workbench.reports.json_report:render_json",
        plan_renderer=None,
        proof="workbench.reports.proof:json_holds",
    ),
}
