"""The report as one HTML file without scripts and without links to other files; the template engine escapes every text.

The templates contain only structure; words come from :mod:`workbench.reports.contents` and :mod:`workbench.reports.words`.
They always escape, refuse unknown names, and print only text and whole numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from workbench.language.bidi import is_right_to_left
from workbench.language.dates import shown_date, shown_moment
from workbench.language.i18n import Message, Translator
from workbench.language.lists import comma
from workbench.model.labels import SHORT_CRITERIA, label
from workbench.model.texts import is_blank
from workbench.model.vocabulary import ACTION_NEEDED, ContributionKind, Criterion, Edition, MeasureStatus
from workbench.plan.columns import PLAN_HEADINGS
from workbench.plan.people import people_text
from workbench.plan.priorities import reasons
from workbench.prose.blocks import Block, Items, Paragraph, read_blocks
from workbench.reports import contents, words
from workbench.reports.charts import CHART_ORDER, TEXTURES, Texture, chart_order, profile
from workbench.reports.contents import Progress, RenderedCounts, untold
from workbench.reports.data import ActivityReport, QuestionReport, ReportData
from workbench.reports.parts import HEADINGS, Part
from workbench.reports.plain import plain
from workbench.reports.terms import report_terms

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES: Final = Path(__file__).with_name("templates")
_BUFFERED_PIECES: Final = 200


class Tally:
    """Counts answers and activities while the templates write them."""

    def __init__(self, questions: int, progress: Progress) -> None:
        self._progress = progress
        self._questions = questions
        self._answers = 0
        self._characters = 0
        self._activities = 0

    def answer(self, entry: QuestionReport) -> tuple[Block, ...]:
        """The blocks of an answer, counted as written."""
        self._answers += 1
        self._characters += len(entry.answer.text)
        self._progress(self._answers / self._questions)
        return read_blocks(entry.answer.text)

    def activity(self, entry: ActivityReport) -> str:
        """The number of an activity, counted as written."""
        self._activities += 1
        return entry.number

    @property
    def counts(self) -> RenderedCounts:
        """What has been written so far."""
        return RenderedCounts(self._answers, self._characters, self._activities)


def render_html(
    data: ReportData, target: BinaryIO | Path, translate: Translator, progress: Progress = untold
) -> RenderedCounts:
    """Writes the picture as one HTML file to a path or an open binary stream; returns what was written."""
    if isinstance(target, Path):
        with target.open("wb") as file:
            return render_html(data, file, translate, progress)
    tally = Tally(data.counts.answered, progress)
    pieces = _environment().get_template("report.html.j2").stream(_context(data, translate, tally))
    pieces.enable_buffering(_BUFFERED_PIECES)
    for piece in pieces:
        target.write(piece.encode("utf-8"))
    return tally.counts


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(blocks=read_blocks, direction=direction, css_text=css_text, blank=is_blank, percent=percent)
    environment.tests.update(paragraph=_is_of(Paragraph), items=_is_of(Items))
    return environment


def direction(items: Items) -> str:
    """The direction of a list, whose signs stand at the side of its first item. A list in HTML does not ask its items."""
    return "rtl" if is_right_to_left(items.items[0].text) else "ltr"


def _is_of(kind: type) -> Callable[[object], bool]:
    return lambda value: isinstance(value, kind)


def _printable(value: object) -> object:
    if type(value) is str:  # not Markup: a macro returns that, and its texts have already been here
        return plain(value)
    if isinstance(value, str | int) and not isinstance(value, bool):
        return value
    raise TypeError(f"a template printed a {type(value).__name__}")


def css_text(text: str) -> str:
    """A text for a string in CSS, every character as its number, so that none can end the string."""
    return "".join(f"\\{ord(character):06x}" for character in plain(text))


def percent(share: float) -> str:
    """A share as a percentage for CSS and SVG."""
    return f"{share * 100:.4g}%"


def _context(data: ReportData, translate: Translator, tally: Tally) -> dict[str, Any]:
    return {
        "data": data,
        "assessment": data.assessment,
        "full": data.edition is Edition.FULL,
        "tally": tally,
        "right_to_left": translate.right_to_left,
        **_words(translate),
        **_functions(data, translate),
        **_choices(),
        "terms": report_terms(data, translate),
        "bars": profile(data.areas, mirrored=translate.right_to_left),
        "by_priority": words.by_priority(data.activities),
        "statuses": chart_order(data.progress),
        "indicator_users": _indicator_users(data),
        "colophon": _colophon(data, translate),
        "left_out": translate(words.left_out(data.unanswered)),
        "anchors": _anchors(data),
    }


def _words(translate: Translator) -> dict[str, Any]:
    def translated(messages: Mapping[str, Message]) -> dict[str, str]:
        return {name: translate(message) for name, message in messages.items()}

    return {
        "w": translated(words.WORDS),
        "headings": {part: translate(message) for part, message in HEADINGS.items()},
        "title": translate(contents.TITLE),
        "contents_heading": translate(contents.CONTENTS),
        "not_answered": translate(contents.NOT_ANSWERED),
        "withheld": translate(contents.WITHHELD),
        "notes_heading": translate(contents.NOTES),
        "nothing_written": translate(contents.NOTHING_WRITTEN),
        "nothing_of_session": translate(contents.NOTHING_OF_SESSION),
        "unplanned": translate(contents.UNPLANNED),
        "scope_fields": translated(contents.ASSESSMENT_FIELDS),
        "plan_columns": translated(PLAN_HEADINGS),
        "sheet": translated(contents.INDICATOR_FIELDS),
        "finding_fields": translated(contents.FINDING_FIELDS),
        "criteria": {criterion: translate(SHORT_CRITERIA[criterion]) for criterion in Criterion},
    }


def _functions(data: ReportData, translate: Translator) -> dict[str, Any]:
    return {
        "t": translate,
        "listed": translate.listed,
        "comma": comma(translate.language),
        "label": lambda choice: translate(label(choice)),
        "shown_date": lambda text: shown_date(text, translate),
        "moment": shown_moment(data.made_at, translate),
        "period": contents.period(data.assessment, translate),
        "people_text": lambda people: people_text(people, translate),
        "timeline": lambda entry: contents.timeline(entry, translate),
        "session_title": lambda entry: contents.session_title(entry, translate),
        "session_line": lambda entry: contents.session_line(entry, translate),
        "scope_value": lambda name: contents.scope_value(name, data, translate),
        "area_title": contents.area_title,
        "kind_and_judgement": lambda row, known: tuple(map(translate, contents.kind_and_judgement(row, known))),
        "hands_counted": lambda hands: contents.hands_counted(hands, translate),
        "reasons": lambda entry: tuple(map(translate, reasons(entry.suggestion))),
        "outcome_heading": lambda number: translate(words.outcome_heading(number)),
        "indicator_heading": lambda number: translate(words.indicator_heading(number)),
        "checklist_name": translate(words.checklist_name(data.assessment)),
        "withheld_in_figures": translate(words.withheld_in_figures(data.withheld)),
        "glossary_source": lambda source: translate(words.glossary_source(source)),
        "criteria_in_full": tuple((translate(short), translate(full)) for short, full in words.criteria_in_full()),
        "round_number": translate(words.round_number(data.assessment.round)),
        "answered_of": lambda progress: translate(words.answered_of(progress.answered, progress.total)),
    }


def _choices() -> dict[str, Any]:
    return {
        "Part": Part,
        "ContributionKind": ContributionKind,
        "Texture": Texture,
        "textures": TEXTURES,
        "telling": tuple(status for status in CHART_ORDER if status in {MeasureStatus.EFFECTIVE, *ACTION_NEEDED}),
    }


def _anchors(data: ReportData) -> frozenset[str]:
    """The places of the file to which a text may lead."""
    has = frozenset(data.parts).__contains__
    found = [f"q-{entry.question.id}" for entry in data.questions if has(Part.ANSWERS)]
    found += [f"answers-{entry.entry.id}" for entry in data.told_areas if has(Part.ANSWERS)]
    found += [f"findings-{entry.entry.id}" for entry in data.areas if has(Part.FINDINGS)]
    found += [f"activity-{entry.number}" for entry in data.planned_rows]
    found += [f"indicator-{entry.number}" for entry in data.indicators if has(Part.INDICATORS)]
    return frozenset(found)


def _indicator_users(data: ReportData) -> dict[int, tuple[str, ...]]:
    """The numbers of the activities that each indicator measures."""
    users: dict[int, tuple[str, ...]] = {entry.number: () for entry in data.indicators}
    for activity in data.activities:
        for indicator in activity.indicators:
            users[indicator.number] = (*users[indicator.number], activity.number)
    return users


def _colophon(data: ReportData, translate: Translator) -> tuple[str, ...]:
    characters = contents.shown_number(data.counts.characters, translate)
    moment = shown_moment(data.made_at, translate)
    return tuple(map(translate, words.colophon(data, characters, moment)))
