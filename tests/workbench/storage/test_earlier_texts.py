"""Every earlier text is put together and asked, and what cannot be put together is found."""

from __future__ import annotations

from workbench.document.document import Document
from workbench.model.rows import Contribution
from workbench.operations import answers, people, voices
from workbench.storage.earlier_texts import rows_that_belonged, subjects_that_tell

QUESTION = "kf1.q1"


def write(document: Document, clock, *texts: str) -> None:
    for text in texts:
        answers.write_answer(document, question=QUESTION, text=text)
        clock.go_on(5)


def test_every_version_is_asked_whole(document: Document, clock):
    texts = [f"A long text that is changed at one place only: {number}, and goes on." for number in range(5)]
    write(document, clock, *texts, "The end")
    asked: set[str] = set()

    def tells(text: str) -> bool:
        asked.add(text)
        return False

    assert subjects_that_tell(document.read.connection, tells) == set()
    assert set(texts) <= asked


def test_a_row_that_was_removed_and_came_back_is_asked_as_it_was(document: Document, clock):
    person = people.add_contributor(document, name="Secret name")
    clock.go_on(5)
    people.edit_contributor(document, contributor=person, name="Other name")
    clock.go_on(5)
    people.remove_contributor(document, contributor=person)
    document.undo()
    found = subjects_that_tell(document.read.connection, lambda text: text == "Secret name")
    sql = "SELECT id, column_name FROM subjects WHERE table_name = 'contributors'"
    columns = {column for number, column in document.read.connection.read(sql) if number in found}
    assert columns == {"name"}


def test_rows_that_belonged_to_a_question_are_found_when_they_are_gone(document: Document, clock):
    person = people.add_contributor(document, name="Ana")
    gone = voices.add_contribution(document, question=QUESTION, contributor=person, text="One")
    other = voices.add_contribution(document, question="kf1.q2", contributor=person, text="Two")
    for contribution in (gone, other):
        voices.remove_contribution(document, contribution=contribution)
    assert rows_that_belonged(document.read.connection, Contribution, "question_id", QUESTION) == {gone}
