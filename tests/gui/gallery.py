"""Every state of the candidate's screens as pictures to look at: `python -m tests.gui.gallery OUTDIR [WORD]`.

With a WORD only the states whose name holds it are drawn.
"""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from question_bank.model import Bilingual
from resources.texts import Texts, texts_for
from station.domain.errors import Reason
from station.ui import theme
from station.ui.candidate.code_screen import CodeScreen
from station.ui.candidate.identity_screen import IdentityScreen
from station.ui.candidate.practice_screen import PracticeScreen
from station.ui.candidate.question_screen import QuestionScreen, QuestionView, SaveState
from station.ui.candidate.result_screen import ResultScreen
from station.ui.candidate.review_screen import ReviewScreen
from station.ui.candidate.rules_screen import RulesScreen
from station.ui.candidate.still_screens import (
    DoneScreen,
    DoneView,
    LockedScreen,
    LockedView,
    LockKind,
    PauseScreen,
    PauseView,
)
from station.ui.candidate.stop_screen import StopScreen, StopView
from station.ui.candidate.wait_screen import WaitScreen
from station.ui.theme import Look
from tests import rich as r
from tests.gui import samples as s

SIZES = ((1024, 768), (1280, 720), (1366, 768), (1920, 1080))
LARGE = ((1024, 768, 150), (1280, 720, 200), (1366, 768, 150), (1366, 768, 200), (1920, 1080, 200))
State = Callable[[Texts, Look], QWidget]


def _code(texts: Texts, look: Look, digits: str = "", **view: object) -> QWidget:
    screen = CodeScreen(texts, look)
    screen.set_view(s.code_view(**view))  # type: ignore[arg-type]
    for digit in digits:
        screen.boxes.add(digit)
    return screen


def _refused(texts: Texts, look: Look, reason: Reason) -> QWidget:
    screen = CodeScreen(texts, look)
    screen.set_view(s.code_view())
    for digit in "482771306467":
        screen.boxes.add(digit)
    screen.submit.click()
    screen.set_view(s.code_view(reason))
    return screen


def _identity(texts: Texts, look: Look, photo: bool = False, asks: bool = False) -> QWidget:
    screen = IdentityScreen(texts, look)
    screen.set_view(s.identity_view(s.chart().data if photo else None))
    if asks:
        screen.setProperty("then", screen.no.click)
    return screen


def _rules(texts: Texts, look: Look) -> QWidget:
    screen = RulesScreen(texts, look)
    screen.set_view(s.rules_view())
    return screen


def _practice(texts: Texts, look: Look, has_multiple: bool = False) -> QWidget:
    screen = PracticeScreen(texts, look)
    screen.restart(has_multiple)
    if has_multiple:
        screen.setProperty("then", screen.next.click)
    return screen


def _wait(texts: Texts, look: Look, can_start: bool) -> QWidget:
    screen = WaitScreen(texts, look)
    screen.set_view(s.wait_view(can_start))
    return screen


def _rich_views() -> dict[str, QuestionView]:
    return {
        "rich": s.rich_view(),
        "many": s.many_view(),
        "wide": s.many_view("c", r.WIDE),
        "pictures": s.many_view("b", r.PICTURES),
    }


def _question(
    texts: Texts,
    look: Look,
    save: SaveState = SaveState.SAVED,
    seconds: int = 4368,
    then: str = "",
    total: int = 80,
) -> QWidget:
    screen = QuestionScreen(texts, look)
    screen.set_remaining(seconds + 2)
    screen.set_view(rich[then] if then in (rich := _rich_views()) else s.question_view(save=save, total=total))
    screen.set_remaining(seconds)
    if then == "extension":
        screen.announce_extension(15)
    acts = {"drawer": screen.drawer.click, "remark": screen.card.remark.click, "zoom": screen.card.zoom.click}
    if then == "zoom":
        screen.set_view(s.many_view("", r.PICTURES))
    if then in acts:
        screen.setProperty("then", acts[then])
    return screen


def _review(texts: Texts, look: Look, answered: int = 78, asks: bool = False, total: int = 80) -> QWidget:
    screen = ReviewScreen(texts, look)
    screen.set_remaining(872)
    screen.set_view(s.review_view(total, answered))
    if asks:
        screen.setProperty("then", screen.finish.click)
    return screen


def _result(texts: Texts, look: Look, meets: bool, expired: bool = False, leaves: int | None = None) -> QWidget:
    screen = ResultScreen(texts, look)
    screen.set_view(s.result_view(meets, expired, leaves))
    return screen


def _pause(texts: Texts, look: Look) -> QWidget:
    screen = PauseScreen(texts, look)
    screen.set_view(PauseView(4368, "07", Bilingual("Электр энергиясы өчтү", "Отключение электроэнергии")))
    return screen


def _locked(texts: Texts, look: Look, kind: LockKind) -> QWidget:
    screen = LockedScreen(texts, look)
    screen.set_view(LockedView(kind, "07"))
    return screen


def _done(texts: Texts, look: Look) -> QWidget:
    screen = DoneScreen(texts, look)
    screen.set_view(DoneView("12:47"))
    return screen


def _stop(texts: Texts, look: Look) -> QWidget:
    screen = StopScreen(look)
    screen.set_view(StopView(Reason.DATA_CONTRADICTS, {"seq": 412}, "2026-11-22 10:41 · 7f31-02"))
    return screen


STATES: dict[str, State] = {
    "01-code": lambda t, k: _code(t, k, "48277130"),
    "02-code-wrong": lambda t, k: _refused(t, k, Reason.CODE_WRONG),
    "03-code-digits": lambda t, k: _refused(t, k, Reason.CODE_DIGITS),
    "04-code-wait": lambda t, k: _code(t, k, refusal=Reason.CODE_WRONG, wait=57),
    "05-code-demo": lambda t, k: _code(t, k, "48", notes=s.DEMO_NOTES),
    "10-identity": _identity,
    "11-identity-photo": lambda t, k: _identity(t, k, photo=True),
    "12-identity-no": lambda t, k: _identity(t, k, asks=True),
    "13-rules": _rules,
    "14-practice": _practice,
    "14-practice-many": lambda t, k: _practice(t, k, True),
    "15-wait": lambda t, k: _wait(t, k, False),
    "16-start": lambda t, k: _wait(t, k, True),
    "20-question": _question,
    "21-question-saving": lambda t, k: _question(t, k, SaveState.SAVING),
    "22-question-not-saved": lambda t, k: _question(t, k, SaveState.NOT_SAVED),
    "23-question-ten-minutes": lambda t, k: _question(t, k, seconds=599),
    "24-question-extension": lambda t, k: _question(t, k, then="extension"),
    "25-question-rich": lambda t, k: _question(t, k, then="rich"),
    "25-question-many": lambda t, k: _question(t, k, then="many"),
    "25-question-wide": lambda t, k: _question(t, k, then="wide"),
    "25-question-pictures": lambda t, k: _question(t, k, then="pictures"),
    "26-question-list": lambda t, k: _question(t, k, then="drawer"),
    "27-question-remark": lambda t, k: _question(t, k, then="remark"),
    "28-question-zoom": lambda t, k: _question(t, k, then="zoom"),
    "29-question-short": lambda t, k: _question(t, k, total=20),
    "30-review": _review,
    "31-review-complete": lambda t, k: _review(t, k, answered=80, total=10),
    "32-review-empty": lambda t, k: _review(t, k, answered=0),
    "33-finish": lambda t, k: _review(t, k, asks=True),
    "40-result-meets": lambda t, k: _result(t, k, True),
    "41-result-not": lambda t, k: _result(t, k, False, leaves=240),
    "42-result-expired": lambda t, k: _result(t, k, True, expired=True),
    "50-pause": _pause,
    "51-locked": lambda t, k: _locked(t, k, LockKind.TOO_MANY_TRIES),
    "52-not-me": lambda t, k: _locked(t, k, LockKind.NOT_ME),
    "53-interrupted": lambda t, k: _locked(t, k, LockKind.INTERRUPTED),
    "54-resume": lambda t, k: _locked(t, k, LockKind.RESUME),
    "55-done": _done,
    "56-stop": _stop,
}


def wear(screen: QWidget, width: int, height: int, look: Look) -> QWidget:
    """A window of that size around the screen, dressed and shown; the caller keeps it."""
    window = QWidget()
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(screen)
    theme.apply(window, look)
    window.resize(width, height)
    window.show()
    window.activateWindow()
    settle()
    start = getattr(screen, "start_focus", None)
    if start is not None:
        start()
        settle()
    then = screen.property("then")
    if callable(then):
        then()
        settle()
    return window


def settle() -> None:
    """Let every layout reach its rest."""
    for _ in range(6):
        QApplication.processEvents()
        QApplication.sendPostedEvents()


def variants() -> Iterator[tuple[str, int, int, Look]]:
    """Language, size and look of every picture."""
    for language in ("ky", "ru"):
        for width, height in SIZES:
            yield language, width, height, Look()
        for width, height, scale in LARGE:
            yield language, width, height, Look(scale)
        yield language, 1366, 768, Look(100, True)
        yield language, 1366, 768, Look(150, True)


def main(folder: Path, word: str = "") -> int:
    """Draw the states whose name holds `word`; returns how many pictures."""
    application = QApplication.instance() or QApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for name, state in STATES.items():
        if word not in name:
            continue
        for language, width, height, look in variants():
            window = wear(state(texts_for(language), look), width, height, look)
            contrast = "-contrast" if look.high_contrast else ""
            window.grab().save(str(folder / f"{name}-{language}-{width}x{height}-{look.scale_percent}{contrast}.png"))
            window.close()
            window.deleteLater()
            count += 1
    application.processEvents()
    return count


if __name__ == "__main__":
    print(f"{main(Path(sys.argv[1]), *sys.argv[2:3])} pictures")
