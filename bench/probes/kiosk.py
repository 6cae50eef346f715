"""`station demo --folder FOLDER` as it is; the unlock screen's first paint tells the moment and ends it.

    python -m bench.probes.kiosk FOLDER [--profile]
"""

import sys
import time

if "--profile" in sys.argv:
    import cProfile

    seen = cProfile.Profile()
    seen.enable()

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from station.cli import main
from station.ui.proctor.unlock import UnlockScreen


def _paint(self: UnlockScreen, event: QPaintEvent) -> None:
    QWidget.paintEvent(self, event)
    QTimer.singleShot(0, _painted)  # when the screen's children are painted too


def _painted() -> None:
    print(time.clock_gettime(time.CLOCK_MONOTONIC))
    if "--profile" in sys.argv:
        import pstats

        seen.disable()
        pstats.Stats(seen).sort_stats("tottime").print_stats(25)
    QApplication.quit()


UnlockScreen.paintEvent = _paint  # type: ignore[method-assign, assignment]
sys.exit(main(["demo", "--folder", sys.argv[1]]))
