"""The list of questions, driven by real keys and the mouse."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from question_bank.workflow import Act, State
from resources.texts import texts_for
from station.services.bank.facts import ANY_FINDING, Found, Query
from station.ui.bank.act_dialogs import ActDialog, DoneDialog
from station.ui.bank.chosen import Chosen, ids_of
from station.ui.bank.list_screen import ListScreen, ListView
from station.ui.bank.question_pages import PAGE, Column
from station.ui.theme import Look
from tests.gui.bank.samples import DONE, STAFF, Source, list_screen, rows, state
from tests.gui.bank.typing import lost, press_place, type_words
from tests.gui.bank_gallery import PLANS, render, screens

EN, KY, RU = texts_for("en"), texts_for("ky"), texts_for("ru")
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def put(window: QStackedWidget, screen: QWidget) -> None:
    window.addWidget(screen)
    window.setCurrentWidget(screen)
    QApplication.processEvents()


@pytest.fixture
def screen(window: QStackedWidget) -> ListScreen:
    """The list over 1,240 questions, with the keys in the table."""
    made = list_screen(KY, undo="sent")
    put(window, made)
    made.table.setFocus()
    QApplication.processEvents()
    return made


def source(screen: ListScreen) -> Source:
    found = screen.source  # type: ignore[attr-defined]
    assert isinstance(found, Source)
    return found


def dialog(window: QStackedWidget, kind: type) -> QWidget:
    found = [child for child in window.findChildren(kind) if child.isVisible()]
    assert len(found) == 1
    return found[0]


def told(signal: object) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    signal.connect(lambda *values: found.append(values))  # type: ignore[attr-defined]
    return found


def reference(screen: ListScreen, place: int, column: Column = Column.STEM) -> QPoint:
    return screen.table.visualRect(screen.table.pages.index(place, column)).center()


# --- search and filters ---


def test_words_are_searched_as_they_are_typed_and_the_count_follows(qtbot: QtBot, screen: ListScreen) -> None:
    QTest.keyClick(screen.table, Qt.Key.Key_F, CONTROL)
    assert screen.search.hasFocus()
    with qtbot.waitSignal(screen.query_changed) as asked:
        type_words(screen.search, "дидактика")
    assert asked.args[0].text == "дидактика"
    assert screen.table.pages.total < 1240
    assert screen.count.text() == f"1\u202f240 ичинен {screen.table.pages.total}"


def test_the_down_arrow_leads_from_the_words_to_the_list_at_once(screen: ListScreen) -> None:
    screen.search.setFocus()
    type_words(screen.search, "дидактика")
    QTest.keyClick(screen.search, Qt.Key.Key_Down)
    assert screen.table.hasFocus()
    assert screen.query.text == "дидактика"


def test_escape_empties_the_search(screen: ListScreen) -> None:
    screen.search.setFocus()
    type_words(screen.search, "дидактика")
    QTest.keyClick(screen.search, Qt.Key.Key_Return)
    QTest.keyClick(screen.search, Qt.Key.Key_Escape)
    assert screen.query.text == ""
    assert screen.table.pages.total == 1240


def test_ctrl_f_works_by_the_place_of_the_key_under_a_cyrillic_layout(screen: ListScreen) -> None:
    press_place(screen.table, 0x0410, 0x21, CONTROL)  # the key that types а
    assert screen.search.hasFocus()


def test_an_answer_to_an_older_query_is_not_shown(screen: ListScreen) -> None:
    before = screen.table.pages.total
    screen.show_found(Query(text="old", limit=PAGE), Found((), 0))
    assert screen.table.pages.total == before


def test_filters_make_the_query_and_can_be_cleared(screen: ListScreen) -> None:
    asked = told(screen.query_changed)
    screen.filters.state.setFocus()
    QTest.keyClick(screen.filters.state, Qt.Key.Key_Down)
    QTest.mouseClick(screen.filters.waits, Qt.MouseButton.LeftButton)
    QTest.mouseClick(screen.filters.untranslated, Qt.MouseButton.LeftButton)
    query = asked[-1][0]
    assert isinstance(query, Query)
    assert query.states == {State.DRAFT}
    assert query.waits_for == "A1"
    assert query.finding == "missing_translation"
    QTest.mouseClick(screen.filters.clear, Qt.MouseButton.LeftButton)
    assert asked[-1][0] == Query(limit=PAGE)


def test_any_finding_narrows_unless_a_missing_translation_does(screen: ListScreen) -> None:
    QTest.mouseClick(screen.filters.with_findings, Qt.MouseButton.LeftButton)
    assert screen.query.finding == ANY_FINDING


def test_another_screen_leads_here_with_a_query(screen: ListScreen) -> None:
    screen.show_query(Query(sections=frozenset({"S2"}), finding="missing_translation", import_id="I-7", limit=PAGE))
    assert screen.query.sections == {"S2"}
    assert screen.query.import_id == "I-7"
    assert screen.filters.section.value == "S2"
    assert screen.filters.untranslated.isChecked()


def test_nothing_found_says_what_to_do(screen: ListScreen) -> None:
    screen.search.setFocus()
    type_words(screen.search, "жокбу")
    QTest.keyClick(screen.search, Qt.Key.Key_Return)
    assert screen.nothing.isVisible()
    assert not screen.table.isVisible()


# --- pages ---


def test_only_the_pages_in_sight_are_read(qtbot: QtBot, window: QStackedWidget) -> None:
    screen = list_screen(EN, total=20_000)
    put(window, screen)
    assert screen.table.pages.rowCount() == 20_000
    QTest.keyClick(screen.table, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: screen.table.pages.row(19_999) is not None)
    asked = {query.offset for query in source(screen).asked}
    assert len(asked) <= 3
    assert screen.table.current_id == source(screen).rows[-1].id


def test_a_fast_scroll_asks_for_one_page_at_a_time(qtbot: QtBot, window: QStackedWidget) -> None:
    screen = ListScreen(EN, ListView(state()))
    put(window, screen)
    all_rows = rows(5000)
    screen.show_found(screen.query, Found(all_rows[:PAGE], 5000))
    asked = told(screen.page_wanted)
    bar = screen.table.verticalScrollBar()
    for step in range(20):
        bar.setValue(bar.maximum() * step // 20)
        QApplication.processEvents()
    assert len(asked) == 1
    query = asked[0][0]
    assert isinstance(query, Query)
    screen.show_found(query, Found(all_rows[query.offset : query.offset + PAGE], 5000))
    qtbot.waitUntil(lambda: len(asked) == 2)
    last = asked[1][0]
    assert isinstance(last, Query)
    assert last.offset // PAGE >= 90


# --- choosing ---


def test_space_shift_and_ctrl_a_choose_and_escape_lets_go(screen: ListScreen) -> None:
    table = screen.table
    QTest.keyClick(table, Qt.Key.Key_Space)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.chosen.ids == ("S1-0001",)
    QTest.keyClick(table, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(table, Qt.Key.Key_Down, SHIFT)
    assert table.chosen.ids == ("S1-0001", "S1-0003", "S1-0004", "S1-0005")
    QTest.keyClick(table, Qt.Key.Key_Up, SHIFT)
    assert table.chosen.ids == ("S1-0001", "S1-0003", "S1-0004")
    QTest.keyClick(table, Qt.Key.Key_A, CONTROL)
    assert table.count == 1240
    assert screen.chosen_words.text() == "1\u202f240 суроо тандалды"
    QTest.keyClick(table, Qt.Key.Key_Escape)
    assert table.count == 0
    assert not screen.bulk.isVisible()


def test_the_mouse_chooses_by_the_mark_by_ctrl_and_by_shift(screen: ListScreen) -> None:
    view = screen.table.viewport()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=reference(screen, 0, Column.MARK))
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, CONTROL, reference(screen, 2))
    assert screen.table.chosen.ids == ("S1-0001", "S1-0003")
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, SHIFT, reference(screen, 4))
    assert screen.table.chosen.ids == ("S1-0001", "S1-0003", "S1-0004", "S1-0005")
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=reference(screen, 1))
    assert screen.table.count == 4
    assert screen.table.current_id == "S1-0002"


def test_all_of_a_list_that_was_never_read_are_chosen_by_their_query(window: QStackedWidget) -> None:
    screen = list_screen(EN, total=20_000)
    put(window, screen)
    screen.table.setFocus()
    QTest.keyClick(screen.table, Qt.Key.Key_A, CONTROL)
    chosen = screen.table.chosen
    assert (chosen.count, chosen.whole) == (20_000, screen.query)
    every = [row.id for row in source(screen).rows]
    assert ids_of(chosen, source(screen).found, lambda _query: every) == tuple(every)


def test_a_stretch_over_rows_that_were_not_read_is_known_by_its_pages(window: QStackedWidget) -> None:
    screen = list_screen(EN, total=1240)
    put(window, screen)
    screen.table.setFocus()
    QTest.keyClick(screen.table, Qt.Key.Key_End, SHIFT)
    screen.table.toggle(3)
    chosen = screen.table.chosen
    assert chosen.count == 1239
    assert chosen.whole is None
    known = [row.id for row in source(screen).rows]
    assert sorted(ids_of(chosen, source(screen).found, lambda _query: ())) == sorted(known[:3] + known[4:])


def test_chosen_questions_are_told_once_each() -> None:
    found = Found(rows(5)[2:], 5)
    chosen = Chosen(4, ("S1-0001", "S1-0003"), (Query(offset=2, limit=3),))
    assert ids_of(chosen, lambda _query: found, lambda _query: ()) == ("S1-0001", "S1-0003", "S1-0004", "S1-0005")


# --- acts ---


def test_enter_and_a_double_click_open_a_question(screen: ListScreen) -> None:
    opened = told(screen.question_opened)
    QTest.keyClick(screen.table, Qt.Key.Key_Down)
    QTest.keyClick(screen.table, Qt.Key.Key_Return)
    QTest.mouseDClick(screen.table.viewport(), Qt.MouseButton.LeftButton, pos=reference(screen, 3))
    assert opened == [("S1-0002",), ("S1-0004",)]


def test_a_bulk_approval_asks_for_number_and_date_of_the_act(window: QStackedWidget, screen: ListScreen) -> None:
    wanted = told(screen.bulk_wanted)
    QTest.keyClick(screen.table, Qt.Key.Key_Down, SHIFT)
    QTest.mouseClick(screen.acts[Act.APPROVED], Qt.MouseButton.LeftButton)
    asked = dialog(window, ActDialog)
    assert isinstance(asked, ActDialog)
    assert asked.number.line.hasFocus()
    type_words(asked.number.line, "118")
    QTest.mouseClick(asked.button("ok"), Qt.MouseButton.LeftButton)
    assert wanted == []
    type_words(asked.date.line, "31.02.2026")
    QTest.mouseClick(asked.button("ok"), Qt.MouseButton.LeftButton)
    assert wanted == []
    asked.date.line.clear()
    type_words(asked.date.line, "30.10.2026")
    QTest.mouseClick(asked.button("ok"), Qt.MouseButton.LeftButton)
    ((chosen, act, number, date, comment),) = wanted
    assert isinstance(chosen, Chosen)
    assert chosen.ids == ("S1-0001", "S1-0002")
    assert (act, number, date, comment) == (Act.APPROVED, "118", "2026-10-30", "")


@pytest.mark.parametrize("act", [Act.RETURNED, Act.RETIRED])
def test_a_return_and_a_retirement_need_words(window: QStackedWidget, screen: ListScreen, act: Act) -> None:
    wanted = told(screen.bulk_wanted)
    QTest.keyClick(screen.table, Qt.Key.Key_Space)
    QTest.mouseClick(screen.acts[act], Qt.MouseButton.LeftButton)
    asked = dialog(window, ActDialog)
    assert isinstance(asked, ActDialog)
    QTest.mouseClick(asked.button("ok"), Qt.MouseButton.LeftButton)
    assert wanted == []
    type_words(asked.comment.area, "Эки варианты бирдей")
    QTest.mouseClick(asked.button("ok"), Qt.MouseButton.LeftButton)
    assert [values[1:] for values in wanted] == [(act, "", "", "Эки варианты бирдей")]


def test_what_was_refused_is_listed_with_its_reason_and_enter_opens_it(
    window: QStackedWidget, screen: ListScreen
) -> None:
    opened, asked = told(screen.question_opened), told(screen.query_changed)
    QTest.keyClick(screen.table, Qt.Key.Key_Space)
    screen.show_done(Act.APPROVED, DONE)
    shown = dialog(window, DoneDialog)
    assert isinstance(shown, DoneDialog)
    assert [row.id for row in shown.table.rows] == ["S1-0041", "S2-0107", "S3-0012"]
    assert "Касымова А. Т." in shown.table.rows[0].cells[1].text
    assert screen.table.count == 0
    assert asked != []
    QTest.keyClick(shown.table, Qt.Key.Key_Return)
    assert opened == [("S1-0041",)]


def test_only_the_acts_of_ones_roles_are_offered(window: QStackedWidget) -> None:
    screen = list_screen(RU, person=STAFF[2])
    put(window, screen)
    screen.table.setFocus()
    QTest.keyClick(screen.table, Qt.Key.Key_Space)
    assert {act for act, button in screen.acts.items() if button.isVisible()} == {Act.REVIEWED, Act.RETURNED}
    assert not screen.new.isVisible()


def test_undo_says_what_it_takes_back_and_works_by_key(window: QStackedWidget, screen: ListScreen) -> None:
    undone = told(screen.undo_wanted)
    assert screen.undo.accessibleName() == "Артка кайтаруу: Рецензияга жөнөтүлдү"
    QTest.keyClick(screen.table, Qt.Key.Key_Z, CONTROL)
    press_place(screen.table, 0x042F, 0x2C, CONTROL)  # the key that types я
    assert len(undone) == 2
    screen.set_view(ListView(state()))
    QTest.keyClick(screen.table, Qt.Key.Key_Z, CONTROL)
    assert len(undone) == 2


def test_ctrl_n_wants_a_new_question_in_the_section_that_is_chosen(screen: ListScreen) -> None:
    wanted = told(screen.new_wanted)
    QTest.keyClick(screen.table, Qt.Key.Key_N, CONTROL)
    screen.filters.section.setFocus()
    QTest.keyClick(screen.filters.section, Qt.Key.Key_Down)
    QTest.keyClick(screen.filters.section, Qt.Key.Key_N, CONTROL)
    assert wanted == [("",), ("S1",)]


def test_f5_reads_the_rows_anew_and_the_row_with_the_keys_keeps_them(screen: ListScreen) -> None:
    refreshed = told(screen.refresh_wanted)
    for _ in range(4):
        QTest.keyClick(screen.table, Qt.Key.Key_Down)
    QTest.keyClick(screen.table, Qt.Key.Key_F5)
    assert refreshed == [()]
    assert screen.table.current_id == "S1-0005"


def test_another_language_changes_words_and_stems_and_keeps_the_place(screen: ListScreen) -> None:
    QTest.keyClick(screen.table, Qt.Key.Key_Down)
    screen.set_texts(RU)
    first = screen.table.pages.index(0, Column.STEM)
    assert screen.table.pages.data(first) == source(screen).rows[0].stem_ru
    assert screen.table.place == 1


def test_a_question_without_a_translation_is_shown_in_the_other_language(screen: ListScreen) -> None:
    assert source(screen).rows[4].stem_ky == ""
    assert screen.table.pages.data(screen.table.pages.index(4, Column.STEM)) == source(screen).rows[4].stem_ru


# --- looks ---


@pytest.mark.parametrize(("language", "size"), PLANS, ids=str)
@pytest.mark.parametrize("name", ["list-chosen", "list-empty"])
def test_the_list_loses_nothing(qtbot: QtBot, name: str, language: str, size: tuple[int, int]) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    window = render(application, screens()[name], texts_for(language), size, Look())
    qtbot.addWidget(window)
    assert lost(window, size) == []
