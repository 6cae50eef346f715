"""The health of a bank, examined over a real encrypted bank and kept in it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from question_bank.blueprint import Blueprint
from question_bank.health import Check, Severity
from question_bank.model import Bilingual
from question_bank.workflow import Act
from station.domain.errors import Reason, StationError
from station.services.bank import custody, editing, finding, health
from station.services.bank.facts import Query
from station.services.progress import Cancelled, Progress
from tests.services.bank.pcs import Pc, first_pc, question

KY = "Балдардын укуктары жөнүндө конвенцияга ылайык баланын билим алуусу эмнеге багытталат?"
RU = "На что, согласно Конвенции о правах ребёнка, направлено образование каждого ребёнка?"


@pytest.fixture
def pc(tmp_path: Path) -> Iterator[Pc]:
    """A PC with an empty bank."""
    made = first_pc(tmp_path / "bank")
    yield made
    made.bank.close()


def write(pc: Pc, ky: str, ru: str, **changes: object) -> str:
    """A draft with these stems; its id."""
    asked = replace(question(ky), stem=Bilingual(ky, ru), **changes)  # type: ignore[arg-type]
    return editing.new_question(pc.as_("asel").bank, asked).question.id


def test_the_findings_are_kept_and_filter_the_list(pc: Pc) -> None:
    lone = write(pc, "Укук деген эмне?", "")
    twins = [write(pc, KY, RU), write(pc, KY, RU)]
    assert health.stored(pc.bank) is None
    report = health.check(pc.bank)
    assert report.questions == 3
    assert {found.question for found in report.findings if found.check is Check.NEAR_DUPLICATE} == set(twins)
    rows = finding.search(pc.bank, Query(finding=Check.MISSING_TRANSLATION.value)).rows
    assert [(row.id, row.findings > 0) for row in rows] == [(lone, True)]
    kept = health.stored(pc.bank)
    assert kept is not None
    assert (kept.report, kept.is_stale) == (report, False)


def test_a_change_of_the_bank_makes_the_last_examination_stale_and_the_next_replaces_it(pc: Pc) -> None:
    name = write(pc, "Укук деген эмне?", "")
    health.check(pc.bank)
    opened = finding.opened(pc.bank, name)
    whole = replace(opened.question, stem=Bilingual("Укук деген эмне?", "Что такое право?"))
    editing.write(pc.bank, whole, opened.sha256)
    kept = health.stored(pc.bank)
    assert kept is not None
    assert kept.is_stale
    assert Check.MISSING_TRANSLATION in kept.report.checks
    assert Check.MISSING_TRANSLATION not in health.check(pc.bank).checks
    kept = health.stored(pc.bank)
    assert kept is not None
    assert not kept.is_stale


def test_what_was_found_is_there_after_the_bank_was_closed(pc: Pc, tmp_path: Path) -> None:
    write(pc, "Укук деген эмне?", "")
    report = health.check(pc.bank)
    pc.bank.close()
    again = custody.open_bank(tmp_path / "bank", "asel", "1", pc.bank.now)
    kept = health.stored(again)
    assert kept is not None
    assert (kept.report, kept.is_stale) == (report, False)
    again.store.verify()
    again.close()


def test_retired_questions_are_counted_but_not_examined(pc: Pc) -> None:
    name = pc.write("Укук")
    pc.approve(name)
    pc.act(name, Act.RETIRED)
    report = health.check(pc.bank)
    assert report.questions == 0


def test_R_21_2_a_form_is_held_against_the_approved_versions_alone(pc: Pc) -> None:
    first, second = pc.write("Биринчи"), pc.write("Экинчи")
    pc.approve(first)
    editing.new_version(pc.as_("asel").bank, first)
    found = health.check(pc.bank, blueprint=Blueprint({"S1": 2, "S2": 1})).findings
    short = [(item.facts["section"], item.facts["needed"], item.facts["present"], item.severity) for item in found
             if item.check is Check.FORM_SHORT]  # fmt: skip
    assert short == [("S1", 2, 1, Severity.FAULT), ("S2", 1, 0, Severity.FAULT)]
    pc.approve(second)
    assert Check.FORM_SHORT not in health.check(pc.bank, blueprint=Blueprint({"S1": 2})).checks


def test_the_progress_runs_from_nothing_to_all_and_a_cancel_keeps_what_was_found_before(pc: Pc) -> None:
    write(pc, "Укук деген эмне?", "")
    before = health.check(pc.bank)
    heard: list[tuple[int, int]] = []
    health.check(pc.bank, Progress(lambda done, total: heard.append((done, total))))
    assert heard[0] == (0, 4)
    assert heard[-1] == (4, 4)
    assert heard == sorted(heard)
    write(pc, "Дагы бир суроо", "")
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        health.check(pc.bank, stopped)
    kept = health.stored(pc.bank)
    assert kept is not None
    assert (kept.report, kept.is_stale) == (before, True)


def test_an_empty_bank_has_nothing_to_say(pc: Pc) -> None:
    assert health.check(pc.bank).findings == ()


def test_nobody_examines_a_bank_without_signing_in(pc: Pc) -> None:
    custody.sign_out(pc.bank)
    with pytest.raises(StationError) as refusal:
        health.check(pc.bank)
    assert refusal.value.reason is Reason.BANK_NOT_SIGNED_IN
