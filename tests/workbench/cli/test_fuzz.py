"""Every command and option with hostile values and hostile files: no traceback, no hang, one line.

``INTEGRITY_LONG_TESTS=1`` makes twenty times as many runs. A failing run prints what it was called with.
"""

from __future__ import annotations

import os
import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.forged import forge
from workbench.cli import commands

ROOT = Path(__file__).parents[3]
SMALL = ROOT / "tests" / "files" / "format-3.integrity"
OLD = ROOT / "tests" / "files" / "format-1.integrity"
RUNS = 400 * (20 if os.environ.get("INTEGRITY_LONG_TESTS") else 1)
BATCHES = 8
MOST_SECONDS = 20

# no system passes a NUL in an argument
TEXTS = [
    "", " ", "-", "--", "\x1b[2J\x1b]0;PWNED\x07", "\n\r\n", "\u202efdp.exe", "\udcff", "\ufffe", "\U0010ffff", "نعم",
    "{}", "{name}", "%s%n", "$(id)", "'; DROP TABLE answers; --", "../../etc/passwd", "/", "//", "///", "/dev/null", ".", "..",
    "con", "nul:", "a" * 5_000, "a" * 100_001, "\n" * 6_000, "-1", "0", "9223372036854775808", "NaN", "1e999", "kf1.q1", "1.1",
    "kf1.q0", "x.1", "kf1", "<b>&amp;</b>", "=1+1", "en", "EN", "fr", "ar", "zz", "en/../../zz", "none", "high", "full", "pdf",
    "--help", "--version", "-h", "--no-such-option", "idg-2021", "../idg-2021", "whole", "plan", "scope", "01", "effective",
]  # fmt: skip


def damaged_files(folder: Path) -> Iterator[Path]:
    """Files that are none, and files that are nearly one."""
    good = SMALL.read_bytes()
    contents = {
        "empty": b"", "text": b"Hello.\n" * 100, "header": good[:100], "half": good[: len(good) // 2], "zeros": bytes(8192),
        "no-header": bytes(100) + good[100:], "torn": good[:4096] + bytes(4096) + good[8192:], "long": good + bytes(5000),
        "newer": good[:60] + (99).to_bytes(4, "big") + good[64:], "other": good[:68] + b"ABCD" + good[72:],
    }  # fmt: skip
    for name, content in contents.items():
        path = folder / f"{name}.integrity"
        path.write_bytes(content)
        yield path
    for place in random.Random(7).sample(range(len(good)), 4):
        path = folder / f"flipped-{place}.integrity"
        path.write_bytes(good[:place] + bytes([good[place] ^ 0x40]) + good[place + 1 :])
        yield path
    journal = folder / "journal.integrity"
    shutil.copyfile(SMALL, journal)
    journal.with_name("journal.integrity-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(1000))
    yield journal
    long = ("UPDATE answers SET text = ?", ("long " * 100_000,))
    yield forge(SMALL, folder / "too-much.integrity", long)
    yield forge(SMALL, folder / "controls.integrity", "UPDATE answers SET text = char(27) || '[2J' || char(0x202e) || text")
    yield forge(SMALL, folder / "paths.integrity", "UPDATE assessment SET language = '../zz', checklist = '/tmp'")


def other_files(folder: Path) -> Iterator[Path]:
    """Wordings, texts and packs, and what is no file at all."""
    contents = {
        "good.csv": b"id,text\nkf1.q1,Who?\n", "nul.csv": b"id,text\nkf1.q1,\0\n", "bom.csv": b"\xef\xbb\xbfid;text\n",
        "quotes.csv": b'id,text\n"kf1.q1,"' + b'"' * 999, "utf-16.csv": "id,text\n".encode("utf-16"), "lines.csv": b"\r" * 9_999,
        "text.txt": "Yes. نعم\n".encode(), "latin.txt": b"caf\xe9", "escape.txt": b"\x1b[2J", "long.txt": b"a" * 500_000,
    }  # fmt: skip
    for name, content in contents.items():
        (folder / name).write_bytes(content)
        yield folder / name
    for name, content in {"pack": b"format = 1\n", "deep": b"a = " + b"[" * 5_000, "binary": bytes(range(256))}.items():
        (folder / name).mkdir()
        (folder / name / "checklist.toml").write_bytes(content)
        yield folder / name
    (folder / "loop").symlink_to(folder / "loop")
    yield from (
        folder / "loop",
        folder,
        folder / "not" / "there",
        folder / ("n" * 300),
        Path("/dev/null"),
        Path("/dev/full"),
    )
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe")
        yield folder / "pipe"


class Caller:
    """Makes up command lines from what the commands themselves say of their options."""

    def __init__(self, chance: random.Random, folder: Path) -> None:
        self._chance = chance
        self._folder = folder
        self._commands = list(_leaves(commands))
        self._bad = [str(path) for path in damaged_files(folder)]
        self._others = [str(path) for path in other_files(folder)]

    def line(self) -> list[str]:
        chance = self._chance
        words, command = chance.choice(self._commands)
        line = list(words)
        for parameter in command.params:
            if isinstance(parameter, click.Argument):
                line += [self._argument(parameter)] if chance.random() < 0.97 else []
            elif chance.random() < (0.9 if parameter.required else 0.35):
                line.append(chance.choice([*parameter.opts, *parameter.secondary_opts]))
                if not parameter.is_flag:
                    line.append(self._value(parameter))
        if chance.random() < 0.05:
            line.insert(chance.randrange(len(line) + 1), chance.choice(TEXTS))
        return line

    def _argument(self, parameter: click.Argument) -> str:
        if parameter.name != "file":
            return self._value(parameter)
        kind = self._chance.random()
        if kind < 0.5:
            source = SMALL if kind < 0.45 else OLD
            path = self._folder / f"fresh-{self._chance.randrange(10**9)}.integrity"
            shutil.copyfile(source, path)
            return str(path)
        return self._chance.choice(self._bad if kind < 0.8 else [*self._others, *TEXTS])

    def _value(self, parameter: click.Parameter) -> str:
        kind = self._chance.random()
        if isinstance(parameter.type, click.Choice) and kind < 0.7:
            return self._chance.choice(list(parameter.type.choices))
        if isinstance(parameter.type, click.Path) and kind < 0.7:
            fresh = str(
                self._folder / f"out-{self._chance.randrange(10**6)}.{self._chance.choice(['html', 'json', 'txt', 'pdf'])}"
            )
            return self._chance.choice([*self._others, *self._bad, fresh, fresh, fresh])
        if parameter.name == "question" and kind < 0.6:
            return self._chance.choice(["1.1", "kf1.q1", "kf2.q1"])
        return self._chance.choice(TEXTS)


def _leaves(group: click.Command, *words: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    if isinstance(group, click.Group):
        for name, command in group.commands.items():
            yield from _leaves(command, *words, name)
    else:
        yield words, group


def test_every_command_is_called() -> None:
    names = {words[0] for words, _ in _leaves(commands)}
    assert names >= {
        "new",
        "sample",
        "info",
        "check",
        "show",
        "answer",
        "wording",
        "report",
        "checklist",
        "explain",
        "guide",
    }


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_value_and_no_file_makes_a_command_fail_without_a_word(run, tmp_path: Path, monkeypatch, batch: int) -> None:
    monkeypatch.chdir(tmp_path)
    caller = Caller(random.Random(20261121 + batch), tmp_path)
    statuses = []
    for _ in range(RUNS // BATCHES):
        line = caller.line()
        began = time.process_time()
        try:
            said = run(*line, stdin=b"From standard input.")
        except BaseException as error:
            raise AssertionError(f"{line!r} raised {error!r}") from error
        assert time.process_time() - began < MOST_SECONDS, line
        assert said.status in (0, 1, 2), line
        assert "Traceback" not in said.out + said.err, line
        assert "\x1b" not in said.out + said.err, line
        if said.status == 0:
            assert said.err == "", line
        elif said.err:
            said.error(said.status)
        else:
            assert "--json" in line or "check" in line, line  # what was found is the output
        statuses.append(said.status)
    assert set(statuses) == {0, 1, 2}
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []
