"""The desk's screens: what they show, what they send out, in three languages and every size."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from resources.texts import texts_for
from station.domain.hall import Standing
from station.ui import theme
from station.ui.proctor.admission import AdmissionScreen, AdmissionView
from station.ui.proctor.close import CloseScreen, CloseView
from station.ui.proctor.dialogs import DecideDialog, InterruptDialog, ReasonDialog
from station.ui.proctor.hall import HallScreen, HallView, counts
from station.ui.proctor.import_screen import ImportScreen
from station.ui.proctor.protocols import ProtocolsScreen, ProtocolsView
from station.ui.proctor.session import SessionScreen, SessionView
from station.ui.proctor.unlock import UnlockScreen
from station.ui.proctor.words import CHIPS
from station.ui.theme import Look
from tests.gui.desk_gallery import SIZES, render, screens
from tests.gui.desk_samples import JOURNAL, NOW, SESSION, SETTLED, TOTALS, UNLOCK, desk, import_view, people

EN, RU, KY = texts_for("en"), texts_for("ru"), texts_for("ky")


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QStackedWidget]:
    """A dressed window that has the keys."""
    made = QStackedWidget()
    theme.apply(made, Look())
    made.resize(1366, 768)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def put(window: QStackedWidget, screen: QWidget) -> None:
    window.addWidget(screen)
    window.setCurrentWidget(screen)
    QApplication.processEvents()


def dialog(window: QStackedWidget, kind: type) -> QWidget:
    found = [child for child in window.findChildren(kind) if child.isVisible()]
    assert len(found) == 1
    return found[0]


# --- looks ---


@pytest.mark.parametrize("name", list(screens()))
@pytest.mark.parametrize(
    ("size", "look"),
    [(SIZES[0], Look(200)), (SIZES[0], Look()), (SIZES[2], Look(200))],
    ids=["1024-200", "1024", "1366-200"],
)
def test_nothing_is_cut_off_at_the_side(qtbot: QtBot, name: str, look: Look, size: tuple[int, int]) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    for texts in (KY, RU) if look.scale_percent == 200 and size == SIZES[0] else (RU,):
        shown = render(application, screens()[name], texts, size, look)
        qtbot.addWidget(shown)
        for part in shown.findChildren(QWidget):
            if not part.isVisible() or not isinstance(part, (QAbstractButton, QLineEdit, QComboBox, QLabel)):
                continue
            left = part.mapTo(shown, part.rect().topLeft()).x()
            assert left >= 0, part.accessibleName()
            assert left + part.width() <= size[0], part.accessibleName()
            if isinstance(part, QAbstractButton) and part.text() and type(part).__name__ != "Tick":
                words = part.fontMetrics().horizontalAdvance(part.text())
                assert words <= part.width(), part.text()
        shown.close()


@pytest.mark.parametrize("name", list(screens()))
def test_every_control_has_a_name_for_readers(qtbot: QtBot, name: str) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    shown = render(application, screens()[name], RU, SIZES[2], Look())
    qtbot.addWidget(shown)
    for part in shown.findChildren(QWidget):
        if part.isVisible() and isinstance(part, (QAbstractButton, QLineEdit, QComboBox)):
            text = part.text() if isinstance(part, QAbstractButton) else ""
            assert part.accessibleName() or text or part.objectName().startswith("qt_"), part


def test_every_state_has_a_chip_with_an_icon() -> None:
    assert set(CHIPS) == set(Standing)
    assert all(chip.icon and chip.short and chip.whole for chip in CHIPS.values())


def test_the_desk_speaks_another_language_at_once(window: QStackedWidget) -> None:
    frame = desk(KY)
    put(window, frame)
    hall = frame.screens["hall"]
    assert isinstance(hall, HallScreen)
    assert hall.table.rows[0].cells[3].text == "Аяктады"
    frame.set_texts(RU)
    assert hall.table.rows[0].cells[3].text == "Завершено"
    frame.set_texts(EN)
    assert hall.table.rows[0].cells[3].text == "Finished"
    assert frame.lock.text() == "Lock the desk"


# --- frame ---


def test_ctrl_l_locks_and_ctrl_digits_open_tabs(window: QStackedWidget, qtbot: QtBot) -> None:
    frame = desk(EN)
    put(window, frame)
    frame.setFocus()
    with qtbot.waitSignal(frame.lock_asked, timeout=1000):
        qtbot.keyClick(frame, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(frame.tab_chosen, timeout=1000) as heard:
        qtbot.keyClick(frame, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert heard.args == ["protocols"]
    assert frame.tab == "protocols"


def test_a_notice_stands_until_it_is_put_away(window: QStackedWidget) -> None:
    frame = desk(EN)
    put(window, frame)
    frame.show_notice("The printer does not answer.", "Not printed")
    assert frame.notice.isVisible()
    frame.notice.closed.emit()
    assert not frame.notice.isVisible()


def test_tab_and_arrows_reach_every_button_of_the_desk(window: QStackedWidget, qtbot: QtBot) -> None:
    frame = desk(EN)
    put(window, frame)
    wanted = {
        part
        for part in frame.findChildren(QAbstractButton)
        if part.isVisible() and part.isEnabled() and part.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    reached: set[QWidget] = set()
    frame.lock.setFocus()
    for _ in range(30):
        focused = window.focusWidget()
        reached.add(focused)
        if focused in [frame.languages.button(language) for language in ("ky", "ru", "en")]:
            for _language in range(3):
                qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Right)
                reached.add(window.focusWidget())
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert wanted <= reached


# --- start ---


def test_the_station_is_unlocked_with_the_confirmed_time(window: QStackedWidget, qtbot: QtBot) -> None:
    screen = UnlockScreen(EN, UNLOCK)
    put(window, screen)
    heard: list[tuple[object, ...]] = []
    screen.unlock_asked.connect(lambda *values: heard.append(values))
    screen.secret.line.setText("one two three")
    screen.unlock.click()
    assert heard == []
    assert "Confirm the date" in screen.message.words
    screen.right.setChecked(True)
    screen.unlock.click()
    assert heard == [("S1", "one two three", NOW)]
    assert screen.secret.line.text() == ""


def test_the_right_time_can_be_typed(window: QStackedWidget) -> None:
    screen = UnlockScreen(EN, UNLOCK)
    put(window, screen)
    heard: list[tuple[object, ...]] = []
    screen.unlock_asked.connect(lambda *values: heard.append(values))
    screen.wrong.setChecked(True)
    screen.secret.line.setText("x")
    screen.day.set_text("31.02.2026")
    screen.hour.set_text("10:00")
    screen.unlock.click()
    assert heard == []
    screen.day.set_text("22.11.2026")
    screen.hour.set_text("09:55")
    screen.unlock.click()
    assert heard == [("S1", "x", NOW + 60_000)]


# --- list ---


def test_R_19_1_a_list_with_faults_cannot_be_taken_in_and_each_fault_has_its_place(window: QStackedWidget) -> None:
    screen = ImportScreen(EN, import_view(clean=False))
    put(window, screen)
    assert not screen.take.isEnabled()
    places = {(row.cells[0].text, row.cells[1].text) for row in screen.faults.rows}
    assert ("4", "B4") in places
    assert ("4", "G4") in places
    assert ("1", "I1") in places


def test_R_10_2_leaving_out_a_column_is_an_explicit_choice(window: QStackedWidget) -> None:
    screen = ImportScreen(EN, import_view(clean=False))
    put(window, screen)
    heard: list[tuple[object, ...]] = []
    screen.head_typed.connect(lambda *values: heard.append(values))
    next(iter(screen._drops.values())).click()
    assert heard[-1][3] == ("Жашаган дареги",)


def test_a_clean_list_is_taken_in_with_what_stands_on_the_screen(window: QStackedWidget) -> None:
    screen = ImportScreen(EN, import_view(clean=True))
    put(window, screen)
    heard: list[tuple[object, ...]] = []
    screen.import_asked.connect(lambda *values: heard.append(values))
    screen.take.click()
    assert heard == [("5", "20.11.2026", "Касымова А. Т.", ())]
    assert any(row.cells[2].icon == "warn" for row in screen.faults.rows)


# --- registration ---


def admission(chosen: str) -> AdmissionScreen:
    return AdmissionScreen(EN, AdmissionView(people(), chosen=chosen))


def test_R_24_3_the_document_is_marked_before_a_code_is_offered(window: QStackedWidget) -> None:
    screen = admission("C0011")
    put(window, screen)
    assert screen.card.buttons["seen"].isVisible()
    assert not screen.card.buttons["issue"].isVisible()


def test_R_10_3_without_consent_no_code_is_offered(window: QStackedWidget) -> None:
    line = replace(people()[9], consent=False)
    screen = AdmissionScreen(EN, AdmissionView((line,), chosen=line.id))
    put(window, screen)
    assert not screen.card.buttons["issue"].isVisible()
    assert screen.card.consent.isVisible()


def test_R_24_4_a_code_is_issued_again_only_with_a_reason(window: QStackedWidget) -> None:
    screen = admission("C0006")
    put(window, screen)
    heard: list[tuple[object, ...]] = []
    screen.code_reissue_asked.connect(lambda *values: heard.append(values))
    screen.card.buttons["reissue"].click()
    asked = dialog(window, ReasonDialog)
    assert isinstance(asked, ReasonDialog)
    asked.answer("ok")
    assert heard == []
    assert asked.isVisible()
    asked.picker.ticks["slip_lost"].click()
    asked.answer("ok")
    assert heard == [("C0006", "Талон жоголду | Талон утерян")]


def test_R_19_2_a_person_who_is_not_listed_gets_words_and_no_button(window: QStackedWidget) -> None:
    screen = AdmissionScreen(RU, AdmissionView((), query="Сатыбалдиев"))
    put(window, screen)
    assert screen.nobody.isVisible()
    assert not any(button.isVisible() for button in screen.card.buttons.values())


def test_the_desk_shows_the_slip_and_no_twelve_digits(window: QStackedWidget) -> None:
    frame = desk(RU, "admission")
    put(window, frame)
    words = " ".join(part.text() for part in frame.findChildren(QLabel))
    assert not any(len(part) == 12 and part.isdigit() for part in words.replace("\u00a0", " ").split())


def test_typing_searches_and_enter_takes_the_first(window: QStackedWidget, qtbot: QtBot) -> None:
    screen = admission("")
    put(window, screen)
    screen.start_focus()
    with qtbot.waitSignal(screen.query_changed, timeout=1000):
        qtbot.keyClicks(screen.query.line, "AN")
    with qtbot.waitSignal(screen.candidate_chosen, timeout=1000) as heard:
        qtbot.keyClick(screen.query.line, Qt.Key.Key_Return)
    assert heard.args == ["C0001"]


# --- hall ---


def test_the_counters_count_states() -> None:
    assert counts(people()) == {
        "listed": 13, "came": 10, "running": 2, "finished": 2, "paused": 2, "interrupted": 1
    }  # fmt: skip


def test_arrows_choose_a_candidate_and_a_new_value_keeps_the_choice(window: QStackedWidget, qtbot: QtBot) -> None:
    screen = HallScreen(EN, HallView(people(), "C0002"))
    put(window, screen)
    screen.start_focus()
    heard: list[str] = []
    screen.candidate_chosen.connect(heard.append)
    qtbot.keyClick(screen.table, Qt.Key.Key_Down)
    assert heard == ["C0003"]
    screen.set_view(HallView(people(), "C0003"))
    assert screen.table.chosen_id == "C0003"
    assert heard == ["C0003"]


def test_R_24_11_an_interruption_needs_ground_and_reason_and_a_removal_its_act(window: QStackedWidget) -> None:
    screen = HallScreen(EN, HallView(people(), "C0002"))
    put(window, screen)
    heard: list[tuple[object, ...]] = []
    screen.interrupted.connect(lambda *values: heard.append(values))
    screen.panel.buttons["interrupt"].click()
    asked = dialog(window, InterruptDialog)
    assert isinstance(asked, InterruptDialog)
    asked.ground.select.setCurrentIndex(asked.ground.select.findData("removal"))
    asked.picker.ticks["left"].click()
    asked.answer("ok")
    assert heard == []
    asked.act.set_text("3")
    asked.answer("ok")
    assert heard == [("C0002", "removal", "Талапкер залдан чыгып кетти | Кандидат покинул зал", "3")]


def test_R_24_11_a_decision_has_a_number_a_reason_and_one_of_three_ways(window: QStackedWidget) -> None:
    screen = HallScreen(EN, HallView(people(), "C0009"))
    put(window, screen)
    heard: list[tuple[object, ...]] = []
    screen.decided.connect(lambda *values: heard.append(values))
    screen.panel.buttons["decide"].click()
    asked = dialog(window, DecideDialog)
    assert isinstance(asked, DecideDialog)
    assert list(asked.ways) == ["resume", "new_paper", "score"]
    asked.number.set_text("7")
    asked.picker.ticks["cannot_go_on"].click()
    asked.answer("ok")
    assert heard == []
    asked.ways["score"].click()
    asked.answer("ok")
    assert heard[0][0::3] == ("C0009", "score")
    assert heard[0][1] == "7"


def test_escape_leaves_a_question_and_nothing_happens(window: QStackedWidget, qtbot: QtBot) -> None:
    screen = HallScreen(EN, HallView(people(), "C0002"))
    put(window, screen)
    heard: list[object] = []
    screen.paused.connect(lambda *values: heard.append(values))
    screen.panel.buttons["pause"].click()
    asked = dialog(window, ReasonDialog)
    qtbot.keyClick(asked, Qt.Key.Key_Escape)
    assert heard == []
    assert not asked.isVisible()


def test_R_24_8_a_locked_seat_is_named_and_can_be_unlocked(window: QStackedWidget) -> None:
    screen = HallScreen(EN, HallView(people(), locked_seats=("07",)))
    put(window, screen)
    heard: list[str] = []
    screen.seat_unlock_asked.connect(heard.append)
    next(part for part in screen.locked.findChildren(QAbstractButton) if part.isVisible()).click()
    assert heard == ["07"]


def test_the_journal_of_a_candidate_is_read_in_his_readers_language(window: QStackedWidget) -> None:
    screen = HallScreen(RU, HallView(people(), "C0004", JOURNAL))
    put(window, screen)
    assert "09:54  Приостановлено: Отключение электроэнергии" in screen.panel.journal.text()
    screen.set_texts(KY)
    assert "Убактылуу токтотулду: Электр энергиясы өчүп калды" in screen.panel.journal.text()


# --- session, protocols, close ---


def test_R_22_3_outside_the_approved_hours_only_an_act_opens_the_session(window: QStackedWidget) -> None:
    screen = SessionScreen(EN, SessionView(SESSION))
    put(window, screen)
    heard: list[str] = []
    screen.open_asked.connect(heard.append)
    screen.open.click()
    assert heard == [""]
    screen.set_view(SessionView(replace(SESSION, window=(0, 1))))
    screen.open.click()
    assert heard == [""]
    screen.set_view(SessionView(replace(SESSION, lists=())))
    assert not screen.open.isEnabled()


def test_R_26_2_an_original_is_printed_once_then_only_copies_or_with_a_reason(window: QStackedWidget) -> None:
    finished = tuple(line for line in people() if line.standing is Standing.FINISHED)
    screen = ProtocolsScreen(EN, ProtocolsView(finished, ("HallPDF",), "HallPDF", finished[0].id))
    put(window, screen)
    assert not screen.print_one.isEnabled()
    assert screen.copy.isEnabled()
    assert screen.repeat.isEnabled()
    screen.set_view(ProtocolsView(finished, ("HallPDF",), "HallPDF", finished[1].id))
    assert screen.print_one.isEnabled()
    assert not screen.copy.isEnabled()
    heard: list[object] = []
    screen.print_asked.connect(heard.append)
    screen.print_all.click()
    assert heard == [(finished[1].id,)]


def test_R_25_1_without_a_printer_saving_still_works(window: QStackedWidget) -> None:
    finished = tuple(line for line in people() if line.standing is Standing.FINISHED)
    screen = ProtocolsScreen(EN, ProtocolsView(finished, chosen=finished[1].id))
    put(window, screen)
    assert screen.no_printer.isVisible()
    assert screen.save_one.isEnabled()
    assert not screen.print_one.isEnabled()


def test_R_24_10_the_session_closes_only_when_everybody_is_accounted_for(window: QStackedWidget, qtbot: QtBot) -> None:
    screen = CloseScreen(EN, CloseView(TOTALS, people(), opened_ms=NOW))
    put(window, screen)
    assert not screen.close_session.isEnabled()
    assert {row.id for row in screen.missing.rows} == {"C0002", "C0003", "C0004", "C0005", "C0010", "C0011"}
    screen.missing.choose("C0010")
    with qtbot.waitSignal(screen.candidate_wanted, timeout=1000) as heard:
        qtbot.keyClick(screen.missing, Qt.Key.Key_Return)
    assert heard.args == ["C0010"]
    screen.set_view(CloseView(SETTLED, (), opened_ms=NOW))
    assert screen.close_session.isEnabled()
