"""What people type fits on every paper that repeats it, and nothing longer gets into the journal."""

from dataclasses import replace

import pytest

from station.domain import limits
from station.domain.errors import Reason
from station.services import appeals, exam, proctoring, registration, results, review
from station.services.appeals import LateAdmission
from station.services.review import Presence
from tests.services.appealing import KEPT, MEMBER, SECRETS, appealed, attendance, enter_commission, file, paper_code
from tests.services.hall import ONE, TWO, Day, refused

WIDE = "Щ" * 12 + " "


def filled(length: int, word: str = WIDE) -> str:
    """A text of exactly that many letters, of the widest there are."""
    return (word * length)[: length - 1].strip().ljust(length, "Щ")


@pytest.mark.parametrize("word", [WIDE, "Щ", "а\n"])
def test_R_26_1_a_protocol_holds_the_longest_number_and_reason_of_a_decision(day: Day, word: str) -> None:
    day.sit()
    number = filled(limits.NUMBER)
    proctoring.interrupt(day.station, ONE, "illness", filled(limits.REASON, word), number)
    proctoring.decide_interruption(day.station, ONE, number, filled(limits.REASON, word), "score")
    assert results.make_protocol(day.station, ONE).number
    day.finish(TWO, 3, "02")
    day.settle()
    assert results.make_paper(day.station, "attendance").number
    assert results.make_paper(day.station, "summary").number


@pytest.mark.parametrize("word", [WIDE, "Щ", "а\n"])
def test_an_incident_act_holds_the_longest_description(day: Day, word: str) -> None:
    described = filled(limits.DESCRIPTION, word)
    facts = {
        "kind": "health", "started_ms": day.station.now().legal_ms, "affected": [[ONE, None, None]],
        "description": described, "measures": described, "decision": "continue",
        "decision_basis": filled(limits.REASON, word),
    }  # fmt: skip
    assert results.make_incident(day.station, facts).number


@pytest.mark.parametrize("word", [WIDE, "Щ", "а\n"])
def test_R_35_6_the_papers_of_an_appeal_hold_the_longest_texts(day: Day, word: str) -> None:
    enter_commission(day)
    day.sit()
    for place in range(10):
        exam.remark(day.station, ONE, day.attempt().paper[place].question, filled(limits.REMARK, word))
    exam.finish(day.station, ONE)
    exam.result_shown(day.station, ONE)
    code = paper_code(day)
    day.hour_over()
    late = LateAdmission(SECRETS["K1"], filled(limits.REASON, word))
    number = appeals.file(day.station, ONE, day.codes[ONE], code, filled(limits.GROUND, word), late).number
    assert results.make_application(day.station, number).number == number
    sits = replace(attendance(), present=("K1", MEMBER), absent={"K3": filled(limits.REASON, word)})
    review.open_review(day.station, number, sits, Presence(reason=filled(limits.REASON, word)))
    remarks = tuple(
        (place, day.attempt().remarks[row.question], filled(limits.REMARK, word))
        for place, row in enumerate(day.attempt().paper, 1)
    )
    text = filled(limits.DECISION_REASON, word)
    review.decide(
        day.station,
        number,
        replace(KEPT, reason=text, separate_opinion=text, proposal=text, remarks=remarks, votes_for=2),
    )
    assert len(results.make_decision_papers(day.station, number)) == 2


def test_R_26_2_a_text_that_is_too_long_is_refused_before_it_is_journalled(day: Day) -> None:
    day.sit()
    before, reason = day.station.hall.seq, filled(limits.REASON + 1)
    for act in (
        lambda: proctoring.pause(day.station, ONE, reason),
        lambda: proctoring.interrupt(day.station, ONE, "illness", "ден соолук", filled(limits.NUMBER + 1)),
        lambda: registration.withdraw(day.station, TWO, reason),
        lambda: results.draft_incident(day.station, {"kind": "health", "started_ms": 1, "description": filled(1501)}),
    ):
        with refused(Reason.TEXT_TOO_LONG):
            act()
    assert day.station.hall.seq == before


def test_R_33_4_an_application_whose_words_fit_no_paper_is_neither_registered_nor_refused(day: Day) -> None:
    enter_commission(day)
    day.finish(ONE, 7)
    paper_code(day)
    before = day.station.hall.seq
    with refused(Reason.TEXT_TOO_LONG, length=2001, limit=2000):
        file(day, ground=filled(2001))
    with refused(Reason.TEXT_TOO_LONG, limit=limits.REASON):
        file(day, late=LateAdmission(SECRETS["K1"], filled(301)))
    with refused(Reason.TEXT_UNPRINTABLE):
        file(day, ground="李")
    assert day.station.hall.seq == before
    assert file(day, ground=filled(2000)).number


def test_R_35_6_a_decision_with_a_text_that_is_too_long_is_refused_and_can_be_taken_again(day: Day) -> None:
    appeal = appealed(day)
    review.open_review(day.station, appeal.number, attendance(), Presence(day.codes[ONE]))
    before = day.station.hall.seq
    for decision in (
        replace(KEPT, reason=filled(1001)),
        replace(KEPT, separate_opinion=filled(1001)),
        replace(KEPT, proposal=filled(1001)),
        replace(KEPT, remarks=((1, "", filled(501)),)),
    ):
        with refused(Reason.TEXT_TOO_LONG):
            review.decide(day.station, appeal.number, decision)
    assert day.station.hall.seq == before
    assert review.decide(day.station, appeal.number, replace(KEPT, reason=filled(1000))).decided is not None
