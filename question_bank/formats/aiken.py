"""Aiken, the plainest of the text formats, read: a stem, lettered options, "ANSWER: B". Written by hand mostly, so
Cyrillic letters or numbers, several lines of a stem or an option, and missing blank lines are read as they are meant.

Teachers mark the right answer in place, too, instead of a line below: "*Б) Бишкек", "+ Бишкек" among "- Ош". Such
marks count in a question without an answer line.
"""

import re
from dataclasses import dataclass, field, replace

from question_bank.formats import keys
from question_bank.formats.foreign import Fault, ForeignQuestion, Said, remark
from question_bank.formats.html_text import harmless
from question_bank.formats.marks import Marked, marked, style_of
from question_bank.formats.texts import WORDS
from question_bank.model import Kind

_ANSWER = re.compile(
    r"\s*[(*]?\s*(?:(?:ANSWERS?|CORRECT(?: ANSWERS?)?|ОТВЕТЫ?|ЖООП(?:ТОР)?|ТУУРА ЖООП(?:ТОР)?|КЛЮЧИ?|АЧКЫЧ"
    r"|(?:ПРАВИЛЬНЫ|ВЕРНЫ)[ЙЕ] (?:ОТВЕТЫ?|ВАРИАНТЫ?(?: ОТВЕТА)?))\s*[:：=–—-]\s*(.*)"
    r"|(?:ANSWER|ОТВЕТ|ЖООП|(?:ПРАВИЛЬНЫЙ|ВЕРНЫЙ) ОТВЕТ)\s+([A-HА-З1-9])\s*[.)]?\s*)",
    re.IGNORECASE,
)
_OPTION = re.compile(r"\s*([*+]?)\s*([A-HА-Зa-hа-зСсНн]|\d\d?)\s?([.)])\s*(.*)")
_SIGNED = re.compile(r"\s*[+*–—-]\s*\S.*")
_FEEDBACK = re.compile(r"\s*(?:FEEDBACK|EXPLANATION|ПОЯСНЕНИЕ|КОММЕНТАРИЙ)\s*:", re.IGNORECASE)
_NUMBER = re.compile(r"\s*(?:#\s+|(?:(?:вопрос|суроо|question)\s*)?№?\s*\d{1,4}\s*[.):]\s+)(?=\S)", re.IGNORECASE)

# Of Russian testing programs: "I: 12", "S: the question", "+: right", "-: wrong".
_ACT = re.compile(r"^\s*\+:", re.MULTILINE)
_ACT_NUMBER, _ACT_STEM = re.compile(r"\s*I:.*"), re.compile(r"^\s*S:\s*")


@dataclass
class _Block:
    """What stands between two answers. `signs` stand before the label of an option, `lines` are options as written."""

    line: int = 0
    stem: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    signs: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    point: str = ""

    def __bool__(self) -> bool:
        return bool(self.stem or self.options)

    @property
    def is_lettered(self) -> bool:
        """Whether its options have letters, not numbers or signs alone."""
        return bool(self.labels) and self.labels[0].isalpha()

    def add(self, label: str, words: str, sign: str, line: str) -> None:
        """A further option."""
        self.labels.append(label.upper())
        self.options.append(words.strip())
        self.signs.append(sign)
        self.lines.append(line.strip())

    def goes_on(self, line: str) -> None:
        """A line of the last option, or of the stem."""
        if self.options:
            self.options[-1] = f"{self.options[-1]}\n{line.strip()}".strip()
            self.lines[-1] = f"{self.lines[-1]}\n{line.strip()}"
        else:
            self.stem.append(line.strip())

    def without_options(self) -> None:
        """A list that turned out to belong to the stem, as the letters begin only now."""
        self.stem += self.lines
        self.labels, self.options, self.signs, self.lines = [], [], [], []


def is_aiken(text: str) -> bool:
    """Whether a text has questions of this kind: answer lines, or answers marked in place."""
    return any(_ANSWER.fullmatch(line) for line in text.split("\n")) or any(question.keys for question in read(text))


def read(text: str) -> tuple[ForeignQuestion, ...]:
    """All questions of an Aiken text in their order; one without an answer line is refused, as is stray text."""
    found: list[ForeignQuestion] = []
    block = _Block()
    is_after_blank = has_answer = False
    is_act = _ACT.search(text) is not None
    for number, written in enumerate(harmless(text).split("\n"), 1):
        line = _ACT_STEM.sub("", written, count=1) if is_act else written
        stripped = line.strip()
        if not stripped or (is_act and _ACT_NUMBER.fullmatch(line)):
            is_after_blank = True
            continue
        if answer := _ANSWER.fullmatch(line):
            if block:
                found.append(_question(block, (answer[1] or answer[2] or "").strip()))
            elif has_answer and not is_after_blank:
                found[-1] = found[-1].refusing(Fault.TWO_KEYS, count=2)
            else:
                found.append(_stray(number, stripped))
            block, has_answer = _Block(), True
        elif has_answer and not block and _FEEDBACK.match(line):
            found[-1] = found[-1].noting(remark(Fault.FEEDBACK_LEFT))
        else:
            if block.options and _begins_another(block, line, is_after_blank):
                found.append(_question(block, None))
                block = _Block()
            _add(block, number, line)
            has_answer = False
        is_after_blank = False
    if block:
        found.append(_question(block, None))
    return tuple(found)


def _begins_another(block: _Block, line: str, is_after_blank: bool) -> bool:
    """Whether a line begins the next question although no answer line ended the one before."""
    if _is_next(block, line) and (block.is_lettered or not is_after_blank):
        return False
    is_marked = not block.labels[0] or any(block.signs)
    return is_after_blank or (is_marked and _NUMBER.match(line) is not None)


def _is_next(block: _Block, line: str) -> bool:
    """Whether a line is a further option of a block that has some."""
    option = _OPTION.fullmatch(line)
    if not block.labels[0]:
        return _SIGNED.fullmatch(line) is not None
    if option is None:
        return False
    if block.is_lettered:
        return not option[2].isdigit() and not _has_label(block, option[2])
    return option[2] == str(len(block.labels) + 1) and option[3] == block.point


def _has_label(block: _Block, label: str) -> bool:
    return keys.folded(label) in {keys.folded(known) for known in block.labels}


def _add(block: _Block, number: int, line: str) -> None:
    block.line = block.line or number
    option = _OPTION.fullmatch(line)
    if option is not None and keys.folded(option[2]) == "A" and block.options and not block.is_lettered:
        block.without_options()
    if not block.stem:
        block.stem.append(line.strip())
    elif block.options:
        if not _is_next(block, line):
            block.goes_on(line)
        elif option is not None and block.labels[0]:
            block.add(option[2], option[4], option[1], line)
        else:
            block.add("", line, "", line)
    elif option is not None and (keys.folded(option[2]) == "A" or option[2] == "1"):
        block.point = option[3]
        block.add(option[2], option[4], option[1], line)
    elif _SIGNED.fullmatch(line):
        block.add("", line, "", line)
    else:
        block.goes_on(line)


def _stray(line: int, text: str) -> ForeignQuestion:
    return ForeignQuestion(line, text[:WORDS]).refusing(Fault.NO_STEM)


def _question(block: _Block, answer: str | None) -> ForeignQuestion:
    """The question of a block; `answer` is what its answer line says, None without one."""
    if not block.options:
        _in_one_line(block)
    stem = "\n".join(block.stem)
    number = _NUMBER.match(stem)
    stem = stem[number.end() :] if number else stem
    question = ForeignQuestion(
        block.line,
        " ".join(stem.split())[:WORDS],
        stem=Said(either=stem),
        options=tuple(Said(either=option) for option in block.options),
    )
    if not block.options:
        return question.refusing(Fault.NOT_A_QUESTION)
    if answer is None:
        return _with_marks(question, block)
    right = _named(answer, block)
    if isinstance(right, Fault):
        return question.refusing(right, key=answer[:20]) if answer else question.refusing(Fault.NO_KEY)
    signed = {place for place, sign in enumerate(block.signs) if sign}
    if signed and signed != right:
        return question.refusing(Fault.TWO_KEYS, count=len(signed | right))
    return _keyed(question, right)


def _in_one_line(block: _Block) -> None:
    """Options that stand behind the stem in its last line: "Столица? а) Ош б) Бишкек"."""
    before, labels, options = keys.listed(block.stem[-1])
    if before and len(labels) > 1:
        block.stem[-1] = before
        for label, words in zip(labels, options, strict=True):
            block.add(label, words, "", words)


def _keyed(question: ForeignQuestion, right: frozenset[int]) -> ForeignQuestion:
    return replace(question, keys=right, kind=Kind.MULTIPLE if len(right) > 1 else Kind.SINGLE)


def _with_marks(question: ForeignQuestion, block: _Block) -> ForeignQuestion:
    """With the right answers that are marked in place."""
    signed = frozenset(place for place, sign in enumerate(block.signs) if sign)
    if signed:
        return _keyed(question, signed)
    style = style_of([question.options])
    found: Marked | None = marked(question.options, style) if style else None
    if found is None:
        return question.refusing(Fault.NO_KEY)
    return _keyed(replace(question, options=found.options), found.keys)


def _named(answer: str, block: _Block) -> frozenset[int] | Fault:
    """The places of the options that an answer line names: by their labels, else by their words."""
    label, _words = keys.with_words(answer)  # "ANSWER: B. Bishkek"
    letters = keys.letters_of(label or answer)
    places = [keys.place_among(letter, block.labels) for letter in letters]
    if places and None not in places:
        return Fault.KEY_AMBIGUOUS if -1 in places else frozenset(place for place in places if place is not None)
    named = keys.named_by_words(answer, [[option] for option in block.options])
    if named is None:
        return Fault.KEY_UNKNOWN
    return Fault.KEY_TWO_WAYS if named == -1 else frozenset({named})
