"""Banks for the benches: the sample's questions over and over, each with words of its own."""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from bench.hall import CHEAP
from question_bank.model import Bilingual, Question, Section
from question_bank.package import question_from
from question_bank.workflow import Role
from resources import SAMPLE
from station.services.bank import custody, editing
from station.services.bank.bank import Bank

PASSPHRASE = "0000 0000"
_PART = 500
_NOW_MS = 1_772_420_400_000


def sample_questions() -> list[Question]:
    """The 244 questions of the sample release."""
    files = [json.loads(path.read_bytes()) for path in sorted((SAMPLE / "bank").glob("S*.json"))]
    return [question_from(plain, file["section"]) for file in files for plain in file["questions"]]


def parts(count: int, seed: int = 1) -> Iterator[tuple[Question, ...]]:
    """`count` questions without ids, as an import brings them."""
    random, sample = Random(seed), sample_questions()
    words = [word for one in sample for word in re.findall(r"\w+", f"{one.stem.ky} {one.stem.ru}")]
    made = []
    for number in range(count):
        one = sample[number % len(sample)]
        own = [f"{text} {' '.join(random.sample(words, 6))}" for text in (one.stem.ky, f"{one.stem.ru} {number}")]
        made.append(replace(one, id="", stem=Bilingual(*own)))
        if len(made) == _PART:
            yield tuple(made)
            made = []
    if made:
        yield tuple(made)


def empty_bank(folder: Path) -> Bank:
    """A new bank with the sample's sections, its only member signed in."""
    manifest = json.loads((SAMPLE / "bank" / "manifest.json").read_bytes())
    sections = [Section(one["id"], Bilingual(one["title"]["ky"], one["title"]["ru"])) for one in manifest["sections"]]
    staff = [custody.StaffPlan("author", "Author", frozenset(Role), PASSPHRASE)]
    bank, _ = custody.create_bank(
        folder, name="Bench", pc="Bench", sections=sections, staff=staff, now_ms=lambda: _NOW_MS, cost=CHEAP
    )
    custody.sign_in(bank, "author", PASSPHRASE)
    return bank


def open_again(folder: Path) -> Bank:
    """The bank of a folder; deriving its key takes no time to speak of (the benches' cost)."""
    return custody.open_bank(folder, "author", PASSPHRASE, lambda: _NOW_MS)


def bank_of(count: int, folder: Path) -> Path:
    """The folder of a closed bank of so many questions; made once and used by all benches of one call."""
    made = folder.parent / f"bank-{count}"
    if not made.exists():
        print(f"  (a bank of {count} questions is made)", flush=True)
        beside = made.with_name(f"{made.name}.new")
        shutil.rmtree(beside, ignore_errors=True)
        bank = empty_bank(beside)
        editing.write_many(bank, parts(count), import_file="bench", format="bench")
        bank.close()
        beside.rename(made)
    return made
