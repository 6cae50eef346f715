"""GIFT, the text format of Moodle, read: every question of the file comes back, taken or refused with its reason.

Written by other systems and by hand, so read more patiently than Moodle does: see `gift_blocks`, and below what
becomes of an unescaped "=" within an answer. Nothing is corrected without a note.
"""

import re
from dataclasses import dataclass, replace

from question_bank.formats import background
from question_bank.formats.foreign import Fault, ForeignQuestion, Said, remark
from question_bank.formats.gift_blocks import Block, answers_in, blocks, groups, unmask
from question_bank.formats.html_text import Form, to_plain
from question_bank.formats.texts import WORDS, with_texts
from question_bank.formats.weights import FULL, Weighed, weighed
from question_bank.model import LEAST_OPTIONS, Kind

_TITLE = re.compile(r"::(.*?)::", re.DOTALL)
_FORM = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_FORMS = {"html": Form.HTML, "moodle": Form.AUTO, "plain": Form.PLAIN, "markdown": Form.MARKDOWN}
_ID = re.compile(r"\[id:((?:\\\]|[^\]\x00-\x1f])+)\]")
_TAG = re.compile(r"\[tag:((?:\\\]|[^\]<>`\x00-\x1f])+)\]")
_WEIGHT = re.compile(r"\s*%\s*(-?\d+(?:[.,]\d+)?)\s*%")
_CLOZE = re.compile(r"\d*:[A-Z_]{2,}:")
_TRUE = frozenset(["T", "TRUE", "ВЕРНО", "ИСТИНА", "ДА"])
_FALSE = frozenset(["F", "FALSE", "НЕВЕРНО", "ЛОЖЬ", "НЕТ"])
TRUE_FALSE = (Said("Туура", "Верно"), Said("Туура эмес", "Неверно"))
_WAYS = tuple(re.compile(way, re.MULTILINE) for way in (r"~?=|~", r"^[ \t]*(?:~?=|~)", r"(?:(?<=\s)|^)(?:~?=|~)"))


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a choice: its words, its share of the point in percent, whether a "=" says that it is right."""

    text: str
    weight: float
    is_right: bool
    has_feedback: bool = False


def read(text: str) -> tuple[ForeignQuestion, ...]:
    """All questions of a GIFT text in their order."""
    return tuple(_question(block) for block in blocks(text))


def _question(block: Block) -> ForeignQuestion:
    text = block.text
    title = _TITLE.match(text)
    body = text[title.end() :] if title else text
    name = " ".join(unmask(title[1]).split()) if title else ""
    shown = " ".join(to_plain(unmask(_FORM.sub("", body, count=1))).split()) or name
    question = ForeignQuestion(block.line, shown[:WORDS], category=background.path_of(block.category))
    if block.is_broken:
        return question.refusing(Fault.BRACES)
    found = groups(body)
    if not found:
        return question.refusing(Fault.NOT_A_QUESTION)
    begin, end = answers_in(body) or found[-1]
    after = body[end:].strip()
    stem = f"{body[:begin].rstrip()} _____{'' if after[0] in '.,;:?!' else ' '}{after}" if after else body[:begin]
    labelled, is_ours = _labelled(question, block)
    return _with_answers(labelled, is_ours, stem.strip(), body[begin + 1 : end - 1].strip())


def _labelled(question: ForeignQuestion, block: Block) -> tuple[ForeignQuestion, bool]:
    """With what Moodle writes into the comments before a question, and whether it is marked as all or nothing."""
    comments = unmask("\n".join(block.comments))
    found = _ID.search(comments)
    tags = background.read_tags(tag.replace("\\]", "]") for tag in _TAG.findall(comments))
    labelled = replace(
        question,
        id=found[1].replace("\\]", "]").strip() if found else "",
        difficulty=tags.difficulty,
        enemies=tags.enemies,
        is_rich=tags.is_formatted,
        is_said_rich=tags.is_formatted,
    )
    if tags.left:
        labelled = labelled.noting(remark(Fault.TAGS_LEFT, tags=", ".join(tags.left)))
    return labelled, tags.is_all_or_nothing


def _with_answers(question: ForeignQuestion, is_ours: bool, stem: str, inner: str) -> ForeignQuestion:
    answers, _mark, feedback = inner.rpartition("####") if "####" in inner else (inner, "", "")
    answers = answers.strip()
    stem_form, stem = _formed(stem, Form.AUTO)
    feedback_form, feedback = _formed(feedback, stem_form)
    told = background.read_background(unmask(feedback).strip(), feedback_form)
    question = replace(question, source=told.source, notes=told.notes, descriptions=told.descriptions)
    fault = _other_type(answers)
    if fault:
        return question.refusing(fault)
    verdict = answers.partition("#")[0].strip().upper()
    if verdict in _TRUE | _FALSE:
        return _true_false(question, stem, stem_form, verdict in _TRUE, "#" in answers)
    choices, is_patient = _choices(answers)
    question = question.noting(remark(Fault.SIGNS_AS_TEXT)) if is_patient else question
    if any(choice.has_feedback for choice in choices):
        question = question.noting(remark(Fault.FEEDBACK_LEFT))
    return _worded(_weighed(choices).put(question, is_ours), stem, stem_form, choices)


def _other_type(answers: str) -> Fault | None:
    """The fault of answers that are no choice, told as Moodle tells its types apart; None for a choice."""
    if not answers:
        return Fault.TYPE_ESSAY
    if answers.startswith("#"):
        return Fault.TYPE_NUMERICAL
    if _CLOZE.match(answers):
        return Fault.TYPE_CLOZE
    if answers.partition("#")[0].strip().upper() in _TRUE | _FALSE or "~" in answers:
        return None
    return Fault.TYPE_MATCHING if "=" in answers and "->" in answers else Fault.TYPE_SHORT_ANSWER


def _true_false(question: ForeignQuestion, stem: str, form: Form, is_true: bool, has_feedback: bool) -> ForeignQuestion:
    made = with_texts(question, [(unmask(stem), form)]).noting(remark(Fault.TRUE_FALSE))
    made = replace(made, options=TRUE_FALSE, keys=frozenset({0 if is_true else 1}))
    return made.noting(remark(Fault.FEEDBACK_LEFT)) if has_feedback else made


# --- the answers of a choice ---


def _choices(text: str) -> tuple[list[Answer], bool]:
    """The answers, and whether signs within their words were taken as text.

    Moodle parts at every bare "=" and "~". Where that gives no sound question ("~E=mc2" by hand), only signs at the
    beginning of a line part, then only signs after a blank; the first way that gives a sound one counts.
    """
    tried = []
    for way in _WAYS:
        tried.append(_cut(text, way))
        if _is_sound(tried[-1]):
            return tried[-1], len(tried) > 1
    return (tried[1] if len(tried[1]) > 1 else tried[0]), False


def _cut(text: str, way: re.Pattern[str]) -> list[Answer]:
    signs = list(way.finditer(text))
    ends = [sign.start() for sign in signs] + [len(text)]
    made = [_answer("=" in sign[0], text[sign.end() : end]) for sign, end in zip(signs, ends[1:], strict=True)]
    before = text[: ends[0]].strip()
    return [_answer(False, before), *made] if before else made  # without a sign it is a wrong one, as in Moodle


def _answer(is_right: bool, text: str) -> Answer:
    weight = _WEIGHT.match(text)
    words, mark, feedback = (text[weight.end() :] if weight else text).partition("#")
    share = float(weight[1].replace(",", ".")) if weight else FULL * is_right
    return Answer(words.strip(), share, is_right and not weight, bool(mark and feedback.strip()))


def _is_sound(choices: list[Answer]) -> bool:
    return len(choices) >= LEAST_OPTIONS and all(choice.text for choice in choices) and not _weighed(choices).wrong


def _weighed(choices: list[Answer]) -> Weighed:
    """By Moodle's rule: one "=" makes a choice of one."""
    kind = Kind.SINGLE if any(choice.is_right for choice in choices) else Kind.MULTIPLE
    return weighed(kind, [choice.weight for choice in choices])


# --- texts ---


def _formed(text: str, form: Form) -> tuple[Form, str]:
    """The form that a text names in brackets before it, else the one given, and the text without that name."""
    found = _FORM.match(text)
    return (_FORMS[found[1].lower()], text[found.end() :]) if found else (form, text)


def _worded(question: ForeignQuestion, stem: str, form: Form, choices: list[Answer]) -> ForeignQuestion:
    formed = [(form, stem), *(_formed(choice.text, form) for choice in choices)]
    return with_texts(question, [(unmask(text), each) for each, text in formed])
