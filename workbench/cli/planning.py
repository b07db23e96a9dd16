"""Commands about what is to be done: activities, plan.

Both show everything in the file, also what is confidential.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, Final, TypeAlias

import click

from workbench.cli.common import FILE, JSON, echo, open_to_read, print_block, print_json, print_table, say, translator
from workbench.cli.wrapping import columns, terminal_room
from workbench.document.inheritance import reason_of_activity
from workbench.language.i18n import Message, Translator
from workbench.model.declared import label_of
from workbench.model.flat import flat
from workbench.model.labels import SHORT_CRITERIA, label
from workbench.model.rows import Activity, Markable, Outcome, Output
from workbench.model.texts import is_blank
from workbench.model.vocabulary import Criterion
from workbench.plan.columns import PLAN_COLUMNS, text_of
from workbench.plan.people import people_text
from workbench.plan.row import ROW_PARTS
from workbench.reports.contents import UNPLANNED, span
from workbench.reports.data import ActivityReport, OutcomeReport, ReportData
from workbench.reports.json_report import activity_table
from workbench.reports.snapshot import take_snapshot
from workbench.reports.words import indicator_heading, outcome_heading

_INDENT: Final = 2

_NOT_RATED: Final = Message("Not rated yet")

Rows: TypeAlias = list[tuple[Message, str]]


@click.command()
@FILE
@JSON
@translator
def activities(translate: Translator, file: Path, *, as_json: bool) -> None:
    """Show all activities in full, and what is missing in each.

    What is confidential is shown too: this is not the public edition.
    """
    data = _read(translate, file)
    if as_json:
        hidden = _confidential_answers(data)
        print_json({"activities": [_table(entry, hidden) for entry in data.activities], "damages": data.damaged})
        return
    _say_counts(translate, file, data)
    _Listing(translate, data, whole=True).print_activities(data.activities)


@click.command()
@FILE
@JSON
@translator
def plan(translate: Translator, file: Path, *, as_json: bool) -> None:
    """Show the action plan, and what is not in it yet.

    What is confidential is shown too: this is not the public edition.
    """
    data = _read(translate, file)
    if as_json:
        hidden = _confidential_answers(data)
        unplanned = [_table(entry, hidden) for entry in data.unplanned]
        print_json(
            {
                "plan": [_outcome(entry, hidden) for entry in data.plan],
                "unplanned_activities": unplanned,
                "damages": data.damaged,
            }
        )
        return
    _say_counts(translate, file, data)
    if not data.plan:
        say(translate, Message("There are no outcomes in the plan yet."))
    listing = _Listing(translate, data)
    for outcome in data.plan:
        listing.print_outcome(outcome)
    if data.unplanned:
        echo(f"\n{translate(UNPLANNED)}")
        listing.print_activities(data.unplanned)


def _read(translate: Translator, file: Path) -> ReportData:
    with open_to_read(translate, file) as document:
        return take_snapshot(document)


def _confidential_answers(data: ReportData) -> frozenset[str]:
    """The ids of the questions with confidential answers."""
    return frozenset(entry.question.id for entry in data.questions if entry.answer.is_confidential)


def _table(entry: ActivityReport, hidden: Collection[str]) -> dict[str, Any]:
    """An activity as in the JSON report, with its id, its missing parts, and its linked indicators and questions.

    ``hidden`` are the ids of the questions with confidential answers.
    """
    return {
        "id": entry.activity.id,
        **activity_table(entry),
        "indicators": [{"number": used.number, "name": used.indicator.name} for used in entry.indicators],
        "questions": [
            {"id": question.id, "number": question.number, "confidential": question.id in hidden}
            for question in entry.questions
        ],
        "missing": [part.value for part in entry.missing],
    }


def _outcome(entry: OutcomeReport, hidden: Collection[str]) -> dict[str, Any]:
    return {
        "id": entry.outcome.id,
        "number": entry.number,
        **flat(entry.outcome),
        "outputs": [
            {
                "id": part.output.id,
                "number": part.number,
                **flat(part.output),
                "activities": [_table(activity, hidden) for activity in part.activities],
            }
            for part in entry.outputs
        ],
    }


def _say_counts(translate: Translator, file: Path, data: ReportData) -> None:
    """Prints how much there is before printing it, so that nobody takes a part for the whole."""
    if data.damaged:
        found = Message(
            "{count} part of {name} is not as it was saved; some of what follows may be wrong or missing. "
            "The command “check” tells more.",
            "{count} parts of {name} are not as they were saved; some of what follows may be wrong or missing. "
            "The command “check” tells more.",
            count=data.damaged,
            name=file.name,
        )
        say(translate, found)
    count = len(data.activities)
    held = Message("{name} has {count} activity.", "{name} has {count} activities.", name=file.name, count=count)
    say(translate, held if count else Message("There are no activities in {name} yet.", name=file.name))
    unplanned, secret = len(data.unplanned), sum(entry.activity.is_confidential for entry in data.activities)
    if unplanned:
        text = Message("{count} of them is not planned yet.", "{count} of them are not planned yet.", count=unplanned)
        say(translate, text)
    if secret:
        say(translate, Message("{count} of them is confidential.", "{count} of them are confidential.", count=secret))
    if any(row.is_confidential for row in _shown_rows(data)):
        say(translate, Message("Do not pass this on: it contains what is confidential."))


def _shown_rows(data: ReportData) -> Iterator[Markable]:
    """The rows of which the listings show something."""
    yield from data.contributors
    for outcome in data.plan:
        yield from (outcome.outcome, *(part.output for part in outcome.outputs))
    for entry in data.activities:
        yield from (entry.activity, *entry.ratings.values(), *(used.indicator for used in entry.indicators))


class _Listing:
    """Prints headings and activities for a person, as wide as the terminal; ``whole``: description and ratings, too."""

    def __init__(self, translate: Translator, data: ReportData, *, whole: bool = False) -> None:
        self._translate, self._whole, self._room = translate, whole, terminal_room()
        self._hidden = _confidential_answers(data)
        names = (columns(name) for entry in data.activities for name, _ in self._rows(entry))
        self._names = max(names, default=0)

    def print_outcome(self, outcome: OutcomeReport) -> None:
        """Prints an outcome with its outputs and activities."""
        self._print_heading(self._translate(outcome_heading(outcome.number)), outcome.outcome)
        if not outcome.outputs:
            self._print_remark(Message("There is no output under it yet."))
        for output in outcome.outputs:
            self._print_heading(output.number, output.output)
            if not output.activities:
                self._print_remark(Message("There is no activity under it yet."))
            self.print_activities(output.activities)

    def print_activities(self, entries: Iterable[ActivityReport]) -> None:
        """Prints activities: number and title, and below them a row for each other fact."""
        for entry in entries:
            echo()
            print_table([(entry.number, self._named(entry.activity.title))], room=self._room)
            print_table(self._rows(entry), indent=_INDENT, least=self._names, room=self._room)

    def _print_heading(self, number: str, row: Outcome | Output) -> None:
        echo()
        print_block(f"{number}: {self._marked(self._named(row.title), row)}", after=_INDENT, room=self._room)

    def _marked(self, text: str, row: Markable) -> str:
        """A text that stands in a line with others, with its mark."""
        return self._translate(Message("{text} (confidential)", text=text)) if row.is_confidential else text

    def _print_remark(self, remark: Message) -> None:
        print_block(self._translate(remark), indent=_INDENT, room=self._room)

    def _named(self, title: str) -> str:
        return self._translate(Message("Not named yet")) if is_blank(title) else title

    def _rows(self, entry: ActivityReport) -> list[tuple[str, str]]:
        rows = self._about(entry) + self._planned(entry)
        rows.append((Message("Questions"), ", ".join(question.number for question in entry.questions)))
        missing = ", ".join(self._translate(ROW_PARTS[part]) for part in entry.missing)
        rows.append((Message("Still missing"), missing))
        return [(self._translate(heading), text) for heading, text in rows if not is_blank(text)]

    def _about(self, entry: ActivityReport) -> Rows:
        translate, row, suggested = self._translate, entry.activity, entry.suggestion.level
        priority = label(row.priority) if row.priority else Message("Not decided yet")
        rows: Rows = [(label_of(Activity, "confidential"), self._confidential(entry))]
        if self._whole:
            rows.append((label_of(Activity, "description"), row.description))
        rows.append((label_of(Activity, "priority"), translate(priority)))
        if suggested is not None and suggested is not row.priority:
            rows.append((Message("Suggested"), translate(label(suggested))))
        if self._whole:
            rows.append((label_of(Activity, "priority_reason"), row.priority_reason))
            rows.append((Message("Ratings"), self._ratings(entry)))
        return rows

    def _confidential(self, entry: ActivityReport) -> str:
        """Whether an activity is confidential, and why, if nobody marked it."""
        hidden = [question.number for question in entry.questions if question.id in self._hidden]
        why = reason_of_activity(entry.activity.confidential, hidden)
        if why is None:
            return self._translate(Message("yes")) if entry.activity.is_confidential else ""
        return self._translate(why)

    def _ratings(self, entry: ActivityReport) -> str:
        """A line for each criterion with level and reason; only "Not rated yet" if there are none."""
        lines = []
        for criterion in Criterion:
            level, rating = entry.level(criterion), entry.ratings.get(criterion)
            said = self._translate(label(level) if level else _NOT_RATED)
            note = f". {self._marked(rating.note, rating)}" if rating is not None and rating.note else ""
            lines.append(f"• {self._translate(SHORT_CRITERIA[criterion])}: {said}{note}")
        rated = any(rating.level or rating.note for rating in entry.ratings.values())
        return "\n".join(lines) if rated else self._translate(_NOT_RATED)

    def _planned(self, entry: ActivityReport) -> Rows:
        """The columns of the plan with their texts; the title, which is printed already, is empty here."""
        row = entry.activity
        names = (
            self._marked(used.indicator.name or self._translate(indicator_heading(used.number)), used.indicator)
            for used in entry.indicators
        )
        start, end = row.start_quarter, row.end_quarter
        made = {
            "title": "",
            "responsible": people_text(entry.people, self._translate),
            "indicators": "\n".join(f"• {name}" for name in names),
            "timeline": start if start == end else span(start, end, self._translate),
        }
        texts = ((column, made.get(column.name)) for column in PLAN_COLUMNS)
        return [(column.heading, text_of(row, column.name) if text is None else text) for column, text in texts]


COMMANDS: tuple[click.Command, ...] = (activities, plan)
