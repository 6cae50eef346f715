"""The tab of appeals: every hour in sight, the commission above, only the acts that make sense now (arts. 33 to 36)."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QStackedWidget
from pytestqt.qtbot import QtBot

from resources.texts import texts_for
from station.ui.proctor.appeal_panel import acts_for
from station.ui.proctor.appeals import AppealsScreen, AppealsView
from station.ui.proctor.chooser import FileChooser
from station.ui.proctor.close import CloseScreen, CloseView
from station.ui.proctor.dialogs import ReasonDialog
from station.ui.proctor.session import SessionScreen, SessionView
from station.ui.proctor.table import DeskTable
from station.ui.theme import Look
from tests.gui.desk_gallery import SIZES, render, screens
from tests.gui.desk_samples import COMMISSION, MINUTE, NOW, SESSION, SETTLED, appeals, appeals_view
from tests.gui.test_desk_screens import dialog, put, window

__all__ = ["window"]

EN, RU, KY = texts_for("en"), texts_for("ru"), texts_for("ky")


def row_of(screen: AppealsScreen, candidate: str) -> list[str]:
    """The words of a candidate's row."""
    return [cell.text for cell in next(row.cells for row in screen.table.rows if row.id == candidate)]


def offered(screen: AppealsScreen) -> list[str]:
    """The acts on the panel, in order."""
    return [act for act, button in screen.panel.buttons.items() if button.isVisible()]


def test_R_33_5_the_minutes_of_every_finished_candidate_are_seen_and_run(window: QStackedWidget) -> None:
    screen = AppealsScreen(EN, appeals_view("C0004"))
    put(window, screen)
    assert row_of(screen, "C0004") == [
        "04", "Жумабеков Нурлан Өмүрбекович", "58 / 80", "09:34", "10:34", "36 min", "no application"
    ]  # fmt: skip
    later = tuple(replace(line, minutes_left=line.minutes_left and line.minutes_left - 1) for line in appeals())
    screen.set_view(appeals_view("C0004", lines=later))
    assert row_of(screen, "C0004")[5] == "35 min"
    assert ("Last minute", "10:34 · 35 min") in screen.panel.facts.rows


def test_R_33_5_the_last_ten_minutes_are_marked_while_nothing_is_filed(window: QStackedWidget) -> None:
    screen = AppealsScreen(EN, appeals_view())
    put(window, screen)
    left = {row.id: row.cells[5] for row in screen.table.rows}
    assert (left["C0003"].text, left["C0003"].chip, left["C0003"].icon) == ("7 min", "warn", "clock")
    assert left["C0004"].chip == ""
    filed = tuple(replace(line, minutes_left=5) for line in appeals()[:1])
    screen.set_view(appeals_view(lines=filed))
    assert screen.table.rows[0].cells[5].chip == ""


def test_every_state_of_an_appeal_has_its_words(window: QStackedWidget) -> None:
    screen = AppealsScreen(EN, appeals_view())
    put(window, screen)
    states = [row.cells[6].text for row in screen.table.rows]
    assert states == [
        "A-0003", "keys on screen", "no application", "no application", "hour over", "late wish", "unchanged",
        "58 → 59", "not considered",
    ]  # fmt: skip
    assert all(row.cells[6].icon for row in screen.table.rows)
    screen.set_texts(KY)
    assert row_of(screen, "C0005")[6] == "мөөнөтү бүттү"
    screen.set_texts(RU)
    assert row_of(screen, "C0005")[6] == "срок истёк"


@pytest.mark.parametrize(
    ("candidate", "acts"),
    [
        ("C0001", ["print_application", "review", "save_application", "unseen"]),
        ("C0002", []),
        ("C0003", ["file"]),
        ("C0005", ["wish", "late"]),
        ("C0006", ["late"]),
        ("C0007", ["print_protocol", "save_protocol"]),
        ("C0008", ["copy_protocol", "save_protocol", "repeat_protocol"]),
        ("", []),
    ],
)
def test_only_the_acts_that_make_sense_now_are_offered(
    window: QStackedWidget, candidate: str, acts: list[str]
) -> None:
    screen = AppealsScreen(EN, appeals_view(candidate))
    put(window, screen)
    assert sorted(offered(screen)) == sorted(acts)


def test_R_34_2_without_a_commission_no_review_and_no_late_admission_is_offered(window: QStackedWidget) -> None:
    screen = AppealsScreen(EN, appeals_view("C0001", commission=None))
    put(window, screen)
    assert "No commission is entered" in screen.commission.missing.words
    assert screen.commission.missing.isVisible()
    assert offered(screen) == ["print_application", "save_application"]
    assert "once the commission is entered" in screen.panel.hint.text()
    screen.set_view(appeals_view("C0006", commission=None))
    assert offered(screen) == []


def test_R_34_1_the_commission_stands_above_with_order_people_and_doubts(
    window: QStackedWidget, qtbot: QtBot
) -> None:
    doubtful = replace(COMMISSION, warnings=("too_few",))
    screen = AppealsScreen(EN, appeals_view(commission=doubtful, may_replace=True))
    put(window, screen)
    card = screen.commission
    assert card.title.text() == "Technical commission, order № 14-к of 17.11.2026"
    assert "Chair: Осмонова Гүлзат Кубанычбековна." in card.people.text()
    assert card.doubts.words == "Fewer people than advised sit on the commission."
    with qtbot.waitSignal(screen.commission_wanted, timeout=1000):
        card.replace.click()
    screen.set_view(appeals_view(may_replace=False))
    assert not card.replace.isVisible()
    assert not card.doubts.isVisible()


def test_an_appeals_tab_without_finished_tests_says_what_will_stand_here(window: QStackedWidget) -> None:
    screen = AppealsScreen(EN, AppealsView((), may_replace=True))
    put(window, screen)
    assert screen.nobody.isVisible()
    assert "one hour to file an appeal" in screen.nobody.words
    screen.start_focus()
    assert screen.commission.enter.hasFocus()


def test_enter_on_a_candidate_leads_to_the_first_act_and_it_is_asked_for(
    window: QStackedWidget, qtbot: QtBot
) -> None:
    screen = AppealsScreen(EN, appeals_view("C0003"))
    put(window, screen)
    heard: list[str] = []
    screen.filing_wanted.connect(heard.append)
    screen.start_focus()
    qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    assert screen.panel.buttons["file"].hasFocus()
    qtbot.keyClick(screen.panel.buttons["file"], Qt.Key.Key_Return)
    assert heard == ["C0003"]


def test_the_acts_name_the_candidate_and_the_paper(window: QStackedWidget) -> None:
    screen = AppealsScreen(EN, appeals_view("C0001"))
    put(window, screen)
    heard: list[tuple[object, ...]] = []
    for signal in (screen.print_asked, screen.copy_asked, screen.review_wanted, screen.unseen_wanted):
        signal.connect(lambda *values: heard.append(values))
    for act in ("print_application", "review", "unseen"):
        screen.panel.buttons[act].click()
    screen.set_view(appeals_view("C0008"))
    screen.panel.buttons["copy_protocol"].click()
    assert heard == [("C0001", "application", ""), ("C0001",), ("C0001",), ("C0008", "protocol")]


def test_R_26_2_a_failed_print_is_repeated_with_its_reason_only(window: QStackedWidget) -> None:
    screen = AppealsScreen(EN, appeals_view("C0008"))
    put(window, screen)
    heard: list[tuple[object, ...]] = []
    screen.print_asked.connect(lambda *values: heard.append(values))
    screen.panel.buttons["repeat_protocol"].click()
    asked = dialog(window, ReasonDialog)
    assert isinstance(asked, ReasonDialog)
    asked.answer("ok")
    assert heard == []
    asked.picker.ticks["jam"].click()
    asked.answer("ok")
    assert heard[0][:2] == ("C0008", "protocol")
    assert heard[0][2]


def test_without_a_printer_the_papers_are_saved(window: QStackedWidget) -> None:
    screen = AppealsScreen(EN, appeals_view("C0007", printers=(), printer=""))
    put(window, screen)
    assert screen.panel.no_printer.isVisible()
    assert not screen.panel.buttons["print_protocol"].isEnabled()
    screen.panel.buttons["save_protocol"].click()
    asked = dialog(window, FileChooser)
    assert isinstance(asked, FileChooser)
    assert asked.name.text == "AP-02-07-2026-0001.pdf"
    asked.answer("cancel")


def test_R_36_1_a_decided_appeal_says_how_long_its_papers_are_kept(window: QStackedWidget) -> None:
    screen = AppealsScreen(EN, appeals_view("C0008"))
    put(window, screen)
    rows = dict(screen.panel.facts.rows)
    assert rows["Keep the papers until"] == "22.11.2027"
    assert rows["Decision"] == "Points corrected: 58 → 59"
    assert rows["Appeal protocol №"] == "AP-02-07-2026-0001"


def test_after_the_session_is_closed_nothing_is_filed_any_more() -> None:
    view = appeals_view(is_open=False)
    assert acts_for(appeals()[4], view) == ()
    assert "save_protocol" in acts_for(appeals()[6], view)


def test_R_27_3_the_close_tab_says_when_the_last_hour_ends_and_which_applications_wait(
    window: QStackedWidget,
) -> None:
    screen = CloseScreen(EN, CloseView(SETTLED, (), opened_ms=NOW, appeals=appeals()))
    put(window, screen)
    assert not screen.close_session.isEnabled()
    assert "the last minute is 10:34" in screen.state.words
    assert "A-02-07-2026-0003, A-02-07-2026-0004" in screen.state.words
    decided = appeals()[6:]
    screen.set_view(CloseView(SETTLED, (), opened_ms=NOW, appeals=decided))
    assert screen.close_session.isEnabled()
    running = (replace(decided[0], minutes_left=1, until_ms=NOW + MINUTE),)
    screen.set_view(CloseView(SETTLED, (), opened_ms=NOW, appeals=running))
    assert not screen.close_session.isEnabled()


@pytest.mark.parametrize("size", SIZES[:3], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_no_column_of_the_appeals_is_cut_and_the_first_act_is_in_sight(
    qtbot: QtBot, language: str, size: tuple[int, int]
) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    shown = render(application, screens()["appeals"], texts_for(language), size, Look())
    qtbot.addWidget(shown)
    for table in shown.findChildren(DeskTable):
        assert not table.isVisible() or table.horizontalScrollBar().maximum() == 0
    first = next(
        button
        for button in shown.findChildren(QPushButton)
        if button.isVisible() and button.text() == texts_for(language).get("Print the application")
    )
    assert first.mapTo(shown, first.rect().bottomLeft()).y() <= size[1]


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_R_34_1_the_session_tab_warns_while_no_commission_is_entered(qtbot: QtBot, language: str) -> None:
    screen = SessionScreen(texts_for(language), SessionView(replace(SESSION, has_commission=False)))
    qtbot.addWidget(screen)
    assert not screen.no_commission.isHidden()
    screen.set_view(SessionView(replace(SESSION, has_commission=True)))
    assert screen.no_commission.isHidden()
