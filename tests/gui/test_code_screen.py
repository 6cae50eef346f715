"""The code screen: twelve digits from everywhere, refusals in words, rest after wrong codes."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from resources.texts import texts_for
from station.domain.errors import Reason
from station.ui.candidate.code_screen import CodeScreen
from tests.gui.samples import DEMO_NOTES, code_view
from tests.gui.seat import Key, click, press, sit, words_of

CODE = "482771306467"


@pytest.fixture
def screen(qtbot: QtBot) -> CodeScreen:
    made = CodeScreen(texts_for("ky"))
    made.set_view(code_view())
    sit(qtbot, made)
    return made


def type_code(screen: CodeScreen, code: str = CODE) -> None:
    press(*(Key(Key.Key_0.value + int(digit)) for digit in code))


def test_R_24_4_twelve_typed_digits_and_enter_hand_the_code_over_once(qtbot: QtBot, screen: CodeScreen) -> None:
    type_code(screen)
    with qtbot.waitSignal(screen.code_entered) as heard:
        press(Key.Key_Return)
    assert heard.args == [CODE]
    with qtbot.assertNotEmitted(screen.code_entered):
        press(Key.Key_Return, Key.Key_Enter)


def test_the_pad_on_the_screen_types_erases_and_clears(screen: CodeScreen) -> None:
    for button in screen.pad._digits:
        click(button)
    assert screen.boxes.code == "1234567890"
    click(screen.pad.erase)
    assert screen.boxes.code == "123456789"
    click(screen.pad.clear)
    assert screen.boxes.code == ""


@pytest.mark.parametrize(
    ("key", "digit"),
    [(Key.Key_End, "1"), (Key.Key_Up, "8"), (Key.Key_Insert, "0"), (Key.Key_Clear, "5"), (Key.Key_7, "7")],
)
def test_the_number_pad_of_the_keyboard_counts_with_and_without_num_lock(
    screen: CodeScreen, key: Key, digit: str
) -> None:
    press(key, modifiers=Qt.KeyboardModifier.KeypadModifier)
    assert screen.boxes.code == digit


def test_digits_reach_the_boxes_whatever_has_the_keys(screen: CodeScreen) -> None:
    screen.staff.setFocus()
    press(Key.Key_4)
    assert screen.boxes.code == "4"


def test_a_thirteenth_digit_and_a_letter_change_nothing(screen: CodeScreen) -> None:
    type_code(screen, CODE + "9")
    press(Key.Key_A, Key.Key_Space)
    assert screen.boxes.code == CODE


def test_too_few_digits_say_what_to_do_and_send_nothing(qtbot: QtBot, screen: CodeScreen) -> None:
    type_code(screen, "4827")
    with qtbot.assertNotEmitted(screen.code_entered):
        click(screen.submit)
    assert "Коддун он эки цифрасын толук киргизиңиз." in words_of(screen)
    assert screen.boxes.code == "4827"


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason.CODE_WRONG, "Код туура эмес. Текшерип, кайра киргизиңиз."),
        (Reason.CODE_USED, "Бул код мурда колдонулган. Кызматкерге кайрылыңыз."),
        (Reason.CODE_CANCELLED, "Бул код жокко чыгарылган. Кызматкерге кайрылыңыз."),
        (Reason.CODE_OTHER_SESSION, "Бул код башка сессияга таандык. Кызматкерге кайрылыңыз."),
    ],
)
def test_R_24_8_a_refused_code_is_told_in_words_and_the_boxes_are_empty_again(
    screen: CodeScreen, reason: Reason, words: str
) -> None:
    type_code(screen)
    press(Key.Key_Return)
    screen.set_view(code_view(reason))
    assert words in words_of(screen)
    assert screen.boxes.code == ""
    press(Key.Key_4)
    assert words not in words_of(screen)


def test_R_24_8_a_typing_fault_leaves_the_digits_to_be_mended(screen: CodeScreen) -> None:
    type_code(screen)
    press(Key.Key_Return)
    screen.set_view(code_view(Reason.CODE_DIGITS))
    assert "Код туура эмес терилди. Цифраларды текшериңиз." in words_of(screen)
    assert screen.boxes.code == CODE
    press(Key.Key_Backspace)
    assert screen.boxes.code == CODE[:-1]


def test_a_view_that_only_tells_the_time_leaves_typed_digits_alone(screen: CodeScreen) -> None:
    type_code(screen, "4827")
    screen.set_view(code_view(Reason.CODE_WRONG))
    assert screen.boxes.code == "4827"


def test_R_24_8_while_the_entry_rests_the_seconds_run_and_nothing_is_taken(qtbot: QtBot, screen: CodeScreen) -> None:
    screen.set_view(code_view(Reason.CODE_WRONG, wait=57))
    assert "57" in words_of(screen)
    assert "кызматкерди чакырыңыз" in words_of(screen)
    with qtbot.assertNotEmitted(screen.code_entered):
        press(Key.Key_4, Key.Key_Return)
    assert screen.boxes.code == ""
    screen.set_view(code_view(Reason.CODE_WRONG, wait=56))
    assert "56" in words_of(screen)
    screen.set_view(code_view())
    press(Key.Key_4)
    assert screen.boxes.code == "4"


def test_the_language_changes_every_word_and_keeps_the_digits(screen: CodeScreen) -> None:
    type_code(screen, "48")
    screen.set_texts(texts_for("ru"))
    shown = words_of(screen)
    assert "Введите свой код" in shown
    assert "Место 07" in shown
    assert "Кодуңузду" not in shown
    assert screen.boxes.code == "48"
    assert screen.boxes.accessibleName() == "Ваш код, двенадцать цифр"


def test_staff_come_in_by_the_quiet_button_and_by_ctrl_f12(qtbot: QtBot, screen: CodeScreen) -> None:
    with qtbot.waitSignal(screen.staff_requested):
        click(screen.staff)
    with qtbot.waitSignal(screen.staff_requested):
        press(Key.Key_F12, modifiers=Qt.KeyboardModifier.ControlModifier)


def test_a_pasted_code_is_not_taken(screen: CodeScreen) -> None:
    QApplication.clipboard().setText(CODE)
    press(Key.Key_V, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert screen.boxes.code == ""


def test_the_demo_shows_its_codes_and_the_way_out_on_the_screen(screen: CodeScreen) -> None:
    screen.set_view(code_view(notes=DEMO_NOTES))
    shown = words_of(screen)
    assert "4827 7130 6467" in shown
    assert "Ctrl+Q" in shown
    screen.set_view(code_view())
    assert "Ctrl+Q" not in words_of(screen)
    screen.set_view(code_view(notes=DEMO_NOTES))
    assert "Ctrl+Q" in words_of(screen)


def test_readers_hear_how_many_digits_stand_there(screen: CodeScreen) -> None:
    press(Key.Key_4, Key.Key_8)
    assert screen.boxes.accessibleDescription() == "Киргизилген цифралар: 2, бардыгы 12"


def test_a_held_key_event_without_focus_is_no_digit(screen: CodeScreen) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_5.value, Qt.KeyboardModifier.AltModifier, "5")
    QApplication.sendEvent(screen.boxes, event)
    assert screen.boxes.code == ""
