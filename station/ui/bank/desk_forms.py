"""The tab of test forms (art. 22): drafts, their check against the bank, papers on trial, approval, sheet, package."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import protocols
from protocols.bank_facts import FormSheet
from question_bank.blueprint import Supply
from question_bank.workflow import Role
from station.domain.form_spec import FormSpec
from station.services.bank import desk as services
from station.services.bank import forms, trials
from station.services.bank.bank import Bank
from station.services.bank.trials import Trial
from station.services.progress import Progress
from station.ui.bank.form_values import NO_FORM, Approval, FormLine, FormsView, line_of
from station.ui.bank.forms_screen import FormsScreen

if TYPE_CHECKING:
    from station.ui.bank.desk import BankDesk


@dataclass(frozen=True)
class _Forms:
    """All forms, and the one to be chosen."""

    lines: tuple[FormLine, ...]
    chosen: str = ""
    suggested: FormSpec = NO_FORM


class FormsTab:
    """Joins the screen of forms to the services."""

    def __init__(self, desk: "BankDesk") -> None:
        self._desk = desk
        self._forms = _Forms(())
        self._supply: Supply | None = None
        self._trial: Trial | None = None
        self._refusal = ""
        self.screen = FormsScreen(desk.texts, self._view())
        screen = self.screen
        screen.form_chosen.connect(self._choose)
        screen.save_asked.connect(lambda spec: desk.act(_save, spec, then=self._take))
        screen.removal_asked.connect(lambda form: desk.act(_remove, form, then=self._take))
        screen.check_asked.connect(lambda form: desk.ask(_supply, form, then=self._checked))
        screen.approve_asked.connect(self._approve)
        screen.package_asked.connect(lambda form, path: desk.act(_package, form, Path(path), then=self._saved))
        screen.print_asked.connect(self._print)
        screen.draw_asked.connect(self._draw)

    def enter(self) -> None:
        """Read the forms."""
        self._desk.ask(_all, self._forms.chosen, then=self._take)
        self.show()

    def show(self) -> None:
        """As things stand."""
        self.screen.set_view(self._view())

    def speak(self) -> None:
        """Another language: what was refused before is not said any more."""
        self._refusal = ""
        self.show()

    def _view(self) -> FormsView:
        desk, held = self._desk, self._forms
        return FormsView(
            desk.start,
            desk.state.sections,
            held.lines,
            held.chosen,
            self._supply,
            self._trial,
            self._refusal,
            desk.may(Role.AUTHOR, Role.APPROVER),
            desk.may(Role.APPROVER),
            desk.is_busy,
            held.suggested,
        )

    def _take(self, held: _Forms) -> None:
        self._forms = held
        self._forget()

    def _forget(self) -> None:
        """What was found of another form, or of this one before it was changed, is not said of it."""
        self._supply, self._trial, self._refusal = None, None, ""
        self.show()

    def _choose(self, form: str) -> None:
        self._forms = replace(self._forms, chosen=form)
        self._forget()

    def _checked(self, supply: Supply) -> None:
        self._supply, self._refusal = supply, ""
        self.show()

    def _approve(self, form: str, approval: Approval) -> None:
        self._desk.core.call(
            self._approved, self._refused, _approve, self._desk.bank, form, approval
        )  # fmt: skip

    def _approved(self, held: _Forms) -> None:
        if self._desk.is_open:
            self._take(held)
            self._desk.look_again()
            self._desk.notice(self._desk.say("The form is approved. It stands for good."))

    def _refused(self, error: Exception) -> None:
        if self._desk.is_open:
            self._refusal = self._desk.in_words(error)
            self.show()

    def _draw(self, form: str, papers: int) -> None:
        title = self._desk.say("Papers are drawn on trial")
        self._desk.long(title, _trial, form, papers, then=self._drawn, refused=self._refused)

    def _drawn(self, trial: Trial) -> None:
        self._trial, self._refusal = trial, ""
        self.show()

    def _print(self, form: str) -> None:
        desk = self._desk
        now = datetime.fromtimestamp(desk.now() / 1000, UTC).astimezone(timezone(timedelta(minutes=desk.offset)))

        def draw(facts: FormSheet) -> None:
            desk.render(protocols.render_form_sheet, facts, then=partial(self._send, facts.id))

        desk.ask(_sheet, form, now.date(), then=draw)

    def _send(self, form: str, pdf: bytes) -> None:
        self._desk.act(lambda _bank: services.print_paper(pdf, form), then=self._sent)

    def _sent(self, printer: str) -> None:
        self._desk.notice(self._desk.say("Sent to the printer {printer}.", printer=printer))

    def _saved(self, path: Path) -> None:
        self._desk.start = str(path.parent)
        self._desk.notice(self._desk.say("Saved: {file}", file=path.name))


def _all(bank: Bank, chosen: str = "") -> _Forms:
    lines = (*map(line_of, forms.approved(bank)), *(FormLine(spec) for spec in forms.drafts(bank)))
    ids = [line.id for line in lines]
    return _Forms(lines, chosen if chosen in ids else next(iter(ids), ""), forms.suggested(bank))


def _save(bank: Bank, spec: FormSpec) -> _Forms:
    return _all(bank, forms.save(bank, spec).id)


def _remove(bank: Bank, form: str) -> _Forms:
    forms.remove(bank, form)
    return _all(bank)


def _approve(bank: Bank, form: str, approval: Approval) -> _Forms:
    forms.approve(bank, form, approval.act, approval.order)
    return _all(bank, form)


def _spec(bank: Bank, form: str) -> FormSpec:
    return next(line.spec for line in _all(bank).lines if line.id == form)


def _supply(bank: Bank, form: str) -> Supply:
    return forms.supply_of(bank, _spec(bank, form))


def _trial(bank: Bank, form: str, papers: int, progress: Progress) -> Trial:
    return trials.draw(bank, _spec(bank, form), papers, progress)


def _package(bank: Bank, form: str, path: Path) -> Path:
    services.write_file(path, forms.package(bank, form).encode())
    return path


def _sheet(bank: Bank, form: str, day: date) -> FormSheet:
    for one in forms.approved(bank):
        if one.id == form:
            return forms.sheet_of(one, bank.name, day)
    return forms.draft_sheet(bank, forms.draft(bank, form), day)
