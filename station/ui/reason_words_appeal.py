"""The words of refusals of the technical appeal (arts. 33 to 36), as English message ids."""

from station.domain.errors import Reason
from station.ui.reason_text import Words

_NOT_FILED = "The application was not registered"
_NO_COMMISSION = "The commission was not entered"
_NO_REVIEW = "The review was not opened"
_NO_DECISION = "The decision was not recorded"
_ATTEMPT_KEPT = "The attempt to file is in the journal; the result stands."
_NO_KEY_SHOWN = "No key was shown; the application stands."
_NOTHING_SAVED = "Nothing was saved."

APPEAL_WORDS: dict[Reason, Words] = {
    Reason.APPEAL_NO_RESULT: Words(
        title=_NOT_FILED,
        happened="This candidate has no result yet.",
        kept="Nothing was changed.",
        to_do="The hour for an application begins when the result is shown.",
    ),
    Reason.APPEAL_LATE: Words(
        title=_NOT_FILED,
        happened="The one hour for filing an appeal is over.",
        kept="The last minute was {until}. The attempt to file is in the journal with its time.",
        to_do="The chair of the commission may let it in with a written reason.",
    ),
    Reason.APPEAL_TWICE: Words(
        title=_NOT_FILED,
        happened="This candidate has filed an application already.",
        kept="The first application stands.",
        to_do="Print it again from the candidate's card where the paper is missing.",
    ),
    Reason.APPEAL_NOT_OWN: Words(
        title=_NOT_FILED,
        happened="The application is drawn up by the candidate in person.",
        kept=_ATTEMPT_KEPT,
        to_do="This is another person's code. Choose the candidate who stands at the desk; the own code is typed.",
    ),
    Reason.APPEAL_PAPER_CODE: Words(
        title=_NOT_FILED,
        happened="The verification code stands on no paper of this candidate.",
        kept=_ATTEMPT_KEPT,
        to_do="Read the code from the protocol or the result screen and type it again. If it is typed as printed, "
        "call the responsible person: the data of the station may be an older copy.",
    ),
    Reason.APPEAL_DECIDED: Words(
        title=_NO_DECISION,
        happened="This application has been decided already.",
        kept="The decision stands.",
        to_do="Print its protocol.",
    ),
    Reason.APPEAL_UNKNOWN: Words(
        title="There is no such appeal",
        happened="No decided appeal has the number {number}.",
        kept="Nothing was changed.",
        to_do="Check the number on the commission's protocol.",
    ),
    Reason.APPEAL_HOUR_RUNS: Words(
        title="The session cannot be closed",
        happened="The time for filing an appeal has not ended, or an application is being considered.",
        kept="Nothing was changed.",
        to_do="Wait for the last minute, and have every application decided.",
    ),
    Reason.COMMISSION_MISSING: Words(
        title=_NO_REVIEW,
        happened="No approved commission has been entered.",
        kept="The applications stand.",
        to_do="Enter the commission from the order of the institution.",
    ),
    Reason.COMMISSION_CHAIR: Words(
        title=_NO_COMMISSION,
        happened="The commission has exactly one chair.",
        kept=_NOTHING_SAVED,
        to_do="Name one chair, as the order does.",
    ),
    Reason.COMMISSION_TOO_LARGE: Words(
        title=_NO_COMMISSION,
        happened="The commission may not have more than {limit} people.",
        kept=_NOTHING_SAVED,
        to_do="Ask the institution for an order with fewer members.",
    ),
    Reason.COMMISSION_INCOMPLETE: Words(
        title=_NO_COMMISSION,
        happened="What the order says is not entered whole: {field}.",
        kept=_NOTHING_SAVED,
        to_do="Enter it from the order of the institution.",
    ),
    Reason.COMMISSION_AT_WORK: Words(
        title=_NO_COMMISSION,
        happened="The commission has begun its work and cannot be replaced.",
        kept="The present commission stands.",
        to_do="Mark the absence of a member with its reason when a review opens.",
    ),
    Reason.COMMISSION_NEEDED: Words(
        title=_NO_REVIEW,
        happened="The chair and one member of the commission confirm themselves, each with the own passphrase.",
        kept=_NO_KEY_SHOWN,
        to_do="Ask the chair and one member to type their passphrases.",
    ),
    Reason.ATTENDANCE_INCOMPLETE: Words(
        title=_NO_REVIEW,
        happened="Not every member of the commission is marked.",
        kept=_NO_KEY_SHOWN,
        to_do="Mark each member as present, or as absent with the reason.",
    ),
    Reason.KEY_WITHOUT_CANDIDATE: Words(
        title=_NO_REVIEW,
        happened="The keys of the test are shown in the candidate's presence only.",
        kept=_NO_KEY_SHOWN,
        to_do="Confirm the candidate's presence: the own code, or the chair's mark with a reason.",
    ),
    Reason.REVIEW_NOT_OPEN: Words(
        title="This cannot be done",
        happened="The review of this application is not open.",
        kept="No key was shown; the data are kept.",
        to_do="Open the review with the commission and the candidate present.",
    ),
    Reason.REVIEW_ALREADY_OPEN: Words(
        title=_NO_REVIEW,
        happened="Another review is open.",
        kept=_NO_KEY_SHOWN,
        to_do="Close it first: the keys of one attempt only are shown at a time.",
    ),
    Reason.DECISION_INCOMPLETE: Words(
        title=_NO_DECISION,
        happened="The decision is not whole: {field}.",
        kept=_NOTHING_SAVED,
        to_do="Complete it and record it again.",
    ),
    Reason.DECISION_UNTRUE: Words(
        title=_NO_DECISION,
        happened="The decision does not agree with the recount: points in force {before}, recounted {after}.",
        kept=_NOTHING_SAVED,
        to_do="Choose the decision that the recount allows.",
    ),
}

# the values of the fact `field` of COMMISSION_INCOMPLETE and DECISION_INCOMPLETE
FIELDS = {
    "order_number": "the number of the order",
    "order_date": "the date of the order, not later than today",
    "name": "a full name",
    "member": "at least one member beside the chair",
    "twice": "one person is named twice",
    "decision": "the decision",
    "reason": "its reason",
    "ground": "the ground for leaving it without consideration",
    "votes": "the votes of those present",
    "majority": "no majority is for it",
}
