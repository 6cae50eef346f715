"""Sentences for screens: gettext catalogues, merged over their domains. English is the message id itself."""

import gettext
from functools import cache

from resources import LOCALE

DOMAINS = (
    "candidate",
    "desk",
    "reasons",
    "appeal",
    "review",
    "command",
    "bank",
    "bank_work",
    "bank_reasons",
    "bank_import",
    "bank_health",
    "bank_desk",
    "draw",
)
STAFF_LANGUAGES = ("ky", "ru", "en")
CANDIDATE_LANGUAGES = ("ky", "ru")


class Texts:
    """One language's sentences. Unknown ids come back as they are; a test finds them before a reader does."""

    def __init__(self, language: str, catalogue: gettext.NullTranslations) -> None:
        self.language = language
        self._catalogue = catalogue

    def get(self, message: str) -> str:
        """The sentence for `message`; named fields stay for the caller's `.format()`."""
        return self._catalogue.gettext(message)

    def plural(self, one: str, many: str, count: int) -> str:
        """The form that fits `count` in this language."""
        return self._catalogue.ngettext(one, many, count)

    def context(self, context: str, message: str) -> str:
        """The sentence where one English text has several translations."""
        return self._catalogue.pgettext(context, message)


@cache
def texts_for(language: str) -> Texts:
    """Catalogue of "ky", "ru" or "en". Raises FileNotFoundError where `make setup` has not compiled the texts."""
    if language == "en":
        return Texts("en", gettext.NullTranslations())
    first, *rest = (gettext.translation(domain, str(LOCALE), [language]) for domain in DOMAINS)
    for catalogue in rest:
        first.add_fallback(catalogue)
    return Texts(language, first)
