"""What is said when a file was opened after a crash or converted, and when something stays behind."""

from __future__ import annotations

from datetime import datetime

from workbench.document.document import Document
from workbench.language.i18n import Message


def what_opening_did(document: Document) -> Message | None:
    """What opening a file did besides: it brought back the last saved state, converted an older format, or both."""
    time = "" if document.recovered is None else _time_of(document.recovered.astimezone(), document.now().astimezone())
    name = "" if document.migrated_copy is None else document.migrated_copy.name
    if time and name:
        return Message(
            "The program was stopped in the middle of work. Everything saved until {time} is here. "
            "The file as it was before this version converted it is in the same folder: {name}.",
            time=time,
            name=name,
        )
    if time:
        return Message("The program was stopped in the middle of work. Everything saved until {time} is here.", time=time)
    if name:
        return Message(
            "This file was made by an older version of the program. The file as it was is in the same folder: {name}.",
            name=name,
        )
    return None


def with_what_is_lacking(document: Document, told: Message) -> Message:
    """The message, and how many attachments stayed behind, if any did: they are not kept in memory."""
    from workbench.operations.attached_files import lacking

    count = lacking(document)
    if not count:
        return told
    behind = Message(
        "{count} attachment is not in it; attach it again.",
        "{count} attachments are not in it; attach them again.",
        count=count,
    )
    return Message("{told} {behind}", told=told, behind=behind)


def _time_of(at: datetime, now: datetime) -> str:
    return f"{at:%H:%M}" if at.date() == now.date() else f"{at:%Y-%m-%d %H:%M}"
