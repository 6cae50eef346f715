"""The commission's screen: every question against its key, the list walked by keys, the decision without points."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from resources.texts import texts_for
from station.domain.appeal import Decision
from station.ui.commission.filter_tile import FilterTile
from station.ui.commission.question_list import QuestionList, describe
from station.ui.commission.review_screen import ReviewScreen
from station.ui.commission.view import Kind, is_kind, letters
from station.ui.proctor.dialogs import ConfirmDialog
from station.ui.theme import Look
from station.ui.widgets.labels import ElideLabel
from tests.gui.fit import losses
from tests.gui.review_samples import REMARK, Sat, reviewed
from tests.gui.seat import Key, open_dialog, press, press_place, sit, words_of
from tests.services import hall as service_hall

SIZES = ((1024, 768), (1280, 720), (1366, 768), (1920, 1080))


@pytest.fixture(scope="module")
def sat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sat]:
    """One lively attempt of ten questions under review."""
    yield reviewed(tmp_path_factory.mktemp("review") / "hall")
    while service_hall.OPEN:
        service_hall.OPEN.pop().station.store.close()


@pytest.fixture
def screen(qtbot: QtBot, sat: Sat) -> Iterator[ReviewScreen]:
    """The review in Kyrgyz in an active window."""
    made = ReviewScreen(sat.view, texts_for("ky"), Look())
    sit(qtbot, made)
    yield made
    made.clear()


def test_R_35_2_the_head_tells_whose_attempt_when_and_how_many_points(screen: ReviewScreen, sat: Sat) -> None:
    told = words_of(screen.head) + words_of(screen.top)
    count, appeal = sat.reviewed.recount, sat.reviewed.appeal
    assert sat.reviewed.name in told
    assert appeal.number in told
    assert f"{count.stored} / {count.maximum}" in told
    assert sat.view.clock(appeal.filed_at.legal_ms) in told
    assert sat.view.chair_initials in told
    assert str(count.threshold) in screen.head.threshold.text()


def test_R_35_2_every_question_stands_in_the_shown_order_with_key_and_answer_in_words(
    screen: ReviewScreen, sat: Sat
) -> None:
    for question in sat.reviewed.questions:
        screen.questions.open(question.number)
        QApplication.processEvents()
        rows = screen.questions.card.rows
        assert [row.is_key for row in rows] == [option in question.key for option, _ in question.options]
        assert [row.is_chosen for row in rows] == [option in question.answer for option, _ in question.options]
        said = words_of(screen.questions.card)
        assert "Ачкыч" in said
        assert ("Талапкердин жообу" in said) is bool(question.answer)
        assert question.id in said
        assert (REMARK in said) is bool(question.remark)


def test_R_35_2_the_question_changes_its_language_and_not_its_order(screen: ReviewScreen, sat: Sat) -> None:
    screen.questions.open(3)
    before = [(row.is_key, row.is_chosen) for row in screen.questions.card.rows]
    press(Key.Key_F6)
    QApplication.processEvents()
    assert screen.text_language == "ru"
    assert "Ключ" in words_of(screen.questions.card)
    assert [(row.is_key, row.is_chosen) for row in screen.questions.card.rows] == before


def test_R_35_3_the_history_names_letters_changes_flags_and_the_end(screen: ReviewScreen, sat: Sat) -> None:
    screen.questions.open(3)
    question = sat.reviewed.questions[2]
    told = [line.words for _clock, line in screen.questions.side.history.lines.told]
    assert told[0] == "суроо көрсөтүлдү"
    assert "белгиленди" in told
    assert "эскертүү жазылды" in told
    assert "суроо кайра ачылды" in told
    assert any("ордуна" in words for words in told)
    assert told[-1] == f"тестирлөө аяктады — {letters(question, question.answer)}"
    clocks = [clock for clock, _line in screen.questions.side.history.lines.told]
    assert clocks == sorted(clocks)


def test_the_list_is_walked_by_arrows_and_jumped_by_digits(screen: ReviewScreen, sat: Sat) -> None:
    press(Key.Key_Down, Key.Key_Down)
    assert screen.question.number == 3
    for key, kind in ((Key.Key_1, Kind.WRONG), (Key.Key_3, Kind.FLAGGED), (Key.Key_4, Kind.UNANSWERED)):
        press(key)
        assert is_kind(screen.question, kind)
    numbers = [question.number for question in sat.reviewed.questions if is_kind(question, Kind.WRONG)]
    screen.questions.open(1)
    seen = []
    for _press in numbers:
        press_place(screen, 0x31, "т", Key(0x0422))  # the key N under a Cyrillic layout
        seen.append(screen.question.number)
    assert seen == numbers
    press(Key.Key_1)
    assert screen.question.number == numbers[0]  # round the end


def test_a_filter_shows_its_questions_only(screen: ReviewScreen, sat: Sat) -> None:
    screen.questions.list.filters[Kind.WRONG].click()
    shown = screen.questions.list.rows.questions
    assert shown == tuple(question for question in sat.reviewed.questions if is_kind(question, Kind.WRONG))
    assert screen.question in shown
    screen.questions.open(9)  # from elsewhere: all are shown again
    assert len(screen.questions.list.rows.questions) == 10


def test_rows_and_tiles_say_in_words_what_colours_and_icons_show(screen: ReviewScreen, sat: Sat) -> None:
    said = [describe(question, texts_for("ky")) for question in sat.reviewed.questions]
    assert "Туура эмес" in said[1]
    assert all(word in said[2] for word in ("Өзгөртүлгөн", "Белгиленген", "Эскертүү"))
    assert "Жооп жок" in said[8]
    for tile in screen.findChildren(FilterTile):
        assert str(tile.count) in tile.accessibleName()
        assert tile.toolTip()


def test_R_35_4_nothing_takes_points_and_the_decision_waits_until_it_is_complete(screen: ReviewScreen) -> None:
    panel = screen.decision
    fields = screen.findChildren(QAbstractSpinBox)
    assert {box.accessibleName() for box in fields} == {"Макул", "Каршы"}
    assert panel.ways["corrected"].isHidden()
    screen.show_page("decision")
    assert not panel.take.isEnabled()
    assert "чечимди тандаңыз" in panel.missing.words
    panel.choose("unchanged")
    panel.reason.area.setPlainText("Дал келет")
    panel.votes_for.box.setValue(9)
    assert panel.votes_for.value == 3  # no more than sit there
    assert panel.votes_against.box.maximum() == 0
    assert not panel.take.isEnabled()
    assert "3-суроо боюнча корутундуну жазыңыз" in panel.missing.words
    panel.remarks.rows[0].conclusion.line.setText("Мекемеге жөнөтүлсүн")
    panel.remarks.edited.emit()
    assert panel.take.isEnabled()
    assert panel.missing.isHidden()


def test_R_35_6_the_decision_is_summed_up_before_it_is_taken(qtbot: QtBot, screen: ReviewScreen) -> None:
    panel = screen.decision
    taken: list[Decision] = []
    screen.decided.connect(taken.append)
    panel.choose("not_considered")
    panel.reason.area.setPlainText("Суроонун мазмуну талашылат")
    panel.votes_for.box.setValue(2)
    panel.votes_against.box.setValue(1)
    panel.opinion.area.setPlainText("Макул эмесмин")
    panel.remarks.rows[0].conclusion.line.setText("Жөнөтүлсүн")
    panel.remarks.edited.emit()
    screen.show_page("decision")
    panel.take.click()
    dialog = open_dialog(screen.window())
    assert isinstance(dialog, ConfirmDialog)
    assert dialog.button("cancel").hasFocus()
    told = words_of(dialog)
    assert all(words in told for words in ("Суроонун мазмуну талашылат", "макул – 2, каршы – 1", "Макул эмесмин"))
    assert taken == []
    dialog.button("ok").click()
    assert [(made.kind, made.ground, made.votes_for, made.votes_against) for made in taken] == [
        ("not_considered", "out_of_scope", 2, 1)
    ]
    assert taken[0].remarks == ((3, REMARK, "Жөнөтүлсүн"),)


def test_a_conclusion_can_be_added_for_the_open_question_and_taken_away(screen: ReviewScreen) -> None:
    screen.questions.open(5)
    screen.show_page("decision")
    screen.decision.remarks.add.click()
    assert [number for number, _remark, _conclusion in screen.decision.remarks.values] == [3, 5]
    assert screen.decision.remarks.add.isHidden()
    screen.decision.remarks.rows[-1].drop.click()
    assert [number for number, _remark, _conclusion in screen.decision.remarks.values] == [3]


def test_what_was_written_stays_when_the_language_changes(screen: ReviewScreen) -> None:
    screen.decision.reason.area.setPlainText("Дал келет")
    for language in ("ru", "en", "ky"):
        screen.set_texts(texts_for(language))
        assert screen.decision.reason.text == "Дал келет"
        assert screen.text_language == "ky"  # the candidate's language stays on the question


def test_R_35_5_no_text_of_the_review_can_be_selected_or_dragged_out(screen: ReviewScreen) -> None:
    for words in screen.findChildren(QLabel):
        assert words.textInteractionFlags() in (
            Qt.TextInteractionFlag.NoTextInteraction, Qt.TextInteractionFlag.LinksAccessibleByMouse
        )  # fmt: skip
    for field in (*screen.findChildren(QLineEdit), *screen.findChildren(QPlainTextEdit)):
        assert field.contextMenuPolicy() is Qt.ContextMenuPolicy.NoContextMenu
    rows = screen.findChildren(QuestionList)[0]
    assert not rows.dragEnabled()


def test_R_35_5_a_cleared_review_says_nothing_of_the_attempt(screen: ReviewScreen, sat: Sat) -> None:
    screen.clear()
    said = words_of(screen)
    assert sat.reviewed.name not in said
    assert "Ачкыч" not in said
    assert screen.replay.frame.picture is None


def test_the_pages_are_reached_by_function_keys(screen: ReviewScreen) -> None:
    for key, page in ((Key.Key_F3, "replay"), (Key.Key_F4, "decision"), (Key.Key_F2, "questions")):
        press(key)
        assert screen.page == page


def test_every_control_has_a_name_and_takes_the_keys(screen: ReviewScreen) -> None:
    for page in ("questions", "replay", "decision"):
        screen.show_page(page)
        reached: set[QWidget] = set()
        step = screen.window().focusWidget()
        for _tab in range(70):
            press(Key.Key_Tab)
            step = screen.window().focusWidget()
            assert step is not None
            name = step.accessibleName() or getattr(step, "text", lambda: "")()
            assert name, step
            reached.add(step)
        wanted = {
            "questions": (screen.questions.side.decision.buttons["unchanged"], screen.questions.list.rows),
            "replay": (screen.replay.play, screen.replay.line, screen.replay.events),
            "decision": (screen.decision.reason.area, screen.decision.votes_for.box),
        }[page]
        assert [part for part in wanted if part not in reached] == []


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize("scale", [100, 150, 200])
def test_nothing_is_cut_off(qtbot: QtBot, sat: Sat, language: str, size: tuple[int, int], scale: int) -> None:
    made = ReviewScreen(sat.view, texts_for(language), Look(scale))
    window = sit(qtbot, made, *size, look=Look(scale))
    made.questions.open(3)
    found = []
    for page in ("questions", "decision", "replay"):
        made.show_page(page)
        for _round in range(3):
            qtbot.wait(1)
        shortened = {part.text() for part in window.findChildren(ElideLabel)}  # the tool tip has them whole
        lost = [loss for loss in losses(window, *size) if not any(f"“{words}”" in loss for words in shortened)]
        found += [f"{page}: {loss}" for loss in lost]
    made.clear()
    assert found == [], "\n".join(found)
