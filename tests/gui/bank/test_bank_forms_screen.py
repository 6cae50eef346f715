"""Test forms on the desk: drafts edited and held against the bank, approved in two steps, never edited after."""

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from question_bank.model import Bilingual
from resources.texts import texts_for
from station.domain.form import Act
from station.domain.form_spec import FormSpec, SectionPlan
from station.ui.bank.form_dialogs import ApproveDialog, SealDialog
from station.ui.bank.form_editor import hundredths_of
from station.ui.bank.form_values import Approval, FormsView
from station.ui.bank.forms_screen import FormsScreen
from tests.gui.bank import work_samples as s
from tests.gui.bank.typing import type_words
from tests.gui.seat import Key, click, open_dialog, press, sit, words_of

EN = texts_for("en")
DRAFT = replace(s.FORMS_VIEW, chosen="form-81")


def shown(qtbot: QtBot, view: FormsView) -> FormsScreen:
    screen = FormsScreen(EN, view)
    sit(qtbot, screen, height=2000)
    return screen


def replace_text(field: object, text: str) -> None:
    line = field.line  # type: ignore[attr-defined]
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def test_a_new_form_is_typed_and_saved(qtbot: QtBot) -> None:
    screen = shown(qtbot, replace(s.FORMS_VIEW, chosen=""))
    heard: list[FormSpec] = []
    screen.save_asked.connect(heard.append)
    click(screen.new)
    editor = screen.editor
    assert editor.title_ky.line.hasFocus()
    type_words(editor.title_ky.line, "Кыска")
    type_words(editor.title_ru.line, "Короткая")
    for section, count in (("S1", "6"), ("S2", "4"), ("S3", "0")):
        replace_text(editor.sections.fields(section)[0], count)
    replace_text(editor.sections.fields("S1")[1], "2")
    fields = (editor.points, editor.minutes, editor.threshold, editor.easiest)
    for field, value in zip(fields, ("1", "20", "6", "2,5"), strict=True):
        replace_text(field, value)
    type_words(editor.order_ky.area, "Бир")
    type_words(editor.order_ru.area, "Раз")
    assert "Questions in a paper: 10. Highest possible score: 10. The threshold is 60 % of it." in words_of(screen)
    click(screen.save)
    assert heard == [
        FormSpec(
            title=Bilingual("Кыска", "Короткая"),
            sections=(SectionPlan("S1", 6, 2), SectionPlan("S2", 4), SectionPlan("S3", 0)),
            points=1, minutes=20, threshold=6, band=(250, 500), paragraphs=(Bilingual("Бир", "Раз"),),
        )
    ]  # fmt: skip


def test_a_draft_that_is_only_looked_at_is_not_changed(qtbot: QtBot) -> None:
    screen = shown(qtbot, DRAFT)
    assert screen.editor.spec == s.FORMS[1].spec
    assert not screen.is_changed
    assert not screen.save.isEnabled()


def test_a_changed_draft_is_saved_before_it_is_approved(qtbot: QtBot) -> None:
    screen = shown(qtbot, DRAFT)
    assert screen.approve.isEnabled()
    replace_text(screen.editor.minutes, "90")
    assert not screen.approve.isEnabled()
    assert "The draft was changed." in words_of(screen)
    saved: list[FormSpec] = []
    screen.save_asked.connect(saved.append)
    click(screen.save)
    assert saved == [replace(s.FORMS[1].spec, minutes=90)]
    screen.set_view(replace(DRAFT, forms=(s.FORMS[0], replace(s.FORMS[1], spec=saved[0]))))
    assert screen.approve.isEnabled()


def test_what_was_typed_is_not_lost_by_choosing_another_form(qtbot: QtBot) -> None:
    screen = shown(qtbot, DRAFT)
    heard: list[str] = []
    screen.form_chosen.connect(heard.append)
    replace_text(screen.editor.minutes, "90")
    screen.table.setFocus()
    press(Key.Key_Up)
    press(Key.Key_Escape)
    assert heard == []
    assert screen.table.chosen_id == "form-81"
    screen.table.setFocus()
    press(Key.Key_Up)
    click(open_dialog(screen.window()).button("ok"))
    assert heard == ["form-80"]


def test_R_22_1_an_approved_form_has_no_fields_and_a_copy_has_them(qtbot: QtBot) -> None:
    screen = shown(qtbot, s.FORMS_VIEW)
    assert not screen.editor.isVisible()
    assert not screen.save.isVisible()
    assert not screen.approve.isVisible()
    assert dict(screen.facts.rows)["Hash"].replace(" ", "") == s.FORMS[0].sha256
    assert dict(screen.facts.rows)["Form approved by"] == "order № 117 of 05.10.2026"
    click(screen.copy)
    assert screen.editor.isVisible()
    assert screen.editor.spec.title.ky == f"{s.SPEC.title.ky} (2)"
    assert screen.editor.spec.id == ""


def test_R_22_1_the_approval_takes_two_steps_and_names_both_acts(qtbot: QtBot) -> None:
    screen = shown(qtbot, DRAFT)
    heard: list[tuple[str, object]] = []
    screen.approve_asked.connect(lambda form, approval: heard.append((form, approval)))
    click(screen.approve)
    dialog = open_dialog(screen.window())
    assert isinstance(dialog, ApproveDialog)
    click(dialog.button("ok"))
    assert "Write the number of the act." in words_of(dialog)
    replace_text(dialog.form.number, "117")
    replace_text(dialog.form.day, "05.10.2019")
    click(dialog.same)
    replace_text(dialog.order.number, "118")
    click(dialog.button("ok"))
    assert "Write the date as 22.11.2026." in words_of(dialog)
    replace_text(dialog.order.day, "6.10.2019")
    press(Key.Key_Return)
    seal = open_dialog(screen.window())
    assert isinstance(seal, SealDialog)
    assert heard == []
    assert "order № 118 of 06.10.2019" in words_of(seal)
    click(seal.button("ok"))
    wanted = Approval(Act("order", "117", "2019-10-05"), Act("order", "118", "2019-10-06"))
    assert heard == [("form-81", wanted)]


def test_an_act_of_tomorrow_approves_nothing(qtbot: QtBot) -> None:
    screen = shown(qtbot, DRAFT)
    dialog = ApproveDialog(screen, EN, "Form", today="2026-10-05")
    dialog.open()
    replace_text(dialog.form.number, "117")
    replace_text(dialog.form.day, "06.10.2026")
    click(dialog.button("ok"))
    assert "The date of the act lies in the future." in words_of(dialog)
    press(Key.Key_Escape)


def test_R_21_2_sections_that_lack_questions_are_named_with_needed_and_present(qtbot: QtBot) -> None:
    screen = shown(qtbot, replace(DRAFT, supply=s.SHORT))
    assert "16 needed, 9 approved." in words_of(screen)
    assert "8 needed; of the 8 approved ones too many must not meet in one paper." in words_of(screen)
    screen.set_view(replace(DRAFT, supply=s.FITS))
    assert "The bank can fill this form" in words_of(screen)
    assert "Papers of this bank: mean difficulty 2,12 to 3,88." in words_of(screen)


def test_R_3_1_the_table_proves_for_each_paper_that_it_meets_the_form(qtbot: QtBot) -> None:
    screen = shown(qtbot, replace(s.FORMS_VIEW, trial=s.TRIAL))
    rows = screen.trial.table.rows
    assert len(rows) == 25
    assert [cell.text for cell in rows[0].cells[:2]] == ["1", "20 · 16 · 8 · 14 · 8 · 8 · 6"]
    assert rows[2].cells[1].text.startswith("19≠20 · 16")
    assert rows[2].cells[-1].chip == "danger"
    assert "Papers that do not meet the form: 1" in words_of(screen)


def test_so_many_papers_are_drawn_as_were_asked_for(qtbot: QtBot) -> None:
    screen = shown(qtbot, s.FORMS_VIEW)
    heard: list[tuple[str, int]] = []
    screen.draw_asked.connect(lambda form, papers: heard.append((form, papers)))
    replace_text(screen.trial.papers, "5000")
    press(Key.Key_Return)
    assert "Write a number from 1 to 1000." in words_of(screen)
    replace_text(screen.trial.papers, "360")
    press(Key.Key_Return)
    assert heard == [("form-80", 360)]


def test_the_file_and_the_sheet_are_there_for_an_approved_form(qtbot: QtBot) -> None:
    screen = shown(qtbot, s.FORMS_VIEW)
    heard: list[tuple[str, ...]] = []
    screen.package_asked.connect(lambda form, path: heard.append((form, path)))
    screen.print_asked.connect(lambda form: heard.append((form,)))
    click(screen.package)
    click(open_dialog(screen.window()).button("ok"))
    click(screen.sheet)
    assert heard == [("form-80", f"{s.START}/form-80.json"), ("form-80",)]
    assert not shown(qtbot, DRAFT).package.isVisible()


def test_only_an_approver_approves_and_only_who_may_edits(qtbot: QtBot) -> None:
    screen = shown(qtbot, replace(DRAFT, may_approve=False, may_edit=False))
    assert not screen.approve.isEnabled()
    assert not screen.new.isEnabled()
    assert not screen.editor.isEnabled()


@pytest.mark.parametrize(("typed", "meant"), [("2,6", 260), ("3.25", 325), ("4", 400), ("", 0), ("x", 0), ("2,", 0)])
def test_a_difficulty_is_read_as_it_is_written(typed: str, meant: int) -> None:
    assert hundredths_of(typed) == meant
