"""Names of the account, the computer and its system, from sources that always answer at once.

Python's ``platform`` is not used. On Windows it asks a service of the system (WMI, from Python 3.12 on) that may take ten
seconds or never answer if the account has few rights, as in many administrations.
"""

from __future__ import annotations

import getpass
import os
import sys
from typing import Final

from workbench.model.texts import without_unstorable

_LONGEST_NAME: Final = 255
"""The longest name of a host (RFC 1035), and short enough to be repeated in every entry of the history."""


def account_name() -> str:
    """The account that is logged in; empty if the system does not say."""
    try:
        return in_one_line(getpass.getuser())
    except (OSError, KeyError, ImportError):
        return ""


def computer_name() -> str:
    """The name of this computer; empty if the system does not say. Asks no network and no name server."""
    try:
        return in_one_line(os.environ.get("COMPUTERNAME") or _host_name())
    except OSError:
        return ""


def system_name() -> str:
    """The system and its version, for the person who supports the program: ``Windows 10.0.22631``, ``Linux 6.1.0``."""
    if sys.platform == "win32":
        version = sys.getwindowsversion()
        return f"Windows {version.major}.{version.minor}.{version.build}"
    known = os.uname()
    return f"{known.sysname} {known.release}"


def _host_name() -> str:
    if sys.platform != "win32":
        return os.uname().nodename
    import socket

    return socket.gethostname()


def in_one_line(name: str) -> str:
    """A name as the history has it: one line, not too long, without what cannot be stored."""
    return without_unstorable(name).replace("\n", " ")[:_LONGEST_NAME]
