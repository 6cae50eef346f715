"""The editor, driven by real keys and the mouse; a whole question is written without the mouse."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from question_bank.model import Bilingual, Kind, Option, Question
from question_bank.workflow import Act, State
from resources.texts import texts_for
from station.services.bank.facts import Opened
from station.ui.bank.act_dialogs import ActDialog
from station.ui.bank.draft import Drafts, EditorView, lacks
from station.ui.bank.editor_dialogs import EnemyDialog, LeaveDialog, PictureDialog
from station.ui.bank.editor_screen import EditorScreen
from station.ui.bank.rich_bar import TableDialog
from station.ui.bank.rich_edit import RichEdit
from station.ui.theme import Look
from tests.gui.bank.samples import (
    DRAFT_ACTS,
    FINDINGS,
    NEW,
    PLAIN,
    RICH,
    TOPICS,
    editor_view,
    opened,
    picture,
    rows,
    state,
)
from tests.gui.bank.typing import lost, press_place, type_words
from tests.gui.bank_gallery import PLANS, render, screens

KY, RU, EN = texts_for("ky"), texts_for("ru"), texts_for("en")
CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def shown(window: QStackedWidget, view: EditorView, drafts: Drafts | None = None) -> EditorScreen:
    screen = EditorScreen(KY, view, drafts)
    window.addWidget(screen)
    window.setCurrentWidget(screen)
    QApplication.processEvents()
    screen.start_focus()
    return screen


def dialog(window: QStackedWidget, kind: type) -> QWidget:
    found = [child for child in window.findChildren(kind) if child.isVisible()]
    assert len(found) == 1
    return found[0]


def told(signal: object) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    signal.connect(lambda *values: found.append(values))  # type: ignore[attr-defined]
    return found


def keys() -> QWidget:
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def tab(times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(keys(), Qt.Key.Key_Tab)


def select_all(field: RichEdit) -> None:
    cursor = field.textCursor()
    cursor.select(QTextCursor.SelectionType.Document)
    field.setTextCursor(cursor)


def stored(question: Question, sha256: str = "0ther") -> EditorView:
    return EditorView(replace(opened(question), sha256=sha256), state())


# --- a journey without the mouse ---


def test_a_whole_question_is_written_saved_and_sent_with_the_keyboard_alone(window: QStackedWidget) -> None:
    screen = shown(window, NEW)
    saved, wanted = told(screen.saved), told(screen.act_wanted)
    type_words(keys(), "Кайсы жооп туура?")
    tab()
    type_words(keys(), "Какой ответ верен?")
    for letter in "абвг":
        tab(2)  # over the mark into the text
        type_words(keys(), f"{letter} жообу")
        tab()
        type_words(keys(), f"ответ {letter}")
    for _ in range(5):
        QTest.keyClick(keys(), Qt.Key.Key_Backtab, SHIFT)
    assert keys() is screen.form.options.rows[2].mark
    QTest.keyClick(keys(), Qt.Key.Key_Space)
    tab(2)
    QTest.keyClick(keys(), Qt.Key.Key_Up, ALT)  # the third option becomes the second
    screen.form.facts.section.select.setFocus()
    QTest.keyClick(keys(), Qt.Key.Key_Down)
    tab()
    type_words(keys(), "Блум")
    tab()
    assert keys() is screen.form.facts.kind.select
    tab()
    QTest.keyClick(keys(), Qt.Key.Key_Down)
    QTest.keyClick(keys(), Qt.Key.Key_Down)
    tab()
    type_words(keys(), "Мыйзам, 5-берене")
    tab()
    type_words(keys(), "Закон, статья 5")
    QTest.keyClick(keys(), Qt.Key.Key_S, CONTROL)
    ((question, sha256),) = saved
    assert isinstance(question, Question)
    assert sha256 == ""
    assert question == Question(
        id="",
        version=1,
        section="S2",
        stem=Bilingual("Кайсы жооп туура?", "Какой ответ верен?"),
        options=tuple(
            Option(name, Bilingual(f"{letter} жообу", f"ответ {letter}"))
            for name, letter in (("a", "а"), ("c", "в"), ("b", "б"), ("d", "г"))
        ),
        key=frozenset({"c"}),
        source=Bilingual("Мыйзам, 5-берене", "Закон, статья 5"),
        topic="Блум",
        difficulty=2,
    )
    assert lacks(question, EN) == ()
    there = replace(question, id="S2-0008")
    screen.set_view(stored(there))
    assert not screen.is_dirty
    assert screen.head.name.text() == "S2-0008"
    QTest.keyClick(keys(), Qt.Key.Key_F6)
    assert keys() is screen.sides.buttons["preview"]
    screen.head.acts[Act.SENT].setFocus()
    QTest.keyClick(keys(), Qt.Key.Key_Return)
    asked = dialog(window, ActDialog)
    assert isinstance(asked, ActDialog)
    tab(2)
    QTest.keyClick(keys(), Qt.Key.Key_Return)
    assert wanted == [(Act.SENT, "", "", "")]


def test_tab_reaches_every_control_of_the_editor_and_comes_round(window: QStackedWidget) -> None:
    screen = shown(window, editor_view())
    first, seen = keys(), []
    for _ in range(80):
        tab()
        if keys() is first:
            break
        seen.append(keys())
    assert keys() is first
    facts = screen.form.facts
    for part in (
        *screen.form.fields, *(row.mark for row in screen.form.options.rows), screen.form.options.add,
        screen.form.bar.buttons["b"], facts.section.select, facts.topic.line, facts.kind.select,
        facts.difficulty.select, *(field.line for field in facts.sources.values()), facts.enemies.add,
        *facts.enemies.chips.values(), *(area.area for area in facts.notes.values()), screen.preview.scale,
        screen.preview.area, screen.head.back, screen.head.version, screen.head.acts[Act.SENT],
    ):  # fmt: skip
        assert part in seen or part is first, part.accessibleName()
    nameless = [part for part in seen if not (part.accessibleName() or getattr(part, "text", str)())]
    assert nameless == []


# --- what is typed ---


def test_saving_gives_back_what_nobody_touched_letter_for_letter(window: QStackedWidget) -> None:
    question = replace(
        RICH,
        options=(replace(RICH.options[0], text=Bilingual("<p>эки  <b>бош</b></p>", "<p>x</p>")), *RICH.options[1:]),
    )
    screen = shown(window, editor_view(question))
    saved = told(screen.saved)
    screen.form.facts.topic.line.setFocus()
    type_words(screen.form.facts.topic.line, "!")
    QTest.keyClick(screen.form.facts.topic.line, Qt.Key.Key_S, CONTROL)
    ((given, sha256),) = saved
    assert given == replace(question, topic=f"{question.topic}!")
    assert sha256 == "5ha"


def test_formatting_in_one_field_makes_all_texts_formatted_and_taking_it_back_plain(window: QStackedWidget) -> None:
    screen = shown(window, editor_view())
    field = screen.form.stems["ky"]
    select_all(field)
    QTest.keyClick(field, Qt.Key.Key_B, CONTROL)
    assert screen.question.is_rich
    assert screen.question.stem.ky == f"<p><b>{PLAIN.stem.ky}</b></p>"
    assert screen.question.options[0].text.ru == f"<p>{PLAIN.options[0].text.ru}</p>"
    press_place(field, 0x0418, 0x30, CONTROL)  # the key that types и under the Cyrillic layout
    assert not screen.question.is_rich
    assert screen.question.stem == PLAIN.stem
    assert not screen.is_dirty


def test_ctrl_z_takes_back_typing_within_a_field(window: QStackedWidget) -> None:
    screen = shown(window, editor_view())
    type_words(keys(), "Сөз ")
    assert screen.is_dirty
    press_place(keys(), 0x042F, 0x2C, CONTROL)
    assert screen.question == PLAIN
    assert not screen.is_dirty
    QTest.keyClick(keys(), Qt.Key.Key_Y, CONTROL)
    assert screen.is_dirty


def test_lists_raised_and_lowered_letters_leave_as_tags_only(window: QStackedWidget) -> None:
    screen = shown(window, NEW)
    field, bar = screen.form.stems["ky"], screen.form.bar
    type_words(field, "x")
    bar.press("sup")
    type_words(field, "2")
    bar.press("sup")
    QTest.keyClick(field, Qt.Key.Key_Return)
    bar.press("numbers")
    type_words(field, "бир")
    assert screen.question.stem.ky == "<p>x<sup>2</sup></p><ol><li>бир</li></ol>"
    bar.press("numbers")
    assert screen.question.stem.ky == "<p>x<sup>2</sup></p><p>бир</p>"


def test_a_table_is_made_and_changed_by_the_keyboard(window: QStackedWidget) -> None:
    screen = shown(window, NEW)
    field = screen.form.stems["ky"]
    QTest.keyClick(field, Qt.Key.Key_Backtab, SHIFT)
    assert keys() is screen.form.bar.buttons["b"]
    for _ in range(7):
        QTest.keyClick(keys(), Qt.Key.Key_Right)
    QTest.keyClick(keys(), Qt.Key.Key_Return)
    made = dialog(window, TableDialog)
    assert isinstance(made, TableDialog)
    made.rows.set_text("1")
    QTest.keyClick(made.rows.line, Qt.Key.Key_Return)
    assert field.hasFocus()
    type_words(field, "а")
    screen.form.bar.press("table")
    changed = dialog(window, TableDialog)
    assert isinstance(changed, TableDialog)
    QTest.mouseClick(changed.ticks["row"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(changed.button("ok"), Qt.MouseButton.LeftButton)
    table = "<table><tbody><tr><td>а</td><td></td></tr><tr><td></td><td></td></tr></tbody></table>"
    assert screen.question.stem.ky == table


def test_what_is_pasted_from_an_office_program_is_cleaned(window: QStackedWidget) -> None:
    screen = shown(window, NEW)
    field = screen.form.stems["ky"]
    pasted = QMimeData()
    pasted.setHtml(
        "<html><head><style>p {mso-pagination: none}</style></head><body><p class=MsoNormal style='color:red'>"
        "<span style='font-size:22pt;font-weight:bold'>Калың</span> <a href='http://evil'>сөз</a>"
        "<img src='file:///etc/passwd' width=500><script>alert(1)</script></p></body></html>"
    )
    field.insertFromMimeData(pasted)
    assert screen.question.stem.ky == "<p><b>Калың</b> сөз</p>"


def test_no_picture_of_the_outside_is_read_while_pasting(window: QStackedWidget) -> None:
    screen = shown(window, NEW)
    pasted = QMimeData()
    pasted.setHtml('<p>а<img src="image001.png">б</p>')
    screen.form.stems["ky"].insertFromMimeData(pasted)
    assert "img" not in screen.question.stem.ky


# --- options and keys ---


def test_options_are_added_moved_and_removed_and_keep_their_identity(window: QStackedWidget) -> None:
    screen = shown(window, editor_view())
    box = screen.form.options
    QTest.mouseClick(box.add, Qt.MouseButton.LeftButton)
    assert keys() is box.rows[4].fields["ky"]
    type_words(keys(), "Бешинчи")
    QTest.mouseClick(box.rows[4].up, Qt.MouseButton.LeftButton)
    QTest.keyClick(box.rows[0].fields["ky"], Qt.Key.Key_Delete, ALT)
    assert [option.id for option in screen.question.options] == ["b", "c", "e", "d"]
    assert [row.mark.text() for row in box.rows] == ["А", "Б", "В", "Г"]
    assert screen.question.key == {"d"}
    for _ in range(6):
        box.append()
    assert len(box.rows) == 8
    assert not box.add.isVisible()
    while len(box.rows) > 2:
        box.remove(box.rows[-1])
    box.remove(box.rows[-1])
    assert len(box.rows) == 2


def test_one_answer_has_one_mark_and_several_answers_several(window: QStackedWidget) -> None:
    screen = shown(window, editor_view())
    box, kind = screen.form.options, screen.form.facts.kind.select
    QTest.keyClick(box.rows[0].mark, Qt.Key.Key_Space)
    assert screen.question.key == {"a"}
    kind.setFocus()
    QTest.keyClick(kind, Qt.Key.Key_Down)
    assert screen.question.kind is Kind.MULTIPLE
    QTest.keyClick(box.rows[2].mark, Qt.Key.Key_Space)
    QTest.mouseClick(box.rows[3].mark, Qt.MouseButton.LeftButton)
    assert screen.question.key == {"a", "c", "d"}
    QTest.keyClick(box.rows[0].mark, Qt.Key.Key_Space)
    assert screen.question.key == {"c", "d"}
    QTest.keyClick(kind, Qt.Key.Key_Up)
    assert screen.question.key == {"c"}


def test_enemies_are_found_by_words_and_taken_away(window: QStackedWidget) -> None:
    screen = shown(window, editor_view())
    asked = told(screen.enemies_wanted)
    QTest.keyClick(screen.form.facts.enemies.add, Qt.Key.Key_Return)
    chooser = dialog(window, EnemyDialog)
    assert isinstance(chooser, EnemyDialog)
    type_words(chooser.search, "дидактика")
    QTest.keyClick(chooser.search, Qt.Key.Key_Return)
    assert asked == [("",), ("дидактика",)]
    screen.show_enemies_found((replace(rows(1)[0], id=PLAIN.id), *rows(3)))
    assert [row.id for row in chooser.table.rows] == ["S1-0001", "S1-0002", "S1-0003"]
    QTest.keyClick(chooser.table, Qt.Key.Key_Down)
    QTest.keyClick(chooser.table, Qt.Key.Key_Return)
    assert screen.question.enemies == {"S1-0007", "S1-0002"}
    QTest.keyClick(screen.form.facts.enemies.chips["S1-0007"], Qt.Key.Key_Return)
    assert screen.question.enemies == {"S1-0002"}


def test_known_topics_are_offered(window: QStackedWidget) -> None:
    screen = shown(window, NEW)
    completer = screen.form.facts.topic.line.completer()
    completer.setCompletionPrefix("мыйзам")
    assert completer.currentCompletion() == TOPICS[2]


def test_a_picture_is_put_in_with_what_it_shows(window: QStackedWidget) -> None:
    screen = shown(window, editor_view())
    screen.form.stems["ru"].setFocus()
    screen.put_picture(replace(picture(), description=Bilingual("", "")))
    asked = dialog(window, PictureDialog)
    assert isinstance(asked, PictureDialog)
    QTest.mouseClick(asked.button("ok"), Qt.MouseButton.LeftButton)
    assert asked.isVisible()
    type_words(asked.shows["ky"].line, "Диаграмма")
    type_words(asked.shows["ru"].line, "Схема")
    QTest.mouseClick(asked.button("ok"), Qt.MouseButton.LeftButton)
    assert '<img src="diagram.png" alt="Схема">' in screen.question.stem.ru
    assert [item.description.ky for item in screen.question.pictures] == ["Диаграмма"]
    select_all(screen.form.stems["ru"])
    type_words(screen.form.stems["ru"], "жок")
    assert screen.question.pictures == ()


# --- saving, leaving, unsaved text ---


def test_after_saving_the_cursor_and_the_undo_stay_where_they_were(window: QStackedWidget) -> None:
    screen = shown(window, editor_view())
    saved = told(screen.saved)
    type_words(keys(), "Абв")
    QTest.keyClick(keys(), Qt.Key.Key_S, CONTROL)
    ((question, _sha256),) = saved
    assert isinstance(question, Question)
    screen.set_view(stored(question))
    assert screen.form.stems["ky"].textCursor().position() == 3
    assert not screen.head.save.isEnabled()
    QTest.keyClick(keys(), Qt.Key.Key_Z, CONTROL)
    assert screen.is_dirty
    QTest.keyClick(keys(), Qt.Key.Key_S, CONTROL)
    assert saved[1] == (PLAIN, "0ther")


def test_what_is_typed_while_a_save_is_under_way_stays_and_is_saved_next(window: QStackedWidget) -> None:
    screen = shown(window, NEW)
    saved = told(screen.saved)
    type_words(keys(), "Абв")
    QTest.keyClick(keys(), Qt.Key.Key_S, CONTROL)
    QTest.keyClick(keys(), Qt.Key.Key_S, CONTROL)  # an impatient hand makes no second question
    type_words(keys(), "г")
    QTest.keyClick(keys(), Qt.Key.Key_S, CONTROL)
    ((question, _sha256),) = saved
    assert isinstance(question, Question)
    screen.set_view(stored(replace(question, id="S1-0099"), "first"))
    assert screen.form.stems["ky"].words == "Абвг"
    ((_question, _sha256), (again, sha256)) = saved
    assert isinstance(again, Question)
    assert (again.id, again.stem.ky, sha256) == ("S1-0099", "Абвг", "first")
    screen.set_view(stored(again, "second"))
    assert not screen.is_dirty
    assert len(saved) == 2


def test_a_long_act_of_the_desk_takes_nothing_of_what_is_typed(window: QStackedWidget) -> None:
    drafts = Drafts()
    screen = shown(window, editor_view(), drafts)
    type_words(keys(), "Сөз ")
    screen.set_view(replace(editor_view(), is_busy=True))
    assert screen.question.stem.ky.startswith("Сөз ")
    type_words(screen.form.stems["ky"], "х")
    assert not screen.question.stem.ky.startswith("Сөз х")
    screen.set_view(editor_view())
    assert screen.is_dirty
    assert drafts.of(editor_view().opened) is not None
    type_words(screen.form.stems["ky"], "х")
    assert screen.question.stem.ky.startswith("Сөз х")


def test_after_a_refusal_everything_typed_still_stands_there(window: QStackedWidget) -> None:
    screen = shown(window, editor_view())
    type_words(keys(), "Сөз ")
    screen.save()
    screen.show_refusal("Суроо сакталган жок", "Башка адам өзгөрткөн.")
    assert screen.told.isVisible()
    assert screen.question.stem.ky.startswith("Сөз ")
    assert screen.is_dirty


def test_leaving_with_unsaved_text_is_asked_about(window: QStackedWidget) -> None:
    screen = shown(window, editor_view())
    left, saved = told(screen.back), told(screen.saved)
    type_words(keys(), "Сөз ")
    QTest.keyClick(keys(), Qt.Key.Key_Escape)
    asked = dialog(window, LeaveDialog)
    assert isinstance(asked, LeaveDialog)
    QTest.keyClick(keys(), Qt.Key.Key_Escape)
    assert (left, saved) == ([], [])
    QTest.keyClick(keys(), Qt.Key.Key_Escape)
    QTest.keyClick(keys(), Qt.Key.Key_Return)  # "save and leave" has the keys
    ((question, _sha256),) = saved
    assert isinstance(question, Question)
    assert left == []
    screen.set_view(stored(question))
    QApplication.processEvents()
    assert left == [()]


def test_leaving_without_saving_gives_the_text_up(window: QStackedWidget) -> None:
    screen = shown(window, editor_view())
    left = told(screen.back)
    type_words(keys(), "Сөз ")
    QTest.mouseClick(screen.head.back, Qt.MouseButton.LeftButton)
    asked = dialog(window, LeaveDialog)
    assert isinstance(asked, LeaveDialog)
    QTest.mouseClick(asked.button("leave"), Qt.MouseButton.LeftButton)
    assert left == [()]
    assert screen.question == PLAIN


def test_an_act_with_unsaved_text_saves_first(window: QStackedWidget) -> None:
    screen = shown(window, editor_view())
    saved = told(screen.saved)
    type_words(keys(), "Сөз ")
    QTest.mouseClick(screen.head.acts[Act.SENT], Qt.MouseButton.LeftButton)
    ((question, _sha256),) = saved
    assert isinstance(question, Question)
    assert not [child for child in window.findChildren(ActDialog) if child.isVisible()]
    screen.set_view(stored(question))
    QApplication.processEvents()
    assert isinstance(dialog(window, ActDialog), ActDialog)


def test_unsaved_text_outlives_the_screen_and_stands_there_again(qtbot: QtBot, window: QStackedWidget) -> None:
    drafts = Drafts()
    screen = shown(window, editor_view(), drafts)
    type_words(keys(), "Сөз ")
    screen.dismiss_questions()
    again = shown(window, editor_view(), drafts)
    assert again.question.stem.ky.startswith("Сөз ")
    assert again.is_dirty
    assert again.told.isVisible()
    again.told.closed.emit()
    assert again.question == PLAIN
    assert drafts.of(editor_view().opened) is None


def test_unsaved_text_over_other_content_is_not_put_over_it(window: QStackedWidget) -> None:
    drafts = Drafts()
    drafts.keep(opened(), replace(PLAIN, topic="эски"))
    screen = shown(window, stored(PLAIN, "changed meanwhile"), drafts)
    assert screen.question == PLAIN


# --- what may be done ---


@pytest.mark.parametrize("at", [State.APPROVED, State.RETIRED, State.IN_REVIEW])
def test_R_24_1_a_version_that_is_no_draft_cannot_be_typed_into(window: QStackedWidget, at: State) -> None:
    screen = shown(window, editor_view(at=at, acts=frozenset({Act.CREATED})))
    saved = told(screen.saved)
    for field in screen.form.fields:
        type_words(field, "Сөз")
    for row in screen.form.options.rows:
        QTest.mouseClick(row.mark, Qt.MouseButton.LeftButton)
        QTest.keyClick(row.fields["ky"], Qt.Key.Key_Delete, ALT)
        QTest.keyClick(row.fields["ky"], Qt.Key.Key_Down, ALT)
    type_words(screen.form.facts.topic.line, "Сөз")
    type_words(screen.form.facts.sources["ky"].line, "Сөз")
    type_words(screen.form.facts.notes["ru"].area, "Сөз")
    QTest.keyClick(screen.form.stems["ky"], Qt.Key.Key_B, CONTROL)
    QTest.keyClick(screen.form.facts.section.select, Qt.Key.Key_Down)
    QApplication.clipboard().setText("Сөз")
    QTest.keyClick(screen.form.stems["ky"], Qt.Key.Key_V, CONTROL)
    QTest.keyClick(screen.form.stems["ky"], Qt.Key.Key_S, CONTROL)
    assert saved == []
    assert screen.question == PLAIN
    assert screen.form.stems["ky"].words == PLAIN.stem.ky
    assert screen.locked.isVisible()
    assert not screen.head.save.isVisible()


def test_only_the_acts_that_are_allowed_are_offered(window: QStackedWidget) -> None:
    allowed = frozenset({Act.APPROVED, Act.RETURNED})
    screen = shown(window, editor_view(at=State.IN_REVIEW, acts=allowed))
    wanted = told(screen.act_wanted)
    assert {act for act, button in screen.head.acts.items() if button.isVisible()} == allowed
    screen.ask(Act.RETIRED)
    assert not [child for child in window.findChildren(ActDialog) if child.isVisible()]
    QTest.mouseClick(screen.head.acts[Act.APPROVED], Qt.MouseButton.LeftButton)
    asked = dialog(window, ActDialog)
    assert isinstance(asked, ActDialog)
    type_words(asked.number.line, "118")
    type_words(asked.date.line, "30.10.2026")
    QTest.mouseClick(asked.button("ok"), Qt.MouseButton.LeftButton)
    assert wanted == [(Act.APPROVED, "118", "2026-10-30", "")]


def test_a_new_version_is_wanted_from_an_approved_one(window: QStackedWidget) -> None:
    screen = shown(window, editor_view(at=State.APPROVED, acts=frozenset({Act.CREATED})))
    wanted = told(screen.act_wanted)
    QTest.mouseClick(screen.head.acts[Act.CREATED], Qt.MouseButton.LeftButton)
    assert wanted == [(Act.CREATED, "", "", "")]


def test_versions_and_their_comparison_are_wanted_from_the_history(window: QStackedWidget) -> None:
    screen = shown(window, editor_view())
    versions, compared = told(screen.version_wanted), told(screen.compare_wanted)
    screen.sides.turn("history")
    QApplication.processEvents()
    assert len(screen.history.entries) == 9
    entry = screen.history.entries[2]
    assert "118" in entry.accessibleName()
    QTest.mouseClick(entry.version, Qt.MouseButton.LeftButton)
    QTest.mouseClick(screen.history.compare, Qt.MouseButton.LeftButton)
    assert (versions, compared) == ([(1,)], [(1, 2)])


# --- notes and preview ---


def test_each_note_leads_to_its_field(window: QStackedWidget) -> None:
    screen = shown(window, replace(editor_view(replace(PLAIN, stem=Bilingual(PLAIN.stem.ky, ""))), findings=FINDINGS))
    notes = screen.form.notes
    assert notes.buttons[0].text() == "Орусча текст жок"
    QTest.mouseClick(notes.buttons[0], Qt.MouseButton.LeftButton)
    assert keys() is screen.form.stems["ru"]
    screen.form.go_to("option.d.ky")
    assert keys() is screen.form.options.rows[3].fields["ky"]
    for name in ("key", "options", "section", "topic", "difficulty", "source", "enemies", "picture"):
        screen.form.go_to(name)
        assert keys() is not None


def test_notes_follow_what_is_typed(qtbot: QtBot, window: QStackedWidget) -> None:
    screen = shown(window, editor_view(replace(PLAIN, stem=Bilingual(PLAIN.stem.ky, ""))))
    assert screen.form.notes.isVisible()
    screen.form.stems["ru"].setFocus()
    type_words(keys(), "Вопрос")
    qtbot.waitUntil(lambda: not screen.form.notes.isVisible())


def test_the_preview_is_the_kiosks_own_card_and_follows_typing(qtbot: QtBot, window: QStackedWidget) -> None:
    screen = shown(window, editor_view())
    qtbot.waitUntil(lambda: screen.preview.picture.picture is not None)
    before = screen.preview.picture.picture
    type_words(keys(), "Кошумча сөз ")
    qtbot.waitUntil(lambda: screen.preview.picture.picture is not before)
    (kiosk,) = screen.preview._windows.values()
    assert kiosk.screen_shown.card.stem.plain_text.startswith("Кошумча сөз ")
    assert "Кошумча" in screen.preview.picture.accessibleName()
    assert kiosk.size().toTuple() == (1366, 768)


def test_the_preview_speaks_both_languages_in_every_size(window: QStackedWidget) -> None:
    screen = shown(window, editor_view(RICH))
    preview = screen.preview
    QTest.mouseClick(preview.languages["ru"], Qt.MouseButton.LeftButton)
    for scale in ("100", "200"):
        for width in ("1024", "1366"):
            preview.scale.setCurrentIndex(preview.scale.findData(scale))
            preview.size_chosen.setCurrentIndex(preview.size_chosen.findData(width))
            preview.paint_now()
            kiosk = next(w for look, w in preview._windows.items() if look.scale_percent == int(scale))
            assert kiosk.width() == int(width)
            card = kiosk.screen_shown.card
            assert card.stem.plain_text.startswith("На диаграмме")
            assert preview.told.isVisible() == (kiosk.height() > 768)
    assert preview.picture.picture is not None


def test_a_hidden_preview_paints_nothing_until_it_is_seen(qtbot: QtBot, window: QStackedWidget) -> None:
    screen = shown(window, editor_view())
    qtbot.waitUntil(lambda: screen.preview.picture.picture is not None)
    screen.sides.turn("history")
    before = screen.preview.picture.picture
    type_words(screen.form.stems["ky"], "Сөз ")
    qtbot.waitUntil(lambda: not screen._pause.isActive())
    assert screen.preview.picture.picture is before
    screen.sides.turn("preview")
    qtbot.waitUntil(lambda: screen.preview.picture.picture is not before)


def test_a_narrow_window_has_text_preview_and_history_as_pages(window: QStackedWidget) -> None:
    screen = shown(window, editor_view())
    assert not screen.sides.buttons["form"].isVisible()
    window.resize(1024, 768)
    QApplication.processEvents()
    assert screen.sides.page == "form"
    QTest.mouseClick(screen.sides.buttons["preview"], Qt.MouseButton.LeftButton)
    assert screen.preview.isVisible()
    assert not screen.form.isVisible()
    window.resize(1366, 768)
    QApplication.processEvents()
    assert screen.form.isVisible()
    assert screen.preview.isVisible()


def test_a_question_of_a_service_without_the_right_to_write_shows_no_tools(window: QStackedWidget) -> None:
    plain = Opened(PLAIN, opened().standing, "5ha", (2,), (), frozenset())
    screen = shown(window, EditorView(plain, state()))
    assert not screen.form.bar.isVisible()
    assert not screen.head.flow.isVisible()
    assert DRAFT_ACTS


def test_filling_the_editor_opens_no_window_of_its_own(window: QStackedWidget) -> None:
    screen = shown(window, replace(editor_view(RICH), findings=FINDINGS))
    screen.set_view(editor_view())
    seen = [part for part in QApplication.topLevelWidgets() if part.isVisible() and part is not window]
    assert [part for part in seen if not part.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)] == []
    assert QApplication.activeWindow() is window


# --- looks ---


@pytest.mark.parametrize(("language", "size"), PLANS, ids=str)
@pytest.mark.parametrize("name", ["editor-conflict", "editor-history", "editor-new", "ask-leave"])
def test_the_editor_loses_nothing(qtbot: QtBot, name: str, language: str, size: tuple[int, int]) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    window = render(application, screens()[name], texts_for(language), size, Look())
    qtbot.addWidget(window)
    assert lost(window, size) == []
