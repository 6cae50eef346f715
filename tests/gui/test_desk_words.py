"""Every sentence of the desk is there in Kyrgyz and Russian, with the same fields."""

import ast
import string
from pathlib import Path

import pytest

import station.ui.proctor as desk
from resources.texts import texts_for
from station.domain import events as e
from station.domain.admitted import Caution, Notice, Problem
from station.domain.errors import Reason
from station.services.overview import JournalLine
from station.ui.proctor import appeal_words as appeals
from station.ui.proctor import choices, close, frame, hall, incident, protocols
from station.ui.proctor import journal_words as journal
from station.ui.proctor import list_words as lists
from station.ui.proctor import words as shared
from station.ui.proctor.journal_words import sentence
from station.ui.proctor.list_words import caution_words, column_words, place_of, problem_words

FOLDER = Path(str(desk.__file__)).parent


def sentences() -> set[str]:
    """Whatever is said by a literal, and the tables of words."""
    found: set[str] = set()
    for path in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
                continue
            owner = ast.unparse(node.func.value)
            if node.func.attr in ("say", "_say") or (node.func.attr == "get" and owner.endswith("texts")):
                found |= {part.value for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant)}
    for table in (
        shared.LANGUAGES, shared.GROUNDS, shared.WAYS, shared.ROLES, journal.SENTENCES, lists.COLUMNS, lists.HEAD,
        lists.PROBLEMS, lists.CAUTIONS, frame.TABS, protocols.PAPERS, incident.KINDS, incident.DECISIONS,
        appeals.DECISIONS, appeals.LEFT_GROUNDS, appeals.ENDINGS, appeals.SEATS, appeals.DOUBTS,
    ):  # fmt: skip
        found |= set(table.values())
    found |= {words for words, _colour in (*hall.COUNTERS.values(), *close._PARTS.values())}
    found |= {text for chip in shared.CHIPS.values() for text in (chip.short, chip.whole)}
    return {text for text in found if isinstance(text, str) and text.strip() and text not in ("field", "value")}


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_every_sentence_is_translated_with_its_fields(language: str) -> None:
    texts = texts_for(language)
    for text in sorted(sentences()):
        told = texts.get(text)
        assert told != text or text == "E-mail", f"{language}: {text}"
        assert fields(told) == fields(text), f"{language}: {text}"


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_every_fault_of_a_list_has_words_with_its_place(language: str) -> None:
    texts = texts_for(language)
    facts = {
        "row": 7,
        "cell": "B7",
        "column": "full_name",
        "value": "x",
        "columns": "full_name, vacancy",
        "other_row": 3,
        "rows": 9,
        "limit": 5,
        "field": "date",
    }
    for reason in Reason:
        if reason.name.startswith("LIST_") and reason not in (
            Reason.LIST_UNREADABLE, Reason.LIST_WRONG_ENCODING, Reason.LIST_ALREADY_IMPORTED
        ):  # fmt: skip
            assert "{" not in problem_words(texts, Problem(reason, facts))
    for notice in Notice:
        assert "{" not in caution_words(texts, Caution(notice, {**facts, "file": "1", "typed": "2"}))
    assert place_of(facts) == "B7"
    told = problem_words(texts, Problem(Reason.LIST_NO_HEADINGS, facts))
    assert f"“{column_words(texts, 'full_name')}”, “{column_words(texts, 'vacancy')}”" in told
    told = problem_words(texts, Problem(Reason.LIST_DUPLICATE_DOCUMENT, {**facts, "other_list": "4"}))
    assert "4" in told


def test_every_event_about_a_candidate_has_a_sentence() -> None:
    about = {kind for kind, event in e.KINDS.items() if "candidate" in event.__dataclass_fields__}
    assert about <= set(journal.SENTENCES), about - set(journal.SENTENCES)


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_a_line_of_the_journal_is_a_sentence(language: str) -> None:
    facts = {
        "reason": choices.PAUSE[0].stored("өзүнчө"), "ground": "removal", "way": "score", "added_ms": 300_000,
        "act": "3", "number": "7", "slip": "T", "score": 5, "maximum": 9, "document": "x", "list_number": "5", "row": 2,
        "order_number": "14-к", "why": "appeal_late", "how": "idle", "decision": "unchanged", "before": 5, "after": 5,
    }  # fmt: skip
    for kind in journal.SENTENCES:
        refusal = {"reason": "resume_needs_staff", "seat": "07"} if kind == "code_refused" else {}
        told = sentence(texts_for(language), JournalLine(1, 0, kind, "S1", facts | refusal))
        assert "{" not in told
        assert "|" not in told


def test_reasons_are_recorded_in_kyrgyz_and_russian_and_read_in_any_language() -> None:
    for offered in choices.ALL.values():
        assert offered[-1].id == choices.OTHER
        for choice in offered[:-1]:
            stored = choice.stored(" жазуу ")
            assert stored == f"{choice.ky} | {choice.ru}: жазуу"
            assert choices.reason_for("en", stored) == f"{choice.en}: жазуу"
    assert choices.UNDO_SEEN[-1].stored("өз сөзү") == "өз сөзү"
    assert choices.reason_for("ky", "өз сөзү") == "өз сөзү"
