"""What an import and an export tell about single questions, in words: faults, notes, outcomes, losses."""

import csv
import io
from collections.abc import Mapping

from question_bank.formats.foreign import Carried, Fault
from resources.texts import Texts
from station.services.bank.facts import ImportLook, ImportRow, Loss

FAULTS: Mapping[Fault, str] = {
    Fault.NO_STEM: "There are no words of the question.",
    Fault.NO_KEY: "No answer is marked as right. Write its letter as the key, or put * before it.",
    Fault.TWO_KEYS: "A question with one answer has {count} right ones marked.",
    Fault.KEY_UNKNOWN: "The key “{key}” is none of its answers. Write a letter, a number or the words of an answer.",
    Fault.KEY_AMBIGUOUS: "The key “{key}” may be a Latin or a Cyrillic letter; both name an answer.",
    Fault.KEY_TWO_WAYS: "The key “{key}” may mean two answers. Write the letter of the right one.",
    Fault.FORMULA: "The formula “{formula}” has no value. Open the file in a spreadsheet program and save it.",
    Fault.EQUAL_OPTIONS: "Answers {options} are equal.",
    Fault.EMPTY_OPTION: "Answer {option} is empty.",
    Fault.ONE_OPTION: "There must be at least 2 answers, there are {count}.",
    Fault.TOO_MANY_OPTIONS: "There may be at most {limit} answers, there are {count}.",
    Fault.DIFFICULTY_WRONG: "The difficulty “{value}” is not a number from 1 to 5.",
    Fault.KIND_UNKNOWN: "The kind “{value}” is not known; one or several answers are.",
    Fault.FORMAT_UNKNOWN: "The format of text “{value}” is not known.",
    Fault.NOT_A_QUESTION: "This is text without answers, not a question.",
    Fault.BRACES: "A curly brace is missing or one too many.",
    Fault.TYPE_ESSAY: "A question with a free answer: the test has none.",
    Fault.TYPE_MATCHING: "A matching question: the test has none.",
    Fault.TYPE_NUMERICAL: "A question with a number as answer: the test has none.",
    Fault.TYPE_SHORT_ANSWER: "A question with a typed answer: the test has none.",
    Fault.TYPE_CLOZE: "A text with gaps: the test has none.",
    Fault.TYPE_DESCRIPTION: "A text without a question.",
    Fault.TYPE_OTHER: "The kind of question “{type}” is not one of the test's.",
    Fault.SECTION_UNKNOWN: "The bank has no section “{section}”. Say above which one is meant.",
    Fault.SECTION_MISSING: "No section is given. Choose one for the whole file above.",
    Fault.ID_TWICE: "The number {id} stands in line {other_line} already.",
    Fault.QUESTION_TWICE: "The same words stand in line {other_line} already.",
    Fault.IN_REVIEW: "Question {question} is in review; it can be changed when it comes back.",
    Fault.RETIRED: "Question {question} is out of use.",
    Fault.PICTURES_AT_STAKE: "Question {question} has pictures in the bank that this format would lose.",
    Fault.LANGUAGE_UNSURE: "It is not clear whether this is Kyrgyz or Russian. Choose the language above.",
    Fault.LETTERS_LOST: "Kyrgyz letters are lost in “{word}”.",
    Fault.GARBLED: "“{word}” is garbled: the letters are of another encoding.",
    Fault.PICTURE_MISSING: "The picture “{picture}” is not in the file.",
    Fault.PICTURE_OUTSIDE: "The picture “{picture}” lies on another computer and is not fetched.",
    Fault.PICTURE_BAD: "The picture “{picture}” cannot be read or made safe.",
    Fault.PICTURE_TOO_LARGE: "The picture “{picture}” is larger than {limit_mib} MiB.",
    Fault.NEW_VERSION: "It is approved in the bank: a new version after {version} is written as a draft.",
    Fault.TRUE_FALSE: "Taken as a choice of two answers.",
    Fault.PARTIAL_CREDIT: "Parts of a point are left out: all or nothing counts here.",
    Fault.FEEDBACK_LEFT: "Words shown after an answer are left out.",
    Fault.HTML_REMOVED: "Left out of the formatting: {what}.",
    Fault.MARKDOWN_KEPT: "Signs of Markdown are kept letter for letter.",
    Fault.SIGNS_AS_TEXT: "“=” or “~” within an answer is taken as text.",
    Fault.ID_NOT_KEPT: "The file's number {id} is not kept.",
    Fault.TAGS_LEFT: "Tags are left out: {tags}.",
    Fault.LANGUAGE_LEFT: "The language “{language}” is left out.",
    Fault.LANGUAGE_ASSUMED: "Taken as {language}, as the other questions of the file.",
    Fault.LANGUAGE_NEITHER: "There is no Cyrillic letter in it; taken as {language}.",
    Fault.COLUMN_LEFT: "The column “{column}” is left out.",
    Fault.FILES_LEFT: "Files that no text shows are left out: {files}.",
}
OUTCOMES: Mapping[str, tuple[str, str, str]] = {
    "taken": ("new question", "ok", "plus"),
    "changed": ("changes a question", "info", "again"),
    "same": ("nothing new", "plain", "minus"),
    "refused": ("refused", "danger", "danger"),
}
"""What becomes of a row: words, kind of chip, icon."""

LOSSES: Mapping[Carried, str] = {
    Carried.PICTURES: "pictures",
    Carried.STATE: "states: what comes back becomes a draft",
    Carried.HISTORY: "the history of who did what",
    Carried.MEASURED: "the measured difficulty",
    Carried.UNFINISHED: "unfinished questions: an import would refuse them",
}
_LANGUAGES = {"ky": "Kyrgyz", "ru": "Russian"}


def fault_words(texts: Texts, fault: str, facts: Mapping[str, str | int]) -> str:
    """The sentence of a fault or note; what is not known as it is."""
    if fault not in set(Fault):
        return fault
    if facts.get("language") in _LANGUAGES:
        facts = {**facts, "language": texts.get(_LANGUAGES[str(facts["language"])])}
    return texts.get(FAULTS[Fault(fault)]).format(**facts)


def row_words(texts: Texts, row: ImportRow) -> str:
    """Why a row is refused, or what is to be known of one that is taken; "" where nothing is."""
    told = [fault_words(texts, row.reason, row.facts)] if row.reason else []
    return " ".join(told + [fault_words(texts, note, facts) for note, facts in row.notes])


def loss_words(texts: Texts, loss: Loss) -> str:
    """What a format leaves out."""
    return texts.get(LOSSES[Carried(loss.what)]) if loss.what in set(Carried) else loss.what


def report_csv(texts: Texts, look: ImportLook) -> bytes:
    """The whole preview as a table for a spreadsheet program: UTF-8 with its mark, semicolons, one line a row.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    made = io.StringIO()
    table = csv.writer(made, delimiter=";", lineterminator="\r\n")
    table.writerow(texts.get(head) for head in ("Line", "Number", "Question", "Outcome", "Why"))
    for row in look.rows:
        outcome = texts.get(OUTCOMES[row.outcome][0])
        table.writerow(map(_harmless, (str(row.line), row.question, row.words, outcome, row_words(texts, row))))
    return b"\xef\xbb\xbf" + made.getvalue().encode()


def _harmless(cell: str) -> str:
    return "'" + cell if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
