"""The program tries itself out: each step is told, what does not work is found, and nothing is left behind."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from workbench import self_test
from workbench.errors import NotFound
from workbench.language.i18n import ENGLISH, Message, interface_languages
from workbench.reports.formats import ReportFormat

SECRET = "Zanzibarrow"


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def said() -> list[str]:
    return []


def tried(said: list[str], more: self_test.Steps = ()) -> bool:
    return self_test.run(lambda line: said.append(ENGLISH(line)), more)


@pytest.mark.slow
def test_everything_works_and_nothing_is_left(said, own_temporary_folder: Path):
    assert tried(said)
    assert [line.rpartition(": ")[2] for line in said] == ["works."] * len(self_test.STEPS)
    for format_ in ReportFormat:
        assert f"Create a report as {format_.name_shown}: works." in said
    assert list(own_temporary_folder.iterdir()) == []


def test_there_is_an_answer_in_each_of_the_six_languages():
    assert set(self_test.ANSWERS) == {"en", "fr", "es", "pt", "ru", "ar"}
    assert set(interface_languages()) <= set(self_test.ANSWERS)


@pytest.mark.parametrize("failing", range(len(self_test.STEPS)))
def test_a_step_that_does_not_work_is_named_and_the_others_are_left(said, monkeypatch, failing, own_temporary_folder: Path):
    def fail(_bench: self_test.Bench) -> None:
        raise ValueError(SECRET)

    nothing = [(step, lambda _bench: None) for step, _ in self_test.STEPS]
    nothing[failing] = (nothing[failing][0], fail)
    monkeypatch.setattr(self_test, "STEPS", tuple(nothing))
    assert not tried(said)
    assert said[failing] == f"{ENGLISH(nothing[failing][0])}: does not work, because of a mistake of the program."
    assert said[-1].strip() == "ValueError"
    assert SECRET not in " ".join(said)
    assert len(said) > failing + 1
    assert list(own_temporary_folder.iterdir()) == []


def test_what_the_core_refuses_is_told_in_its_words(said, monkeypatch):
    def refuse(_bench: self_test.Bench) -> None:
        raise NotFound(Message("The checklist is missing."), advice=Message("Install it."))

    monkeypatch.setattr(self_test, "STEPS", ())
    assert not tried(said, ((Message("Open a window"), refuse),))
    assert said[0] == "Open a window: does not work. The checklist is missing. Install it."


BROKEN = {
    "Save a copy": ("workbench.document.document.Document.save_copy", lambda _document, target: target.write_bytes(b"")),
    "Make an automatic copy": ("workbench.self_test.bring_back_all", lambda *_: None),
    "Notice damage": ("workbench.storage.files.content_damages", lambda *_, **__: []),
    "Recover what is damaged": (
        "workbench.self_test.recover",
        lambda damaged, new, **_: new.write_bytes(damaged.read_bytes()),
    ),
    "Close the file": ("workbench.self_test.write_answer", lambda *_, **__: None),
}


@pytest.mark.slow
@pytest.mark.parametrize("step", BROKEN)
def test_it_finds_what_is_broken(said, monkeypatch, step):
    monkeypatch.setattr(*BROKEN[step], raising=False)
    assert not tried(said)
    assert any(line.startswith(step) and "does not work" in line for line in said)


def test_the_path_of_the_temporary_folder_is_not_told(said, monkeypatch):
    """On Windows it has the name of the account."""

    def fail(_bench: self_test.Bench) -> None:
        why = Message("The folder {folder} cannot be used.", folder=f"C:/Users/{SECRET}")
        raise NotFound(Message("No automatic copy was made. {why}", why=why), safe=Message("."), advice=Message("."))

    monkeypatch.setattr(self_test, "STEPS", ((Message("Copy"), fail),))
    assert not tried(said)
    assert said[0] == "Copy: does not work. No automatic copy was made. The folder … cannot be used. ."
    assert SECRET not in " ".join(said)
