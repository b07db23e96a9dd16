"""The kind of disk of a path, as each system tells it: tables of answers, and this computer itself."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from workbench.system import drives
from workbench.system.drives import Drive, drive_of, is_removable, linux_drive, mac_drive, windows_drive

MOUNTS = r"""22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 8:2 / / rw,relatime - ext4 /dev/sda2 rw
28 27 8:1 / /boot/efi rw - vfat /dev/sda1 rw
29 27 8:3 / /home rw,relatime shared:4 master:2 - btrfs /dev/sda3 rw
31 27 8:17 / /media/amina/MY\040STICK rw - vfat /dev/sdb1 rw
32 27 8:33 / /media/amina/DISK rw - ext4 /dev/sdc1 rw
33 27 8:49 / /media/amina/NTFS rw - fuseblk /dev/sdd1 rw
34 27 0:50 / /mnt/share rw - cifs //server/share rw
35 27 0:51 / /mnt/export rw - nfs4 server:/export rw
36 27 0:52 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
37 27 0:53 / /mnt/strange rw - fuse.strangefs strange rw
38 27 0:54 / /run/scratch rw - tmpfs tmpfs rw
39 27 8:65 / /mnt/twice rw - ext4 /dev/sde1 rw
40 39 0:55 / /mnt/twice rw - nfs server:/twice rw
broken line
"""


@pytest.mark.parametrize(
    ("path", "drive"),
    [
        ("/etc/x.integrity", Drive.LOCAL),
        ("/home/amina/x.integrity", Drive.LOCAL),
        ("/homeless/x.integrity", Drive.LOCAL),
        ("/media/amina/MY STICK/x.integrity", Drive.REMOVABLE),
        ("/media/amina/MY STICK", Drive.REMOVABLE),
        ("/media/amina/MY STICK that is none/x.integrity", Drive.LOCAL),
        ("/media/amina/DISK/folder/x.integrity", Drive.REMOVABLE),
        ("/media/amina/NTFS/x.integrity", Drive.LOCAL),
        ("/mnt/share/x.integrity", Drive.SHARE),
        ("/mnt/export/a/b/x.integrity", Drive.SHARE),
        ("/run/user/1000/gvfs/smb-share:server=s/x.integrity", Drive.SHARE),
        ("/mnt/strange/x.integrity", Drive.UNKNOWN),
        ("/run/scratch/x.integrity", Drive.LOCAL),
        ("/mnt/twice/x.integrity", Drive.SHARE),
    ],
)
def test_linux_tells_it_by_mounts_and_devices(path: str, drive: Drive):
    assert linux_drive(path, MOUNTS, lambda number: number == "8:33") is drive


def test_linux_without_mounts_tells_nothing():
    assert linux_drive("/home/x", "", lambda _: False) is Drive.UNKNOWN


@pytest.mark.skipif(os.name != "posix", reason="links as in /sys")
def test_what_linux_says_of_devices(tmp_path: Path):
    def device(number: str, place: str, **files: str) -> None:
        folder = tmp_path / "devices" / place
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            file = folder / name.replace("_", "/")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text + "\n")
        (numbers / number).symlink_to(folder)

    numbers = tmp_path / "numbers"
    numbers.mkdir()
    device("8:0", "pci/ata1/sda", removable="0")
    device("8:1", "pci/ata1/sda/sda1", partition="1")
    device("8:16", "pci/usb1/1-2/sdb", removable="0")
    device("8:17", "pci/usb1/1-2/sdb/sdb1", partition="1")
    device("11:0", "pci/ata2/sr0", removable="1")
    device("179:1", "mmc_host/mmc0/mmcblk0", device_type="SD", removable="0")
    device("179:2", "mmc_host/mmc1/mmcblk1", device_type="MMC", removable="0")
    device("253:0", "virtual/dm-0", slaves_sdb1_dev="8:17")
    device("253:1", "virtual/dm-1", slaves_sda1_dev="8:1")
    told = {number: is_removable(number, numbers) for number in sorted(path.name for path in numbers.iterdir())}
    assert told == {
        "11:0": True,
        "179:1": True,
        "179:2": False,
        "253:0": True,
        "253:1": False,
        "8:0": False,
        "8:1": False,
        "8:16": True,
        "8:17": True,
    }
    assert not is_removable("9:9", numbers)


@pytest.mark.parametrize(
    ("path", "drive"),
    [
        (r"C:\Users\amina\x.integrity", Drive.LOCAL),
        ("C:/Users/amina/x.integrity", Drive.LOCAL),
        (r"E:\x.integrity", Drive.REMOVABLE),
        (r"e:\x.integrity", Drive.REMOVABLE),
        (r"R:\x.integrity", Drive.SHARE),
        (r"D:\x.integrity", Drive.REMOVABLE),
        (r"Q:\x.integrity", Drive.UNKNOWN),
        (r"\\server\share\x.integrity", Drive.SHARE),
        (r"\\?\UNC\server\share\x.integrity", Drive.SHARE),
        (r"\\?\C:\x.integrity", Drive.LOCAL),
        ("x.integrity", Drive.UNKNOWN),
    ],
)
def test_windows_tells_it_by_letters_and_shares(path: str, drive: Drive):
    types = {"C:\\": 3, "E:\\": 2, "e:\\": 2, "R:\\": 4, "D:\\": 5, "Q:\\": 1}
    assert windows_drive(path, types.__getitem__) is drive


@pytest.mark.parametrize(
    ("kind", "point", "flags", "drive"),
    [
        ("apfs", "/System/Volumes/Data", 0x1000, Drive.LOCAL),
        ("apfs", "/", 0x1000, Drive.LOCAL),
        ("msdos", "/Volumes/STICK", 0x1000, Drive.REMOVABLE),
        ("exfat", "/Volumes/STICK", 0x1000, Drive.REMOVABLE),
        ("apfs", "/Volumes/Backup", 0x1000, Drive.REMOVABLE),
        ("hfs", "/private/x", 0x1200, Drive.REMOVABLE),
        ("smbfs", "/Volumes/share", 0x0, Drive.SHARE),
        ("nfs", "/mnt", 0x1000, Drive.SHARE),
        ("macfuse", "/mnt", 0x1000, Drive.UNKNOWN),
    ],
)
def test_macos_tells_it_by_file_systems_and_flags(kind: str, point: str, flags: int, drive: Drive):
    assert mac_drive(kind, point, flags) is drive


def test_a_folder_that_a_service_copies_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(drives, "_asked", lambda _: Drive.LOCAL)
    monkeypatch.setenv("OneDrive", str(tmp_path / "OneDrive"))
    assert drive_of(tmp_path / "OneDrive" / "x.integrity") is Drive.CLOUD
    assert drive_of(tmp_path / "x.integrity") is Drive.LOCAL


def test_a_system_that_does_not_answer_leaves_it_unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def silent(_: Path) -> Drive:
        raise OSError("no answer")

    monkeypatch.setattr(drives, "_asked", silent)
    assert drive_of(tmp_path) is Drive.UNKNOWN


@pytest.mark.skipif(sys.platform != "linux", reason="asks this computer")
def test_this_computer_answers(tmp_path: Path):
    assert drive_of(tmp_path / "none" / "x.integrity") in set(Drive)
    assert drive_of(Path("/proc")) is Drive.UNKNOWN
