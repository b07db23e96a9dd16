"""The main job, done once in a temporary folder, to see whether this program works on this computer.

Nobody's file is opened, and nothing is left behind. Whoever builds a package runs it in the package, and who supports the
program asks for its lines. A new part of the main job gets a row in :data:`STEPS`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from workbench.checklist.pack_reader import load_pack
from workbench.document.document import Document, Identity
from workbench.errors import WorkbenchError
from workbench.keeping.folder import Cause
from workbench.keeping.keeper import Keeper, bytes_of
from workbench.keeping.looking_back import bring_back_all, look_into, open_copy
from workbench.language.i18n import Message
from workbench.model.rows import ROW_TYPES, Activity, QuestionId
from workbench.model.vocabulary import Criterion, Level, MeasureStatus
from workbench.operations.activities import add_activity, edit_activity, prioritize_activity, rate_activity
from workbench.operations.answers import judge_answer, write_answer
from workbench.operations.assessment import create_assessment
from workbench.operations.plan import add_outcome, add_output
from workbench.recovering.recover import recover
from workbench.reports.export import export_report
from workbench.reports.formats import ReportFormat
from workbench.reports.process import ExportProcess
from workbench.system.mistakes import places

PACK: Final = "idg-2021"
ANSWERS: Final = {
    "en": "The rota changes every two years, and the list of it is kept.",
    "fr": "La relève a lieu à la Noël ; l’œil du chef suffit.",
    "es": "¿Quién decide? El jefe de turno, según el año.",
    "pt": "A seleção é feita por sorteio, à vista de todos.",
    "ru": "Смены меняются каждые два года, список хранится.",
    "ar": "يتغير جدول المناوبات كل سنتين، وتُحفظ القائمة.",
}
"""An answer in each of the six languages, by its code."""

Say = Callable[[Message], object]
"""Shows a line."""


class DoesNotWork(Exception):
    """Something is other than it should be; the name of the step says what."""


@dataclass
class Bench:
    """What the steps share: a ``folder`` of their own, and the ``document`` while it is open."""

    folder: Path
    document: Document = field(init=False)

    @property
    def file(self) -> Path:
        """The assessment."""
        return self.folder / "self-test.integrity"

    def must(self, right: object) -> None:
        """Raises :class:`DoesNotWork` unless it is so."""
        if not right:
            raise DoesNotWork

    def holds_the_answers(self, document: Document) -> bool:
        """Whether every answer is there, letter by letter."""
        found = [document.read.answer(question) for question in self.questions()]
        return [row.text for row in found if row is not None] == list(ANSWERS.values())

    def questions(self) -> list[QuestionId]:
        """The questions that are answered."""
        return [QuestionId(f"kf1.q{number}") for number in range(1, len(ANSWERS) + 1)]


def _create(bench: Bench) -> None:
    created = create_assessment(bench.file, pack=load_pack(PACK), station="Self-test", identity=_NOBODY)
    bench.document = created


def _answer(bench: Bench) -> None:
    for question, text in zip(bench.questions(), ANSWERS.values(), strict=True):
        write_answer(bench.document, question=question, text=text)
        judge_answer(bench.document, question=question, status=MeasureStatus.IN_PART)


def _rate(bench: Bench) -> None:
    activity = add_activity(bench.document, questions=bench.questions()[:1], title="Draw lots")
    for criterion in Criterion:
        rate_activity(bench.document, activity=activity, criterion=criterion, level=Level.HIGH)
    prioritize_activity(bench.document, activity=activity, priority=Level.HIGH)


def _plan(bench: Bench) -> None:
    (activity,) = bench.document.read.every(Activity)
    output = add_output(bench.document, outcome=add_outcome(bench.document, title="Outcome"), title="Output")
    edit_activity(bench.document, activity=activity.id, output_id=output, target="Every shift")
    bench.must(bench.document.read.where(Activity, output_id=output))


def _close_and_open(bench: Bench) -> None:
    bench.document.close()
    bench.must([path.name for path in bench.folder.iterdir()] == [bench.file.name])
    bench.document = Document.open(bench.file, identity=_NOBODY)
    bench.must(bench.holds_the_answers(bench.document))


def _report(format_: ReportFormat) -> Callable[[Bench], None]:
    def report(bench: Bench) -> None:
        target = bench.folder / f"report{format_.suffix}"
        export_report(bench.document, target, format=format_, maker=ExportProcess().run)  # it proves what it has written
        bench.must(target.stat().st_size)

    return report


def _copy(bench: Bench) -> None:
    target = bench.folder / "copy.integrity"
    bench.document.save_copy(target)
    with Document.open(target, read_only=True) as copy:
        bench.must(bench.holds_the_answers(copy) and _content(copy) == _content(bench.document))


def _bring_back(bench: Bench) -> None:
    before = _content(bench.document)
    keeper = Keeper(bench.document.read.assessment().id, root=bench.folder / "kept")
    kept = keeper.keep(bytes_of(bench.document), bench.document.now(), Cause.ASKED, bench.file)
    bench.must(kept.is_sound())
    write_answer(bench.document, question=bench.questions()[0], text="Written over")
    with open_copy(kept) as then:
        bench.must(look_into(bench.document, then).differences)
        bring_back_all(bench.document, then)
    bench.must(_content(bench.document) == before)


def _check(bench: Bench) -> None:
    bench.document.close()
    with Document.open(bench.file, read_only=True) as document:
        bench.must(not document.damages and bench.holds_the_answers(document))


def _notice_damage(bench: Bench) -> None:
    damaged = bench.folder / "damaged.integrity"
    text = ANSWERS["en"].encode()
    content = bench.file.read_bytes()
    bench.must(text in content)
    damaged.write_bytes(content.replace(text, text.swapcase()))
    try:
        with Document.open(damaged, read_only=True) as document:
            noticed = bool(document.damages)
    except WorkbenchError:
        noticed = True
    bench.must(noticed)


def _recover(bench: Bench) -> None:
    """What is damaged in the file comes from the automatic copy that was made before."""
    new = bench.folder / "recovered.integrity"
    recover(bench.folder / "damaged.integrity", new, root=bench.folder / "kept", identity=_NOBODY)
    with Document.open(new, read_only=True) as document:
        bench.must(not document.damages and bench.holds_the_answers(document))


Steps = tuple[tuple[Message, Callable[[Bench], None]], ...]
"""What is done, in words, and what does it. A step raises whatever goes wrong."""

STEPS: Final[Steps] = (
    (Message("Create an assessment"), _create),
    (Message("Answer in six languages"), _answer),
    (Message("Rate an activity"), _rate),
    (Message("Plan it"), _plan),
    (Message("Close the file, open it again"), _close_and_open),
    *((Message("Create a report as {format}", format=each.name_shown), _report(each)) for each in ReportFormat),
    (Message("Save a copy"), _copy),
    (Message("Make an automatic copy, bring everything back"), _bring_back),
    (Message("Check the file"), _check),
    (Message("Notice damage"), _notice_damage),
    (Message("Recover what is damaged"), _recover),
)
"""The steps, in their order: each builds on those before."""

_NOBODY: Final = Identity("", "")


def run(say: Say, more: Steps = ()) -> bool:
    """Does all steps, then ``more`` of them, and says a line about each. Whether everything works.

    After a step that does not work the others are left, since they build on it.
    """
    with tempfile.TemporaryDirectory(prefix="self-test-", ignore_cleanup_errors=True) as folder:
        bench = Bench(Path(folder).resolve())
        try:
            return all(_does(step, do, bench, say) for step, do in (*STEPS, *more))
        finally:
            if hasattr(bench, "document"):
                bench.document.close()


def _does(step: Message, do: Callable[[Bench], None], bench: Bench, say: Say) -> bool:
    try:
        do(bench)
    except Exception as error:  # noqa: BLE001  whatever it is, it is what was looked for
        if isinstance(error, WorkbenchError):
            what, advice = _without_values(error.what), _without_values(error.advice)
            say(Message("{step}: does not work. {what} {advice}", step=step, what=what, advice=advice))
        else:
            say(Message("{step}: does not work, because of a mistake of the program.", step=step))
        for line in places(error):
            say(Message("  {line}", line=line))
        return False
    say(Message("{step}: works.", step=step))
    return True


def _without_values(message: Message) -> Message:
    """A message without what stands in it: the path of the temporary folder may contain the name of an account."""
    fields: dict[str, object] = {
        name: _without_values(value) if isinstance(value, Message) else value if isinstance(value, int) else "…"
        for name, value in message.fields.items()
    }
    return message.filled(**fields)


def _content(document: Document) -> list[object]:
    return [row for kind in ROW_TYPES for row in document.read.every(kind)]
