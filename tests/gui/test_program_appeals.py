"""Appeals on the running program: the commission, the hour, filing, the close that waits for them."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from station import printing
from station.domain import events as e
from station.domain.appeal import hour_ends_ms
from station.domain.errors import Reason
from station.printing import Printer, PrinterState
from station.services import access, appeals, commission, sample
from station.ui.proctor.appeal_dialogs import FilingDialog
from station.ui.proctor.appeals import AppealsScreen
from station.ui.proctor.commission_dialog import CommissionDialog, PassphraseDialog
from station.ui.proctor.dialogs import ReasonDialog, SecondPersonDialog, SignInDialog
from station.ui.proctor.unlock import UnlockScreen
from tests.gui.hall import Hall
from tests.gui.test_program_papers import finish_test, home, settle_everybody, unlisted, unlisted_once
from tests.services.printers import Queue, queue

__all__ = ["home", "queue", "unlisted", "unlisted_once"]

MINUTE_MS = 60_000
CHAIR, MEMBER = "K1", "K2"
ORDER = ("15-к", "27.02.2026", "Осмонова Гүлзат Кубанычбековна", "Исаев Тимур Болотович", "Садырова Назира Эркиновна")


def station_of(hall: Hall) -> Any:
    assert hall.program.station is not None
    return hall.program.station


def paper_code(hall: Hall, candidate: str, paper: str = appeals.PROTOCOL) -> str:
    """What stands on the candidate's paper."""
    hall.until(lambda: bool(station_of(hall).candidate(candidate).protocol))  # made by itself once the result stands
    found: list[dict[str, str]] = []
    hall.program.core.call(found.append, hall.program.stop, appeals.paper_codes, station_of(hall), candidate)
    hall.until(lambda: bool(found))
    return found[0][paper]


def at_the_appeals(hall: Hall, *candidates: str) -> AppealsScreen:
    """The candidates have finished; the desk is open at the appeals with the first of them chosen."""
    for candidate in candidates:
        finish_test(hall, candidate)
        paper_code(hall, candidate)
    hall.sign_in(tab="appeals")
    screen = hall.desk.appeals.screen
    hall.settled()
    hall.choose(screen, candidates[0])
    return screen


def act(hall: Hall, screen: AppealsScreen, name: str) -> None:
    """Press an act of the panel."""
    hall.click(screen.panel.buttons[name])


def fill_filing(hall: Hall, code: str, paper: str) -> FilingDialog:
    """Tick, codes, Enter, all by keys."""
    asked: FilingDialog = hall.dialog(FilingDialog)
    asked.seen.setChecked(True)
    asked.code.line.setFocus()
    hall.keys(code)
    asked.paper.line.setFocus()
    asked.paper.line.clear()
    hall.keys(paper, Qt.Key.Key_Return)
    return asked


def filed(hall: Hall, candidate: str) -> AppealsScreen:
    """The candidate's application is registered; the desk stands at the appeals."""
    screen = at_the_appeals(hall, candidate)
    act(hall, screen, "file")
    fill_filing(hall, hall.prepared.codes[candidate], paper_code(hall, candidate))
    hall.until(lambda: bool(station_of(hall).hall.appeals))
    hall.until(lambda: not hall.shell.dialog_open)
    hall.settled()
    return screen


# --- the commission ---


def type_order(hall: Hall, *names: str) -> CommissionDialog:
    """Number, date, chair and members, by keys."""
    asked: CommissionDialog = hall.dialog(CommissionDialog)
    for field, text in zip(asked.fields, names, strict=False):
        field.line.setFocus()
        field.line.clear()
        hall.keys(text)
    return asked


def read_passphrases(hall: Hall) -> dict[str, str]:
    """Step through the dialog that shows each member the own passphrase; by name."""
    asked: PassphraseDialog = hall.dialog(PassphraseDialog)
    told = {}
    while asked.isVisible():
        assert asked.secret.text() == ""
        hall.keys(Qt.Key.Key_Return)
        told[asked.who.text()] = asked.secret.text()
        hall.keys(Qt.Key.Key_Return)
    return told


def test_R_34_1_the_commission_is_entered_before_the_session_by_one_person(unlisted: Hall) -> None:
    hall = unlisted
    hall.sign_in(tab="appeals")
    screen = hall.desk.appeals.screen
    assert "№" not in screen.commission.title.text()
    hall.until(screen.commission.enter.isVisible)
    hall.click(screen.commission.enter)
    asked = type_order(hall, *ORDER)
    asked.answer("ok")
    told = read_passphrases(hall)
    assert list(told) == list(ORDER[2:])
    entered = hall.journal(e.CommissionApproved)[-1]
    assert (entered.order_number, entered.order_date, entered.second) == ("15-к", "2026-02-27", "")
    for member, name, _role in entered.members:
        assert told[name] not in entered.keyring
        commission.unlock(entered, member, told[name])
    hall.reads("15-к")
    assert not screen.commission.enter.isVisible()


def test_members_of_the_commission_are_no_staff(hall: Hall) -> None:
    hall.chord(Qt.Key.Key_F12)
    select = hall.dialog(SignInDialog).who.select
    offered = {select.itemData(row) for row in range(select.count())}
    assert offered == {name for name, _full, _role in sample.STAFF}
    hall.dialog(SignInDialog).answer("cancel")
    assert set(access.read_keyring(hall.prepared.folder).staff()) == offered
    hall.program.unlock(hall.prepared.folder)
    who = hall.sees(UnlockScreen).who.select
    assert {who.itemData(row) for row in range(who.count())} == offered | {"recovery"}


def test_R_34_1_after_the_opening_a_second_person_signs_and_a_proctor_among_the_members_is_a_warning(
    hall: Hall,
) -> None:
    hall.sign_in(tab="appeals")
    screen = hall.desk.appeals.screen
    hall.until(screen.commission.replace.isVisible)
    hall.click(screen.commission.replace)
    proctor = next(full for name, full, _role in sample.STAFF if name == sample.PROCTOR)
    asked = type_order(hall, *ORDER[:3], proctor)
    asked.answer("ok")
    assert asked.isVisible()
    assert asked.warning.isVisible()
    asked.accepted.click()
    asked.answer("ok")
    second = hall.dialog(SecondPersonDialog)
    hall.keys(hall.prepared.passphrases[second.who.select.value], Qt.Key.Key_Return)
    read_passphrases(hall)
    entered = hall.journal(e.CommissionApproved)[-1]
    assert entered.second == sample.PROCTOR
    assert entered.warnings == ("too_few", "proctor_of_the_hall")
    hall.until(screen.commission.doubts.isVisible)


def test_an_order_that_was_broken_off_is_not_typed_twice(hall: Hall) -> None:
    hall.sign_in(tab="appeals")
    screen = hall.desk.appeals.screen
    hall.until(screen.commission.replace.isVisible)
    hall.click(screen.commission.replace)
    type_order(hall, *ORDER).answer("ok")
    hall.dialog(SecondPersonDialog).answer("cancel")
    hall.click(screen.commission.replace)
    again: CommissionDialog = hall.dialog(CommissionDialog)
    assert [field.text for field in again.fields[:5]] == list(ORDER)
    again.answer("cancel")
    assert len(hall.journal(e.CommissionApproved)) == 1


# --- the application ---


def test_R_33_1_R_33_4_a_wish_within_the_hour_is_registered_with_number_and_time(hall: Hall) -> None:
    candidate = next(iter(hall.prepared.codes))
    screen = filed(hall, candidate)
    (appeal,) = station_of(hall).hall.appeals.values()
    assert appeal.filed.candidate == candidate
    assert appeal.filed.paper == appeals.PROTOCOL
    assert appeal.in_time
    hall.reads(appeal.number)
    row = next(row for row in screen.table.rows if row.id == candidate)
    assert row.cells[6].text == "A-0001"


def test_R_33_1_the_verification_code_of_the_result_screen_does_as_well_in_small_cyrillic_letters(hall: Hall) -> None:
    candidate = next(iter(hall.prepared.codes))
    screen = at_the_appeals(hall, candidate)
    act(hall, screen, "file")
    cyrillic = str.maketrans("ABEKMHPCTYX", "авекмнрстух")
    code = paper_code(hall, candidate, appeals.RECEIPT).translate(cyrillic).lower()
    fill_filing(hall, hall.prepared.codes[candidate], code)
    hall.until(lambda: bool(station_of(hall).hall.appeals))
    assert hall.journal(e.AppealFiled)[0].paper == appeals.RECEIPT


def test_R_33_1_a_code_of_another_paper_and_another_persons_code_are_refused_and_journalled(hall: Hall) -> None:
    first, other = list(hall.prepared.codes)[:2]
    screen = at_the_appeals(hall, first, other)
    act(hall, screen, "file")
    own = hall.prepared.codes[first]
    asked = fill_filing(hall, own, paper_code(hall, other))
    hall.says(Reason.APPEAL_PAPER_CODE)
    assert asked.code.text == own
    asked.code.line.clear()
    fill_filing(hall, hall.prepared.codes[other], paper_code(hall, first))
    hall.says(Reason.APPEAL_NOT_OWN)
    assert asked.code.text == ""
    refused = [(one.candidate, one.why) for one in hall.journal(e.AppealRefused)]
    assert refused == [(first, "appeal_paper_code"), (first, "appeal_not_own")]
    fill_filing(hall, own, paper_code(hall, first))  # what was right stands, and goes on
    hall.until(lambda: bool(station_of(hall).hall.appeals))
    hall.until(lambda: not hall.shell.dialog_open)


def test_a_second_application_is_refused(hall: Hall) -> None:
    candidate = next(iter(hall.prepared.codes))
    screen = filed(hall, candidate)
    assert not screen.panel.buttons["file"].isVisible()
    screen.filing_wanted.emit(candidate)  # as if the screen were older than the application
    fill_filing(hall, hall.prepared.codes[candidate], paper_code(hall, candidate))
    hall.says(Reason.APPEAL_TWICE)
    assert len(station_of(hall).hall.appeals) == 1
    hall.dialog(FilingDialog).answer("cancel")


def hour_passes(hall: Hall, candidate: str) -> str:
    """The next minute after the printed one begins; the printed one, as a reader sees it."""
    station = station_of(hall)
    ends = hour_ends_ms(station.attempt(candidate), station.policy.appeal_minutes)
    assert ends is not None
    hall.clock.advance(ends - station.now().legal_ms)
    hall.desk.refresh()
    hall.settled()
    return f"{hall.kiosk.frame.local(ends - MINUTE_MS):%d.%m.%Y %H:%M}"


def test_R_33_2_a_late_wish_is_refused_with_the_legal_words_and_let_in_by_the_chair_alone(hall: Hall) -> None:
    candidate = next(iter(hall.prepared.codes))
    screen = at_the_appeals(hall, candidate)
    until = hour_passes(hall, candidate)
    act(hall, screen, "wish")
    hall.says(Reason.APPEAL_LATE, until=until)
    assert "Апелляцияга арыз берүүнүн бир сааттык мөөнөтү бүттү." in hall.words()
    assert [(one.candidate, one.why) for one in hall.journal(e.AppealRefused)] == [(candidate, "appeal_late")]
    hall.until(lambda: not screen.panel.buttons["wish"].isVisible())
    act(hall, screen, "late")
    asked: FilingDialog = hall.dialog(FilingDialog)
    asked.secret.set_text(hall.prepared.commission[MEMBER])
    asked.reason.area.setPlainText("Медициналык жардам алган")
    fill_filing(hall, hall.prepared.codes[candidate], paper_code(hall, candidate))
    hall.says(Reason.PASSPHRASE_WRONG)
    assert not station_of(hall).hall.appeals
    asked.secret.line.setFocus()
    hall.keys(hall.prepared.commission[CHAIR], Qt.Key.Key_Return)
    hall.until(lambda: bool(station_of(hall).hall.appeals))
    admitted = hall.journal(e.AppealFiled)[0]
    assert (admitted.admitted_by, admitted.admitted_reason) == (CHAIR, "Медициналык жардам алган")


def test_R_33_2_a_dialog_that_was_opened_in_time_is_refused_in_the_minute_after(hall: Hall) -> None:
    candidate = next(iter(hall.prepared.codes))
    screen = at_the_appeals(hall, candidate)
    act(hall, screen, "file")
    until = hour_passes(hall, candidate)
    fill_filing(hall, hall.prepared.codes[candidate], paper_code(hall, candidate))
    hall.says(Reason.APPEAL_LATE, until=until)
    hall.dialog(FilingDialog).answer("cancel")


def test_R_33_5_the_minutes_run_at_the_desk(hall: Hall) -> None:
    candidate = next(iter(hall.prepared.codes))
    screen = at_the_appeals(hall, candidate)

    def minutes() -> int:
        return int(screen.table.rows[0].cells[5].text.split()[0])

    before = minutes()
    hall.clock.advance(3 * MINUTE_MS)
    hall.desk.refresh()
    hall.until(lambda: minutes() == before - 3)


def test_R_33_4_the_application_is_printed_in_its_copies_and_again_with_a_reason(
    hall: Hall, queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = Printer("Hall", True, PrinterState.READY)
    monkeypatch.setattr(printing, "printers", lambda: [ready])
    candidate = next(iter(hall.prepared.codes))
    screen = filed(hall, candidate)
    act(hall, screen, "print_application")
    hall.until(lambda: len(queue.sent) == 1)
    assert "-n 2" in queue.words(0)
    act(hall, screen, "repeat_application")
    asked = hall.dialog(ReasonDialog)
    asked.picker.ticks["jam"].click()
    asked.button("ok").click()
    hall.until(lambda: len(queue.sent) == 2)
    act(hall, screen, "copy_application")
    hall.until(lambda: len(queue.sent) == 3)
    assert [printed.copy for printed in hall.journal(e.DocumentPrinted)] == [0, 0, 1]


# --- closing ---


def test_R_27_3_the_session_is_not_closed_while_an_hour_runs_or_an_application_waits(hall: Hall) -> None:
    candidate = next(iter(hall.prepared.codes))
    filed(hall, candidate)
    settle_everybody(hall)
    close = hall.tab("close")
    hall.settled()
    assert not close.close_session.isEnabled()
    close.close_asked.emit()  # whatever the screen says, the service refuses
    hall.says(Reason.APPEAL_HOUR_RUNS)
    assert "Апелляцияга арыз берүү мөөнөтү бүтө элек же арыз каралып жатат." in hall.words()
    hour_passes(hall, candidate)
    hall.until(lambda: "A-" in close.state.words)
    assert not close.close_session.isEnabled()
    assert station_of(hall).hall.closed_at is None
