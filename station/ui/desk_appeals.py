"""The tab of appeals: the commission, the applications, the way into the review (arts. 33 to 36)."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from resources.texts import Texts
from station.domain import appeal as rules
from station.domain.appeal import Decision, Seat
from station.domain.deadlines import local
from station.domain.errors import Reason, StationError
from station.domain.hall import Document
from station.services import appeals, commission, desk_appeals, review
from station.services.appeals import LateAdmission
from station.services.commission import Attendance, Member
from station.services.desk import Snapshot
from station.services.overview import AppealLine
from station.services.review import Presence, Reviewed
from station.ui.commission.room import ReviewRoom
from station.ui.proctor.appeal_dialogs import Filing, FilingDialog, ReviewDialog, UnseenDialog
from station.ui.proctor.appeals import AppealsScreen, AppealsView
from station.ui.proctor.commission_dialog import CommissionDialog, PassphraseDialog, TypedOrder
from station.ui.proctor.standing_dialog import StandingDialog
from station.ui.proctor.when import hour
from station.ui.reasons import words_of_error

if TYPE_CHECKING:
    from station.ui.desk import Desk

_STOPPING = (Reason.DISK_FAILED, Reason.SCORE_DIFFERS)


class AppealsTab:
    """Joins the appeals screen to the services, and the review room to the desk."""

    def __init__(self, desk: "Desk", texts: Texts) -> None:
        self._desk = desk
        self._policy = desk.kiosk.frame.policy
        self._snapshot: Snapshot | None = None
        self._typed: TypedOrder | None = None
        self.room = ReviewRoom(desk)
        self.room.left.connect(self._left)
        self.room.failed.connect(desk.failed)
        screen = self.screen = AppealsScreen(texts, AppealsView(()))
        screen.candidate_chosen.connect(self._choose)
        screen.commission_wanted.connect(self._ask_commission)
        screen.filing_wanted.connect(partial(self._ask_filing, False))
        screen.late_wanted.connect(partial(self._ask_filing, True))
        screen.wish_noted.connect(lambda name: desk.act(appeals.file, name, "", ""))  # refused and journalled
        screen.review_wanted.connect(self._ask_review)
        screen.unseen_wanted.connect(self._ask_unseen)
        screen.printer_chosen.connect(desk.papers.choose_printer)
        screen.print_asked.connect(self._print)
        screen.copy_asked.connect(self._copy)
        screen.save_asked.connect(self._save)

    def show(self, snapshot: Snapshot) -> None:
        """The hours and applications as they stand."""
        self._snapshot = snapshot
        printers, printer = self._desk.papers.printers
        at_work = any(line.is_open or line.decision for line in snapshot.appeals)
        self.screen.set_view(
            AppealsView(
                snapshot.appeals,
                snapshot.commission,
                self._desk.chosen,
                printers,
                printer,
                str(Path.home()),
                self._policy.appeal_copies,
                not at_work,
                self._policy.late_appeal_by_chair,
                snapshot.session.closed_ms is None,
                self._desk.offset,
            )
        )

    def leave_review(self) -> None:
        """Hide the keys, if any are shown: the desk locks."""
        self.room.close("desk")

    def _choose(self, name: str) -> None:
        self._desk.chosen = name
        self._desk.refresh()

    def _line(self, name: str) -> AppealLine | None:
        lines = self._snapshot.appeals if self._snapshot else ()
        return next((line for line in lines if line.candidate == name), None)

    def _members(self) -> tuple[Member, ...]:
        found = self._snapshot.commission if self._snapshot else None
        return found.members if found is not None else ()

    @property
    def _operator(self) -> str:
        staff = self._snapshot.staff if self._snapshot else None
        return staff.name if staff is not None else ""

    def _say(self, message: str, **facts: object) -> str:
        return self._desk.texts.get(message).format(**facts)

    def _tell(self, text: str, kind: str = "ok") -> None:
        if self._desk.frame is not None:
            self._desk.frame.show_notice(text, kind=kind)

    # --- the commission ---

    def _ask_commission(self) -> None:
        if self._snapshot is None:
            return
        policy = self._policy
        staff = [person.name for person in self._snapshot.session.staff]
        today = local(self._snapshot.session.now_ms, policy.utc_offset_minutes).date().isoformat()
        most = policy.commission_limit - (1 if policy.commission_limit_counts_chair else 0)
        dialog = CommissionDialog(
            self._desk.shell, self._desk.texts, today, most, lambda seats: rules.doubts(seats, staff, policy),
            self._typed,
        )  # fmt: skip
        dialog.given.connect(partial(self._enter, dialog))
        dialog.open()

    def _enter(self, dialog: CommissionDialog, number: str, day: str, seats: tuple[Seat, ...]) -> None:
        self._typed = dialog.typed
        self._desk.act_by_two(commission.enter, number, day, seats, then=self._entered)

    def _entered(self, members: tuple[Member, ...]) -> None:
        self._typed = None
        if self._desk.is_open:  # locked meanwhile: nobody sees them, the order is entered again
            PassphraseDialog(self._desk.shell, self._desk.texts, members).open()

    # --- the application ---

    def _ask_filing(self, is_late: bool, name: str) -> None:
        line, members = self._line(name), self._members()
        if line is None or (is_late and not members):
            return
        chair = next(member.name for member in members if member.role == rules.CHAIR) if is_late else ""
        until = hour(line.until_ms, self._desk.offset)
        dialog = FilingDialog(self._desk.shell, self._desk.texts, line, until, chair)
        dialog.given.connect(partial(self._file, dialog, name, is_late))
        dialog.open()

    def _file(self, dialog: FilingDialog, name: str, is_late: bool, typed: Filing) -> None:
        late = LateAdmission(typed.passphrase, typed.reason) if is_late else None
        self._stand(dialog, self._filed, appeals.file, name, typed.code, typed.paper_code, typed.ground, late)

    def _filed(self, appeal: rules.Appeal) -> None:
        told = "Application № {number} is registered. Print it in {n} copies; the candidate signs it."
        self._tell(self._say(told, number=appeal.number, n=self._policy.appeal_copies))

    # --- the review ---

    def _ask_review(self, name: str) -> None:
        line, members = self._line(name), self._members()
        if line is None or not members:
            return
        dialog = ReviewDialog(self._desk.shell, self._desk.texts, line, members, self._operator)
        dialog.given.connect(partial(self._open_review, dialog, line.number))
        dialog.open()

    def _open_review(self, dialog: ReviewDialog, number: str, attendance: Attendance, presence: Presence) -> None:
        self._stand(dialog, self._opened, review.open_review, number, attendance, presence)

    def _opened(self, reviewed: Reviewed) -> None:
        if self._desk.is_open:
            self.room.open(reviewed)
        else:  # locked in the same moment: no key was shown, and none may stay open
            number = reviewed.appeal.number
            self._desk.core.call(
                lambda _none: None, self._desk.failed.emit, review.close_review, self._desk.station, number, "desk"
            )

    def _left(self, how: str) -> None:
        """The keys are hidden: the desk comes to the front again, at the appeals."""
        desk, frame = self._desk, self._desk.frame
        if not desk.is_open or frame is None:
            return
        frame.clear_notice()
        frame.show_tab("appeals")
        desk.shell.show_screen(frame)
        if not desk.shell.dialog_open:
            self.screen.start_focus()
        desk.refresh()
        told = {
            "desk": ("The review is closed without a decision. It can be opened again.", "info"),
            "idle": ("The review closed by itself: nobody touched a key or the mouse. The keys are hidden.", "warn"),
            "decided": ("The review is closed. The decision and its papers are kept.", "ok"),
        }
        if how in told:
            message, kind = told[how]
            self._tell(self._say(message), kind)

    def _ask_unseen(self, name: str) -> None:
        line, members = self._line(name), self._members()
        if line is None or not members:
            return
        dialog = UnseenDialog(self._desk.shell, self._desk.texts, line, members, self._operator)
        dialog.given.connect(partial(self._decide, dialog, line.number))
        dialog.open()

    def _decide(self, dialog: UnseenDialog, number: str, attendance: Attendance, decision: Decision) -> None:
        self._stand(dialog, self._decided, review.decide_unseen, number, attendance, decision)

    def _decided(self, appeal: rules.Appeal) -> None:
        self._desk.act(desk_appeals.paper_of, appeal.number, "protocol", then=self._protocol_made)

    def _protocol_made(self, protocol: Document) -> None:
        told = "The decision is recorded. Print the commission's protocol {number}; everybody present signs it."
        self._tell(self._say(told, number=protocol.number))

    def _stand(
        self, dialog: StandingDialog, then: Callable[[Any], None], work: Callable[..., Any], *values: Any
    ) -> None:
        """Run a service for a dialog that stays: closed when it took the values, a refusal is said in it."""
        desk, alive = self._desk, [True]
        dialog.destroyed.connect(alive.clear)

        def taken(value: Any) -> None:
            if alive:
                dialog.done()
            if desk.frame is not None:
                desk.frame.clear_notice()
            then(value)
            desk.refresh()

        def refused(error: Exception) -> None:
            if isinstance(error, StationError) and error.reason not in _STOPPING and alive and dialog.isVisible():
                dialog.refuse(error, words_of_error(desk.texts, desk.readable(error)))
                desk.refresh()
            else:
                desk.refused(error)

        desk.core.call(taken, refused, work, desk.station, *values)

    # --- papers ---

    def _print(self, name: str, paper: str, why: str) -> None:
        line, (_all, printer) = self._line(name), self._desk.papers.printers
        if line is None:
            return
        if not printer:
            self._desk.refused(StationError(Reason.NO_PRINTER))
            return
        self._desk.act(desk_appeals.print_paper, line.number, paper, printer, why, then=self._printed)

    def _copy(self, name: str, paper: str) -> None:
        line, (_all, printer) = self._line(name), self._desk.papers.printers
        if line is not None:
            self._desk.act(desk_appeals.print_copy, line.number, paper, printer, then=self._printed)

    def _save(self, name: str, paper: str, path: str) -> None:
        line = self._line(name)
        if line is not None:
            self._desk.act(desk_appeals.save_paper, line.number, paper, Path(path), then=self._saved)

    def _printed(self, number: str) -> None:
        self._tell(self._say("Document {number} was sent to the printer.", number=number))

    def _saved(self, number: str) -> None:
        self._tell(self._say("Document {number} was saved as a file.", number=number))
