"""The question screen: keys, clicks, languages, the saved mark, the clock."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from question_bank.model import Bilingual
from resources.texts import texts_for
from station.ui.candidate.cells import CellState
from station.ui.candidate.navigator import CellGrid
from station.ui.candidate.question_screen import OptionView, QuestionScreen, SaveState
from station.ui.theme import Look
from tests.gui.samples import OPTIONS, question_view, rich_view
from tests.gui.seat import Key, click, open_dialog, press, press_place, sit, words_of

KY, RU = texts_for("ky"), texts_for("ru")
# Places of keys in the keyboard's own numbering: A, F, comma, D, U, L.
A, F, COMMA, D, U, L = 0x1E, 0x21, 0x33, 0x20, 0x16, 0x26


@pytest.fixture
def screen(qtbot: QtBot) -> QuestionScreen:
    made = QuestionScreen(KY)
    made.set_view(question_view(chosen=None, save=SaveState.NOTHING))
    made.set_remaining(4368)
    sit(qtbot, made)
    return made


@pytest.fixture
def chosen(screen: QuestionScreen) -> list[str]:
    heard: list[str] = []
    screen.answer_chosen.connect(lambda options: heard.append("".join(sorted(options))))
    return heard


@pytest.mark.parametrize(("key", "option"), [(Key.Key_1, "a"), (Key.Key_2, "b"), (Key.Key_3, "c"), (Key.Key_4, "d")])
def test_digits_choose_an_option(screen: QuestionScreen, chosen: list[str], key: Key, option: str) -> None:
    press(key)
    assert chosen == [option]


def test_a_digit_without_an_option_does_nothing(screen: QuestionScreen, chosen: list[str]) -> None:
    press(Key.Key_5, Key.Key_8, Key.Key_9)
    assert chosen == []


def test_all_eight_digits_work_where_there_are_eight_options(screen: QuestionScreen, chosen: list[str]) -> None:
    eight = tuple(OptionView(str(n), Bilingual(f"{n}-вариант", f"вариант {n}")) for n in range(1, 9))
    screen.set_view(replace(question_view(chosen=None), number=18, options=eight))
    press(Key.Key_8, Key.Key_1)
    assert chosen == ["8", "1"]


@pytest.mark.parametrize(
    ("place", "latin", "cyrillic", "option"),
    [
        (F, Key.Key_F, "а", "a"),
        (COMMA, Key.Key_Comma, "б", "b"),
        (D, Key.Key_D, "в", "c"),
        (U, Key.Key_U, "г", "d"),
    ],
)
def test_a_letter_counts_by_the_place_of_its_key_under_every_layout(
    screen: QuestionScreen, chosen: list[str], place: int, latin: Key, cyrillic: str, option: str
) -> None:
    press_place(screen, place, chr(latin.value).lower(), latin)
    screen.set_view(question_view(chosen=None))  # unanswered again: pressing what is chosen already says nothing new
    press_place(screen, place, cyrillic, Key(ord(cyrillic.upper())))
    assert chosen == [option, option]


def test_the_key_that_types_a_latin_a_is_no_option(screen: QuestionScreen, chosen: list[str]) -> None:
    press_place(screen, A, "a", Key.Key_A)
    press_place(screen, A, "ф", Key(ord("Ф")))
    assert chosen == []


def test_a_place_without_an_option_does_nothing(screen: QuestionScreen, chosen: list[str]) -> None:
    press_place(screen, L, "д", Key.Key_L)
    assert chosen == []


def test_keys_with_control_or_alt_choose_nothing(screen: QuestionScreen, chosen: list[str]) -> None:
    press(Key.Key_1, modifiers=Qt.KeyboardModifier.ControlModifier)
    press(Key.Key_2, modifiers=Qt.KeyboardModifier.AltModifier)
    assert chosen == []


def test_the_whole_row_is_a_target_of_at_least_56_pixels(screen: QuestionScreen, chosen: list[str]) -> None:
    rows = [row for row in screen.card.rows if row.isVisible()]
    assert min(row.height() for row in rows) >= 56
    assert {row.width() for row in rows} == {rows[0].width()}
    assert rows[0].width() > screen.card.width() * 0.9
    click(rows[2])
    assert chosen == ["c"]


def test_the_letters_on_the_screen_are_cyrillic_in_both_languages(screen: QuestionScreen) -> None:
    for texts in (KY, RU):
        screen.set_texts(texts)
        assert [row.accessibleName()[:2] for row in screen.card.rows] == ["А.", "Б.", "В.", "Г."]


def test_the_arrows_walk_the_options_and_space_chooses(screen: QuestionScreen, chosen: list[str]) -> None:
    press(Key.Key_Down, Key.Key_Down)
    assert chosen == []
    press(Key.Key_Space)
    assert chosen == ["b"]
    press(Key.Key_Up, Key.Key_Up, Key.Key_Return)
    assert chosen == ["b", "d"]


def test_a_held_key_chooses_once(screen: QuestionScreen, chosen: list[str]) -> None:
    press(Key.Key_1)
    none = Qt.KeyboardModifier.NoModifier
    held = QKeyEvent(QEvent.Type.KeyPress, Key.Key_2.value, none, "2", True)
    QApplication.sendEvent(screen, held)
    assert chosen == ["a"]


def test_the_chosen_option_chosen_again_sends_nothing(screen: QuestionScreen, chosen: list[str]) -> None:
    screen.set_view(question_view(chosen="b"))
    press(Key.Key_2)
    assert chosen == []


def test_an_answer_can_be_taken_back(qtbot: QtBot, screen: QuestionScreen) -> None:
    screen.set_view(question_view(chosen="b"))
    with qtbot.waitSignal(screen.answer_cleared):
        click(screen.card.clear)
    assert not any(row.isChecked() for row in screen.card.rows)
    assert screen.save.state == "saving"


def test_the_saved_mark_appears_only_when_the_screen_is_told(screen: QuestionScreen) -> None:
    press(Key.Key_2)
    assert screen.save.state == "saving"
    assert "Жооп сакталды." not in words_of(screen)
    screen.set_view(question_view(chosen="b", save=SaveState.SAVED))
    assert "Жооп сакталды." in words_of(screen)


def test_an_answer_that_is_not_saved_calls_for_the_staff_member(screen: QuestionScreen) -> None:
    press(Key.Key_2)
    screen.set_save_state(SaveState.NOT_SAVED)
    assert "Кызматкерди чакырыңыз" in words_of(screen)
    assert "Жооп сакталган жок." in words_of(screen)
    screen.set_save_state(SaveState.SAVED)
    assert "Кызматкерди чакырыңыз" not in words_of(screen)


def test_a_refused_answer_goes_back_to_what_stands(screen: QuestionScreen) -> None:
    screen.set_view(question_view(chosen="a"))
    press(Key.Key_2)
    screen.set_view(question_view(chosen="a"))
    assert [row.isChecked() for row in screen.card.rows] == [True, False, False, False]


def test_the_language_changes_on_any_question_and_the_order_stays(screen: QuestionScreen) -> None:
    screen.set_view(question_view(chosen="b"))
    before = [row.isChecked() for row in screen.card.rows]
    screen.set_texts(RU)
    assert screen.card.stem.plain_text == question_view().stem.ru
    assert [row.accessibleName() for row in screen.card.rows] == [
        f"{letter}. {option.text.ru}" for letter, option in zip("АБВГ", OPTIONS, strict=True)
    ]
    assert [row.isChecked() for row in screen.card.rows] == before


def test_the_language_switch_asks_for_the_other_language(qtbot: QtBot, screen: QuestionScreen) -> None:
    with qtbot.waitSignal(screen.language_chosen) as heard:
        click(screen.languages.button("ru"))
    assert heard.args == ["ru"]


@pytest.mark.parametrize(
    ("key", "look"),
    [
        (Key.Key_Plus, Look(125)),
        (Key.Key_Equal, Look(125)),
        (Key.Key_Minus, Look(100)),
        (Key.Key_0, Look(100)),
    ],
)
def test_control_with_plus_minus_and_zero_asks_for_other_letters(
    qtbot: QtBot, screen: QuestionScreen, key: Key, look: Look
) -> None:
    screen.set_look(Look(110))
    with qtbot.waitSignal(screen.look_chosen) as heard:
        press(key, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert heard.args == [look]


def test_the_buttons_ask_for_letters_and_contrast(qtbot: QtBot, screen: QuestionScreen) -> None:
    with qtbot.waitSignal(screen.look_chosen) as heard:
        click(screen.look_controls.larger)
    assert heard.args == [Look(110)]
    with qtbot.waitSignal(screen.look_chosen) as heard:
        click(screen.look_controls.contrast)
    assert heard.args == [Look(100, True)]


def test_the_flag_has_a_button_and_a_key_that_is_no_letter(qtbot: QtBot, screen: QuestionScreen) -> None:
    with qtbot.waitSignal(screen.flag_toggled) as heard:
        press(Key.Key_0)
    assert heard.args == [True]
    screen.set_view(replace(question_view(), is_flagged=True))
    with qtbot.waitSignal(screen.flag_toggled) as heard:
        click(screen.card.flag)
    assert heard.args == [False]


def test_left_and_right_turn_the_questions_and_stop_at_the_ends(qtbot: QtBot, screen: QuestionScreen) -> None:
    asked: list[int] = []
    screen.question_requested.connect(asked.append)
    press(Key.Key_Left, Key.Key_Right)
    assert asked == [16, 18]
    with qtbot.assertNotEmitted(screen.review_requested):
        screen.set_view(replace(question_view(), number=80))
        press(Key.Key_Right)
        screen.set_view(replace(question_view(), number=1))
        press(Key.Key_Left)
    assert asked == [16, 18]


def test_next_on_the_last_question_leads_to_the_review(qtbot: QtBot, screen: QuestionScreen) -> None:
    screen.set_view(replace(question_view(), number=80))
    assert screen.next.text() == "Жоопторду карап чыгуу"
    with qtbot.waitSignal(screen.review_requested):
        click(screen.next)


def test_finish_leads_to_the_review_first(qtbot: QtBot, screen: QuestionScreen) -> None:
    with qtbot.waitSignal(screen.review_requested):
        click(screen.finish)


def test_the_navigator_has_eight_columns_for_eighty_questions_and_goes_where_one_presses(
    qtbot: QtBot, screen: QuestionScreen
) -> None:
    grid = screen.navigator.grid
    first_row = [number for number in range(1, 81) if grid.cell(number).y() == grid.cell(1).y()]
    assert first_row == [1, 2, 3, 4, 5, 6, 7, 8]
    with qtbot.waitSignal(screen.question_requested) as heard:
        click(grid.cell(42))
    assert heard.args == [42]


def test_the_navigator_tells_every_state_in_words(screen: QuestionScreen) -> None:
    grid = screen.navigator.grid
    assert grid.cell(1).accessibleName() == "1-суроо, жооп берилди"
    assert "белгиленген" in grid.cell(9).accessibleName()
    assert "азыркы" in grid.cell(17).accessibleName()
    assert "Жооп берилди: 14 / 80" in words_of(screen)


def test_the_navigator_is_one_stop_for_tab_and_arrows_walk_in_it(screen: QuestionScreen) -> None:
    grid = screen.navigator.grid
    stops = [number for number in range(1, 81) if grid.cell(number).focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [17]
    grid.focus_current()
    press(Key.Key_Down, Key.Key_Right)
    assert grid.cell(26).hasFocus()


def test_in_a_narrow_window_the_list_opens_as_a_drawer(qtbot: QtBot) -> None:
    screen = QuestionScreen(KY, Look(200))
    screen.set_view(question_view())
    window = sit(qtbot, screen, look=Look(200))
    assert not screen.navigator.isVisible()
    click(screen.drawer)
    grid = open_dialog(window).findChildren(CellGrid)[0]
    with qtbot.waitSignal(screen.question_requested) as heard:
        click(grid.cell(3))
    assert heard.args == [3]


def test_a_remark_is_written_kept_and_taken_back(qtbot: QtBot, screen: QuestionScreen) -> None:
    window = screen.window()
    click(screen.card.remark)
    dialog = open_dialog(window)
    field = dialog.findChildren(QPlainTextEdit)[0]
    assert field.hasFocus()
    field.setPlainText("Эки жооп туура окшойт 1 2 3")
    with qtbot.waitSignal(screen.remark_made) as heard:
        click(dialog.button("save"))
    assert heard.args == ["Эки жооп туура окшойт 1 2 3"]
    screen.set_view(replace(question_view(), remark="Эки жооп туура окшойт"))
    click(screen.card.remark)
    dialog = open_dialog(window)
    dialog.findChildren(QPlainTextEdit)[0].clear()
    with qtbot.waitSignal(screen.remark_made) as heard:
        click(dialog.button("save"))
    assert heard.args == [""]


def test_digits_typed_into_a_remark_choose_nothing(screen: QuestionScreen, chosen: list[str]) -> None:
    click(screen.card.remark)
    field = open_dialog(screen.window()).findChildren(QPlainTextEdit)[0]
    press(Key.Key_1, Key.Key_2)
    assert field.toPlainText() == "12"
    press(Key.Key_Escape)
    assert chosen == []


def test_a_remark_has_an_end(screen: QuestionScreen) -> None:
    click(screen.card.remark)
    field = open_dialog(screen.window()).findChildren(QPlainTextEdit)[0]
    field.setPlainText("ү" * 1500)
    assert len(field.toPlainText()) == 500


def test_a_long_rich_question_scrolls_inside_its_card_to_the_last_option(qtbot: QtBot) -> None:
    screen = QuestionScreen(RU)
    screen.set_view(rich_view())
    sit(qtbot, screen, 1024, 768)
    assert screen.card.more.isVisible()
    for _ in range(8):
        press(Key.Key_PageDown)
    bar = screen.card.area.verticalScrollBar()
    assert bar.value() == bar.maximum()
    assert not screen.card.more.isVisible()
    last = screen.card.rows[4]
    assert screen.card.area.viewport().rect().contains(last.mapTo(screen.card.area.viewport(), last.rect().center()))


def test_another_question_begins_at_its_top(qtbot: QtBot) -> None:
    screen = QuestionScreen(RU)
    screen.set_view(rich_view())
    sit(qtbot, screen, 1024, 600)
    press(Key.Key_PageDown)
    screen.set_view(replace(rich_view(), number=43))
    assert screen.card.area.verticalScrollBar().value() == 0


def test_a_picture_opens_large_and_closes_by_escape(qtbot: QtBot) -> None:
    screen = QuestionScreen(RU)
    screen.set_view(rich_view())
    window = sit(qtbot, screen)
    click(screen.card.zoom)
    dialog = open_dialog(window)
    assert "Диаграмма" in words_of(dialog)
    press(Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_formatted_text_loads_nothing_from_outside(qtbot: QtBot, tmp_path: object) -> None:
    screen = QuestionScreen(RU)
    outside = "<p>Рисунок: <img src='file:///etc/hostname'><img src='http://example.org/a.png'></p>"
    screen.set_view(replace(rich_view(), stem=Bilingual(outside, outside), pictures=()))
    sit(qtbot, screen)
    assert not screen.card.zoom.isVisible()
    assert "Рисунок" in screen.card.stem.plain_text


def test_the_view_and_its_parts_hold_no_key() -> None:
    names = set(question_view().__dataclass_fields__) | set(OPTIONS[0].__dataclass_fields__)
    assert not {name for name in names if "key" in name or "right" in name or "correct" in name}


def test_the_first_look_at_a_question_frames_no_option(screen: QuestionScreen) -> None:
    assert not any(row.hasFocus() for row in screen.card.rows)


# --- time ---


@pytest.mark.parametrize(("before", "now", "minutes"), [(1801, 1800, 30), (601, 600, 10), (301, 299, 5), (61, 60, 1)])
def test_the_time_left_is_announced_at_30_10_5_and_1_minutes(
    screen: QuestionScreen, before: int, now: int, minutes: int
) -> None:
    screen.set_remaining(before)
    screen.set_remaining(now)
    assert f"Тестирлөөнүн аякташына {minutes} мүнөт калды." in words_of(screen)


def test_between_the_marks_nothing_is_announced_and_a_notice_goes_by_itself(screen: QuestionScreen) -> None:
    screen.set_remaining(1000)
    screen.set_remaining(700)
    assert not screen.notice.isVisible()
    screen.set_remaining(600)
    assert screen.notice.isVisible()
    screen.set_remaining(571)
    assert screen.notice.isVisible()
    screen.set_remaining(570)
    assert not screen.notice.isVisible()


def test_a_notice_can_be_put_away_and_speaks_the_other_language(screen: QuestionScreen) -> None:
    screen.set_remaining(600)
    screen.set_texts(RU)
    assert "До окончания тестирования осталось 10 мин." in words_of(screen)
    click(screen.notice._close)
    assert not screen.notice.isVisible()


def test_the_clock_shows_hours_minutes_seconds_and_changes_below_ten_minutes(screen: QuestionScreen) -> None:
    screen.set_remaining(4368)
    assert screen.clock.time.text() == "01:12:48"
    assert screen.clock.accessibleName() == "Калган убакыт: 01:12:48"
    calm = screen.clock._icon._name
    screen.set_remaining(599)
    assert screen.clock.time.text() == "00:09:59"
    assert screen.clock._icon._name != calm


def test_granted_time_is_told_at_once_and_is_no_warning(screen: QuestionScreen) -> None:
    screen.set_remaining(500)
    screen.set_remaining(500 + 900)
    screen.announce_extension(15)
    assert "Кошумча убакыт берилди: 15 мүнөт." in words_of(screen)


def test_a_state_of_a_cell_is_a_value() -> None:
    assert CellState(True) == CellState(is_answered=True, is_flagged=False)


def test_the_last_arrow_leads_to_the_way_on_and_finishes_nothing(screen: QuestionScreen) -> None:
    asked: list[bool] = []
    screen.review_requested.connect(lambda: asked.append(True))
    view = question_view(chosen="a")
    screen.set_view(replace(view, number=len(view.cells)))
    press(Key.Key_Right)
    assert screen.next.hasFocus()
    assert asked == []
    press(Key.Key_Return)
    assert asked == [True]
