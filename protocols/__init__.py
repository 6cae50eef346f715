"""The only PDF of the project: facts in, bytes out.

`render(facts)` gives the same bytes for the same facts. It raises StationError(GLYPH_MISSING) if a letter is
not in the embedded font and StationError(DOCUMENT_DOES_NOT_FIT) if the content cannot be set; nothing is
produced then. ReportLab is loaded with the first document, not with this package.
"""

from collections.abc import Sequence

from protocols.bank_facts import BankReport, FormSheet
from protocols.facts import (
    AppealApplication,
    AppealProtocol,
    AttendanceSheet,
    CandidateProtocol,
    CodeSlip,
    Facts,
    IncidentAct,
    KeySheet,
    SummaryProtocol,
)

__all__ = ["render", "render_bank_report", "render_form_sheet", "render_slip_sheets", "unprintable", "warm_up"]


def unprintable(text: str) -> str:
    """The first sign of a text that no document can print, with its number; "" where all can be printed."""
    from protocols.fonts import missing_sign

    return missing_sign(text)


def render(facts: Facts) -> bytes:
    """The PDF of one document; a code slip gets an A6 page of its own. Raises StationError."""
    match facts:
        case CodeSlip():
            from protocols import code_slip

            return code_slip.render(facts)
        case AttendanceSheet():
            from protocols import attendance_sheet

            return attendance_sheet.render(facts)
        case CandidateProtocol():
            from protocols import candidate_protocol

            return candidate_protocol.render(facts)
        case SummaryProtocol():
            from protocols import summary_protocol

            return summary_protocol.render(facts)
        case IncidentAct():
            from protocols import incident_act

            return incident_act.render(facts)
        case AppealApplication():
            from protocols import appeal_application

            return appeal_application.render(facts)
        case AppealProtocol():
            from protocols import appeal_protocol

            return appeal_protocol.render(facts)
        case KeySheet():
            from protocols import key_sheet

            return key_sheet.render(facts)
        case _:
            raise TypeError(f"not a document: {type(facts).__name__}")


def render_slip_sheets(slips: Sequence[CodeSlip]) -> bytes:
    """Code slips four to an A4 sheet, with cutting lines. Raises StationError."""
    from protocols import code_slip

    return code_slip.render_sheets(slips)


def render_bank_report(facts: BankReport) -> bytes:
    """The report on the question bank's health. Raises StationError."""
    from protocols import bank_report

    return bank_report.render(facts)


def render_form_sheet(facts: FormSheet) -> bytes:
    """A test form as a printed sheet. Raises StationError."""
    from protocols import form_sheet

    return form_sheet.render(facts)


def warm_up() -> None:
    """Load ReportLab and the fonts, so that the first protocol does not wait for them."""
    from protocols import fonts

    fonts.register()
