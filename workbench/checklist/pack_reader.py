"""Reads a checklist pack and finds every fault in it, each with file and line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from workbench.checklist.help_pages import read_help
from workbench.checklist.pack import EVERYWHERE, GUIDANCE_FIELDS, Pack, PackArea, PackQuestion, PackSection, PackTerm
from workbench.checklist.toml_source import Fault, Table, read_toml
from workbench.errors import ChecklistInvalid, NotFound
from workbench.language.i18n import LANGUAGES, Message, known_language_or_english
from workbench.model.rows import AreaId, QuestionId, SectionId
from workbench.model.texts import is_blank, storable
from workbench.model.vocabulary import AreaKind
from workbench.system import paths

PACK_FORMAT: Final = 1
_AREA_ID: Final = re.compile(r"[a-z]+[0-9]*")
_COUNTED: Final = ("lists", "sections", "questions", "introductions", "guidance", "terms", "help")
_ENTRIES: Final = ("format", "id", "version", "title", "language", "declares", "lists")


def read_pack(folder: Path) -> tuple[Pack | None, list[Fault]]:
    """The pack in a folder, and its faults; no pack if its main file cannot be read at all."""
    faults: list[Fault] = []
    main = read_toml(folder, "checklist.toml", "the pack", faults)
    if main is None:
        return None, faults
    main.only(_ENTRIES)
    language = str(main.values.get("language", ""))
    if main.values.get("format") != PACK_FORMAT:
        main.fault(f"the format must be {PACK_FORMAT}", name="format")
    if language not in LANGUAGES:
        main.fault(f'the language "{language}" is not one of {", ".join(LANGUAGES)}', name="language")
    language = known_language_or_english(language)  # it becomes part of paths
    guidance = _Guidance.read(folder, language, faults)
    declared = main.inner("declares", "declares")
    areas = tuple(_area(table, guidance) for table in main.tables("lists", "lists", "a list"))
    if not areas:
        main.fault("the pack has no lists", name="lists")
    guidance.must_have_been_used(areas)
    name = main.text("id")
    if name and name != folder.resolve().name:
        main.fault(f"the id {name} is not the name of the folder")
    terms = _terms(folder, language, areas, faults)
    pages = read_help(folder, language, faults)
    pack = Pack(name, main.text("version"), main.text("title"), language, areas, terms, pages)
    _compare_with_declared(declared, pack)
    return pack, faults


def counts(pack: Pack) -> dict[str, int]:
    """How much a pack contains, by the names used in its ``[declares]`` table."""
    return {
        "lists": len(pack.areas),
        "sections": len(pack.sections),
        "questions": len(pack.questions),
        "introductions": sum(bool(entry.introduction) for entry in pack.areas),
        "guidance": sum(len(section.guidance) == len(GUIDANCE_FIELDS) for section in pack.sections),
        "terms": len(pack.terms),
        "help": len(pack.help),
    }


@dataclass(slots=True)
class _Guidance:
    """The guidance texts of a pack by section id, and its introductions by area id, with their tables."""

    introductions: dict[str, tuple[Table, str]] = field(default_factory=dict)
    sections: dict[str, Table] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path, language: str, faults: list[Fault]) -> _Guidance:
        """Reads all files of one language."""
        found = cls()
        for file in sorted((folder / "guidance" / language).glob("*.toml")):
            top = read_toml(folder, file.relative_to(folder).as_posix(), file.stem, faults)
            if top is not None:
                found._take(file.stem, top)
        return found

    def _take(self, area_id: str, top: Table) -> None:
        top.only(("introduction", "sections"))
        if "introduction" in top.values:
            self.introductions[area_id] = (top, top.text("introduction"))
        for table in top.tables("sections", "sections", "a guidance text"):
            table.text("id")
            if table.name in self.sections:
                table.fault(f"the guidance text {table.name} comes twice")
            self.sections[table.name] = table

    def introduction(self, area_id: str) -> str:
        """The introduction of an area, or an empty text."""
        return self.introductions[area_id][1] if area_id in self.introductions else ""

    def of(self, section_id: str) -> tuple[tuple[tuple[Any, str], ...], tuple[str, ...]]:
        """The parts of a section's guidance, and its examples; both are empty if nothing is written."""
        table = self.sections.get(section_id)
        if table is None:
            return (), ()
        table.only(("id", "examples", *(part.value for part in GUIDANCE_FIELDS)))
        parts = tuple((part, table.text(part.value)) for part in GUIDANCE_FIELDS)
        examples = table.values.get("examples", [])
        if not isinstance(examples, list) or not all(isinstance(entry, str) and not is_blank(entry) for entry in examples):
            table.fault(f'"examples" of {section_id} must be a list of texts', name="examples")
            examples = []
        return parts, tuple(storable(entry.strip()) for entry in examples)

    def must_have_been_used(self, areas: tuple[PackArea, ...]) -> None:
        """Notes a fault for each guidance text and each introduction whose section or area does not exist."""
        for area_id, (top, _) in self.introductions.items():
            if area_id not in {entry.id for entry in areas}:
                top.fault(f"there is no list {area_id}", name="introduction")
        known = {section.id for entry in areas for section in entry.sections}
        for section_id, table in self.sections.items():
            if section_id not in known:
                table.fault(f"there is no section {section_id}")


def _area(table: Table, guidance: _Guidance) -> PackArea:
    area_id = table.text("id")
    table.only(("id", "title", "kind", "sections"))
    if area_id:
        table.comes_once("list")
    if area_id and (not _AREA_ID.fullmatch(area_id) or area_id == "x"):
        table.fault(f"{area_id} cannot be the id of a list")
    kind = str(table.values.get("kind", ""))
    if kind not in set(AreaKind) - {AreaKind.OWN}:
        table.fault(f'{table.name} has an unknown kind "{kind}"', name="kind")
        kind = AreaKind.KEY_FACTOR
    tables = table.tables("sections", "lists.sections", "a section")
    if not tables:
        table.fault(f"{table.name} has no sections")
    sections = tuple(_section(entry, area_id, guidance) for entry in tables)
    return PackArea(AreaId(area_id), AreaKind(kind), table.text("title"), guidance.introduction(area_id), sections)


def _section(table: Table, area_id: str, guidance: _Guidance) -> PackSection:
    section_id = table.text("id")
    table.only(("id", "number", "title", "questions"))
    if section_id:
        table.comes_once("section")
    if section_id and not re.fullmatch(rf"{re.escape(area_id)}\.s[0-9]+[a-z]?", section_id):
        table.fault(f"{section_id} cannot be the id of a section of {area_id}")
    tables = table.tables("questions", "lists.sections.questions", "a question")
    if not tables:
        table.fault(f"{table.name} has no questions")
    number, title = (table.text(name, may_be_empty=True) for name in ("number", "title"))
    questions = tuple(_question(entry, area_id) for entry in tables)
    return PackSection(SectionId(section_id), number, title, questions, *guidance.of(section_id))


def _question(table: Table, area_id: str) -> PackQuestion:
    question_id = table.text("id")
    table.only(("id", "wording"))
    if question_id:
        table.comes_once("question")
    if question_id and not re.fullmatch(rf"{re.escape(area_id)}\.q[1-9][0-9]*", question_id):
        table.fault(f"{question_id} cannot be the id of a question of {area_id}")
    return PackQuestion(QuestionId(question_id), table.text("wording"))


def _terms(folder: Path, language: str, areas: tuple[PackArea, ...], faults: list[Fault]) -> tuple[PackTerm, ...]:
    name = f"glossary/{language}.toml"
    top = read_toml(folder, name, "the glossary", faults) if (folder / name).exists() else None
    if top is None:
        return ()
    top.only(("terms",))
    sections = [section for entry in areas for section in entry.sections]
    known = {section.id for section in sections} | {question.id for section in sections for question in section.questions}
    terms = []
    for table in top.tables("terms", "terms", "a term"):
        table.comes_once("term")
        table.only(("id", "term", "definition", "source", "forms", "not_marked"))
        term_id, term, definition, source = (table.text(part) for part in ("id", "term", "definition", "source"))
        forms, not_marked = (_one_a_line(table, part) for part in ("forms", "not_marked"))
        terms.append(PackTerm(term_id, term, definition, source, forms, not_marked))
        for place in not_marked:
            if place not in known and place != EVERYWHERE:
                table.fault(f"there is no question or section {place}", name="not_marked")
    return tuple(terms)


def _one_a_line(table: Table, name: str) -> tuple[str, ...]:
    """A list of texts of one line each; they are stored one to a line."""
    values = table.values.get(name, [])
    if not isinstance(values, list) or not all(isinstance(text, str) and len(text.splitlines()) == 1 for text in values):
        table.fault(f'"{name}" of {table.name} must be a list of texts of one line each', name=name)
        return ()
    return tuple(storable(text.strip()) for text in values)


def _compare_with_declared(declared: Table, pack: Pack) -> None:
    declared.only(_COUNTED)
    for name, found in counts(pack).items():
        if declared.values.get(name, found) != found:
            declared.fault(f"the pack declares {declared.values[name]} {name} and has {found}", name=name)


def packs(folder: Path | None = None) -> list[str]:
    """The ids of the packs that come with the program."""
    root = folder or paths.checklists_folder()
    return sorted(entry.parent.name for entry in root.glob("*/checklist.toml"))


def load_pack(name: str, folder: Path | None = None) -> Pack:
    """A pack by its id. Raises :class:`~workbench.errors.NotFound`, or ChecklistInvalid if it has faults."""
    root = folder or paths.checklists_folder()
    if name not in packs(root):
        raise NotFound(
            Message("There is no checklist {name}.", name=name),
            advice=Message("These checklists are available: {names}.", names=tuple(packs(root))),
        )
    pack, faults = read_pack(root / name)
    if pack is None or faults:
        raise ChecklistInvalid(
            Message("The checklist {name} has faults, the first in {fault}.", name=name, fault=str(faults[0])),
            advice=Message("Install the program again, or correct the checklist."),
        )
    return pack
