"""The rows of a pasted table: looked at before anything is changed, then added as one change.

Each row is checked as if it were typed. A row that cannot become one says why; nothing is left out without a word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from workbench.document.document import Document
from workbench.document.much import much_is_coming
from workbench.errors import InvalidValue, WorkbenchError
from workbench.exchange.paste_targets import INDICATORS, TIMELINE, PasteField, PasteTarget, Reading, timeline_in
from workbench.language.folding import fold
from workbench.language.i18n import Message
from workbench.model.ids import link_id, new_id
from workbench.model.limits import MOST_ROWS
from workbench.model.named import plain_name
from workbench.model.rows import Activity, ActivityIndicator, Contributor, Indicator, Row
from workbench.operations.activities import in_order
from workbench.operations.common import append, changed, invalid, known_references
from workbench.operations.roles import new_links
from workbench.system.frozen import frozen
from workbench.tables.cells import Cells

ALREADY: Final = Message("This name is there already.")
TWICE: Final = Message("This name is twice in the table.")
_BULLETS: Final = " \t•-–*·"


@frozen(kw_only=True)
class LookedRow:
    """One row of a table. ``number`` counts the rows of the table from 1, its heading included.

    ``row`` is what it would become, or None and why it is ``refused``. ``there`` says that a row of this name is there
    already (:data:`ALREADY`), or came before in the table (:data:`TWICE`). ``people`` and
    ``indicators`` are what stands beside the row: texts by role, names.
    """

    number: int
    title: str
    row: Row | None
    refused: WorkbenchError | None = None
    there: Message | None = None
    people: tuple[tuple[PasteField, str], ...] = ()
    indicators: tuple[str, ...] = ()


def look_at(
    document: Document,
    target: PasteTarget,
    cells: Cells,
    columns: Sequence[str | None],
    *,
    headings: bool,
    reading: Reading | None = None,
    given: Mapping[str, Any] | None = None,
) -> tuple[LookedRow, ...]:
    """What each row of a table would become; ``columns`` names the field of each column (None: left out).

    Rows without any text are none. ``given`` are values of all rows. Nothing is changed.
    """
    reading = reading or reading_for(document)
    fields = {field.name: field for field in target.fields}
    chosen = [(column, fields[name]) for column, name in enumerate(columns) if name is not None]
    known = {fold(str(getattr(row, target.title))).strip() for row in _siblings(document, target, given)}
    seen: set[str] = set()
    looked = []
    for number, row in enumerate(cells[headings:], 1 + headings):
        if any(cell.strip() for cell in row):
            texts = [(field, row[column]) for column, field in chosen]
            looked.append(_looked(target, number, texts, reading, given or {}, (known, seen)))
    return tuple(looked)


def reading_for(document: Document) -> Reading:
    """Reads cells with the people of a document."""
    return Reading({row.id: row.name for row in document.read.every(Contributor)})


def _looked(
    target: PasteTarget,
    number: int,
    texts: Sequence[tuple[PasteField, str]],
    reading: Reading,
    given: Mapping[str, Any],
    names: tuple[set[str], set[str]],
) -> LookedRow:
    title = next((text.strip() for field, text in texts if field.name == target.title), "")
    written = [(field, text) for field, text in texts if text.strip()]
    try:
        if not written:
            raise invalid(Message("There is nothing in the columns that are used."), Message("Choose what the columns are."))
        row = _row(target, written, reading, given)
    except WorkbenchError as error:
        return LookedRow(number=number, title=title, row=None, refused=error)
    people = tuple((field, text) for field, text in written if field.role is not None)
    listed = next((text for field, text in written if field.name == INDICATORS and target.row_type is Activity), "")
    indicators = tuple(dict.fromkeys(filter(None, (line.strip(_BULLETS) for line in listed.split("\n")))))
    there = _there(fold(title).strip(), *names)
    return LookedRow(number=number, title=title, row=row, there=there, people=people, indicators=indicators)


def _row(target: PasteTarget, texts: Iterable[tuple[PasteField, str]], reading: Reading, given: Mapping[str, Any]) -> Row:
    values: dict[str, Any] = dict(given)
    for field, text in texts:
        if field.name == TIMELINE and target.row_type is Activity:
            values["start_quarter"], values["end_quarter"] = timeline_in(text)
        elif field.role is None and not (field.name == INDICATORS and target.row_type is Activity):
            values[field.name] = reading.value(field, text)
    first: dict[str, Any] = {name: values[name] for name in given}
    row = changed(target.row_type(id=new_id(), **first), values)
    return in_order(row) if isinstance(row, Activity) else row


def _there(name: str, known: Collection[str], seen: set[str]) -> Message | None:
    if not name:
        return None
    twice, there = name in seen, name in known
    seen.add(name)
    if there:
        return ALREADY
    return TWICE if twice else None


def _siblings(document: Document, target: PasteTarget, given: Mapping[str, Any] | None) -> list[Row]:
    owner = {name: value for name, value in (given or {}).items() if name != "output_id"}
    return list(document.read.where(target.row_type, **owner) if owner else document.read.every(target.row_type))


def add_rows(
    document: Document,
    *,
    target: PasteTarget,
    rows: Sequence[LookedRow],
    given: Mapping[str, Any] | None = None,
    initiator: object | None = None,
) -> int:
    """Adds rows that were looked at, at the end of their list, as one step of undo; returns how many.

    Indicators that no row has by their name are added. Raises :class:`~workbench.errors.InvalidValue` if the file cannot
    hold so many; nothing is then changed.
    """
    wanted = [looked for looked in rows if looked.row is not None]
    made = [looked.row for looked in wanted if looked.row is not None]
    _must_fit(document, target.row_type, len(made))
    known_references(document, target.row_type, given or {})
    siblings = list(document.read.where(target.row_type, **given) if given else document.read.every(target.row_type))
    people = [(plain_name(row.name), (row.id, row.name)) for row in document.read.every(Contributor)]
    much_is_coming(document, len(made))
    label = Message("paste {rows}", rows=target.counted(len(made)))
    with document.change(label, initiator=initiator) as transaction:
        append(transaction, siblings, *made)
        for looked, row in zip(wanted, made, strict=True):
            for field, text in looked.people:
                if target.people is not None and field.role is not None:
                    plain = plain_name(text)
                    known = [person for name, person in people if name in plain]  # a thousand rows name a thousand people
                    append(transaction, (), *new_links(target.people, row.id, field.role, text, known))
        measured = _measured(document, wanted)
        append(transaction, document.read.every(Indicator), *measured.new)
        for link in measured.links:
            transaction.put(link)
    return len(made)


@frozen
class _Measured:
    """Indicators that are new, and links of activities to all that they name."""

    new: tuple[Indicator, ...]
    links: tuple[ActivityIndicator, ...]


def _measured(document: Document, rows: Iterable[LookedRow]) -> _Measured:
    named = [(looked.row.id, name) for looked in rows if looked.row is not None for name in looked.indicators]
    ids = {fold(row.name).strip(): row.id for row in document.read.every(Indicator)} if named else {}
    new: list[Indicator] = []
    links: list[ActivityIndicator] = []
    for activity, name in named:
        if fold(name).strip() not in ids:
            new.append(changed(Indicator(id=new_id()), {"name": name}))
            ids[fold(name).strip()] = new[-1].id
        indicator = ids[fold(name).strip()]
        links.append(ActivityIndicator(id=link_id(activity, indicator), activity_id=activity, indicator_id=indicator))
    _must_fit(document, Indicator, len(new))
    return _Measured(tuple(new), tuple(links))


def _must_fit(document: Document, row_type: type[Row], more: int) -> None:
    most, there = MOST_ROWS[row_type.table], len(document.read.every(row_type))
    if there + more > most:
        raise InvalidValue(
            Message(
                "A file contains at most {most} of them; {there} are there, and {more} would be added.",
                most=most,
                there=there,
                more=more,
            ),
            safe=Message("Nothing was pasted."),
            advice=Message("Paste fewer rows."),
        )
