"""Words of the bank's desk that several screens share: states, acts, kinds, sections, numbers."""

from collections.abc import Mapping, Sequence

from question_bank.model import Bilingual, Kind, Section
from question_bank.workflow import Act, State
from resources.texts import Texts
from station.ui.proctor.words import Chip

STATES: Mapping[State, Chip] = {
    State.DRAFT: Chip("Draft", "Draft: its author is still writing it", "plain", "note"),
    State.IN_REVIEW: Chip("In review", "In review: it waits for the reviewer or the approver", "info", "wait"),
    State.APPROVED: Chip("Approved", "Approved: it may stand in a paper", "ok", "check"),
    State.RETIRED: Chip("Retired", "Retired: it stays in the bank and stands in no new paper", "warn", "lock"),
}

REVIEWED = Chip("Reviewed", "Reviewed without objection: it waits for the approver", "info", "user-check")
"""How a version in review is shown once a reviewer has passed it."""

KINDS: Mapping[str, str] = {Kind.SINGLE.value: "One answer", Kind.MULTIPLE.value: "Several answers"}

ACTS: Mapping[Act, str] = {
    Act.CREATED: "Write a new version",
    Act.EDITED: "Save the question",
    Act.SENT: "Send to review",
    Act.REVIEWED: "Review without objection",
    Act.RETURNED: "Return to the author",
    Act.APPROVED: "Approve by an act",
    Act.RETIRED: "Retire the question",
    Act.DISCARDED: "Discard the draft",
}
"""What a button says."""

HAPPENED: Mapping[Act, tuple[str, str, str]] = {
    Act.CREATED: ("Created", "plus", "muted"),
    Act.EDITED: ("Edited", "note", "muted"),
    Act.SENT: ("Sent to review", "right", "accent"),
    Act.REVIEWED: ("Reviewed without objection", "user-check", "accent"),
    Act.RETURNED: ("Returned to the author", "left", "warn"),
    Act.APPROVED: ("Approved", "check", "ok"),
    Act.RETIRED: ("Retired", "lock", "warn"),
    Act.DISCARDED: ("Discarded", "cross", "danger"),
}
"""What the history says: words, icon, a colour of the palette."""


def both_in(texts: Texts, both: Bilingual) -> str:
    """The text for this reader; where it is missing, the other one."""
    first, second = (both.ky, both.ru) if texts.language == "ky" else (both.ru, both.ky)
    return first or second


def section_items(texts: Texts, sections: Sequence[Section]) -> list[tuple[str, str]]:
    """(id, words) of each section, as a list offers them."""
    return [(section.id, f"{section.id} · {both_in(texts, section.title)}") for section in sections]


def number_words(number: int) -> str:
    """A number in groups of three: 100 000."""
    return f"{number:,}".replace(",", "\u202f")


def difficulty_words(hundredths: int) -> str:
    """A measured difficulty as it is read: 2,75 of 275."""
    return f"{hundredths / 100:.2f}".replace(".", ",")
