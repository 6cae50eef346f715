"""The tab of exchange: known PCs, bundles out and in, contents that met."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from question_bank.workflow import Role
from station.services.bank import desk as services
from station.services.bank import exchange, finding, peers
from station.services.bank.bank import Bank
from station.services.bank.facts import BundleLook, BundleMade, ExchangeState, IntroductionLook
from station.services.progress import Progress
from station.ui.bank.chosen import Chosen, ids_of
from station.ui.bank.conflicts_card import KEEP
from station.ui.bank.exchange_screen import ExchangeScreen
from station.ui.bank.exchange_views import Conflict, ExchangeView

if TYPE_CHECKING:
    from station.ui.bank.desk import BankDesk


class ExchangeTab:
    """Joins the exchange screen to the services. A key file and a bundle are kept as they were read, until they are
    confirmed."""

    def __init__(self, desk: "BankDesk") -> None:
        self._desk = desk
        self._state = ExchangeState(desk.state.pc, "", ())
        self._key, self._bundle = b"", b""
        self._look: BundleLook | None = None
        self._refusal = ""
        self._conflict: Conflict | None = None
        self.screen = ExchangeScreen(desk.texts, self._view())
        screen = self.screen
        screen.own_key_asked.connect(lambda path: desk.act(_save_key, Path(path), then=self._saved))
        screen.key_file_chosen.connect(lambda path: desk.ask(_read_key, Path(path), then=self._ask_peer))
        screen.peer_confirmed.connect(self._add)
        screen.peer_removal_asked.connect(lambda peer: desk.act(peers.remove_pc, peer, then=self._enter))
        screen.bundle_asked.connect(self._make)
        screen.bundle_chosen.connect(self._choose)
        screen.take_asked.connect(self._take_in)
        screen.conflict_chosen.connect(lambda name: desk.ask(_conflict, name, then=self._show_conflict))
        screen.settled.connect(lambda one, how: desk.act(_settle, one, how, then=self._settled))
        screen.question_wanted.connect(desk.open_question)

    def enter(self) -> None:
        """Read who is known and what met."""
        self._enter(None)

    def _enter(self, _done: object) -> None:
        self.show()
        self._desk.ask(exchange.state, then=self._take)

    def show(self) -> None:
        """As things stand."""
        self.screen.set_view(self._view())

    def speak(self) -> None:
        """Another language: what was refused before is not said any more."""
        self._refusal = ""
        self.show()

    def _view(self) -> ExchangeView:
        desk = self._desk
        return ExchangeView(
            desk.start, self._state, self._chosen.count, self._look, self._refusal, self._conflict,
            desk.may(Role.CUSTODIAN), desk.is_busy, desk.offset,
        )  # fmt: skip

    @property
    def _chosen(self) -> Chosen:
        """What is chosen in the list of questions."""
        questions = getattr(self._desk, "questions", None)
        return questions.screen.table.chosen if questions is not None else Chosen(0)

    def _take(self, state: ExchangeState) -> None:
        self._state = state
        self.show()
        shown = self._conflict.question if self._conflict is not None else ""
        if shown not in state.conflicts:
            self._conflict = None
            if state.conflicts:
                self._desk.ask(_conflict, state.conflicts[0], then=self._show_conflict)

    # --- PCs ---

    def _ask_peer(self, read: tuple[bytes, IntroductionLook]) -> None:
        self._key, look = read
        self.screen.ask_peer(look)

    def _add(self, look: IntroductionLook) -> None:
        self._desk.act(peers.add_pc, self._key, look.fingerprint, then=self._enter)

    # --- bundles ---

    def _make(self, peer: str, is_chosen_only: bool, path: str) -> None:
        chosen = self._chosen if is_chosen_only else None
        self._desk.long(
            self._desk.say("The bundle is made"), _make, peer, chosen, self._desk.version, Path(path), then=self._made
        )

    def _made(self, done: tuple[BundleMade, Path]) -> None:
        made, path = done
        self._desk.start = str(path.parent)
        told = self._desk.texts.plural("Saved: {file}, {n} question", "Saved: {file}, {n} questions", made.questions)
        self._enter(None)
        self._desk.notice(told.format(file=path.name, n=made.questions))

    def _choose(self, path: str) -> None:
        self._desk.start = str(Path(path).parent)
        self._desk.long(
            self._desk.say("The bundle is read"), _look, Path(path), then=self._looked, refused=self._refused
        )

    def _looked(self, read: tuple[bytes, BundleLook]) -> None:
        (self._bundle, self._look), self._refusal = read, ""
        self.show()

    def _refused(self, error: Exception) -> None:
        self._look, self._bundle = None, b""
        self._refusal = self._desk.in_words(error)
        self.show()

    def _take_in(self) -> None:
        if self._look is not None:
            self._desk.long(
                self._desk.say("The bundle is taken in"), _take, self._bundle, self._look, then=self._taken,
                refused=self._refused,
            )  # fmt: skip

    def _taken(self, look: BundleLook) -> None:
        self._look, self._bundle = None, b""
        self._enter(None)
        self._desk.notice(self._desk.say("The bundle of the PC {pc} was taken in.", pc=look.from_pc))

    # --- what met ---

    def _show_conflict(self, conflict: Conflict | None) -> None:
        self._conflict = conflict
        self.show()

    def _settled(self, _done: object) -> None:
        self._conflict = None
        self._enter(None)

    def _saved(self, path: Path) -> None:
        self._desk.start = str(path.parent)
        self._desk.notice(self._desk.say("Saved: {file}", file=path.name))


def _save_key(bank: Bank, path: Path) -> Path:
    services.write_file(path, peers.introduction(bank))
    return path


def _read_key(bank: Bank, path: Path) -> tuple[bytes, IntroductionLook]:
    data = services.read_file(path)
    return data, peers.look_at_introduction(bank, data)


def _make(
    bank: Bank, peer: str, chosen: Chosen | None, program: str, path: Path, progress: Progress
) -> tuple[BundleMade, Path]:
    progress.at(0, 1)
    only = () if chosen is None else ids_of(chosen, partial(finding.search, bank), partial(finding.ids, bank))
    made = exchange.make(bank, peer, only, program)
    services.write_file(path, made.data)
    return made, path


def _look(bank: Bank, path: Path, progress: Progress) -> tuple[bytes, BundleLook]:
    data = services.read_file(path)
    return data, exchange.look(bank, data, path.name, progress)


def _take(bank: Bank, data: bytes, look: BundleLook, progress: Progress) -> BundleLook:
    return exchange.take(bank, data, look.token, look.file, progress)


def _conflict(bank: Bank, question: str) -> Conflict | None:
    for one, pc, stands, aside in exchange.conflicts(bank, question):
        return Conflict(question, one.version, one.sha256, pc, stands, aside)
    return None


def _settle(bank: Bank, one: Conflict, how: str) -> None:
    settle = exchange.keep_ours if how == KEEP else exchange.take_theirs
    settle(bank, one.question, one.version, one.sha256)
