"""Reads a checklist pack and finds every fault in it, each with file and line."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from workbench import paths
from workbench.catalogue import GUIDANCE_FIELDS, Pack, PackList, PackQuestion, PackSection, PackTerm
from workbench.errors import ChecklistInvalid, NotFound
from workbench.i18n import LANGUAGES, Message
from workbench.model import ListId, QuestionId, SectionId
from workbench.texts import is_blank
from workbench.vocabulary import ListKind

PACK_FORMAT: Final = 1
_LIST_ID: Final = re.compile(r"[a-z]+[0-9]*")
_COUNTED: Final = ("lists", "sections", "questions", "introductions", "guidance", "terms")


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: where it is and what is wrong. ``line`` counts from 1; 0 where the whole file is meant."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.what}"


@dataclass(slots=True)
class _Source:
    """A TOML file with what is needed to name the line of a fault."""

    name: str
    text: str
    faults: list[Fault]
    seen: Counter[str] = field(default_factory=Counter)

    def line_of(self, key: str, value: object, occurrence: int = 1) -> int:
        """The line of the n-th ``key = "value"``; 0 when it is not there."""
        pattern = re.compile(rf"^\s*{re.escape(key)}\s*=\s*[\"']{re.escape(str(value))}[\"']", re.MULTILINE)
        for count, match in enumerate(pattern.finditer(self.text), 1):
            if count == occurrence:
                return self.text.count("\n", 0, match.end()) + 1
        return 0

    def fault(self, what: str, *, key: str = "", value: object = "", occurrence: int = 1) -> None:
        """Notes a fault at the line of ``key = "value"``."""
        self.faults.append(Fault(self.name, self.line_of(key, value, occurrence) if key else 0, what))

    def text_of(self, table: dict[str, Any], name: str, at: str, *, may_be_empty: bool = False) -> str:
        """A text of a table; a missing, empty or wrong one is a fault."""
        value = table.get(name)
        if not isinstance(value, str) or (is_blank(value) and not may_be_empty):
            self.fault(f'{at} has no text "{name}"', key="id", value=at)
            return ""
        return value.strip()

    def unknown_keys(self, table: dict[str, Any], known: Iterable[str], at: str) -> None:
        """A key that nobody reads is a fault: most often a slip of the pen."""
        for name in sorted(set(table) - set(known)):
            self.fault(f'{at} has an unknown entry "{name}"', key="id", value=at)

    def unique(self, value: str, kind: str) -> None:
        """An id that comes twice is a fault, at the line of its second coming."""
        self.seen[value] += 1
        if self.seen[value] > 1:
            self.fault(f"the {kind} {value} comes twice", key="id", value=value, occurrence=self.seen[value])


def read_pack(folder: Path) -> tuple[Pack | None, list[Fault]]:
    """The pack in a folder and its faults; no pack where the main file cannot be read at all."""
    faults: list[Fault] = []
    main = _load(folder, "checklist.toml", faults)
    if main is None:
        return None, faults
    source, data = main
    language = str(data.get("language", ""))
    if data.get("format") != PACK_FORMAT:
        source.fault(f"the format must be {PACK_FORMAT}")
    if language not in LANGUAGES:
        source.fault(f'the language "{language}" is not one of {", ".join(LANGUAGES)}', key="language", value=language)
    guidance = _guidance(folder, language, faults)
    lists = tuple(_list(source, table, guidance) for table in _tables(source, data, "lists"))
    for name, (other, _) in guidance.sections.items():
        if name not in source.seen:
            other.fault(f"there is no section {name}", key="id", value=name)
    pack = Pack(
        source.text_of(data, "id", "the pack"),
        source.text_of(data, "version", "the pack"),
        source.text_of(data, "title", "the pack"),
        language,
        lists,
        _terms(folder, language, faults),
    )
    if pack.id != folder.resolve().name:
        source.fault(f"the id {pack.id} is not the name of the folder", key="id", value=pack.id)
    _compare_with_declared(source, data, pack)
    return pack, faults


def counts(pack: Pack) -> dict[str, int]:
    """How much a pack holds, by the names used in its ``[declares]`` table."""
    return {
        "lists": len(pack.lists),
        "sections": len(pack.sections),
        "questions": len(pack.questions),
        "introductions": sum(bool(entry.introduction) for entry in pack.lists),
        "guidance": sum(len(section.guidance) == len(GUIDANCE_FIELDS) for section in pack.sections),
        "terms": len(pack.terms),
    }


@dataclass(slots=True)
class _Guidance:
    introductions: dict[str, str] = field(default_factory=dict)
    sections: dict[str, tuple[_Source, dict[str, Any]]] = field(default_factory=dict)


def _load(folder: Path, name: str, faults: list[Fault]) -> tuple[_Source, dict[str, Any]] | None:
    try:
        text = (folder / name).read_bytes().decode("utf-8")
        return _Source(name, text, faults), tomllib.loads(text)
    except OSError:
        faults.append(Fault(name, 0, "the file cannot be read"))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        faults.append(Fault(name, line, "the text is not UTF-8"))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        faults.append(Fault(name, int(found.group(1)) if found else 0, f"not TOML: {error}"))
    return None


def _tables(source: _Source, table: dict[str, Any], name: str) -> list[dict[str, Any]]:
    value = table.get(name, [])
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        source.fault(f'"{name}" must be a list of tables')
        return []
    return value


def _list(source: _Source, table: dict[str, Any], guidance: _Guidance) -> PackList:
    list_id = source.text_of(table, "id", "a list")
    source.unknown_keys(table, ("id", "title", "kind", "sections"), list_id)
    source.unique(list_id, "list")
    if not _LIST_ID.fullmatch(list_id) or list_id == "x":
        source.fault(f"{list_id} cannot be the id of a list", key="id", value=list_id)
    kind = str(table.get("kind", ""))
    if kind not in set(ListKind) - {ListKind.OWN}:
        source.fault(f'{list_id} has an unknown kind "{kind}"', key="id", value=list_id)
        kind = ListKind.KEY_FACTOR
    sections = tuple(_section(source, entry, list_id, guidance) for entry in _tables(source, table, "sections"))
    if not sections:
        source.fault(f"{list_id} has no sections", key="id", value=list_id)
    introduction = guidance.introductions.get(list_id, "")
    return PackList(ListId(list_id), ListKind(kind), source.text_of(table, "title", list_id), introduction, sections)


def _section(source: _Source, table: dict[str, Any], list_id: str, guidance: _Guidance) -> PackSection:
    section_id = source.text_of(table, "id", "a section")
    source.unknown_keys(table, ("id", "number", "title", "questions"), section_id)
    source.unique(section_id, "section")
    if not re.fullmatch(rf"{re.escape(list_id)}\.s[0-9]+[a-z]?", section_id):
        source.fault(f"{section_id} cannot be the id of a section of {list_id}", key="id", value=section_id)
    questions = tuple(_question(source, entry, list_id) for entry in _tables(source, table, "questions"))
    if not questions:
        source.fault(f"{section_id} has no questions", key="id", value=section_id)
    parts, examples = _guidance_of(section_id, guidance)
    return PackSection(
        SectionId(section_id),
        source.text_of(table, "number", section_id, may_be_empty=True),
        source.text_of(table, "title", section_id, may_be_empty=True),
        questions,
        parts,
        examples,
    )


def _question(source: _Source, table: dict[str, Any], list_id: str) -> PackQuestion:
    question_id = source.text_of(table, "id", "a question")
    source.unknown_keys(table, ("id", "wording"), question_id)
    source.unique(question_id, "question")
    if not re.fullmatch(rf"{re.escape(list_id)}\.q[1-9][0-9]*", question_id):
        source.fault(f"{question_id} cannot be the id of a question of {list_id}", key="id", value=question_id)
    return PackQuestion(QuestionId(question_id), source.text_of(table, "wording", question_id))


def _guidance(folder: Path, language: str, faults: list[Fault]) -> _Guidance:
    found = _Guidance()
    for file in sorted((folder / "guidance" / language).glob("*.toml")):
        loaded = _load(folder, file.relative_to(folder).as_posix(), faults)
        if loaded is None:
            continue
        source, data = loaded
        source.unknown_keys(data, ("introduction", "sections"), file.stem)
        if "introduction" in data:
            found.introductions[file.stem] = source.text_of(data, "introduction", file.stem)
        for table in _tables(source, data, "sections"):
            name = source.text_of(table, "id", "a guidance text")
            source.unique(name, "guidance text")
            found.sections[name] = (source, table)
    return found


def _guidance_of(section_id: str, guidance: _Guidance) -> tuple[tuple[tuple[Any, str], ...], tuple[str, ...]]:
    if section_id not in guidance.sections:
        return (), ()
    source, table = guidance.sections[section_id]
    source.unknown_keys(table, ("id", "examples", *(part.value for part in GUIDANCE_FIELDS)), section_id)
    parts = tuple((part, source.text_of(table, part.value, section_id)) for part in GUIDANCE_FIELDS)
    examples = table.get("examples", [])
    if not isinstance(examples, list) or not all(isinstance(entry, str) and not is_blank(entry) for entry in examples):
        source.fault(f'"examples" of {section_id} must be a list of texts', key="id", value=section_id)
        examples = []
    return parts, tuple(entry.strip() for entry in examples)


def _terms(folder: Path, language: str, faults: list[Fault]) -> tuple[PackTerm, ...]:
    name = f"glossary/{language}.toml"
    if not (folder / name).exists():
        return ()
    loaded = _load(folder, name, faults)
    if loaded is None:
        return ()
    source, data = loaded
    terms = []
    for table in _tables(source, data, "terms"):
        term_id = source.text_of(table, "id", "a term")
        source.unique(term_id, "term")
        source.unknown_keys(table, ("id", "term", "definition", "source"), term_id)
        texts = [source.text_of(table, part, term_id) for part in ("term", "definition", "source")]
        terms.append(PackTerm(term_id, *texts))
    return tuple(terms)


def _compare_with_declared(source: _Source, data: dict[str, Any], pack: Pack) -> None:
    declared = data.get("declares", {})
    found = counts(pack)
    for name in _COUNTED:
        if name in declared and declared[name] != found[name]:
            source.fault(f"the pack declares {declared[name]} {name} and has {found[name]}")


def packs(folder: Path | None = None) -> list[str]:
    """The ids of the packs that come with the program."""
    root = folder or paths.checklists_folder()
    return sorted(entry.parent.name for entry in root.glob("*/checklist.toml"))


def load_pack(name: str, folder: Path | None = None) -> Pack:
    """A pack by its id. Raises :class:`NotFound`, or :class:`ChecklistInvalid` when it has faults."""
    root = folder or paths.checklists_folder()
    if name not in packs(root):
        raise NotFound(
            Message("There is no checklist {name}.", name=name),
            advice=Message("These checklists are available: {names}.", names=", ".join(packs(root))),
        )
    pack, faults = read_pack(root / name)
    if pack is None or faults:
        raise ChecklistInvalid(
            Message("The checklist {name} has faults, the first in {fault}.", name=name, fault=str(faults[0])),
            advice=Message("Install the program again, or mend the checklist."),
        )
    return pack
