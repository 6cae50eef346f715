"""A test with several right answers, tables and pictures, sat by keys through the running program and appealed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from question_bank.model import Kind, Question
from station.rescore import recount
from station.services import review, verification
from station.ui.candidate.practice_screen import PracticeScreen
from station.ui.candidate.question_screen import QuestionScreen
from station.ui.candidate.result_screen import ResultScreen
from station.ui.candidate.review_screen import ReviewScreen as AnswersScreen
from station.ui.commission.past_screen import PastScreens
from station.ui.theme import Look
from tests.gui.hall import BALLAST, Hall, Prepared, prepare_rich
from tests.gui.seat import Key
from tests.gui.test_replay_view import Camera, opened_review
from tests.rich import MANY, PICTURES, TABLE, WIDE
from tests.services.appealing import KEPT


@pytest.fixture(scope="module")
def rich_once(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """The folder that every test copies."""
    return prepare_rich(tmp_path_factory.mktemp("rich"))


@pytest.fixture
def rich(qtbot: QtBot, rich_once: Prepared, tmp_path: Path) -> Iterator[Hall]:
    """A program with the code screen in front."""
    hall = Hall(qtbot, rich_once.copied(tmp_path / "data"))
    yield hall.start()
    hall.finish()


def keys_of(hall: Hall, candidate: str, question: Question, options: str) -> list[str]:
    """The digits under which these options stand on this candidate's screen."""
    row = hall.attempt(candidate).item(question.id)
    return [str(place) for place, option in enumerate(row.options, 1) if option in options]


def go_to(hall: Hall, candidate: str, question: Question) -> None:
    """Left or right from question to question, as far as it is."""
    paper = [row.question for row in hall.attempt(candidate).paper]
    while (far := paper.index(question.id) - paper.index(before := hall.attempt(candidate).current)) != 0:
        hall.keys(Key.Key_Right if far > 0 else Key.Key_Left)
        hall.until(lambda before=before: hall.attempt(candidate).current != before)  # type: ignore[misc]
        hall.settled()


def press_all(hall: Hall, keys: list[str]) -> None:
    for key in keys:
        hall.keys(key)
        hall.settled()


def test_the_practice_shows_a_question_with_several_answers_where_papers_have_them(rich: Hall) -> None:
    from station.ui.candidate.identity_screen import IdentityScreen
    from station.ui.candidate.rules_screen import RulesScreen

    rich.type_code(rich.prepared.codes[rich.prepared.of_language("ky")])
    rich.sees(IdentityScreen).yes.click()
    rich.sees(RulesScreen).accept.click()
    rich.sees(PracticeScreen)
    rich.keys(Key.Key_Right)
    rich.reads("Бардык туура жоопторду белгилеңиз")


def test_every_press_is_on_disk_and_a_set_survives_the_power_cut(rich: Hall, qtbot: QtBot, tmp_path: Path) -> None:
    candidate = rich.prepared.of_language("ky")
    rich.to_test(candidate)
    go_to(rich, candidate, MANY)
    press_all(rich, keys_of(rich, candidate, MANY, "abd"))
    assert rich.attempt(candidate).answers[MANY.id] == frozenset("abd")
    press_all(rich, keys_of(rich, candidate, MANY, "b"))
    assert rich.attempt(candidate).answers[MANY.id] == frozenset("ad")
    screen = rich.sees(QuestionScreen)
    rich.until(lambda: screen.save.state == "saved")
    copied = rich.prepared.copied(tmp_path / "after-the-cut")
    rich.finish()
    again = Hall(qtbot, copied, rich.clock).start()
    assert again.attempt(candidate).answers[MANY.id] == frozenset("ad")
    again.finish()


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_R_35_2_sat_by_keys_scored_replayed_to_the_pixel_recounted_and_verified(
    rich: Hall, tmp_path: Path, size: tuple[int, int]
) -> None:
    rich.shell.resize(*size)
    candidate = rich.prepared.of_language("ky")
    screen = rich.to_test(candidate)
    camera = Camera(rich, candidate)
    for question, options in ((MANY, "abdfh"), (TABLE, "a"), (WIDE, "ab"), (PICTURES, "b")):
        go_to(rich, candidate, question)
        camera.take()
        press_all(rich, keys_of(rich, candidate, question, options))
        assert rich.attempt(candidate).answers[question.id] == frozenset(options)
        camera.take()
    screen.language_chosen.emit("ru")
    rich.until(lambda: rich.attempt(candidate).language == "ru")
    camera.take()
    screen.look_chosen.emit(Look(125, True))
    rich.until(lambda: rich.attempt(candidate).high_contrast)
    camera.take()
    for question in (WIDE, TABLE):
        go_to(rich, candidate, question)
        camera.take()
    screen.look_chosen.emit(Look(200))
    rich.until(lambda: rich.attempt(candidate).font_percent == 200)
    camera.take()
    screen.look_chosen.emit(Look())
    rich.until(lambda: rich.attempt(candidate).font_percent == 100)
    rich.click(screen.finish)
    rich.click(rich.sees(AnswersScreen).finish)
    rich.dialog().button("finish").click()
    rich.sees(ResultScreen)
    rich.settled()
    score = rich.attempt(candidate).score
    assert score is not None
    assert score.total == 3  # half of one set is nothing

    made = opened_review(rich, candidate)
    assert (made.recount.recomputed, made.recount.agrees) == (3, True)
    assert {question.kind for question in made.questions} == {Kind.SINGLE, Kind.MULTIPLE}
    past = PastScreens(made)
    by_seq = {step.seq: step for step in made.steps}
    for shots in (camera.shots[::-1], camera.shots):
        for seq, used, shot in shots:
            pixmap = past.picture(by_seq[seq], used)
            assert pixmap is not None
            image = pixmap.toImage()
            if image != shot:
                image.save(str(tmp_path / "replay.png"))
                shot.save(str(tmp_path / "sitting.png"))
            assert image == shot, f"{by_seq[seq].event} at {used} ms: {tmp_path}"
    past.close()

    done: list[object] = []
    station = rich.program.station
    assert station is not None
    rich.program.core.call(done.append, rich.program.stop, review.decide, station, made.appeal.number, KEPT)
    rich.until(lambda: bool(done))
    lines: list[list[bytes]] = []
    rich.program.core.call(
        lines.append, rich.program.stop, lambda: [entry.encode() for entry in station.store.entries()]
    )
    rich.until(lambda: bool(lines))
    count = recount(lines[0], candidate)
    assert (count.total, count.stated_total) == (3, 3)
    rich.finish()
    report = verification.verify(rich.prepared.folder, list(rich.prepared.passphrases.items()), BALLAST)
    assert report.findings == []
    assert report.attempts == 1
