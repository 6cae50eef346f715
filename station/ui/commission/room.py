"""The review room: the commission's screens joined to the services (R-35.1 to R-35.6). Here alone keys are shown."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPixmap, QWindow

from resources.texts import Texts, texts_for
from station.domain.appeal import Decision
from station.domain.errors import Reason, StationError
from station.domain.hall import Document
from station.services import desk as services
from station.services import review
from station.services.review import Reviewed
from station.ui.commission import room_work as work
from station.ui.commission.mirror import Mirror
from station.ui.commission.papers_panel import PapersView
from station.ui.commission.review_screen import ReviewScreen
from station.ui.commission.view import ReviewView
from station.ui.reasons import words_of_error
from station.ui.theme import Look

if TYPE_CHECKING:
    from station.ui.desk import Desk

WARN_SECONDS = 30
_LATER_SECONDS = 120  # the desk locks itself only after the review has closed itself
_INPUT = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel)
_STOPPING = (Reason.DISK_FAILED, Reason.SCORE_DIFFERS)


class ReviewRoom(QObject):
    """Shows one open review in front of the desk, and hides its keys again.

    Whatever ends it (the button, idle time, Ctrl+Q, a close of the window, another screen in front) takes the keys
    from the screen and from the second window first; then the journal is told; then `left(how)` is emitted and the
    caller shows the desk again, if it is still open. `how`: desk, idle or decided. `failed(object)` an error that
    stops the station.
    """

    left = Signal(str)
    failed = Signal(object)

    def __init__(self, desk: "Desk") -> None:
        super().__init__(desk)
        self._desk = desk
        self.screen: ReviewScreen | None = None
        self.mirror: Mirror | None = None
        self._view: ReviewView | None = None
        self._papers: Mapping[str, Document] = {}
        self._printers: tuple[str, ...] = ()
        self._printer = ""
        self._is_busy = self._is_closing = False
        self.seconds_left = 0
        self._heard: list[QWindow] = []
        self._second = QTimer(self)
        self._second.setInterval(1000)
        self._second.setTimerType(Qt.TimerType.PreciseTimer)
        self._second.timeout.connect(self.each_second)
        desk.shell.leave_wanted.connect(lambda: self.close("desk"))
        desk.shell.close_wanted.connect(lambda: self.close("desk"))

    # --- open and close ---

    @property
    def is_open(self) -> bool:
        """Whether a review is open, or closing."""
        return self._view is not None

    def open(self, reviewed: Reviewed) -> None:
        """Show the review of `review.open_review` in the shell, in front of the desk."""
        if self.is_open:
            return
        view = self._view = ReviewView(reviewed, self._desk.offset)
        self._papers, self._is_busy, self._is_closing = {}, False, False
        screen = self.screen = ReviewScreen(view, self._texts, self._desk.shell.look)
        self._connect(screen)
        self._desk.shell.show_screen(screen)
        self._hear(self._desk.shell.windowHandle())
        policy = self._desk.kiosk.frame.policy
        self._desk.lock_after((policy.review_idle_seconds + _LATER_SECONDS) * 1000)
        self.stay()
        self._second.start()
        self._desk.painter.call(self._take_printers, self._refused, services.printer_names)
        if reviewed.appeal.decided is not None:
            screen.show_page("decision")
            self._make_papers()

    def _connect(self, screen: ReviewScreen) -> None:
        screen.close_asked.connect(self._close_by_hand)
        screen.decided.connect(self._decide)
        screen.language_chosen.connect(self._speak)
        screen.look_chosen.connect(self._dress)
        screen.mirror_wanted.connect(self._mirror)
        screen.question_shown.connect(self._reflect_question)
        screen.picture_shown.connect(self._reflect_picture)
        screen.covered.connect(lambda: self.close("desk"))
        papers = screen.papers
        papers.printer_chosen.connect(self._choose_printer)
        papers.print_asked.connect(self._print)
        papers.save_asked.connect(self._save)
        papers.make_asked.connect(self._make_papers)

    def _close_by_hand(self) -> None:
        decided = self._view is not None and self._view.reviewed.appeal.decided is not None
        self.close("decided" if decided else "desk")

    def close(self, how: str = "desk") -> None:
        """Hide the keys at once, then journal it. Nothing to do where no review is open."""
        if self._view is None or self._is_closing:
            return
        self._is_closing = True
        number = self._view.reviewed.appeal.number
        self._vanish()
        self._desk.core.call(
            lambda _none: self._left(how), partial(self._not_closed, how),
            review.close_review, self._desk.station, number, how,
        )  # fmt: skip

    def _vanish(self) -> None:
        """No key is left on any screen."""
        self._second.stop()
        for window in self._heard:
            window.removeEventFilter(self)
        self._heard.clear()
        if self.mirror is not None:
            self.mirror.close()
        self._desk.shell.dismiss_dialogs(of_screens_only=True)
        if self.screen is not None:
            self.screen.clear()
            self.screen.repaint()

    def _not_closed(self, how: str, error: Exception) -> None:
        """The keys are hidden all the same; at the next start the review counts as cut off."""
        if isinstance(error, StationError) and error.reason not in _STOPPING:
            self._desk.refused(error)
        else:
            self.failed.emit(error)
        self._left(how)

    def _left(self, how: str) -> None:
        screen, self.screen, self._view = self.screen, None, None
        self._desk.lock_after(self._desk.kiosk.frame.policy.desk_idle_seconds * 1000)
        self.left.emit(how)
        if screen is not None:
            self._desk.shell.drop(screen)

    # --- idle time ---

    def stay(self) -> None:
        """Somebody is there: the idle time begins anew."""
        was_warned = self.seconds_left <= WARN_SECONDS
        self.seconds_left = self._desk.kiosk.frame.policy.review_idle_seconds
        if was_warned and self.screen is not None:
            self.screen.count_down(None)

    def each_second(self) -> None:
        """A second without a key or a move has passed."""
        self.seconds_left -= 1
        if self.seconds_left <= 0:
            self.close("idle")
        elif self.seconds_left <= WARN_SECONDS and self.screen is not None:
            self.screen.count_down(self.seconds_left)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Any key or move at either window keeps the review open."""
        if event.type() in _INPUT:
            self.stay()
        return False

    def _hear(self, window: QWindow | None) -> None:
        if window is not None and window not in self._heard:
            window.installEventFilter(self)
            self._heard.append(window)

    # --- words and look ---

    @property
    def _texts(self) -> Texts:
        return texts_for(self._desk.language)

    def _say(self, message: str, **facts: object) -> str:
        return self._texts.get(message).format(**facts)

    def _speak(self, language: str) -> None:
        if self._desk.frame is not None:
            self._desk.frame.language_chosen.emit(language)
        if self.screen is not None:
            self.screen.set_texts(texts_for(language))

    def _dress(self, look: Look) -> None:
        if self._desk.frame is not None:
            self._desk.frame.look_chosen.emit(look)
        self._desk.shell.set_look(look)
        if self.screen is not None:
            self.screen.set_look(look)
        if self.mirror is not None:
            self.mirror.dress(look)

    # --- the second window ---

    def _mirror(self, is_wanted: bool) -> None:
        if not is_wanted:
            if self.mirror is not None:
                self.mirror.close()
            return
        if self.screen is None or self._view is None or self.mirror is not None:
            return
        mirror = self.mirror = Mirror(self._view, self.screen.text_language, self._desk.shell.look)
        mirror.left.connect(self._mirror_left)
        self._reflect_question()
        if self.screen.page == "replay":
            self.screen.replay.paint_again()
        mirror.open(self._desk.shell)
        self._hear(mirror.windowHandle())

    def _mirror_left(self) -> None:
        mirror, self.mirror = self.mirror, None
        if mirror is not None:
            window = mirror.windowHandle()
            if window in self._heard:
                self._heard.remove(window)
            mirror.deleteLater()
        if self.screen is not None:
            self.screen.mirror.setChecked(False)

    def _reflect_question(self) -> None:
        if self.mirror is not None and self.screen is not None and self._view is not None:
            self.mirror.show_question(self._view, self.screen.question, self.screen.text_language)

    def _reflect_picture(self, picture: QPixmap | None, words: str) -> None:
        if self.mirror is not None:
            self.mirror.show_picture(picture, words)

    # --- the decision ---

    def _refused(self, error: Exception) -> None:
        """Say a refusal of the world above the review; a bug stops the station."""
        self._is_busy = False
        if not isinstance(error, StationError) or error.reason in _STOPPING:
            self.failed.emit(error)
        elif self.screen is not None and not self._is_closing:
            words = words_of_error(self._texts, error)
            self.screen.show_notice(words.text, words.title)
            self._show_papers()

    def _decide(self, decision: Decision) -> None:
        if self._view is not None and not self._is_busy:
            self._is_busy = True
            number = self._view.reviewed.appeal.number
            self._desk.core.call(self._decided, self._refused, work.decide, self._desk.station, number, decision)

    def _decided(self, reviewed: Reviewed) -> None:
        self._is_busy = False
        if self.screen is None or self._is_closing:
            return
        self._view = ReviewView(reviewed, self._desk.offset)
        self.screen.set_view(self._view)
        self.screen.show_page("decision")
        self._make_papers()

    # --- papers ---

    def _make_papers(self) -> None:
        if self._view is not None:
            self._is_busy = True
            self._show_papers()
            number = self._view.reviewed.appeal.number
            self._desk.core.call(self._papers_stand, self._refused, work.make_papers, self._desk.station, number)

    def _papers_stand(self, papers: Mapping[str, Document]) -> None:
        self._papers, self._is_busy = papers, False
        self._show_papers()
        if self.screen is not None and not self._is_closing and self.screen.page == "decision":
            self.screen.start_focus()

    def _take_printers(self, found: tuple[tuple[str, ...], str]) -> None:
        self._printers, self._printer = found
        self._show_papers()

    def _choose_printer(self, printer: str) -> None:
        self._printer = printer

    def _copies(self) -> dict[str, int]:
        policy = self._desk.kiosk.frame.policy
        return {"appeal_protocol": policy.appeal_copies, "protocol": policy.protocol_copies, "key_sheet": 1}

    def _show_papers(self) -> None:
        if self.screen is None or self._is_closing:
            return
        self.screen.papers.set_view(
            PapersView(self._papers, self._copies(), self._printers, self._printer, str(Path.home()), self._is_busy)
        )

    def _print(self, paper: str, reason: str) -> None:
        if self._view is None:
            return
        if not self._printer:
            self._refused(StationError(Reason.NO_PRINTER))
            return
        kind = next(kind for kind, document in self._papers.items() if document.number == paper)
        number = self._view.reviewed.appeal.number
        self._desk.core.call(
            partial(self._printed, paper), self._refused, work.print_paper,
            self._desk.station, number, paper, self._printer, self._copies()[kind], reason,
        )  # fmt: skip

    def _printed(self, paper: str, papers: Mapping[str, Document]) -> None:
        self._papers_stand(papers)
        self._notice(self._say("Document {number} was sent to the printer.", number=paper))

    def _save(self, folder: str) -> None:
        numbers = tuple(document.number for document in self._papers.values())
        self._desk.core.call(
            self._saved, self._refused, work.save_papers, self._desk.station, numbers, Path(folder)
        )  # fmt: skip

    def _saved(self, folder: Path) -> None:
        self._notice(self._say("The papers were saved in {folder}.", folder=folder))

    def _notice(self, text: str) -> None:
        if self.screen is not None and not self._is_closing:
            self.screen.show_notice(text, kind="ok")
