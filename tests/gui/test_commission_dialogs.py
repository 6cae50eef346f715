"""The commission's order and the passphrases of its members: questions over the appeals tab."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QStackedWidget
from pytestqt.qtbot import QtBot

from station.domain.appeal import Seat
from station.ui.proctor.commission_dialog import CommissionDialog, PassphraseDialog, TypedOrder
from tests.gui.test_appeal_dialogs import CHAIR, EN, MEMBERS, fault
from tests.gui.test_desk_screens import window

__all__ = ["window"]


# --- the commission ---


def commission(
    window: QStackedWidget, doubts: Sequence[str] = (), most: int = 4
) -> tuple[CommissionDialog, list[tuple[object, ...]]]:
    names = tuple(member.name for member in MEMBERS[1:])
    order = TypedOrder("14-к", "17.11.2026", CHAIR, names)
    asked = CommissionDialog(window, EN, "2026-11-22", most, lambda _seats: tuple(doubts), order)
    heard: list[tuple[object, ...]] = []
    asked.given.connect(lambda *values: heard.append(values))
    asked.open()
    return asked, heard


SEATS = (Seat(CHAIR, "chair"), *(Seat(member.name, "member") for member in MEMBERS[1:]))


def test_R_34_1_an_order_is_entered_with_number_date_chair_and_members(window: QStackedWidget) -> None:
    asked, heard = commission(window)
    asked.answer("ok")
    assert heard == [("14-к", "2026-11-17", SEATS)]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("number", "", "number of the order"),
        ("day", "17 ноября", "as 22.11.2026"),
        ("day", "31.02.2026", "as 22.11.2026"),
        ("day", "23.11.2026", "later than today"),
        ("chair", "", "name of the chair"),
    ],
)
def test_R_34_1_what_is_wrong_is_said_at_its_field(window: QStackedWidget, name: str, text: str, told: str) -> None:
    asked, heard = commission(window)
    field = getattr(asked, name)
    field.set_text(text)
    asked.answer("ok")
    assert told in fault(field)
    assert field.line.hasFocus()
    assert heard == []


def test_R_34_1_nobody_is_named_twice_and_a_chair_alone_is_no_commission(window: QStackedWidget) -> None:
    asked, heard = commission(window)
    asked.members[2].set_text(CHAIR.upper())
    asked.answer("ok")
    assert "named already" in fault(asked.members[2])
    for field in asked.members:
        field.set_text("")
    asked.answer("ok")
    assert "at least one member" in fault(asked.members[0])
    assert not fault(asked.members[2])
    assert heard == []


@pytest.mark.parametrize("most", [4, 5])
def test_R_34_1_there_is_a_line_for_every_member_that_the_policy_allows(window: QStackedWidget, most: int) -> None:
    asked, _heard = commission(window, most=most)
    assert len(asked.members) == most


def test_doubts_about_the_commission_are_shown_and_may_be_accepted(window: QStackedWidget, qtbot: QtBot) -> None:
    asked, heard = commission(window, ("proctor_of_the_hall",))
    asked.answer("ok")
    assert heard == []
    assert asked.warning.isVisible()
    assert "conducts the test in this hall" in asked.warning.words
    assert asked.accepted.hasFocus()
    qtbot.keyClick(asked.accepted, Qt.Key.Key_Space)
    asked.answer("ok")
    assert len(heard) == 1


def test_an_order_is_typed_by_keys_alone(window: QStackedWidget, qtbot: QtBot) -> None:
    asked = CommissionDialog(window, EN, "2026-11-22", 4, lambda _seats: ())
    heard: list[tuple[object, ...]] = []
    asked.given.connect(lambda *values: heard.append(values))
    asked.open()
    for text in ("14", "17.11.2026", "Osmonova G", "Isaev T", "Sadyrova N"):
        line = window.focusWidget()
        assert isinstance(line, QLineEdit)
        qtbot.keyClicks(line, text)
        qtbot.keyClick(line, Qt.Key.Key_Return)
    last = window.focusWidget()
    assert isinstance(last, QLineEdit)
    qtbot.keyClick(last, Qt.Key.Key_Return)  # an empty line: nobody else
    assert [seat.name for seat in heard[0][2]] == ["Osmonova G", "Isaev T", "Sadyrova N"]  # type: ignore[attr-defined]


# --- the passphrases ---


def test_each_passphrase_is_shown_once_and_hidden_before_the_next_person(window: QStackedWidget) -> None:
    people = tuple(replace(member, passphrase=f"secret of {member.id}") for member in MEMBERS[:2])
    asked = PassphraseDialog(window, EN, people)
    ended: list[str] = []
    asked.answered.connect(ended.append)
    asked.open()
    assert asked.who.text() == CHAIR
    assert asked.secret.text() == ""
    asked.button("next").click()
    assert asked.secret.text() == "secret of K1"
    asked.button("next").click()
    assert asked.who.text() == MEMBERS[1].name
    assert asked.secret.text() == ""
    asked.button("next").click()
    assert asked.secret.text() == "secret of K2"
    asked.button("next").click()
    assert ended == ["done"]
    assert asked.secret.text() == ""


def test_escape_does_not_throw_a_passphrase_away_and_a_locked_desk_leaves_none(
    window: QStackedWidget, qtbot: QtBot
) -> None:
    people = tuple(replace(member, passphrase="4827 7130") for member in MEMBERS[:2])
    asked = PassphraseDialog(window, EN, people)
    asked.open()
    asked.button("next").click()
    qtbot.keyClick(asked, Qt.Key.Key_Escape)
    assert asked.isVisible()
    asked.dismiss()
    assert not asked.isVisible()
    assert asked.secret.text() == ""
