"""What kind of disk a file lies on: that of this computer, one that can be pulled out, one in the network, a copied folder.

Each system is asked in its own way, through a small function that a test can replace. Where the system does not tell a
disk of this computer from another, the answer is :attr:`Drive.UNKNOWN`, and the program works as if it could be pulled out.
A hard disk in a case with a USB plug counts as part of the computer on Windows, which calls it fixed.

Sources: proc(5), ``/proc/PID/mountinfo``; ``GetDriveTypeW`` of Microsoft; statfs(2) and ``sys/mount.h`` of macOS.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Final

from workbench.system.frozen import frozen
from workbench.system.places import cloud_of


class Drive(StrEnum):
    """The kinds of disks, as far as they differ for somebody who works on a file there."""

    LOCAL = "local"
    REMOVABLE = "removable"
    SHARE = "share"
    CLOUD = "cloud"
    """A folder of this computer that a service copies to others, at any moment."""
    UNKNOWN = "unknown"


_SHARES: Final = frozenset(
    {
        "9p",
        "afpfs",
        "afs",
        "ceph",
        "cifs",
        "coda",
        "davfs",
        "drvfs",
        "fuse.davfs",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.gvfsd-fuse",
        "fuse.rclone",
        "fuse.sshfs",
        "fuse.smbnetfs",
        "gfs2",
        "glusterfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "ocfs2",
        "smb2",
        "smb3",
        "smbfs",
        "vboxsf",
        "virtiofs",
        "vmhgfs",
        "webdav",
    }
)
_OF_STICKS: Final = frozenset({"vfat", "msdos", "exfat", "fat", "fat32"})
"""File systems without rights and journals. Sticks have them, and hardly any disk on which people work."""

_OF_DISKS: Final = frozenset(
    {
        "apfs",
        "bcachefs",
        "btrfs",
        "ecryptfs",
        "ext2",
        "ext3",
        "ext4",
        "f2fs",
        "fuse.encfs",
        "fuse.gocryptfs",
        "fuse.mergerfs",
        "fuseblk",
        "hfs",
        "hfsplus",
        "jfs",
        "ntfs",
        "ntfs3",
        "overlay",
        "ramfs",
        "reiserfs",
        "rootfs",
        "tmpfs",
        "ubifs",
        "ufs",
        "xfs",
        "zfs",
    }
)
_NO_DEVICE: Final = "0:"


@frozen
class Mount:
    """A file system in its place: the number of its device, where it is mounted, its name."""

    device: str
    point: str
    kind: str


def drive_of(path: Path) -> Drive:
    """The kind of disk that has a file, or would have it. Asks this computer only, in some microseconds; raises nothing."""
    try:
        drive = _asked(path)
    except (OSError, RuntimeError, ValueError):
        drive = Drive.UNKNOWN
    if drive is Drive.LOCAL and cloud_of(path.absolute()) is not None:
        return Drive.CLOUD
    return drive


def _asked(path: Path) -> Drive:
    if sys.platform == "win32":
        return windows_drive(str(path.absolute()), _windows_type)
    # links are followed in the folder: what counts is where the file is, and a file that is a link leads there too
    real = os.path.realpath(path)
    if sys.platform == "darwin":
        return mac_drive(*_mac_mount(real))
    with open("/proc/self/mountinfo", encoding="utf-8", errors="surrogateescape") as stream:  # noqa: PTH123  at each start
        return linux_drive(real, stream.read(), is_removable)


def linux_drive(real: str, mounts: str, removable: Callable[[str], bool]) -> Drive:
    """The kind of disk at a path without links. ``mounts`` is the text of mountinfo, ``removable`` asks about a device."""
    mount = _mount_of(real, mounts)
    if mount is None:
        return Drive.UNKNOWN
    if mount.kind in _SHARES:
        return Drive.SHARE
    if mount.kind in _OF_STICKS or (not mount.device.startswith(_NO_DEVICE) and removable(mount.device)):
        return Drive.REMOVABLE
    return Drive.LOCAL if mount.kind in _OF_DISKS else Drive.UNKNOWN


def _mount_of(real: str, mounts: str) -> Mount | None:
    """The mount with the longest path above a file; of several at one place the last, which covers the others."""
    found: Mount | None = None
    for line in mounts.splitlines():
        fields = line.split(" ")
        try:
            mount = Mount(fields[2], _plain(fields[4]), fields[fields.index("-", 6) + 1])
        except (IndexError, ValueError):
            continue
        point = mount.point.rstrip("/")
        if (real == point or real.startswith(point + "/")) and (found is None or len(mount.point) >= len(found.point)):
            found = mount
    return found


def _plain(point: str) -> str:
    """The path of a mount, in which mountinfo writes spaces and the like as numbers."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), point) if "\\" in point else point


def is_removable(device: str, devices: Path = Path("/sys/dev/block")) -> bool:
    """Whether Linux says that the device with this number can be pulled out: a stick, a card, a disk behind a USB plug."""
    place = Path(os.path.realpath(devices / device))
    if "/usb" in str(place):
        return True
    for disk in (place, place.parent):
        if _says(disk / "removable", "1") or _says(disk / "device" / "type", "SD"):
            return True
    try:  # an encrypted disk lies upon another
        below = [(entry / "dev").read_text("utf-8").strip() for entry in (place / "slaves").iterdir()]
    except OSError:
        return False
    return any(is_removable(number, devices) for number in below if number != device)


def _says(file: Path, word: str) -> bool:
    try:
        return file.read_text("utf-8").strip() == word
    except (OSError, ValueError):
        return False


_OF_WINDOWS: Final = {2: Drive.REMOVABLE, 3: Drive.LOCAL, 4: Drive.SHARE, 5: Drive.REMOVABLE, 6: Drive.LOCAL}
"""The answers of GetDriveTypeW: removable, fixed, remote, a disc, memory."""


def windows_drive(absolute: str, ask: Callable[[str], int]) -> Drive:
    r"""The kind of disk at an absolute path of Windows. ``ask`` answers like GetDriveTypeW about a root such as ``E:\``."""
    path = absolute.replace("/", "\\")
    if path.startswith("\\\\?\\UNC\\"):
        return Drive.SHARE
    path = path.removeprefix("\\\\?\\")
    if path.startswith("\\\\"):
        return Drive.SHARE
    letter = path[:2]
    return _OF_WINDOWS.get(ask(letter + "\\"), Drive.UNKNOWN) if letter[1:] == ":" else Drive.UNKNOWN


def _windows_type(root: str) -> int:
    if sys.platform != "win32":
        raise OSError("not Windows")
    import ctypes  # late: other systems do not need it

    return int(ctypes.windll.kernel32.GetDriveTypeW(ctypes.c_wchar_p(root)))


_MAC_LOCAL: Final = 0x1000
_MAC_REMOVABLE: Final = 0x200


def mac_drive(kind: str, point: str, flags: int) -> Drive:
    """The kind of disk of a mount of macOS: the name of its file system, its place, its flags as statfs has them."""
    if kind in _SHARES or not flags & _MAC_LOCAL:
        return Drive.SHARE
    if kind in _OF_STICKS or flags & _MAC_REMOVABLE or point.startswith("/Volumes/"):
        return Drive.REMOVABLE
    return Drive.LOCAL if kind in _OF_DISKS else Drive.UNKNOWN


def _mac_mount(real: str) -> tuple[str, str, int]:
    """Asks statfs about the nearest folder that exists."""
    import ctypes  # late: other systems do not need it

    class Statfs(ctypes.Structure):
        """``struct statfs`` with 64-bit inodes."""

        _fields_ = (
            ("sizes", ctypes.c_uint32 * 2),
            ("counts", ctypes.c_uint64 * 5),
            ("numbers", ctypes.c_uint32 * 4),
            ("flags", ctypes.c_uint32),
            ("subtype", ctypes.c_uint32),
            ("kind", ctypes.c_char * 16),
            ("point", ctypes.c_char * 1024),
            ("device", ctypes.c_char * 1024),
            ("reserved", ctypes.c_uint32 * 8),
        )

    system = ctypes.CDLL(None, use_errno=True)
    statfs = getattr(system, "statfs$INODE64", None) or system.statfs
    answer = Statfs()
    place = real
    while statfs(os.fsencode(place), ctypes.byref(answer)) != 0:
        if place == os.path.dirname(place):  # noqa: PTH120  text, as everywhere here
            raise OSError(ctypes.get_errno(), "no answer", real)
        place = os.path.dirname(place)  # noqa: PTH120
    return answer.kind.decode("ascii", "replace"), os.fsdecode(answer.point), int(answer.flags)
