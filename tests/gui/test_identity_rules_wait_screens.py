"""From the code to the start: is this you, the order of conduct, practice, waiting."""

from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from resources.texts import texts_for
from station.ui.candidate.identity_screen import IdentityScreen
from station.ui.candidate.practice_questions import COUNT, practice_questions
from station.ui.candidate.practice_screen import PracticeScreen
from station.ui.candidate.rules_screen import RulesScreen
from station.ui.candidate.wait_screen import WaitScreen
from station.ui.widgets.card import Page
from station.ui.widgets.passage import Passage
from tests.gui.samples import NAME, chart, identity_view, rules_view, wait_view
from tests.gui.seat import Key, click, open_dialog, press, sit, words_of

KY, RU = texts_for("ky"), texts_for("ru")


def test_R_24_9_name_and_vacancy_are_shown_and_confirmed_before_anything_else(qtbot: QtBot) -> None:
    screen = IdentityScreen(KY)
    screen.set_view(identity_view())
    sit(qtbot, screen)
    assert "Маалыматтарыңыз туурабы?" in words_of(screen)
    assert NAME in words_of(screen)
    assert "Жалпы билим берүү уюмунун жетекчиси (директору)" in words_of(screen)
    with qtbot.waitSignal(screen.confirmed):
        press(Key.Key_Return)


def test_this_is_not_me_is_asked_once_more_because_the_code_ends_by_it(qtbot: QtBot) -> None:
    screen = IdentityScreen(RU)
    screen.set_view(identity_view())
    window = sit(qtbot, screen)
    with qtbot.assertNotEmitted(screen.denied):
        click(screen.no)
        assert "Код будет аннулирован" in words_of(open_dialog(window))
        press(Key.Key_Escape)
    click(screen.no)
    with qtbot.waitSignal(screen.denied):
        click(open_dialog(window).button("deny"))


def test_a_photo_is_shown_where_one_was_given_and_no_gap_where_not(qtbot: QtBot) -> None:
    screen = IdentityScreen(KY)
    screen.set_view(identity_view())
    sit(qtbot, screen)
    assert not screen.photo.isVisible()
    screen.set_view(identity_view(chart().data))
    assert screen.photo.isVisible()
    assert screen.photo.accessibleName() == "Талапкердин сүрөтү"
    screen.set_view(identity_view(b"no picture"))
    assert not screen.photo.isVisible()


def test_R_22_5_the_order_of_conduct_stands_with_its_act_and_is_acknowledged(qtbot: QtBot) -> None:
    screen = RulesScreen(KY)
    view = rules_view()
    screen.set_view(view)
    sit(qtbot, screen)
    assert view.act.ky in words_of(screen)
    assert [part.plain_text for part in screen.findChildren(Passage)] == [part.ky for part in view.paragraphs]
    with qtbot.waitSignal(screen.acknowledged):
        click(screen.accept)


def test_the_order_of_conduct_changes_its_language_and_its_length(qtbot: QtBot) -> None:
    screen = RulesScreen(KY)
    screen.set_view(rules_view())
    sit(qtbot, screen)
    screen.set_texts(RU)
    screen.set_view(rules_view(paragraphs=2))
    shown = [part.plain_text for part in screen.findChildren(Passage) if part.isVisible()]
    assert shown == [part.ru for part in rules_view(2).paragraphs]


def test_page_down_scrolls_the_order_of_conduct(qtbot: QtBot) -> None:
    screen = RulesScreen(KY)
    screen.set_view(rules_view())
    sit(qtbot, screen, 1024, 600)
    assert isinstance(screen.page, Page)
    press(Key.Key_PageDown)
    assert screen.page.verticalScrollBar().value() > 0
    press(Key.Key_PageUp)
    assert screen.page.verticalScrollBar().value() == 0


def test_R_9_1_three_practice_questions_work_like_the_test_and_end(qtbot: QtBot) -> None:
    screen = PracticeScreen(KY)
    sit(qtbot, screen)
    assert "алар бааланбайт жана сакталбайт" in words_of(screen)
    press(Key.Key_2)
    assert [row.isChecked() for row in screen.card.rows[:3]] == [False, True, False]
    press(Key.Key_Right, Key.Key_4, Key.Key_Right, Key.Key_0)
    with qtbot.waitSignal(screen.finished) as heard:
        click(screen.next)
    assert heard.args == [True]


def test_practice_answers_come_back_with_the_question_and_are_forgotten_at_restart(qtbot: QtBot) -> None:
    screen = PracticeScreen(KY)
    sit(qtbot, screen)
    press(Key.Key_2, Key.Key_Right, Key.Key_Left)
    assert screen.card.rows[1].isChecked()
    click(screen.card.clear)
    assert not screen.card.rows[1].isChecked()
    press(Key.Key_1, Key.Key_0, Key.Key_0)
    screen.restart()
    assert not any(row.isChecked() for row in screen.card.rows)


def test_practice_can_be_skipped(qtbot: QtBot) -> None:
    screen = PracticeScreen(RU)
    sit(qtbot, screen)
    with qtbot.waitSignal(screen.finished) as heard:
        click(screen.skip)
    assert heard.args == [False]


def test_there_are_three_practice_questions_in_both_languages() -> None:
    for texts in (KY, RU):
        questions = practice_questions(texts)
        assert len(questions) == COUNT == 3
        assert all(len({option.text for option in question.options}) >= 2 for question in questions)


def test_R_24_9_before_the_session_is_open_there_is_nothing_to_start(qtbot: QtBot) -> None:
    screen = WaitScreen(KY)
    screen.set_view(wait_view())
    sit(qtbot, screen)
    assert "Сессия ачыла элек. Күтө туруңуз." in words_of(screen)
    assert not screen.start.isVisible()


def test_the_start_is_asked_for_once(qtbot: QtBot) -> None:
    screen = WaitScreen(RU)
    screen.set_view(wait_view())
    sit(qtbot, screen)
    screen.set_view(wait_view(can_start=True))
    starts: list[bool] = []
    screen.start_requested.connect(lambda: starts.append(True))
    press(Key.Key_Return)
    click(screen.start)
    assert starts == [True]
    assert "80 вопросов" in words_of(screen)


def test_every_control_of_these_screens_has_a_name_for_readers(qtbot: QtBot) -> None:
    for screen in (IdentityScreen(KY), RulesScreen(KY), PracticeScreen(KY), WaitScreen(KY)):
        sit(qtbot, screen)
        for button in screen.findChildren(QAbstractButton):
            assert button.accessibleName() or button.text() or not button.isVisible()
