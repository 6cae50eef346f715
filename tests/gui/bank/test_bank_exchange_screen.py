"""Exchange on the desk: a PC is believed after its fingerprint was compared; what a bundle brings is seen before."""

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from resources.texts import texts_for
from station.services.bank.facts import IntroductionLook
from station.ui.bank.exchange_dialogs import BundleDialog, PeerDialog
from station.ui.bank.exchange_screen import ExchangeScreen
from station.ui.proctor.chooser import FileChooser, Folder
from tests.gui.bank import work_samples as s
from tests.gui.seat import Key, click, open_dialog, press, sit, words_of

EN = texts_for("en")
LOOK = IntroductionLook("5", "11111 22222 33333 44444 55555 66666", "Bank", False)


@pytest.fixture
def screen(qtbot: QtBot) -> ExchangeScreen:
    made = ExchangeScreen(EN, s.EXCHANGE)
    sit(qtbot, made, height=1800)
    return made


def test_this_pc_shows_its_fingerprint_to_be_read_aloud(screen: ExchangeScreen) -> None:
    assert screen.own.text() == s.FINGERPRINT
    assert "This PC: 2" in words_of(screen)


def test_a_pc_is_added_only_once_its_fingerprint_was_compared(screen: ExchangeScreen) -> None:
    heard: list[object] = []
    screen.peer_confirmed.connect(heard.append)
    screen.ask_peer(LOOK)
    dialog = open_dialog(screen.window())
    assert isinstance(dialog, PeerDialog)
    assert LOOK.fingerprint in words_of(dialog)
    click(dialog.button("ok"))
    assert heard == []
    assert "Compare the fingerprint first." in words_of(dialog)
    dialog.same.setFocus()
    press(Key.Key_Space)
    click(dialog.button("ok"))
    assert heard == [LOOK]


def test_a_key_file_is_chosen_and_this_pcs_own_is_saved(screen: ExchangeScreen) -> None:
    chosen: list[str] = []
    screen.key_file_chosen.connect(chosen.append)
    click(screen.add)
    chooser = open_dialog(screen.window())
    assert isinstance(chooser, FileChooser)
    chooser._look = lambda path: Folder(path, (), (("pc-3.kgtk", 400),))
    chooser.go(s.START)
    press(Key.Key_Return)
    saved: list[str] = []
    screen.own_key_asked.connect(saved.append)
    click(screen.save_key)
    click(open_dialog(screen.window()).button("ok"))
    assert (chosen, saved) == ([f"{s.START}/pc-3.kgtk"], [f"{s.START}/pc-2.kgtk"])


def test_a_bundle_is_made_for_one_pc_of_everything_or_of_the_chosen_questions(screen: ExchangeScreen) -> None:
    heard: list[tuple[str, bool, str]] = []
    screen.bundle_asked.connect(lambda peer, chosen, path: heard.append((peer, chosen, path)))
    screen.peers.setFocus()
    press(Key.Key_Down, Key.Key_Return)
    dialog = open_dialog(screen.window())
    assert isinstance(dialog, BundleDialog)
    assert dialog.peer.select.value == "a3"
    click(dialog.some)
    click(dialog.button("ok"))
    click(open_dialog(screen.window()).button("ok"))
    assert heard == [("a3", True, f"{s.START}/2-3.kgtb")]


def test_without_chosen_questions_only_everything_can_be_sent(screen: ExchangeScreen) -> None:
    screen.set_view(replace(s.EXCHANGE, chosen=0))
    click(screen.make)
    dialog = open_dialog(screen.window())
    assert isinstance(dialog, BundleDialog)
    assert not dialog.some.isEnabled()
    assert dialog.all.isChecked()
    press(Key.Key_Escape)


def test_a_pc_is_removed_after_a_question(screen: ExchangeScreen) -> None:
    heard: list[str] = []
    screen.peer_removal_asked.connect(heard.append)
    click(screen.remove)
    press(Key.Key_Escape)
    assert heard == []
    click(screen.remove)
    click(open_dialog(screen.window()).button("ok"))
    assert heard == ["a1"]


def test_what_a_bundle_brings_is_seen_before_it_is_taken_in(screen: ExchangeScreen) -> None:
    assert not screen.bundle.take.isVisible()
    screen.set_view(replace(s.EXCHANGE, look=s.BUNDLE))
    facts = dict(screen.bundle.facts.rows)
    assert facts["New questions"] == "2: S2-0044, S2-0045"
    assert (facts["New versions"], facts["Decisions that count"]) == ("3", "11")
    assert "An earlier bundle was never taken in" in words_of(screen)
    late = screen.bundle.late.rows
    assert [cell.text for cell in late[0].cells][:3] == ["S2-0012", "1", "Approved"]
    heard: list[str] = []
    screen.take_asked.connect(lambda: heard.append("take"))
    click(screen.bundle.take)
    assert heard == ["take"]


def test_a_refused_bundle_says_why_and_cannot_be_taken_in(screen: ExchangeScreen) -> None:
    screen.set_view(replace(s.EXCHANGE, refusal="The bundle was made for another computer."))
    assert "The bundle was made for another computer." in words_of(screen)
    assert not screen.bundle.take.isVisible()


def test_both_contents_of_a_conflict_stand_beside_each_other(screen: ExchangeScreen) -> None:
    asked: list[str] = []
    screen.conflict_chosen.connect(asked.append)
    screen.conflicts.table.setFocus()
    press(Key.Key_Down)
    assert asked[-1:] == ["S2-0041"] or asked[-1:] == ["S4-0100"]
    screen.set_view(replace(s.EXCHANGE, conflict=s.CONFLICT))
    assert "Кто утверждает форму теста?" in screen.conflicts.stands.plain_text
    assert "Техническая комиссия" in screen.conflicts.aside.plain_text
    assert "written at the PC 3" in words_of(screen)


@pytest.mark.parametrize("how", ["keep", "take"])
def test_a_conflict_is_settled_one_way_or_the_other_after_a_question(screen: ExchangeScreen, how: str) -> None:
    screen.set_view(replace(s.EXCHANGE, conflict=s.CONFLICT))
    heard: list[tuple[object, str]] = []
    screen.settled.connect(lambda conflict, what: heard.append((conflict, what)))
    click(screen.conflicts.keep if how == "keep" else screen.conflicts.take)
    click(open_dialog(screen.window()).button("ok"))
    assert heard == [(s.CONFLICT, how)]


def test_only_a_custodian_exchanges(screen: ExchangeScreen) -> None:
    screen.set_view(replace(s.EXCHANGE, may_exchange=False, look=s.BUNDLE, conflict=s.CONFLICT))
    for button in (screen.make, screen.add, screen.remove, screen.bundle.take, screen.conflicts.keep):
        assert not button.isEnabled()
    assert "Only a custodian of the bank exchanges with other PCs." in words_of(screen)
    screen.peers.setFocus()
    QTest.keyClick(screen.peers, Key.Key_Return)
    assert not any(dialog.isVisible() for dialog in screen.window().findChildren(BundleDialog))
