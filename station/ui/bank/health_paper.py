"""The printed report on the bank's health: its sentences in the reader's language."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone

from protocols.bank_facts import BankReport, FindingGroup, FindingLine, LongestLine, PlaceLine, SectionLine
from question_bank.health import Check, Finding, Report, Severity
from question_bank.health.report import share
from question_bank.model import OPTION_LETTERS, Language, Section
from resources.texts import Texts, texts_for
from station.services.bank.facts import BankState
from station.services.bank.health import Checked
from station.ui.bank.health_words import CHECKS, WEIGHTS, finding_words

MOST_LINES = 300
"""Findings of one check that are printed; a bank without difficulties would fill a shelf."""
_STEM = 110
_STATES = ("draft", "in_review", "approved", "retired")


def language_of(texts: Texts) -> Language:
    """The language of the paper: papers are Kyrgyz or Russian, also for those who read the screen in English."""
    return Language.RU if texts.language == "ru" else Language.KY


def report_facts(
    texts: Texts, state: BankState, checked: Checked, stems: Mapping[str, str], offset_minutes: int, form: str = ""
) -> BankReport:
    """The last examination as it is printed. `stems`: as `health.stems` gives them; `offset_minutes`: of the wall
    clock; `form`: the title of the form that it was held against, "" for none."""
    language, report = language_of(texts), checked.report
    paper = texts_for(language.value)
    at = datetime.fromtimestamp(checked.at_ms / 1000, UTC).astimezone(timezone(timedelta(minutes=offset_minutes)))
    return BankReport(
        language=language,
        bank=state.name,
        pc=state.pc,
        made_at=at,
        by=state.person.name if state.person else "",
        questions=report.questions,
        faults=report.count(Severity.FAULT),
        doubts=report.count(Severity.DOUBT),
        hints=report.count(Severity.HINT),
        longest=_longest(report),
        places=_places(report),
        sections=_sections(report, state.sections, language),
        groups=tuple(_groups(paper, report, stems)),
        form=form,
    )


def _longest(report: Report) -> tuple[LongestLine, ...]:
    return tuple(
        LongestLine(Language(name), item.share, item.expected_share, share(item.visibly, item.counted))
        for name, item in report.figures.longest.items()
    )


def _places(report: Report) -> tuple[PlaceLine, ...]:
    places = report.figures.places
    keys, expected = sum(item.keys for item in places), sum(item.expected for item in places)
    return tuple(
        PlaceLine(OPTION_LETTERS[item.place], share(item.keys, keys), share(item.expected, expected)) for item in places
    )


def _sections(report: Report, sections: tuple[Section, ...], language: Language) -> tuple[SectionLine, ...]:
    titles = {section.id: section.title[language] for section in sections}
    return tuple(
        SectionLine(name, titles.get(name, ""), *(counts.get(state, 0) for state in _STATES))
        for name, counts in report.figures.sections.items()
    )


def _groups(texts: Texts, report: Report, stems: Mapping[str, str]) -> list[FindingGroup]:
    """Those to be mended first, hints last."""
    by_check: dict[tuple[Severity, Check], list[Finding]] = {}
    for severity in Severity:
        for found in report.findings:
            if found.severity is severity:
                by_check.setdefault((severity, found.check), []).append(found)
    return [
        FindingGroup(
            texts.get(CHECKS[check]),
            texts.get(WEIGHTS[severity]),
            tuple(_line(texts, found, stems) for found in findings[:MOST_LINES]),
            len(findings),
        )
        for (severity, check), findings in by_check.items()
    ]


def _line(texts: Texts, found: Finding, stems: Mapping[str, str]) -> FindingLine:
    stem = stems.get(found.question, "")
    short = stem if len(stem) <= _STEM else stem[: _STEM - 1].rsplit(" ", 1)[0] + " …"
    return FindingLine(found.question, short, finding_words(texts, found))
