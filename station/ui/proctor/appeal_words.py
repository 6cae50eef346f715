"""Words of the appeals that tab, dialogs and journal share."""

from resources.texts import Texts
from station.services.overview import AppealLine
from station.ui.proctor.roles import words

DECISIONS = {
    "unchanged": "Points unchanged",
    "corrected": "Points corrected",
    "not_considered": "Not considered",
}
# why an application is left without consideration
LEFT_GROUNDS = {
    "absent": "the candidate is absent",
    "late": "the hour had passed",
    "out_of_scope": "it asks for more than a technical appeal can give",
}
# how a review ended
ENDINGS = {
    "desk": "closed by hand",
    "idle": "nobody touched a key for too long",
    "stop": "the station stopped",
    "decided": "after the decision",
}
SEATS = {"chair": "Chair", "member": "Member"}
DOUBTS = {
    "too_few": "Fewer people than advised sit on the commission.",
    "proctor_of_the_hall": "Somebody of the commission conducts the test in this hall.",
}


def ground_words(texts: Texts, ground: str) -> str:
    """Why an application was left without consideration."""
    return words(texts, LEFT_GROUNDS, ground)


def decision_words(texts: Texts, line: AppealLine) -> str:
    """The decision with its points or its ground."""
    told = words(texts, DECISIONS, line.decision)
    if line.decision == "not_considered":
        return f"{told}: {ground_words(texts, line.ground)}"
    points = f"{line.before} → {line.after}" if line.decision == "corrected" else str(line.after)
    return f"{told}: {points}"
