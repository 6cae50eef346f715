"""The demo bank: made by its staff's own acts, sound, and everybody gets in with the passphrase from the file."""

import json
from pathlib import Path
from random import Random

import pytest

from question_bank.workflow import Act, State
from resources import SAMPLE
from station.services.bank import custody, finding, sample
from station.services.bank.completeness import missing
from station.services.bank.facts import Query
from tests.builders import MORNING_MS, FakeClock
from tests.services.bank.one_bank import COST

QUESTIONS = sum(len(json.loads(path.read_bytes())["questions"]) for path in (SAMPLE / "bank").glob("S*.json"))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demo bank that is closed."""
    folder = tmp_path_factory.mktemp("demo")
    made = sample.build(folder, FakeClock(), Random(1).randrange, cost=COST)
    made.bank.close()
    return folder


def opened(demo: Path, who: str = sample.AUTHOR) -> custody.Bank:
    """The demo bank, opened by one of its staff."""
    staff = json.loads((demo / "staff.json").read_bytes())["staff"]
    passphrase = next(person["passphrase"] for person in staff if person["id"] == who)
    return custody.open_bank(demo / "bank", who, passphrase, lambda: MORNING_MS, COST)


def test_everybody_in_the_file_gets_in(demo: Path) -> None:
    for who, _, roles in sample.STAFF:
        bank = opened(demo, who)
        assert bank.person is not None
        assert bank.person.roles == roles
        bank.close()


def test_the_demo_shows_every_state_and_is_sound(demo: Path) -> None:
    bank = opened(demo)
    bank.store.verify()
    counts = bank.state().counts
    assert sum(counts.values()) == QUESTIONS + 3
    assert counts[State.APPROVED] > QUESTIONS * 3 // 4
    assert all(counts[state] for state in State)
    bank.close()


def test_R_24_2_no_demo_question_has_one_person_in_two_of_the_three_roles(demo: Path) -> None:
    bank = opened(demo)
    for question, _ in finding.questions(bank):
        standing = finding.opened(bank, question.id).standing
        persons = [*standing.authors, standing.reviewer, standing.approver]
        assert len(set(filter(None, persons))) == len(list(filter(None, persons)))
    bank.close()


def test_the_demo_lies_in_the_past_and_in_order(demo: Path) -> None:
    bank = opened(demo)
    times = [row.at_ms for row in bank.store.rows()]
    assert times == sorted(times)
    assert times[-1] < MORNING_MS
    bank.close()


def test_rich_questions_are_whole_drafts(demo: Path) -> None:
    bank = opened(demo)
    rich = [one for one, _ in finding.questions(bank, Query(states=frozenset({State.DRAFT}))) if one.is_rich]
    assert len(rich) == 3
    sections = {section.id for section in bank.sections()}
    assert {missing(one, sections) for one in rich} == {""}
    assert sum(len(one.pictures) for one in rich) == 1
    assert Act.SENT in finding.opened(bank, rich[0].id).acts
    bank.close()


def test_where_the_demo_cannot_be_made_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> tuple[()]:
        raise OSError

    monkeypatch.setattr(sample, "rich_questions", fail)
    with pytest.raises(OSError):
        sample.build(tmp_path, FakeClock(), Random(1).randrange, cost=COST)
    assert list(tmp_path.iterdir()) == []
