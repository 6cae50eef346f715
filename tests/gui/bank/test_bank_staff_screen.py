"""The people of the bank on the desk: enrolled by a custodian, each passphrase seen once (R-24.1, R-24.2)."""

import pytest
from pytestqt.qtbot import QtBot

from question_bank.workflow import FourEyes, Role
from resources.texts import texts_for
from station.ui.bank.staff_dialogs import PassphraseDialog, PersonDialog
from station.ui.bank.staff_screen import StaffScreen, StaffView
from tests.gui.bank import work_samples as s
from tests.gui.bank.typing import type_words
from tests.gui.seat import Key, click, open_dialog, press, sit, words_of

EN = texts_for("en")


@pytest.fixture
def screen(qtbot: QtBot) -> StaffScreen:
    made = StaffScreen(EN, StaffView(s.PEOPLE, "P4", True))
    sit(qtbot, made)
    return made


def test_a_person_is_enrolled_by_keys_alone(screen: StaffScreen) -> None:
    heard: list[tuple[str, object]] = []
    screen.enrol_asked.connect(lambda name, roles: heard.append((name, roles)))
    screen.enrol.setFocus()
    press(Key.Key_Return)
    dialog = open_dialog(screen.window())
    assert isinstance(dialog, PersonDialog)
    type_words(dialog.name.line, "Абдыкадыров  Бакыт")
    press(Key.Key_Tab, Key.Key_Space)
    dialog.name.line.setFocus()
    press(Key.Key_Return)
    assert heard == [("Абдыкадыров Бакыт", frozenset({Role.AUTHOR}))]


def test_a_person_needs_a_name_of_the_own_and_a_role(screen: StaffScreen) -> None:
    click(screen.enrol)
    dialog = open_dialog(screen.window())
    assert isinstance(dialog, PersonDialog)
    click(dialog.button("ok"))
    assert "Write the full name." in words_of(dialog)
    type_words(dialog.name.line, s.PEOPLE[0].name.upper())
    click(dialog.button("ok"))
    assert "A person of this name is enrolled already." in words_of(dialog)
    type_words(dialog.name.line, " (2)")
    click(dialog.button("ok"))
    assert "Choose at least one role." in words_of(dialog)
    press(Key.Key_Escape)


def test_roles_are_changed_and_the_name_stays(screen: StaffScreen) -> None:
    heard: list[tuple[str, object]] = []
    screen.roles_asked.connect(lambda who, roles: heard.append((who, roles)))
    screen.table.setFocus()
    press(Key.Key_Up, Key.Key_Up, Key.Key_Up, Key.Key_Return)
    dialog = open_dialog(screen.window())
    assert isinstance(dialog, PersonDialog)
    assert dialog.name.line.isReadOnly()
    click(dialog.ticks[Role.REVIEWER])
    click(dialog.button("ok"))
    assert heard == [("P1", frozenset({Role.AUTHOR, Role.REVIEWER}))]


def test_a_new_passphrase_and_a_removal_are_asked_once_more(screen: StaffScreen) -> None:
    heard: list[tuple[str, str]] = []
    screen.passphrase_asked.connect(lambda who: heard.append(("new", who)))
    screen.removal_asked.connect(lambda who: heard.append(("gone", who)))
    screen.table.setFocus()
    press(Key.Key_Up, Key.Key_Up, Key.Key_Up)
    click(screen.remove)
    press(Key.Key_Escape)
    assert heard == []
    for button in (screen.passphrase, screen.remove):
        click(button)
        click(open_dialog(screen.window()).button("ok"))
    assert heard == [("new", "P1"), ("gone", "P1")]


def test_R_24_2_the_policy_of_four_eyes_is_on_the_screen(screen: StaffScreen) -> None:
    assert words_of(screen).count("two different persons") == 3
    screen.set_view(StaffView(s.PEOPLE, "P4", True, FourEyes(reviewer_approver=False)))
    assert "Reviewer and approver: may be one person" in words_of(screen)


def test_who_is_no_custodian_sees_the_people_and_changes_nobody(screen: StaffScreen) -> None:
    screen.set_view(StaffView(s.PEOPLE, "P1", False))
    assert not screen.enrol.isEnabled()
    assert not screen.remove.isVisible()
    screen.table.setFocus()
    press(Key.Key_Return)
    assert not any(dialog.isVisible() for dialog in screen.window().findChildren(PersonDialog))


def test_a_passphrase_is_shown_after_a_step_printed_at_wish_and_then_gone(screen: StaffScreen) -> None:
    dialog = PassphraseDialog(screen, EN, "Асел", "4827 7130")
    printed: list[tuple[str, str]] = []
    dialog.print_asked.connect(lambda name, secret: printed.append((name, secret)))
    dialog.open()
    assert "4827" not in words_of(dialog)
    click(dialog.button("next"))
    assert "4827 7130" in words_of(dialog)
    click(dialog.button("print"))
    assert printed == [("Асел", "4827 7130")]
    click(dialog.button("next"))
    assert not dialog.isVisible()
    assert dialog.secret.text() == ""


def test_a_lock_takes_the_passphrase_from_the_screen(screen: StaffScreen) -> None:
    dialog = PassphraseDialog(screen, EN, "Асел", "4827 7130")
    dialog.open()
    click(dialog.button("next"))
    dialog.dismiss()
    assert dialog.secret.text() == ""
    assert dialog.isHidden()
