"""What is forgotten in a file is forgotten in the texts that interruptions have left beside it, and only that."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from workbench.checking.two_versions import two_versions
from workbench.document.document import Document
from workbench.errors import NotFound
from workbench.model.rows import Answer, Contribution, Contributor
from workbench.operations import people, voices
from workbench.operations.forgetting import forget_history, forget_name, forget_person, forget_question
from workbench.operations.handing_on import copy_without_history
from workbench.storage import unfinished
from workbench.storage.leftovers import NOT_TAKEN, WAITING
from workbench.storage.unfinished import UnfinishedText, found_beside, keep, settle

QUESTION, OTHER = "kf1.q1", "kf1.q2"
NAME = "Ilyana Zanzibarrow"
SECRET = "The night shift took it."


def of(document: Document, question: str, text: str) -> UnfinishedText:
    row = document.read.answer(question)
    assert row is not None
    return UnfinishedText(Answer.table, row.id, "text", text)


def interrupted(document: Document, *texts: UnfinishedText, number: int = 0, assessment: str = "") -> Path:
    """A folder of a rescue with texts about which nobody has decided."""
    folder = document.path.with_name(f"{document.path.name}.rescue-{number:08x}")
    folder.mkdir(mode=0o700)
    keep(folder, assessment or document.read.assessment().id, texts)
    return folder


def decided(document: Document) -> None:
    """Somebody has decided to take none of them."""
    for one in found_beside(document.path):
        for text in one.texts:
            settle(one, text, taken=False)


def waiting(document: Document) -> list[str]:
    return [text.text for one in found_beside(document.path) for text in one.texts]


def left(folder: Path, words: str) -> bool:
    return any(words.encode(code) in path.read_bytes() for path in folder.glob("*") for code in ("utf-8", "utf-16-le"))


@pytest.mark.parametrize("settled", [False, True])
def test_a_question_is_forgotten_beside_the_file(document: Document, settled: bool):
    folder = interrupted(document, of(document, QUESTION, SECRET), of(document, OTHER, "Something else."))
    if settled:
        decided(document)
    seen = forget_question(document, QUESTION, only_look=True)
    assert (seen.beside, left(folder, SECRET)) == (1, True), "to look changes nothing"
    assert forget_question(document, QUESTION) == seen
    assert not left(folder, SECRET)
    assert left(folder, "Something else."), "nobody has asked to have that forgotten"
    assert (folder / (NOT_TAKEN if settled else WAITING)).is_file()


def test_what_was_said_about_a_question_by_somebody_who_was_removed_since_goes_too(document: Document):
    person = people.add_contributor(document, name=NAME)
    voice = voices.add_contribution(document, question=QUESTION, contributor=person, text="Short.")
    folder = interrupted(document, UnfinishedText(Contribution.table, voice, "text", SECRET))
    voices.remove_contribution(document, contribution=voice)
    forget_history(document)
    folder.mkdir(exist_ok=True)
    keep(folder, document.read.assessment().id, [UnfinishedText(Contribution.table, voice, "text", SECRET)])
    assert forget_question(document, QUESTION).beside == 1
    assert not folder.exists()


def test_a_person_is_forgotten_as_in_the_file_and_in_earlier_versions(document: Document):
    person = people.add_contributor(document, name=NAME)
    own = UnfinishedText(Contributor.table, person, "contact", "zan@example.org")
    texts = (of(document, QUESTION, f"{NAME} took it; Zanzibarrow did."), of(document, OTHER, "Nobody."), own)
    folder = interrupted(document, *texts)
    settled = interrupted(document, *texts, number=1)
    one = next(each for each in found_beside(document.path) if each.folder == settled)
    for text in texts:
        settle(one, text, taken=False)
    assert forget_person(document, person).beside == 4
    assert waiting(document) == ["[name forgotten] took it; Zanzibarrow did.", "Nobody."]
    assert not left(folder, NAME)
    assert not left(settled, "Zanzibarrow")
    assert left(settled, "Nobody.")


def test_a_name_that_is_only_beside_the_file_is_found(document: Document):
    interrupted(document, of(document, QUESTION, f"{NAME} took it."))
    assert forget_name(document, NAME).beside == 1
    assert waiting(document) == ["[name forgotten] took it."]
    with pytest.raises(NotFound):
        forget_name(document, NAME)


def test_earlier_versions_are_forgotten_and_what_nobody_has_decided_about_stays(document: Document):
    folder = interrupted(document, of(document, QUESTION, SECRET), of(document, OTHER, "Undecided."))
    (one,) = found_beside(document.path)
    settle(one, one.texts[0], taken=False)
    before = (folder / NOT_TAKEN).stat().st_mtime_ns
    assert forget_history(document, "2001-01-01T00:00:00Z").beside == 0
    assert left(folder, SECRET)
    forget_question(document, "kf2.q1")
    assert (folder / NOT_TAKEN).stat().st_mtime_ns == before
    os.utime(folder / NOT_TAKEN, (10**9 - 10**8, 10**9 - 10**8))
    assert forget_history(document, "2001-01-01T00:00:00Z").beside == 1
    assert not left(folder, SECRET)
    assert forget_history(document).beside == 0
    assert waiting(document) == ["Undecided."]


def test_a_copy_without_history_forgets_nothing_beside_the_file_itself(document: Document, tmp_path: Path):
    folder = interrupted(document, of(document, QUESTION, SECRET))
    decided(document)
    copy_without_history(document, tmp_path / "new.integrity")
    assert left(folder, SECRET)


def test_texts_of_another_assessment_and_what_is_not_ours_stay(document: Document, tmp_path: Path):
    folder = interrupted(document, of(document, QUESTION, SECRET), assessment="another")
    (folder / "journal").write_text(SECRET)
    linked = tmp_path / "elsewhere"
    linked.mkdir()
    keep(linked, document.read.assessment().id, [of(document, QUESTION, SECRET)])
    document.path.with_name(f"{document.path.name}.rescue-1").symlink_to(linked)
    assert forget_question(document, QUESTION).beside == 0
    assert sorted(path.name for path in folder.iterdir()) == ["journal", WAITING]
    assert left(linked, SECRET)


def test_what_cannot_be_read_as_a_text_goes_and_what_a_kill_left_too(document: Document):
    folder = interrupted(document, of(document, QUESTION, SECRET))
    told = (folder / WAITING).read_text("utf-8").replace('"text"', '"no_such_column"')
    (folder / WAITING).write_text(told, "utf-8")
    (folder / f"{WAITING}.4242.part").write_text(SECRET)
    assert forget_question(document, OTHER).beside == 1
    assert not folder.exists()


def test_it_is_said_if_the_disk_refuses(document: Document, monkeypatch: pytest.MonkeyPatch):
    folder = interrupted(document, of(document, QUESTION, SECRET), of(document, OTHER, "Something else."))

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(unfinished, "put_private", refuse)
    found = forget_question(document, QUESTION)
    assert (found.beside, found.left_beside) == (1, 1)
    assert left(folder, SECRET)
    assert len(two_versions(document)) == 2


def test_it_is_forgotten_among_very_many_folders(document: Document):
    for number in range(300):
        document.path.with_name(f"{document.path.name}.rescue-{number:08x}").mkdir()
    folder = interrupted(document, of(document, QUESTION, SECRET), number=0xFFFFFFFF)
    assert forget_question(document, QUESTION).beside == 1
    assert not folder.exists()
