"""`station bank check`: the bank's health. The report as JSON is the same for every reader."""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from question_bank.health import Report
    from resources.texts import Texts
    from station.domain.form import TestForm
    from station.domain.form_spec import FormSpec
    from station.services.bank.bank import Bank
    from station.services.progress import Progress

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_check(commands: "Commands") -> None:
    """`station bank check`."""
    from station.bank_cli import with_bank

    parser = commands.add_parser("check", help="the bank's health: faults, doubts and hints, question by question")
    with_bank(parser)
    parser.add_argument("--form", default="", help="hold the bank against a form: its package, or its id in the bank")
    parser.add_argument("--hints", action="store_true", help="print the hints too, not only how many there are")
    parser.add_argument("--report", type=Path, help="write the report for printing, as PDF")
    parser.add_argument("--json", action="store_true", help="report as JSON")
    parser.set_defaults(run=_check)


def _check(options: argparse.Namespace) -> int:
    from question_bank.health import Severity
    from station.bank_cli import open_bank
    from station.cli import _texts
    from station.form_cli import form_or_draft
    from station.services.bank import health

    texts = _texts(options)
    bank = open_bank(options)
    try:
        form = form_or_draft(options.form, bank) if options.form else None
        report = health.check(bank, _progress(), form.blueprint if form else None)
        if options.report is not None:
            _write_report(texts, bank, options.report, form)
    finally:
        bank.close()
    if options.json:
        print(json.dumps(report_plain(report), ensure_ascii=False, indent=1))
    else:
        _tell(texts, report, hints=options.hints)
    return 1 if report.count(Severity.FAULT) else 0


def report_plain(report: "Report") -> dict[str, Any]:
    """An examination as JSON: totals by weight, counts by check, figures, every finding."""
    from question_bank.health import Severity, figures_to, finding_to

    return {
        "questions": report.questions,
        "totals": {severity.value: report.count(severity) for severity in Severity},
        "checks": {check.value: count for check, count in report.checks.items()},
        "figures": figures_to(report.figures),
        "findings": [finding_to(finding) for finding in report.findings],
    }


def _tell(texts: "Texts", report: "Report", *, hints: bool) -> None:
    """Each check with what it found; of hints only how many, unless they are wanted."""
    from question_bank.health import Severity
    from station.ui.bank.health_words import CHECKS, finding_words

    for check, count in report.checks.items():
        print(f"{texts.get(CHECKS[check])}: {count}")
        for found in report.findings:
            if found.check is check and (hints or found.severity is not Severity.HINT):
                print(f"  {found.question or '*'}: {finding_words(texts, found)}")
    counts = {severity.value: report.count(severity) for severity in Severity}
    said = texts.get("{questions} questions: {fault} to be mended, {doubt} to be looked at, {hint} hints.")
    print(said.format(questions=report.questions, **counts))


def _write_report(texts: "Texts", bank: "Bank", path: Path, form: "TestForm | FormSpec | None") -> None:
    import protocols
    from station.services.bank import exports, health
    from station.ui.bank.health_paper import MOST_LINES, language_of, report_facts

    language, checked = language_of(texts), health.stored(bank)
    assert checked is not None
    stems = health.stems(bank, checked.report, language, MOST_LINES)
    offset = time.localtime(checked.at_ms / 1000).tm_gmtoff // 60
    facts = report_facts(texts, bank.state(), checked, stems, offset, form.title[language] if form else "")
    exports.write_file(path, protocols.render_bank_report(facts))


def _progress() -> "Progress":
    """On a terminal: per cent, on one line."""
    from station.services.progress import Progress

    if not sys.stderr.isatty():
        return Progress()

    def told(done: int, total: int) -> None:
        print(f"\r{100 * done // total if total else 0} %", end="\n" if done == total else "", file=sys.stderr)

    return Progress(told)
