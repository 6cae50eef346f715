"""From attempts and forms to the values that the candidate's screens show. No key passes through here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from protocols import dates
from question_bank.model import Bilingual
from station.domain.attempt import Attempt
from station.domain.deadlines import local
from station.domain.form import TestForm
from station.domain.policy import Policy
from station.services.kiosk import ShownQuestion
from station.ui.candidate.cells import CellState
from station.ui.candidate.question_screen import OptionView, QuestionView, SaveState


@dataclass(frozen=True)
class Frame:
    """What never changes while a session runs: form, policy, settings."""

    session: str
    form: TestForm
    policy: Policy
    settings: Mapping[str, Any]

    def both(self, name: str) -> Bilingual:
        """A setting in both languages."""
        return Bilingual(self.settings[name]["ky"], self.settings[name]["ru"])

    def local(self, legal_ms: int) -> datetime:
        """Legal time as the hall's clock shows it."""
        return local(legal_ms, self.policy.utc_offset_minutes)

    def clock(self, legal_ms: int) -> str:
        """`14:35`."""
        return dates.clock(self.local(legal_ms))

    def day(self, legal_ms: int) -> Bilingual:
        """The date in both languages."""
        return both_dates(self.local(legal_ms))


def both_dates(moment: datetime) -> Bilingual:
    """A date as it stands alone, in both languages."""
    return Bilingual(dates.ky(moment.date()), dates.ru(moment.date()))


def cells(attempt: Attempt) -> tuple[CellState, ...]:
    """One state per question of the paper."""
    return tuple(CellState(row.question in attempt.answers, row.question in attempt.flags) for row in attempt.paper)


def number_of(attempt: Attempt, question: str) -> int:
    """The question's place in the paper, from 1."""
    return next(number for number, row in enumerate(attempt.paper, 1) if row.question == question)


def question_view(attempt: Attempt, paper: Mapping[str, ShownQuestion], watermark: str, save: SaveState) -> QuestionView:
    """The attempt's current question."""
    asked = paper[attempt.current]
    chosen = attempt.answers.get(asked.id)
    return QuestionView(
        number=number_of(attempt, asked.id),
        section=asked.section,
        stem=asked.stem,
        options=tuple(OptionView(option, text) for option, text in asked.options),
        cells=cells(attempt),
        chosen=next(iter(chosen)) if chosen else None,
        is_flagged=asked.id in attempt.flags,
        remark=attempt.remarks.get(asked.id, ""),
        save=save,
        watermark=watermark,
    )
