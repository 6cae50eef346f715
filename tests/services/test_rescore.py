"""Both counts over the journal of one played hall: written apart, they say the same."""

from station.rescore import recount, recount_all
from station.services import exam
from tests.services.hall import ONE, TWO, Day


def test_R_35_2_over_a_real_journal_the_second_count_says_what_the_first_said(day: Day) -> None:
    for who, seat, place in ((ONE, "01", 0), (TWO, "02", 1)):
        for row in day.sit(who, seat).paper[place:]:
            exam.answer(day.station, who, row.question, frozenset({row.options[place]}))
        exam.finish(day.station, who)
    lines = [entry.encode() for entry in day.station.store.entries()]
    counts = recount_all(lines)
    assert [count.candidate for count in counts] == [ONE, TWO]
    for count in counts:
        attempt = day.attempt(count.candidate)
        assert attempt.score is not None
        assert count == recount(lines, count.candidate, count.number)
        assert (count.total, count.meets) == (attempt.score.total, attempt.meets)
        assert (count.stated_total, count.stated_meets) == (count.total, count.meets)
        assert [question.question for question in count.questions] == [row.question for row in attempt.paper]
        seq, head = day.station.store.head
        assert (count.entries, count.head) == (seq, head.hex())
