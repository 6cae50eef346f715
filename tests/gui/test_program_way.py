"""The candidate's whole way, by the keyboard alone, on the real program."""

import pytest
from PySide6.QtCore import Qt

from station.domain import events as e
from station.ui.candidate.code_screen import CodeScreen
from station.ui.candidate.identity_screen import IdentityScreen
from station.ui.candidate.practice_screen import PracticeScreen
from station.ui.candidate.question_screen import QuestionScreen
from station.ui.candidate.result_screen import ResultScreen
from station.ui.candidate.review_screen import ReviewScreen
from station.ui.candidate.rules_screen import RulesScreen
from station.ui.candidate.still_screens import DoneScreen
from station.ui.candidate.wait_screen import WaitScreen
from tests.gui.hall import Hall

STATEMENTS = {
    "ky": (
        "Топтолгон балл квалификациялык талаптарга жооп берет",
        "Топтолгон балл квалификациялык талаптарга жооп бербейт",
    ),
    "ru": (
        "Набранный балл соответствует квалификационным требованиям",
        "Набранный балл не соответствует квалификационным требованиям",
    ),
}
ENTER, SPACE, RIGHT, LEFT = Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Left


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_R_25_1_the_way_from_the_code_to_the_result_needs_no_mouse(hall: Hall, language: str) -> None:
    candidate = hall.prepared.of_language(language)
    hall.type_code(hall.prepared.codes[candidate])
    assert hall.sees(IdentityScreen).language == language
    hall.keys(ENTER)
    hall.sees(RulesScreen)
    hall.keys(ENTER)
    practice = hall.sees(PracticeScreen)
    hall.keys("1", RIGHT, "2", RIGHT, "3")
    practice.next.setFocus()
    hall.keys(ENTER)
    hall.sees(WaitScreen)
    hall.keys(ENTER)
    hall.sees(QuestionScreen)
    for number in range(10):
        hall.keys(str(number % 4 + 1))
        hall.settled()
        hall.keys(RIGHT)
        hall.settled()
    assert len(hall.attempt(candidate).answers) == 10
    hall.tab_to(hall.sees(QuestionScreen).next)
    hall.keys(ENTER)
    review = hall.sees(ReviewScreen)
    hall.tab_to(review.finish)
    hall.keys(ENTER)
    hall.dialog()
    hall.keys(Qt.Key.Key_Tab, ENTER)
    hall.sees(ResultScreen)
    hall.settled()
    attempt = hall.attempt(candidate)
    assert attempt.result_shown_at is not None
    assert STATEMENTS[language][0 if attempt.meets else 1] in hall.words()
    assert STATEMENTS[language][1 if attempt.meets else 0] not in hall.words().split("\n")
    hall.keys(ENTER, ENTER)  # held on from before: the result stays
    hall.tab_to(hall.sees(ResultScreen).leave)
    hall.keys(ENTER)
    hall.sees(DoneScreen)
    hall.keys(ENTER)
    assert hall.sees(CodeScreen).language == "ky"
    assert hall.journal(e.ResultShown) == [e.ResultShown(candidate)]


def test_the_language_changes_in_the_middle_and_the_order_stays(hall: Hall) -> None:
    candidate = hall.prepared.of_language("ky")
    screen = hall.to_test(candidate)
    hall.answer(2, 1)
    before = hall.attempt(candidate)
    hall.click(screen.languages.button("ru"))
    hall.until(lambda: hall.attempt(candidate).language == "ru")
    after = hall.attempt(candidate)
    assert screen.language == "ru"
    assert (after.paper, after.current, after.answers) == (before.paper, before.current, before.answers)


def test_flags_remark_and_letter_size_are_kept_and_shown(hall: Hall) -> None:
    candidate = hall.prepared.of_language("ky")
    screen = hall.to_test(candidate)
    first = hall.attempt(candidate).paper[0].question
    hall.keys("0")
    hall.until(lambda: hall.attempt(candidate).flags == {first})
    screen.card.remark_requested.emit()
    hall.dialog()
    hall.keys("Суроо түшүнүксүз")
    hall.keys(Qt.Key.Key_Tab, Qt.Key.Key_Tab, ENTER)
    hall.until(lambda: hall.attempt(candidate).remarks == {first: "Суроо түшүнүксүз"})
    hall.chord(Qt.Key.Key_Plus)
    hall.until(lambda: hall.attempt(candidate).font_percent == 110)
    assert hall.shell.look.scale_percent == 110
    hall.click(screen.finish)
    assert "1" in hall.words(hall.sees(ReviewScreen).flagged) or hall.sees(ReviewScreen).flagged.isVisible()


def test_R_24_6_finish_pressed_twice_ends_the_test_once(hall: Hall) -> None:
    candidate = hall.prepared.of_language("ky")
    screen = hall.to_test(candidate)
    hall.click(screen.finish)
    review = hall.sees(ReviewScreen)
    hall.click(review.finish)
    dialog = hall.dialog()
    dialog.button("finish").click()
    dialog.button("finish").click()
    review.finish_confirmed.emit()
    hall.sees(ResultScreen)
    hall.settled()
    assert len(hall.journal(e.Finished)) == 1


def test_R_25_4_when_the_time_is_over_the_result_stands_and_no_question_dialog_is_left(hall: Hall) -> None:
    candidate = hall.prepared.of_language("ky")
    screen = hall.to_test(candidate)
    hall.keys("1")
    hall.settled()
    hall.pass_time(hall.attempt(candidate).budget_ms // 1000 - 20)
    screen.card.remark_requested.emit()
    hall.dialog()
    hall.pass_time(20)
    hall.sees(ResultScreen)
    assert not hall.shell.dialog_open
    attempt = hall.attempt(candidate)
    assert (attempt.finished_how, len(attempt.answers)) == ("time", 1)


def test_a_result_that_nobody_leaves_goes_by_itself(hall: Hall) -> None:
    candidate = hall.prepared.of_language("ky")
    screen = hall.to_test(candidate)
    hall.click(screen.finish)
    hall.click(hall.sees(ReviewScreen).finish)
    hall.dialog().button("finish").click()
    hall.sees(ResultScreen)
    hall.settled()
    hall.pass_time(310)
    hall.sees(DoneScreen)
    hall.pass_time(70)
    hall.sees(CodeScreen)
