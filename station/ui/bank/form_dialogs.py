"""The approval of a test form in two steps (R-22.1): the acts, then the figures once more."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resources.texts import Texts
from station.domain import limits
from station.domain.form import ACT_KINDS, Act
from station.domain.form_spec import FormSpec
from station.ui.bank.form_values import Approval
from station.ui.bank.words import both_in
from station.ui.proctor.dialogs import AskDialog
from station.ui.proctor.facts import Facts
from station.ui.proctor.fields import Field, SelectField, Tick
from station.ui.proctor.layouts import beside
from station.ui.proctor.when import iso_as_day, iso_of
from station.ui.widgets.labels import label

KINDS = {"order": "order", "resolution": "resolution", "decision": "decision", "disposition": "disposition"}


class ActFields(QWidget):
    """Kind, number and date of an act in one line."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.kind, self.number, self.day = SelectField(), Field(longest=limits.NUMBER), Field(longest=10)
        self.kind.set_words(texts.get("Kind of act"))
        self.kind.select.set_items([(kind, texts.context("act", KINDS[kind])) for kind in ACT_KINDS])
        self.number.set_words(texts.get("Number of the act"))
        self.day.set_words(texts.get("Date of the act"), texts.get("dd.mm.yyyy"))
        line = beside(self.kind, self.number, self.day)
        layout = line.layout()
        assert layout is not None
        self.setLayout(layout)

    @property
    def act(self) -> Act:
        """As it stands in the fields; its date is "" where it is none."""
        return Act(self.kind.select.value, self.number.text, iso_of(self.day.text))

    def fault(self, today: str) -> str:
        """What is missing, "" for nothing."""
        act = self.act
        if not act.number:
            return self._texts.get("Write the number of the act.")
        if not act.date:
            return self._texts.get("Write the date as 22.11.2026.")
        return self._texts.get("The date of the act lies in the future.") if act.date > today else ""


class ApproveDialog(AskDialog):
    """The acts of the form and of its order of conduct. Signals: `given(object)` an `Approval`."""

    given = Signal(object)

    def __init__(self, over: QWidget, texts: Texts, title: str, today: str = "") -> None:
        super().__init__(
            over, texts, texts.get("Approve the form"),
            texts.get("{title}. Once approved, it is never edited; a change is a new form with its own act.").format(
                title=title
            ),
            texts.get("Next step"), width=860,
        )  # fmt: skip
        self._today = today or date.today().isoformat()  # noqa: DTZ011 - the day of an act is a day of this place
        self.form, self.order = ActFields(texts), ActFields(texts)
        self.same = Tick(self.say("The same act approves the order of conduct"))
        self.same.setChecked(True)
        self.same.toggled.connect(self._follow)
        self.order_title = label(self.say("Act that approves the order of conduct"), "strong")
        parts: tuple[QWidget, ...] = (
            label(self.say("Act that approves the form"), "strong"), self.form, self.same, self.order_title, self.order,
        )  # fmt: skip
        for part in parts:
            self.body.addWidget(part)
        for fields in (self.form, self.order):
            fields.day.line.returnPressed.connect(lambda: self.answer("ok"))
        self.finish_body()
        self._follow()

    @property
    def approval(self) -> Approval:
        """As it stands in the fields."""
        return Approval(self.form.act, (self.form if self.same.isChecked() else self.order).act)

    def check(self) -> str:
        """Both acts are whole."""
        fault = self.form.fault(self._today)
        return fault or ("" if self.same.isChecked() else self.order.fault(self._today))

    def give(self) -> None:
        """Hand it on."""
        self.given.emit(self.approval)

    def _follow(self) -> None:
        for part in (self.order_title, self.order):
            part.setVisible(not self.same.isChecked())
        if self.isVisible():
            self._fit()


class SealDialog(AskDialog):
    """The second step: the figures once more. Signals: `given()`."""

    given = Signal()

    def __init__(self, over: QWidget, texts: Texts, spec: FormSpec, approval: Approval) -> None:
        super().__init__(
            over, texts, texts.get("Approve this form?"), both_in(texts, spec.title), texts.get("Approve the form")
        )
        facts = Facts(240, 480)
        facts.set_rows(spec_rows(texts, spec, approval))
        self.body.addWidget(facts)
        self.finish_body()

    def give(self) -> None:
        """Approved."""
        self.given.emit()


def act_words(texts: Texts, act: Act) -> str:
    """An act as it is read: order № 117 of 05.10.2026."""
    told = texts.get("{kind} № {number} of {date}")
    return told.format(kind=texts.context("act", KINDS[act.kind]), number=act.number, date=iso_as_day(act.date))


def spec_rows(texts: Texts, spec: FormSpec, approval: Approval | None = None) -> list[tuple[str, str]]:
    """The figures of a form as a list of facts."""
    band = spec.band
    minima = ", ".join(f"{plan.id}: {plan.minimum}" for plan in spec.sections if plan.minimum)
    rows = [
        (texts.get("Questions"), f"{spec.questions} · {_sections(spec)}"),
        (texts.get("Points for an answer"), str(spec.points)),
        (texts.get("Highest possible score"), str(spec.maximum)),
        (texts.get("Threshold"), str(spec.threshold)),
        (texts.get("Section minima"), minima),
        (texts.get("Time"), texts.get("{n} min").format(n=spec.minutes)),
        (texts.get("Mean difficulty"), f"{band[0] / 100:.2f} – {band[1] / 100:.2f}".replace(".", ",") if band else ""),
    ]
    if approval is not None:
        rows += [
            (texts.get("Form approved by"), act_words(texts, approval.act)),
            (texts.get("Order of conduct approved by"), act_words(texts, approval.order)),
        ]
    return rows


def _sections(spec: FormSpec) -> str:
    return ", ".join(f"{plan.id}: {plan.count}" for plan in spec.sections)
