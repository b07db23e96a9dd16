"""The main window: one open file or none, the menus, the message bar, and the line that says when work was saved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from ui.frame import resume_point
from ui.frame.actions import WindowActions
from ui.frame.damage_desk import DamageDesk
from ui.frame.handing_on import HandingOn
from ui.frame.opening import folder_to_open_from, is_open_here, remembered, tell_refusal
from ui.frame.storing import Storing
from ui.frame.undone import Undone
from ui.frame.window_keys import WindowKeys
from ui.frame.workspace import Workspace
from ui.kit.message_bar import MessageBar
from ui.kit.overlay import Overlay
from ui.kit.plain_text import tip
from ui.link import background
from ui.link.bridge import DocumentBridge
from ui.link.language import tr
from ui.link.messages import Messages
from ui.link.recent_files import RecentFiles
from ui.link.stages import Stage
from ui.look import style
from ui.pages.sessions.session_watch import SessionWatch
from workbench.carrying.opening import open_for_work
from workbench.document.document import Document
from workbench.errors import WorkbenchError
from workbench.language.i18n import Message
from workbench.model.changes import ChangeKind, Changes

if TYPE_CHECKING:
    from ui.frame.command_palette import CommandPalette
    from ui.guide.window import GuideWindow
    from ui.pages.start.start_page import StartPage
    from ui.projector.control import ProjectorControl

PROGRAM: Final = "Integrity Workbench"
_IDLE_MS: Final = 700


class MainWindow(QMainWindow):
    """The window of one file; without a file it shows the start page.

    Attributes: ``bridge`` and ``workspace`` of the open file (None without one), ``memory`` of recent files, ``messages``.
    Signals: ``painted`` once, after the window was first painted; ``file_changed`` when another file is open, or none.
    """

    painted = Signal()
    file_changed = Signal()

    def __init__(self, memory: RecentFiles | None = None) -> None:
        super().__init__()
        self.memory = memory or RecentFiles()
        self.messages = Messages(self)
        self.bridge: DocumentBridge | None = None
        self.workspace: Workspace | None = None
        self.projector: ProjectorControl | None = None
        self.guide: GuideWindow | None = None
        self._was_painted = False
        self._palette: CommandPalette | None = None
        self._start: StartPage | None = None
        self._history_check = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._history_check.timeout.connect(self._check_history)
        style.apply(self)
        self._build_centre()
        self._build_status()
        self.sessions = SessionWatch(self)
        self.handing_on = HandingOn(self)
        self.window_actions = WindowActions(self)
        self.keys = WindowKeys(self)
        Undone(self)
        self._set_title()
        resume_point.restore_size(self, self.memory)

    @property
    def widget(self) -> QMainWindow:
        """The window itself, for parts that know it only as a protocol of :mod:`ui.link.window`."""
        return self

    @property
    def projector_menu(self) -> QMenu:
        """The menu that the projector view fills when it is first opened."""
        return self.window_actions.projector_menu

    def show_below(self, part: QWidget) -> None:
        """Gives a part room below the page: what the room sees, while the projector view is open."""
        self._whole.addWidget(part)

    # What the menus and the start page ask for

    def open_file(self, path: Path, *, thoroughly: bool = False, read_only: bool = False) -> bool:
        """Opens a file instead of the open one. If that is not possible, it tells why, and the open one stays: False.

        Its history is checked a moment later, unless everything is to be checked now (``thoroughly``).
        """
        # a file that is open here already is closed first: nobody could open it a second time
        if not (self.close_file(start=False) if is_open_here(self.bridge, path) else self._may_leave(start=False)):
            return False
        try:
            who = self.memory.identity()
            document = open_for_work(path, read_only=read_only, history_later=not thoroughly, identity=who)
        except WorkbenchError as error:
            if self.bridge is None:
                self.show_start()
            tell_refusal(self, path, error, self.damage.recovering.tell_not_opened)
            return False
        if self.bridge is not None:
            self._drop_document(start=False)
        self.show_document(document)
        return True

    def open_again(self, path: Path) -> None:
        """Opens a file where the user stopped. When it is open already, shows it again."""
        workspace = self.workspace
        if workspace is None or workspace.current_stage is None or workspace.bridge.document.path.absolute() != path:
            self.open_file(path)
        else:
            self.go(workspace.current_stage)

    def show_document(self, document: Document) -> None:
        """Shows a document that is already open. The file before it must have been closed."""
        known = remembered(self.memory, document)
        self.bridge = DocumentBridge(document, self.messages, self, shares=self.memory.shares)
        self.workspace = Workspace(self.bridge)
        self.bridge.changed.connect(self._on_changes)
        self.workspace.forget_wanted.connect(self.handing_on.ask_to_forget)
        self.bar.clear()
        stage = resume_point.come_back(known, self.workspace)
        self.workspace.page(stage)
        self.workspace.expect_width(self.width())
        self._centre.addWidget(self.workspace)
        self._centre.setCurrentWidget(self.workspace)
        self.storing.follow(self.bridge, known)
        self._set_title()
        self.window_actions.update_state()
        self.go(stage)
        self.file_changed.emit()
        if not document.damages:
            self._history_check.start()

    def _check_history(self) -> None:
        """Checks the history, which opening left for later. A file with a damaged history is opened again, read-only."""
        if self.bridge is None:
            return
        if not self._was_painted:
            self._history_check.start()
        elif not self.bridge.document.history_is_sound() and self.bridge.flush():
            self.open_file(self.bridge.document.path, thoroughly=True)

    def close_file(self, *, start: bool = True) -> bool:
        """Writes what is typed and closes the file. Returns False when something cannot be written: it then stays open."""
        if self.bridge is None:
            return True
        if not self._may_leave(start=start):
            return False
        self._drop_document(start=start)
        return True

    def _may_leave(self, *, start: bool) -> bool:
        """Writes what is typed; offers to leave without it when that is not possible."""
        if self.bridge is None or self.storing.all_saved():
            return True
        self.storing.offer_to_leave(lambda: self._drop_document(start=start))
        return False

    def show_start(self, *, new: bool = False) -> None:
        """Shows the start page (``new``: for a new assessment). The open file stays open until another is made or opened."""
        if self.bridge is not None and not self.bridge.flush():
            return
        if self.workspace is not None:
            resume_point.leave(self.memory, self.workspace)
        from ui.pages.start.start_page import StartPage

        if self._start is None:
            self._start = StartPage(self)
            self._centre.addWidget(self._start)
        self._centre.setCurrentWidget(self._start)
        self._start.entered(new=new)

    def ask_open(self) -> None:
        """Asks for a file and opens it."""
        from ui.kit.file_choice import ask_open

        path = ask_open(self, folder_to_open_from(self.bridge, self.memory))
        if path is not None:
            self.open_file(path)

    def file_moved(self) -> None:
        """Shows and remembers the name of the file in which the work continues."""
        if self.bridge is not None:
            remembered(self.memory, self.bridge.document)
            self._set_title()

    def choose_language(self, code: str) -> None:
        """Notes the display language for the next start."""
        self.memory.language = code
        self.memory.save()
        self.messages.info(Message("The new display language is used when the program starts next."))

    def choose_theme(self, theme: style.Theme) -> None:
        """Changes the set of colours, now and for the next start."""
        style.look().choose(theme)
        self.memory.theme = theme.value
        self.memory.save()

    def magnify(self, steps: int) -> None:
        """Makes everything larger or smaller by ``steps``, now and for the next start; 0 steps: 100 %."""
        zoom = style.zoomed(steps)
        style.look().magnify(zoom)
        self.memory.zoom = zoom
        self.memory.save()
        self.storing.tell(tr(Message("Everything is shown at {zoom} %", zoom=zoom)))

    def forget_here(self) -> None:
        """Asks what is to be forgotten for good, and suggests the question that is on the screen."""
        self.handing_on.ask_to_forget(self.workspace.resume_point(Stage.ASSESSMENT)[0] if self.workspace else "")

    def undo(self) -> None:
        """Undoes the newest step."""
        if self.bridge is not None:
            self.bridge.undo()

    def redo(self) -> None:
        """Repeats the step that was undone last."""
        if self.bridge is not None:
            self.bridge.redo()

    def go(self, stage: Stage, row_id: str = "") -> bool:
        """Shows a stage, and on it a row. Returns False when there is no file or the current page cannot be left."""
        if self.workspace is None:
            return False
        self._centre.setCurrentWidget(self.workspace)
        if not self.workspace.go(stage, row_id):
            return False
        self.workspace.page(stage).take_focus()
        return True

    def next_unanswered(self) -> None:
        """Shows the next unanswered question."""
        if self.workspace is not None and self.go(Stage.ASSESSMENT):
            desk = self.workspace.page(Stage.ASSESSMENT).answer_desk
            if desk is not None:
                desk.go_to_next_unanswered()

    def toggle_projector(self) -> None:
        """Opens the projector view, or closes it."""
        if self.projector is None:
            from ui.projector.control import ProjectorControl

            self.projector = ProjectorControl(self)
        self.window_actions.words.hide_names()
        self.projector.toggle()

    def open_palette(self, query: str = "") -> None:
        """Opens the box that finds everything, with a query in it; ``?`` lists the keys."""
        from ui.frame.command_palette import CommandPalette

        if self._palette is None:
            self._palette = CommandPalette(self, self.window_actions)
        self._palette.open_with(query)

    def toggle_help(self) -> None:
        """Opens the help for the stage that is shown, or closes it."""
        if self.workspace is not None and self._centre.currentWidget() is self.workspace:
            self.workspace.show_help(shown=not self.workspace.help_shown)

    def open_guide(self) -> None:
        """Opens the user guide, in a window of its own, at the chapter for the present stage."""
        from ui.guide.window import GuideWindow

        if self.guide is None:
            self.guide = GuideWindow(self.magnify)
        inside = self.workspace if self._centre.currentWidget() is self.workspace else None
        self.guide.open_for(inside.current_stage if inside is not None else None)

    def show_about(self) -> None:
        """Shows the versions of the program and its parts."""
        from ui.frame.about import show_about

        show_about(self)

    # Internal

    def _build_centre(self) -> None:
        whole = QWidget(self)
        layout = self._whole = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.damage = DamageDesk(self, whole)
        self.read_only_banner = self.damage.banner
        self.bar = MessageBar(self)
        self._centre = QStackedWidget(whole)
        layout.addWidget(self.read_only_banner)
        layout.addWidget(self.damage.row)
        layout.addWidget(self._centre, 1)
        self.setCentralWidget(whole)
        self.bar.follow(self.messages)

    def _build_status(self) -> None:
        self._name = QLabel(self)
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self.storing = Storing(self)
        self.statusBar().addWidget(self.storing.label, 1)
        self.statusBar().addWidget(self.storing.told)
        self.statusBar().addPermanentWidget(self._name)
        self.statusBar().setSizeGripEnabled(False)
        Overlay(self.bar, self._centre, self.statusBar(), self.storing.kept_width)

    @property
    def saved_text(self) -> str:
        """What the status bar says about storing."""
        return self.storing.label.text()

    def _set_title(self) -> None:
        path = self.bridge.document.path if self.bridge is not None else None
        self._name.setText(path.name if path is not None else "")
        self._name.setToolTip(tip(str(path)) if path is not None else "")
        self.setWindowTitle(f"{path.stem} - {PROGRAM}" if path is not None else PROGRAM)

    def _on_changes(self, changes: Changes) -> None:
        self.window_actions.update_state()
        if changes.kind is not ChangeKind.DONE:
            self.storing.tell(tr(changes.told))

    def _leave_document(self) -> None:
        """Closes the file. Its pages stay, because a window that closes goes with all that is in it."""
        background.stop_all()
        bridge, workspace = self.bridge, self.workspace
        self.bridge = self.workspace = None
        self.file_changed.emit()
        if workspace is not None:
            resume_point.leave(self.memory, workspace)
        self.storing.follow(None)
        if bridge is not None:
            bridge.close()
        self.storing.left()

    def _drop_document(self, *, start: bool) -> None:
        bridge, workspace = self.bridge, self.workspace
        self._leave_document()
        if workspace is not None:
            self._centre.removeWidget(workspace)
            workspace.hide()
            workspace.deleteLater()
        if bridge is not None:
            bridge.deleteLater()
        self.bar.clear()
        self._set_title()
        self.window_actions.update_state()
        if start:
            self.show_start()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Takes the keys that no widget wanted."""
        if not self.keys.take(event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Writes what is typed and closes the file. The window stays open when that is not possible."""
        if self.bridge is not None and not self.storing.all_saved():
            self.storing.offer_to_leave(self.close_anyway)
            event.ignore()
            return
        if self.projector is not None:
            self.projector.close()
        if self.guide is not None:
            self.guide.close()
        self._leave_document()
        self.keep_place()
        super().closeEvent(event)

    def keep_place(self) -> None:
        """Saves for the next start where the user and the window are, with all else that the window remembers."""
        if self.workspace is not None:
            resume_point.leave(self.memory, self.workspace)
        resume_point.keep_size(self, self.memory)

    def close_anyway(self) -> None:
        """Closes without what could not be stored."""
        self._drop_document(start=False)
        self.close()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tells, once, that the window is painted."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.keys.watch()
            QTimer.singleShot(0, self.painted.emit)
