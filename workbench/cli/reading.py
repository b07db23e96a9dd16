"""The command that shows the user guide in a console."""

from __future__ import annotations

import click

from workbench.cli.common import echo, print_table, translator
from workbench.guide import chapters, find_chapter, plain_text
from workbench.language.i18n import Translator


@click.command()
@click.argument("chapter", required=False)
@translator
def guide(translate: Translator, chapter: str | None) -> None:
    """Read a chapter of the user guide, by its name or number. Without CHAPTER, show all chapters."""
    if chapter is None:
        print_table([(f"{each.number:>2}  {each.name}", each.title) for each in chapters(translate.language)])
    else:
        echo(plain_text(find_chapter(chapter, translate.language).markdown))


COMMANDS: tuple[click.Command, ...] = (guide,)
