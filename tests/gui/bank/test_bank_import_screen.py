"""Import and export on the desk: every row of a file in words, the undo, the losses told before."""

import csv
import io
from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from question_bank.formats.foreign import Carried, Fault
from resources.texts import STAFF_LANGUAGES, texts_for
from station.services.bank.facts import ImportLook, ImportRow
from station.services.bank.imports import ImportOptions
from station.ui.bank.export_screen import ExportScreen, ExportView
from station.ui.bank.fault_words import FAULTS, LOSSES, fault_words, report_csv
from station.ui.bank.import_screen import ImportScreen, ImportView
from station.ui.proctor.chooser import FileChooser, Folder
from tests.gui.bank import work_samples as s
from tests.gui.bank.typing import type_words
from tests.gui.seat import Key, click, open_dialog, press, sit, words_of

EN = texts_for("en")
NEW = ImportView(s.START, s.SECTIONS, done=s.DONE)
LOOKED = replace(NEW, path=f"{s.START}/{s.LOOK.file}", look=s.LOOK)


def shown(qtbot: QtBot, view: ImportView) -> ImportScreen:
    screen = ImportScreen(EN, view)
    sit(qtbot, screen)
    return screen


def lines(screen: ImportScreen) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row.cells) for row in screen.table.rows]


def test_a_file_is_chosen_in_our_own_chooser(qtbot: QtBot) -> None:
    screen = shown(qtbot, NEW)
    heard: list[tuple[str, object]] = []
    screen.file_chosen.connect(lambda path, options: heard.append((path, options)))
    click(screen.choose)
    chooser = open_dialog(screen.window())
    assert isinstance(chooser, FileChooser)
    chooser._look = lambda path: Folder(path, (), (("questions.gift", 900),))
    chooser.go(s.START)
    press(Key.Key_Return)
    assert heard == [(f"{s.START}/questions.gift", ImportOptions())]


def test_every_row_of_the_file_stands_there_with_its_outcome_and_reason(qtbot: QtBot) -> None:
    screen = shown(qtbot, LOOKED)
    assert [row[0] for row in lines(screen)] == [str(row.line) for row in s.ROWS]
    assert [row[3] for row in lines(screen)][3:5] == ["nothing new", "refused"]
    assert lines(screen)[4][4] == "A question with one answer has 2 right ones marked."
    assert "GIFT" in screen.file.text()
    told = "Questions in the file: 7. New: 2, changing one of the bank: 1, nothing new: 1, refused: 3."
    assert told in words_of(screen)


def test_a_filter_shows_the_refused_ones_alone(qtbot: QtBot) -> None:
    screen = shown(qtbot, LOOKED)
    click(screen.filters.button("refused"))
    assert [row[0] for row in lines(screen)] == ["6", "7", "8"]
    screen.filters.button("noted").setFocus()
    press(Key.Key_Space)
    assert [row[0] for row in lines(screen)] == ["3", "4"]


def test_a_name_of_the_file_is_given_a_section_of_the_bank_and_the_preview_is_made_anew(qtbot: QtBot) -> None:
    screen = shown(qtbot, LOOKED)
    heard: list[ImportOptions] = []
    screen.options_chosen.connect(heard.append)
    select = screen.map.fields["Педагогика"].select
    select.setFocus()
    press(Key.Key_Down)
    assert heard == [ImportOptions("", "", {"Педагогика": "S1"})]
    settled = replace(s.LOOK, rows=tuple(row for row in s.ROWS if row.reason != Fault.SECTION_UNKNOWN))
    screen.set_view(replace(LOOKED, look=settled))
    assert select.isVisible(), "an answer can be changed"
    screen.set_view(replace(LOOKED, path="/other.gift", look=settled))
    assert screen.options.sections == {}


def test_language_and_section_of_the_whole_file_are_chosen(qtbot: QtBot) -> None:
    screen = shown(qtbot, LOOKED)
    heard: list[ImportOptions] = []
    screen.options_chosen.connect(heard.append)
    screen.language.select.setFocus()
    press(Key.Key_Down)
    screen.section.select.setFocus()
    press(Key.Key_Down, Key.Key_Down)
    assert [(options.language, options.section) for options in heard] == [("ky", ""), ("ky", "S1"), ("ky", "S2")]


def test_ten_thousand_rows_are_turned_over_a_hundred_at_a_time(qtbot: QtBot) -> None:
    screen = shown(qtbot, replace(LOOKED, look=s.LONG_LOOK))
    assert len(screen.table.rows) == 100
    assert "rows 1 to 100 of 10\u202f000" in words_of(screen)
    click(screen.pager.on)
    assert lines(screen)[0][0] == "102"
    assert screen.pager.back.isEnabled()


def test_it_is_taken_in_only_while_there_is_something_to_take(qtbot: QtBot) -> None:
    screen = shown(qtbot, LOOKED)
    heard: list[str] = []
    screen.import_asked.connect(lambda: heard.append("take"))
    click(screen.take)
    refused = ImportLook("a.gift", "gift", (ImportRow(1, "", "x", "refused", "no_key"),), "t")
    screen.set_view(replace(LOOKED, look=refused))
    click(screen.take)
    assert heard == ["take"]
    assert "There is nothing to take in" in words_of(screen)


def test_who_is_no_author_takes_nothing_in(qtbot: QtBot) -> None:
    screen = shown(qtbot, replace(LOOKED, may_import=False))
    assert not screen.take.isEnabled()
    assert not screen.choose_other.isEnabled()
    assert not screen.done.undo.isEnabled()
    assert "Only an author takes questions in." in words_of(screen)


def test_a_whole_import_is_undone_with_a_reason(qtbot: QtBot) -> None:
    screen = shown(qtbot, NEW)
    heard: list[tuple[str, str]] = []
    screen.undo_asked.connect(lambda which, why: heard.append((which, why)))
    click(screen.done.undo)
    dialog = open_dialog(screen.window())
    click(dialog.button("ok"))
    assert "Write the reason." in words_of(dialog)
    type_words(dialog.reason.area, "Башка файл")  # type: ignore[attr-defined]
    click(dialog.button("ok"))
    assert heard == [("I3", "Башка файл")]


def test_an_import_that_was_undone_or_has_gone_on_is_not_undone(qtbot: QtBot) -> None:
    screen = shown(qtbot, NEW)
    screen.done.table.setFocus()
    for _ in range(2):
        press(Key.Key_Down)
        assert not screen.done.undo.isEnabled()


def test_a_changed_question_is_opened_from_its_row(qtbot: QtBot) -> None:
    screen = shown(qtbot, LOOKED)
    heard: list[str] = []
    screen.question_wanted.connect(heard.append)
    screen.table.setFocus()
    press(Key.Key_Home)
    press(Key.Key_Down, Key.Key_Down, Key.Key_Return)
    assert heard == ["S2-0007"]


def test_the_report_has_a_line_for_each_row_and_starts_no_formula() -> None:
    look = replace(s.LOOK, rows=(*s.ROWS, ImportRow(9, "", "=HYPERLINK(1)", "refused", "no_stem")))
    table = list(csv.reader(io.StringIO(report_csv(EN, look).decode("utf-8-sig")), delimiter=";"))
    assert table[0] == ["Line", "Number", "Question", "Outcome", "Why"]
    assert len(table) == 1 + len(look.rows)
    assert table[-1][2] == "'=HYPERLINK(1)"


@pytest.mark.parametrize("language", STAFF_LANGUAGES)
def test_every_fault_and_every_loss_has_its_sentence(language: str) -> None:
    texts = texts_for(language)
    assert set(FAULTS) == set(Fault)
    assert set(LOSSES) == set(Carried)
    for sentence in [*FAULTS.values(), *LOSSES.values()]:
        assert language == "en" or texts.get(sentence) != sentence


def test_an_assumed_language_is_named_in_the_readers_language() -> None:
    assert "русский" in fault_words(texts_for("ru"), Fault.LANGUAGE_ASSUMED, {"language": "ru"})


# --- export ---


def test_the_losses_of_a_format_are_listed_before_the_file_is_saved(qtbot: QtBot) -> None:
    screen = ExportScreen(EN, ExportView(s.START, 5003, losses=s.LOSSES))
    sit(qtbot, screen)
    assert "– pictures (questions: 12)" in words_of(screen)
    heard: list[str] = []
    screen.format_chosen.connect(heard.append)
    screen.ticks["moodle"].setFocus()
    press(Key.Key_Space)
    assert heard == ["moodle"]
    screen.set_view(ExportView(s.START, 5003, "moodle", losses=None))
    assert not screen.save.isEnabled(), "not before the losses are counted"
    screen.set_view(ExportView(s.START, 5003, "moodle", losses=()))
    assert "Nothing is lost" in words_of(screen)


def test_a_place_is_chosen_and_the_ending_is_the_formats(qtbot: QtBot) -> None:
    screen = ExportScreen(EN, ExportView(s.START, 3, "gift", "S2"))
    sit(qtbot, screen)
    heard: list[tuple[str, str]] = []
    screen.export_asked.connect(lambda name, path: heard.append((name, path)))
    dropped: list[str] = []
    screen.filter_dropped.connect(lambda: dropped.append("whole"))
    click(screen.whole)
    click(screen.save)
    chooser = open_dialog(screen.window())
    assert isinstance(chooser, FileChooser)
    chooser.name.line.selectAll()
    QTest.keyClicks(chooser.name.line, "out")
    press(Key.Key_Return)
    assert heard == [("gift", f"{s.START}/out.gift")]
    assert dropped == ["whole"]
