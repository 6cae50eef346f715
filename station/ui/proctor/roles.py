"""Words of the unlock screen; apart from the others, for nothing of the hall is known yet when it is shown."""

from collections.abc import Mapping

from resources.texts import Texts

ROLES = {"head": "Responsible person", "proctor": "Proctor", "recovery": "Recovery envelope"}


def words(texts: Texts, table: Mapping[str, str], name: str) -> str:
    """The words for a name of `table`; a foreign name as it is."""
    return texts.get(table[name]) if name in table else name
