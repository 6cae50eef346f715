"""Questions of the exchange tab: is that the PC it says it is, and what goes to whom."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from resources.texts import Texts
from station.services.bank.facts import IntroductionLook, KnownPc
from station.ui.proctor.dialogs import AskDialog
from station.ui.proctor.fields import SelectField, Tick
from station.ui.widgets.labels import label
from station.ui.widgets.notice import Notice


class PeerDialog(AskDialog):
    """Two people compare the fingerprint by voice; only then the PC is known. Signals: `given()`."""

    given = Signal()

    def __init__(self, over: QWidget, texts: Texts, look: IntroductionLook) -> None:
        super().__init__(
            over, texts, texts.get("Add the PC {name}").format(name=look.pc),
            texts.get("Call the person at that PC. It shows its fingerprint on this same tab. Let them read it aloud:"),
            texts.get("Add the PC"), width=680,
        )  # fmt: skip
        self.fingerprint = label(look.fingerprint, "large")
        self.bank = label(self.say("It says that it belongs to the bank “{bank}”.", bank=look.bank_name), "muted")
        self.bank.setVisible(bool(look.bank_name))
        self.same = Tick(self.say("I have heard it, and every group is the same"))
        warning = Notice("warn")
        warning.show_words(
            self.say("Where one digit differs, the file was exchanged on its way: do not add it, call the custodian.")
        )
        for part in (self.fingerprint, self.bank, warning, self.same):
            self.body.addWidget(part)
        self.finish_body()

    def check(self) -> str:
        """It was compared."""
        return "" if self.same.isChecked() else self.say("Compare the fingerprint first.")

    def give(self) -> None:
        """It is the PC."""
        self.given.emit()


class BundleDialog(AskDialog):
    """For whom a bundle is made and what it holds. Signals: `given(str, bool)` id of the PC; True for the chosen
    questions alone."""

    given = Signal(str, bool)

    def __init__(self, over: QWidget, texts: Texts, peers: Sequence[KnownPc], peer: str, chosen: int) -> None:
        super().__init__(
            over, texts, texts.get("Make a bundle"),
            texts.get("It is signed by this PC and can be read by the other one alone, on any stick or by mail."),
            texts.get("Choose the place …"),
        )  # fmt: skip
        self.peer = SelectField()
        self.peer.set_words(self.say("For the PC"))
        self.peer.select.set_items([(line.id, line.pc) for line in peers], peer)
        self.all = Tick(self.say("Everything since the last exchange"), is_round=True)
        self.some = Tick("", is_round=True)
        told = texts.plural("The chosen question, for review", "The {n} chosen questions, for review", chosen)
        self.some.set_words(told.format(n=chosen) if chosen else self.say("Chosen questions: choose them in the list"))
        self.some.setEnabled(chosen > 0)
        self._group = QButtonGroup(self)
        for tick in (self.all, self.some):
            self._group.addButton(tick)
        self.all.setChecked(True)
        for part in (self.peer, self.all, self.some):
            self.body.addWidget(part)
        self.finish_body()

    def give(self) -> None:
        """Hand both on."""
        self.given.emit(self.peer.select.value, self.some.isChecked())
