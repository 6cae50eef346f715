"""Questions of the appeals tab: nothing goes out before everything is there, and a refusal loses nothing typed."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QStackedWidget
from pytestqt.qtbot import QtBot

from resources.texts import texts_for
from station.domain.appeal import Decision
from station.domain.errors import Reason, StationError
from station.services.commission import Attendance
from station.services.review import Presence
from station.ui.proctor.appeal_dialogs import Filing, FilingDialog, ReviewDialog, UnseenDialog
from station.ui.proctor.attendance import AttendancePicker
from station.ui.proctor.fields import Field
from station.ui.proctor.standing_dialog import StandingDialog
from station.ui.reasons import words_of_error
from tests.gui.desk_samples import COMMISSION, appeals
from tests.gui.test_desk_screens import window

__all__ = ["window"]

EN = texts_for("en")
MEMBERS = COMMISSION.members
CHAIR = MEMBERS[0].name
CODE, PAPER = "4827 7130 6467", "7kq4-m9td-2fhx"


def fault(field: Field) -> str:
    """What stands under a field, "" where nothing is wrong."""
    return field._fault.words if field._fault.isVisibleTo(field) else ""


def beneath(asked: StandingDialog) -> str:
    """What stands under all fields."""
    return asked._fault.words if asked._fault.isVisibleTo(asked) else ""


def refuse(asked: StandingDialog, error: StationError) -> None:
    asked.refuse(error, words_of_error(EN, error))


# --- filing ---


def filing(window: QStackedWidget, chair: str = "") -> tuple[FilingDialog, list[Filing]]:
    asked = FilingDialog(window, EN, appeals()[3], "10:34", chair)
    heard: list[Filing] = []
    asked.given.connect(heard.append)
    asked.open()
    return asked, heard


def test_R_33_1_an_application_needs_the_document_the_own_code_and_the_own_paper(
    window: QStackedWidget, qtbot: QtBot
) -> None:
    asked, heard = filing(window)
    assert asked.seen.hasFocus()
    asked.answer("ok")
    assert "identity document" in beneath(asked)
    qtbot.keyClick(asked.seen, Qt.Key.Key_Space)
    asked.answer("ok")
    assert "types the own code" in fault(asked.code)
    assert asked.code.line.hasFocus()
    qtbot.keyClicks(asked.code.line, CODE)
    qtbot.keyClick(asked.code.line, Qt.Key.Key_Return)
    assert asked.paper.line.hasFocus()
    assert heard == []
    qtbot.keyClicks(asked.paper.line, PAPER)
    qtbot.keyClick(asked.paper.line, Qt.Key.Key_Return)
    assert heard == [Filing(CODE, PAPER, "")]
    assert asked.isVisible()
    asked.done()
    assert not asked.isVisible()


def test_the_candidates_code_is_masked_and_the_printed_code_is_not(window: QStackedWidget) -> None:
    asked, _heard = filing(window)
    assert asked.code.line.echoMode() is QLineEdit.EchoMode.Password
    assert asked.paper.line.echoMode() is QLineEdit.EchoMode.Normal


def typed(asked: FilingDialog) -> None:
    asked.seen.setChecked(True)
    asked.code.set_text(CODE)
    asked.paper.set_text(PAPER)
    asked.ground.area.setPlainText("Баллым туура эсептелген эмес")


@pytest.mark.parametrize(
    ("reason", "name"),
    [(Reason.APPEAL_NOT_OWN, "code"), (Reason.CODE_DIGITS, "code"), (Reason.APPEAL_PAPER_CODE, "paper")],
)
def test_R_33_1_a_refusal_is_said_at_its_field_and_what_was_typed_is_kept(
    window: QStackedWidget, reason: Reason, name: str
) -> None:
    asked, heard = filing(window)
    typed(asked)
    asked.answer("ok")
    assert len(heard) == 1
    refuse(asked, StationError(reason))
    field = getattr(asked, name)
    assert words_of_error(EN, StationError(reason)).happened in fault(field)
    assert field.line.hasFocus()
    assert asked.ground.text == "Баллым туура эсептелген эмес"
    assert asked.paper.text == PAPER
    assert asked.code.text == ("" if name == "code" else CODE)


def test_while_the_service_checks_neither_enter_nor_escape_is_heard(window: QStackedWidget) -> None:
    asked, heard = filing(window)
    typed(asked)
    asked.answer("ok")
    asked.answer("ok")
    asked.answer("cancel")
    assert len(heard) == 1
    assert asked.isVisible()
    assert "One moment" in beneath(asked)
    asked.dismiss()  # the desk locks all the same
    assert not asked.isVisible()


def test_R_33_2_a_late_application_needs_the_chairs_passphrase_and_written_reason(window: QStackedWidget) -> None:
    asked, heard = filing(window, CHAIR)
    typed(asked)
    asked.answer("ok")
    assert fault(asked.secret)
    asked.secret.set_text("1111 1111")
    asked.answer("ok")
    assert asked.reason.area.hasFocus()
    asked.reason.area.setPlainText("Медициналык жардам алган")
    asked.answer("ok")
    assert heard == [
        Filing(CODE, PAPER, "Баллым туура эсептелген эмес", "1111 1111", "Медициналык жардам алган")
    ]  # fmt: skip
    refuse(asked, StationError(Reason.PASSPHRASE_WRONG, member="K1"))
    assert asked.secret.text == ""
    assert fault(asked.secret)


# --- the review ---


def attend(people: AttendancePicker) -> None:
    """Chair and first member type, the third is there, the fourth is not."""
    people.chair_secret.set_text("1111 1111")
    people.secret.set_text("2222 2222")
    people.rows["K3"].present.setChecked(True)
    people.rows["K4"].absent.setChecked(True)
    people.rows["K4"].reason.set_text("ооруп калды")


ATTENDED = Attendance("1111 1111", "K2", "2222 2222", ("K1", "K2", "K3"), {"K4": "ооруп калды"})


def review(window: QStackedWidget) -> tuple[ReviewDialog, list[tuple[object, ...]]]:
    asked = ReviewDialog(window, EN, appeals()[0], MEMBERS, "Касымова А. Т.")
    heard: list[tuple[object, ...]] = []
    asked.given.connect(lambda *values: heard.append(values))
    asked.open()
    return asked, heard


def test_R_35_1_a_review_asks_for_both_passphrases_and_a_mark_for_everybody(window: QStackedWidget) -> None:
    asked, heard = review(window)
    people = asked.people
    assert people.chair_secret.line.hasFocus()
    assert "At the screen: Касымова А. Т." in asked.text_label.text()
    asked.answer("ok")
    assert fault(people.chair_secret)
    people.chair_secret.set_text("1111 1111")
    asked.answer("ok")
    assert fault(people.secret)
    people.secret.set_text("2222 2222")
    asked.answer("ok")
    assert "Mark each of the other members" in beneath(asked)
    people.rows["K3"].present.setChecked(True)
    people.rows["K4"].absent.setChecked(True)
    asked.answer("ok")
    assert people.rows["K4"].reason.isVisible()
    assert fault(people.rows["K4"].reason)
    assert heard == []
    people.rows["K4"].reason.set_text("ооруп калды")
    asked.code.set_text(CODE)
    asked.answer("ok")
    assert heard == [(ATTENDED, Presence(CODE))]


def test_R_35_1_without_the_candidates_code_the_service_is_asked_and_refuses_at_the_field(
    window: QStackedWidget,
) -> None:
    asked, heard = review(window)
    attend(asked.people)
    asked.answer("ok")
    assert heard == [(ATTENDED, Presence(""))]
    refuse(asked, StationError(Reason.KEY_WITHOUT_CANDIDATE))
    assert "in the candidate's presence only" in fault(asked.code)
    assert asked.people.value == ATTENDED


def test_R_35_1_the_chairs_mark_of_presence_needs_its_reason(window: QStackedWidget) -> None:
    asked, heard = review(window)
    attend(asked.people)
    asked.by_chair.click()
    assert not asked.code.isVisible()
    asked.answer("ok")
    assert heard == []
    asked.reason.set_text("талону жоголгон")
    asked.answer("ok")
    assert heard == [(ATTENDED, Presence(reason="талону жоголгон"))]


@pytest.mark.parametrize(("member", "name"), [("K1", "chair_secret"), ("K2", "secret")])
def test_a_wrong_passphrase_is_said_to_the_one_who_typed_it(window: QStackedWidget, member: str, name: str) -> None:
    asked, _heard = review(window)
    attend(asked.people)
    asked.answer("ok")
    refuse(asked, StationError(Reason.PASSPHRASE_WRONG, member=member))
    field, other = getattr(asked.people, name), asked.people.secret if member == "K1" else asked.people.chair_secret
    assert field.text == ""
    assert "passphrase is wrong" in fault(field)
    assert other.text
    assert not fault(other)


def test_any_member_may_confirm_and_the_others_are_marked(window: QStackedWidget) -> None:
    asked, heard = review(window)
    attend(asked.people)
    select = asked.people.who.select
    select.setCurrentIndex(select.findData("K3"))
    select.activated.emit(select.currentIndex())
    assert not asked.people.rows["K3"].isVisible()
    assert asked.people.rows["K2"].isVisible()
    asked.answer("ok")
    assert heard == []
    asked.people.rows["K2"].present.setChecked(True)
    asked.code.set_text(CODE)
    asked.answer("ok")
    assert heard[0][0] == replace(ATTENDED, member="K3")


# --- without consideration ---


def test_R_35_6_without_consideration_needs_ground_reason_commission_and_votes(window: QStackedWidget) -> None:
    asked = UnseenDialog(window, EN, appeals()[0], MEMBERS, "Касымова А. Т.")
    heard: list[tuple[object, ...]] = []
    asked.given.connect(lambda *values: heard.append(values))
    asked.open()
    assert list(asked.grounds) == ["absent", "out_of_scope"]  # it came within the hour
    asked.answer("ok")
    assert "Choose the ground" in beneath(asked)
    asked.grounds["absent"].click()
    asked.answer("ok")
    assert asked.reason.area.hasFocus()
    asked.reason.area.setPlainText("Талапкер келген жок")
    asked.answer("ok")
    assert fault(asked.people.chair_secret)
    attend(asked.people)
    asked.answer("ok")
    assert "votes of those present, 3" in beneath(asked)
    asked.votes_for.box.setValue(1)
    asked.votes_against.box.setValue(2)
    asked.answer("ok")
    assert "majority" in beneath(asked)
    assert heard == []
    asked.votes_for.box.setValue(2)
    asked.votes_against.box.setValue(1)
    asked.answer("ok")
    assert heard == [(ATTENDED, Decision("not_considered", "Талапкер келген жок", "absent", 2, 1))]


def test_only_a_late_application_can_be_left_for_its_lateness(window: QStackedWidget) -> None:
    late = replace(appeals()[0], is_in_time=False)
    assert "late" in UnseenDialog(window, EN, late, MEMBERS, "Касымова А. Т.").grounds
