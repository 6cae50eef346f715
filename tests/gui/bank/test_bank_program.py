"""The running desk of the bank: real keys, a real encrypted bank, the real services (R-24.1, R-24.2)."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from question_bank.workflow import Act, State
from station.services.bank import custody, editing, health
from station.services.bank.bank import Bank
from station.ui.bank import progress_dialog
from station.ui.bank.act_dialogs import ActDialog, DoneDialog
from station.ui.bank.editor_dialogs import LeaveDialog
from station.ui.bank.editor_screen import EditorScreen
from station.ui.bank.imports_done import UndoDialog
from station.ui.bank.list_screen import ListScreen
from station.ui.bank.progress_dialog import ProgressDialog
from station.ui.bank.sign_in import SignInScreen
from station.ui.bank.staff_dialogs import PassphraseDialog, PersonDialog
from station.ui.bank.words import STATES
from station.ui.candidate.stop_screen import StopScreen
from tests.gui.bank.bank_hall import BankHall, prepare

CSV = (
    "Бөлүм;Суроо;Вопрос;А;А (рус.);Б;Б (рус.);Ачкыч;Булак\n"
    "S1;Мугалим кимдин алдында отчёт берет?;Перед кем отчитывается учитель?;Директор;Директор;Окуучу;Ученик;А;Жобо\n"
    "S9;Жок бөлүм;Нет раздела;Ооба;Да;Жок;Нет;А;Жобо\n"
)


@pytest.fixture
def hall(qtbot: QtBot, tmp_path: Path) -> Iterator[BankHall]:
    """The sign-in of an empty bank."""
    made = BankHall(qtbot, prepare(tmp_path / "bank"))
    yield made
    made.finish()


def write(hall: BankHall) -> str:
    """Write a whole question by keys alone, in both languages, and save it; its id."""
    hall.chord(Qt.Key.Key_N)
    editor = hall.editor
    hall.until(editor.form.stems["ky"].hasFocus)
    hall.keys("Билим берүү тилин ким тандайт?", Qt.Key.Key_Tab, "Кто выбирает язык обучения?")
    options = {"ky": ("Ата-эне", "Мектеп", "Мамлекет", "Окуучу"), "ru": ("Родители", "Школа", "Государство", "Ученик")}
    for place, row in enumerate(editor.form.options.rows):
        for language in ("ky", "ru"):
            row.fields[language].setFocus()
            hall.keys(options[language][place])
    editor.form.options.rows[0].mark.setFocus()
    hall.keys(Qt.Key.Key_Space)
    for language in ("ky", "ru"):
        editor.form.facts.sources[language].line.setFocus()
        hall.keys("Закон 5" if language == "ru" else "Zakon 5")
    hall.chord(Qt.Key.Key_S)
    hall.until(lambda: not editor.is_dirty and bool(editor.question.id))
    hall.settled()
    return editor.question.id


def press(hall: BankHall, act: Act, number: str = "", date: str = "", comment: str = "") -> None:
    """An act of the editor's head, with what its dialog asks."""
    hall.click(hall.editor.head.acts[act])
    dialog = hall.dialog(ActDialog)
    if number:
        dialog.number.set_text(number)
        dialog.date.set_text(date)
    if comment:
        dialog.comment.area.setPlainText(comment)
    dialog.answer("ok")
    hall.no_dialog()
    hall.settled()


def stands(hall: BankHall, state: State) -> None:
    """Wait until the editor shows the version so."""
    hall.until(lambda: hall.editor.head.state._chip is STATES[state])


def open_first(hall: BankHall) -> EditorScreen:
    """The first question of the list, by the keys Enter and Enter."""
    screen = hall.frame.screens["questions"]
    assert isinstance(screen, ListScreen)
    hall.until(lambda: screen.table.pages.row(0) is not None)
    screen.start_focus()
    hall.keys(Qt.Key.Key_Down, Qt.Key.Key_Return)
    return hall.editor


def test_R_24_1_R_24_2_a_question_is_written_reviewed_and_approved_by_three_persons_at_one_pc(hall: BankHall) -> None:
    hall.enter("asel")
    name = write(hall)
    assert name == "S1-0001"
    preview = hall.editor.preview
    hall.until(lambda: preview._question is not None and preview._question.stem.ky == "Билим берүү тилин ким тандайт?")
    press(hall, Act.SENT)
    stands(hall, State.IN_REVIEW)
    hall.leave()
    hall.enter("bakyt")
    assert hall.desk.state.waiting == 1
    assert open_first(hall).question.id == name
    press(hall, Act.REVIEWED)
    hall.leave()
    hall.enter("chynara")
    open_first(hall)
    press(hall, Act.APPROVED, "117", "05.10.2026")
    stands(hall, State.APPROVED)
    hall.reads("Акт № 117 от 05.10.2026")
    assert not hall.editor.head.save.isVisible()
    assert hall.editor.form.stems["ky"].isReadOnly()


def test_R_24_2_an_approver_returns_a_question_to_its_author(hall: BankHall) -> None:
    hall.enter("asel")
    write(hall)
    press(hall, Act.SENT)
    hall.leave()
    hall.enter("chynara")
    open_first(hall)
    press(hall, Act.RETURNED, comment="Экинчи вариантты тактаңыз")
    stands(hall, State.DRAFT)


def test_after_the_last_waiting_question_was_decided_no_key_is_dead(hall: BankHall) -> None:
    hall.enter("asel")
    write(hall)
    press(hall, Act.SENT)
    hall.leave()
    hall.enter("bakyt")
    screen = hall.frame.screens["questions"]
    assert isinstance(screen, ListScreen)
    hall.click(screen.filters.waits)
    hall.settled()
    screen.table.setFocus()
    hall.keys(Qt.Key.Key_Space)
    screen.ask(Act.REVIEWED)
    hall.dialog(ActDialog).answer("ok")
    hall.dialog(DoneDialog)
    hall.settled()
    hall.until(lambda: not screen.table.isVisible())
    hall.keys(Qt.Key.Key_Return)
    hall.no_dialog()
    hall.tab("forms")


def test_a_wrong_passphrase_opens_nothing_and_says_so(hall: BankHall) -> None:
    hall.sign_in("asel", "9 9 9 9")
    screen = hall.sees(SignInScreen)
    hall.until(lambda: screen.message.isVisible() and screen.enter.isEnabled())
    assert hall.program.desk is None
    hall.enter("asel")


def test_after_the_first_opening_the_sign_in_names_the_people(hall: BankHall) -> None:
    hall.enter("asel")
    hall.leave()
    screen = hall.sees(SignInScreen)
    assert "Бакыт Асанов" in screen.who.select.itemText(screen.who.select.findData("bakyt"))


# --- import, undo, health, export ---


def take_in(hall: BankHall, path: Path) -> None:
    """The dry run of a file, then the act."""
    screen = hall.tab("import")
    screen.file_chosen.emit(str(path), screen.options)
    hall.settled()
    hall.until(lambda: screen.take.isVisible() and screen.take.isEnabled())


def test_a_csv_file_is_looked_through_taken_in_and_taken_back(hall: BankHall, tmp_path: Path) -> None:
    (tmp_path / "q.csv").write_text(CSV, "utf-8")
    hall.enter("asel")
    take_in(hall, tmp_path / "q.csv")
    screen = hall.frame.screens["import"]
    assert "S9" in hall.words()
    assert hall.desk.state.questions == 0  # a dry run
    hall.click(screen.take)
    hall.settled()
    hall.until(lambda: hall.desk.state.questions == 1)
    hall.until(lambda: screen.done.undo.isVisible() and screen.done.undo.isEnabled())
    hall.click(screen.done.undo)
    dialog = hall.dialog(UndoDialog)
    dialog.reason.area.setPlainText("Башка файл")
    dialog.answer("ok")
    hall.settled()
    hall.until(lambda: hall.desk.state.questions == 0)
    questions = hall.tab("questions")
    hall.until(lambda: questions.table.pages.total == 0)


def test_a_file_of_the_wrong_kind_is_refused_in_words_and_the_keys_stay(hall: BankHall, tmp_path: Path) -> None:
    (tmp_path / "q.xlsx").write_bytes(b"no table")
    hall.enter("asel")
    screen = hall.tab("import")
    screen.file_chosen.emit(str(tmp_path / "q.xlsx"), screen.options)
    hall.settled()
    hall.reads("q.xlsx")
    hall.tab("health")


def test_the_bank_is_checked_and_a_finding_leads_to_its_question(hall: BankHall) -> None:
    hall.enter("asel")
    hall.chord(Qt.Key.Key_N)
    hall.keys("Кыска")
    hall.chord(Qt.Key.Key_S)
    hall.until(lambda: bool(hall.editor.question.id))
    screen = hall.tab("health")
    hall.keys(Qt.Key.Key_Return)
    hall.settled()
    hall.until(lambda: bool(screen.table.rows))
    assert screen.run.hasFocus()
    screen.question_wanted.emit("S1-0001")
    assert hall.editor.question.stem.ky == "Кыска"
    assert hall.editor.form.notes.isVisible()


def test_the_report_of_the_check_is_saved_as_a_paper(hall: BankHall, tmp_path: Path) -> None:
    hall.enter("asel")
    write(hall)
    screen = hall.tab("health")
    hall.keys(Qt.Key.Key_Return)
    hall.settled()
    hall.until(screen.save.isEnabled)
    screen.report_asked.emit(str(tmp_path / "report.pdf"))
    hall.until((tmp_path / "report.pdf").exists)
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


def test_what_the_list_shows_is_given_out_after_its_losses_were_told(hall: BankHall, tmp_path: Path) -> None:
    hall.enter("asel")
    write(hall)
    hall.keys(Qt.Key.Key_Escape)
    hall.settled()
    screen = hall.tab("export")
    hall.until(screen.save.isEnabled)
    screen.export_asked.emit("gift", str(tmp_path / "q.gift"))
    hall.until((tmp_path / "q.gift").exists)
    assert "Билим берүү тилин" in (tmp_path / "q.gift").read_text("utf-8")


# --- long acts ---


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A check of the bank that goes on when the test says so; its bar appears at once."""
    may_go, check = threading.Event(), health.check

    def slow(*values: object) -> object:
        may_go.wait()
        return check(*values)  # type: ignore[arg-type]

    monkeypatch.setattr(progress_dialog, "APPEARS_AFTER_MS", 0)
    monkeypatch.setattr(health, "check", slow)
    yield may_go
    may_go.set()


def test_a_long_act_shows_its_bar_and_afterwards_the_keys_are_where_they_were(
    hall: BankHall, gate: threading.Event
) -> None:
    hall.enter("asel")
    screen = hall.tab("health")
    hall.keys(Qt.Key.Key_Return)
    hall.dialog(ProgressDialog)
    gate.set()
    hall.settled()
    hall.no_dialog()
    hall.until(screen.run.hasFocus)
    hall.tab("forms")


def test_a_cancelled_act_leaves_the_bank_as_it_was_and_says_so(hall: BankHall, gate: threading.Event) -> None:
    hall.enter("asel")
    hall.tab("health")
    hall.keys(Qt.Key.Key_Return)
    dialog = hall.dialog(ProgressDialog)
    hall.click(dialog.button("cancel"))
    gate.set()
    hall.settled()
    hall.reads("Отменено. База осталась прежней.")
    hall.reads("База ещё не проверялась.")


def test_the_desk_is_not_locked_in_the_middle_of_a_long_act(hall: BankHall, gate: threading.Event) -> None:
    hall.enter("asel")
    hall.tab("health")
    hall.keys(Qt.Key.Key_Return)
    hall.dialog(ProgressDialog)
    hall.desk.lock("idle")
    assert hall.program.desk is not None
    gate.set()
    hall.settled()
    hall.no_dialog()
    hall.leave()


# --- nothing typed is lost ---


def test_another_tab_asks_about_what_is_not_saved(hall: BankHall) -> None:
    hall.enter("asel")
    hall.chord(Qt.Key.Key_N)
    editor = hall.editor
    hall.keys("Сакталбаган")
    hall.chord(Qt.Key.Key_2)
    dialog = hall.dialog(LeaveDialog)
    assert editor.isVisible()
    dialog.answer("save")
    hall.until(lambda: hall.frame.tab == "import")
    hall.settled()
    assert hall.desk.state.questions == 1


def test_what_is_typed_and_not_saved_waits_for_its_writer_over_a_lock_and_is_shown_to_nobody_else(
    hall: BankHall,
) -> None:
    hall.enter("asel")
    hall.chord(Qt.Key.Key_N)
    hall.keys("Бүтпөгөн ой")
    hall.desk.lock("idle")
    hall.sees(SignInScreen)
    hall.reads("Несохранённые тексты не потеряны.")
    hall.enter("bakyt")
    assert "Бүтпөгөн ой" not in hall.words()
    hall.leave()
    hall.enter("asel")
    hall.chord(Qt.Key.Key_N)
    hall.until(lambda: hall.editor.question.stem.ky == "Бүтпөгөн ой")


def test_a_refused_save_leaves_everything_typed_where_it_stands(hall: BankHall) -> None:
    hall.enter("asel")
    name = write(hall)
    editor = hall.editor
    editor.form.stems["ky"].setFocus()
    hall.keys(" ЭМЕСПИ")
    bank = hall.program.bank
    assert bank is not None
    changed: list[object] = []
    hall.program.core.call(changed.append, changed.append, _change, bank, name)
    hall.until(lambda: bool(changed))
    hall.chord(Qt.Key.Key_S)
    hall.settled()
    hall.until(editor.told.isVisible)
    assert "ЭМЕСПИ" in editor.question.stem.ky
    assert editor.is_dirty


def _change(bank: Bank, name: str) -> str:
    """Somebody writes the question on another way than through this editor."""
    from dataclasses import replace

    from station.services.bank import finding

    found = finding.opened(bank, name)
    editing.write(bank, replace(found.question, topic="башка"), found.sha256)
    return name


def test_a_program_that_was_killed_opens_with_everything_that_was_saved(
    hall: BankHall, qtbot: QtBot, tmp_path: Path
) -> None:
    import shutil

    hall.enter("asel")
    name = write(hall)
    killed = tmp_path / "as the disk has it"
    shutil.copytree(hall.folder, killed)  # what a power cut leaves: nothing was closed
    again = BankHall(qtbot, killed)
    try:
        again.enter("asel")
        assert open_first(again).question.id == name
        assert again.editor.question.stem.ru == "Кто выбирает язык обучения?"
    finally:
        again.finish()


# --- people ---


def test_a_custodian_enrols_a_person_whose_passphrase_is_shown_once_and_works(hall: BankHall) -> None:
    hall.enter("damir")
    screen = hall.tab("staff")
    hall.click(screen.enrol)
    dialog = hall.dialog(PersonDialog)
    dialog.name.set_text("Жээнбекова Айнура")
    next(iter(dialog.ticks.values())).setChecked(True)
    dialog.answer("ok")
    shown = hall.dialog(PassphraseDialog)
    shown.answer("next")
    secret = shown.secret.text()
    shown.answer("next")
    hall.settled()
    hall.leave()
    hall.sign_in("jeenbekova", secret)
    hall.settled()
    hall.reads("Жээнбекова Айнура")


def test_who_is_no_custodian_is_told_so(hall: BankHall) -> None:
    hall.enter("asel")
    screen = hall.tab("staff")
    assert not screen.enrol.isEnabled()
    assert not hall.tab("exchange").add.isEnabled()


# --- the end ---


def test_a_fault_of_the_program_stops_it_in_words_and_is_recorded(
    hall: BankHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall.enter("asel")

    def broken(*_values: object) -> None:
        raise RuntimeError("broken on purpose")

    hall.desk.ask(broken, then=lambda _none: None)
    hall.sees(StopScreen)
    hall.reads("RuntimeError")
    bank = hall.program.bank
    assert bank is not None
    rows: list[list[str]] = []
    hall.program.core.call(rows.append, hall.program.stop, lambda: [row.act for row in bank.store.rows()])
    hall.until(lambda: bool(rows))
    assert rows[0][-1] == "program_fault"


def test_a_bank_that_somebody_has_open_is_not_opened_twice(hall: BankHall) -> None:
    bank = custody.open_bank(hall.folder, "asel", "1", lambda: 0)
    hall.sign_in("asel")
    screen = hall.sees(SignInScreen)
    hall.until(lambda: screen.message.isVisible() and screen.enter.isEnabled())
    bank.close()
    hall.enter("asel")


def test_a_folder_without_a_bank_is_refused_in_words(qtbot: QtBot, tmp_path: Path) -> None:
    made = BankHall(qtbot, tmp_path)
    try:
        made.sees(StopScreen)
    finally:
        made.finish()


@pytest.mark.parametrize("language", ["ky", "en"])
def test_every_tab_opens_in_every_language(qtbot: QtBot, tmp_path: Path, language: str) -> None:
    made = BankHall(qtbot, prepare(tmp_path / "bank"), language)
    try:
        made.enter("damir")
        for name in made.frame.screens:
            made.tab(name)
            assert made.frame.tab == name
        made.frame.language_chosen.emit("ru")
        made.settled()
        made.reads("Сотрудники")
    finally:
        made.finish()

