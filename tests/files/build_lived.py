"""Makes ``lived-1.integrity`` and ``lived-2.integrity``: stations of formats 1 and 2 that people have worked on for some days.

It must run with the source of the time, whose tests have a station and a table of all operations: format 1 is that of commit
4eafe00, format 2 that of e070682. ``PYTHONPATH=TREE python tests/files/build_lived.py TREE lived-N.integrity``. The files stay
as they are for as long as the program reads these formats.
"""

from __future__ import annotations

import contextlib
import importlib.util
import itertools
import json
import random
import sys
import uuid
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

NAMES = ("facilitator", "Dua", "Ørjan")
TEXTS = (
    "The queue grows on Friday evening.",
    "Since spring there is a list at the counter.\nNobody reads it.",
    "يعرف الموظفون القواعد، لكن قليلاً منهم قرأها. 🧭",
    "Правила есть, но их не читали. " * 30,
    "",
)
RESPONSIBLE = (
    "Ana",
    "Ana, the night shift",
    "the desk; Bo and his deputy",
    "ana",
    "Nobody yet\nperhaps Cem",
    "Cem, Ana, Cem",
)


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"then_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _first_of(*names: str) -> ModuleType:
    """The module of the first of these names that the source of the time has."""
    for name in names:
        with contextlib.suppress(ImportError):
            return importlib.import_module(name)
    raise ImportError(names[0])


def _given(value: Any, ids: Any) -> Any:
    if isinstance(value, list):
        return [_given(each, ids) for each in value]
    return getattr(ids, value[1:]) if isinstance(value, str) and value.startswith("@") else value


def _day(document: Any, chance: random.Random, every: list[Any], ids: Any) -> None:
    """Operations of the time in any order, with undo and redo; texts, own questions and who is responsible besides."""
    from workbench.errors import InvalidValue, NotFound, StillInUse
    from workbench.operations import activities, answers, assessment

    for _ in range(40):
        luck = chance.random()
        try:
            if luck < 0.35:
                operation, values = chance.choice(every).values
                operation(document, **{name: _given(value, ids) for name, value in values.items()})
            elif luck < 0.6:
                answers.write_answer(
                    document, question=chance.choice(("kf1.q1", "kf3.q20", ids.own)), text=chance.choice(TEXTS)
                )
            elif luck < 0.75:
                activity = chance.choice((ids.open_line, ids.staff_line, ids.write, ids.loose))
                activities.edit_activity(document, activity=activity, responsible=chance.choice(RESPONSIBLE))
            elif luck < 0.8:
                own = assessment.add_own_question(document, wording=f"What of {chance.random()}?")
                answers.write_answer(document, question=own, text=chance.choice(TEXTS))
            elif document.undo() is not None and chance.random() < 0.4:
                document.redo()
        except (InvalidValue, NotFound, StillInUse):
            pass
        if chance.random() < 0.7:
            document.end_burst()


def main(tree: Path, target: Path) -> None:
    """Writes the file, and beside it what is in it."""
    module = _first_of("workbench.document.document", "workbench.document")
    row_types = _first_of("workbench.model.rows", "workbench.model").ROW_TYPES
    station, cases = (
        _module(tree / "tests" / "workbench" / "operations" / name) for name in ("conftest.py", "test_every_operation.py")
    )
    Document, Clock, Identity = module.Document, module.Clock, module.Identity  # noqa: N806
    seconds = itertools.count()
    numbers = (uuid.UUID(int=number) for number in itertools.count(1))
    clock = Clock(
        lambda: datetime(2026, 11, 2, 8, tzinfo=UTC) + timedelta(seconds=next(seconds)), lambda: float(next(seconds))
    )
    with mock.patch("uuid.uuid4", side_effect=numbers):
        identity = Identity(NAMES[0], "laptop")
        with station.create_assessment(target, pack=station.small_pack(), identity=identity, clock=clock) as document:
            ids = station.fill(document)
        for number, name in enumerate(NAMES):
            with Document.open(target, identity=Identity(name, f"desk {number}"), clock=clock) as document:
                _day(document, random.Random(number), cases.EVERY, ids)
    with Document.open(target, read_only=True) as document:
        assert document.damages == ()
        content = {kind.table: [asdict(row) for row in document.read.every(kind)] for kind in row_types}
    text = json.dumps(content, ensure_ascii=False, indent=1)
    target.with_suffix(".json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
