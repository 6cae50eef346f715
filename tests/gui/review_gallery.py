"""Pictures of the commission's screens, for a person to look at: `python -m tests.gui.review_gallery DIR [word]`."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from resources.texts import texts_for
from station.domain.appeal import Decision
from station.services import review
from station.ui.commission.mirror import Mirror
from station.ui.commission.papers_panel import PapersView
from station.ui.commission.review_screen import ReviewScreen
from station.ui.commission.room_work import papers_of
from station.ui.commission.view import ReviewView
from station.ui.theme import Look
from tests.gui.gallery import settle, wear
from tests.gui.review_samples import Sat, decided_papers, reviewed

SIZES = ((1024, 768), (1280, 720), (1366, 768), (1920, 1080))
Then = Callable[[ReviewScreen], None]


def _open(number: int) -> Then:
    return lambda screen: screen.questions.open(number)


def _replay(place: int) -> Then:
    def then(screen: ReviewScreen) -> None:
        screen.show_page("replay")
        settle()
        screen.replay.go(place)

    return then


def _decision(screen: ReviewScreen) -> None:
    screen.questions.open(4)
    screen.decision.choose("unchanged")
    screen.show_page("decision")


def _filled(screen: ReviewScreen) -> None:
    panel = screen.decision
    panel.choose("unchanged")
    panel.reason.area.setPlainText("Берилген жооптор тесттин ачкычтары менен салыштырылды, балл туура эсептелген.")
    panel.votes_for.box.setValue(3)
    for row in panel.remarks.rows:
        row.conclusion.line.setText("Суроо мекеменин адистерине жөнөтүлсүн.")
        row.edited.emit()
    screen.show_page("decision")


def _confirm(screen: ReviewScreen) -> None:
    _filled(screen)
    settle()
    screen.decision.take.click()


def _closing(screen: ReviewScreen) -> None:
    screen.questions.open(2)
    screen.count_down(17)


STATES: dict[str, Then] = {
    "wrong": _open(2),
    "right-changed": _open(8),
    "remarked": _open(3),
    "unanswered": _open(9),
    "replay": _replay(9),
    "replay-pause": _replay(24),
    "replay-russian": _replay(28),
    "replay-end": _replay(1000),
    "decision": _decision,
    "decision-filled": _filled,
    "decision-confirm": _confirm,
    "closing": _closing,
    "list": lambda screen: screen.questions.open_list.click(),
}


def variants() -> Iterator[tuple[str, int, int, Look]]:
    """Language, size and look of every picture."""
    for language in ("ky", "ru", "en"):
        for width, height in SIZES:
            yield language, width, height, Look()
    yield "ru", 1366, 768, Look(150)
    yield "ky", 1366, 768, Look(200)
    yield "ky", 1024, 768, Look(150)
    yield "ru", 1920, 1080, Look(150)
    yield "ky", 1366, 768, Look(100, True)


def main(folder: Path, word: str = "", few: str = "") -> int:
    """Draw the states whose name holds `word`; `few` draws one size only; returns how many pictures."""
    application = QApplication.instance() or QApplication([])
    folder.mkdir(parents=True, exist_ok=True)
    plans = [plan for plan in variants() if not few or (plan[1], plan[3]) == (1366, Look())]
    with tempfile.TemporaryDirectory() as place:
        sat = reviewed(Path(place) / "hall", "80")
        count = sum(_draw(folder, name, STATES[name], sat, plans) for name in STATES if word in name)
        count += _draw_mirror(folder, sat) if word in "mirror" else 0
        count += _draw_papers(folder, sat, plans) if word in "papers" else 0
        sat.day.station.store.close()
    application.processEvents()
    return count


def _draw(folder: Path, name: str, then: Then, sat: Sat, plans: list[tuple[str, int, int, Look]]) -> int:
    for language, width, height, look in plans:
        screen = ReviewScreen(sat.view, texts_for(language), look)
        window = wear(screen, width, height, look)
        then(screen)
        settle()
        contrast = "-contrast" if look.high_contrast else ""
        window.grab().save(str(folder / f"{name}-{language}-{width}x{height}-{look.scale_percent}{contrast}.png"))
        screen.clear()
        window.close()
        window.deleteLater()
        settle()
    return len(plans)


def _draw_mirror(folder: Path, sat: Sat) -> int:
    mirror = Mirror(sat.view, "ru", Look(150))
    mirror.show_question(sat.view, sat.reviewed.questions[2], "ru")
    mirror.resize(1280, 720)
    mirror.show()
    settle()
    mirror.grab().save(str(folder / "mirror-ru-1280x720-150.png"))
    mirror.close()
    return 1


def _draw_papers(folder: Path, sat: Sat, plans: list[tuple[str, int, int, Look]]) -> int:
    number = sat.reviewed.appeal.number
    decision = Decision("unchanged", "Жооптор ачкычтар менен дал келет.", votes_for=3, remarks=((3, "", "Жөнөтүлсүн"),))
    review.decide(sat.day.station, number, decision)
    decided_papers(sat)
    papers = papers_of(sat.day.station, number)

    def then(screen: ReviewScreen) -> None:
        screen.papers.set_view(PapersView(papers, {"appeal_protocol": 2}, ("HP LaserJet",), "HP LaserJet"))
        screen.show_page("decision")

    return _draw(folder, "papers", then, Sat(sat.day, sat.reviewed), plans)


__all__ = ["ReviewView"]

if __name__ == "__main__":
    print(f"{main(Path(sys.argv[1]), *sys.argv[2:4])} pictures")
