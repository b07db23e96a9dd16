"""Tries again for a moment: virus scanners and backup programs use new files, so that Windows refuses access at first."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, TypeVar

PAUSES: Final = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5)
"""Seconds between two tries; about one and a half in total."""

Result = TypeVar("Result")


def patiently(action: Callable[[], Result], refused: type[Exception] = PermissionError) -> Result:
    """What ``action`` returns, tried again while it raises ``refused``; the last such error is raised."""
    for pause in PAUSES:
        try:
            return action()
        except refused:
            time.sleep(pause)
    return action()
