"""Names that every disk takes, places as they are pasted, and folders that a service copies."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

import pytest

from workbench.system.places import cloud_of, file_stem, free_name, is_assessment, pasted

HOME = PureWindowsPath(r"C:\Users\amina")
ELSEWHERE = PurePosixPath("/home/amina")


@pytest.mark.parametrize("name", ["CON", "nul", "Aux", "prn", "COM1", "lpt9", "LPT¹", "CONIN$", " con ", "con.", "COM0"])
def test_names_of_devices_get_a_sign_more(name: str) -> None:
    assert file_stem(name) == name.strip(" .") + "_"


@pytest.mark.parametrize(("text", "stem"), [("NUL.north", "NUL_.north"), ("aux .2", "aux _.2"), ("COM1.a.b", "COM1_.a.b")])
def test_an_ending_does_not_make_a_device_a_name(text: str, stem: str) -> None:
    assert file_stem(text) == stem


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("Karsk: bridge/east", "Karsk bridge east"),
        ("Console", "Console"),
        ("COM10", "COM10"),
        ("Пост «Карск»", "Пост «Карск»"),
        ("معبر", "معبر"),
        ("a\u202eb\tc\0", "a b c"),
        ("...", ""),
        (" .hidden. ", "hidden"),
        ("x" * 300, "x" * 80),
        ('\\/:*?"<>|', ""),
    ],
)
def test_a_name_is_what_every_disk_takes(text: str, stem: str) -> None:
    assert file_stem(text) == stem


def test_a_free_name_is_free_in_whatever_letters() -> None:
    assert free_name("Karsk", []) == "Karsk.integrity"
    assert free_name("Karsk", ["KARSK.INTEGRITY", "karsk 2.integrity"]) == "Karsk 3.integrity"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (r'"D:\my file.integrity"', r"D:\my file.integrity"),
        (r"  'D:\a.integrity' ", r"D:\a.integrity"),
        ("“/home/a b.csv”", "/home/a b.csv"),
        ('"half', '"half'),
        ('"', '"'),
        ('""', ""),
        ("Karsk 'east'", "Karsk 'east'"),
    ],
)
def test_a_pasted_place_loses_its_quotation_marks(text: str, place: str) -> None:
    assert pasted(text) == place


@pytest.mark.parametrize("name", ["a.integrity", "a.INTEGRITY", "a.Integrity"])
def test_the_ending_counts_in_whatever_letters(name: str) -> None:
    assert is_assessment(PureWindowsPath(name))
    assert not is_assessment(PureWindowsPath(name + ".bak"))


@pytest.mark.parametrize(
    ("place", "service"),
    [
        (r"C:\Users\amina\OneDrive\Documents\a.integrity", "OneDrive"),
        (r"c:\users\AMINA\onedrive - Customs of Veldora\a.integrity", "OneDrive"),
        (r"C:\Users\amina\Dropbox (Work)\a.integrity", "Dropbox"),
        (r"C:\Users\amina\Google Drive\a.integrity", "Google Drive"),
        (r"G:\My Drive\a.integrity", "Google Drive"),
        (r"C:\Users\amina\iCloudDrive\a.integrity", "iCloud Drive"),
        (r"E:\Work\Documents\a.integrity", "OneDrive"),
        (r"C:\Users\amina\Documents\a.integrity", None),
        (r"C:\Users\amina\Documents\Dropbox talks\a.integrity", None),
        (r"C:\Users\amina\OneDriveless\a.integrity", None),
        (r"E:\Workshop\a.integrity", None),
        (r"E:\a.integrity", None),
    ],
)
def test_folders_that_a_service_copies_are_known_by_name_and_environment(place: str, service: str | None) -> None:
    environment = {"OneDriveCommercial": r"e:\work", "OneDrive": "", "OneDriveConsumer": " "}
    assert cloud_of(PureWindowsPath(place), environment, HOME) == service


@pytest.mark.parametrize(
    ("place", "service"),
    [
        ("/home/amina/Dropbox/a.integrity", "Dropbox"),
        ("/home/amina/Library/CloudStorage/GoogleDrive-amina@veldora.example/a.integrity", "Google Drive"),
        ("/home/amina/Library/Mobile Documents/com~apple~CloudDocs/a.integrity", "iCloud Drive"),
        ("/home/amina/Nextcloud/a.integrity", "Nextcloud"),
        ("/home/amina/Documents/a.integrity", None),
        ("/home/amina", None),
        ("a.integrity", None),
    ],
)
def test_other_systems_have_them_too(place: str, service: str | None) -> None:
    assert cloud_of(PurePosixPath(place), {}, ELSEWHERE) == service


def test_nothing_asks_the_disk(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the disk was asked")

    for name in ("stat", "iterdir", "resolve", "exists"):
        monkeypatch.setattr(f"pathlib.Path.{name}", refuse)
    assert cloud_of(tmp_path / "a.integrity", {"OneDrive": str(tmp_path)}, tmp_path) == "OneDrive"
