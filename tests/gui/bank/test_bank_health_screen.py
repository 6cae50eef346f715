"""The health of the bank on the desk: figures, findings by check, each of which opens its question."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from question_bank.health.report import Check, Report
from resources.texts import STAFF_LANGUAGES, texts_for
from station.ui.bank.health_screen import HealthScreen, HealthView
from station.ui.bank.plots import Bar, BarPlot, Part, Stack, StackPlot
from tests.gui.bank import work_samples as s
from tests.gui.seat import Key, click, press, sit, words_of

EN = texts_for("en")


@pytest.fixture
def screen(qtbot: QtBot) -> HealthScreen:
    made = HealthScreen(EN, s.HEALTH)
    sit(qtbot, made, height=1400)
    return made


def test_the_bank_is_checked_on_demand(screen: HealthScreen) -> None:
    heard: list[str] = []
    screen.check_asked.connect(lambda: heard.append("check"))
    screen.run.setFocus()
    press(Key.Key_Space)
    screen.set_view(replace(s.HEALTH, is_busy=True))
    click(screen.run)
    assert heard == ["check"]
    assert "The bank is being checked …" in words_of(screen)


def test_without_an_examination_there_is_nothing_to_print(qtbot: QtBot) -> None:
    made = HealthScreen(EN, HealthView(s.START))
    sit(qtbot, made)
    assert "The bank has not been checked yet." in words_of(made)
    assert not made.print.isEnabled()
    assert not made.found.isVisible()
    made.set_view(HealthView(s.START, Report(10, ()), s.NOW))
    assert "Nothing was found." in words_of(made)


def test_a_bank_that_changed_since_says_so(screen: HealthScreen) -> None:
    assert "Checked: 22.11.2026, 09:54." in words_of(screen)
    screen.set_view(replace(s.HEALTH, is_stale=True))
    assert "The bank was changed since." in words_of(screen)


def test_findings_stand_by_check_the_heaviest_first_with_icon_and_word(screen: HealthScreen) -> None:
    first, *_rest, last = screen.checks.rows
    assert first.id == Check.UNFINISHED.value
    assert (first.cells[1].text, first.cells[1].icon) == ("fault", "danger")
    assert last.cells[1].text == "doubt"
    counts = {row.id: row.cells[2].text for row in screen.checks.rows}
    assert counts[Check.PARITY_NUMBERS.value] == "130"
    assert sum(map(int, counts.values())) == len(s.REPORT.findings)


def test_enter_on_a_finding_opens_its_question(screen: HealthScreen) -> None:
    opened: list[str] = []
    screen.question_wanted.connect(opened.append)
    screen.checks.setFocus()
    press(Key.Key_Down)
    assert screen.check is Check.MISSING_TRANSLATION
    screen.table.setFocus()
    press(Key.Key_Home, Key.Key_Return)
    assert opened == ["S1-0017"]


def test_a_finding_of_the_whole_bank_opens_nothing(screen: HealthScreen) -> None:
    opened: list[str] = []
    screen.question_wanted.connect(opened.append)
    screen.checks.choose(Check.KEY_POSITIONS.value)
    screen._begin("")
    assert screen.table.rows[0].cells[0].text == "whole bank"
    assert not screen.list_all.isEnabled()
    screen.table.setFocus()
    press(Key.Key_Home, Key.Key_Return)
    assert opened == []


def test_a_hundred_and_thirty_findings_come_in_pages(screen: HealthScreen) -> None:
    screen.checks.setFocus()
    press(Key.Key_Home, Key.Key_Down, Key.Key_Down, Key.Key_Down)
    assert screen.check is Check.PARITY_NUMBERS
    assert len(screen.table.rows) == 100
    click(screen.pager.on)
    assert len(screen.table.rows) == 30


def test_a_weight_filters_the_checks(screen: HealthScreen) -> None:
    click(screen.filters.button("fault"))
    assert {row.cells[1].text for row in screen.checks.rows} == {"fault"}
    assert screen.check is Check.UNFINISHED


def test_the_questions_of_a_check_are_shown_in_the_list(screen: HealthScreen) -> None:
    heard: list[str] = []
    screen.findings_wanted.connect(heard.append)
    click(screen.list_all)
    assert heard == [Check.UNFINISHED.value]


@pytest.mark.parametrize("language", STAFF_LANGUAGES)
def test_every_plot_says_its_numbers_to_readers(qtbot: QtBot, language: str) -> None:
    made = HealthScreen(texts_for(language), s.HEALTH)
    sit(qtbot, made, height=1600)
    figures = made.figures
    assert "43 %" in figures.longest.accessibleDescription()
    assert "Б: 1\u202f620" in figures.places.accessibleDescription()
    assert "S7" in figures.sections.accessibleDescription()
    assert figures.grades.accessibleName()


def test_the_longest_key_is_held_against_its_limit(screen: HealthScreen) -> None:
    over, within = screen.figures.longest.rows
    assert isinstance(over, Bar)
    assert isinstance(within, Bar)
    assert (over.is_over, within.is_over) == (True, False)
    assert screen.figures.longest._limit == 35


def test_bars_are_as_long_as_their_values(qtbot: QtBot) -> None:
    plot = BarPlot()
    plot.show_bars([Bar("a", 50, "50"), Bar("b", 100, "100")], 100)
    sit(qtbot, plot, 400, 120)
    image = plot.grab().toImage()
    accent = "#14508f"
    painted = [
        sum(image.pixelColor(x, int(34 * (place + 0.5))).name() == accent for x in range(image.width()))
        for place in range(2)
    ]
    assert abs(painted[1] - 2 * painted[0]) <= 4
    assert painted[0] > 50


def test_parts_of_a_stack_stand_in_their_order(qtbot: QtBot) -> None:
    plot = StackPlot()
    plot.show_stacks([Stack("S1", (Part(10, "approved"), Part(10, "in_review"), Part(0, "draft")), "20")])
    sit(qtbot, plot, 400, 120)
    image = plot.grab().toImage()
    row = [image.pixelColor(x, 39).name() for x in range(image.width())]
    assert row.index("#14508f") < row.index("#e8960c")
