"""A program of its own process in which a candidate sits: started by a test, which kills it.

Arguments: the data folder, its passphrases, codes and languages as JSON, the candidate. Prints what is on disk
and waits.
"""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.gui.hall import Hall, Prepared


class Plain:
    """The patience of a process without pytest."""

    def addWidget(self, widget: QWidget) -> None:
        """Nothing is closed: the process is killed."""

    def waitUntil(self, callback: Callable[[], bool], *, timeout: int) -> None:
        """Run the event loop until it is so."""
        timer = QElapsedTimer()
        timer.start()
        while not callback():
            if timer.hasExpired(timeout):
                raise TimeoutError
            QApplication.processEvents()


def main() -> None:
    """Answer three questions, flag the third, change language and letters; then hold still."""
    application = QApplication([])
    folder, known, candidate = Path(sys.argv[1]), json.loads(sys.argv[2]), sys.argv[3]
    hall = Hall(Plain(), Prepared(folder, known["passphrases"], "", known["codes"], known["languages"])).start()
    screen = hall.to_test(candidate)
    hall.answer(2, 1)
    hall.keys("4", "0")
    hall.settled()
    hall.pass_time(60)
    hall.chord(Qt.Key.Key_Plus)
    screen.language_chosen.emit("ru")
    hall.settled()
    hall.settled()
    attempt = hall.attempt(candidate)
    shown = {
        "paper": [[row.question, row.version, list(row.options)] for row in attempt.paper],
        "answers": {question: sorted(options) for question, options in attempt.answers.items()},
        "flags": sorted(attempt.flags),
        "current": attempt.current,
        "remaining_ms": attempt.remaining_at(hall.clock.moment()),
        "font": attempt.font_percent,
        "language": attempt.language,
    }
    print(json.dumps(shown), flush=True)
    application.exec()


main()
