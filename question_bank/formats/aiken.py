"""Aiken, the plainest of the text formats, read: a stem, lettered options, "ANSWER: B". Written by hand mostly, so
Cyrillic letters, several lines of a stem or an option, and missing blank lines are read as they are meant.
"""

import re
from dataclasses import dataclass, field, replace

from question_bank.formats import keys
from question_bank.formats.foreign import Fault, ForeignQuestion, Said, remark
from question_bank.formats.html_text import harmless
from question_bank.formats.texts import WORDS
from question_bank.model import Kind

ANSWER = re.compile(r"\s*(?:ANSWERS?|CORRECT|ОТВЕТЫ?|ЖООП(?:ТОР)?|ТУУРА ЖООП)\s*[:：=]\s*(.*)", re.IGNORECASE)
_OPTION = re.compile(r"\s*([A-HА-Зa-hа-зСсНн])\s?[.)]\s*(.*)")
_WITH_WORDS = re.compile(r"([^\W\d_])\s?[.)]\s+\S.*")  # "ANSWER: B. Bishkek"
_FEEDBACK = re.compile(r"\s*(?:FEEDBACK|EXPLANATION|ПОЯСНЕНИЕ|КОММЕНТАРИЙ)\s*:", re.IGNORECASE)
_NUMBER = re.compile(r"\s*(?:(?:вопрос|суроо|question)\s*)?№?\s*\d{1,4}\s*[.):]\s+(?=\S)", re.IGNORECASE)


@dataclass
class _Block:
    """What stands between two answers."""

    line: int = 0
    stem: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    has_feedback: bool = False

    def __bool__(self) -> bool:
        return bool(self.stem or self.options)


def read(text: str) -> tuple[ForeignQuestion, ...]:
    """All questions of an Aiken text in their order; one without an answer line is refused, as is stray text."""
    found: list[ForeignQuestion] = []
    block = _Block()
    is_after_blank = has_answer = False
    for number, line in enumerate(harmless(text).split("\n"), 1):
        stripped = line.strip()
        if not stripped:
            is_after_blank = True
            continue
        if answer := ANSWER.fullmatch(line):
            found.append(_question(block, answer[1]) if block else _stray(number, stripped))
            block, has_answer = _Block(), True
        elif has_answer and not block and _FEEDBACK.match(line):
            found[-1] = found[-1].noting(remark(Fault.FEEDBACK_LEFT))
        else:
            if is_after_blank and block.options and not _is_next(block, line):
                found.append(_question(block, ""))
                block = _Block()
            _add(block, number, line)
            has_answer = False
        is_after_blank = False
    if block:
        found.append(_question(block, ""))
    return tuple(found)


def _is_next(block: _Block, line: str) -> bool:
    """Whether a line is the option after the last one, or the first of another question with the same letters."""
    option = _OPTION.fullmatch(line)
    return option is not None and not _has_label(block, option[1])


def _has_label(block: _Block, label: str) -> bool:
    return keys.folded(label) in {keys.folded(known) for known in block.labels}


def _add(block: _Block, number: int, line: str) -> None:
    block.line = block.line or number
    option = _OPTION.fullmatch(line)
    is_option = option is not None and bool(block.stem) and (bool(block.options) or keys.folded(option[1]) == "A")
    if option is not None and is_option and not _has_label(block, option[1]):
        block.labels.append(option[1].upper())
        block.options.append(option[2].strip())
    elif block.options:
        block.options[-1] = f"{block.options[-1]}\n{line.strip()}".strip()
    else:
        block.stem.append(line.strip())


def _stray(line: int, text: str) -> ForeignQuestion:
    return ForeignQuestion(line, text[:WORDS]).refusing(Fault.NO_STEM)


def _question(block: _Block, answer: str) -> ForeignQuestion:
    stem = _NUMBER.sub("", "\n".join(block.stem), count=1)
    question = ForeignQuestion(
        block.line,
        " ".join(stem.split())[:WORDS],
        stem=Said(either=stem),
        options=tuple(Said(either=option) for option in block.options),
    )
    if not block.options:
        return question.refusing(Fault.NOT_A_QUESTION)
    with_words = _WITH_WORDS.fullmatch(answer)
    letters = keys.letters_of(with_words[1] if with_words else answer)
    if not letters:
        return question.refusing(Fault.NO_KEY)
    places = [keys.place_among(letter, block.labels) for letter in letters]
    if None in places:
        return question.refusing(Fault.KEY_UNKNOWN, key=letters[places.index(None)])
    if -1 in places:
        return question.refusing(Fault.KEY_AMBIGUOUS, key=letters[places.index(-1)])
    right = frozenset(place for place in places if place is not None)
    return replace(question, keys=right, kind=Kind.MULTIPLE if len(right) > 1 else Kind.SINGLE)
