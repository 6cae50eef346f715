"""Texts of questions as the checks read them: without tags, in one spelling, as words and beginnings of words."""

import html
import re
from functools import lru_cache

from question_bank.model import Language, Question

_PART = re.compile(r"<\s*/?\s*(?:p|div|br|li|ul|ol|t[drh]|table|h\d|img|su[bp])\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^>]*>")
_PICTURE = re.compile(r"<img\b[^>]*?\bsrc\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_TELLING = re.compile(r"<\s*(/?\s*su[bp])\s*>", re.IGNORECASE)
_AROUND = re.compile(r"^\W+|\W+$")
_TRAILING = " .,;:"
ROOT = 6
"""Letters of a word by which it is known: both languages inflect at the end."""

_COMMONEST = """
    кайсы кайсынысы эмне эмнени эмнеге эмнеден эмнеси ким кимдер кандай канча качан кайда боюнча жана менен үчүн
    деген деп бул ошол ушул алар анын анда бир болуп болот болгон саналат эсептелет төмөнкү төмөнкүлөрдүн ылайык
    туура какой какая какое какие каким какого какому какую что чем чего кто кого кому как когда где сколько это
    этот эта эти для при над под без или если его она они оно так также является являются относится относятся
    следующих перечисленных перечисленного согласно
"""
_FUNCTION_WORDS = frozenset(_COMMONEST.split())


def plain(text: str, is_rich: bool) -> str:
    """The text without tags and with single blanks."""
    if is_rich and ("<" in text or "&" in text):
        text = html.unescape(_TAG.sub("", _PART.sub(" ", text)))
    return " ".join(text.split())


def folded(text: str) -> str:
    """Plain text in one spelling: small letters, `е` for `ё`, without a closing full stop."""
    return text.casefold().replace("ё", "е").rstrip(_TRAILING)


def identity(text: str, is_rich: bool) -> str:
    """What tells an option from another: its text, its pictures, what stands high and low; fonts do not."""
    if is_rich:
        named = _PICTURE.sub(lambda found: f" [{found[1] or found[2]}] {found[0]}", text)
        text = _TELLING.sub(r" [\1] ", named)
    return plain(text, is_rich)


def picture_names(text: str) -> list[str]:
    """The pictures that formatted text names."""
    return [html.unescape(found[0] or found[1]) for found in _PICTURE.findall(text)]


def words(text: str) -> list[str]:
    """Words of a folded text, without the signs around them."""
    return [bare for word in text.split() if (bare := _AROUND.sub("", word))]


def roots(text: str) -> list[str]:
    """Beginnings of the words of a folded text that say something: function words and single letters are left out."""
    return [root for word in text.split() if (root := _root(word))]


@lru_cache(maxsize=1 << 17)  # the vocabulary of a large bank; a word is looked up far more often than it is new
def _root(word: str) -> str:
    bare = _AROUND.sub("", word)
    return bare[:ROOT] if bare.isdigit() or (len(bare) > 2 and bare not in _FUNCTION_WORDS) else ""


class Reading:
    """A question read once in one language: stem and options without tags, and folded. `given` says of every option
    whether it has a text or a picture of its own in this language; `whole` and `folded` are stem and options in one."""

    __slots__ = (
        "folded", "folded_options", "folded_stem", "given", "has_stem", "language", "options", "stem", "whole",
    )  # fmt: skip

    def __init__(self, question: Question, language: Language) -> None:
        rich = question.is_rich
        raw_stem = question.stem[language]
        raw_options = [option.text[language] for option in question.options]
        self.language = language
        self.stem = plain(raw_stem, rich)
        self.options = [plain(text, rich) for text in raw_options]
        self.whole = "\n".join((self.stem, *self.options))
        self.folded = self.whole.casefold().replace("ё", "е")
        self.folded_stem, *self.folded_options = [text.rstrip(_TRAILING) for text in self.folded.split("\n")]
        self.has_stem = bool(self.stem) or (rich and bool(picture_names(raw_stem)))
        self.given = [bool(text) for text in self.options]
        if rich and not all(self.given):
            self.given = [
                bool(text) or bool(picture_names(raw)) for text, raw in zip(self.options, raw_options, strict=True)
            ]
