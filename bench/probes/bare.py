"""The least that PySide6 can show: QApplication and an empty QWidget."""

import sys
import time

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget


class _Bare(QWidget):
    def paintEvent(self, _event: QPaintEvent) -> None:
        print(time.clock_gettime(time.CLOCK_MONOTONIC))
        QApplication.quit()


application = QApplication(sys.argv)
window = _Bare()
window.showFullScreen()
application.exec()
