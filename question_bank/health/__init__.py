"""Bank health: what makes a question unfit, doubtful or guessable, and whether the bank fills a form. Pure.

Field experience: in a real pedagogy bank the longest option was the key in 42 of 70 items.
"""

from question_bank.health.examiner import Examiner, examine_all, form_findings
from question_bank.health.report import (
    Check,
    Figures,
    Finding,
    Longest,
    Place,
    Report,
    Severity,
    figures_from,
    figures_to,
    finding_from,
    finding_to,
    found,
    severity_of,
)

__all__ = [
    "Check", "Examiner", "Figures", "Finding", "Longest", "Place", "Report", "Severity", "examine_all", "figures_from",
    "figures_to", "finding_from", "finding_to", "form_findings", "found", "severity_of",
]  # fmt: skip
