"""The command ``guide``: the chapters and what stands in one."""

from __future__ import annotations

from workbench.guide import chapters


def test_without_a_chapter_it_says_what_there_is(run) -> None:
    lines = run("guide").says().splitlines()
    assert [line.split()[1] for line in lines] == [chapter.name for chapter in chapters()]
    assert lines[0].endswith(chapters()[0].title)


def test_a_chapter_is_printed_as_text(run) -> None:
    said = run("guide", "projector").says()
    assert said.startswith("The projector view\n==================\n")
    assert "Shift+F5 Hold the projector view" in said
    assert run("guide", "6").says() == said


def test_an_unknown_chapter_is_one_line_that_names_the_others(run) -> None:
    told = run("guide", "screens").error()
    assert told.startswith("The guide has no chapter screens.")
    assert "answering" in told
