"""Commands about a file as a whole: new, sample, info, check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from workbench.checking.file_check import Line, Part, Verdict, as_opened, examine, in_words, is_damaged, lines_about
from workbench.checklist.pack_reader import load_pack
from workbench.checklist.progress import answers_by_question, progress_by_area, progress_of
from workbench.checklist.tree import read_checklist
from workbench.cli.common import FILE, JSON, echo, open_to_read, print_json, print_table, say, translator, who
from workbench.document.document import Document, ReadOnlyReason
from workbench.errors import DocumentDamaged
from workbench.language.i18n import LANGUAGES, Message, Translator, interface_languages
from workbench.language.sizes import told_size
from workbench.model.declared import label_of
from workbench.model.labels import NOT_KNOWN, not_known
from workbench.model.moments import moment
from workbench.model.rows import (
    Activity,
    Answer,
    Assessment,
    Attachment,
    BackgroundDocument,
    Contribution,
    Contributor,
    Indicator,
    Outcome,
    Output,
    Session,
    WorkingGroup,
)
from workbench.operations.assessment import create_assessment
from workbench.reports.completeness import Gap, gaps, name_gaps
from workbench.reports.names import names_in_public
from workbench.reports.snapshot import take_snapshot
from workbench.sample import write_sample
from workbench.storage import stored_bytes
from workbench.storage.newer import UnknownValue
from workbench.storage.verify import byte_damages

LANGUAGE = click.option("--language", default="en", show_default=True, help="Language of the assessment.")
CHECKLIST = "idg-2021"
_COUNTED = {
    "activities": Activity,
    "outcomes": Outcome,
    "outputs": Output,
    "indicators": Indicator,
    "contributors": Contributor,
    "working_groups": WorkingGroup,
    "sessions": Session,
    "documents": BackgroundDocument,
    "contributions": Contribution,
}


_HEADINGS = {
    **{name: label_of(Assessment, name) for name in ("administration", "station", "round", "language")},
    "wording_languages": Message("Wording in"),
    **{name: label_of(Assessment, name) for name in ("checklist", "checklist_version")},
    "areas": Message("Areas"),
    "sections": Message("Sections"),
    "questions": Message("Questions"),
    "included": Message("Questions assessed"),
    "answered": Message("Answered", context="questions"),
    "action_needed": Message("Action needed"),
    "activities": Message("Activities"),
    "outcomes": Message("Outcomes"),
    "outputs": Message("Outputs"),
    "indicators": Message("Indicators"),
    "contributors": Message("Contributors"),
    "working_groups": Message("Working groups"),
    "sessions": Message("Sessions"),
    "documents": Message("Documents"),
    "contributions": Message("Contributions"),
    "attachments": Message("Attachments"),
    "stored_bytes": Message("Size of the attachments"),
    "last_change": Message("Last change"),
    "read_only": Message("Read only"),
    "damages": Message("Damaged parts"),
    "unknown": NOT_KNOWN,
}
_WHY_READ_ONLY = {
    ReadOnlyReason.NEWER_FORMAT: Message("yes: made by a newer version of the program"),
    ReadOnlyReason.WRITE_PROTECTED: Message("yes: the file or its folder is write-protected"),
    ReadOnlyReason.DAMAGED: Message("yes: it is damaged, or another program has changed it"),
    ReadOnlyReason.BEYOND_LIMITS: Message("yes: it has values that nobody can have typed"),
    ReadOnlyReason.OPEN_ELSEWHERE: Message("yes: it is open elsewhere"),
}
"""The reasons in words for people; the JSON has their short names."""


@click.command()
@FILE
@click.option("--checklist", default=CHECKLIST, show_default=True, help="The checklist pack.")
@LANGUAGE
@click.option("--administration", default="", help="The customs administration.")
@click.option("--station", default="", help="The station that is assessed.")
@translator
def new(translate: Translator, file: Path, checklist: str, language: str, administration: str, station: str) -> None:
    """Create a new assessment."""
    document = create_assessment(
        file,
        pack=load_pack(checklist),
        language=language,
        administration=administration,
        station=station,
        identity=who(),
    )
    with document:
        count = len(read_checklist(document).questions)
        worded = language in document.read.wording_languages()
    say(
        translate,
        Message("{name} is ready: {count} question.", "{name} is ready: {count} questions.", name=file.name, count=count),
    )
    if not worded:
        say(
            translate,
            Message(
                "The questions stay in English until a wording file (language: {language}) is loaded with the "
                "command “wording”.",
                language=LANGUAGES[language],
            ),
        )
    if language not in interface_languages():
        say(
            translate,
            Message(
                "The headings of reports stay in English until the program is translated (language: {language}).",
                language=LANGUAGES[language],
            ),
        )


@click.command()
@FILE
@LANGUAGE
@translator
def sample(translate: Translator, file: Path, language: str) -> None:
    """Create a fictional sample assessment, partly answered."""
    with write_sample(file, pack=load_pack(CHECKLIST), language=language, identity=who()) as document:
        progress = progress_of(read_checklist(document).questions, answers_by_question(document.read.every(Answer)))
    say(
        translate,
        Message(
            "{name} is ready: a fictional sample. Questions answered: {answered} of {total}.",
            name=file.name,
            answered=progress.answered,
            total=progress.total,
        ),
    )


@click.command()
@FILE
@JSON
@translator
def info(translate: Translator, file: Path, *, as_json: bool) -> None:
    """Show what is in a file."""
    with open_to_read(translate, file) as document:
        facts = _facts(document)
    if as_json:
        print_json(facts)
        return
    by_area = facts.pop("by_area")
    why = facts["read_only"]
    facts["read_only"] = translate(_WHY_READ_ONLY[ReadOnlyReason(why)] if why else Message("no"))
    facts["stored_bytes"] = translate(told_size(facts["stored_bytes"])) if facts["stored_bytes"] else ""
    facts["last_change"] = _shown_moment(facts["last_change"])
    facts["unknown"] = facts["unknown"] or ""
    print_table([(translate(_HEADINGS[name]), _value(value)) for name, value in facts.items() if value != ""])
    echo()
    print_table(
        [(entry["number"], f"{entry['answered']:>3} / {entry['questions']:<3} {entry['title']}") for entry in by_area]
    )


def _facts(document: Document) -> dict[str, Any]:
    read = document.read
    assessment = read.assessment()
    checklist = read_checklist(document)
    answers = answers_by_question(read.every(Answer))
    whole = progress_of(checklist.questions, answers)
    last = read.last_change()
    return {
        "administration": assessment.administration,
        "station": assessment.station,
        "round": assessment.round,
        "language": assessment.language,
        "wording_languages": read.wording_languages(),
        "checklist": assessment.checklist,
        "checklist_version": assessment.checklist_version,
        "areas": len(checklist.areas),
        "sections": len(checklist.sections),
        "questions": len(checklist.questions),
        "included": whole.total,
        "answered": whole.answered,
        "action_needed": whole.action_needed,
        **{name: len(read.every(row_type)) for name, row_type in _COUNTED.items()},
        **_attached(document),
        "last_change": last.at if last else "",
        "read_only": "" if document.read_only in (None, ReadOnlyReason.ASKED) else str(document.read_only),
        "damages": len(document.damages),
        "unknown": len(document.unknown),
        "by_area": [
            {
                "id": entry.id,
                "number": entry.number,
                "title": entry.title,
                "questions": progress.total,
                "answered": progress.answered,
                "action_needed": progress.action_needed,
            }
            for entry, progress in zip(checklist.areas, progress_by_area(checklist, answers).values(), strict=True)
        ],
    }


def _attached(document: Document) -> dict[str, int]:
    """How many files are attached, and how many bytes those take that are stored in the file."""
    return {
        "attachments": len(document.read.every(Attachment)),
        "stored_bytes": stored_bytes.measured(document.read.connection)[1],
    }


def _shown_moment(at: str) -> str:
    """A time of the history in the time zone of this computer; a text that is no time stays as it is."""
    known = moment(at)
    return f"{known:%Y-%m-%d %H:%M}" if known is not None else at


def _value(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


@click.command()
@FILE
@JSON
@translator
def check(translate: Translator, file: Path, *, as_json: bool) -> int:
    """Look for damage, and show what is missing in the report. The exit status is 1 where there is damage."""
    try:
        with open_to_read(translate, file) as document:
            damages, unknown = (*document.damages, *byte_damages(document.read.connection)), document.unknown
            examined = examine(as_opened(document, damages))
            lines = lines_about(document, examined)
            lacking, named = gaps(take_snapshot(document)), name_gaps(names_in_public(document))
    except DocumentDamaged as error:
        if not as_json:
            raise
        line = Line(Part.STRUCTURE, Verdict.DAMAGED, error.what, error.advice)
        damage = {"kind": "structure", "what": error.sentences(translate)}
        print_json({"damaged": True, "damages": [damage], "missing": [], "parts": [_part(translate, line)]})
        return 1
    if as_json:
        missing = [{"stage": gap.kind.value, "key": gap.row_id, "what": translate(gap.what)} for gap in (*lacking, *named)]
        told = {"damaged": is_damaged(lines), "damages": [asdict(damage) for damage in damages], "missing": missing}
        told |= {"unknown": [asdict(value) for value in unknown], "readable_by_others": examined.exposed}
        print_json(told | {"parts": [_part(translate, line) for line in lines]})
    else:
        for sentence in in_words(file, lines, translate):
            echo(sentence)
        _say_unknown(translate, unknown)
        _say_gaps(translate, lacking, named)
    return 1 if is_damaged(lines) else 0


def _part(translate: Translator, line: Line) -> dict[str, Any]:
    """What the check says about one part of the file, for programs."""
    return {
        "part": line.part.value,
        "verdict": line.verdict.value,
        "what": translate(line.what),
        "advice": translate(line.advice) if line.advice is not None else "",
        "damaged": [translate(part.what) for part in line.damaged],
    }


def _say_unknown(translate: Translator, unknown: Sequence[UnknownValue]) -> None:
    if unknown:
        say(translate, not_known(len(unknown)))
    for value in unknown:
        echo(f"  {value.table} {value.row_id} {value.column}: {value.value}")


def _say_gaps(translate: Translator, lacking: Sequence[Gap], named: Sequence[Gap]) -> None:
    lacks = Message(
        "{count} thing is missing in the report:", "{count} things are missing in the report:", count=len(lacking)
    )
    say(translate, lacks if lacking else Message("Nothing is missing in the report."))
    for gap in lacking:
        echo(f"  {translate(gap.what)}")
    if named:
        names = Message(
            "A public edition would reveal confidential people in {count} place:",
            "A public edition would reveal confidential people in {count} places:",
            count=len(named),
        )
        say(translate, names)
    for gap in named:
        echo(f"  {translate(gap.what)}")


COMMANDS: tuple[click.Command, ...] = (new, sample, info, check)
