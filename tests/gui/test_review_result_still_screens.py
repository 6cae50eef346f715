"""Review and finish in two steps, the result, pause, lock, end and stop."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from question_bank.model import Bilingual
from resources.texts import texts_for
from station.domain.errors import Reason
from station.ui.candidate.clock import announced, clock_text
from station.ui.candidate.result_screen import ResultScreen, Statement
from station.ui.candidate.review_screen import ReviewScreen
from station.ui.candidate.still_screens import (
    DoneScreen,
    DoneView,
    LockedScreen,
    LockedView,
    LockKind,
    PauseScreen,
    PauseView,
)
from station.ui.candidate.stop_screen import StopScreen, StopView
from station.ui.theme import Look
from tests.gui.samples import DOES_NOT_MEET, MEETS, SECTIONS, question_view, result_view, review_view
from tests.gui.seat import Key, click, open_dialog, press, sit, words_of

KY, RU = texts_for("ky"), texts_for("ru")


@pytest.fixture
def review(qtbot: QtBot) -> ReviewScreen:
    made = ReviewScreen(KY)
    made.set_view(review_view())
    made.set_remaining(872)
    sit(qtbot, made)
    return made


def test_the_review_lists_what_is_unanswered_and_flagged_and_leads_back_to_it(
    qtbot: QtBot, review: ReviewScreen
) -> None:
    assert "Жооп берилбеген суроолор: 4" in words_of(review)
    assert "Белгиленген суроолор: 2" in words_of(review)
    with qtbot.waitSignal(review.question_requested) as heard:
        click(review.unanswered.cell(79))
    assert heard.args == [79]
    with qtbot.waitSignal(review.question_requested) as heard:
        click(review.flagged.cell(14))
    assert heard.args == [14]


def test_the_review_of_a_complete_paper_says_so(qtbot: QtBot) -> None:
    screen = ReviewScreen(RU)
    view = review_view()
    screen.set_view(replace(view, cells=tuple(replace(c, is_answered=True, is_flagged=False) for c in view.cells)))
    sit(qtbot, screen)
    assert RU.get("Every question has an answer.") in words_of(screen)
    assert not screen.unanswered.isVisible()
    assert not screen.flagged.isVisible()


def test_R_25_1_the_test_is_finished_in_two_steps(qtbot: QtBot, review: ReviewScreen) -> None:
    finishes: list[bool] = []
    review.finish_confirmed.connect(lambda: finishes.append(True))
    click(review.finish)
    dialog = open_dialog(review.window())
    assert "Тестирлөөнү аяктайсызбы? Андан кийин жоопторду өзгөртүүгө болбойт." in words_of(dialog)
    assert "Жооп берилбеген суроолор: 4" in words_of(dialog)
    assert finishes == []
    click(dialog.button("finish"))
    assert finishes == [True]


def test_finish_pressed_twice_is_one_finish(review: ReviewScreen) -> None:
    finishes: list[bool] = []
    review.finish_confirmed.connect(lambda: finishes.append(True))
    click(review.finish)
    click(review.finish)
    dialog = open_dialog(review.window())
    click(dialog.button("finish"))
    click(dialog.button("finish"))
    click(review.finish)
    assert finishes == [True]
    assert KY.get("The test is being finished.") in words_of(review)


@pytest.mark.parametrize("keys", [(Key.Key_Escape,), (Key.Key_Return,)])
def test_escape_and_a_held_enter_do_not_finish(qtbot: QtBot, review: ReviewScreen, keys: tuple[Key, ...]) -> None:
    with qtbot.assertNotEmitted(review.finish_confirmed):
        click(review.finish)
        press(*keys)
    assert review.finish.isEnabled()


def test_the_way_back_from_the_review(qtbot: QtBot, review: ReviewScreen) -> None:
    with qtbot.waitSignal(review.back_requested):
        press(Key.Key_Return)


def test_the_review_shows_the_time_and_announces_it(review: ReviewScreen) -> None:
    assert review.clock.time.text() == "00:14:32"
    review.set_remaining(600)
    assert "10 мүнөт калды" in words_of(review)


# --- result ---


@pytest.mark.parametrize(("meets", "statement"), [(True, MEETS), (False, DOES_NOT_MEET)])
def test_R_25_2_the_result_shows_score_threshold_statement_times_and_receipt(
    qtbot: QtBot, meets: bool, statement: Bilingual
) -> None:
    screen = ResultScreen(KY)
    view = result_view(meets)
    screen.set_view(view)
    sit(qtbot, screen)
    shown = words_of(screen)
    of_all, threshold = KY.get("of {b} possible").format(b=80), KY.get("Threshold score: {n}").format(n=48)
    for words in (str(view.score), of_all, threshold, statement.ky, "11:47", "12:47", "7KQ4-M9TD-2FHX"):
        assert words in shown
    assert "Апелляцияга арыз берүүнүн акыркы убактысы: 12:47" in shown
    assert "Протоколуңузду кызматкерден алыңыз." in shown


@pytest.mark.parametrize("meets", [True, False])
@pytest.mark.parametrize("language", ["ky", "ru"])
def test_R_26_1_exactly_one_of_the_two_statements_is_on_the_screen(qtbot: QtBot, meets: bool, language: str) -> None:
    screen = ResultScreen(texts_for(language))
    screen.set_view(result_view(meets))
    sit(qtbot, screen)
    shown = [found.text() for found in screen.findChildren(QLabel) if found.isVisible()]
    ours, other = (MEETS, DOES_NOT_MEET) if meets else (DOES_NOT_MEET, MEETS)
    assert shown.count(ours.ky) == 1
    assert shown.count(ours.ru) == (1 if language == "ru" else 0)
    assert shown.count(other.ky) == shown.count(other.ru) == 0


def test_R_21_3_points_by_section_stand_beside_the_total(qtbot: QtBot) -> None:
    screen = ResultScreen(RU)
    screen.set_view(result_view())
    sit(qtbot, screen)
    shown = words_of(screen)
    for section in SECTIONS:
        assert section.title.ru in shown
        assert f"{section.points} / {section.maximum}" in shown
    assert sum(section.points for section in SECTIONS) == result_view().score


def test_the_statement_is_told_by_an_icon_and_by_words_not_by_colour_alone(qtbot: QtBot) -> None:
    screen = ResultScreen(KY)
    sit(qtbot, screen)
    icons = []
    for meets in (True, False):
        screen.set_view(result_view(meets))
        icons.append(screen.findChildren(Statement)[0]._icon._name)
    assert icons == ["check", "cross"]


def test_a_result_with_other_sections_replaces_the_former_one(qtbot: QtBot) -> None:
    screen = ResultScreen(KY)
    screen.set_view(result_view())
    sit(qtbot, screen)
    screen.set_view(replace(result_view(), sections=SECTIONS[:2]))
    shown = words_of(screen)
    assert SECTIONS[1].title.ky in shown
    assert SECTIONS[5].title.ky not in shown


def test_time_out_is_told_with_the_result(qtbot: QtBot) -> None:
    screen = ResultScreen(KY)
    screen.set_view(result_view(time_expired=True))
    sit(qtbot, screen)
    assert "Убакыт бүттү. Жоопторуңуз сакталды." in words_of(screen)


def test_the_result_leaves_by_the_button_and_not_by_a_held_enter(qtbot: QtBot) -> None:
    screen = ResultScreen(KY)
    screen.set_view(result_view(leaves=240))
    sit(qtbot, screen)
    assert "240" in words_of(screen)
    with qtbot.assertNotEmitted(screen.left):
        press(Key.Key_Return, Key.Key_Space)
    with qtbot.waitSignal(screen.left):
        click(screen.leave)


def test_R_25_2_the_result_view_knows_neither_key_nor_wrong_answers() -> None:
    fields = set(result_view().__dataclass_fields__) | set(SECTIONS[0].__dataclass_fields__)
    assert not {name for name in fields if "key" in name or "wrong" in name or "answer" in name}


# --- still screens ---


def test_the_pause_covers_the_question_and_keeps_the_time_in_words(qtbot: QtBot) -> None:
    screen = PauseScreen(KY)
    screen.set_view(PauseView(4368, "07", Bilingual("Электр энергиясы өчтү", "Отключение электроэнергии")))
    sit(qtbot, screen)
    shown = words_of(screen)
    assert "Тестирлөө убактылуу токтотулду" in shown
    assert "Калган убакыт сакталды. Кызматкердин көрсөтмөсүн күтүңүз." in shown
    assert "01:12:48" in shown
    assert question_view().stem.ky not in shown


@pytest.mark.parametrize("kind", LockKind, ids=lambda kind: kind.name)
def test_every_lock_says_why_and_what_to_do_in_both_languages(qtbot: QtBot, kind: LockKind) -> None:
    screen = LockedScreen(KY)
    screen.set_view(LockedView(kind, "07"))
    sit(qtbot, screen)
    kyrgyz = words_of(screen)
    assert "07-орун" in kyrgyz
    assert "ызматкер" in kyrgyz
    screen.set_texts(RU)
    assert "отрудник" in words_of(screen)


def test_R_24_8_a_locked_seat_sends_the_candidate_to_the_staff(qtbot: QtBot) -> None:
    screen = LockedScreen(KY)
    screen.set_view(LockedView(LockKind.TOO_MANY_TRIES, "07"))
    sit(qtbot, screen)
    assert "Код өтө көп жолу туура эмес киргизилди. Кызматкерге кайрылыңыз." in words_of(screen)
    with qtbot.waitSignal(screen.staff_requested):
        click(screen.staff)


def test_the_last_screen_reminds_of_protocol_and_appeal(qtbot: QtBot) -> None:
    screen = DoneScreen(RU)
    screen.set_view(DoneView("12:47"))
    sit(qtbot, screen)
    assert "Крайний срок подачи заявления на апелляцию: 12:47" in words_of(screen)
    with qtbot.waitSignal(screen.closed):
        press(Key.Key_Return)


def test_the_stop_is_told_in_three_languages_at_once_with_its_mark(qtbot: QtBot) -> None:
    screen = StopScreen(Look())
    screen.set_view(StopView(Reason.SCORE_DIFFERS, mark="2026-11-22 10:41 · 7f31-02"))
    sit(qtbot, screen)
    shown = words_of(screen)
    assert "Маалыматтардын бүтүндүгү бузулган. Иш токтотулду." in shown
    assert "Нарушена целостность данных. Работа остановлена." in shown
    assert "The integrity of the data is broken." in shown
    assert "7f31-02" in shown
    with qtbot.waitSignal(screen.staff_requested):
        click(screen.staff)


# --- clock, pure ---


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "00:00:00"), (-3, "00:00:00"), (59, "00:00:59"), (7200, "02:00:00"), (4368, "01:12:48")]
)
def test_the_clock_never_shows_less_than_nothing(seconds: int, words: str) -> None:
    assert clock_text(seconds) == words


@pytest.mark.parametrize(
    ("before", "now", "minutes"),
    [
        (None, 600, None),
        (601, 600, 10),
        (600, 599, None),
        (2000, 290, 5),
        (5000, 4000, None),
        (599, 1499, None),
        (61, 0, 1),
    ],
)
def test_a_mark_is_announced_once_and_only_on_the_way_down(before: int | None, now: int, minutes: int | None) -> None:
    assert announced(before, now) == minutes
