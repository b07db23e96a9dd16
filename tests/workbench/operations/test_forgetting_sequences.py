"""Whatever is done, undone, redone and forgotten in whatever order: what is forgotten is gone, and all else is there.

Every operation takes part. ``INTEGRITY_LONG_TESTS=1`` runs twelve times as many sequences.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from tests.conftest import ObedientClock
from tests.workbench.operations.conftest import Rows, all_rows
from tests.workbench.operations.test_every_operation import EVERY
from workbench.document.document import Document, Identity
from workbench.errors import InvalidValue, NotFound, StillInUse
from workbench.model.rows import ActivityPerson, Contributor
from workbench.operations import activities, answers, people, plan, roles, voices
from workbench.operations.forgetting import forget_history, forget_person, forget_question, removed_people
from workbench.storage.history_check import history_damages
from workbench.storage.seal import read_seal
from workbench.storage.verify import content_damages, structure_damaged

pytestmark = pytest.mark.slow

SEQUENCES = 25 * (12 if os.environ.get("INTEGRITY_LONG_TESTS") else 1)
QUESTIONS = ("kf1.q1", "kf2.q1", "kf3.q20")
WAYS = ("answer", "causes", "contribution", "own contribution", "note")
PLACES = ("answer", "contribution", "activity", "role", "group", "outcome")
PAUSES = st.sampled_from([0.0, 5.0])
SOME_PLACES = st.lists(st.sampled_from(PLACES), max_size=4)
REFUSALS = (InvalidValue, NotFound, StillInUse)


def _word(number: int) -> str:
    """A word that is nowhere else, and no form of another one."""
    letters = hashlib.sha256(str(number).encode()).hexdigest()[:12]
    return "".join(chr(ord("a") + int(digit, 16)) for digit in letters).capitalize()


class Forgetting(RuleBasedStateMachine):
    """A file, and beside it the words that were written into it, by question and by person."""

    template: ClassVar[Path]
    ids: ClassVar[SimpleNamespace]

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.path = Path(shutil.copyfile(self.template, self.folder / "file.integrity"))
        self.clock = ObedientClock()
        self.clock.moment = datetime.now(UTC) + timedelta(hours=1)  # later than the clock by which the station was made
        self.number = 0
        self.told: dict[str, set[str]] = {question: set() for question in QUESTIONS}
        self.names: dict[str, str] = {}
        self.gone: set[str] = set()
        self._open()

    def _open(self) -> None:
        self.document = Document.open(self.path, identity=Identity("a", "b"), clock=self.clock.clock())
        self.base = self._state()

    def _state(self) -> tuple[Rows, bytes]:
        seal = read_seal(self.document._connection)
        assert seal is not None
        return all_rows(self.document), seal.content()

    def _new_word(self) -> str:
        self.number += 1
        return _word(self.number)

    def _given(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._given(entry) for entry in value]
        return getattr(self.ids, value[1:]) if isinstance(value, str) and value.startswith("@") else value

    @rule(case=st.sampled_from(EVERY), pause=PAUSES)
    def operate(self, case: Any, pause: float) -> None:
        self.clock.go_on(pause)
        operation, values = case.values
        with contextlib.suppress(*REFUSALS):
            operation(self.document, **{name: self._given(value) for name, value in values.items()})

    @rule(question=st.sampled_from(QUESTIONS), way=st.sampled_from(WAYS), pauses=st.lists(PAUSES, min_size=1, max_size=4))
    def write(self, question: Any, way: str, pauses: list[float]) -> None:
        for pause in pauses:
            self._write(question, way, pause)

    def _write(self, question: Any, way: str, pause: float) -> None:
        self.clock.go_on(pause)
        word = self._new_word()
        self.told[question].add(word)
        text = f"What {word} means."
        if way == "answer":
            answers.write_answer(self.document, question=question, text=text)
        elif way == "causes":
            answers.write_causes(self.document, question=question, causes=text)
        elif way == "note":
            answers.park_question(self.document, question=question, note=text)
        else:
            group = self.ids.red if way == "contribution" else None
            kind = None if group else "dissent"
            with contextlib.suppress(*REFUSALS):
                voices.add_contribution(self.document, question=question, group=group, kind=kind, text=text)

    @rule()
    def add_person(self) -> None:
        name = f"{self._new_word()} {self._new_word()}"
        self.names[people.add_contributor(self.document, name=name, contact=f"{self._new_word()}@mail.example")] = name

    @rule(data=st.data(), places=SOME_PLACES, pause=PAUSES)
    def name(self, data: st.DataObject, places: list[str], pause: float) -> None:
        if not self.names:
            self.add_person()
        name = data.draw(st.sampled_from(sorted(self.names.values())))
        self.gone -= set(name.split())
        for place in places:
            for text in (f"Ask {name} about it.", "Ask somebody."):
                self.clock.go_on(pause)
                self._name(place, text, name)
                if data.draw(st.booleans()):
                    break

    def _name(self, place: str, text: str, name: str) -> None:
        with contextlib.suppress(*REFUSALS):
            if place == "answer":
                answers.write_answer(self.document, question="kf9.q1", text=text)
            elif place == "contribution":
                voices.add_contribution(self.document, question="kf9.q1", group=self.ids.blue, text=text)
            elif place == "activity":
                activities.add_activity(self.document, title=text)
            elif place == "role":
                roles.name_people(self.document, of=ActivityPerson, owner=self.ids.write, text=f"{text}, {name}")
            elif place == "group":
                people.add_group(self.document, name=text)
            else:
                plan.edit_outcome(self.document, outcome=self.ids.empty, title=text)

    def _somebody(self) -> st.SearchStrategy[str]:
        """The id of a person. Ids are at random, so they come in the order of the names, in every run alike."""
        return st.sampled_from(sorted(self.names, key=lambda row_id: self.names[row_id]))

    @precondition(lambda self: self.names)
    @rule(data=st.data())
    def remove_person(self, data: st.DataObject) -> None:
        with contextlib.suppress(*REFUSALS):
            people.remove_contributor(self.document, contributor=data.draw(self._somebody()))

    @rule()
    def undo(self) -> None:
        self.document.undo()

    @rule()
    def redo(self) -> None:
        self.document.redo()

    @rule()
    def undo_all_and_redo_all(self) -> None:
        while self.document.redo() is not None:
            pass
        now = self._state()
        steps = 0
        while self.document.undo() is not None:
            steps += 1
        assert self._state() == self.base
        for _ in range(steps):
            assert self.document.redo() is not None
        assert self._state() == now

    @rule()
    def reopen(self) -> None:
        before = self._state()
        self.document.close()
        assert [path.name for path in self.folder.iterdir()] == ["file.integrity"]
        self._open()
        assert self.document.read_only is None
        assert self.base == before

    @rule(question=st.sampled_from(QUESTIONS), ways=st.lists(st.sampled_from(WAYS), max_size=4))
    def forget_question(self, question: str, ways: list[str]) -> None:
        for way in ways:
            self._write(question, way, 5.0)
        seen = forget_question(self.document, question, only_look=True)
        assert forget_question(self.document, question) == seen
        self._forgot(self.told[question])
        self.told[question] = set()

    @rule(data=st.data(), places=SOME_PLACES)
    def forget_person(self, data: st.DataObject, places: list[str]) -> None:
        self.name(data, places, 5.0)
        person = data.draw(self._somebody())
        if person not in {row.id for row in (*self.document.read.every(Contributor), *removed_people(self.document))}:
            return  # undone before a forgetting that emptied the history
        seen = forget_person(self.document, person, only_look=True)
        assert forget_person(self.document, person) == seen
        self._forgot(set(self.names.pop(person).split()))

    @rule()
    def forget_history(self) -> None:
        before = self._state()
        forget_history(self.document)
        assert self._state() == before
        present = self._written()
        self._forgot({word for word in map(_word, range(1, self.number + 1)) if word not in present})

    @rule()
    def forget_older_history(self) -> None:
        before, present = self._state(), self._written()
        self.clock.go_on(60)
        replaced = {word for word in map(_word, range(1, self.number + 1)) if word not in present}
        moment = self.document.now().isoformat(timespec="milliseconds")
        self.clock.go_on(60)
        self._write("kf3.q20", "causes", 0.0)
        kept = _word(self.number)
        self.clock.go_on(60)
        answers.write_causes(self.document, question="kf3.q20", causes="Replaced")  # type: ignore[arg-type]
        forget_history(self.document, moment)
        assert kept in self._bytes(), "what was replaced later is not forgotten"
        assert set(self._state()[0]) == set(before[0])
        self._forgot(replaced)

    def _written(self) -> str:
        return repr(all_rows(self.document))

    def _bytes(self) -> str:
        return b"\n".join(found.read_bytes() for found in sorted(self.folder.iterdir())).decode("latin-1")

    def _forgot(self, words: set[str]) -> None:
        """What nothing may have any more, neither the file nor the step that would be undone next."""
        self.gone |= words
        assert self.document.undo() is None
        assert self.document.redo() is None
        self.base = self._state()
        bytes_ = self._bytes()
        assert not [word for word in self.gone if word in bytes_]

    @invariant()
    def the_file_is_sound(self) -> None:
        connection = self.document._connection
        assert content_damages(connection) == []
        assert history_damages(connection) == []
        assert not structure_damaged(connection)

    def teardown(self) -> None:
        if not hasattr(self, "document"):
            return
        self.undo_all_and_redo_all()
        bytes_ = self._bytes()
        assert not [word for word in self.gone if word in bytes_], "nothing brings it back"
        self.document.close()
        with Document.open(self.path) as again:
            assert again.read_only is None
        shutil.rmtree(self.folder)


def test_every_order_of_work_and_forgetting(station_file: Path, ids: SimpleNamespace) -> None:
    class OnThisStation(Forgetting):
        template = station_file

    OnThisStation.ids = ids

    run_state_machine_as_test(
        OnThisStation,
        settings=settings(
            max_examples=SEQUENCES,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
