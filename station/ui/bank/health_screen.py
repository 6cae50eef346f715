"""The health of the bank: its figures as plots, its findings by check; each finding opens its question."""

from dataclasses import dataclass

from PySide6.QtCore import Signal

from question_bank.health.report import Check, Finding, Report, Severity
from question_bank.model import Section
from resources.texts import Texts
from station.ui.bank.filters import Filters
from station.ui.bank.health_figures import FiguresCard
from station.ui.bank.health_words import CHECKS, finding_words
from station.ui.bank.pager import Pager
from station.ui.bank.parts import ask_where, card_of, clear_of
from station.ui.bank.short_table import ShortTable
from station.ui.bank.words import number_words
from station.ui.proctor.counter import Counter
from station.ui.proctor.layouts import Flow, Tiles
from station.ui.proctor.screen import DeskScreen
from station.ui.proctor.table import Cell, DeskTable, Head, Row
from station.ui.proctor.when import day_and_hour
from station.ui.theme import Look
from station.ui.widgets.buttons import PrimaryButton, SecondaryButton
from station.ui.widgets.labels import label
from station.ui.widgets.notice import Notice

SEVERITIES = {
    Severity.FAULT: ("fault", "danger", "danger", "danger"),
    Severity.DOUBT: ("doubt", "warn", "warn", "warn"),
    Severity.HINT: ("hint", "info", "info", "accent"),
}
"""Words, kind of chip, icon, colour of the figure."""


@dataclass(frozen=True, slots=True)
class HealthView:
    """`report` is the last examination, of `checked_ms`; `is_stale`: the bank was changed since. `start` is where
    choosing a place begins."""

    start: str
    report: Report | None = None
    checked_ms: int = 0
    is_stale: bool = False
    sections: tuple[Section, ...] = ()
    is_busy: bool = False
    offset_minutes: int = 360


class HealthScreen(DeskScreen):
    """Signals: `check_asked()` examine the bank, with progress; `question_wanted(str)` open a question of a finding;
    `findings_wanted(str)` show the list of questions that have a finding of that `Check` value; `print_asked()` the
    report; `report_asked(str)` path to save it to, as PDF."""

    check_asked = Signal()
    question_wanted = Signal(str)
    findings_wanted = Signal(str)
    print_asked = Signal()
    report_asked = Signal(str)

    def __init__(self, texts: Texts, view: HealthView) -> None:
        super().__init__(texts)
        self._view = view
        self._findings: tuple[Finding, ...] = ()
        self._build()
        self.set_texts(texts)

    def _build(self) -> None:
        self.title, self.state = label(role="heading"), Notice("plain")
        self.run, self.print = PrimaryButton(icon_name="play"), SecondaryButton(icon_name="printer")
        self.save = SecondaryButton()
        self.run.clicked.connect(self.check_asked)
        self.print.clicked.connect(self.print_asked)
        self.save.clicked.connect(self._save)
        self.column.addWidget(card_of(self.title, self.state, Flow(self.run, self.print, self.save)))
        self.questions = Counter("text")
        self.counters = {severity: Counter(colour) for severity, (*_rest, colour) in SEVERITIES.items()}
        self.tiles = Tiles((self.questions, *self.counters.values()), 200, 4)
        self.column.addWidget(self.tiles)
        self.found_title, self.filters = label(role="heading"), Filters()
        self.checks, self.table, self.pager = ShortTable(20), DeskTable(), Pager()
        self.checks.row_chosen.connect(self._begin)
        self.filters.chosen.connect(self._filter)
        self.pager.turned.connect(self._show_findings)
        self.table.row_opened.connect(self._open)
        self.list_all = SecondaryButton()
        self.list_all.clicked.connect(lambda: self.findings_wanted.emit(self.checks.chosen_id))
        self.check_title = label(role="strong")
        right = clear_of(self.check_title, self.table, self.pager, Flow(self.list_all))
        left = clear_of(self.checks)
        left.body.addStretch(1)
        self.found = card_of(self.found_title, self.filters, Tiles((left, right), 460, 2))
        self.column.addWidget(self.found)
        self.figures = FiguresCard()
        self.column.addWidget(self.figures)
        self.column.addStretch(1)

    def retranslate(self) -> None:
        """Say everything again."""
        self.title.setText(self.say("Health of the bank"))
        self.run.setText(self.say("Check the bank"))
        self.print.setText(self.say("Print the report"))
        self.save.setText(self.say("Save the report …"))
        self.found_title.setText(self.say("Findings"))
        self.list_all.setText(self.say("Show these questions in the list"))
        self.checks.setAccessibleName(self.say("Kinds of findings"))
        self.table.setAccessibleName(self.say("Findings"))
        weight = self.say("Weight")
        self.checks.set_heads([Head(self.say("What was checked"), 16, 1), Head(weight), Head(self.say("Found"))])
        self.table.set_heads([Head(self.say("Number")), Head(self.say("What was found"), 20, 1), Head(weight, drop=1)])
        self.figures.set_texts(self.texts)
        self.set_view(self._view)

    def set_view(self, view: HealthView) -> None:
        """Show this value; the chosen check stays chosen."""
        if view.report is not self._view.report:
            self.pager.start()
        self._view = view
        report = view.report
        self._show_state()
        for part in (self.tiles, self.found, self.figures):
            part.setVisible(report is not None)
        self.run.setEnabled(not view.is_busy)
        for button in (self.print, self.save):
            button.setEnabled(report is not None and not view.is_busy)
        if report is None:
            return
        self.questions.show_figure(report.questions, self.say("questions in work"))
        for severity, counter in self.counters.items():
            count = report.count(severity)
            counter.show_figure(count, self._severity_words(severity, count))
        self.figures.show_figures(report.figures, view.sections)
        items = [("", self.say("all: {n}", n=number_words(len(report.findings))))]
        for severity in Severity:
            if report.count(severity):
                words = self._severity_words(severity, report.count(severity))
                items.append((severity.value, f"{words}: {number_words(report.count(severity))}"))
        self.filters.set_items(items)
        self._show_checks()

    @property
    def check(self) -> Check | None:
        """The check whose findings are shown."""
        chosen = self.checks.chosen_id
        return Check(chosen) if chosen else None

    def restyle(self, look: Look) -> None:
        """Room for the tables."""
        super().restyle(look)
        self.table.setMinimumHeight(look.px(300))

    def _severity_words(self, severity: Severity, count: int) -> str:
        if severity is Severity.FAULT:
            return self.texts.plural("fault", "faults", count)
        if severity is Severity.DOUBT:
            return self.texts.plural("doubt", "doubts", count)
        return self.texts.plural("hint", "hints", count)

    def _show_state(self) -> None:
        view = self._view
        if view.is_busy:
            self.state.show_words(self.say("The bank is being checked …"), kind="info")
        elif view.report is None:
            self.state.show_words(self.say("The bank has not been checked yet."), kind="plain")
        else:
            when = self.say("Checked: {when}.", when=day_and_hour(view.checked_ms, view.offset_minutes))
            if view.is_stale:
                self.state.show_words(f"{when} {self.say('The bank was changed since.')}", kind="warn")
            elif view.report.findings:
                self.state.show_words(when, kind="plain")
            else:
                self.state.show_words(f"{when} {self.say('Nothing was found.')}", kind="ok")

    @property
    def _shown(self) -> tuple[Finding, ...]:
        report, weight = self._view.report, self.filters.value
        findings = report.findings if report else ()
        return tuple(found for found in findings if weight in ("", found.severity.value))

    def _show_checks(self) -> None:
        counts: dict[Check, list[Severity]] = {}
        for found in self._shown:
            counts.setdefault(found.check, []).append(found.severity)
        order = list(Severity)
        rows = []
        for check in sorted(counts, key=lambda check: order.index(min(counts[check], key=order.index))):
            words, kind, icon, _colour = SEVERITIES[min(counts[check], key=order.index)]
            weight, count = Cell(self._one(words), kind, icon), Cell(number_words(len(counts[check])))
            rows.append(Row(check.value, (Cell(self.say(CHECKS[check])), weight, count)))
        self.checks.set_rows(rows)
        if rows and not self.checks.chosen_id:
            self.checks.choose(rows[0].id)
        self._show_findings()

    def _one(self, words: str) -> str:
        return self.texts.plural(words, f"{words}s", 1)

    def _show_findings(self) -> None:
        check = self.check
        self._findings = tuple(found for found in self._shown if found.check is check)
        self.check_title.setText(self.say(CHECKS[check]) if check else "")
        self.pager.show_total(self.texts, len(self._findings))
        page = self.pager.page_of(self._findings)
        self.table.set_rows([self._row(place, self._findings[place]) for place in range(page.start, page.stop)])
        self.list_all.setEnabled(any(found.question for found in self._findings))

    def _row(self, place: int, found: Finding) -> Row:
        words, kind, icon, _colour = SEVERITIES[found.severity]
        number, told = found.question or self.say("whole bank"), finding_words(self.texts, found)
        return Row(str(place), (Cell(number), Cell(told), Cell(self._one(words), kind, icon)))

    def _begin(self, _check: str) -> None:
        self.pager.start()
        self._show_findings()
        self.table.scrollToTop()

    def _filter(self) -> None:
        self.pager.start()
        self._show_checks()

    def _open(self, place: str) -> None:
        question = self._findings[int(place)].question
        if question:
            self.question_wanted.emit(question)

    def _save(self) -> None:
        title, name = self.say("Save the report"), self.say("bank-report")
        ask_where(self, self.texts, title, ".pdf", name, self._view.start).given.connect(self.report_asked)
