"""What the menu File puts on paper: the page that is shown, question sheets, the attendance list of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.link.stages import Stage
from workbench.errors import WorkbenchError
from workbench.language.i18n import Message

if TYPE_CHECKING:
    from ui.link.bridge import DocumentBridge
    from ui.pages.open_pages import PagesWindow
    from ui.paper.paper_dialog import PaperDialog
    from ui.paper.sheet_choices import SheetChoices
    from workbench.reports.frames import Job
    from workbench.reports.parts import Part


class PaperDesk(QObject):
    """Makes the pages from the open file. ``dialog`` shows them, for whoever looks at it."""

    def __init__(self, window: PagesWindow) -> None:
        super().__init__(window.widget)
        self._window = window
        self.dialog: PaperDialog | None = None
        self.choices: SheetChoices | None = None
        window.file_changed.connect(self._forget)

    def print_page(self) -> None:
        """Shows what the page shows as it will be on paper; from there it is printed."""
        from workbench.reports.parts import Part

        bridge, pages = self._window.bridge, self._window.workspace
        page = pages.current_page if pages is not None else None
        if bridge is None or page is None or not bridge.flush() or page.print_page():
            return
        parts = tuple(map(Part, page.stage.spec.prints))
        job = self._chapter(bridge, parts)
        if job is not None:
            self._open(page.stage.spec.title, bridge).show_pages(job)

    def print_sheets(self) -> None:
        """Asks which areas, and shows blank question sheets."""
        bridge = self._window.bridge
        if bridge is None or not bridge.flush():
            return
        from ui.paper.sheet_choices import SheetChoices
        from workbench.reports.contents import area_title

        shown = self._area(bridge)
        areas = [
            (entry.id, area_title(entry.number, entry.title))
            for entry in bridge.cached_content.checklist.areas
            if any(question.included for question in entry.questions)
        ]
        choices = self.choices = SheetChoices(areas, shown or (areas[0][0] if areas else ""))
        dialog = self._open(Message("Question sheets"), bridge, choices)
        choices.changed.connect(lambda: self._show_sheets(bridge, dialog, choices))
        self._show_sheets(bridge, dialog, choices)

    def print_attendance(self) -> None:
        """Shows the attendance list of the session that is chosen on its page, else of the running or the last one."""
        bridge = self._window.bridge
        if bridge is None or not bridge.flush():
            return
        from ui.paper.sheet_choices import usual_paper
        from workbench.reports.form_picture import attendance_list, attendance_told
        from workbench.reports.forms import FormPages

        session = self._session(bridge)
        if session is None:
            told = Message("There is no session yet. Add one on the page Sessions, then print its attendance sheet.")
            self._window.messages.info(told, action=Message("Go to Sessions"), run=lambda: self._window.go(Stage.SESSIONS))
            return
        try:
            form = attendance_list(bridge.document, session, paper=usual_paper())
        except WorkbenchError as error:
            self._window.messages.error(error)
            return
        dialog = self._open(Message("Attendance sheet"), bridge)
        dialog.show_pages(FormPages(form))
        dialog.view.shown.connect(lambda: dialog.view.messages.info(attendance_told(form)))

    # Internal

    def _open(self, name: Message, bridge: DocumentBridge, beside: SheetChoices | None = None) -> PaperDialog:
        from ui.paper.paper_dialog import PaperDialog

        dialog = self.dialog = PaperDialog(name, bridge.document.path.parent, self._window.widget, beside)
        dialog.finished.connect(self._on_closed)
        dialog.open()
        return dialog

    def _on_closed(self) -> None:
        self.dialog = self.choices = None

    def _forget(self) -> None:
        if self.dialog is not None:
            self.dialog.close()

    def _show_sheets(self, bridge: DocumentBridge, dialog: PaperDialog, choices: SheetChoices) -> None:
        from workbench.reports.form_picture import question_sheets
        from workbench.reports.forms import FormPages

        try:
            form = question_sheets(bridge.document, areas=choices.areas, paper=choices.paper.paper, per_page=choices.count)
        except WorkbenchError as error:
            dialog.view.close_pages()
            dialog.view.messages.error(error)
            return
        dialog.show_pages(FormPages(form))

    def _chapter(self, bridge: DocumentBridge, parts: tuple[Part, ...]) -> Job[bytes] | None:
        from workbench.language.i18n import interface_languages
        from workbench.reports.parts import Part, Selection
        from workbench.reports.preview import ReportPages
        from workbench.reports.selection import selected
        from workbench.reports.snapshot import take_snapshot

        document, spoken = bridge.document, interface_languages()
        language = document.read.assessment().language
        area = self._area(bridge) if Part.ANSWERS in parts else ""
        wanted = Selection(parts=parts, areas=frozenset({area}) if area else None)
        try:
            data = take_snapshot(document, language=language if language in spoken else spoken[0])
            return ReportPages(selected(data, wanted))
        except WorkbenchError as error:
            self._window.messages.error(error)
            return None

    def _area(self, bridge: DocumentBridge) -> str:
        """The id of the area of the question that is on the page Assessment; empty if there is none."""
        pages = self._window.workspace
        page = pages.made_page(Stage.ASSESSMENT) if pages is not None else None
        desk = page.answer_desk if page is not None else None
        if desk is None:
            return ""
        shown = desk.shown_id
        checklist = bridge.cached_content.checklist
        found = checklist.place_of(shown)
        return found[0].id if found is not None else next((entry.id for entry in checklist.areas if entry.id == shown), "")

    def _session(self, bridge: DocumentBridge) -> str | None:
        from workbench.document.session_times import running_session
        from workbench.model.rows import Session

        pages = self._window.workspace
        page = pages.made_page(Stage.SESSIONS) if pages is not None else None
        chosen = page.resume_point()[0] if page is not None else ""
        if chosen:
            return chosen
        running = running_session(bridge.document)
        rows = bridge.document.read.every(Session)
        return running.id if running is not None else rows[-1].id if rows else None
