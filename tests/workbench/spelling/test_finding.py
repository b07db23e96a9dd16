"""Where dictionaries are found, and which of several is taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.spelling.finding import Place, dictionaries_of, find_dictionaries


def put(folder: Path, *names: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_bytes(b"")


@pytest.mark.parametrize(
    ("system", "folder", "environment"),
    [
        ("linux", ".local/share/hunspell", {"HOME": "{home}"}),
        ("linux", ".mozilla/firefox/x.default/dictionaries", {"HOME": "{home}"}),
        ("linux", ".config/libreoffice/4/user/uno_packages/cache/uno_packages/lu1/fr.oxt", {"HOME": "{home}"}),
        ("win32", "Programs/LibreOffice/share/extensions/dict-fr", {"PROGRAMFILES": "{home}/Programs"}),
        ("win32", "Roaming/Mozilla/Firefox/Profiles/x/dictionaries", {"APPDATA": "{home}/Roaming"}),
        ("darwin", "Library/Spelling", {"HOME": "{home}"}),
        ("linux", "anywhere", {"DICPATH": "{home}/anywhere"}),
    ],
)
def test_dictionaries_of_other_programs(tmp_path, system, folder, environment):
    put(tmp_path / folder, "fr_FR.dic", "fr_FR.aff", "fr_CA.dic", "de_DE.dic", "de_DE.aff", "hyph_fr.dic", "readme.txt")
    known = {name: value.format(home=tmp_path) for name, value in environment.items()}
    found = [place for place in find_dictionaries(environment=known, system=system) if tmp_path in place.file.parents]
    assert [(place.tag, place.file.name) for place in found] == [("fr_FR", "fr_FR.dic")]  # fr_CA has no rules


def test_the_users_own_come_first_and_those_of_the_program_last(tmp_path):
    put(tmp_path, "en_GB.dic", "en_GB.aff", "ar.zip")
    found = find_dictionaries(tmp_path, environment={}, system="none")
    assert [place.file.parent for place in found[:2]] == [tmp_path, tmp_path]
    assert found[-1].file.parent.name == "dictionaries"


def test_what_is_no_folder_is_passed_over(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    names = ("file", "gone", "bad\0name")
    environment = {"DICPATH": ":".join(str(tmp_path / name) for name in names), "HOME": str(tmp_path / "gone")}
    assert find_dictionaries(environment=environment, system="linux")


@pytest.mark.parametrize(("preferred", "first"), [("", "en_GB"), ("en_US", "en_US"), ("fr_FR", "en_GB"), ("en_ZA", "en_GB")])
def test_which_of_several_is_taken(preferred, first):
    places = tuple(Place(tag, Path(f"{tag}.dic")) for tag in ("en_AU", "en_US", "fr_FR", "en_GB"))
    found = dictionaries_of("en", places, preferred)
    assert found[0].tag == first
    assert {place.language for place in found} == {"en"}
    assert dictionaries_of("ru", places) == ()
