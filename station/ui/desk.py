"""The staff's desk: its tabs joined to the services. One snapshot fills every tab; every act ends with a new one."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal

from resources.texts import Texts, texts_for
from station.domain.errors import Reason, StationError
from station.services import desk as services
from station.services import proctoring, registration
from station.services.desk import Snapshot
from station.services.kiosk import Entrance, Outcome
from station.services.registration import IssuedCode
from station.services.station import Station
from station.ui.core import Worker
from station.ui.desk_appeals import AppealsTab
from station.ui.desk_lists import ListTab
from station.ui.desk_papers import PapersTab
from station.ui.desk_slips import Slips
from station.ui.kiosk import Kiosk
from station.ui.proctor.admission import AdmissionScreen, AdmissionView
from station.ui.proctor.close import CloseScreen, CloseView
from station.ui.proctor.dialogs import SecondPersonDialog
from station.ui.proctor.frame import DeskFrame, DeskView
from station.ui.proctor.hall import HallScreen, HallView
from station.ui.proctor.session import SessionScreen, SessionView
from station.ui.reasons import words_for, words_of_error
from station.ui.shell import Shell
from station.ui.theme import Look

_REFRESH_MS = 2000
_INPUT = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel)


class Desk(QObject):
    """Signals: `closed()` the desk was left for the kiosk; `leave_wanted()` the program should end;
    `failed(object)` an error that stops the station."""

    closed = Signal()
    leave_wanted = Signal()
    failed = Signal(object)

    def __init__(self, shell: Shell, core: Worker, painter: Worker, station: Station, kiosk: Kiosk) -> None:
        super().__init__(shell)
        self.shell, self.core, self.painter, self.station, self.kiosk = shell, core, painter, station, kiosk
        self.is_open = False
        self._jumps_told = 0
        self.snapshot: Snapshot | None = None
        self.chosen = ""
        self._query = ""
        self.language = shell.language
        self._look = Look()
        self.offset = kiosk.frame.policy.utc_offset_minutes
        self.frame: DeskFrame | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_REFRESH_MS)
        self._timer.timeout.connect(self.refresh)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setTimerType(Qt.TimerType.PreciseTimer)
        self._idle.timeout.connect(lambda: self.close("idle"))

    # --- open and close ---

    def open(self, tab: str = "", healed: Any = None, then: Callable[[], None] | None = None, chosen: str = "") -> None:
        """Show the desk of whoever signed in, then go on with `then`; `healed` is what the start had to mend.

        `chosen` is the candidate to look at; without one it is who sits at this screen.
        """
        self.is_open = True
        self.shell.set_look(self._look)  # the candidate's large letters are the candidate's
        self._query, self.chosen = "", chosen or self.kiosk.sits
        self.lock_after(self.kiosk.frame.policy.desk_idle_seconds * 1000)
        self._timer.start()
        window = self.shell.windowHandle()  # where every key and move of the mouse enters; few other events do
        if window is not None:
            window.installEventFilter(self)
        self._wanted_tab, self._healed = tab, healed
        self.core.call(partial(self._first, then), self.failed.emit, services.snapshot, self.station, self.chosen)

    def _first(self, then: Callable[[], None] | None, snapshot: Snapshot) -> None:
        if not self.is_open:
            return
        self.snapshot = snapshot
        if self.frame is None:
            self._build(snapshot)
        assert self.frame is not None
        self.frame.set_view(self._desk_view(snapshot))
        self.frame.set_look(self.shell.look)
        at_work = "hall" if self.chosen else "admission"  # over a test the hall: its candidate waits to go on
        tab = self._wanted_tab or (at_work if snapshot.session.opened_ms else "session")
        self.frame.clear_notice()
        if self._healed is not None:
            told = self.texts.get("Damaged data were found at the start and healed. Entries brought back: {n}.")
            self.frame.show_notice(told.format(n=self._healed.entries), kind="warn")
        self._show(snapshot)
        self.frame.show_tab(tab)
        self.shell.show_screen(self.frame)
        if not self.shell.dialog_open:
            self.frame.screens[tab].start_focus()
        if then is not None:
            then()

    @property
    def texts(self) -> Texts:
        """Sentences in the desk's language."""
        return texts_for(self.language)

    def _desk_view(self, snapshot: Snapshot) -> DeskView:
        name = snapshot.staff.name if snapshot.staff else ""
        return DeskView(name, snapshot.session.session, snapshot.session.training)

    def close(self, how: str = "key") -> None:
        """Lock the desk and give the screen back to the candidate."""
        if not self.is_open:
            return
        self.halt()
        if self.frame is not None:
            self.appeals.leave_review()  # the keys go first; whoever operated the screen is still signed in
        self.shell.dismiss_dialogs()
        self.core.call(lambda _none: self.closed.emit(), self.failed.emit, proctoring.lock_desk, self.station, how)

    def lock_after(self, ms: int) -> None:
        """Lock by itself after that long without a key or a move."""
        self._idle.start(ms)

    @property
    def idle_ms(self) -> int:
        """Time left until the desk locks by itself."""
        return self._idle.remainingTime()

    def halt(self) -> None:
        """Nothing moves any more."""
        self.is_open = False
        self._timer.stop()
        self._idle.stop()
        window = self.shell.windowHandle()
        if window is not None:
            window.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Any key or move keeps the desk open."""
        if event.type() in _INPUT:
            self._idle.start()
        return False

    def _build(self, snapshot: Snapshot) -> None:
        texts = texts_for(self.language)
        frame = self.frame = DeskFrame(texts, self._desk_view(snapshot), self.shell.look)
        self.session = SessionScreen(texts, SessionView(snapshot.session))
        self.admission = AdmissionScreen(texts, AdmissionView(snapshot.lines))
        self.hall = HallScreen(texts, HallView(snapshot.lines))
        self.closing = CloseScreen(texts, CloseView(snapshot.session.totals, snapshot.lines))
        self.lists = ListTab(self, texts)
        self.papers, self.slips = PapersTab(self, texts), Slips(self)
        self.appeals = AppealsTab(self, texts)
        for name, screen in (
            ("session", self.session), ("import", self.lists.screen), ("admission", self.admission),
            ("hall", self.hall), ("protocols", self.papers.screen), ("appeals", self.appeals.screen),
            ("close", self.closing),
        ):  # fmt: skip
            frame.add_screen(name, screen)
        frame.tab_chosen.connect(self._tab)
        frame.lock_asked.connect(lambda: self.close("key"))
        frame.program_leave_asked.connect(self.leave_wanted)
        frame.language_chosen.connect(self._speak)
        frame.look_chosen.connect(self._dress)
        self._connect_session()
        self._connect_admission()
        self._connect_hall()

    def _connect_session(self) -> None:
        self.session.open_asked.connect(self._open_session)
        self.session.list_wanted.connect(lambda: self.to_tab("import"))
        self.session.hall_wanted.connect(lambda: self.to_tab("hall"))
        self.closing.close_asked.connect(lambda: self.act(proctoring.close_session))
        self.closing.candidate_wanted.connect(self._go_to)
        self.closing.protocols_wanted.connect(lambda: self.to_tab("protocols"))

    def _connect_admission(self) -> None:
        screen, card = self.admission, self.admission.card
        screen.query_changed.connect(self._search)
        screen.candidate_chosen.connect(self._choose)
        card.document_seen.connect(lambda name: self.act(registration.mark_document_seen, name))
        card.document_seen_undone.connect(lambda name, why: self.act(registration.undo_document_seen, name, why))
        card.absent_marked.connect(lambda name: self.act(registration.mark_absent, name))
        card.absence_undone.connect(lambda name, why: self.act(registration.undo_absence, name, why))
        card.withdrawn.connect(lambda name, paper: self.act(registration.withdraw, name, paper))
        card.code_asked.connect(lambda name: self.act(_issue, name, "", then=self.slips.show))
        card.code_reissue_asked.connect(lambda name, why: self.act(_issue, name, why, then=self.slips.show))

    def _connect_hall(self) -> None:
        hall = self.hall
        hall.candidate_chosen.connect(self._choose)
        hall.seat_unlock_asked.connect(lambda seat: self.act_by_two(proctoring.unlock_seat, seat))
        hall.resumed.connect(lambda name: self.act_by_two(proctoring.resume, name, then=partial(self._resumed, name)))
        hall.paused.connect(lambda name, why: self.act(proctoring.pause, name, why))
        hall.interrupted.connect(lambda name, ground, why, act: self.act(proctoring.interrupt, name, ground, why, act))
        hall.decided.connect(lambda *decision: self.act(proctoring.decide_interruption, *decision))
        hall.time_extended.connect(lambda *granted: self.act_by_two(proctoring.extend_time, *granted))
        hall.result_wanted.connect(self._ask_result)
        hall.incident_wanted.connect(self.papers.draw_incident)

    # --- showing ---

    def _speak(self, language: str) -> None:
        self.language = language
        if self.frame is not None:
            self.frame.set_texts(texts_for(language))
            self.frame.clear_notice()
        if self.snapshot is not None:
            self._show(self.snapshot)

    def _dress(self, look: Look) -> None:
        self._look = look
        self.shell.set_look(look)
        if self.frame is not None:
            self.frame.set_look(look)

    def _go_to(self, name: str) -> None:
        self.chosen = name
        self.to_tab("admission")

    def _tab(self, name: str) -> None:
        if self.frame is not None:
            self.frame.clear_notice()
            self.frame.screens[name].start_focus()
        self.refresh()

    def to_tab(self, name: str) -> None:
        """Open a tab."""
        if self.frame is not None:
            self.frame.show_tab(name)
            self._tab(name)

    def refresh(self) -> None:
        """Look again."""
        if self.is_open:
            self.core.call(self._show, self.failed.emit, services.snapshot, self.station, self.chosen)

    def _choose(self, name: str) -> None:
        self.chosen = name
        self.refresh()

    def _search(self, query: str) -> None:
        self._query = query
        if self.snapshot is not None:
            self._show(self.snapshot)

    def _tell_of_clock(self, jumps: int) -> None:
        """A changed system clock moves no test and no deadline, but staff must know and look at it (c8)."""
        if jumps > self._jumps_told and self.frame is not None:
            self._jumps_told = jumps
            words = words_for(self.texts, Reason.CLOCK_JUMPED, {})
            self.frame.show_notice(words.text, words.title, "warn")

    def _show(self, snapshot: Snapshot) -> None:
        if self.frame is None or not self.is_open:
            return
        self.snapshot = snapshot
        self._tell_of_clock(snapshot.session.clock_jumps)
        line, lines, offset = snapshot.session, snapshot.lines, self.offset
        language = "ru" if self.language == "ru" else "ky"
        place = self.kiosk.frame
        still = line.closed_ms is None
        self.session.set_view(
            SessionView(line, place.both("hall_name")[language], place.both("place")[language], offset)
        )
        wanted = self._query.casefold().replace(" ", "")
        found = tuple(c for c in lines if wanted in f"{c.name}|{c.document}".casefold().replace(" ", ""))
        self.admission.set_view(AdmissionView(found, self._query, self.chosen, b"", still, offset, snapshot.seen_by))
        self.hall.set_view(HallView(lines, self.chosen, snapshot.journal, line.locked_seats, still, offset))
        self.closing.set_view(
            CloseView(line.totals, lines, line.opened_ms, line.closed_ms, offset, appeals=snapshot.appeals)
        )
        self.lists.show(snapshot)
        self.papers.show(snapshot)
        self.appeals.show(snapshot)

    # --- acts ---

    def act(self, work: Callable[..., Any], *values: Any, then: Callable[[Any], None] | None = None) -> None:
        """Run a service of the signed-in employee; a refusal is said above the tab, everything else is shown anew."""
        self.core.call(partial(self._done, then), self.refused, work, self.station, *values)

    def _done(self, then: Callable[[Any], None] | None, value: Any) -> None:
        if self.frame is not None:
            self.frame.clear_notice()
        self.refresh()
        if then is not None:
            then(value)

    def refused(self, error: Exception) -> None:
        """Say a refusal of the world; a bug stops the station."""
        if isinstance(error, StationError) and error.reason not in (Reason.DISK_FAILED, Reason.SCORE_DIFFERS):
            if self.frame is not None:
                words = words_of_error(texts_for(self.language), self.readable(error))
                self.frame.show_notice(words.text, words.title)
            self.refresh()
        else:
            self.failed.emit(error)

    def readable(self, error: StationError) -> StationError:
        """Moments among the facts as the hall's clock shows them."""
        place = self.kiosk.frame
        facts = {
            name: f"{place.local(value):%d.%m.%Y %H:%M}"
            if name in ("opens", "closes", "until") and isinstance(value, int)
            else value
            for name, value in error.facts.items()
        }
        return StationError(error.reason, **facts)

    def act_by_two(self, work: Callable[..., Any], *values: Any, then: Callable[[Any], None] | None = None) -> None:
        """An act that may need a second person: asked for only where the service says so (security c3)."""

        def refused(error: Exception) -> None:
            if isinstance(error, StationError) and error.reason is Reason.SECOND_PERSON_NEEDED:
                self._ask_second(work, values, then)
            else:
                self.refused(error)

        self.core.call(partial(self._done, then), refused, work, self.station, *values, "")

    def _ask_second(
        self, work: Callable[..., Any], values: tuple[Any, ...], then: Callable[[Any], None] | None, fault: str = ""
    ) -> None:
        if not self.is_open or self.snapshot is None:
            return
        me = self.snapshot.staff
        others = [(staff.id, staff.name) for staff in self.snapshot.session.staff if me is None or staff.id != me.id]
        texts = texts_for(self.language)
        why = texts.get(
            "This act needs two persons. The second one types their own passphrase; both names are recorded."
        )
        dialog = SecondPersonDialog(self.shell, texts, others, why, fault)

        def wrong(error: Exception) -> None:
            if isinstance(error, StationError):
                self._ask_second(work, values, then, words_of_error(texts, error).text)
            else:
                self.failed.emit(error)

        def checked(second: str) -> None:
            self.core.call(partial(self._done, then), self.refused, work, self.station, *values, second)

        dialog.given.connect(
            lambda who, secret: self.core.call(checked, wrong, proctoring.second_person, self.station, who, secret)
        )
        dialog.open(dialog.secret.line)

    def _open_session(self, act: str) -> None:
        self.act_by_two(proctoring.open_session, act)

    def _resumed(self, name: str, _attempt: object) -> None:
        """The candidate at this screen goes on at once; a suspended one must enter the code first: back there."""
        if self.kiosk.sits in ("", name):
            self.close("key")

    def _ask_result(self, name: str) -> None:
        """A result takes the screen: not while another candidate's test waits on it."""
        if self.kiosk.sits:
            self.refused(StationError(Reason.ANOTHER_TEST_RUNS))
        else:
            self.act(services.result_again, name, then=self._show_result)

    def _show_result(self, made: tuple[Entrance, Outcome]) -> None:
        self.close("key")
        self.kiosk.show_result_of(*made)


def _issue(station: Station, candidate: str, reason: str) -> tuple[IssuedCode, str]:
    return registration.issue_code(station, candidate, reason), station.person(candidate).full_name
