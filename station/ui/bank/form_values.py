"""What the tab of test forms shows (art. 22): drafts and approved forms, what the bank lacks, papers on trial."""

from dataclasses import dataclass

from question_bank.blueprint import Supply
from question_bank.model import Section
from station.domain.form import Act, TestForm
from station.domain.form_spec import FormSpec, spec_of
from station.services.bank.trials import Trial

DRAFT, APPROVED = "draft", "approved"
NO_FORM = FormSpec()


@dataclass(frozen=True, slots=True)
class Approval:
    """The act that approves a form, and the one that approves its order of conduct."""

    act: Act
    order: Act


@dataclass(frozen=True, slots=True)
class FormLine:
    """A form in the list; `approval` and `sha256` only of an approved one."""

    spec: FormSpec
    state: str = DRAFT
    approval: Approval | None = None
    sha256: str = ""

    @property
    def id(self) -> str:
        """The form's id."""
        return self.spec.id


def line_of(form: TestForm) -> FormLine:
    """The line of an approved form."""
    return FormLine(spec_of(form), APPROVED, Approval(form.act, form.order.act), form.sha256)


@dataclass(frozen=True, slots=True)
class FormsView:
    """`supply`, `trial`, `refusal` belong to the chosen form; `start` is where choosing a place begins. `may_approve`:
    the person signed in is an approver; `may_edit`: may write drafts. `suggested`: what a new form begins with."""

    start: str
    sections: tuple[Section, ...] = ()
    forms: tuple[FormLine, ...] = ()
    chosen: str = ""
    supply: Supply | None = None
    trial: Trial | None = None
    refusal: str = ""
    may_edit: bool = True
    may_approve: bool = False
    is_busy: bool = False
    suggested: FormSpec = NO_FORM

    @property
    def line(self) -> FormLine | None:
        """The chosen form."""
        return next((form for form in self.forms if form.id == self.chosen), None)
