"""What happened to a candidate, in words: one sentence per kind of journal entry."""

from resources.texts import Texts
from station.domain.errors import Reason
from station.services.overview import JournalLine
from station.ui.proctor.appeal_words import DECISIONS, ENDINGS, LEFT_GROUNDS
from station.ui.proctor.choices import reason_for
from station.ui.proctor.words import GROUNDS, WAYS, words
from station.ui.reason_words import WORDS
from station.ui.reasons import words_for

SENTENCES = {
    "candidate_listed": "Imported with list № {list_number}, row {row}",
    "document_seen": "Identity document checked",
    "document_seen_undone": "Mark of the document undone: {reason}",
    "marked_absent": "Marked absent",
    "absence_undone": "Mark of absence undone: {reason}",
    "withdrawn": "Candidacy withdrawn: {document}",
    "code_issued": "Code issued, slip {slip}",
    "code_cancelled": "Code of slip {slip} cancelled",
    "code_refused": "Code entered at seat {seat}, the candidate was not let in: {reason}",
    "admitted": "Code entered",
    "identity_confirmed": "Identity confirmed",
    "identity_refused": "The candidate said: this is not me. The code was cancelled",
    "rules_acknowledged": "Order of conduct accepted",
    "attempt_started": "Test started",
    "paused": "Paused: {reason}",
    "suspended": "The station stopped",
    "heartbeat_gap": "The station did not run; this time is not charged",
    "resume_allowed": "Going on allowed",
    "resumed": "Test goes on",
    "time_extended": "Time added: {minutes} min, act {act}",
    "interrupted": "Interrupted: {ground}; {reason}",
    "interruption_decided": "Decision № {number}: {way}",
    "finished": "Test finished",
    "scored": "Score: {score} of {maximum}",
    "result_shown": "Result shown",
    "result_shown_again": "Result shown again",
    "document_made": "Document № {number} made",
    "document_printed": "Document № {number} printed or saved",
    "print_failed": "Document № {number} was not printed",
    "protocol_handed_over": "Protocol handed over",
    "commission_approved": "Commission entered, order № {order_number}",
    "appeal_refused": "Application not registered: {why}",
    "appeal_filed": "Application № {number} registered",
    "review_refused": "Review of application № {number} not opened: {why}",
    "review_opened": "Review of application № {number} opened, keys shown",
    "review_closed": "Review of application № {number} closed: {how}",
    "appeal_decided": "Decision on application № {number}: {decision}, {before} → {after}",
    "score_corrected": "Score corrected to {score} of {maximum}",
    # of the course of a test, shown only where somebody asks for it
    "question_shown": "Question shown",
    "option_set": "Answer saved",
    "option_cleared": "Answer taken back",
    "flag_set": "Mark on a question changed",
    "remark_made": "Remark on a question",
    "language_changed": "Language changed",
    "view_changed": "View changed",
}


def sentence(texts: Texts, line: JournalLine) -> str:
    """What a line of the journal says to a reader."""
    facts: dict[str, object] = {"minutes": 0, **line.facts}
    added = line.facts.get("added_ms")
    if isinstance(added, int):
        facts["minutes"] = added // 60_000
    for name, table in (("ground", GROUNDS | LEFT_GROUNDS), ("way", WAYS), ("how", ENDINGS), ("decision", DECISIONS)):
        if name in facts:
            facts[name] = words(texts, table, str(facts[name]))
    if "why" in facts:
        facts["why"] = _why(texts, str(facts["why"]))
    if line.kind == "code_refused":
        facts["reason"] = words_for(texts, Reason(facts["reason"]), {}).happened
    elif "reason" in facts:
        facts["reason"] = reason_for(texts.language, str(facts["reason"]))
    return texts.get(SENTENCES.get(line.kind, line.kind)).format(**facts)


def _why(texts: Texts, reason: str) -> str:
    """What a refusal of that name says happened, as the end of a sentence."""
    found = WORDS[Reason(reason)]
    message = found.title if "{" in found.happened else found.happened
    return texts.get(message).rstrip(".")
