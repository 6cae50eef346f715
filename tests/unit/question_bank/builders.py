"""Questions, banks and releases with plain defaults."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from question_bank.model import Bank, Bilingual, Kind, Option, Question, Section
from question_bank.package import question_to


def both(text: str) -> Bilingual:
    """One text, told apart by language."""
    return Bilingual(f"{text} ky", f"{text} ru")


def question(
    name: str = "S1-001",
    section: str = "S1",
    *,
    options: Iterable[str] = "abcd",
    key: Iterable[str] = "a",
    version: int = 1,
) -> Question:
    """A question whose texts differ from every other question's; with several keys it asks for several answers."""
    return Question(
        name,
        version,
        section,
        both(f"stem {name}"),
        tuple(Option(option, both(f"option {option} of {name}")) for option in options),
        frozenset(key),
        both("source"),
        Kind.MULTIPLE if len(frozenset(key)) > 1 else Kind.SINGLE,
    )


def questions(per_section: Mapping[str, int]) -> list[Question]:
    """That many questions in each section: S1-001, S1-002, ..."""
    return [
        question(f"{section}-{number:03d}", section, key="abcd"[number % 4])
        for section, count in per_section.items()
        for number in range(1, count + 1)
    ]


def bank(*held: Question, version: str = "2026-1") -> Bank:
    """A bank of these questions."""
    names = sorted({item.section for item in held})
    return Bank(
        version, "No 1", tuple(Section(name, both(name)) for name in names), {item.id: item for item in held}
    )


def section_file(section: str, held: Iterable[Question]) -> dict[str, Any]:
    """The content of one file of a release."""
    plain = [question_to(item) for item in held]
    for item in plain:
        del item["section"]
    return {"section": section, "questions": plain}


def release(*held: Question, **changes: Any) -> tuple[bytes, dict[str, bytes]]:
    """Manifest and files of a release of these questions; `changes` replace fields of the manifest."""
    names = sorted({item.section for item in held})
    parts = {name: section_file(name, [item for item in held if item.section == name]) for name in names}
    files = {f"{name}.json": json.dumps(part).encode() for name, part in parts.items()}
    manifest = {
        "version": "2026-1",
        "approved_by_act": "No 1",
        "sections": [{"id": name, "title": {"ky": f"{name} ky", "ru": f"{name} ru"}} for name in names],
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
    }
    return json.dumps(manifest | changes).encode(), files


def repacked(content: Any, section: str = "S1") -> tuple[bytes, dict[str, bytes]]:
    """A release with one file of that content under a checksum that fits."""
    data = json.dumps(content).encode()
    manifest = {
        "version": "2026-1",
        "approved_by_act": "No 1",
        "sections": [{"id": section, "title": {"ky": "a", "ru": "b"}}],
        "files": {"one.json": hashlib.sha256(data).hexdigest()},
    }
    return json.dumps(manifest).encode(), {"one.json": data}
