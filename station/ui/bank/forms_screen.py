"""Test forms (art. 22): drafts are edited and checked against the bank, approved ones stand for good."""

from dataclasses import replace

from PySide6.QtCore import Signal

from question_bank.model import Bilingual
from resources.texts import Texts
from station.domain.form_spec import FormSpec
from station.ui.bank.form_dialogs import ApproveDialog, SealDialog, spec_rows
from station.ui.bank.form_editor import FormEditor
from station.ui.bank.form_trial import SupplyNotice, TrialCard
from station.ui.bank.form_values import APPROVED, Approval, FormLine, FormsView
from station.ui.bank.parts import ask_where, card_of
from station.ui.bank.short_table import ShortTable
from station.ui.bank.words import both_in
from station.ui.proctor.dialogs import ConfirmDialog
from station.ui.proctor.facts import Facts
from station.ui.proctor.layouts import Flow
from station.ui.proctor.screen import DeskScreen
from station.ui.proctor.table import Cell, Head, Row
from station.ui.proctor.when import iso_as_day
from station.ui.widgets.buttons import DangerButton, PrimaryButton, SecondaryButton
from station.ui.widgets.labels import label
from station.ui.widgets.notice import Notice


class FormsScreen(DeskScreen):
    """Signals: `form_chosen(str)` id: show it; `save_asked(object)` a `FormSpec`, its id "" for a new one;
    `removal_asked(str)` a draft; `check_asked(str)` against the bank; `approve_asked(str, object)` id and `Approval`,
    asked in two steps; `package_asked(str, str)` id and path of the form's file; `print_asked(str)` its sheet;
    `draw_asked(str, int)` id and how many papers on trial."""

    form_chosen = Signal(str)
    save_asked = Signal(object)
    removal_asked = Signal(str)
    check_asked = Signal(str)
    approve_asked = Signal(str, object)
    package_asked = Signal(str, str)
    print_asked = Signal(str)
    draw_asked = Signal(str, int)

    def __init__(self, texts: Texts, view: FormsView) -> None:
        super().__init__(texts)
        self._view = view
        self._new: FormSpec | None = None
        self._shown: FormLine | None = None
        self._build()
        self.set_texts(texts)

    def _build(self) -> None:
        self.title, self.nothing, self.table = label(role="heading"), label(role="muted"), ShortTable(5)
        self.new, self.copy = SecondaryButton(icon_name="plus"), SecondaryButton()
        self.table.row_chosen.connect(self._choose)
        self.new.clicked.connect(lambda: self._begin(self._view.suggested))
        self.copy.clicked.connect(self._copy)
        self.column.addWidget(card_of(self.title, self.nothing, self.table, Flow(self.new, self.copy)))
        self.form_title, self.refusal, self.unsaved = label(role="heading"), Notice("danger"), Notice("info")
        self.facts, self.editor, self.supply = Facts(260, 480), FormEditor(), SupplyNotice("plain")
        self.editor.edited.connect(self._follow)
        self.save, self.check = PrimaryButton(), SecondaryButton(icon_name="check")
        self.approve, self.remove = PrimaryButton(icon_name="lock"), DangerButton()
        self.package, self.sheet = SecondaryButton(), SecondaryButton(icon_name="printer")
        self.save.clicked.connect(self._save)
        self.check.clicked.connect(lambda: self.check_asked.emit(self._view.chosen))
        self.approve.clicked.connect(self._approve)
        self.remove.clicked.connect(self._remove)
        self.package.clicked.connect(self._save_package)
        self.sheet.clicked.connect(lambda: self.print_asked.emit(self._view.chosen))
        acts = Flow(self.save, self.check, self.approve, self.package, self.sheet, self.remove)
        self.card = card_of(
            self.form_title, self.facts, self.editor, self.refusal, self.unsaved, self.supply, acts
        )
        self.trial = TrialCard()
        self.trial.draw_asked.connect(lambda papers: self.draw_asked.emit(self._view.chosen, papers))
        self.column.addWidget(self.card)
        self.column.addWidget(self.trial)
        self.column.addStretch(1)

    def retranslate(self) -> None:
        """Say everything again; what is being typed stays."""
        self.title.setText(self.say("Test forms"))
        self.nothing.setText(self.say("There is no form yet."))
        self.new.setText(self.say("New form"))
        self.copy.setText(self.say("Copy as a new form"))
        self.save.setText(self.say("Save the draft"))
        self.check.setText(self.say("Check against the bank"))
        self.approve.setText(self.say("Approve the form …"))
        self.remove.setText(self.say("Remove the draft …"))
        self.package.setText(self.say("Save the file of the form …"))
        self.sheet.setText(self.say("Print the sheet of the form"))
        self.unsaved.show_words(self.say("The draft was changed. It is checked and approved as it was saved last."))
        self.table.setAccessibleName(self.say("Test forms"))
        self.table.set_heads(
            [
                Head(self.say("Form"), 16, 2),
                Head(self.say("Questions"), drop=1),
                Head(self.say("Time"), drop=1),
                Head(self.say("Threshold"), drop=2),
                Head(self.say("State")),
                Head(self.say("Act"), 10, 1),
            ]
        )
        self.editor.set_texts(self.texts)
        self.trial.set_texts(self.texts)
        self.set_view(self._view)

    def set_view(self, view: FormsView) -> None:
        """Show this value. What is typed in a draft stays until another form is chosen, or it was saved."""
        old, self._view = self._view, view
        if self._new is not None and view.chosen and view.chosen != old.chosen:
            self._new = None  # it was saved, and is the chosen one now
        self.table.set_rows([self._row(form) for form in view.forms])
        self.table.choose("" if self._new is not None else view.chosen)
        self.table.setVisible(bool(view.forms))
        self.nothing.setVisible(not view.forms)
        line = view.line if self._new is None else None
        if line != self._shown and self._new is None:
            self._shown = line
            if line is not None and line.state != APPROVED:
                self.editor.show_spec(line.spec, view.sections)
        self._show_form()
        self._follow()

    @property
    def is_changed(self) -> bool:
        """Whether something typed would be lost."""
        return self.editor.isVisibleTo(self) and self.editor.is_changed

    def _row(self, form: FormLine) -> Row:
        spec, act = form.spec, form.approval.act if form.approval else None
        state = Cell(self.say("draft"), "plain", "note")
        if form.state == APPROVED:
            state = Cell(self.say("approved"), "ok", "check")
        told = f"№ {act.number}, {iso_as_day(act.date)}" if act else "—"
        return Row(
            form.id,
            (
                Cell(both_in(self.texts, spec.title)),
                Cell(str(spec.questions)),
                Cell(self.say("{n} min", n=spec.minutes)),
                Cell(str(spec.threshold)),
                state,
                Cell(told),
            ),
        )

    def _show_form(self) -> None:
        view, line = self._view, self._view.line if self._new is None else None
        is_approved = line is not None and line.state == APPROVED
        is_draft = self._new is not None or (line is not None and not is_approved)
        self.card.setVisible(is_approved or is_draft)
        self.trial.setVisible(line is not None)
        self.facts.setVisible(is_approved)
        self.editor.setVisible(is_draft)
        self.editor.setEnabled(view.may_edit and not view.is_busy)
        self.refusal.show_words(view.refusal, kind="danger")
        self.refusal.setVisible(bool(view.refusal))
        self.supply.show_supply(self.texts, view.supply if line is not None else None, view)
        if line is None:
            self.form_title.setText(self.say("New form"))
            return
        self.form_title.setText(both_in(self.texts, line.spec.title))
        self.trial.show_trial(line.spec, view.trial, not view.is_busy)
        if is_approved:
            rows = spec_rows(self.texts, line.spec, line.approval)
            self.facts.set_rows([*rows, (self.say("Hash"), _grouped(line.sha256))])

    def _follow(self) -> None:
        view, line = self._view, self._view.line if self._new is None else None
        is_approved = line is not None and line.state == APPROVED
        is_draft, changed, free = line is not None and not is_approved, self.editor.is_changed, not view.is_busy
        self.unsaved.setVisible(is_draft and changed)
        self.save.setVisible(not is_approved)
        self.save.setEnabled(view.may_edit and free and (changed or self._new is not None))
        self.check.setVisible(line is not None)
        self.check.setEnabled(free)
        self.approve.setVisible(is_draft)
        self.approve.setEnabled(view.may_approve and free and not changed)
        self.approve.setToolTip("" if view.may_approve else self.say("Only an approver approves a form."))
        self.remove.setVisible(is_draft)
        self.remove.setEnabled(view.may_edit and free)
        for button in (self.package, self.sheet):
            button.setVisible(is_approved)
            button.setEnabled(free)
        self.copy.setEnabled(line is not None and view.may_edit and free)
        self.new.setEnabled(view.may_edit and free)

    def _choose(self, form: str) -> None:
        if not self.is_changed:
            self._leave(form)
            return
        self.table.choose("" if self._new is not None else self._view.chosen)
        self._ask_to_drop(lambda: self._leave(form))

    def _leave(self, form: str) -> None:
        self._new = self._shown = None
        self.form_chosen.emit(form)

    def _ask_to_drop(self, then: object) -> None:
        dialog = ConfirmDialog(
            self, self.texts, self.say("Drop what was typed?"), self.say("The draft was changed and not saved."),
            self.say("Drop the changes"), "danger-primary",
        )  # fmt: skip
        dialog.given.connect(then)
        dialog.open()

    def _begin(self, spec: FormSpec) -> None:
        def begin() -> None:
            self._new, self._shown = spec, None
            self.editor.show_spec(spec, self._view.sections)
            self.set_view(replace(self._view, refusal="", supply=None, trial=None))
            self.editor.title_ky.line.setFocus()

        if self.is_changed:
            self._ask_to_drop(begin)
        else:
            begin()

    def _copy(self) -> None:
        line = self._view.line
        if line is not None:
            title = line.spec.title
            self._begin(replace(line.spec.copy(), title=Bilingual(f"{title.ky} (2)", f"{title.ru} (2)")))

    def _save(self) -> None:
        self.save_asked.emit(self.editor.spec)

    def _approve(self) -> None:
        line = self._view.line
        if line is None:
            return

        def seal(approval: Approval) -> None:
            dialog = SealDialog(self, self.texts, line.spec, approval)
            dialog.given.connect(lambda: self.approve_asked.emit(line.id, approval))
            dialog.open()

        dialog = ApproveDialog(self, self.texts, both_in(self.texts, line.spec.title))
        dialog.given.connect(seal)
        dialog.open()

    def _remove(self) -> None:
        line = self._view.line
        if line is None:
            return
        dialog = ConfirmDialog(
            self, self.texts, self.say("Remove the draft"), both_in(self.texts, line.spec.title),
            self.say("Remove the draft"), "danger-primary",
        )  # fmt: skip
        dialog.given.connect(lambda: self.removal_asked.emit(line.id))
        dialog.open()

    def _save_package(self) -> None:
        line = self._view.line
        if line is not None:
            title = self.say("Save the file of the form")
            chooser = ask_where(self, self.texts, title, ".json", line.id, self._view.start)
            chooser.given.connect(lambda path: self.package_asked.emit(line.id, path))


def _grouped(sha256: str) -> str:
    """In groups of eight, which can be compared by eye and wrap where the room ends."""
    return " ".join(sha256[at : at + 8] for at in range(0, len(sha256), 8))
