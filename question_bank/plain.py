"""A question as plain words: one line for lists, folded words for the search. Pure.

Letters are compared without case and ё as е, in both languages alike; ң, ө and ү stay letters of their own.
"""

import html
import re
import unicodedata

from question_bank.model import Question

SHORT = 200
"""The most letters of a stem in a list."""

_TAG = re.compile(r"<[^>]*>")
_MARKS = "«»„“”‘’‚‹›–—―‑‐−…№§°·•×÷±¤©®™′″\u00a0\u00ad\u2002\u2003\u2009\u202f\u200b\u200e\u200f\ufeff"
"""What stands beside words in Kyrgyz and Russian texts and is not ASCII; anything rarer stays part of its word."""


def plain_text(text: str, is_rich: bool) -> str:
    """One line without marks of form; formatted text is read as its words."""
    if is_rich:
        text = html.unescape(_TAG.sub(" ", text))
    return " ".join(text.split())


def short_text(text: str, is_rich: bool) -> str:
    """What a list shows of it: one line, at most SHORT letters."""
    if not is_rich and len(text) <= SHORT and text.isprintable() and "  " not in text:
        return text
    return plain_text(text, is_rich)[:SHORT]


def search_text(question: Question) -> str:
    """Everything by which a question is found, folded: words with nothing but ASCII marks between them."""
    texts = [question.stem.ky, question.stem.ru]
    for option in question.options:
        texts += (option.text.ky, option.text.ru)
    if question.is_rich:
        texts = [plain_text(text, True) for text in texts]
    texts += (question.source.ky, question.source.ru, question.id, question.topic)
    return folded(" ".join(texts))


def folded(text: str) -> str:
    """Composed, lower case, ё as е; the marks between words are blanks or ASCII."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    text = text.lower().replace("ё", "е")
    for mark in _MARKS:  # one by one: looking at each letter in Python takes ten times as long
        text = text.replace(mark, " ")
    return text


_SPLIT = re.compile(r"[\x00-\x2f\x3a-\x60\x7b-\x7f]+")
"""What parts words in folded text: the ASCII characters that are no lower letters and no digits."""


def search_words(text: str) -> tuple[str, ...]:
    """The words of what somebody typed, as the index holds them; none twice."""
    return words_of(folded(text))


def words_of(text: str) -> tuple[str, ...]:
    """The words of folded text, none twice."""
    return tuple(dict.fromkeys(word for word in _SPLIT.split(text) if word))
