"""The session's seed and the papers that follow from it: fixed at preparation, revealed at the close (R-3.1)."""

from collections.abc import Collection, Mapping

from question_bank import balanced
from question_bank.balanced import DrawImpossible, Drawing, Paper, commitment, drawable
from question_bank.draw import draw_paper
from question_bank.model import Question
from station import vault
from station.domain import events as e
from station.domain.errors import Reason, StationError
from station.domain.form import TestForm
from station.domain.hall import Hall
from station.services.station import Below, Station

_LABEL = "draw/v1"


def new_seed(below: Below) -> bytes:
    """32 bytes of chance; in a demo those of its own seed, so that it draws the same papers again."""
    return bytes(below(256) for _ in range(balanced.SEED_BYTES))


def check_possible(questions: Collection[Question], form: TestForm, seed: bytes) -> None:
    """Raises DRAW_IMPOSSIBLE where no paper meets the form: on the day itself nobody is refused for it any more."""
    try:
        _drawing(questions, form, seed).check()
    except DrawImpossible as impossible:
        raise _refusal(impossible) from None


def committed(seed: bytes, session: str, master: bytes) -> e.DrawCommitted:
    """The entry that fixes the seed before anybody sits, without telling it."""
    sealed = vault.seal(vault.derive(master, _LABEL), seed, _place(session))
    return e.DrawCommitted(balanced.ALGORITHM, commitment(seed), sealed.hex())


def seed_of(draw: e.DrawCommitted, session: str, master: bytes) -> bytes:
    """The seed behind a commitment. Raises DATA_DAMAGED where it does not open or is another one."""
    try:
        seed = vault.open_sealed(vault.derive(master, _LABEL), bytes.fromhex(draw.sealed), _place(session))
    except ValueError:
        raise StationError(Reason.DATA_DAMAGED, where="draw") from None
    if commitment(seed) != draw.commitment or draw.algorithm != balanced.ALGORITHM:
        raise StationError(Reason.DATA_DAMAGED, where="draw")
    return seed


def check_seed(station: Station) -> None:
    """At a start: the seed is there and is the one of the commitment. Raises DATA_DAMAGED."""
    if station.hall.draw is not None:
        seed_of(station.hall.draw, station.hall.session, station.master)


def drawing_of(hall: Hall, seed: bytes) -> Drawing:
    """The drawing of a session's papers from its snapshot. Raises DRAW_IMPOSSIBLE."""
    assert hall.form is not None
    try:
        return _drawing(hall.questions.values(), hall.form, seed)
    except DrawImpossible as impossible:
        raise _refusal(impossible) from None


def next_paper(station: Station) -> Paper:
    """The paper of whoever begins now: the next number of the session, whoever had the ones before (R-24.11).

    In a session of an earlier release, which committed itself to nothing, chance draws it and it has number 0.
    """
    hall = station.hall
    if hall.draw is None:
        return Paper(0, draw_paper(hall.questions.values(), station.form.counts, station.below(2**63)), "")
    drawing = drawing_of(hall, seed_of(hall.draw, hall.session, station.master))
    return drawing.paper(len(hall.papers) + 1, exposure_of(hall.papers))


def exposure_of(papers: Collection[e.AttemptStarted]) -> Mapping[str, int]:
    """In how many of these papers each question stands."""
    exposure: dict[str, int] = {}
    for begun in papers:
        balanced.count_in(exposure, begun.paper)
    return exposure


def reveal(station: Station) -> tuple[e.DrawRevealed, ...]:
    """What the close adds to the journal: the seed, for everybody who wants to recompute the papers."""
    draw = station.hall.draw
    if draw is None:
        return ()
    return (e.DrawRevealed(seed_of(draw, station.hall.session, station.master).hex()),)


def _drawing(questions: Collection[Question], form: TestForm, seed: bytes) -> Drawing:
    return Drawing(map(drawable, questions), form.counts, form.band, seed)


def _place(session: str) -> bytes:
    return f"draw/{session}".encode()


def _refusal(impossible: DrawImpossible) -> StationError:
    return StationError(Reason.DRAW_IMPOSSIBLE, section=impossible.section, what=impossible.what)


class Recomputed:
    """The papers of a session, made again from its seed while somebody reads the journal (R-6.1)."""

    def __init__(self, master: bytes) -> None:
        self._master = master
        self._drawing: Drawing | None = None
        self._seed = b""
        self._number = 0
        self._exposure: dict[str, int] = {}

    def is_true_seed(self, draw: e.DrawCommitted, hall: Hall) -> bool:
        """Whether a commitment is the session's first and holds what it says; call it at its entry."""
        if hall.draw is not None:
            return False
        try:
            self._seed = seed_of(draw, hall.session, self._master)
        except StationError:
            return False
        return True

    def is_revealed(self, revealed: e.DrawRevealed) -> bool:
        """Whether the revealed seed is the one that the session committed itself to."""
        return bool(self._seed) and revealed.seed == self._seed.hex()

    def is_next(self, begun: e.AttemptStarted, hall: Hall) -> bool:
        """Whether a paper is the next one that the seed gives; call it at its entry, once for each.

        The papers before it count as the seed gives them: one that was changed does not make those after it differ.
        Where the seed itself is not to be had, that is told of the seed and of no paper.
        """
        if hall.draw is None:
            return not begun.paper_number
        if not self._seed:
            return True
        try:
            self._drawing = self._drawing or drawing_of(hall, self._seed)
            self._number += 1
            paper = self._drawing.paper(self._number, self._exposure)
        except (StationError, DrawImpossible):
            return False
        balanced.count_in(self._exposure, paper.rows)
        return (paper.number, paper.rows, paper.sha256) == (begun.paper_number, begun.paper, begun.paper_sha256)
