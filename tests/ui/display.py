"""A display of its own for tests of real windows, on a number that the server chooses: needs Xvfb, and openbox for some."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def display(size: str) -> Iterator[str]:
    """The name of an X display of this size in pixels (``1024x768``) that nobody else uses; gone at the end.

    Without ``-noreset`` the server begins anew when its last client leaves, and drops a program that is just connecting.
    """
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as stream:
            yield f":{stream.readline().strip()}"
    finally:
        server.terminate()
        server.wait(timeout=10)


@contextmanager
def window_manager(display_name: str) -> Iterator[None]:
    """A window manager on a display, which gives windows the focus as a real desktop does."""
    environment = {**os.environ, "DISPLAY": display_name}
    manager = subprocess.Popen(["openbox"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        manager.terminate()
        manager.wait(timeout=10)
