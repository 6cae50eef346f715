"""A bank release as text: one manifest and one file per section, each with its SHA-256."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from question_bank.model import Bank, Bilingual, Option, Question, Section


class BankDamaged(Exception):
    """The release does not say what its manifest promises; `where` names the file or question."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


def question_to(question: Question) -> dict[str, Any]:
    """The plain form of a question, as stored in files and snapshots."""
    return {
        "id": question.id,
        "version": question.version,
        "section": question.section,
        "stem": {"ky": question.stem.ky, "ru": question.stem.ru},
        "options": [
            {"id": option.id, "text": {"ky": option.text.ky, "ru": option.text.ru}} for option in question.options
        ],
        "key": sorted(question.key),
        "source": {"ky": question.source.ky, "ru": question.source.ru},
    }


def question_from(plain: Mapping[str, Any], section: str = "") -> Question:
    """The question of its plain form. Raises BankDamaged where a field is missing or the key names no option."""
    name = "?"
    try:
        name = str(plain["id"])
        question = Question(
            id=name,
            version=plain["version"],
            section=plain.get("section") or section,
            stem=_both(plain["stem"]),
            options=tuple(Option(option["id"], _both(option["text"])) for option in plain["options"]),
            key=frozenset(plain["key"]),
            source=_both(plain["source"]),
        )
    except (KeyError, TypeError) as error:
        raise BankDamaged(name) from error
    ids = [option.id for option in question.options]
    if not question.key or not question.key <= set(ids) or len(set(ids)) != len(ids) or not 2 <= len(ids) <= 8:
        raise BankDamaged(name)
    return question


def parse_bank(manifest: bytes, files: Mapping[str, bytes]) -> Bank:
    """The bank of a manifest and the section files it names. Raises BankDamaged for anything that does not fit."""
    try:
        head = json.loads(manifest)
        sections = tuple(Section(item["id"], _both(item["title"])) for item in head["sections"])
        known = {section.id for section in sections}
        questions: dict[str, Question] = {}
        for name, sha256 in head["files"].items():
            if hashlib.sha256(files[name]).hexdigest() != sha256:
                raise BankDamaged(name)
            content = json.loads(files[name])
            for plain in content["questions"]:
                question = question_from(plain, content["section"])
                if question.id in questions or question.section not in known:
                    raise BankDamaged(question.id)
                questions[question.id] = question
        return Bank(head["version"], head["approved_by_act"], sections, questions)
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise BankDamaged("manifest") from error


def _both(plain: Mapping[str, str]) -> Bilingual:
    return Bilingual(plain["ky"], plain["ru"])
