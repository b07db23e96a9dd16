"""A small file with something of everything in it, a disk that fails on command, and readers of what a file holds."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from workbench.document.document import Document, Identity
from workbench.model.rows import ROW_TYPES
from workbench.storage.connection import Connection
from workbench.storage.damage import Damage
from workbench.storage.schema import FORMAT_VERSION
from workbench.storage.verify import content_damages, structure_damaged

ROOT = Path(__file__).parents[3]
PRESENT = ROOT / "tests" / "files" / f"format-{FORMAT_VERSION}.integrity"
IDENTITY = Identity("facilitator", "laptop")


def _module(path: Path) -> ModuleType:
    name = f"storage_tests_{path.stem}"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        module = sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return sys.modules[name]


@pytest.fixture(scope="session")
def simulated() -> ModuleType:
    """The module with the simulated disk and the power cuts."""
    return _module(Path(__file__).parent / "simulated_disk.py")


@pytest.fixture
def disk(simulated: ModuleType) -> Iterator[Any]:
    """A disk that remembers, and fails on command, under every file that SQLite opens in this test."""
    library = simulated.sqlite_library()
    if library is None:
        pytest.skip("SQLite is built into this Python, so that nothing can be put under it")
    with simulated.in_place(library) as in_place:
        yield in_place


@pytest.fixture(scope="session")
def builder() -> ModuleType:
    """The script that makes the file of the present format."""
    return _module(ROOT / "tests" / "files" / "build_format.py")


@pytest.fixture
def small_file(tmp_path: Path) -> Path:
    """A small file with something of everything in it, closed."""
    folder = tmp_path / "folder"
    folder.mkdir()
    return Path(shutil.copyfile(PRESENT, folder / "small.integrity"))


@pytest.fixture
def small(small_file: Path, open_document: Callable[[Path], Document]) -> Document:
    """The small file, open for work."""
    return open_document(small_file)


@pytest.fixture(scope="session")
def content_of() -> Callable[[Document], dict[str, list[dict[str, Any]]]]:
    """Every row of a document as plain values, table by table, in the order in which the document gives them."""

    def read(document: Document) -> dict[str, list[dict[str, Any]]]:
        return {row_type.table: [asdict(row) for row in document.read.every(row_type)] for row_type in ROW_TYPES}

    return read


@pytest.fixture(scope="session")
def damages_in() -> Callable[[Path], list[Damage]]:
    """What is wrong with a closed file, read with nothing between; empty for a sound one."""

    def read(path: Path) -> list[Damage]:
        connection = Connection.open(path, writable=False)
        try:
            assert not structure_damaged(connection)
            return content_damages(connection)
        finally:
            connection.close()

    return read


@pytest.fixture(scope="session")
def in_another_process() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs lines of Python in a process of its own; ``arguments`` arrive in ``sys.argv``."""

    def run(code: str, *arguments: object, timeout: float = 60) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", code, *map(str, arguments)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
        return subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", env=environment, timeout=timeout, check=False
        )

    return run


@pytest.fixture
def in_limited_time() -> Callable[[float], contextlib.AbstractContextManager[None]]:
    """A block that must be over in so many seconds, however slow the machine: processor time, not waiting."""

    @contextlib.contextmanager
    def limited(seconds: float) -> Iterator[None]:
        began = time.process_time()
        yield
        assert time.process_time() - began < seconds

    return limited
