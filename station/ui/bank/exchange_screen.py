"""Work goes from PC to PC in signed bundles: who is known, what is sent, what arrived, what met."""

from PySide6.QtCore import Signal

from resources.texts import Texts
from station.services.bank.facts import IntroductionLook, KnownPc
from station.ui.bank.bundle_card import BundleCard
from station.ui.bank.conflicts_card import ConflictsCard
from station.ui.bank.exchange_dialogs import BundleDialog, PeerDialog
from station.ui.bank.exchange_views import ExchangeView
from station.ui.bank.parts import ask_where, ask_which, card_of
from station.ui.bank.short_table import ShortTable
from station.ui.bank.words import number_words
from station.ui.proctor.dialogs import ConfirmDialog
from station.ui.proctor.layouts import Flow
from station.ui.proctor.screen import DeskScreen
from station.ui.proctor.table import Cell, Head, Row
from station.ui.proctor.when import day_and_hour
from station.ui.widgets.buttons import DangerButton, PrimaryButton, SecondaryButton
from station.ui.widgets.labels import label
from station.ui.widgets.notice import Notice

BUNDLE, KEY = ".kgtb", ".kgtk"


class ExchangeScreen(DeskScreen):
    """Signals: `own_key_asked(str)` path to write this PC's key file to; `key_file_chosen(str)` path of another's:
    read it and call `ask_peer`; `peer_confirmed(object)` the `IntroductionLook` given to it, compared by voice;
    `peer_removal_asked(str)` id; `bundle_asked(str, bool, str)` id of the PC, whether only the chosen questions, path;
    `bundle_chosen(str)` path of a bundle to look into; `take_asked()` take it in; `conflict_chosen(str)` a question
    whose two contents are to be read; `settled(object, str)` a `Conflict` and "keep" or "take";
    `question_wanted(str)`."""

    own_key_asked = Signal(str)
    key_file_chosen = Signal(str)
    peer_confirmed = Signal(object)
    peer_removal_asked = Signal(str)
    bundle_asked = Signal(str, bool, str)
    bundle_chosen = Signal(str)
    take_asked = Signal()
    conflict_chosen = Signal(str)
    settled = Signal(object, str)
    question_wanted = Signal(str)

    def __init__(self, texts: Texts, view: ExchangeView) -> None:
        super().__init__(texts)
        self._view = view
        self.own_title, self.own, self.own_hint = label(role="heading"), label(role="large"), label(role="muted")
        self.save_key = SecondaryButton()
        self.peers_title, self.note, self.peers = label(role="heading"), Notice("plain"), ShortTable()
        self.make, self.add, self.remove = PrimaryButton(), SecondaryButton(icon_name="plus"), DangerButton()
        self.peers.row_chosen.connect(lambda _row: self._follow())
        self.peers.row_opened.connect(lambda _row: self._make())
        self.save_key.clicked.connect(self._save_key)
        self.make.clicked.connect(self._make)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.bundle, self.conflicts = BundleCard(), ConflictsCard(self)
        self.bundle.choose_asked.connect(self._choose_bundle)
        self.bundle.take_asked.connect(self.take_asked)
        self.conflicts.conflict_chosen.connect(self.conflict_chosen)
        self.conflicts.settled.connect(self.settled)
        self.conflicts.question_wanted.connect(self.question_wanted)
        self.column.addWidget(card_of(self.own_title, self.own, self.own_hint, Flow(self.save_key)))
        acts = Flow(self.make, self.add, self.remove)
        self.column.addWidget(card_of(self.peers_title, self.note, self.peers, acts))
        self.column.addWidget(self.bundle)
        self.column.addWidget(self.conflicts)
        self.column.addStretch(1)
        self.set_texts(texts)

    def retranslate(self) -> None:
        """Say everything again."""
        self.own_hint.setText(
            self.say("The fingerprint of this PC. Read it aloud to the person who adds this PC to theirs.")
        )
        self.save_key.setText(self.say("Save the key file of this PC …"))
        self.peers_title.setText(self.say("Known PCs"))
        self.make.setText(self.say("Make a bundle …"))
        self.add.setText(self.say("Add a PC …"))
        self.remove.setText(self.say("Remove the PC …"))
        self.peers.setAccessibleName(self.say("Known PCs"))
        self.peers.set_heads(
            [
                Head(self.say("PC"), 10, 1),
                Head(self.say("Fingerprint"), 18, 1),
                Head(self.say("Last sent"), drop=1),
                Head(self.say("Last taken in"), drop=1),
                Head(self.say("New for it")),
            ]
        )
        self.bundle.set_texts(self.texts)
        self.conflicts.set_texts(self.texts)
        self.set_view(self._view)

    def set_view(self, view: ExchangeView) -> None:
        """Show this value."""
        self._view = view
        self.own_title.setText(self.say("This PC: {name}", name=view.state.pc))
        self.own.setText(view.state.fingerprint)
        self.peers.set_rows([self._row(peer) for peer in view.state.known])
        if view.state.known and not self.peers.chosen_id:
            self.peers.choose(view.state.known[0].id)
        self.peers.setVisible(bool(view.state.known))
        if not view.may_exchange:
            self.note.show_words(self.say("Only a custodian of the bank exchanges with other PCs."), kind="plain")
        else:
            self.note.show_words(
                self.say("No other PC is known yet. Add one by its key file; fingerprints are compared by voice."),
                kind="info",
            )
        self.note.setVisible(not view.may_exchange or not view.state.known)
        self._follow()
        self.bundle.show_view(view)
        self.conflicts.show_view(view)

    def ask_peer(self, look: IntroductionLook) -> None:
        """A key file was read: have its fingerprint compared."""
        dialog = PeerDialog(self, self.texts, look)
        dialog.given.connect(lambda: self.peer_confirmed.emit(look))
        dialog.open()

    @property
    def chosen(self) -> KnownPc | None:
        """The chosen PC."""
        return next((peer for peer in self._view.state.known if peer.id == self.peers.chosen_id), None)

    def _row(self, peer: KnownPc) -> Row:
        offset = self._view.offset_minutes
        return Row(
            peer.id,
            (
                Cell(peer.pc),
                Cell(peer.fingerprint),
                Cell(day_and_hour(peer.sent_ms or None, offset) or "—"),
                Cell(day_and_hour(peer.received_ms or None, offset) or "—"),
                Cell(number_words(peer.unseen)),
            ),
        )

    def _follow(self) -> None:
        can = self._view.may_exchange and not self._view.is_busy
        self.add.setEnabled(can)
        for button in (self.make, self.remove):
            button.setEnabled(can and self.chosen is not None)
            button.setVisible(bool(self._view.state.known))
        self.save_key.setEnabled(not self._view.is_busy)

    def _save_key(self) -> None:
        title, name = self.say("Save the key file of this PC"), f"{self.say('pc')}-{self._view.state.pc}"
        ask_where(self, self.texts, title, KEY, name, self._view.start).given.connect(self.own_key_asked)

    def _add(self) -> None:
        title = self.say("Choose the key file of the other PC")
        ask_which(self, self.texts, title, (KEY,), self._view.start).given.connect(self.key_file_chosen)

    def _choose_bundle(self) -> None:
        title = self.say("Choose the bundle")
        ask_which(self, self.texts, title, (BUNDLE,), self._view.start).given.connect(self.bundle_chosen)

    def _make(self) -> None:
        view, peer = self._view, self.chosen
        if peer is None or not self.make.isEnabled():
            return
        dialog = BundleDialog(self, self.texts, view.state.known, peer.id, view.chosen)
        dialog.given.connect(self._place)
        dialog.open()

    def _place(self, peer: str, is_chosen_only: bool) -> None:
        state = self._view.state
        to = next((line.pc for line in state.known if line.id == peer), peer)
        name = f"{state.pc}-{to}"
        chooser = ask_where(self, self.texts, self.say("Save the bundle"), BUNDLE, name, self._view.start)
        chooser.given.connect(lambda path: self.bundle_asked.emit(peer, is_chosen_only, path))

    def _remove(self) -> None:
        peer = self.chosen
        if peer is None:
            return
        dialog = ConfirmDialog(
            self, self.texts, self.say("Remove the PC"),
            self.say("Bundles of the PC {name} are refused from now on. What it sent before stays.", name=peer.pc),
            self.say("Remove the PC"), "danger-primary",
        )  # fmt: skip
        dialog.given.connect(lambda: self.peer_removal_asked.emit(peer.id))
        dialog.open()
