"""The tab of the bank's health: the examination, its findings, its report on paper or as a file."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import protocols
from protocols.bank_facts import BankReport
from resources.texts import Texts
from station.services.bank import desk as services
from station.services.bank import health
from station.services.bank.bank import Bank
from station.services.bank.facts import BankState, Query
from station.services.bank.health import Checked
from station.services.progress import Progress
from station.ui.bank.health_paper import MOST_LINES, language_of, report_facts
from station.ui.bank.health_screen import HealthScreen, HealthView

if TYPE_CHECKING:
    from station.ui.bank.desk import BankDesk


class HealthTab:
    """Joins the health screen to the services."""

    def __init__(self, desk: "BankDesk") -> None:
        self._desk = desk
        self._checked: Checked | None = None
        self.screen = HealthScreen(desk.texts, self._view())
        screen = self.screen
        screen.check_asked.connect(self._check)
        screen.question_wanted.connect(desk.open_question)
        screen.findings_wanted.connect(self._list)
        screen.print_asked.connect(lambda: self._draw(self._print))
        screen.report_asked.connect(lambda path: self._draw(partial(self._save, Path(path))))

    def enter(self) -> None:
        """Read the last examination."""
        self.show()
        self._desk.ask(health.stored, then=self._take)

    def show(self) -> None:
        """As things stand."""
        self.screen.set_view(self._view())

    def speak(self) -> None:
        """Another language."""
        self.show()

    def _view(self) -> HealthView:
        desk, checked = self._desk, self._checked
        return HealthView(
            desk.start,
            checked.report if checked else None,
            checked.at_ms if checked else 0,
            checked is not None and checked.is_stale,
            desk.state.sections,
            desk.is_busy,
            desk.offset,
        )

    def _take(self, checked: Checked | None) -> None:
        self._checked = checked
        self.show()

    def _check(self) -> None:
        self._desk.long(self._desk.say("The bank is checked"), _check, then=self._take)

    def _list(self, check: str) -> None:
        self._desk.to_tab("questions")
        self._desk.questions.show_query(Query(finding=check))

    # --- the report ---

    def _draw(self, then: Callable[[bytes], None]) -> None:
        desk = self._desk
        if self._checked is not None:
            given = (desk.texts, desk.state, self._checked, desk.offset)
            desk.ask(_facts, *given, then=lambda facts: desk.render(protocols.render_bank_report, facts, then=then))

    def _print(self, pdf: bytes) -> None:
        title = self._desk.say("Health of the bank")
        self._desk.act(lambda _bank: services.print_paper(pdf, title), then=self._printed)

    def _printed(self, printer: str) -> None:
        self._desk.notice(self._desk.say("Sent to the printer {printer}.", printer=printer))

    def _save(self, path: Path, pdf: bytes) -> None:
        self._desk.act(lambda _bank: services.write_file(path, pdf), then=lambda _none: self._saved(path))

    def _saved(self, path: Path) -> None:
        self._desk.start = str(path.parent)
        self._desk.notice(self._desk.say("Saved: {file}", file=path.name))


def _check(bank: Bank, progress: Progress) -> Checked | None:
    health.check(bank, progress)
    return health.stored(bank)


def _facts(bank: Bank, texts: Texts, state: BankState, checked: Checked, offset_minutes: int) -> BankReport:
    stems = health.stems(bank, checked.report, language_of(texts), MOST_LINES)
    return report_facts(texts, state, checked, stems, offset_minutes)
