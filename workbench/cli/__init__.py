"""The command line: operations of the window for scripts, without Qt.

An error is one line on standard error, ``integrity-workbench: what happened. What to do.``; the exit status is 0 if all is
well, 1 if something went wrong, 2 if the command was not understood, 3 if all is well but the file is open elsewhere and was
read as it was at that moment. After a bug, users see its places in the program.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from workbench import __version__
from workbench.cli import (
    attaching,
    carrying,
    contributing,
    files,
    finding,
    forms,
    handing,
    keeping,
    pasting,
    planning,
    questions,
    reading,
    recovering,
    reporting,
)
from workbench.cli.common import MEANWHILE
from workbench.errors import WorkbenchError
from workbench.language.i18n import Message, Translator, interface_languages, load_translator
from workbench.model.computer import system_name
from workbench.model.texts import visible
from workbench.system.mistakes import places

if TYPE_CHECKING:
    from workbench.self_test import Steps
from workbench.system.own_files import SHORT_NAME

_READ_MEANWHILE: Final = 3


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name=SHORT_NAME)
@click.pass_context
def commands(context: click.Context) -> None:
    """Self-assessment of integrity in a customs administration: offline, in one file.

    Without a command, or with only a file, the window opens. With --self-test alone, the program tries itself out in a
    temporary folder. Commands that only read also work while a window has the file open, or while newer work on it waits on
    this laptop; the exit status is then 3.
    """
    context.ensure_object(Translator)


@commands.result_callback()
@click.pass_context
def _status(context: click.Context, status: object) -> int:
    """The exit status of a command that did its work."""
    return status if isinstance(status, int) and status else _READ_MEANWHILE if context.meta.get(MEANWHILE) else 0


_MODULES = (
    files,
    questions,
    finding,
    contributing,
    planning,
    pasting,
    reading,
    reporting,
    forms,
    handing,
    keeping,
    attaching,
    recovering,
    carrying,
)
for _module in _MODULES:
    for _command in _module.COMMANDS:
        commands.add_command(_command)


def main(arguments: Sequence[str]) -> int:
    """Runs one command and returns the exit status."""
    _speak_utf8()
    translate = load_translator(user_language(dict(os.environ)))
    try:
        outcome = commands.main(list(arguments), prog_name=SHORT_NAME, standalone_mode=False, obj=translate)
    except WorkbenchError as error:
        return _tell(error.sentences(translate), 1)
    except click.ClickException as error:
        return _misunderstood(error, translate)
    except (click.Abort, KeyboardInterrupt):
        return _tell(translate(Message("Stopped. What was already saved is safe.")), 1)
    except MemoryError:
        return _tell(
            translate(Message("There is not enough memory. Nothing was lost. Close other programs and try again.")), 1
        )
    except OSError as error:
        if error.filename is not None:
            raise
        _forget_output()
        return _tell(translate(Message("The output cannot be written. What was saved in the file is safe.")), 1)
    return outcome if isinstance(outcome, int) else 0


def no_screen() -> int:
    """Tells the user that there is no screen for the window; returns the exit status."""
    translate = load_translator(user_language(dict(os.environ)))
    error = WorkbenchError(
        Message("There is no screen to open the window on."),
        safe=Message("No file was changed."),
        advice=Message(
            "Start it where there is a screen, or run “{program} --help” to see what works without one.", program=SHORT_NAME
        ),
    )
    return _tell(error.sentences(translate), 1)


def made_a_mistake(error: Exception) -> int:
    """Tells of a mistake of the program: where in it, and nothing that people wrote; returns the exit status."""
    translate = load_translator(user_language(dict(os.environ)))
    told = Message(
        "The program made a mistake. What was saved is safe. Send these lines to the person who supports this program."
    )
    status = _tell(translate(told), 1)
    with contextlib.suppress(OSError):
        for line in (f"Integrity Workbench {__version__}, {system_name()}", *places(error)):
            click.echo(f"  {line}", err=True)
    return status


def self_test(more: Steps) -> int:
    """Does the main job once in a temporary folder, and then ``more``; returns 0 if everything works, otherwise 1."""
    from workbench.self_test import run

    _speak_utf8()
    translate = load_translator(user_language(dict(os.environ)))
    click.echo(f"Integrity Workbench {__version__}, Python {sys.version.partition(' ')[0]}, {system_name()}")
    works = run(lambda line: click.echo(translate(line)), more)
    told = Message("Everything works.")
    if not works:
        told = Message("Something does not work. Send these lines to the person who supports this program.")
    click.echo(translate(told))
    return 0 if works else 1


def _misunderstood(error: click.ClickException, translate: Translator) -> int:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)
        return 2
    context = error.ctx if isinstance(error, click.UsageError) else None
    advice = translate(Message("Try “{program} --help”.", program=context.command_path if context else SHORT_NAME))
    return _tell(f"{_sentence(error.format_message())} {advice}", 2)


def user_language(environment: dict[str, str]) -> str:
    """The language that the user's environment asks for, if the interface has it; else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        code = environment.get(name, "").replace("-", "_").partition("_")[0].partition(".")[0]
        if code:
            return code if code in interface_languages() else "en"
    return "en"


def _tell(text: str, status: int) -> int:
    line = visible("".join(" " if unicodedata.category(character) == "Cc" else character for character in text))
    with contextlib.suppress(OSError):
        click.echo(f"{SHORT_NAME}: {' '.join(line.split())}", err=True)
    return status


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _speak_utf8() -> None:
    """Makes the output UTF-8, whatever the code page of the console: answers can be in any script."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _forget_output() -> None:
    """Sends output to nowhere after its reader has gone away, so that Python does not report that again at its end."""
    if sys.stdout is None:
        return
    with contextlib.suppress(OSError, ValueError), Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
