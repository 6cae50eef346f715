"""The one spelling of a question's content, and the hash by which steps, bundles and releases name it.

The spelling is that of `station.domain.journal.canonical` over `package.question_to`: NFC, keys sorted, no blanks.
"""

import hashlib
import json
import unicodedata
from collections.abc import Callable
from json.encoder import encode_basestring
from typing import Any

from question_bank.model import NOTHING, Kind, Question
from question_bank.package import BankDamaged, draft_from, question_to

_quoted: Callable[[str], str] = encode_basestring


def content_of(question: Question) -> str:
    """The canonical JSON of a question, however unfinished it is."""
    text = _spelt(question)
    # If the escaped whole is composed, so is each text in it. Where it is not, the texts must be composed before they
    # are escaped: an accent typed on a new line would fuse with the n of the escaped break.
    return text if unicodedata.is_normalized("NFC", text) else _dumped(_composed(question_to(question)))


def sha256_of(content: str) -> str:
    """Hex digest of a content."""
    return hashlib.sha256(content.encode()).hexdigest()


def question_of(content: str) -> Question:
    """The question of its content. Raises BankDamaged."""
    try:
        plain = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BankDamaged("?") from error
    return draft_from(plain)


def _spelt(question: Question) -> str:
    """Written out by hand: an import writes hundreds of thousands of them, and json.dumps takes four times as long."""
    quoted = _quoted
    options = ",".join(
        [
            f'{{"id":{quoted(option.id)},"text":{{"ky":{quoted(option.text.ky)},"ru":{quoted(option.text.ru)}}}}}'
            for option in question.options
        ]
    )
    stem, source = question.stem, question.source
    before, between, middle, pictures = _optional(question)
    topic = f'"topic":{quoted(question.topic)},' if question.topic else ""
    return (
        f'{{{before}"id":{quoted(question.id)},{between}"key":[{",".join(map(quoted, sorted(question.key)))}],{middle}'
        f'"options":[{options}],{pictures}"section":{quoted(question.section)},'
        f'"source":{{"ky":{quoted(source.ky)},"ru":{quoted(source.ru)}}},'
        f'"stem":{{"ky":{quoted(stem.ky)},"ru":{quoted(stem.ru)}}},'
        f'{topic}"version":{question.version}}}'
    )


def _optional(question: Question) -> tuple[str, str, str, str]:
    """What is left out at its default: what sorts before id, before key, before options, before section."""
    before = f'"difficulty":{question.difficulty},' if question.difficulty else ""
    if question.enemies:
        before += f'"enemies":{_dumped(sorted(question.enemies))},'
    middle = f'"kind":{_quoted(question.kind.value)},' if question.kind is not Kind.SINGLE else ""
    if question.measured:
        middle += f'"measured":{question.measured},'
    if question.notes is not NOTHING and question.notes != NOTHING:
        middle += f'"notes":{_dumped({"ky": question.notes.ky, "ru": question.notes.ru})},'
    pictures = f'"pictures":{_dumped(question_to(question)["pictures"])},' if question.pictures else ""
    return before, '"is_rich":true,' if question.is_rich else "", middle, pictures


def _dumped(plain: Any) -> str:
    return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _composed(plain: Any) -> Any:
    if isinstance(plain, str):
        return unicodedata.normalize("NFC", plain)
    if isinstance(plain, list):
        return [_composed(item) for item in plain]
    if isinstance(plain, dict):
        return {key: _composed(item) for key, item in plain.items()}
    return plain
