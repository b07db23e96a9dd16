"""The baseline: a PySide6 window with one label, which ends after its first paint."""

import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow


class LeaveAfterPaint(QObject):
    """Ends the program once the window has been painted."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Waits for the paint, then lets the event loop finish what it has started."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, QApplication.quit)
        return False


application = QApplication(sys.argv)
window = QMainWindow()
label = QLabel("One label")
window.setCentralWidget(label)
leave = LeaveAfterPaint()
label.installEventFilter(leave)
window.show()
sys.exit(application.exec())
