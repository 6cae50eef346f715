"""From a refusal's reason to sentences in the reader's language."""

from collections.abc import Mapping
from typing import TypeAlias

from resources.texts import Texts
from station.domain.errors import Reason, StationError
from station.ui.proctor.words import CHIPS
from station.ui.reason_text import Words
from station.ui.reason_words import WORDS
from station.ui.reason_words_appeal import FIELDS
from station.ui.reason_words_bank import ACTS, BANK_FIELDS, BANK_STATES, DRAWS, ROLES

Facts: TypeAlias = Mapping[str, str | int]

# the values of the fact `state` of NOT_ALLOWED_NOW
STATES = {standing.value: chip.whole for standing, chip in CHIPS.items()} | {
    "running": "The test is running",
    "suspended": "The station stopped",
    "no document": "No document has been made yet",
    "no protocol": "No protocol has been made yet",
    "no application": "There is no application",
    "no decision": "There is no decision yet",
    "in time": "The hour still runs, nobody needs to let the application in",
    "key sheet": "The sheet of answers and keys has no copies",
}
# the facts that a sentence names in words, each with the words of its values
TABLES: dict[str, Mapping[str, str]] = {
    "state": STATES | BANK_STATES,
    "field": FIELDS | BANK_FIELDS,
    "role": ROLES,
    "act": ACTS,
    "what": DRAWS,
}


def words_for(texts: Texts, reason: Reason, facts: Facts) -> Words:
    """Title, what happened, what was kept and what to do. Raises KeyError where a named fact is missing."""
    ids = WORDS[reason]
    for name, table in TABLES.items():
        if facts.get(name) in table:
            facts = {**facts, name: texts.get(table[str(facts[name])])}
    return Words(
        title=_say(texts, ids.title, facts),
        happened=_say(texts, ids.happened, facts),
        kept=_say(texts, ids.kept, facts),
        to_do=_say(texts, ids.to_do, facts),
    )


def words_of_error(texts: Texts, error: StationError) -> Words:
    """The words of a refusal that was raised."""
    return words_for(texts, error.reason, error.facts)


def _say(texts: Texts, message: str, facts: Facts) -> str:
    # gettext answers the empty id with the catalogue's header
    return texts.get(message).format(**facts) if message else ""
