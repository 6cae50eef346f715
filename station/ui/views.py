"""From attempts and forms to the values that the candidate's screens show. No key passes through here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from protocols import dates
from question_bank.model import NOTHING, Bilingual, Question
from station.domain.attempt import Attempt
from station.domain.deadlines import appeal_until_ms, local
from station.domain.form import Act, TestForm
from station.domain.policy import Policy
from station.services.kiosk import Outcome, ShownQuestion
from station.ui.candidate.cells import CellState
from station.ui.candidate.question_screen import OptionView, QuestionView, SaveState
from station.ui.candidate.result_screen import ResultView, SectionPoints


@dataclass(frozen=True)
class Frame:
    """What never changes while a session runs: form, policy, settings; whether papers may hold multiple choice."""

    session: str
    form: TestForm
    policy: Policy
    settings: Mapping[str, Any]
    has_multiple: bool = False

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


def question_view(
    attempt: Attempt, paper: Mapping[str, ShownQuestion], watermark: str, save: SaveState
) -> QuestionView:
    """The attempt's current question."""
    asked = paper[attempt.current]
    return QuestionView(
        number=number_of(attempt, asked.id),
        section=asked.section,
        stem=asked.stem,
        options=tuple(OptionView(option, text) for option, text in asked.options),
        cells=cells(attempt),
        chosen=attempt.answers.get(asked.id, frozenset()),
        is_flagged=asked.id in attempt.flags,
        remark=attempt.remarks.get(asked.id, ""),
        save=save,
        is_rich=asked.is_rich,
        pictures=asked.pictures,
        watermark=watermark,
        kind=asked.kind,
    )


def view_of(question: Question, section: Bilingual = NOTHING, number: int = 1, total: int = 1) -> QuestionView:
    """A question of the bank as the candidate's screen will show it, in an invented paper; options as they are kept."""
    return QuestionView(
        number=number,
        section=section,
        stem=question.stem,
        options=tuple(OptionView(option.id, option.text) for option in question.options),
        cells=(CellState(False, False),) * total,
        is_rich=question.is_rich,
        pictures=question.pictures,
        kind=question.kind,
    )


def act_line(act: Act) -> Bilingual:
    """An approving act in one line: its kind, number and date."""
    day = date.fromisoformat(act.date)
    kind_ky, kind_ru = _ACTS[act.kind]
    return Bilingual(f"{dates.ky_of(day)} № {act.number} {kind_ky}", f"{kind_ru} от {dates.ru(day)} № {act.number}")


_ACTS = {
    "order": ("буйрук", "приказ"),
    "resolution": ("токтом", "постановление"),
    "decision": ("чечим", "решение"),
    "disposition": ("тескеме", "распоряжение"),
}


def result_view(frame: Frame, name: str, outcome: Outcome, now_ms: int, leaves_in: int | None) -> ResultView:
    """The result screen's value (R-25.2). Until the first display is journalled its hour counts from now."""
    attempt = outcome.attempt
    assert attempt.score is not None and attempt.meets is not None and attempt.finished_at is not None
    until = outcome.appeal_until_ms
    if until is None:
        until = appeal_until_ms(now_ms, frame.policy.appeal_minutes)
    return ResultView(
        full_name=name,
        score=attempt.score.total,
        max_score=attempt.score.maximum,
        threshold=attempt.threshold,
        meets=attempt.meets,
        statement=frame.policy.statement(attempt.meets),
        sections=tuple(
            SectionPoints(frame.form.titles[part.section], part.points, part.asked * attempt.points)
            for part in attempt.score.sections
        ),
        finished_at=frame.clock(attempt.finished_at.legal_ms),
        appeal_until=frame.clock(until),
        receipt=outcome.receipt,
        time_expired=attempt.finished_how == "time",
        leaves_in_seconds=leaves_in,
    )
