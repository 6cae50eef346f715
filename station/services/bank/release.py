"""A release of the bank: the approved versions as files that `session prepare --bank` reads (R-24.1, R-24.2)."""

import datetime
import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from question_bank.content import question_of
from question_bank.measured import measured_weight
from question_bank.model import Question
from question_bank.package import BankDamaged, parse_bank, question_to
from question_bank.workflow import Role
from station.domain.errors import Reason, StationError
from station.services.bank.bank import Bank
from station.services.progress import Progress
from station.store import replace_file
from station.store.bank import Content
from station.store.disk import Disk, refusing

MANIFEST = "manifest.json"


def write(
    bank: Bank, folder: Path, *, number: str, date: str, version: str = "", progress: Progress | None = None
) -> dict[str, Any]:
    """Write a release into a new or empty folder and read it again; its questions count as used from now on.

    `number` and `date` (ISO) are those of the act that approves the release; `version` is made from the date where it
    is not given. What sessions showed of a version goes along as its measured difficulty. Returns the manifest.
    Raises BANK_NOT_SIGNED_IN, BANK_ROLE (approver), BANK_ACT_NUMBER, DATA_MISSING (nothing is approved), DATA_EXISTS
    (the folder has something in it, or there is a release of that version), DISK_FULL, DISK_FAILED, DATA_READ_ONLY,
    Cancelled: then nothing is left of it.
    """
    person = bank.with_role(Role.APPROVER)
    if not number.strip() or not _is_date(date):
        raise StationError(Reason.BANK_ACT_NUMBER)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StationError(Reason.DATA_EXISTS)
    versions = tuple(bank.store.approved())
    if not versions:
        raise StationError(Reason.DATA_MISSING)
    if version.strip() in {one["release"] for one in releases(bank)}:
        raise StationError(Reason.DATA_EXISTS)
    files = _files(bank, versions, progress)
    manifest: dict[str, Any] = {
        "version": version.strip() or _version(bank, date),
        "approved_by_act": f"№ {number.strip()}, {date}",
        "sections": [
            {"id": one.id, "title": {"ky": one.title.ky, "ru": one.title.ru}} for one in bank.sections()
        ],
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
    }  # fmt: skip
    packed = (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
    facts: dict[str, object] = {
        "release": manifest["version"], "act": manifest["approved_by_act"], "manifest": _sha256(packed),
    }  # fmt: skip
    try:
        _put(folder, {**files, MANIFEST: packed})
        with bank.store.act():
            bank.store.put_release(str(manifest["version"]), versions, facts, person.id, bank.now())
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return manifest


def _files(bank: Bank, versions: tuple[Content, ...], progress: Progress | None) -> dict[str, bytes]:
    measured = bank.store.all_measured()
    by_section: dict[str, list[Question]] = {}
    for at, content in enumerate(versions):
        if progress is not None and not at % 100:
            progress.at(at, len(versions))
        asked, right = measured.get((content.question, content.version), (0, 0))
        question = replace(question_of(content.content), measured=measured_weight(asked, right))
        by_section.setdefault(question.section, []).append(question)
    return {f"{section}.json": _packed(section, its) for section, its in sorted(by_section.items())}


def _packed(section: str, questions: list[Question]) -> bytes:
    plain = [{name: value for name, value in question_to(one).items() if name != "section"} for one in questions]
    return (json.dumps({"section": section, "questions": plain}, ensure_ascii=False, indent=1) + "\n").encode()


def _put(folder: Path, files: dict[str, bytes]) -> None:
    """Every file synced, the manifest last, and all of them read again from the disk."""
    with refusing():
        folder.mkdir(parents=True, exist_ok=True)
        Disk().sync_folder(folder.parent)
    for name, data in files.items():
        replace_file(folder / name, data)
    with refusing():
        again = {name: (folder / name).read_bytes() for name in files}
    parse_bank(again.pop(MANIFEST), again)


def releases(bank: Bank) -> Iterator[dict[str, Any]]:
    """What the chain says of each release, oldest first: release, act, manifest (hash), at_ms, by (name)."""
    names = bank.names()
    for row in bank.store.records("released"):
        yield {**json.loads(row.comment), "at_ms": row.at_ms, "by": names.get(row.person, row.person)}


def is_ours(bank: Bank, folder: Path) -> bool:
    """Whether a folder holds a release to the letter as this bank wrote it: the chain has its manifest's hash."""
    try:
        files = {path.name: path.read_bytes() for path in folder.iterdir()}
        manifest = files.pop(MANIFEST)
        parse_bank(manifest, files)
    except (OSError, KeyError, BankDamaged):
        return False
    return _sha256(manifest) in {one["manifest"] for one in releases(bank)}


def _version(bank: Bank, date: str) -> str:
    """Year, month and a number: "2026.11-1"."""
    front = f"{date[:4]}.{date[5:7]}-"
    numbers = [one["release"].removeprefix(front) for one in releases(bank) if one["release"].startswith(front)]
    return f"{front}{1 + max((int(number) for number in numbers if number.isdigit()), default=0)}"


def _is_date(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
