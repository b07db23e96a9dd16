"""Commands that create reports and examine checklist packs."""

from __future__ import annotations

import contextlib
from pathlib import Path

import click

from workbench.checklist.pack_reader import counts, read_pack
from workbench.cli.common import FILE, apart, echo, name_decision, open_to_read, say, translator
from workbench.errors import ChecklistInvalid
from workbench.language.i18n import Message, Translator
from workbench.model.vocabulary import Edition
from workbench.privacy.withholding import NameDecision
from workbench.reports.export import ExportResult, ReportFormat, export_report
from workbench.reports.parts import Part, Selection
from workbench.reports.plan_print import PlanResult, check_plan_format, export_plan
from workbench.reports.words import damage
from workbench.system.paths import checklists_folder, folder_in

_PARTS = {"overview" if part is Part.PROFILE else part.value: part for part in Part}
_ABOUT_PLANS = (
    f"The whole report, or the action plan alone as {' or '.join(choice.name_shown for choice in ReportFormat.of_plans())}."
)


@click.command()
@FILE
@click.option("--output", required=True, type=click.Path(path_type=Path), help="The file to create.")
@click.option(
    "--format",
    "format_name",
    type=click.Choice([choice.value for choice in ReportFormat]),
    help="Default: the ending of the file name.",
)
@click.option("--language", default="en", show_default=True, help="Language of the headings of the report.")
@click.option(
    "--edition",
    type=click.Choice([edition.value for edition in Edition]),
    default="full",
    show_default=True,
    help="What is marked confidential is not in the public edition.",
)
@click.option("--part", type=click.Choice(["whole", "plan"]), default="whole", show_default=True, help=_ABOUT_PLANS)
@click.option(
    "--without",
    multiple=True,
    metavar="PART",
    type=click.Choice(list(_PARTS)),
    help=f"A part of the report to omit; can be given several times: {', '.join(_PARTS)}.",
)
@click.option("--only-answered", is_flag=True, help="Omit questions about which nothing was written.")
@click.option(
    "--withhold-names",
    is_flag=True,
    help="In a public edition, put [name withheld] in place of the names of confidential people.",
)
@click.option("--names-reviewed", is_flag=True, help="The names that “check” finds in public texts may stay.")
@translator
def report(
    translate: Translator,
    file: Path,
    output: Path,
    format_name: str | None,
    language: str,
    edition: str,
    part: str,
    without: tuple[str, ...],
    *,
    only_answered: bool,
    withhold_names: bool,
    names_reviewed: bool,
) -> None:
    """Create the report, or the action plan alone. The report is checked: every answer must be in it.

    A public edition that still reveals confidential people is not created, unless one of the two options about names says
    what happens to them.
    """
    decision = _decision(translate, Edition(edition), withheld=withhold_names, reviewed=names_reviewed)
    selection = _selection(translate, part, without, only_answered=only_answered)
    if part == "plan":
        _plan(translate, file, output, format_name, language, Edition(edition), decision)
        return
    with open_to_read(translate, file) as document:
        result = export_report(
            document,
            output,
            format=None if format_name is None else ReportFormat(format_name),
            language=language,
            edition=Edition(edition),
            selection=selection,
            names=decision,
            maker=apart,
        )
        damaged = len(document.damages)
    _say_result(translate, result, damaged)


def _selection(translate: Translator, part: str, without: tuple[str, ...], *, only_answered: bool) -> Selection:
    """What of the report is wanted; of the plan alone nothing can be omitted."""
    parts = tuple(each for name, each in _PARTS.items() if name not in without)
    selection = Selection(parts=parts, only_answered=only_answered)
    if part == "plan" and not selection.is_whole:
        unwanted = Message("The plan alone has no parts: take --without and --only-answered away.")
        raise click.UsageError(translate(unwanted))
    return selection


def _decision(translate: Translator, edition: Edition, *, withheld: bool, reviewed: bool) -> NameDecision:
    """What happens to the names. To withhold names in a full edition is refused, since it would contain them."""
    decision = name_decision(translate, withheld=withheld, reviewed=reviewed)
    if withheld and edition is not Edition.PUBLIC:
        raise click.UsageError(translate(Message("Names are withheld in a public edition only: add --edition public.")))
    return decision


def _plan(
    translate: Translator,
    file: Path,
    output: Path,
    format_name: str | None,
    language: str,
    edition: Edition,
    names: NameDecision,
) -> None:
    if format_name is not None:
        check_plan_format(ReportFormat(format_name), format_name)
    with open_to_read(translate, file) as document:
        result = export_plan(document, output, language=language, edition=edition, names=names, maker=apart)
        damaged = len(document.damages)
    _say_result(translate, result, damaged)


def _say_result(translate: Translator, result: ExportResult | PlanResult, damaged: int) -> None:
    say(translate, result.sentence())
    if damaged:
        say(translate, damage(damaged))
    echo(f"SHA-256 {result.sha256}")


@click.group()
def checklist() -> None:
    """Examine checklist packs."""


@checklist.command()
@click.argument("pack", type=click.Path(path_type=Path))
@translator
def validate(translate: Translator, pack: Path) -> None:
    """Show every fault of a checklist pack, with file and line. PACK is its folder, or the name of one that is installed."""
    folder = _folder_of(pack)
    found, faults = read_pack(folder)
    for fault in faults:
        echo(str(fault))
    if found is not None:
        echo(", ".join(f"{count} {name}" for name, count in counts(found).items()))
    if faults or found is None:
        raise ChecklistInvalid(
            Message(
                "The checklist {name} has {count} fault.",
                "The checklist {name} has {count} faults.",
                name=folder.name,
                count=len(faults),
            ),
            advice=Message("Correct what is listed, and validate it again."),
        )
    say(translate, Message("The checklist {name} has no faults.", name=folder.name))


def _folder_of(pack: Path) -> Path:
    """The folder at this path, or else that of the installed checklist with this name."""
    with contextlib.suppress(OSError, RuntimeError, ValueError):
        installed = None if pack.exists() else folder_in(checklists_folder(), str(pack))
        return installed or pack.resolve()
    return pack


COMMANDS: tuple[click.Command, ...] = (report, checklist)
