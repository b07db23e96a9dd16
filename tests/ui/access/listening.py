"""Run by test_heard.py with the Python of the system, which has AT-SPI: presses keys and prints what a screen reader gets.

It needs gi with Atspi 2.0, a bus of its own (dbus-run-session) and xdotool. The first argument is a file with what this
program printed before, or /dev/null: what is known is waited for longer, and what has come is not waited for. The others are
keys as xdotool names them; a text to be typed begins with a colon. For each it prints a line with the key, and below it what
got the focus and what is said. What comes late stands below the next key.
"""

import subprocess
import sys
import time
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402  gi wants the version first

QUIET_S, NOTHING_S, MOST_S = 0.5, 2.5, 20
AS_KNOWN_S, OTHERWISE_S = 0.25, 6
BELOW = "\n    "
heard: list[str] = []


def hear(event) -> None:
    """Notes what a screen reader would read."""
    source = event.source
    if event.type.startswith("object:announcement"):
        heard.append(f"says: {event.any_data}")
    elif event.detail1:
        heard.append(f"reads: {source.get_name() or '-'} ({source.get_role_name()})")


def patience(known: list[str] | None) -> float:
    """How long nothing more must have come until it is all there."""
    if known is not None:
        return AS_KNOWN_S if heard == known else OTHERWISE_S
    return QUIET_S if heard else NOTHING_S


def listen(context, known: list[str] | None = None) -> None:
    """Listens until what is known has come, or until nothing has come for a while."""
    begun = last = time.monotonic()
    count = len(heard)
    while time.monotonic() - last < patience(known) and time.monotonic() - begun < MOST_S:
        if not context.iteration(may_block=False):
            time.sleep(0.005)
        if len(heard) != count:
            count, last = len(heard), time.monotonic()


def known_of(keys: list[str], printed: str) -> list[list[str] | None]:
    """What is known to be heard after each key; None where the keys are others than those before."""
    lines: list[list[str]] = []
    for line in printed.splitlines():
        if line.startswith(BELOW[1:]):
            lines[-1].append(line.strip())
        else:
            lines.append([line])
    return [each[1:] for each in lines] if [each[0] for each in lines] == keys else [None] * len(keys)


def the_window_is_there() -> bool:
    """Whether the program has told the bus of its window."""
    desktop = Atspi.get_desktop(0)
    programs = [desktop.get_child_at_index(index) for index in range(desktop.get_child_count())]
    return any(program and "Integrity" in program.get_name() and program.get_child_count() for program in programs)


def main() -> int:
    Atspi.init()
    listener = Atspi.EventListener.new(hear)
    for kind in ("object:announcement", "object:state-changed:focused"):
        listener.register(kind)
    context = GLib.MainContext.default()
    begun = time.monotonic()
    while not the_window_is_there():
        listen(context)
        if time.monotonic() - begun > MOST_S:
            return 1
    while not any(each.startswith("says") for each in heard):  # from then on, the program announces
        subprocess.run(["xdotool", "key", "alt+Down"], check=True)
        listen(context)
        if time.monotonic() - begun > 2 * MOST_S:
            return 2
    listen(context)
    heard.clear()
    keys = sys.argv[2:]
    for key, known in zip(keys, known_of(keys, Path(sys.argv[1]).read_text("utf-8")), strict=True):
        command = ["type", key[1:]] if key.startswith(":") else ["key", key]
        subprocess.run(["xdotool", *command], check=True)
        listen(context, known)
        print(key, *heard, sep=BELOW, flush=True)  # noqa: T201
        heard.clear()
    return 0


if __name__ == "__main__":
    sys.exit(main())
