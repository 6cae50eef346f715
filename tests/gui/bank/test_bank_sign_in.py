"""The way into the bank, its frame, and the dialog of long acts: real keys, real mouse."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from resources.texts import texts_for
from station.services.progress import Cancelled
from station.ui.bank.frame import BankFrame
from station.ui.bank.progress_dialog import APPEARS_AFTER_MS, ProgressDialog
from station.ui.bank.sign_in import SignInScreen
from tests.gui.bank import work_samples as s
from tests.gui.bank.typing import press_place, type_words
from tests.gui.seat import Key, click, press, sit, words_of

EN, RU = texts_for("en"), texts_for("ru")


@pytest.fixture
def screen(qtbot: QtBot) -> SignInScreen:
    made = SignInScreen(EN, s.SIGN_IN)
    sit(qtbot, made)
    return made


def test_a_person_is_chosen_and_the_passphrase_typed_by_keys_alone(screen: SignInScreen) -> None:
    heard: list[tuple[str, str]] = []
    screen.sign_in_asked.connect(lambda who, secret: heard.append((who, secret)))
    assert screen.who.select.hasFocus()
    press(Key.Key_Down, Key.Key_Return)
    assert screen.secret.line.hasFocus()
    QTest.keyClicks(screen.secret.line, "4827 7130")
    press(Key.Key_Return)
    assert heard == [("P2", "4827 7130")]
    assert screen.secret.text == ""


def test_without_a_passphrase_it_asks_for_it(screen: SignInScreen) -> None:
    click(screen.enter)
    assert "Type the passphrase." in words_of(screen)
    assert screen.secret.line.hasFocus()


def test_a_refusal_is_told_and_the_person_stays_chosen(screen: SignInScreen) -> None:
    press(Key.Key_Down)
    press(Key.Key_Down)
    screen.refuse("The passphrase is wrong.")
    assert "The passphrase is wrong." in words_of(screen)
    assert screen.who.select.value == "P3"
    assert screen.secret.line.hasFocus()
    assert screen.enter.isEnabled()


def test_while_the_bank_is_being_opened_nothing_is_asked_twice(screen: SignInScreen) -> None:
    heard: list[str] = []
    screen.sign_in_asked.connect(lambda who, _secret: heard.append(who))
    screen.set_view(replace(s.SIGN_IN, is_busy=True))
    screen.secret.line.setFocus()
    QTest.keyClicks(screen.secret.line, "x")
    press(Key.Key_Return)
    click(screen.enter)
    assert heard == []


def test_the_training_bank_shows_its_accounts_and_a_real_one_shows_none(screen: SignInScreen) -> None:
    assert not screen.accounts_card.isVisible()
    screen.set_view(replace(s.SIGN_IN, accounts=s.ACCOUNTS))
    assert screen.accounts_card.isVisible()
    assert "1203 5518" in words_of(screen)


def test_the_recovery_envelope_opens_it_too(screen: SignInScreen) -> None:
    heard: list[str] = []
    screen.sign_in_asked.connect(lambda who, _secret: heard.append(who))
    screen.who.select.setFocus()
    press(Key.Key_End, Key.Key_Return)
    type_words(screen.secret.line, "сөз")
    press(Key.Key_Return)
    assert heard == ["recovery"]


# --- the frame ---


@pytest.fixture
def frame(qtbot: QtBot) -> BankFrame:
    made = s.desk(EN, "import")
    sit(qtbot, made)
    return made


def test_the_head_names_the_bank_the_person_with_roles_and_the_pc(frame: BankFrame) -> None:
    assert frame.top.title.text() == "Тесттик суроолордун базасы"
    assert frame.top.subtitle.text() == "Осмонов Бакыт Жолдошович (author, reviewer)  ·  PC 2"


def test_ctrl_with_a_digit_opens_a_tab(frame: BankFrame) -> None:
    heard: list[str] = []
    frame.tab_chosen.connect(heard.append)
    press(Key.Key_3, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert (frame.tab, heard) == ("health", ["health"])


def test_ctrl_l_locks_under_the_cyrillic_layout_too(frame: BankFrame) -> None:
    heard: list[str] = []
    frame.lock_asked.connect(lambda: heard.append("lock"))
    press_place(frame, 0x434, 0x26, Qt.KeyboardModifier.ControlModifier)  # the L key types д
    press(Key.Key_L, modifiers=Qt.KeyboardModifier.ControlModifier)
    click(frame.lock)
    assert heard == ["lock"] * 3


def test_every_tab_speaks_the_chosen_language(frame: BankFrame) -> None:
    frame.set_texts(RU)
    frame.show_tab("staff")
    assert "Сотрудники базы" in words_of(frame)
    frame.show_tab("exchange")
    assert "Известные компьютеры" in words_of(frame)


def test_a_key_begins_the_idle_time_anew_and_rest_ends_the_watch(frame: BankFrame) -> None:
    assert frame.idle_ms == -1
    frame.watch(300)
    frame._idle.setInterval(100_000)  # as if most of the time had passed
    frame._idle.start(100_000)
    QTest.keyClick(frame.window().windowHandle(), Key.Key_Shift)
    assert 0 < frame.idle_ms <= 100_000
    frame.rest()
    assert frame.idle_ms == -1


def test_idle_time_that_has_passed_is_told_once(qtbot: QtBot, frame: BankFrame) -> None:
    with qtbot.waitSignal(frame.idle_passed):
        frame.watch(0)
    assert frame.idle_ms == -1


def test_what_waits_stands_beside_the_questions(qtbot: QtBot) -> None:
    frame = BankFrame(EN, s.HEAD)
    frame.add_screen("questions", s.ExportScreen(EN, s.ExportView(s.START, 1)))
    sit(qtbot, frame)
    button = frame._buttons["questions"]
    assert (button.text(), button.accessibleName()) == ("Questions (14)", "Questions, waiting for you: 14")
    frame.set_view(replace(s.HEAD, waiting=0))
    assert button.text() == "Questions"


# --- long acts ---


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    sit(qtbot, made)
    made.setFocus()
    return made


def test_an_act_that_ends_at_once_is_never_covered(over: QWidget) -> None:
    dialog = ProgressDialog(over, EN, "Importing").begin()
    dialog.progress.at(1, 2)
    assert not dialog.isVisible()
    dialog.finish()
    QApplication.processEvents()
    assert not over.window().findChildren(ProgressDialog, options=Qt.FindChildOption.FindDirectChildrenOnly) or (
        not dialog.isVisible()
    )


def test_a_long_act_shows_how_far_it_is(qtbot: QtBot, over: QWidget) -> None:
    dialog = ProgressDialog(over, EN, "Importing").begin()
    assert dialog._timer.interval() == APPEARS_AFTER_MS
    qtbot.waitUntil(dialog.isVisible)
    dialog.progress.at(500, 2000)
    assert "500 of 2\u202f000 · 25 %" in words_of(dialog)
    dialog.finish()
    assert not dialog.isVisible()


def test_cancel_asks_the_worker_and_waits_for_its_end(over: QWidget) -> None:
    dialog = ProgressDialog(over, EN, "Importing")
    heard: list[str] = []
    dialog.cancel_asked.connect(lambda: heard.append("cancel"))
    dialog.open()
    press(Key.Key_Escape)
    press(Key.Key_Escape)
    assert heard == ["cancel"]
    assert dialog.isVisible()
    assert "Being cancelled" in words_of(dialog)
    with pytest.raises(Cancelled):
        dialog.progress.at(3, 10)
    dialog.finish()
    assert not dialog.isVisible()


def test_where_it_is_not_safe_nothing_cancels(over: QWidget) -> None:
    dialog = ProgressDialog(over, EN, "Saving", can_cancel=False)
    dialog.open()
    press(Key.Key_Escape)
    dialog.progress.at(3, 10)
    assert dialog.isVisible()
    dialog.finish()
