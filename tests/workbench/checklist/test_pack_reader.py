"""The real checklist as it must be, and every kind of fault told with file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from workbench.checklist.pack import Pack
from workbench.checklist.pack_reader import Fault, counts, load_pack, packs, read_pack
from workbench.errors import ChecklistInvalid, NotFound
from workbench.model.vocabulary import AreaKind, WordingField
from workbench.system import paths

REAL = paths.checklists_folder() / "idg-2021"

MAIN = """\
format = 1
id = "demo"
version = "1"
title = "A demonstration"
language = "en"

[declares]
lists = 2
sections = 3
questions = 4

[[lists]]
id = "kf1"
title = "Leadership"
kind = "key_factor"

[[lists.sections]]
id = "kf1.s1"
number = "I"
title = "First"

[[lists.sections.questions]]
id = "kf1.q1"
wording = "Who leads?"

[[lists.sections.questions]]
id = "kf1.q2"
wording = "Who follows?"

[[lists.sections]]
id = "kf1.s2"
number = "II"
title = "Second"

[[lists.sections.questions]]
id = "kf1.q3"
wording = "Who asks?"

[[lists]]
id = "ge"
title = "Equality"
kind = "gender_equality"

[[lists.sections]]
id = "ge.s1"
number = ""
title = ""

[[lists.sections.questions]]
id = "ge.q1"
wording = "Who decides?"
"""

GUIDANCE = '''\
introduction = """
What this list is about.
[[sections]]
"""

[[sections]]
id = "kf1.s1"
why = "Because."
good_practice = "It is done."
ask = "Is it done?"
evidence = "Minutes."
examples = ["In one country (2019 report)."]
'''

GLOSSARY = """\
[[terms]]
id = "integrity"
term = "Integrity"
definition = "Doing what is right."
source = "own"
"""


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """A small pack without faults."""
    folder = tmp_path / "demo"
    (folder / "guidance" / "en").mkdir(parents=True)
    (folder / "glossary").mkdir()
    (folder / "checklist.toml").write_text(MAIN, encoding="utf-8")
    (folder / "guidance" / "en" / "kf1.toml").write_text(GUIDANCE, encoding="utf-8")
    (folder / "glossary" / "en.toml").write_text(GLOSSARY, encoding="utf-8")
    return folder


def faults_of(folder: Path) -> list[str]:
    return [str(fault) for fault in read_pack(folder)[1]]


def test_a_pack_without_faults(demo: Path) -> None:
    pack, faults = read_pack(demo)
    assert faults == []
    assert pack is not None
    assert counts(pack) == {
        "lists": 2,
        "sections": 3,
        "questions": 4,
        "introductions": 1,
        "guidance": 1,
        "terms": 1,
        "help": 0,
    }
    assert pack.areas[0].introduction == "What this list is about.\n[[sections]]"
    assert dict(pack.sections[0].guidance)[WordingField.ASK] == "Is it done?"
    assert pack.sections[0].examples == ("In one country (2019 report).",)
    assert pack.terms[0].term == "Integrity"


def test_windows_line_ends_and_a_byte_order_mark_are_no_fault(demo: Path) -> None:
    main = demo / "checklist.toml"
    main.write_bytes(b"\xef\xbb\xbf" + MAIN.replace("\n", "\r\n").encode())
    assert faults_of(demo) == []
    main.write_bytes(MAIN.replace("Who asks?", " ").replace("\n", "\r\n").encode())
    assert faults_of(demo) == ['checklist.toml:37: kf1.q3 has no text "wording"']


FAULTS = {
    "bad TOML": ('title = "Second"', "title = Second", "33: not TOML: Invalid value (at line 33, column 9)"),
    "TOML that never ends": ('wording = "Who decides?"', 'wording = """Who', "52: not TOML: "),
    "missing wording": ('wording = "Who follows?"\n', "", '26: kf1.q2 has no text "wording"'),
    "empty wording": ('"Who follows?"', '"\u200b "', '28: kf1.q2 has no text "wording"'),
    "wording that is no text": ('"Who follows?"', "7", '28: kf1.q2 has no text "wording"'),
    "wording that cannot be printed": (
        '"Who follows?"',
        '"a\\u0000b"',
        '28: "wording" of kf1.q2 cannot be used: The text has',
    ),
    "missing id of a question": ('id = "kf1.q2"\n', "", '26: a question has no text "id"'),
    "missing id of a section": ('id = "kf1.s2"\n', "", '30: a section has no text "id"'),
    "missing title of a list": ('title = "Equality"\n', "", '39: ge has no text "title"'),
    "duplicate question": ('id = "kf1.q3"', 'id = "kf1.q1"', "36: the question kf1.q1 comes twice"),
    "duplicate section": ('id = "kf1.s2"', 'id = "kf1.s1"', "31: the section kf1.s1 comes twice"),
    "duplicate list": ('id = "ge"', 'id = "kf1"', "40: the list kf1 comes twice"),
    "unknown kind": ('"gender_equality"', '"equality"', '42: ge has an unknown kind "equality"'),
    "the kind of own questions": ('"gender_equality"', '"own"', '42: ge has an unknown kind "own"'),
    "id of no list": ('id = "ge"', 'id = "GE"', "40: GE cannot be the id of a list"),
    "id of the own list": ('id = "ge"', 'id = "x"', "40: x cannot be the id of a list"),
    "id of no section": ('"kf1.s2"', '"kf1.II"', "31: kf1.II cannot be the id of a section of kf1"),
    "section of another list": ('"kf1.s2"', '"ge.s2"', "31: ge.s2 cannot be the id of a section of kf1"),
    "id of no question": ('"kf1.q3"', '"kf1.q03"', "36: kf1.q03 cannot be the id of a question of kf1"),
    "question of another list": ('"kf1.q3"', '"ge.q3"', "36: ge.q3 cannot be the id of a question of kf1"),
    "unknown entry of a question": (
        'wording = "Who asks?"',
        'wording = "a"\nnote = "n"',
        '38: kf1.q3 has an unknown entry "note"',
    ),
    "unknown entry of a list": (
        'kind = "key_factor"',
        'kind = "key_factor"\ncolour = "red"',
        "16: kf1 has an unknown entry",
    ),
    "unknown entry of the pack": ('version = "1"', 'version = "1"\nauthor = "me"', '4: demo has an unknown entry "author"'),
    "unknown entry of what is declared": ("questions = 4", "question = 4", '10: "declares" has an unknown entry "question"'),
    "declared lists": ("lists = 2", "lists = 3", "8: the pack declares 3 lists and has 2"),
    "declared sections": ("sections = 3", "sections = 2", "9: the pack declares 2 sections and has 3"),
    "declared questions": ("questions = 4", "questions = 282", "10: the pack declares 282 questions and has 4"),
    "another format": ("format = 1", "format = 2", "1: the format must be 1"),
    "missing format": ("format = 1\n", "", "1: the format must be 1"),
    "another folder": ('id = "demo"', 'id = "other"', "2: the id other is not the name of the folder"),
    "unknown language": (
        'language = "en"',
        'language = "tlh"',
        '5: the language "tlh" is not one of en, fr, es, pt, ru, ar',
    ),
    "missing version": ('version = "1"\n', "", '1: demo has no text "version"'),
    "lists that are none": ("[[lists]]", "[[list]]", '1: demo has an unknown entry "list"'),
}


@pytest.mark.parametrize(("old", "new", "expected"), FAULTS.values(), ids=list(FAULTS))
def test_a_fault_of_the_checklist_is_told_with_its_line(demo: Path, old: str, new: str, expected: str) -> None:
    assert old in MAIN
    text = MAIN.replace(old, new) if old == "[[lists]]" else MAIN.replace(old, new, 1)
    text = text.replace("[[lists.", "[[list.") if old == "[[lists]]" else text
    (demo / "checklist.toml").write_text(text, encoding="utf-8")
    assert [fault for fault in faults_of(demo) if fault.startswith(f"checklist.toml:{expected}")], faults_of(demo)


def test_a_question_where_an_area_should_be(demo: Path) -> None:
    (demo / "checklist.toml").write_text(MAIN.partition("[declares]")[0] + 'lists = "none"\n', encoding="utf-8")
    assert 'checklist.toml:7: "lists" of demo must be a list of tables' in faults_of(demo)
    (demo / "checklist.toml").write_text(MAIN.partition("[declares]")[0] + "declares = 7\n", encoding="utf-8")
    assert 'checklist.toml:7: "declares" must be a table' in faults_of(demo)
    assert "checklist.toml:1: the pack has no lists" in faults_of(demo)


def test_areas_and_sections_without_content(demo: Path) -> None:
    text = MAIN.partition("[[lists]]")[0] + '[[lists]]\nid = "ca1"\ntitle = "T"\nkind = "collective_action"\n'
    (demo / "checklist.toml").write_text(text, encoding="utf-8")
    assert "checklist.toml:13: ca1 has no sections" in faults_of(demo)
    (demo / "checklist.toml").write_text(
        text + '[[lists.sections]]\nid = "ca1.s1"\nnumber = ""\ntitle = ""\n', encoding="utf-8"
    )
    assert "checklist.toml:17: ca1.s1 has no questions" in faults_of(demo)


def test_tables_written_in_one_line_are_told_by_their_id(demo: Path) -> None:
    inline = '[[lists]]\nid = "ca1"\ntitle = "T"\nkind = "collective_action"\nsections = [\n  {id = "ca1.s1", number = "", title = "", questions = [\n    {id = "ca1.q1", wording = ""},\n  ]},\n]\n'
    (demo / "checklist.toml").write_text(MAIN + inline, encoding="utf-8")
    assert 'checklist.toml:58: ca1.q1 has no text "wording"' in faults_of(demo)


GUIDANCE_FAULTS = {
    "unknown section": ('id = "kf1.s1"', 'id = "kf1.s9"', "7: there is no section kf1.s9"),
    "missing id": ('id = "kf1.s1"\n', "", '6: a guidance text has no text "id"'),
    "missing part": ('ask = "Is it done?"\n', "", '6: kf1.s1 has no text "ask"'),
    "empty part": ('"Minutes."', '""', '11: kf1.s1 has no text "evidence"'),
    "part that is no text": ('"Minutes."', "[]", '11: kf1.s1 has no text "evidence"'),
    "examples that are none": (
        '["In one country (2019 report)."]',
        '"One"',
        '12: "examples" of kf1.s1 must be a list of texts',
    ),
    "empty example": (
        '["In one country (2019 report)."]',
        '["One", " "]',
        '12: "examples" of kf1.s1 must be a list of texts',
    ),
    "example that is a number": ('["In one country (2019 report)."]', "[2019]", '12: "examples" of kf1.s1 must be a list'),
    "unknown entry": ('why = "Because."', 'why = "Because."\nwhat = "What"', '9: kf1.s1 has an unknown entry "what"'),
    "unknown entry above": ('introduction = """', 'intro = """', '1: kf1 has an unknown entry "intro"'),
    "empty introduction": ("What this list is about.\n[[sections]]\n", "", '1: kf1 has no text "introduction"'),
    "bad TOML": ('why = "Because."', "why: Because.", "8: not TOML: "),
}


@pytest.mark.parametrize(("old", "new", "expected"), GUIDANCE_FAULTS.values(), ids=list(GUIDANCE_FAULTS))
def test_a_fault_of_the_guidance_is_told_with_its_line(demo: Path, old: str, new: str, expected: str) -> None:
    assert old in GUIDANCE
    (demo / "guidance" / "en" / "kf1.toml").write_text(GUIDANCE.replace(old, new, 1), encoding="utf-8")
    expected = f"guidance/en/kf1.toml:{expected}"
    assert [fault for fault in faults_of(demo) if fault.startswith(expected)], faults_of(demo)


def test_guidance_that_comes_twice_and_an_introduction_to_nothing(demo: Path) -> None:
    (demo / "guidance" / "en" / "kf9.toml").write_text(GUIDANCE, encoding="utf-8")
    assert faults_of(demo) == [
        "guidance/en/kf9.toml:7: the guidance text kf1.s1 comes twice",
        "guidance/en/kf9.toml:1: there is no list kf9",
    ]


GLOSSARY_FAULTS = {
    "missing source": ('source = "own"\n', "", '1: integrity has no text "source"'),
    "form": (
        'term = "Integrity"',
        'term = "Integrity"\nforms = "honesty"',
        '4: "forms" of integrity must be a list of texts of one line each',
    ),
    "place": (
        'term = "Integrity"',
        'term = "Integrity"\nnot_marked = ["kf9.q9"]',
        "4: there is no question or section kf9.q9",
    ),
    "empty term": ('"Integrity"', '" "', '3: integrity has no text "term"'),
    "unknown entry": ('source = "own"', 'source = "own"\nsee = "a"', '6: integrity has an unknown entry "see"'),
    "twice": (GLOSSARY, GLOSSARY + GLOSSARY, "7: the term integrity comes twice"),
    "bad TOML": ("[[terms]]", "[terms", "1: not TOML: "),
    "no list": ("[[terms]]", "[terms]", '1: "terms" of the glossary must be a list of tables'),
}


@pytest.mark.parametrize(("old", "new", "expected"), GLOSSARY_FAULTS.values(), ids=list(GLOSSARY_FAULTS))
def test_a_fault_of_the_glossary_is_told_with_its_line(demo: Path, old: str, new: str, expected: str) -> None:
    (demo / "glossary" / "en.toml").write_text(GLOSSARY.replace(old, new, 1), encoding="utf-8")
    expected = f"glossary/en.toml:{expected}"
    assert [fault for fault in faults_of(demo) if fault.startswith(expected)], faults_of(demo)


@pytest.mark.parametrize(("name", "line"), [("checklist.toml", 27), ("guidance/en/kf1.toml", 8), ("glossary/en.toml", 3)])
def test_text_that_is_not_utf_8_is_told_with_its_line(demo: Path, name: str, line: int) -> None:
    lines = (demo / name).read_bytes().split(b"\n")
    lines[line - 1] = lines[line - 1].replace(b'"', b'"\xe9', 1)
    (demo / name).write_bytes(b"\n".join(lines))
    assert f"{name}:{line}: the text is not UTF-8" in faults_of(demo)


def test_a_pack_that_is_not_there(tmp_path: Path) -> None:
    pack, faults = read_pack(tmp_path / "nothing")
    assert pack is None
    assert faults == [Fault("checklist.toml", 0, "the file cannot be read")]
    assert str(faults[0]) == "checklist.toml: the file cannot be read"


def test_a_pack_without_guidance_and_glossary_is_complete_enough(demo: Path) -> None:
    shutil.rmtree(demo / "guidance")
    shutil.rmtree(demo / "glossary")
    assert faults_of(demo) == []


def test_packs_are_found_and_loaded_by_name(demo: Path) -> None:
    root = demo.parent
    (root / "empty folder").mkdir()
    assert packs(root) == ["demo"]
    assert load_pack("demo", root).title == "A demonstration"
    for name in ("other", "", "..", "demo/../demo", "empty folder"):
        with pytest.raises(NotFound, match="available: demo"):
            load_pack(name, root)
    (demo / "checklist.toml").write_text(MAIN.replace("questions = 4", "questions = 5"), encoding="utf-8")
    with pytest.raises(ChecklistInvalid, match=r"the first in checklist\.toml:10: the pack declares 5 questions and has 4"):
        load_pack("demo", root)
    (demo / "checklist.toml").write_text("=", encoding="utf-8")
    with pytest.raises(ChecklistInvalid, match=r"checklist\.toml:1: not TOML"):
        load_pack("demo", root)


def test_the_real_pack_has_no_faults() -> None:
    assert faults_of(REAL) == []
    assert "idg-2021" in packs()


def test_the_real_pack_has_14_areas_60_sections_and_282_questions(pack: Pack) -> None:
    assert (len(pack.areas), len(pack.sections), len(pack.questions)) == (14, 60, 282)
    kinds = [entry.kind for entry in pack.areas]
    assert kinds == [AreaKind.KEY_FACTOR] * 10 + [AreaKind.COLLECTIVE_ACTION] * 3 + [AreaKind.GENDER_EQUALITY]
    ids = [entry.id for entry in pack.areas]
    assert ids == [*(f"kf{number}" for number in range(1, 11)), "ca1", "ca2", "ca3", "ge"]


def test_the_numbers_of_the_real_pack_are_the_official_ones(pack: Pack) -> None:
    questions = {
        entry.id: [question.id for section in entry.sections for question in section.questions] for entry in pack.areas
    }
    counted = {"kf1": 23, "kf2": 17, "kf3": 31, "kf4": 30, "kf5": 22, "kf6": 29, "kf7": 15, "kf8": 36, "kf9": 19, "kf10": 21}
    counted |= {"ca1": 10, "ca2": 6, "ca3": 9, "ge": 14}
    assert {name: len(ids) for name, ids in questions.items()} == counted
    for name, ids in questions.items():
        numbers = [number for number in range(1, 40) if (name, number) != ("kf3", 19)]
        assert ids == [f"{name}.q{number}" for number in numbers[: len(ids)]]
    assert "kf3.q19" not in questions["kf3"]
    assert questions["kf3"][-1] == "kf3.q32"


def test_the_code_of_conduct_has_its_three_part_section(pack: Pack) -> None:
    sections = [section.number for entry in pack.areas if entry.id == "kf7" for section in entry.sections]
    assert [number for number in sections if number.startswith("III")] == ["III.a", "III.b", "III.c"]


def test_every_question_of_the_real_pack_is_worded_once(pack: Pack) -> None:
    wordings = [question.wording for question in pack.questions]
    assert len(set(wordings)) == 282
    assert all(wording.endswith((".", "?")) for wording in wordings)
