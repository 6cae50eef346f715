"""Several right answers, tables and pictures on the candidate's and the commission's screens."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from question_bank.model import Question
from resources.texts import texts_for
from station.ui.candidate.picture_dialog import PictureDialog
from station.ui.candidate.practice_questions import COUNT, practice_questions
from station.ui.candidate.practice_screen import PracticeScreen
from station.ui.candidate.question_card import shown_pictures
from station.ui.candidate.question_screen import QuestionScreen, SaveState
from station.ui.commission.answer_card import AnswerCard
from station.ui.commission.mirror import Mirror
from station.ui.commission.view import Kind, is_kind
from station.ui.commission.words import Teller
from station.ui.theme import Look
from station.ui.widgets.passage import Passage
from tests.gui.fit import losses
from tests.gui.gallery import settle
from tests.gui.review_samples import Sat, reviewed
from tests.gui.samples import many_view
from tests.gui.seat import Key, click, open_dialog, press, press_place, sit, words_of
from tests.rich import CHART, MANY, PHOTO, PICTURES, PLAN, RICH, TABLE, WIDE
from tests.services import hall as service_hall

KY, RU = texts_for("ky"), texts_for("ru")
ALL_SIZES = ((1024, 768), (1280, 720), (1366, 768), (1920, 1080))


def shown(qtbot: QtBot, question: Question, chosen: str = "", look: Look | None = None, **place: int) -> QuestionScreen:
    """The question in an active window, in Kyrgyz."""
    screen = QuestionScreen(KY, look)
    screen.set_view(replace(many_view(chosen, question), save=SaveState.NOTHING))
    screen.set_remaining(4368)
    sit(qtbot, screen, place.get("width", 1366), place.get("height", 768), look)
    return screen


def heard_from(screen: QuestionScreen) -> list[str]:
    """What the shell hears: letters of the options; "-" for a cleared answer."""
    heard: list[str] = []
    screen.answer_chosen.connect(lambda options: heard.append("".join(sorted(options))))
    screen.answer_cleared.connect(lambda: heard.append("-"))
    return heard


# --- several right answers ---


def test_digits_add_and_take_back_and_every_press_tells_the_whole_set(qtbot: QtBot) -> None:
    screen = shown(qtbot, MANY)
    heard = heard_from(screen)
    press(Key.Key_1, Key.Key_8, Key.Key_4, Key.Key_8)
    assert heard == ["a", "ah", "adh", "ad"]
    assert [row.isChecked() for row in screen.card.rows] == [True, False, False, True, *[False] * 4]
    assert screen.save.state == "saving"


def test_the_last_option_taken_back_leaves_the_question_unanswered(qtbot: QtBot) -> None:
    screen = shown(qtbot, MANY)
    heard = heard_from(screen)
    press(Key.Key_3, Key.Key_3)
    assert heard == ["c", "-"]
    assert not screen.card.clear.isEnabled()


def test_the_whole_answer_can_be_cleared_at_once(qtbot: QtBot) -> None:
    screen = shown(qtbot, MANY, "abd")
    heard = heard_from(screen)
    click(screen.card.clear)
    assert heard == ["-"]
    assert not any(row.isChecked() for row in screen.card.rows)


def test_rows_space_and_places_of_letters_work_as_with_one_answer(qtbot: QtBot) -> None:
    screen = shown(qtbot, MANY)
    heard = heard_from(screen)
    click(screen.card.rows[1])
    press(Key.Key_Down, Key.Key_Space)
    press_place(screen, 0x21, "а", Key(ord("А")))
    assert heard == ["b", "bc", "abc"]


def test_an_answer_that_comes_back_from_the_disk_is_shown_as_it_is(qtbot: QtBot) -> None:
    screen = shown(qtbot, MANY)
    press(Key.Key_1, Key.Key_2)
    screen.set_view(many_view("a", MANY))
    heard = heard_from(screen)
    press(Key.Key_2)
    assert heard == ["ab"]


def test_the_line_says_to_choose_all_and_only_where_several_are_right(qtbot: QtBot) -> None:
    screen = shown(qtbot, MANY)
    assert "Бардык туура жоопторду белгилеңиз" in words_of(screen)
    screen.set_texts(RU)
    assert "Отметьте все правильные ответы" in words_of(screen)
    screen.set_view(many_view("", TABLE))
    assert not screen.card.rule.isVisible()


def test_square_marks_tell_such_a_question_from_one_with_round_marks(qtbot: QtBot) -> None:
    screen = shown(qtbot, MANY)
    square = screen.card.rows[2].grab().toImage()
    screen.set_view(replace(many_view("", MANY), number=18, kind=TABLE.kind))
    one = screen.card.rows[2].grab().toImage()
    assert square != one
    side = square.width() - 32
    assert square.copy(side - 12, 0, 24, square.height()) != one.copy(side - 12, 0, 24, one.height())


def test_R_9_1_one_of_three_practice_questions_has_several_answers_where_the_test_has(qtbot: QtBot) -> None:
    for texts in (KY, RU):
        asked = practice_questions(texts, has_multiple=True)
        assert len(asked) == COUNT == 3
        assert [question.kind.value for question in asked] == ["single", "multiple", "single"]
        assert {question.kind.value for question in practice_questions(texts)} == {"single"}
    screen = PracticeScreen(KY)
    sit(qtbot, screen)
    screen.restart(has_multiple=True)
    press(Key.Key_Right, Key.Key_1, Key.Key_3)
    assert [row.isChecked() for row in screen.card.rows[:4]] == [True, False, True, False]
    press(Key.Key_3)
    assert [row.isChecked() for row in screen.card.rows[:4]] == [True, False, False, False]
    screen.restart()
    press(Key.Key_Right)
    assert not screen.card.rule.isVisible()


# --- tables ---


def passage_image(qtbot: QtBot, text: str, width: int, look: Look) -> tuple[Passage, QImage]:
    """A formatted text painted in a window of that width."""
    passage = Passage(23)
    passage.set_text(text, True)
    window = sit(qtbot, passage, width, 700, look)
    window.setStyleSheet(window.styleSheet() + f"QWidget {{ background: {look.palette.card}; }}")
    return passage, passage.grab().toImage()


@pytest.mark.parametrize("look", [Look(), Look(200), Look(100, True)], ids=["100", "200", "contrast"])
def test_a_table_has_lines_in_the_colour_of_frames(qtbot: QtBot, look: Look) -> None:
    _passage, image = passage_image(qtbot, "<table><tbody><tr><td>а</td><td>б</td></tr></tbody></table>", 600, look)
    edge = QColor(look.palette.edge).rgb()
    columns = [sum(image.pixel(x, y) == edge for y in range(image.height())) for x in range(image.width())]
    assert sum(count > 20 for count in columns) >= 3  # left, middle, right


@pytest.mark.parametrize("width", [420, 640, 900])
@pytest.mark.parametrize("scale", [100, 200])
def test_a_wide_table_fits_and_no_word_is_broken_while_smaller_letters_help(
    qtbot: QtBot, width: int, scale: int
) -> None:
    for language in ("ky", "ru"):
        passage, _image = passage_image(qtbot, WIDE.stem[language], width, Look(scale))
        document = passage._document
        assert document.size().width() <= width
        pixels = {
            table.cellAt(0, 0).firstCursorPosition().charFormat().font().pixelSize()
            for table in document.tables  # type: ignore[attr-defined]
        }
        assert min(pixels) >= 16


@pytest.mark.parametrize("width", [400, 900])
def test_pictures_in_the_cells_of_a_table_fit_with_it(qtbot: QtBot, width: int) -> None:
    passage = Passage(23)
    cells = "".join(f'<td><img src="{picture.name}"></td>' for picture in (PHOTO, PLAN, CHART))
    html = f"<table><tbody><tr>{cells}</tr></tbody></table>"
    passage.set_text(html, True, shown_pictures((PHOTO, PLAN, CHART), "ky"))
    sit(qtbot, passage, width, 700)
    passage.grab()
    assert passage._document.size().width() <= width


# --- pictures ---


@pytest.mark.parametrize("look", [Look(), Look(100, True)], ids=["calm", "contrast"])
def test_black_lines_stand_on_white_ground_in_every_look(qtbot: QtBot, look: Look) -> None:
    screen = shown(qtbot, PICTURES, "", look)
    image = screen.card.stem.grab().toImage()
    colours = {image.pixelColor(x, 100).name() for x in range(420)}
    assert {"#000000", "#ffffff"} <= colours


def test_a_drawing_grows_with_the_letters_and_is_as_large_as_it_says(qtbot: QtBot) -> None:
    heights = []
    for scale in (100, 200):
        passage = Passage(23)
        passage.set_text(f'<p><img src="{PLAN.name}"></p>', True, shown_pictures((PLAN,), "ky"))
        sit(qtbot, passage, 1200, 700, Look(scale))
        heights.append(passage.heightForWidth(1200))
    assert 200 <= heights[0] <= 240  # drawn as 200 pixels high
    assert heights[1] >= 1.8 * heights[0]


def test_every_picture_is_reached_and_enlarged_by_keys(qtbot: QtBot) -> None:
    screen = shown(qtbot, PICTURES)
    screen.card.zoom.setFocus()
    press(Key.Key_Return)
    dialog = open_dialog(screen.window())
    assert isinstance(dialog, PictureDialog)
    seen = [dialog.title_label.text()]
    while dialog.after.isEnabled():
        press(Key.Key_PageDown)
        seen.append(dialog.title_label.text())
    assert seen == ["Кабаттын планы", "Мектептин короосу", "Кызыл белги", "Жашыл белги"]
    press(Key.Key_PageDown, Key.Key_PageUp, Key.Key_PageUp, Key.Key_PageUp)
    assert dialog.title_label.text() == "Кабаттын планы"
    whole = dialog.view.shown
    press(Key.Key_Plus, Key.Key_Plus, Key.Key_Right)
    larger = dialog.view.shown
    assert larger.width() > 2 * whole.width()
    press(*[Key.Key_Left] * 40)
    assert dialog.view.shown.left() == pytest.approx(0, abs=1)  # to its edge and not past it
    press(*[Key.Key_Plus] * 9)
    assert not dialog.larger.isEnabled()
    press(*[Key.Key_Minus] * 12)
    assert dialog.view.shown == whole
    press(Key.Key_Escape)
    assert not dialog.isVisible()
    assert screen.card.zoom.hasFocus()


def test_a_picture_that_is_pressed_opens_itself(qtbot: QtBot) -> None:
    screen = shown(qtbot, PICTURES, "", None, width=1920, height=1080)
    stem = screen.card.stem
    place = next(
        QPoint(60, y)
        for y in range(stem.height())
        if stem._document.documentLayout().imageAt(QPoint(60, y)) == PHOTO.name
    )
    QTest.mouseClick(stem, Qt.MouseButton.LeftButton, pos=place)
    assert "Мектептин короосу" in words_of(open_dialog(screen.window()))


def test_readers_hear_words_table_and_pictures(qtbot: QtBot) -> None:
    screen = shown(qtbot, TABLE)
    said = screen.card.stem.accessibleName()
    assert "Жылы | Окуучулар | Мугалимдер" in said
    assert "Диаграмма: 60, 110, 90, 150" in said
    screen.set_view(replace(many_view("", PICTURES), number=18))
    assert screen.card.rows[0].accessibleName() == "А. кызыл Кызыл белги"
    assert "Жашыл" not in screen.card.rows[0].accessibleName()


@pytest.mark.parametrize("question", RICH, ids=[question.id for question in RICH])
@pytest.mark.parametrize("scale", [100, 200])
def test_nothing_is_lost_at_any_size_in_either_language(qtbot: QtBot, question: Question, scale: int) -> None:
    look = Look(scale, scale == 200)
    screen = shown(qtbot, question, "a", look)
    window = screen.window()
    for width, height in ALL_SIZES:
        for texts in (KY, RU):
            screen.set_texts(texts)
            window.resize(width, height)
            settle()
            assert losses(window, width, height) == []
            for part in (screen.card.stem, *[row for row in screen.card.rows if row.isVisible()]):
                part.grab()  # laid out as it is painted; the layout had asked for other widths too
                document = part._document
                assert document.size().width() <= part.width()
                assert part.height() >= int(document.size().height())


# --- the commission ---


@pytest.fixture(scope="module")
def sat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sat]:
    """An attempt at the rich questions under review."""
    yield reviewed(tmp_path_factory.mktemp("rich") / "hall", "rich")
    while service_hall.OPEN:
        service_hall.OPEN.pop().station.store.close()


def test_R_35_2_the_answer_card_shows_sets_tables_and_pictures(qtbot: QtBot, sat: Sat) -> None:
    card = AnswerCard("ky")
    sit(qtbot, card, 1000, 900)
    by_id = {question.id: question for question in sat.reviewed.questions}
    card.show_question(by_id[MANY.id], 10, "ky")
    assert sum(row.is_key for row in card.rows) == len(MANY.key) == 5
    assert card.rule.isVisible()
    assert not card.zoom.isVisible()
    card.show_question(by_id[TABLE.id], 10, "ky")
    assert "<" not in card.stem.plain_text
    assert "Окуучулар" in card.stem.plain_text
    assert not card.rule.isVisible()
    click(card.zoom)
    assert "Диаграмма: 60, 110, 90, 150" in words_of(open_dialog(card.window()))
    press(Key.Key_Escape)
    card.show_question(by_id[PICTURES.id], 10, "ru")
    assert any("Красный знак" in row.accessibleName() for row in card.rows)


def test_the_second_window_shows_pictures_and_offers_no_button_that_nobody_can_press(qtbot: QtBot, sat: Sat) -> None:
    mirror = Mirror(sat.view, "ky", Look())
    qtbot.addWidget(mirror)
    question = next(question for question in sat.reviewed.questions if question.id == TABLE.id)
    mirror.show_question(sat.view, question, "ky")
    mirror.resize(1024, 768)
    mirror.show()
    assert not mirror.card.zoom.isVisible()
    assert "Окуучулар" in mirror.card.stem.plain_text
    assert CHART.name in question.stem.ky


def test_a_set_put_together_by_several_presses_was_not_changed(sat: Sat) -> None:
    question = next(question for question in sat.reviewed.questions if question.id == MANY.id)
    assert not is_kind(replace(question, answer=frozenset("abd"), changes=3), Kind.CHANGED)
    assert is_kind(replace(question, answer=frozenset("abd"), changes=5), Kind.CHANGED)
    assert not is_kind(replace(question, answer=frozenset("a"), changes=1), Kind.CHANGED)
    assert is_kind(replace(question, answer=frozenset(), changes=2), Kind.CHANGED)


def test_the_history_names_the_letters_of_a_set(sat: Sat) -> None:
    teller = Teller(sat.view)
    told = [teller.told(place, KY, MANY.id).words for place in range(len(sat.reviewed.steps))]
    letters = "".join(
        "АБВГДЕЖЗ"[place]
        for place, (option, _text) in enumerate(next(q for q in sat.reviewed.questions if q.id == MANY.id).options)
        if option in MANY.key
    )
    assert any(letters in line for line in told)
