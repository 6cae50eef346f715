"""Parts of the desk: chooser, times, the incident form, the slip."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStackedWidget
from pytestqt.qtbot import QtBot

from resources.texts import texts_for
from station.domain import limits
from station.ui import theme
from station.ui.proctor import choices
from station.ui.proctor.chooser import FileChooser, list_folder
from station.ui.proctor.dialogs import (
    ConfirmDialog,
    ExtendDialog,
    ReasonDialog,
    ReasonPicker,
    SecondPersonDialog,
    SignInDialog,
)
from station.ui.proctor.incident import IncidentDialog
from station.ui.proctor.slip_dialog import SlipDialog
from station.ui.proctor.table import Cell, DeskTable, Head, Row
from station.ui.proctor.when import day, day_and_hour, hour, iso_as_day, iso_of, left, moment_of
from station.ui.theme import Look
from tests.gui.desk_samples import NOW, people

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


def test_times_are_shown_and_read_in_the_offices_hours() -> None:
    assert (day(NOW, 360), hour(NOW, 360)) == ("22.11.2026", "09:54")
    assert day_and_hour(NOW, 360) == "22.11.2026, 09:54"
    assert (day(None, 360), hour(None, 0), day_and_hour(None, 0)) == ("", "", "")
    assert moment_of("22.11.2026", "9:54", 360) == NOW
    assert moment_of("29.02.2026", "09:54", 360) is None
    assert moment_of("22.11.2026", "25:00", 360) is None
    assert moment_of("", "09:54", 360) is None
    assert iso_as_day("2026-11-22") == "22.11.2026"
    assert iso_as_day("soon") == "soon"
    assert (iso_of(" 2.3.2026 "), iso_of("31.02.2026"), iso_of("")) == ("2026-03-02", "", "")


def test_remaining_time_is_rounded_up_and_never_negative() -> None:
    assert left(3_492_000) == "00:58:12"
    assert left(1) == "00:00:01"
    assert left(-5) == "00:00:00"
    assert left(None) == "—"


def test_the_chooser_goes_through_folders_by_keys_and_gives_a_path(
    window: QStackedWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "2026").mkdir()
    (tmp_path / "2026" / "тизме.xlsx").write_bytes(b"x")
    (tmp_path / "2026" / ".hidden.xlsx").write_bytes(b"x")
    (tmp_path / "notes.txt").write_bytes(b"x")
    chooser = FileChooser(window, EN, "Choose", "Read", (".xlsx",), str(tmp_path))
    chooser.open()
    heard: list[str] = []
    chooser.given.connect(heard.append)
    assert [row.id for row in chooser.table.rows] == ["..", "2026/"]
    qtbot.keyClick(chooser.table, Qt.Key.Key_Return)
    assert [row.id for row in chooser.table.rows] == ["..", "тизме.xlsx"]
    qtbot.keyClick(chooser.table, Qt.Key.Key_Return)
    assert heard == [str(tmp_path / "2026" / "тизме.xlsx")]


def test_the_chooser_saves_under_a_name_with_its_ending(window: QStackedWidget, tmp_path: Path) -> None:
    chooser = FileChooser(window, EN, "Save", "Save", (".pdf",), str(tmp_path), name="a.pdf")
    chooser.open()
    heard: list[str] = []
    chooser.given.connect(heard.append)
    chooser.name.set_text("../b")
    chooser.answer("ok")
    assert heard == []
    chooser.name.set_text("b")
    chooser.answer("ok")
    assert heard == [str(tmp_path / "b.pdf")]


def test_a_folder_that_cannot_be_read_says_so(window: QStackedWidget, tmp_path: Path) -> None:
    found = list_folder(str(tmp_path / "none"), (".xlsx",))
    assert not found.readable
    chooser = FileChooser(window, EN, "Choose", "Read", (".xlsx",), str(tmp_path / "none"))
    chooser.open()
    chooser.answer("ok")
    assert chooser.isVisible()


def test_the_incident_act_gives_its_plain_fields(window: QStackedWidget) -> None:
    asked = IncidentDialog(window, EN, people()[:3], NOW, 360, "C0002")
    asked.open()
    heard: list[dict[str, object]] = []
    asked.given.connect(heard.append)
    asked.answer("ok")
    assert heard == []
    asked.what.area.setPlainText("Жарык өчтү")
    asked.end.set_text("09:00")
    asked.answer("ok")
    assert heard == []
    asked.end.set_text("10:00")
    asked.answer("ok")
    assert heard[0] == {
        "kind": "power", "started_ms": NOW, "ended_ms": NOW + 360_000, "affected": [["C0002", None, 3492]],
        "description": "Жарык өчтү", "measures": "", "decision": "", "decision_basis": "", "signing_refused": False,
    }  # fmt: skip


def test_what_is_typed_ends_where_the_paper_ends(window: QStackedWidget) -> None:
    dialog = IncidentDialog(window, texts_for("ky"), people(), NOW, 360)
    for area in (dialog.what, dialog.measures):
        area.area.setPlainText("ү" * (limits.DESCRIPTION + 200))
        assert len(area.text) == limits.DESCRIPTION
    assert dialog.basis.line.maxLength() == limits.REASON
    for offered in choices.ALL.values():
        picker = ReasonPicker(texts_for("ky"), offered)
        assert max(len(choice.stored("ү" * picker.note.line.maxLength())) for choice in offered) <= limits.REASON


def test_a_passphrase_is_forgotten_once_given(window: QStackedWidget) -> None:
    for asked in (
        SignInDialog(window, EN, (("S1", "Касымова А. Т.", "head"),)),
        SecondPersonDialog(window, EN, (("S2", "Осмонов Б. Ж."),), "why"),
    ):
        asked.open()
        heard: list[tuple[str, str]] = []
        asked.given.connect(lambda *values, into=heard: into.append(values))
        asked.answer("ok")
        assert heard == []
        asked.secret.line.setText("алты сөз")
        asked.answer("ok")
        assert len(heard) == 1
        assert heard[0][1] == "алты сөз"
        assert asked.secret.line.text() == ""


def test_R_25_1_without_a_printer_the_slip_can_be_saved(window: QStackedWidget) -> None:
    asked = SlipDialog(window, EN, "T-02-07-2026-0010", "Кыдыралиева", (), "", "/")
    asked.open()
    assert not asked.print.isEnabled()
    assert asked.save.isEnabled()
    assert asked.state.isVisible()


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_a_question_with_fields_begins_in_the_first_and_a_plain_one_at_cancel(
    window: QStackedWidget, language: str
) -> None:
    texts = texts_for(language)
    asked = ExtendDialog(window, texts, "Касымова А. Т.")
    asked.open()
    assert QApplication.focusWidget() is asked.minutes.line
    asked.answer("cancel")
    why = ReasonDialog(window, texts, "Title", "", "Act", choices.PAUSE)
    why.open()
    assert QApplication.focusWidget() is next(iter(why.picker.ticks.values()))
    why.answer("cancel")
    plain = ConfirmDialog(window, texts, "Title", "", "Act", "danger-primary")
    plain.open()
    assert QApplication.focusWidget() is plain.button("cancel")


def test_the_size_of_a_file_is_said_in_the_readers_language(window: QStackedWidget, tmp_path: Path) -> None:
    (tmp_path / "list.xlsx").write_bytes(b"x" * 4096)
    sizes = []
    for language in ("ky", "ru", "en"):
        chooser = FileChooser(window, texts_for(language), "Choose", "Read", (".xlsx",), str(tmp_path))
        sizes.append(chooser.table.rows[-1].cells[1].text)
    assert sizes == ["4 КБ", "4 КБ", "4 KB"]


def test_a_column_is_dropped_whether_the_bar_at_the_side_is_there_or_not(qtbot: QtBot) -> None:
    """Else the bar would drop a column, the names unwrap, the bar go, the column come back, without an end."""
    table = DeskTable()
    qtbot.addWidget(table)
    table.set_heads([Head("Seat"), Head("Candidate", 13, 3), Head("Finished", drop=1)])
    hidden = {}
    for count in (1, 30):
        table.set_rows([Row(str(n), (Cell("01"), Cell("Асанова Гүлмира"), Cell("09:34"))) for n in range(count)])
        table.show()
        for width in range(200, 420):
            table.resize(width, 300)
            QApplication.processEvents()
            hidden[count, width] = table.isColumnHidden(2)
    assert all(hidden[1, width] == hidden[30, width] for width in range(200, 420))
    assert {hidden[1, width] for width in range(200, 420)} == {True, False}
