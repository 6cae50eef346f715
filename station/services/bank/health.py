"""The health of a bank: examined as a whole, kept until the next examination (R-21.2, R-24.1)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from question_bank.blueprint import Blueprint
from question_bank.health import (
    Check,
    Examiner,
    Finding,
    Report,
    figures_from,
    figures_to,
    finding_from,
    finding_to,
    form_findings,
)
from question_bank.model import Language
from station.services.bank import finding
from station.services.bank.bank import Bank
from station.services.bank.facts import Query
from station.services.bank.pool import approved_pool
from station.services.progress import Progress

_SETTING = "health"
_STEP = 64
# Reading and examining takes about as long as the search for near-duplicates of a large bank, with room for it.
_SHARE_OF_TAKING = 3
_SHARES = 4


@dataclass(frozen=True, slots=True)
class Checked:
    """The last examination: of `at_ms`; `is_stale` where anything in the bank was changed since."""

    report: Report
    at_ms: int
    is_stale: bool


def check(bank: Bank, progress: Progress | None = None, blueprint: Blueprint | None = None) -> Report:
    """Examine every question that is not retired and keep the findings; with `blueprint` the versions that enter papers
    are held against a form as well.

    Raises BANK_NOT_SIGNED_IN, Cancelled (the findings of before are kept), what the disk refuses.
    """
    bank.somebody()
    told = progress or Progress()
    total = max(1, sum(bank.store.counts().values()))
    examiner = Examiner([section.id for section in bank.sections()])
    for number, (question, state) in enumerate(finding.questions(bank, None)):
        if number % _STEP == 0:
            told.at(min(number, total) * _SHARE_OF_TAKING, total * _SHARES)
        examiner.take(question, state)

    def searching(done: int, whole: int) -> None:
        told.at(total * _SHARE_OF_TAKING + (total * done // whole if whole else total), total * _SHARES)

    report = examiner.close(searching, _form(bank, blueprint))
    _keep(bank, report)
    return report


def stored(bank: Bank) -> Checked | None:
    """The last examination, None where there was none."""
    kept = bank.store.setting(_SETTING)
    if kept is None:
        return None
    found = [finding_from({**json.loads(facts), "question": name}) for name, _what, facts in bank.store.findings()]
    report = Report(kept["questions"], tuple(sorted(found, key=_order)), figures_from(kept["figures"]))
    return Checked(report, kept["at_ms"], kept["seq"] != bank.store.head[0])


def _form(bank: Bank, blueprint: Blueprint | None) -> Iterator[Finding]:
    if blueprint is not None:
        pool = approved_pool(bank)
        yield from form_findings(pool, blueprint)


def _keep(bank: Bank, report: Report) -> None:
    rows = ((found.question, found.check.value, _facts(found)) for found in report.findings)
    with bank.store.act():
        bank.store.put_findings(rows)
        kept = {"questions": report.questions, "figures": figures_to(report.figures)}
        bank.store.put_setting(_SETTING, {**kept, "at_ms": bank.now(), "seq": bank.store.head[0]})


def _facts(found: Finding) -> str:
    plain = finding_to(found)
    del plain["question"]
    return json.dumps(plain, ensure_ascii=False)


_PLACES = {check: place for place, check in enumerate(Check)}


def _order(found: Finding) -> tuple[int, str, str]:
    return _PLACES[found.check], found.question, found.language


def stems(bank: Bank, report: Report, language: Language, most: int) -> dict[str, str]:
    """One line of the text of each question that a printed report names: of each check the first `most`."""
    said: dict[str, str] = {}
    for found in report.checks:
        for row in finding.search(bank, Query(finding=found.value, limit=most)).rows:
            said[row.id] = (row.stem_ky if language is Language.KY else row.stem_ru) or row.stem_ky or row.stem_ru
    return said
