"""A bank release as text: one manifest and one file per section, each with its SHA-256."""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from question_bank.model import (
    EASIEST,
    HARDEST,
    LEAST_OPTIONS,
    MOST_OPTIONS,
    NOTHING,
    Bank,
    Bilingual,
    Kind,
    Option,
    Picture,
    Question,
    Section,
)


class BankDamaged(Exception):
    """The release does not say what its manifest promises; `where` names the file or question."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


def question_to(question: Question) -> dict[str, Any]:
    """The plain form of a question, as stored in files, snapshots and the bank; what is at its default is left out."""
    return {
        "id": question.id,
        "version": question.version,
        "section": question.section,
        "stem": _plain(question.stem),
        "options": [{"id": option.id, "text": _plain(option.text)} for option in question.options],
        "key": sorted(question.key),
        "source": _plain(question.source),
        **{name: value for name, value in _further(question) if value},
    }


def _further(question: Question) -> Iterator[tuple[str, Any]]:
    """What a question may have besides; left out when empty, so that older releases keep their hashes."""
    yield "kind", "" if question.kind is Kind.SINGLE else question.kind.value
    yield "is_rich", question.is_rich
    yield "pictures", [_picture_to(picture) for picture in question.pictures]
    yield "topic", question.topic
    yield "difficulty", question.difficulty
    yield "measured", question.measured
    yield "enemies", sorted(question.enemies)
    yield "notes", _plain(question.notes) if question.notes != NOTHING else None


def _picture_to(picture: Picture) -> dict[str, Any]:
    data = base64.b64encode(picture.data).decode()
    return {"name": picture.name, "media": picture.media, "data": data, "description": _plain(picture.description)}


def question_from(plain: Mapping[str, Any], section: str = "") -> Question:
    """The question of its plain form. Raises BankDamaged where a field is missing or the key names no option."""
    question = draft_from(plain, section)
    if not is_sound(question):
        raise BankDamaged(question.id)
    return question


def draft_from(plain: Mapping[str, Any], section: str = "") -> Question:
    """The question of its plain form, however unfinished. Raises BankDamaged where a field is missing."""
    name = "?"
    try:
        name = str(plain["id"])
        return Question(
            id=name,
            version=plain["version"],
            section=plain.get("section") or section,
            stem=_both(plain["stem"]),
            options=tuple(Option(option["id"], _both(option["text"])) for option in plain["options"]),
            key=frozenset(plain["key"]),
            source=_both(plain["source"]),
            kind=Kind(plain.get("kind", "single")),
            is_rich=bool(plain.get("is_rich")),
            pictures=tuple(_picture_from(picture) for picture in plain.get("pictures", ())),
            topic=plain.get("topic", ""),
            difficulty=plain.get("difficulty", 0),
            measured=plain.get("measured", 0),
            enemies=frozenset(plain.get("enemies", ())),
            notes=_both(plain["notes"]) if "notes" in plain else NOTHING,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BankDamaged(name) from error


def is_sound(question: Question) -> bool:
    """Whether a kiosk can show and score it: options, key and numbers are in their bounds."""
    ids = [option.id for option in question.options]
    return (
        bool(question.key)
        and question.key <= set(ids)
        and len(set(ids)) == len(ids)
        and LEAST_OPTIONS <= len(ids) <= MOST_OPTIONS
        and (question.kind is Kind.MULTIPLE or len(question.key) == 1)
        and question.difficulty in range(HARDEST + 1)
        and (question.measured == 0 or EASIEST * 100 <= question.measured <= HARDEST * 100)
    )


def _picture_from(plain: Mapping[str, Any]) -> Picture:
    data = base64.b64decode(plain["data"], validate=True)
    return Picture(plain["name"], plain["media"], data, _both(plain["description"]))


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


def _plain(both: Bilingual) -> dict[str, str]:
    return {"ky": both.ky, "ru": both.ru}


def _both(plain: Mapping[str, str]) -> Bilingual:
    return Bilingual(plain["ky"], plain["ru"])
