"""Wording files: what spreadsheets write is read, what is wrong is told with its line, and a fault leaves everything as it was."""

from __future__ import annotations

import contextlib
import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.checklist.tree import read_checklist
from workbench.document.document import Document
from workbench.errors import FileExists, StorageFailed, WordingInvalid
from workbench.exchange.wording_file import MOST_BYTES, load_wording, read_wording, write_template
from workbench.model.rows import Wording
from workbench.model.vocabulary import WordingOrigin
from workbench.operations.assessment import add_own_question
from workbench.operations.wording import question_ids, replace_wording

KNOWN = frozenset({"kf1.q1", "kf1.q2", "kf3.q20", "ge.q14", "x.1"})


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a wording file of the given bytes or text."""

    def write_it(content: str | bytes, name: str = "wording.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return write_it


def fault(path: Path) -> str:
    with pytest.raises(WordingInvalid) as refused:
        read_wording(path, KNOWN)
    text = str(refused.value)
    whole = re.fullmatch(
        rf"(?:In|Below) line (\d+) of {re.escape(path.name)}, (.+)\. "
        r"The wording in the assessment is unchanged\. Correct line \1 and load the file again\.",
        text,
        re.DOTALL,
    )
    assert whole is not None, text
    return f"{whole[1]}: {whole[2]}"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_what_spreadsheets_write_is_read(write, delimiter: str, mark: bytes, end: str) -> None:
    content = io.StringIO(newline="")
    writer = csv.writer(content, delimiter=delimiter, lineterminator=end)
    wanted = {"kf1.q1": "Qui, quoi; où\t?", "kf3.q20": 'Un «mot» "cité" ?', "ge.q14": "ما هي الاستراتيجية؟"}
    writer.writerows([("id", "text"), *wanted.items()])
    assert read_wording(write(mark + content.getvalue().encode()), KNOWN) == wanted


def test_ids_and_texts_lose_the_space_around_them_and_empty_rows_and_cells_are_nothing(write) -> None:
    content = "ID , Text,\n\n kf1.q1 ,  Who?  ,,\n,\n , \nkf1.q2,What?\n\n"
    assert read_wording(write(content), KNOWN) == {"kf1.q1": "Who?", "kf1.q2": "What?"}


def test_a_text_may_have_several_lines_and_keeps_them(write) -> None:
    assert read_wording(write('id,text\r\nkf1.q1,"One\r\ntwo\r\n\r\nthree"\r\n'), KNOWN) == {"kf1.q1": "One\ntwo\n\nthree"}


def test_a_number_is_as_good_as_an_id(write) -> None:
    content = "id,text\n3.20,a\nge.14,b\n1.1,c\n"
    assert read_wording(write(content), KNOWN) == {"kf3.q20": "a", "ge.q14": "b", "kf1.q1": "c"}


def test_a_number_that_lost_its_zero_in_a_spreadsheet_is_refused(write) -> None:
    known = KNOWN | {"kf3.q2"}
    assert read_wording(write("id,text\n3.20,a\nkf3.q2,b\n"), known) == {"kf3.q20": "a", "kf3.q2": "b"}
    with pytest.raises(WordingInvalid) as refused:
        read_wording(write("id,text\n3.2,a\n"), known)
    assert "In line 2 of wording.csv, 3.2 may have been 3.20" in str(refused.value)
    assert "write kf3.q2 or kf3.q20" in str(refused.value)


def test_a_template_has_every_question_and_is_read_again(tmp_path: Path, document: Document, pack) -> None:
    add_own_question(document, wording="=1+1 or more?")
    path = tmp_path / "template.csv"
    assert write_template(document, path=path, language="en") == 283
    raw = path.read_bytes()
    assert raw.startswith(b"\xff\xfe"), "the mark of UTF-16"
    lines = raw.decode("utf-16").splitlines()
    assert lines[0] == "id\ttext"
    assert lines[1].startswith("kf1.q1\t")
    assert lines[-1] == "X.1\t =1+1 or more?", "a spreadsheet calculates nothing"
    texts = read_wording(path, question_ids(document))
    assert texts == {**{question.id: question.wording for question in pack.questions}, "X.1": "=1+1 or more?"}


def test_of_a_template_only_what_was_written_over_is_replaced(tmp_path: Path, document: Document) -> None:
    path = tmp_path / "template.csv"
    write_template(document, path=path, language="fr")
    changed = path.read_bytes().decode("utf-16").splitlines()
    changed[1] = "kf1.q1\tQuelle stratégie ?"
    path.write_text("\n".join(changed), encoding="utf-16")
    assert load_wording(document, path=path, language="fr") == 1
    assert [row.id for row in document.read.where(Wording, language="fr")] == ["kf1.q1/question/fr"]


def test_a_template_covers_no_file(tmp_path: Path, document: Document) -> None:
    (tmp_path / "mine.csv").write_text("mine")
    with pytest.raises(FileExists):
        write_template(document, path=tmp_path / "mine.csv", language="en")
    assert (tmp_path / "mine.csv").read_text() == "mine"


def test_an_own_question_may_be_worded(write) -> None:
    assert read_wording(write("id;text\nx.1;And you?\n"), KNOWN) == {"x.1": "And you?"}


FAULTS = {
    "empty file": ("", "1: the headings must be “id,text”"),
    "no header": ("kf1.q1,Who?\n", "1: the headings must be “id,text”"),
    "columns the other way round": ("text,id\nWho?,kf1.q1\n", "1: the headings must be “id,text”"),
    "three columns in the header": ("id,text,note\n", "1: the headings must be “id,text”"),
    "blank first line": ("\nid,text\nkf1.q1,Who?\n", "1: the headings must be “id,text”"),
    "nothing but the header": ("id,text\n", "1: there is no wording"),
    "nothing but empty rows": ("id,text\n,\n\n", "1: there is no wording"),
    "one column": ("id,text\nkf1.q1,Who?\nkf1.q2\n", "3: there must be two columns, an id and a text"),
    "three columns": ("id,text\nkf1.q1,Who, me?\n", "2: there must be two columns, an id and a text"),
    "unknown id": (
        "id,text\nkf1.q1,Who?\nkf3.q19,What?\n",
        "3: there is no question with the id “kf3.q19”; an id is for example kf3.q20 or 3.20",
    ),
    "a number that is not there": (
        "id,text\n3.19,Who?\n",
        "2: there is no question with the id “3.19”; an id is for example kf3.q20 or 3.20",
    ),
    "an id and its number": ("id,text\nkf3.q20,a\n3.20,b\n", "3: there is a text for kf3.q20, and line 2 already has one"),
    "an id in capitals": (
        "id,text\nKF1.Q1,Who?\n",
        "2: there is no question with the id “KF1.Q1”; an id is for example kf3.q20 or 3.20",
    ),
    "no id": ("id,text\n,Who?\n", "2: there is no question with the id “…”; an id is for example kf3.q20 or 3.20"),
    "a text for an id": (
        "id,text\n" + "word " * 30 + ",Who?\n",
        "2: there is no question with the id “word word word word word word word word…”",
    ),
    "an id with an escape sequence": (
        "id,text\n\x1b[2Jkf1.q1,Who?\n",
        "2: there is no question with the id “[2Jkf1.q1”; an id is for example kf3.q20 or 3.20",
    ),
    "the same id twice": (
        "id,text\nkf1.q1,Who?\nkf1.q2,a\nkf1.q1,Who?\n",
        "4: there is a text for kf1.q1, and line 2 already has one",
    ),
    "empty text": ("id,text\nkf1.q1,Who?\nkf1.q2,\n", "3: the text of kf1.q2 is empty"),
    "invisible text": ("id,text\nkf1.q2,\u200b\u2060\n", "2: the text of kf1.q2 is empty"),
    "control character": ("id,text\nkf1.q1,a\x07b\n", "2: the text of kf1.q1 has a control character"),
    "nought character": ("id,text\nkf1.q1,a\x00b\n", "2: the text of kf1.q1 has a control character"),
    "quotation mark that never closes": (
        'id,text\nkf1.q1,Who?\nkf1.q2,"What?\nkf3.q20,x\n',
        "3: a quotation mark or a column",
    ),
    "text after a quotation mark": ('id,text\nkf1.q1,"Who" me?\n', "2: a quotation mark or a column is out of place"),
    "a text beyond all measure": (
        "id,text\nkf1.q1," + "a" * 200_000 + "\n",
        "2: a quotation mark or a column is out of place",
    ),
    "after a text of three lines": (
        'id,text\nkf1.q1,"1\n2\n3"\nkf9.q9,x\n',
        "5: there is no question with the id “kf9.q9”; an id is for example kf3.q20 or 3.20",
    ),
    "inside a text of three lines": (
        'id,text\nkf1.q1,Who?\nkf1.q1,"1\n2\n3"\n',
        "3: there is a text for kf1.q1, and line 2 already has one",
    ),
    "twice after a text of three lines": (
        'id,text\r\nkf1.q1,"1\r\n2"\r\n\r\nkf1.q1,x\r\n',
        "5: there is a text for kf1.q1, and line 2 already has one",
    ),
}


@pytest.mark.parametrize(("content", "expected"), FAULTS.values(), ids=list(FAULTS))
def test_a_fault_is_told_with_its_line(write, content: str, expected: str) -> None:
    assert fault(write(content)).startswith(expected)


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (b"id,text\nkf1.q1,Who?\nkf1.q2,caf\xe9\n", 3),
        (b"id,text\r\nkf1.q1,Who?\r\nkf1.q2,caf\xe9\r\n", 3),
        (b"id,text\rkf1.q1,Who?\rkf1.q2,caf\xe9\r", 3),
        (b"id,text\nkf1.q1,\xed\xa0\x80\n", 2),
        ("id;text\r\nkf1.q1;Кто?\r\n".encode("cp1251"), 2),
        ("id;text\r\nkf1.q1;من؟\r\n".encode("cp1256"), 2),
        (b"\xff\xfei", 1),
    ],
    ids=["lf", "crlf", "cr", "surrogate", "cp1251", "cp1256", "half a character"],
)
def test_text_that_is_not_utf_8_is_told_with_its_line(write, raw: bytes, line: int) -> None:
    assert fault(write(raw)) == f"{line}: the text is not UTF-8; save the file as “CSV UTF-8”"


@pytest.mark.parametrize("order", ["utf-16", "utf-16-be"])
def test_unicode_text_of_a_spreadsheet_is_read(write, order: str) -> None:
    text = "id\ttext\r\nkf1.q1\tКто руководит?\r\nkf3.q20\tمن يقود؟\r\n"
    mark = b"\xfe\xff" if order == "utf-16-be" else b""
    assert read_wording(write(mark + text.encode(order)), KNOWN) == {"kf1.q1": "Кто руководит?", "kf3.q20": "من يقود؟"}


@pytest.mark.parametrize("told", ["sep=;\r\n", "SEP=; \n", "\ufeffsep=;\r"])
def test_a_line_that_says_how_columns_are_divided_is_read(write, told: str) -> None:
    assert read_wording(write(f"{told}id;text\nkf1.q1;Who, and when?\n"), KNOWN) == {"kf1.q1": "Who, and when?"}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("sep=;\nwho;what\n", "2: the headings must be “id,text”"),
        ("sep=;\nid;text\n", "2: there is no wording"),
        ("sep=;\nid;text\nkf1.q1;\n", "3: the text of kf1.q1 is empty"),
        ("sep=|\nid|text\n", "1: the headings must be “id,text”"),
        ("sep=;", "1: the headings must be “id,text”"),
    ],
)
def test_a_fault_below_such_a_line_is_told_with_its_line(write, content: str, expected: str) -> None:
    assert fault(write(content)) == expected


def test_a_file_far_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as stream:
        stream.write(b"id,text\n")
        stream.truncate(MOST_BYTES + 1)
    with pytest.raises(WordingInvalid, match=r"^The file huge\.csv is far too large for a wording file\. ") as refused:
        read_wording(path, KNOWN)
    assert "Choose the file with the wording of the questions." in str(refused.value)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nothing.csv", tmp_path / "a" / "b.csv"):
        with pytest.raises(StorageFailed, match="cannot be read"):
            read_wording(path, KNOWN)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=120), tail=st.text(max_size=60))
def test_whatever_is_in_the_file_it_is_read_or_refused_in_words(write, raw: bytes, tail: str) -> None:
    for content in (raw, b"id,text\n" + raw, b"id,text\nkf1.q1," + tail.encode("utf-8", "replace")):
        with contextlib.suppress(WordingInvalid):
            assert set(read_wording(write(content), KNOWN)) <= KNOWN


def test_all_282_questions_are_replaced_in_one_step(write, document: Document, pack) -> None:
    rows = [(question.id, f"Official wording of {question.id}?") for question in pack.questions]
    content = io.StringIO(newline="")
    csv.writer(content).writerows([("id", "text"), *rows])
    texts = read_wording(write(content.getvalue()), question_ids(document))
    assert replace_wording(document, language="en", texts=texts) == 282
    assert [(question.id, question.wording) for question in read_checklist(document).questions] == rows
    document.undo()
    ours = [(question.id, question.wording) for question in pack.questions]
    assert [(question.id, question.wording) for question in read_checklist(document).questions] == ours


def test_questions_that_the_file_does_not_name_keep_their_wording(write, document: Document, pack) -> None:
    texts = read_wording(write("id,text\nkf1.q1,Official?\n"), question_ids(document))
    replace_wording(document, language="en", texts=texts)
    worded = {question.id: question.wording for question in read_checklist(document).questions}
    assert worded == {question.id: question.wording for question in pack.questions} | {"kf1.q1": "Official?"}


def test_another_language_falls_back_to_ours_where_it_says_nothing(write, document: Document, pack) -> None:
    texts = read_wording(write("id;text\nkf1.q1;Quelle stratégie ?\n"), question_ids(document))
    replace_wording(document, language="fr", texts=texts)
    french = read_checklist(document, "fr").questions
    assert (french[0].wording, french[1].wording) == ("Quelle stratégie ?", pack.questions[1].wording)
    assert read_checklist(document).questions[0].wording == pack.questions[0].wording


def test_own_questions_are_worded_like_the_others(write, document: Document) -> None:
    question = add_own_question(document, wording="What do drivers say?")
    texts = read_wording(write("id,text\nx.1,And what do drivers say?\n"), question_ids(document))
    replace_wording(document, language="en", texts=texts)
    row = document.get(Wording, f"{question}/question/en")
    assert (row.text, row.origin) == ("And what do drivers say?", WordingOrigin.OWN)


def test_after_a_fault_the_file_is_as_it_was(write, empty_file: Path, open_document) -> None:
    document = open_document(empty_file)
    before = document.read.every(Wording)
    with pytest.raises(WordingInvalid):
        read_wording(write("id,text\nkf1.q1,Official?\nkf3.q19,None\n"), question_ids(document))
    assert document.read.every(Wording) == before
    assert document.undo_label is None


def test_the_name_of_the_file_is_all_that_an_error_tells_about_its_place(write) -> None:
    path = write("nothing", name="my wording.csv")
    with pytest.raises(WordingInvalid) as refused:
        read_wording(path, KNOWN)
    assert str(path.parent) not in str(refused.value)
