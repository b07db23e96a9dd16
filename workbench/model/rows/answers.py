"""What the group says: answers, findings, and the documents that support them."""

from __future__ import annotations

from dataclasses import field as stored

from workbench.language.i18n import Message
from workbench.model import declared as has
from workbench.model.limits import FIRST_YEAR_OF_A_LAW, MOST_FILE_BYTES
from workbench.model.rows.row import AreaId, Markable, PersonLink, QuestionId, Row
from workbench.model.vocabulary import Agreement, ContributionKind, DocumentKind, DocumentRole, Level, MeasureStatus
from workbench.system.frozen import frozen


@frozen(kw_only=True)
class Answer(Markable):
    """The agreed text for a question, the status of the measure, and the causes of a gap (Part II, step 5).

    A parked question was put aside for later, ``parked_note`` says until when or why; its texts stay and count.
    ``agreed_session_id`` is the session in which the group agreed.
    """

    table = "answers"
    question_id: QuestionId = stored(metadata=has.refers("questions", unique=True, public=True))
    text: str = stored(default="", metadata=has.text(Message("Answer"), public=True))
    status: MeasureStatus = stored(
        default=MeasureStatus.NOT_JUDGED, metadata=has.choice(MeasureStatus, Message("Status"), public=True)
    )
    priority: Level | None = stored(default=None, metadata=has.choice(Level, Message("Priority"), public=True))
    causes: str = stored(default="", metadata=has.text(Message("Causes"), public=True))
    parked: bool = stored(default=False, metadata=has.check())
    parked_note: str = stored(default="", metadata=has.text())
    agreed: Agreement | None = stored(default=None, metadata=has.choice(Agreement, Message("Agreement"), public=True))
    agreed_session_id: str | None = stored(default=None, metadata=has.refers("sessions"))


@frozen(kw_only=True)
class Finding(Markable):
    """What the group found in one area: strengths, gaps and their causes, for the report (Part II, step 6)."""

    table = "findings"
    area_id: AreaId = stored(metadata=has.refers("areas", unique=True, public=True))
    strengths: str = stored(default="", metadata=has.text(Message("Strengths"), public=True))
    gaps: str = stored(default="", metadata=has.text(Message("Gaps"), public=True))
    causes: str = stored(default="", metadata=has.text(Message("Causes"), public=True))


@frozen(kw_only=True)
class Contribution(Markable):
    """What one working group, one person, or somebody without a name says about a question, beside the agreed answer.

    It has a status, a priority and causes of its own, because a group judges, too. Only a note may be about no question, and
    only a note is ever ``done``: what it says has been dealt with. ``taken``: its text was added to the answer, which is
    confidential, too, if it is.
    """

    table = "contributions"
    question_id: QuestionId | None = stored(default=None, metadata=has.refers("questions", public=True))
    group_id: str | None = stored(default=None, metadata=has.refers("working_groups"))
    contributor_id: str | None = stored(default=None, metadata=has.refers("contributors"))
    kind: ContributionKind = stored(
        default=ContributionKind.BEFORE, metadata=has.choice(ContributionKind, Message("Kind"), public=True)
    )
    text: str = stored(default="", metadata=has.text(Message("Contribution"), public=True))
    status: MeasureStatus = stored(
        default=MeasureStatus.NOT_JUDGED, metadata=has.choice(MeasureStatus, Message("Status"), public=True)
    )
    priority: Level | None = stored(default=None, metadata=has.choice(Level, Message("Priority"), public=True))
    causes: str = stored(default="", metadata=has.text(Message("Causes"), public=True))
    taken: bool = stored(default=False, metadata=has.check())
    place: str = stored(default="", metadata=has.order())
    done: bool = stored(default=False, metadata=has.check(Message("Done")))


@frozen(kw_only=True)
class BackgroundDocument(Markable):
    """An entry in the register of background documents (Part II, step 3)."""

    table = "documents"
    title: str = stored(default="", metadata=has.line(Message("Title"), public=True))
    kind: DocumentKind = stored(
        default=DocumentKind.PERFORMANCE_REPORTS, metadata=has.choice(DocumentKind, Message("Kind"), public=True)
    )
    source: str = stored(default="", metadata=has.line(Message("Source"), public=True))
    date: str = stored(default="", metadata=has.date(Message("Date"), first_year=FIRST_YEAR_OF_A_LAW, public=True))
    reference: str = stored(default="", metadata=has.line(Message("Reference"), public=True))
    note: str = stored(default="", metadata=has.text(Message("Note"), public=True))
    place: str = stored(default="", metadata=has.order())


@frozen(kw_only=True)
class DocumentPerson(PersonLink):
    """Who keeps a background document, or who provided it. Not in the public edition: who gave a paper may be at risk."""

    table = "document_people"
    owner = "document_id"
    document_id: str = stored(metadata=has.refers("documents"))
    name: str = stored(default="", metadata=has.text(Message("Name")))
    role: DocumentRole = stored(default=DocumentRole.KEEPER, metadata=has.choice(DocumentRole, Message("Role")))


@frozen(kw_only=True)
class Attachment(Row):
    """The paper behind a background document: a file that is stored in the assessment, or one that lies elsewhere.

    ``content`` is the SHA-256 of a stored file as 64 digits, ``size`` its bytes; they may be absent in a copy. ``path`` is
    where a file lies that is only linked, with slashes; relative to the folder of the assessment if it is there or below.
    Nothing of it is public: names of files say who wrote them. It is as confidential as its document.
    """

    table = "attachments"
    since = 4
    document_id: str = stored(metadata=has.refers("documents"))
    name: str = stored(default="", metadata=has.line(Message("File name")))
    path: str = stored(default="", metadata=has.line(Message("Path")))
    content: str = stored(default="", metadata=has.line())
    size: int = stored(default=0, metadata=has.number(Message("Size"), most=MOST_FILE_BYTES))
    place: str = stored(default="", metadata=has.order())

    @property
    def is_link(self) -> bool:
        """Whether the file is not stored, but lies elsewhere."""
        return not self.content


@frozen(kw_only=True)
class Evidence(Row):
    """A background document that supports an answer; ``note`` says where in the document."""

    table = "evidence"
    answer_id: str = stored(metadata=has.refers("answers", public=True))
    document_id: str = stored(metadata=has.refers("documents", public=True))
    note: str = stored(default="", metadata=has.text(Message("Evidence"), public=True))
