"""How long a text may be that people type: it stands in the journal for ever and has to fit on paper later.

Bounds of this program, not of the regulation: no finished test waits for a protocol that no sheet can hold.
"""

from collections.abc import Iterator

from station.domain import events as e
from station.domain.errors import Reason, StationError

NAME = 250  # of a person or an organisation
NUMBER = 60  # of an act, an order, a decision
REASON = 300
DESCRIPTION = 1500  # of an incident, and of the measures taken
GROUND = 2000  # an applicant's own words
DECISION_REASON = OPINION = PROPOSAL = 1000  # of a commission
REMARK = 500  # a candidate's on one question, and the commission's conclusion on it

_FIELDS = {
    "reason": REASON,
    "admitted_reason": REASON,
    "act": NUMBER,
    "shift_act": NUMBER,
}

Text = tuple[str, int]  # what was typed, and how long it may be


def check(event: e.Event) -> None:
    """Raises TEXT_TOO_LONG (facts: length, limit) for the first text of the event that is longer than its limit."""
    for text, limit in _texts(event):
        check_text(text, limit)


def check_text(text: str, limit: int) -> None:
    """Raises TEXT_TOO_LONG (facts: length, limit)."""
    if len(text) > limit:
        raise StationError(Reason.TEXT_TOO_LONG, length=len(text), limit=limit)


def _texts(event: e.Event) -> Iterator[Text]:
    match event:
        case e.AppealDecided():
            yield from _of_decision(event)
        case e.ReviewOpened():
            yield event.presence_reason, REASON
            yield from ((reason, REASON) for _member, reason in event.absent)
        case e.CommissionApproved():
            yield event.order_number, NUMBER
            yield from ((name, NAME) for _member, name, _role in event.members)
        case e.IncidentRecorded(facts=facts):
            for name, limit in (("description", DESCRIPTION), ("measures", DESCRIPTION), ("decision_basis", REASON)):
                yield str(facts.get(name) or ""), limit
        case e.InterruptionDecided():
            yield event.number, NUMBER
            yield event.reason, REASON
        case e.ListAdmitted():
            yield event.number, NUMBER
            yield event.approver, NAME
        case e.Withdrawn():
            yield event.document, REASON
        case _:
            yield from ((str(getattr(event, name, "")), limit) for name, limit in _FIELDS.items())


def _of_decision(decided: e.AppealDecided) -> Iterator[Text]:
    yield decided.reason, DECISION_REASON
    yield decided.separate_opinion, OPINION
    yield decided.proposal, PROPOSAL
    yield from ((reason, REASON) for _member, reason in decided.absent)
    for _place, remark, conclusion in decided.remarks:
        yield remark, REMARK
        yield conclusion, REMARK
