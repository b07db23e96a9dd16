"""Commands about questions and the process: show, answer, wording, explain."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from workbench.checklist.glossary import terms_of
from workbench.checklist.help_pages import EXAMPLE_HEADINGS, PART_HEADINGS, HelpPage, Topic, load_help
from workbench.checklist.pack_reader import packs
from workbench.checklist.tree import GUIDANCE_HEADINGS, Checklist, read_checklist
from workbench.cli.common import (
    FILE,
    JSON,
    echo,
    open_to_change,
    open_to_read,
    print_json,
    print_table,
    read_standard_input,
    say,
    translator,
)
from workbench.document.document import Document
from workbench.document.inheritance import reason
from workbench.errors import NotFound, StorageFailed, TextNotStorable
from workbench.exchange.wording_file import load_wording, write_template
from workbench.language.i18n import Message, Translator
from workbench.model.declared import label_of
from workbench.model.flat import flat
from workbench.model.labels import label
from workbench.model.limits import TEXT_CHARACTERS
from workbench.model.rows import Answer, Hand, Question, QuestionId
from workbench.model.vocabulary import (
    Agreement,
    Confidentiality,
    ContributionKind,
    HandChoice,
    Level,
    MeasureStatus,
    WordingField,
)
from workbench.operations.answers import edit_answer, existing_answer
from workbench.operations.assessment import existing_question
from workbench.operations.common import invalid
from workbench.reports.data import QuestionReport
from workbench.reports.json_report import contribution_table
from workbench.reports.snapshot import take_snapshot
from workbench.system.outside import read_outside
from workbench.system.text_files import decoded, letters_were_lost

QUESTION = click.argument("question")
_MOST_BYTES = TEXT_CHARACTERS * 4 + 4
"""The longest text in UTF-8, with room for a byte order mark."""


@click.command()
@FILE
@QUESTION
@JSON
@translator
def show(translate: Translator, file: Path, question: str, *, as_json: bool) -> None:
    """Show a question with its guidance and its answer. QUESTION is like kf3.q20 or 3.20."""
    with open_to_read(translate, file) as document:
        row = existing_question(document, question)
        language = document.read.assessment().language
        data = take_snapshot(document, language=language)
        report = next((entry for entry in data.questions if entry.question.id == row.id), None)
        facts = _facts(document, read_checklist(document), row, report)
        why = reason(document, existing_answer(document, row.id)[1])
    if as_json:
        print_json(facts)
    else:
        _print(translate, facts, why)


def _facts(document: Document, checklist: Checklist, row: Question, report: QuestionReport | None) -> dict[str, Any]:
    _, answer = existing_answer(document, row.id)
    place = checklist.place_of(row.id)
    if place is None:
        raise LookupError(row.id)
    entry, section, question = place
    return {
        "id": row.id,
        "number": row.number,
        "included": row.included,
        "area": {"id": entry.id, "number": entry.number, "title": entry.title, "introduction": entry.introduction},
        "section": {"id": section.id, "number": section.number, "title": section.title},
        "wording": question.wording,
        "guidance": {part.field.value: part.text for part in section.guidance},
        "examples": list(section.examples),
        "terms": [
            {"term": term.term, "definition": term.definition, "source": term.source}
            for term in terms_of(section, question, checklist.terms)
        ],
        **flat(answer),
        "hands": _hands_on(document, row.id),
        "contributions": [contribution_table(part) for part in report.contributions] if report else [],
        "documents": [row.title for row, _ in report.evidence] if report else [],
        "activities": list(report.activities) if report else [],
    }


def _hands_on(document: Document, question: str) -> dict[str, int]:
    """The raised hands for each status of a question, in the order of the statuses."""
    counts = {row.choice: row.count for row in document.read.where(Hand, question_id=question)}
    return {choice.value: counts[choice] for choice in HandChoice if choice in counts}


def _print(translate: Translator, facts: dict[str, Any], why: Message | None) -> None:
    section = " ".join(part for part in (facts["section"]["number"], facts["section"]["title"]) if part)
    echo(f"{facts['area']['number']} {facts['area']['title']}")
    if section:
        echo(section)
    echo(f"\n{facts['number']}  {facts['wording']}\n")
    for name, text in facts["guidance"].items():
        echo(f"{translate(GUIDANCE_HEADINGS[WordingField(name)])}\n{text}\n")
    if facts["examples"]:
        echo(translate(GUIDANCE_HEADINGS[WordingField.EXAMPLES]))
        echo("\n".join(facts["examples"]) + "\n")
    if facts["terms"]:
        echo(translate(Message("Terms")))
        print_table([(term["term"], term["definition"]) for term in facts["terms"]])
        echo()
    rows = [(label_of(Answer, "status"), translate(label(MeasureStatus.of(facts["status"]))))]
    if facts["priority"]:
        rows.append((label_of(Answer, "priority"), translate(label(Level.of(facts["priority"])))))
    if why is not None or Confidentiality(facts["confidential"]).hides:
        rows.append((label_of(Answer, "confidential"), translate(why or Message("yes"))))
    if facts["agreed"]:
        rows.append((label_of(Answer, "agreed"), translate(label(Agreement.of(facts["agreed"])))))
    rows.append((label_of(Answer, "text"), facts["text"] or translate(Message("unanswered"))))
    more = ((label_of(Answer, "causes"), facts["causes"]), (Message("Documents"), "\n".join(facts["documents"])))
    rows.extend((heading, text) for heading, text in more if text)
    if facts["hands"]:
        counts = (f"{translate(label(MeasureStatus.of(name)))}: {count}" for name, count in facts["hands"].items())
        rows.append((Message("Raised hands"), ", ".join(counts)))
    rows.extend(
        (label(ContributionKind.of(part["kind"])), f"{part['author']}: {part['text']}" if part["author"] else part["text"])
        for part in facts["contributions"]
    )
    print_table([(translate(heading), text) for heading, text in rows])


@click.command()
@FILE
@QUESTION
@click.option("--text", help="The agreed text.")
@click.option(
    "--text-file",
    type=click.Path(path_type=Path, allow_dash=True, readable=False),
    help="A UTF-8 file with the text; use - for standard input.",
)
@click.option("--status", type=click.Choice([status.value for status in MeasureStatus]), help="Status of the measure.")
@click.option("--priority", type=click.Choice([*(level.value for level in Level), "none"]), help="Priority of this answer.")
@click.option("--causes", help="Why the measure is missing or does not work.")
@click.option(
    "--confidential/--not-confidential",
    default=None,
    help="Mark the answer as confidential, so that it is not in public editions; or remove the mark.",
)
@translator
def answer(
    translate: Translator,
    file: Path,
    question: str,
    text: str | None,
    text_file: Path | None,
    status: str | None,
    priority: str | None,
    causes: str | None,
    *,
    confidential: bool | None,
) -> None:
    """Write the answer to a question. It is saved when the command returns."""
    if text is not None and text_file is not None:
        raise click.UsageError(translate(Message("Give either --text or --text-file.")))
    values: dict[str, Any] = {"text": text if text_file is None else read_text(text_file)}
    values |= {"causes": causes, "confidential": confidential}
    values["status"] = None if status is None else MeasureStatus(status)
    values = {name: value for name, value in values.items() if value is not None}
    if priority is not None:
        values["priority"] = None if priority == "none" else Level(priority)
    if not values:
        raise click.UsageError(
            translate(
                Message("Give at least one option: --text, --text-file, --status, --priority, --causes or --confidential.")
            )
        )
    with open_to_change(translate, file) as document:
        row = existing_question(document, question)
        edit_answer(document, question=QuestionId(row.id), **values)
    say(translate, Message("Answer {number} is saved.", number=row.number))


def read_text(path: Path) -> str:
    """The text of one field. Raises InvalidValue, TextNotStorable and StorageFailed."""
    too_long = Message("The text is longer than one field can hold ({limit} characters).", limit=TEXT_CHARACTERS)
    return read_given(
        path, _MOST_BYTES, too_long, Message("Split it into several answers, or keep it as a background document.")
    )


def read_given(path: Path, most: int, too_long: Message, advice: Message) -> str:
    """The text in a file of at most ``most`` bytes, or from standard input for ``-``.

    Raises InvalidValue for a longer one (``too_long``), TextNotStorable and StorageFailed.
    """
    try:
        raw = read_standard_input(most + 1) if str(path) == "-" else read_outside(path, most)
        if len(raw) > most:
            raise invalid(too_long, advice)
        text = decoded(raw)
    except OSError as error:
        raise StorageFailed(
            Message("The text file {name} cannot be read.", name=path.name),
            safe=Message("Nothing was changed."),
            advice=Message("Check the name, and that you may read it."),
        ) from error
    except UnicodeDecodeError as error:
        raise TextNotStorable(
            Message("The text is not UTF-8 (at byte {position}).", position=error.start + 1),
            safe=Message("Nothing was changed."),
            advice=Message("Save the text as UTF-8 and try again."),
        ) from error
    if letters_were_lost(text):
        raise TextNotStorable(
            Message("The text arrived as question marks only: the console has lost its characters."),
            safe=Message("Nothing was changed."),
            advice=Message("Save the text in a UTF-8 file and name that file with --text-file."),
        )
    return text


@click.command()
@FILE
@click.argument("csv", type=click.Path(path_type=Path, readable=False))
@click.option("--language", required=True, help="The language of the CSV file.")
@click.option("--template", is_flag=True, help="Write the CSV file, with each question as it is now.")
@translator
def wording(translate: Translator, file: Path, csv: Path, language: str, *, template: bool) -> None:
    """Load the wording of the questions from a CSV file. Its columns are id and text; an id is like kf3.q20.

    With --template the file is written, for a spreadsheet: write your wording over ours, save it, and load it.
    """
    if template:
        with open_to_read(translate, file) as document:
            written = write_template(document, path=csv, language=language)
        say(translate, Message("{name} is ready. Questions: {count}.", name=csv.name, count=written))
        return
    with open_to_change(translate, file) as document:
        count = load_wording(document, path=csv, language=language)
    say(
        translate,
        Message(
            "The wording of {count} question is replaced.", "The wording of {count} questions is replaced.", count=count
        ),
    )


@click.command()
@click.argument("topic", required=False, metavar="[TOPIC]", type=click.Choice([topic.value for topic in Topic]))
@click.option("--checklist", "pack", default="idg-2021", show_default=True, help="The checklist pack with the help.")
@translator
def explain(translate: Translator, topic: str | None, pack: str) -> None:
    """Explain a stage of the process, or a skill that it needs. Without TOPIC, show all topics."""
    if pack not in packs():
        raise NotFound(
            Message("There is no checklist {name}.", name=pack),
            advice=Message("These checklists are available: {names}.", names=tuple(packs())),
        )
    pages = [load_help(pack, Topic(name), translate.language) for name in ([topic] if topic else [*Topic])]
    found = [page for page in pages if page is not None]
    if not found:
        raise NotFound(
            Message("The checklist {name} has no help on that.", name=pack),
            advice=Message("Run “explain” without a topic to see all topics."),
        )
    if topic is None:
        print_table([(page.topic.value, page.summary) for page in found])
    else:
        _print_help(translate, found[0])


def _print_help(translate: Translator, page: HelpPage) -> None:
    echo(f"{page.title}\n{page.summary}")
    for part in page.parts:
        echo(f"\n{translate(PART_HEADINGS[part.kind])}\n{part.text}")
    for entry in page.entries:
        echo(f"\n{entry.name}\n{entry.meaning}")
        print_table([(f"  {translate(EXAMPLE_HEADINGS[kind])}", text) for kind, text in entry.examples])
    echo(f"\n{translate(Message('Source: {source}', source=page.source))}")


COMMANDS: tuple[click.Command, ...] = (show, answer, wording, explain)
