"""Questions with several right answers, tables and pictures, from the release to the papers of an appeal."""

from dataclasses import replace
from pathlib import Path

import pytest

from question_bank.model import Bilingual, Picture, Question
from resources.texts import texts_for
from station.domain.errors import Reason
from station.rescore import recount
from station.services import exam, kiosk, proctoring, results, review
from station.services.archive import read_appeal
from station.ui.appeal_text import lines_of
from tests.builders import FakeClock
from tests.rich import CHART, MANY, PHOTO, PICTURES, RICH, TABLE, WIDE, with_rich
from tests.services.appealing import KEPT, SECRETS, enter_commission, file, open_review
from tests.services.hall import BALLAST, ONE, Day, admit, created, plan_for, refused
from tests.unit.protocols import reading


@pytest.fixture
def rich(tmp_path: Path) -> Day:
    """An open session whose every paper holds the four rich questions."""
    clock = FakeClock()
    day = created(tmp_path / "data", clock, with_rich(plan_for(clock)))
    admit(day)
    proctoring.open_session(day.station)
    return day


def answer(day: Day, question: Question, options: str) -> None:
    exam.answer(day.station, ONE, question.id, frozenset(options))


def test_R_25_4_a_question_counts_only_with_all_right_answers_and_no_others(rich: Day) -> None:
    rich.sit()
    for given, points in (("abdfh", 1), ("abdf", 0), ("abdfhc", 0), ("a", 0), ("c", 0)):
        answer(rich, MANY, given)
        attempt = rich.attempt()
        assert exam.scored(rich.station.hall, attempt, 0).score == points
    exam.answer(rich.station, ONE, MANY.id, frozenset())
    assert exam.scored(rich.station.hall, rich.attempt(), 0).score == 0


def test_R_24_5_a_set_of_answers_stands_as_it_was_after_the_power_is_cut(rich: Day) -> None:
    rich.sit()
    answer(rich, MANY, "a")
    answer(rich, MANY, "ab")
    answer(rich, WIDE, "ac")
    after = rich.restart()
    assert after.attempt().answers == {MANY.id: frozenset("ab"), WIDE.id: frozenset("ac")}


def test_the_screens_get_formatted_text_and_pictures_and_no_key(rich: Day) -> None:
    rich.sit()
    shown = {question.id: question for question in kiosk.paper(rich.station, ONE)}
    assert {question.id for question in RICH} <= set(shown)
    for question in RICH:
        seen = shown[question.id]
        assert (seen.kind, seen.is_rich, seen.pictures) == (question.kind, question.is_rich, question.pictures)
        assert seen.stem == question.stem
        assert {option for option, _text in seen.options} == {option.id for option in question.options}


def test_R_35_2_an_appeal_over_such_questions_is_reviewed_recounted_and_printed(rich: Day, tmp_path: Path) -> None:
    rich.sit()
    answer(rich, MANY, "abdfh")
    answer(rich, TABLE, "a")
    answer(rich, WIDE, "a")  # half of it
    exam.finish(rich.station, ONE)
    exam.result_shown(rich.station, ONE)
    score = rich.attempt().score
    assert score is not None
    assert score.total == 2
    enter_commission(rich)
    appeal = file(rich)
    seen = open_review(rich, appeal)
    assert (seen.recount.recomputed, seen.recount.agrees, seen.recount.answered) == (2, True, 3)
    by_id = {question.id: question for question in seen.questions}
    assert by_id[MANY.id].answer == by_id[MANY.id].key == frozenset("abdfh")
    assert (by_id[WIDE.id].points, by_id[WIDE.id].pictures, by_id[TABLE.id].pictures) == (0, (), (CHART,))
    count = recount([entry.encode() for entry in rich.entries()], ONE)
    assert [row.is_right for row in count.questions if row.question in (MANY.id, TABLE.id)] == [True, True]
    decided = review.decide(rich.station, appeal.number, KEPT)
    _protocol, sheet = results.make_decision_papers(rich.station, decided.number)
    pdf = results.pdf_of(rich.station, sheet.number)
    review.close_review(rich.station, appeal.number, "desk")
    words = reading.text(pdf)
    row = next(row for row in rich.attempt().paper if row.question == MANY.id)
    letters = "".join("АБВГДЕЖЗ"[place] for place, option in enumerate(row.options) if option in "abdfh")
    assert words.replace(" ", "").count(letters) >= 2
    assert rich.verified().intact
    told = list(lines_of(read(rich, appeal.number), 360, texts_for("ky")))
    assert "  Жылы | Окуучулар | Мугалимдер" in told
    assert any("Диаграмма: 60, 110, 90, 150" in line for line in told)
    assert any("Кызыл белги" in line for line in told)
    assert not any("<" in line and ">" in line for line in told if "S" not in line)


def read(day: Day, number: str) -> review.Reviewed:
    """The archived appeal, with the whole commission."""
    slots = list(day.passphrases.items())
    return read_appeal(day.folder, slots, lambda members: [(m.id, SECRETS[m.id]) for m in members], number, BALLAST)[0]


SCRIPT = Bilingual("<p>x</p><script>1</script>", "<p>x</p>")
OTHER_PLACE = Bilingual('<p><img src="http://elsewhere/a.png"></p>', "<p>x</p>")
PAINTED = Picture(CHART.name, CHART.media, CHART.data + b"tail", CHART.description)
RENAMED = Picture("chart.png", CHART.media, CHART.data, CHART.description)
NO_PICTURE = Picture(CHART.name, "image/svg+xml", b"<svg/>", CHART.description)


SPOILT = {
    "a script": replace(TABLE, stem=SCRIPT),
    "an address": replace(TABLE, stem=OTHER_PLACE),
    "an option that is not clean": replace(TABLE, options=(*TABLE.options[:3], replace(TABLE.options[3], text=SCRIPT))),
    "a missing picture": replace(TABLE, pictures=()),
    "another picture": replace(TABLE, pictures=(PHOTO,)),
    "a picture with something behind it": replace(TABLE, pictures=(PAINTED,)),
    "a picture under another name": replace(TABLE, pictures=(CHART, RENAMED)),
    "a drawing": replace(TABLE, pictures=(CHART, NO_PICTURE)),
}


@pytest.mark.parametrize("question", list(SPOILT.values()), ids=SPOILT)
def test_a_session_with_a_question_that_may_not_be_shown_is_not_prepared(question: Question, tmp_path: Path) -> None:
    clock = FakeClock()
    plan = with_rich(plan_for(clock), MANY, question)
    with refused(Reason.DATA_DAMAGED, where=question.id):
        created(tmp_path / "data", clock, plan)
    assert not (tmp_path / "data").exists()


def test_a_question_of_a_section_that_no_paper_asks_is_not_looked_at(tmp_path: Path) -> None:
    clock = FakeClock()
    day = created(tmp_path / "data", clock, with_rich(plan_for(clock), PICTURES))
    assert day.station.hall.question(PICTURES.id, 1).pictures == PICTURES.pictures
