"""An archived appeal is read without writing, and its keys only with the commission."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from resources.texts import texts_for
from station.domain.errors import Reason
from station.services import review
from station.services.archive import read_appeal
from station.services.commission import Member
from station.services.review import Reviewed
from station.ui.appeal_text import lines_of
from tests.services.appealing import CHAIR, GROUND, KEPT, MEMBER, SECRETS, THIRD, appealed, file, open_review
from tests.services.hall import BALLAST, ONE, TWO, Day, refused


@pytest.fixture
def closed(day: Day) -> Day:
    """A folder with one decided and one undecided appeal, its station shut down."""
    appeal = appealed(day)
    open_review(day, appeal)
    review.decide(day.station, appeal.number, KEPT)
    review.close_review(day.station, appeal.number, "desk")
    day.finish(TWO, 2, "02")
    file(day, TWO)
    day.station.store.close()
    return day


def read(day: Day, who: Iterable[str] = (CHAIR, MEMBER), number: str = "A-02-01-2026-0001") -> Reviewed:
    """Read the appeal with these members' passphrases."""

    def asked(members: tuple[Member, ...]) -> list[tuple[str, str]]:
        return [(member.id, SECRETS[member.id]) for member in members if member.id in set(who)]

    return read_appeal(day.folder, list(day.passphrases.items()), asked, number, BALLAST)[0]


def contents(folder: Path) -> dict[str, bytes]:
    """Every byte of the folder."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_R_35_2_an_archived_appeal_shows_what_its_review_showed_and_nothing_is_written(closed: Day) -> None:
    before = contents(closed.folder)
    shown = read(closed)
    assert (shown.recount.stored, shown.recount.recomputed, shown.ground) == (7, 7, GROUND)
    assert [question.points for question in shown.questions] == [1] * 7 + [0] * 3
    assert shown.steps[-1].attempt == closed.attempt(ONE)
    assert contents(closed.folder) == before


@pytest.mark.parametrize("who", [(), (CHAIR,), (MEMBER, THIRD)])
def test_R_35_1_without_chair_and_member_the_archive_shows_no_key(closed: Day, who: tuple[str, ...]) -> None:
    with refused(Reason.COMMISSION_NEEDED):
        read(closed, who)


def test_a_wrong_passphrase_of_a_member_shows_nothing(closed: Day) -> None:
    with refused(Reason.PASSPHRASE_WRONG):
        read_appeal(
            closed.folder, list(closed.passphrases.items()), lambda _members: [(CHAIR, "0000")], "A-02-01-2026-0001",
            BALLAST,
        )  # fmt: skip


@pytest.mark.parametrize("number", ["A-02-01-2026-0002", "A-02-01-2026-0099", "nonsense"])
def test_an_undecided_or_unknown_appeal_is_not_shown(closed: Day, number: str) -> None:
    with refused(Reason.APPEAL_UNKNOWN, number=number):
        read(closed, number=number)


def test_a_folder_without_a_commission_has_no_appeal_to_show(listed: Day) -> None:
    listed.station.store.close()
    with refused(Reason.APPEAL_UNKNOWN):
        read(listed)


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_R_35_3_the_text_tells_answers_keys_points_and_the_whole_course(closed: Day, language: str) -> None:
    shown = read(closed)
    said = "\n".join(lines_of(shown, 360, texts_for(language)))
    assert closed.station.hall.appeals[shown.appeal.number].number in said
    assert shown.name in said
    for question in shown.questions:
        assert question.id in said
        assert question.stem[shown.language] in said
    assert said.count("*=") == 7
    assert said.count(" = ") >= 3
    assert "{" not in said
