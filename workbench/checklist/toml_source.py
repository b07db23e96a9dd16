"""TOML files with line numbers, so that every fault can be reported with file and line."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from workbench.errors import WorkbenchError
from workbench.model.texts import is_blank, storable
from workbench.system.frozen import frozen
from workbench.system.outside import read_outside

_LONG_STRING: Final = re.compile(r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'', re.DOTALL)
_MOST_BYTES: Final = 2 * 1024 * 1024
_MOST_TABLES: Final = 5_000
"""More than any checklist has; a file with more was not written by people."""


@frozen
class Fault:
    """One fault: where it is and what is wrong. ``line`` counts from 1; 0 is the whole file."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.what}"


class Source:
    """The lines of one file, its table heads in order, and its faults."""

    def __init__(self, name: str, text: str, faults: list[Fault]) -> None:
        self.name = name
        self.faults = faults
        self.ids: Counter[str] = Counter()
        self._lines = _LONG_STRING.sub(lambda found: '""' + "\n" * found.group().count("\n"), text).split("\n")
        heads = [(line, head) for line, content in enumerate(self._lines, 1) if (head := _head(content))]
        ends = [*(line for line, _ in heads), len(self._lines) + 1]
        self.top = range(1, max(2, ends[0]))
        """The lines before the first head; at least the first line."""
        self._blocks: dict[str, list[range]] = {}
        for (line, head), end in zip(reversed(heads), reversed(ends), strict=False):
            self._blocks.setdefault(head, []).append(range(line, end))

    def next_block(self, head: str) -> range:
        """The lines of the next table with this head; empty for a table that is written without a head."""
        blocks = self._blocks.get(head)
        return blocks.pop() if blocks else range(0)

    def line_of(self, name: str, block: range) -> int:
        """The line of ``key = ...`` in a block, or else its first line; 0 for an empty block."""
        entry = re.compile(rf"""\s*["']?{re.escape(name)}["']?\s*=""")
        return next((line for line in block if entry.match(self._lines[line - 1])), block.start)

    def line_with(self, text: str) -> int:
        """The first line with this text; 0 if there is none."""
        return next((line for line, content in enumerate(self._lines, 1) if text in content), 0)


class Table:
    """A table of a file: its values, and the lines for its faults. ``name`` is its id, or else the kind of table."""

    def __init__(self, source: Source, values: dict[str, Any], block: range, kind: str) -> None:
        given = values.get("id")
        self.name = given if isinstance(given, str) and not is_blank(given) else kind
        self.values = values
        self._source = source
        self._block = block

    def fault(self, what: str, *, name: str = "id") -> None:
        """Notes a fault at the line of ``name``, or else at the first line of the table."""
        source = self._source
        line = source.line_of(name, self._block) if self._block else source.line_with(f'"{self.name}"')
        source.faults.append(Fault(source.name, line, what))

    def text(self, name: str, *, may_be_empty: bool = False) -> str:
        """A text of the table without white space around it. Notes a fault if it is missing, empty or cannot be stored."""
        value = self.values.get(name)
        if not isinstance(value, str) or (is_blank(value) and not may_be_empty):
            self.fault(f'{self.name} has no text "{name}"', name=name)
            return ""
        try:
            return storable(value.strip())
        except WorkbenchError as error:
            self.fault(f'"{name}" of {self.name} cannot be used: {error.what}', name=name)
            return ""

    def only(self, known: Iterable[str]) -> None:
        """Notes a fault for each entry that is not ``known``: it is probably misspelt."""
        for name in sorted(set(self.values) - set(known)):
            self.fault(f'{self.name} has an unknown entry "{name}"', name=name)

    def comes_once(self, kind: str) -> None:
        """Notes a fault if the id of this table was already used in the file."""
        self._source.ids[self.name] += 1
        if self._source.ids[self.name] > 1:
            self.fault(f"the {kind} {self.name} comes twice")

    def inner(self, name: str, head: str) -> Table:
        """A table inside this one, empty if there is none; ``head`` is its name as written between brackets."""
        value = self.values.get(name, {})
        if not isinstance(value, dict):
            self.fault(f'"{name}" must be a table', name=name)
            value = {}
        return Table(self._source, value, self._source.next_block(head), f'"{name}"')

    def tables(self, name: str, head: str, kind: str) -> list[Table]:
        """The list of tables with this name inside this one. Notes a fault if it is anything else."""
        value = self.values.get(name, [])
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            self.fault(f'"{name}" of {self.name} must be a list of tables', name=name)
            return []
        if len(value) > _MOST_TABLES:
            self.fault(f'"{name}" of {self.name} has more than {_MOST_TABLES} tables', name=name)
            return []
        return [Table(self._source, entry, self._source.next_block(head), kind) for entry in value]


def _head(line: str) -> str:
    """The text between the brackets of a line that starts a table; empty for any other line."""
    line = line.partition("#")[0].strip()
    inner = line[1:-1].removeprefix("[").removesuffix("]").strip() if line.startswith("[") and line.endswith("]") else ""
    return "" if "[" in inner or "]" in inner else inner


def read_toml(folder: Path, name: str, kind: str, faults: list[Fault]) -> Table | None:
    """The top table of a file. Notes a fault and returns None if the file cannot be read, is not UTF-8 or not TOML."""
    try:
        raw = read_outside(folder / name, _MOST_BYTES)
        if len(raw) > _MOST_BYTES:
            faults.append(Fault(name, 0, "the file is far too large for a checklist"))
            return None
        text = raw.decode("utf-8-sig")
        values = tomllib.loads(text)
    except OSError:
        faults.append(Fault(name, 0, "the file cannot be read"))
        return None
    except RecursionError:
        faults.append(Fault(name, 0, "the tables are nested too deeply"))
        return None
    except UnicodeDecodeError as error:
        faults.append(Fault(name, raw.count(b"\n", 0, error.start) + 1, "the text is not UTF-8"))
        return None
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found.group(1)) if found else text.count("\n") + 1
        faults.append(Fault(name, line, f"not TOML: {error}"))
        return None
    source = Source(name, text, faults)
    return Table(source, values, source.top, kind)
