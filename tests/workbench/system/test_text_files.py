"""Texts of other programs: UTF-8 and UTF-16 are read, nothing is guessed, and lost letters are noticed."""

from __future__ import annotations

import pytest

from workbench.system.text_files import decoded, letters_were_lost

TEXT = "Кто руководит? من يقود؟ Qui dirige ?\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_says_its_encoding_is_read(encoding: str) -> None:
    assert decoded(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["cp1251", "cp866", "utf-16-le"])
def test_nothing_is_guessed(encoding: str) -> None:
    raw = TEXT.replace("من يقود؟", "").encode(encoding)
    try:
        assert "Кто" not in decoded(raw)
    except UnicodeDecodeError:
        assert encoding != "utf-16-le"


@pytest.mark.parametrize("text", ["?????", "??? ????????? ?????, 2 ????\r\n", "?? ?? 1.1"])
def test_lost_letters_are_noticed(text: str) -> None:
    assert letters_were_lost(text)


@pytest.mark.parametrize("text", ["", "?", "Who?? Nobody.", "Кто??", "12", "1 ?"])
def test_a_text_with_letters_is_a_text(text: str) -> None:
    assert not letters_were_lost(text)
