"""Which pages belong to which table, and which are free, as far as the trees of a damaged file can still be walked."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from workbench.storage.header import HEADER_BYTES
from workbench.storage.torn.cells import Unreadable, children, places_of_cells, record_at
from workbench.storage.torn.pages import TornFile, is_page_of_a_tree
from workbench.storage.verify import table_of
from workbench.system.frozen import frozen

_DEEPEST: Final = 20
_SCHEMA: Final = "sqlite_schema"


@frozen
class Trees:
    """The table of each page that a tree reaches, the ``free`` pages, and the ``statements`` of the layout."""

    table_of_page: dict[int, str]
    free: frozenset[int]
    statements: tuple[str, ...]


def walked(file: TornFile) -> Trees:
    """The trees of a file, from what its first page says."""
    found: dict[int, str] = {}
    statements = []
    _walk(file, 1, _SCHEMA, found)
    for number in list(found):
        for root, sql in _schema(file, number):
            table = table_of(sql)
            if table:
                statements.append(sql)
                _walk(file, root, table, found)
    return Trees(found, frozenset(_free_pages(file) - found.keys()), tuple(statements))


def are_whole(file: TornFile, trees: Trees, tables: Collection[str]) -> bool:
    """Whether the trees of all these tables lead only to pages that are pages of trees."""
    if not set(tables) <= set(map(table_of, trees.statements)):
        return False
    pages = [number for number, table in trees.table_of_page.items() if table in tables]
    return all(is_page_of_a_tree(file.page(number)[beginning_of(number) :], file.page_size) for number in pages)


def beginning_of(number: int) -> int:
    """Where the header of a page begins: on the first page behind the header of the file."""
    return HEADER_BYTES if number == 1 else 0


def _schema(file: TornFile, number: int) -> Iterator[tuple[int, str]]:
    """The first page and the statement of each table that a page of the layout names."""
    page = file.page(number)
    for place in places_of_cells(page, beginning_of(number)):
        try:
            kind, _, _, root, sql = record_at(file, page, place).values
        except (Unreadable, ValueError):
            continue
        if kind == "table" and isinstance(root, int) and isinstance(sql, str):
            yield root, sql


def _walk(file: TornFile, root: int, table: str, found: dict[int, str]) -> None:
    """Notes the pages of a tree. A page that two trees claim belongs to the first; none is visited twice."""
    level, depth = [root], 0
    while level and depth < _DEEPEST:
        below: list[int] = []
        for number in level:
            if number in found or not 1 <= number <= file.count:
                continue
            found[number] = table
            below += children(file.page(number), beginning_of(number))
        level, depth = below, depth + 1


def _free_pages(file: TornFile) -> set[int]:
    """The pages of the list of free pages, as far as it leads."""
    found, trunk = set[int](), int.from_bytes(file.header[32:36], "big")
    while trunk and trunk not in found and trunk <= file.count:
        page = file.page(trunk)
        leaves = int.from_bytes(page[4:8], "big")
        if leaves > file.page_size // 4 - 2:
            break  # no page of this list has so many: the number in the header is wrong
        found.add(trunk)
        listed = (int.from_bytes(page[at : at + 4], "big") for at in range(8, 8 + 4 * leaves, 4))
        found.update(number for number in listed if 1 < number <= file.count)
        trunk = int.from_bytes(page[:4], "big")
    return found
