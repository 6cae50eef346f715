"""Where the keys go at the desk: an act that is done hands them to the next one, never to a dangerous neighbour."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QStackedWidget
from pytestqt.qtbot import QtBot

from resources.texts import texts_for
from station.domain.hall import Standing
from station.ui import theme
from station.ui.proctor.admission import AdmissionScreen, AdmissionView
from station.ui.proctor.facts import Facts
from station.ui.proctor.hall import HallScreen, HallView
from station.ui.proctor.slip_dialog import SlipDialog
from station.ui.proctor.unlock import UnlockScreen
from station.ui.theme import Look
from tests.gui.desk_samples import UNLOCK, people

EN = texts_for("en")


@pytest.fixture
def window(qtbot: QtBot) -> QStackedWidget:
    """A dressed window that has the keys."""
    made = QStackedWidget()
    theme.apply(made, Look())
    made.resize(1366, 768)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_after_the_document_is_marked_the_keys_are_at_the_code(window: QStackedWidget) -> None:
    came = next(line for line in people() if line.standing is Standing.CAME)
    screen = AdmissionScreen(EN, AdmissionView((replace(came, standing=Standing.LISTED),), chosen=came.id))
    window.addWidget(screen)
    screen.card.start_focus()
    assert QApplication.focusWidget() is screen.card.buttons["seen"]
    screen.set_view(AdmissionView((came,), chosen=came.id))
    assert QApplication.focusWidget() is screen.card.buttons["issue"]


def test_after_a_test_is_resumed_the_keys_are_at_the_pause(window: QStackedWidget) -> None:
    running = next(line for line in people() if line.standing is Standing.IN_PROGRESS)
    screen = HallScreen(EN, HallView((replace(running, standing=Standing.PAUSED),), running.id))
    window.addWidget(screen)
    screen.panel.start_focus()
    assert QApplication.focusWidget() is screen.panel.buttons["resume"]
    screen.set_view(HallView((running,), running.id))
    assert QApplication.focusWidget() is screen.panel.buttons["pause"]


def test_an_act_elsewhere_does_not_pull_the_keys_out_of_the_search(window: QStackedWidget) -> None:
    came = next(line for line in people() if line.standing is Standing.CAME)
    screen = AdmissionScreen(EN, AdmissionView((replace(came, standing=Standing.LISTED),), chosen=came.id))
    window.addWidget(screen)
    screen.start_focus()
    screen.set_view(AdmissionView((came,), chosen=came.id))
    assert QApplication.focusWidget() is screen.query.line


@pytest.mark.parametrize("printers", [("HallPDF",), ()])
def test_a_second_enter_never_puts_the_code_away_unprinted(window: QStackedWidget, printers: tuple[str, ...]) -> None:
    asked = SlipDialog(window, EN, "T-02-07-2026-0010", "Name", printers, "", "/")
    asked.open()
    assert QApplication.focusWidget() is (asked.print if printers else asked.save)


def test_a_fact_stands_nearer_to_its_own_name_than_to_the_next(window: QStackedWidget) -> None:
    facts = Facts()
    window.addWidget(facts)
    facts.set_rows([("First", "one"), ("Second", "two")])
    facts.setMaximumWidth(300)
    QApplication.processEvents()
    (first, one), (second, _two) = facts._rows
    assert one.y() >= first.y() + first.height()
    gap = second.y() + second.contentsMargins().top() - (one.y() + one.height())
    assert gap > one.y() - (first.y() + first.height())


def test_an_unconfirmed_clock_takes_the_keys_to_its_answer(window: QStackedWidget) -> None:
    screen = UnlockScreen(EN, UNLOCK)
    window.addWidget(screen)
    screen.start_focus()
    screen.secret.set_text("3647 3504")
    screen.unlock.click()
    assert QApplication.focusWidget() is screen.right
