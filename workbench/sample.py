"""The sample: a fictional assessment of a border station, written into a file like any other.

Its texts are data (``checklists/<pack>/sample/<language>/*.toml``), in which keys take the place of ids.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from workbench.checklist.pack import Pack
from workbench.document.document import Clock, Document, Identity
from workbench.errors import NotFound
from workbench.language.i18n import Message
from workbench.model.file_kinds import safe_name
from workbench.model.ids import ids_of_people, link_id
from workbench.model.named import Named
from workbench.model.order_keys import keys
from workbench.model.rows import (
    Activity,
    ActivityIndicator,
    ActivityPerson,
    ActivityQuestion,
    Answer,
    AreaId,
    Attachment,
    BackgroundDocument,
    Contribution,
    Contributor,
    DocumentPerson,
    Evidence,
    Finding,
    GroupArea,
    GroupMember,
    Hand,
    Indicator,
    IndicatorPerson,
    Measurement,
    Outcome,
    Output,
    PersonLink,
    QuestionId,
    Rating,
    Row,
    RowT,
    Session,
    SessionArea,
    SessionParticipant,
    WorkingGroup,
)
from workbench.model.vocabulary import ContributionKind, Criterion, HandChoice, Level
from workbench.operations.assessment import create_assessment
from workbench.operations.common import append, changed
from workbench.plan.people import roles_of
from workbench.storage.mapping import mapping_of
from workbench.storage.rows import Transaction
from workbench.system import paths

Table = dict[str, Any]
T = TypeVar("T")


def sample_languages(pack: str, folder: Path | None = None) -> list[str]:
    """The languages in which a pack has a sample."""
    root = (folder or paths.checklists_folder()) / pack / "sample"
    return sorted(entry.name for entry in root.glob("*") if (entry / "assessment.toml").is_file())


def write_sample(
    path: Path,
    *,
    pack: Pack,
    language: str = "en",
    folder: Path | None = None,
    identity: Identity | None = None,
    clock: Clock | None = None,
) -> Document:
    """A new file with the sample in it, open for work.

    Raises :class:`NotFound` for a language without a sample, and what
    :func:`~workbench.operations.assessment.create_assessment` raises.
    """
    if language not in sample_languages(pack.id, folder):
        raise NotFound(
            Message("There is no sample in this language: {language}.", language=language),
            advice=Message("Choose one of: {languages}.", languages=tuple(sample_languages(pack.id, folder))),
        )
    root = (folder or paths.checklists_folder()) / pack.id / "sample" / language
    document = create_assessment(path, pack=pack, language=language, identity=identity, clock=clock)
    try:
        with document.change(Message("create sample")) as transaction:
            for row in _Sample(root, document).rows():
                transaction.put(row)
            _attach(document, transaction)
    except BaseException:
        document.close()
        path.unlink(missing_ok=True)
        raise
    document.close()
    return Document.open(path, identity=identity, clock=clock)


def _attach(document: Document, transaction: Transaction) -> None:
    """Attaches a paper to the first document of the register: what is known of it, as a text."""
    first = document.read.every(BackgroundDocument)[0]
    data = "\n\n".join(text for text in (first.title, first.source, first.date, first.note) if text).encode()
    row = Attachment(
        id=link_id(first.id, "paper"),
        document_id=first.id,
        name=safe_name(f"{first.title}.txt"),
        content=transaction.store_bytes(data),
        size=len(data),
    )
    append(transaction, [], row)


class _Sample:
    """Turns the tables of the sample into rows, parents first."""

    def __init__(self, root: Path, document: Document) -> None:
        self._root = root
        self._document = document
        self._assessment = document.read.assessment()

    def rows(self) -> Iterator[Row]:
        """All rows of the sample."""
        yield changed(self._assessment, _typed(type(self._assessment), self._load("assessment")["assessment"]))
        yield from self._people()
        yield from self._sessions()
        for place, table in _placed(self._load("documents")["documents"]):
            document = self._row(BackgroundDocument, table, left_out=("people",), place=place)
            yield document
            yield from self._with_roles(DocumentPerson, document.id, table)
        for file in sorted((self._root / "answers").glob("*.toml")):
            yield from self._answers(file.stem, tomllib.loads(file.read_text(encoding="utf-8")))
        for place, table in _placed(self._load("indicators")["indicators"]):
            yield from self._indicator(table, place)
        yield from self._plan(self._load("plan"))
        for number, (place, table) in enumerate(_placed(self._load("notes")["notes"]), 1):
            keyed = {"key": f"note {number}", **table}
            yield self._row(Contribution, keyed, kind=ContributionKind.NOTE, place=place)

    def _load(self, name: str) -> Table:
        return tomllib.loads((self._root / f"{name}.toml").read_text(encoding="utf-8"))

    def _id(self, name: str) -> str:
        return link_id(self._assessment.id, "sample", name)

    def _row(self, row_type: type[RowT], table: Table, *, left_out: tuple[str, ...] = (), **more: Any) -> RowT:
        values = {name: value for name, value in table.items() if name not in (*left_out, "key")}
        empty = row_type(id=self._id(table["key"]), **more)
        return changed(empty, _typed(row_type, values))

    def _people(self) -> Iterator[Row]:
        data = self._load("people")
        for place, table in _placed(data["contributors"]):
            yield self._row(Contributor, table, place=place)
        for place, table in _placed(data["working_groups"]):
            rapporteur = self._id(table["rapporteur"])
            group = self._row(
                WorkingGroup, table, left_out=("members", "lists", "rapporteur"), place=place, rapporteur_id=rapporteur
            )
            yield group
            for row_id in map(self._id, table["members"]):
                yield GroupMember(id=link_id(group.id, row_id), group_id=group.id, contributor_id=row_id)
            for name in table["lists"]:
                yield GroupArea(id=link_id(group.id, name), group_id=group.id, area_id=AreaId(name))

    def _sessions(self) -> Iterator[Row]:
        for number, (place, table) in enumerate(_placed(self._load("sessions")["sessions"]), 1):
            keyed = {"key": f"session {number}", **table}
            session = self._row(Session, keyed, left_out=("participants", "lists"), place=place)
            yield session
            for row_id in map(self._id, table["participants"]):
                yield SessionParticipant(id=link_id(session.id, row_id), session_id=session.id, contributor_id=row_id)
            for name in table["lists"]:
                yield SessionArea(id=link_id(session.id, name), session_id=session.id, area_id=AreaId(name))

    def _answers(self, area_id: str, data: Table) -> Iterator[Row]:
        if "finding" in data:
            finding = self._document.read.where(Finding, area_id=area_id)[0]
            yield changed(finding, data["finding"])
        for table in data["answers"]:
            answer = self._document.read.answer(table["question"])
            if answer is None:
                raise KeyError(table["question"])
            linked = ("question", "documents", "contributions", "hands", "hands_date")
            values = {name: value for name, value in table.items() if name not in linked}
            yield changed(answer, _typed(Answer, values))
            for row_id in map(self._id, table.get("documents", ())):
                yield Evidence(id=link_id(answer.id, row_id), answer_id=answer.id, document_id=row_id)
            for choice, count in table.get("hands", {}).items():
                row_id, about = link_id(answer.question_id, choice), answer.question_id
                day = table["hands_date"]
                yield Hand(id=row_id, question_id=about, choice=HandChoice(choice), count=count, date=day)
            for number, (place, entry) in enumerate(_placed(table.get("contributions", ())), 1):
                yield self._contribution(answer.question_id, number, place, entry)

    def _contribution(self, question: QuestionId, number: int, place: str, entry: Table) -> Contribution:
        table = {"key": f"{question} contribution {number}", **entry}
        columns = {"group": "group_id", "person": "contributor_id"}
        author = {column: self._id(entry[name]) for name, column in columns.items() if name in entry}
        kind = ContributionKind(entry.get("kind", "group" if "group" in entry else "before"))
        left_out = (*columns, "kind")
        return self._row(Contribution, table, left_out=left_out, question_id=question, place=place, kind=kind, **author)

    def _indicator(self, table: Table, place: str) -> Iterator[Row]:
        indicator = self._row(Indicator, table, left_out=("measurements", "people"), place=place)
        yield indicator
        yield from self._with_roles(IndicatorPerson, indicator.id, table)
        for number, (at, entry) in enumerate(_placed(table.get("measurements", ())), 1):
            keyed = {"key": f"{table['key']} measurement {number}", **entry}
            yield self._row(Measurement, keyed, indicator_id=indicator.id, place=at)

    def _plan(self, data: Table) -> Iterator[Row]:
        outputs: dict[str, tuple[str | None, str]] = {}
        for first, (place, table) in enumerate(_placed(data["outcomes"]), 1):
            outcome = Outcome(id=self._id(f"outcome {first}"), title=table["title"], place=place)
            yield outcome
            for second, (at, entry) in enumerate(_placed(table["outputs"]), 1):
                row_id = self._id(f"output {first}.{second}")
                yield Output(id=row_id, outcome_id=outcome.id, title=entry["title"], place=at)
                outputs |= {name: (row_id, below) for below, name in _placed(entry["activities"])}
        waiting = [table["key"] for table in data["activities"] if table["key"] not in outputs]
        outputs |= {name: (None, place) for place, name in _placed(waiting)}
        for table in data["activities"]:
            yield from self._activity(table, *outputs[table["key"]])

    def _activity(self, table: Table, output: str | None, place: str) -> Iterator[Row]:
        linked = ("questions", "ratings", "notes", "hands", "indicators", "people")
        activity = self._row(Activity, table, left_out=linked, output_id=output, place=place)
        yield activity
        yield from self._with_roles(ActivityPerson, activity.id, table)
        for name, level in table["ratings"].items():
            row_id, note = link_id(activity.id, name), table.get("notes", {}).get(name, "")
            yield Rating(id=row_id, activity_id=activity.id, criterion=Criterion(name), level=Level(level), note=note)
            for choice, count in table.get("hands", {}).get(name, {}).items():
                yield Hand(id=link_id(row_id, choice), rating_id=row_id, choice=HandChoice(choice), count=count)
        for question in table["questions"]:
            row_id = link_id(activity.id, question)
            yield ActivityQuestion(id=row_id, activity_id=activity.id, question_id=QuestionId(question))
        for indicator in map(self._id, table.get("indicators", ())):
            row_id = link_id(activity.id, indicator)
            yield ActivityIndicator(id=row_id, activity_id=activity.id, indicator_id=indicator)

    def _with_roles(self, link_type: type[PersonLink], owner: str, table: Table) -> Iterator[PersonLink]:
        """The ``people`` of a table: each a ``person`` by key or a ``name``, with a ``role`` unless it is the usual one."""
        for role in roles_of(link_type):
            usual = role is roles_of(link_type)[0]
            people = [
                Named(self._id(entry["person"]) if "person" in entry else None, entry.get("name", ""))
                for entry in table.get("people", ())
                if entry.get("role", role.value if usual else "") == role.value
            ]
            owned: Table = {link_type.owner: owner, "role": role}
            for row_id, (place, person) in zip(ids_of_people(owner, role, people), _placed(people), strict=True):
                yield link_type(id=row_id, contributor_id=person.contributor, name=person.name, place=place, **owned)


def _placed(entries: Sequence[T]) -> Iterator[tuple[str, T]]:
    """The entries of a list, each with the key of its place."""
    return zip(keys(len(entries)), entries, strict=True)


def _typed(row_type: type[Row], table: Table) -> Table:
    """The values with words turned into choices, and without blank lines around texts."""
    mapping = mapping_of(row_type)
    readers = {mapping.columns[index]: reader for index, reader in mapping.converted}
    typed = {}
    for name, value in table.items():
        reader = readers.get(name)
        if reader is None or isinstance(value, bool):  # a mark is given as yes or no
            typed[name] = value.strip() if isinstance(value, str) else value
        else:
            typed[name] = reader(value)
    return typed
