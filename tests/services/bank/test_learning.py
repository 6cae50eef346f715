"""What a closed session showed of the bank's questions: counted once per session and station, used from then on."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from question_bank.measured import LEAST_ASKED, measured_weight
from station.domain.errors import Reason
from station.domain.form import pack_form
from station.services import proctoring
from station.services.bank import editing, finding, learning, release
from station.services.bank.pool import approved_pool
from tests.builders import FakeClock
from tests.services.bank.one_bank import APPROVER, AUTHOR, CUSTODIAN, DATE, Desk, a_desk
from tests.services.hall import BALLAST, ONE, OPEN, THREE, TWO, Day, admit, created, forged, plan_for, refused


@dataclass
class Sat:
    """A bank, and a session of its own questions."""

    desk: Desk
    day: Day
    release: Path

    def learn(self, folder: Path | None = None) -> learning.Learned:
        """Count the session."""
        bank = self.desk.sit(CUSTODIAN)
        return learning.learn(bank, folder or self.day.folder, list(self.day.passphrases.items()), BALLAST)

    def close(self) -> None:
        """Close session and folder."""
        self.day.settle()
        self.day.hour_over()
        proctoring.close_session(self.day.station)
        self.day.station.store.close()


@pytest.fixture
def sat(desk: Desk, tmp_path: Path) -> Iterator[Sat]:
    """Two questions of three for everybody; two finished tests, one with both right, one with one."""
    for words in ("Биринчи суроо", "Экинчи суроо", "Үчүнчү суроо"):
        desk.approved(words)
    folder = tmp_path / "release"
    release.write(desk.sit(APPROVER), folder, number="12", date=DATE)
    clock = FakeClock()
    plan = plan_for(clock)
    content = json.loads(plan.form)["content"]
    content |= {"sections": content["sections"][:1], "zero_sections": ["S2"], "threshold": 1}
    files = {path.name: path.read_bytes() for path in folder.glob("S*.json")}
    manifest = (folder / "manifest.json").read_bytes()
    plan = replace(plan, form=pack_form(content).encode(), bank_manifest=manifest, bank_files=files)
    day = created(tmp_path / "data", clock, plan)
    admit(day)
    proctoring.open_session(day.station)
    day.finish(ONE, 2)
    day.finish(TWO, 1, "02")
    yield Sat(desk, day, folder)
    while OPEN:
        OPEN.pop().station.store.close()


def test_a_closed_session_tells_how_often_each_question_was_asked_and_answered_rightly(sat: Sat) -> None:
    asked = {row.question for who in (ONE, TWO) for row in sat.day.attempt(who).paper}
    sat.close()
    done = sat.learn()
    assert (done.attempts, done.asked, done.right, done.unknown, done.again) == (2, 4, 3, 0, False)
    assert done.session == "2026-03-02/1/02-01"
    assert done.questions == len(asked)
    counts = [finding.opened(sat.desk.bank, name) for name in sorted(asked)]
    assert (sum(one.measured_asked for one in counts), sum(one.measured_right for one in counts)) == (4, 3)
    assert all(one.is_used for one in counts)


def test_the_same_session_counts_once_however_often_it_is_read(sat: Sat) -> None:
    sat.close()
    first, second = sat.learn(), sat.learn()
    assert second == replace(first, again=True)
    assert sum(asked for asked, _right in sat.desk.bank.store.all_measured().values()) == 4


def test_a_session_that_is_not_closed_is_not_counted(sat: Sat) -> None:
    sat.day.station.store.close()
    with refused(Reason.SESSION_NOT_CLOSED):
        sat.learn()
    assert sat.desk.bank.store.sessions() == ()


def test_an_attempt_that_has_no_score_says_nothing_of_its_questions(sat: Sat) -> None:
    sat.day.sit(THREE, "03")
    sat.day.answer(0, THREE)
    proctoring.interrupt(sat.day.station, THREE, "illness", "ооруп калды", "I-1")
    sat.close()
    assert sat.learn().attempts == 2


def test_a_damaged_folder_and_one_of_nothing_are_not_counted(sat: Sat, tmp_path: Path) -> None:
    sat.close()
    path = sat.day.folder / "sidecar" / "journal.side"
    good = path.read_bytes()
    path.write_bytes(good[:-700])
    with refused(Reason.DATA_DAMAGED):
        sat.learn()
    path.write_bytes(good)
    with refused(Reason.DATA_MISSING):
        sat.learn(tmp_path / "nowhere")
    assert sat.desk.bank.store.sessions() == ()


def test_a_journal_without_its_frame_is_not_counted(sat: Sat, tmp_path: Path) -> None:
    folder = forged(sat.day, tmp_path / "no-frame", lambda entry: "" if entry.kind == "session_created" else None)
    with refused(Reason.DATA_DAMAGED, where="journal"):
        sat.learn(folder)


def test_questions_that_the_bank_does_not_have_are_counted_as_unknown(sat: Sat, tmp_path: Path) -> None:
    sat.close()
    other = a_desk(tmp_path / "other")
    try:
        done = learning.learn(other.sit(CUSTODIAN), sat.day.folder, list(sat.day.passphrases.items()), BALLAST)
        assert (done.questions, done.asked, done.unknown) == (0, 0, 3)
        assert not list(other.bank.store.records("measured"))
        assert done.attempts == 2
    finally:
        other.bank.close()


def test_nobody_who_is_not_signed_in_counts_anything(sat: Sat) -> None:
    sat.close()
    sat.desk.bank.leave()
    with refused(Reason.BANK_NOT_SIGNED_IN):
        learning.learn(sat.desk.bank, sat.day.folder, list(sat.day.passphrases.items()), BALLAST)


def test_after_thirty_askings_the_next_release_carries_the_measured_difficulty(sat: Sat, tmp_path: Path) -> None:
    name = sat.day.attempt(ONE).paper[0].question
    sat.close()
    bank = sat.desk.sit(CUSTODIAN)
    with bank.store.act():
        bank.store.put_measured("2026-02-01/1/01-01", [(name, 1, LEAST_ASKED - 1, 3)])
    sat.learn()
    asked, right = bank.store.measured(name, 1)
    assert asked >= LEAST_ASKED
    release.write(sat.desk.sit(APPROVER), tmp_path / "next", number="13", date="2026-03-05")
    (section,) = (json.loads(path.read_bytes()) for path in (tmp_path / "next").glob("S*.json"))
    weights = {plain["id"]: plain.get("measured", 0) for plain in section["questions"]}
    assert weights[name] == measured_weight(asked, right) > 0
    assert [weight for other, weight in weights.items() if other != name] == [0, 0]


def test_forms_are_held_against_what_a_release_would_hold_with_its_measured_difficulty(desk: Desk) -> None:
    name = desk.approved()
    editing.new_version(desk.sit(AUTHOR), name)  # a draft; the approved version stays in papers
    desk.draft("Жаңы суроо")
    bank = desk.sit(CUSTODIAN)
    assert [(one.id, one.version, one.weight) for one in approved_pool(bank)] == [(name, 1, 300)]
    with bank.store.act():
        bank.store.put_measured("2026-02-01/1/01-01", [(name, 1, 40, 10)])
    assert [(one.id, one.version, one.weight) for one in approved_pool(bank)] == [(name, 1, 400)]
