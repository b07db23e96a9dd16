"""What is said when attachments stay behind."""

from __future__ import annotations

from workbench.document.document import Document
from workbench.language.i18n import Message


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
