"""The session's seed and the papers that follow from it: committed, drawn, revealed, checked (R-3.1)."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from question_bank.balanced import Drawing, drawable
from station.domain import events as e
from station.domain.errors import Reason
from station.domain.form import pack_form
from station.domain.journal import Entry
from station.services import draw_table, draws, proctoring, registration
from station.services.draw_table import DrawTable
from station.services.preparation import SessionPlan
from tests.builders import FakeClock
from tests.recompute import program
from tests.services.hall import (
    FOUR,
    ONE,
    THREE,
    TWO,
    Day,
    created,
    forged,
    plan_for,
    refused,
    unlocked,
    verified,
    with_fields,
)


def committed(day: Day) -> e.DrawCommitted:
    """The session's commitment."""
    draw = day.station.hall.draw
    assert draw is not None
    return draw


def closed(day: Day) -> Day:
    """Everybody accounted for, the hour over, the session closed."""
    day.settle()
    day.hour_over()
    proctoring.close_session(day.station)
    return day


def with_band(plan: SessionPlan, low: int, high: int) -> SessionPlan:
    """The plan with a form that states a band."""
    content = json.loads(plan.form)["content"] | {"band": [low, high]}
    return replace(plan, form=pack_form(content).encode())


# --- commitment ---


def test_R_3_1_the_session_commits_itself_to_a_seed_before_anything_else_and_does_not_tell_it(listed: Day) -> None:
    draw = committed(listed)
    assert [entry.kind for entry in listed.entries()][:3] == ["session_created", "draw_committed", "question_frozen"]
    seed = draws.seed_of(draw, listed.station.hall.session, listed.station.master)
    assert draw.algorithm == "balanced/1"
    assert draw.commitment == hashlib.sha256(seed).hexdigest()
    assert not any(seed.hex() in entry.body for entry in listed.entries())


def test_two_sessions_of_one_plan_have_other_seeds_unless_chance_is_the_same(clock: FakeClock, tmp_path: Path) -> None:
    plan = plan_for(clock)
    one, two = created(tmp_path / "one", clock, plan), created(tmp_path / "two", clock, plan)
    assert committed(one).commitment == committed(two).commitment  # both halls of the tests begin with Random(5)
    assert committed(one).sealed != committed(two).sealed
    assert draws.new_seed(lambda n: n - 1) == b"\xff" * 32


def test_R_3_1_a_session_whose_papers_cannot_meet_the_form_is_not_prepared(clock: FakeClock, tmp_path: Path) -> None:
    plan = with_band(plan_for(clock), 100, 110)  # all questions of the sample weigh 300
    with refused(Reason.DRAW_IMPOSSIBLE, what="band"):
        created(tmp_path / "data", clock, plan)
    assert not (tmp_path / "data").exists()
    assert created(tmp_path / "data", clock, with_band(plan_for(clock), 290, 310)).station.form.band == (290, 310)


# --- papers ---


def test_R_3_1_papers_are_numbered_as_tests_begin_and_each_is_the_one_of_its_number(day: Day) -> None:
    for seat, who in enumerate((THREE, ONE, FOUR), 1):
        day.sit(who, f"{seat:02d}")
    hall = day.station.hall
    assert [(begun.candidate, begun.paper_number) for begun in hall.papers] == [(THREE, 1), (ONE, 2), (FOUR, 3)]
    seed = draws.seed_of(committed(day), hall.session, day.station.master)
    drawing = Drawing(map(drawable, hall.questions.values()), day.station.form.counts, None, seed)
    assert [(begun.paper, begun.paper_sha256) for begun in hall.papers] == [
        (paper.rows, paper.sha256) for paper in drawing.papers(3)
    ]
    asked = [name for begun in hall.papers[:2] for name, _version, _options in begun.paper]
    assert len(set(asked)) == len(asked)  # five questions of each section are enough for two papers that share none


def test_R_24_11_a_new_paper_after_an_interruption_is_the_next_of_the_session(day: Day) -> None:
    day.sit(ONE)
    day.sit(TWO, "02")
    proctoring.interrupt(day.station, ONE, "illness", "ооруп калды", "I-1")
    proctoring.decide_interruption(day.station, ONE, "№ 5", "себеп", "new_paper")
    day.codes[ONE] = registration.issue_code(day.station, ONE, "жаңы вариант").code
    again = day.sit(ONE)
    assert [(begun.candidate, begun.number, begun.paper_number) for begun in day.station.hall.papers] == [
        (ONE, 1, 1), (TWO, 1, 2), (ONE, 2, 3),
    ]  # fmt: skip
    assert again.number == 2
    assert day.verified().findings == []


def test_a_restart_changes_no_paper(day: Day) -> None:
    day.sit(ONE)
    after = day.restart()
    after.sign_in()
    without, behind = day.sit(TWO, "02"), after.sit(TWO, "02")
    assert without.paper == behind.paper
    assert behind.paper != after.attempt(ONE).paper


def test_a_session_of_an_earlier_release_plays_on_with_papers_of_chance(listed: Day, tmp_path: Path) -> None:
    folder = forged(listed, tmp_path / "old", lambda entry: "" if entry.kind == "draw_committed" else None)
    old = unlocked(folder, listed.clock, listed.passphrases)
    old.sign_in()
    proctoring.open_session(old.station)
    assert len(old.finish(ONE).paper) == old.station.form.questions
    (begun,) = old.station.hall.papers
    assert (begun.paper_number, begun.paper_sha256) == (0, "")
    closed(old)
    assert old.entries("draw_revealed") == []
    table = draw_table.of_hall(old.station.hall, "01")
    assert (table.algorithm, table.commitment, table.seed) == ("", "", "")
    assert table.papers[0].meets_the_form
    assert old.verified().findings == []


# --- reveal ---


def test_the_close_reveals_the_seed_in_its_own_commit_and_nothing_before_does(day: Day) -> None:
    day.finish(ONE)
    assert day.station.hall.revealed is None
    closed(day)
    revealed = day.station.hall.revealed
    assert revealed is not None
    assert hashlib.sha256(bytes.fromhex(revealed.seed)).hexdigest() == committed(day).commitment
    last = [entry.kind for entry in day.entries()]
    assert last[last.index("session_closed") :][0] == "session_closed"
    assert last[-1] == "draw_revealed"
    assert day.verified().findings == []


# --- a seed that is not the committed one ---


@pytest.mark.parametrize(
    "changed", [{"commitment": "0" * 64}, {"sealed": "00" * 60}, {"sealed": "zz"}, {"algorithm": "x"}]
)
def test_a_station_whose_seed_is_not_the_committed_one_does_not_start(
    listed: Day, tmp_path: Path, changed: dict[str, str]
) -> None:
    folder = forged(listed, tmp_path / "forged", one_of("draw_committed", **changed))
    with refused(Reason.DATA_DAMAGED, where="draw"):
        unlocked(folder, listed.clock, listed.passphrases)
    (finding,) = verified(folder, listed.passphrases).findings
    assert (finding.where, finding.what) == ("entry 2", "draw_seed_differs")


def one_of(kind: str, **changed: object) -> Callable[[Entry], str | None]:
    """Change these fields of the entry of that kind."""
    return lambda entry: with_fields(entry, **changed) if entry.kind == kind else None


def test_verify_names_a_seed_that_was_revealed_but_not_committed(day: Day, tmp_path: Path) -> None:
    folder = forged(closed(day), tmp_path / "forged", one_of("draw_revealed", seed="11" * 32))
    report = verified(folder, day.passphrases)
    assert [finding.what for finding in report.findings] == ["draw_seed_differs"]


def test_where_the_seed_is_lost_the_papers_are_not_called_false(day: Day, tmp_path: Path) -> None:
    day.finish(ONE)
    folder = forged(day, tmp_path / "forged", one_of("draw_committed", commitment="0" * 64))
    assert [f.what for f in verified(folder, day.passphrases).findings] == ["draw_seed_differs"]


def test_a_second_commitment_is_named_and_does_not_replace_the_first(day: Day) -> None:
    day.sit(ONE)
    day.station.record(draws.committed(bytes(32), day.station.hall.session, day.station.master))
    findings = day.verified().findings
    assert [finding.what for finding in findings] == ["draw_seed_differs"]


# --- a paper that is not the drawn one ---


@pytest.fixture
def three(day: Day) -> Day:
    """Three finished tests."""
    for seat, who in enumerate((ONE, TWO, THREE), 1):
        day.finish(who, 6, f"{seat:02d}")
    return day


def of(who: str, **changed: object) -> Callable[[Entry], str | None]:
    """Change these fields of the start of that candidate's test."""

    def change(entry: Entry) -> str | None:
        is_it = entry.kind == "attempt_started" and f'"candidate":"{who}"' in entry.body
        return with_fields(entry, **changed) if is_it else None

    return change


def paper_of(day: Day, who: str) -> list[Any]:
    """The rows of a paper, to be changed."""
    return [[row.question, row.version, list(row.options)] for row in day.attempt(who).paper]


def test_R_3_1_verify_names_a_paper_with_another_order_of_options_and_no_other(three: Day, tmp_path: Path) -> None:
    rows = paper_of(three, TWO)
    rows[4][2].reverse()
    report = verified(forged(three, tmp_path / "forged", of(TWO, paper=rows)), three.passphrases)
    (finding,) = report.findings
    assert (finding.what, finding.facts) == ("paper_differs", {"paper": 2})
    assert finding.where.endswith(TWO)


def test_R_3_1_verify_names_a_paper_with_an_easier_question_and_not_those_after_it(three: Day, tmp_path: Path) -> None:
    rows = paper_of(three, ONE)
    used = {row.question for row in three.attempt(ONE).paper}
    section = three.station.hall.question(rows[0][0], 1).section
    other = next(q for q in three.station.hall.questions.values() if q.section == section and q.id not in used)
    rows[0] = [other.id, 1, [option.id for option in other.options]]
    report = verified(forged(three, tmp_path / "forged", of(ONE, paper=rows)), three.passphrases)
    papers = [finding for finding in report.findings if finding.what == "paper_differs"]
    assert [finding.facts for finding in papers] == [{"paper": 1}]


def test_R_3_1_verify_names_two_candidates_who_changed_papers(three: Day, tmp_path: Path) -> None:
    one, two = (paper_of(three, who) for who in (ONE, TWO))
    change_one, change_two = of(ONE, paper=two), of(TWO, paper=one)
    folder = forged(three, tmp_path / "forged", lambda entry: change_one(entry) or change_two(entry))
    found = [f.facts for f in verified(folder, three.passphrases).findings if f.what == "paper_differs"]
    assert found == [{"paper": 1}, {"paper": 2}]


@pytest.mark.parametrize("changed", [{"paper_number": 7}, {"paper_sha256": "0" * 64}, {"paper_number": 0}])
def test_R_3_1_verify_names_a_paper_under_another_number_or_hash(
    three: Day, tmp_path: Path, changed: dict[str, object]
) -> None:
    report = verified(forged(three, tmp_path / "forged", of(THREE, **changed)), three.passphrases)
    assert [finding.what for finding in report.findings] == ["paper_differs"]


def test_a_number_without_any_commitment_is_named(three: Day, tmp_path: Path) -> None:
    folder = forged(three, tmp_path / "forged", lambda entry: "" if entry.kind == "draw_committed" else None)
    assert [f.what for f in verified(folder, three.passphrases).findings] == ["paper_differs"] * 3


def test_a_form_that_nothing_can_meet_makes_every_paper_a_false_one(three: Day, tmp_path: Path) -> None:
    content = dict(three.station.form.content) | {"band": (490, 500)}
    folder = forged(three, tmp_path / "forged", one_of("session_created", form=content))
    assert [f.what for f in verified(folder, three.passphrases).findings] == ["paper_differs"] * 3


# --- the table ---


def table_of(day: Day, change: Callable[[Entry], str | None], target: Path) -> DrawTable:
    """The table of a forged folder."""
    folder = forged(day, target, change)
    return draw_table.read(folder, list(day.passphrases.items()), 64 << 10)


def test_R_3_1_the_table_shows_that_every_paper_meets_the_form(three: Day) -> None:
    table = draw_table.of_hall(three.station.hall, "01")
    counts = dict(three.station.form.counts)
    for number, line in enumerate(table.papers, 1):
        assert (line.number, line.candidate, line.list_number) == (number, f"C{number:04d}", "7")
        assert (line.counts, line.minutes, line.threshold) == (
            counts, three.station.form.minutes, three.station.form.threshold,
        )  # fmt: skip
        assert (line.mean_weight, line.is_in_band, line.are_enemies_apart, line.meets_the_form) == (
            300,
            True,
            True,
            True,
        )
    assert table.papers[0].exposure == (0, 0)
    assert all(most - least <= 1 for least, most in table.exposure.values())
    assert table.seed == ""


@pytest.mark.parametrize("changed", [{"threshold": 1}, {"budget_ms": 1}])
def test_R_3_1_another_threshold_or_less_time_does_not_meet_the_form(
    three: Day, tmp_path: Path, changed: dict[str, object]
) -> None:
    table = table_of(three, of(TWO, **changed), tmp_path / "forged")
    assert [line.meets_the_form for line in table.papers] == [True, False, True]


def test_R_3_1_a_question_less_or_one_twice_does_not_meet_the_form(three: Day, tmp_path: Path) -> None:
    rows = paper_of(three, ONE)
    for name, changed in (("less", rows[:-1]), ("twice", [*rows[:-1], rows[0]])):
        table = table_of(three, of(ONE, paper=changed), tmp_path / name)
        assert [line.meets_the_form for line in table.papers] == [False, True, True]


def test_the_published_table_has_neither_texts_nor_keys_nor_names_and_can_be_recomputed(three: Day) -> None:
    closed(three)
    hall = three.station.hall
    told = draw_table.of_hall(hall, "01").to_plain()
    said = json.dumps(told, ensure_ascii=False)
    for asked in hall.questions.values():
        assert asked.stem.ky not in said
        assert asked.stem.ru not in said
    assert "key" not in {name for one in told["pool"] for name in one}
    assert not any(three.station.person(who).full_name in said for who in hall.candidates)
    assert program().differences(json.loads(said), committed(three).commitment) == []


def test_a_folder_without_a_session_or_with_another_passphrase_has_no_table(three: Day, tmp_path: Path) -> None:
    with refused(Reason.PASSPHRASE_WRONG):
        draw_table.read(three.folder, [("asanov", "wrong")], 64 << 10)
    folder = forged(three, tmp_path / "no-frame", lambda entry: "" if entry.kind == "session_created" else None)
    with refused(Reason.DATA_DAMAGED, where="journal"):
        draw_table.read(folder, list(three.passphrases.items()), 64 << 10)


def test_a_day_goes_on_where_its_session_was_prepared_with_a_band(clock: FakeClock, tmp_path: Path) -> None:
    day = created(tmp_path / "data", clock, with_band(plan_for(clock), 300, 300))
    pool = [drawable(one) for one in day.station.hall.questions.values()]
    assert {one.weight for one in pool} == {300}
    line = draw_table.Measure(pool, day.station.form).line(
        draws.next_paper(day.station), ("C1", "7", 1, 1), day.station.form.minutes, day.station.form.threshold
    )
    assert line.meets_the_form
