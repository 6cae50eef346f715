"""Two versions side by side, and the words of which they differ."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStackedWidget
from pytestqt.qtbot import QtBot

from question_bank.model import Bilingual, Kind
from resources.texts import texts_for
from station.ui.bank.compare_screen import CompareScreen, DiffText
from station.ui.bank.version_diff import differences
from station.ui.bank.word_diff import as_html, pieces
from station.ui.theme import CALM, Look
from tests.gui.bank.samples import COMPARED, OLDER, PLAIN, RICH, picture
from tests.gui.bank.typing import lost
from tests.gui.bank_gallery import PLANS, render, screens


@given(st.text("аб в.\n", max_size=30), st.text("аб в.\n", max_size=30))
def test_each_side_keeps_its_whole_text_and_the_unchanged_parts_are_the_same(before: str, after: str) -> None:
    left, right = pieces(before, after)
    assert "".join(piece.text for piece in left) == before
    assert "".join(piece.text for piece in right) == after
    same = ["".join(piece.text for piece in side if not piece.is_changed) for side in (left, right)]
    assert same[0] == same[1]


def test_a_difference_is_told_by_colour_and_by_sign_and_escaped() -> None:
    left, right = pieces("эки <b> сөз", "үч <b> сөз")
    assert as_html(left, "#a00", "#fee", "line-through") == (
        '<span style="color:#a00;background-color:#fee;text-decoration:line-through">эки</span> &lt;b&gt; сөз'
    )
    assert "underline" in as_html(right, "#0a0", "#efe", "underline")


def test_every_field_that_differs_is_named() -> None:
    found = {(diff.name, diff.language, diff.letter) for diff in differences(OLDER, PLAIN) if not diff.is_equal}
    assert found == {
        ("Question", "ky", ""), ("Question", "ru", ""), ("Option {letter}", "ky", "В"), ("Option {letter}", "ru", "В"),
        ("Key", "", ""), ("Order of the options", "", ""), ("Difficulty", "", ""),
    }  # fmt: skip
    key = next(diff for diff in differences(OLDER, PLAIN) if diff.name == "Key")
    assert (key.before, key.after) == ("А", "Г")


def test_everything_else_of_a_question_is_compared_too() -> None:
    other = replace(
        PLAIN, section="S2", topic="Башка", kind=Kind.MULTIPLE, source=Bilingual("а", "б"), enemies=frozenset({"S1-9"}),
        notes=Bilingual("а", "б"), pictures=(picture(),),
    )  # fmt: skip
    found = {diff.name for diff in differences(PLAIN, other) if not diff.is_equal}
    assert found == {
        "Section", "Topic", "How many answers are right", "Source", "Must not stand in one paper with",
        "Notes for the commission", "Pictures",
    }  # fmt: skip
    assert all(diff.is_equal for diff in differences(PLAIN, PLAIN))


def test_another_formatting_of_the_same_words_is_told() -> None:
    bold = replace(
        RICH, stem=replace(RICH.stem, ky=RICH.stem.ky.replace("<b>үч", "<i>үч").replace("тын</b>", "тын</i>"))
    )
    (found,) = [diff for diff in differences(RICH, bold) if not diff.is_equal]
    assert (found.language, found.note) == ("ky", "Only the formatting differs.")


@pytest.fixture
def screen(window: QStackedWidget) -> CompareScreen:
    made = CompareScreen(texts_for("ky"), COMPARED)
    window.addWidget(made)
    window.setCurrentWidget(made)
    QApplication.processEvents()
    return made


def test_the_left_side_strikes_out_and_the_right_side_underlines(screen: CompareScreen) -> None:
    sides = screen.rows[0][1].findChildren(DiffText)
    assert CALM.danger in sides[0].text()
    assert "line-through" in sides[0].text()
    assert CALM.ok in sides[1].text()
    assert "underline" in sides[1].text()
    assert sides[0].accessibleName().startswith("Мурда: ")


def test_equal_fields_are_shown_on_demand(screen: CompareScreen) -> None:
    few = len(screen.told)
    screen.all.setFocus()
    QTest.keyClick(screen.all, Qt.Key.Key_Space)
    assert len(screen.told) > few
    assert any(diff.name == "Source" for diff in screen.told)


def test_two_other_versions_are_wanted_the_older_one_first(screen: CompareScreen) -> None:
    wanted: list[tuple[int, int]] = []
    screen.versions_wanted.connect(lambda old, new: wanted.append((old, new)))
    screen.set_view(replace(COMPARED, versions=(*COMPARED.versions, (3, "3"))))
    screen.left.select.setFocus()
    QTest.keyClick(screen.left.select, Qt.Key.Key_End)
    QTest.keyClick(screen.left.select, Qt.Key.Key_Up)
    assert wanted == [(2, 3)]
    assert screen.left.select.value == "1"  # until they are there; a version beside itself says nothing


def test_escape_leads_back(screen: CompareScreen) -> None:
    left: list[None] = []
    screen.back.connect(lambda: left.append(None))
    QTest.keyClick(screen.leave, Qt.Key.Key_Escape)
    assert left == [None]


def test_equal_versions_are_called_equal(screen: CompareScreen) -> None:
    screen.set_view(replace(COMPARED, before=replace(PLAIN, version=1)))
    assert screen.nothing.isVisible()
    assert screen.told == ()


@pytest.mark.parametrize(("language", "size"), PLANS, ids=str)
def test_the_comparison_loses_nothing(qtbot: QtBot, language: str, size: tuple[int, int]) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    window = render(application, screens()["compare-all"], texts_for(language), size, Look())
    qtbot.addWidget(window)
    assert lost(window, size) == []
