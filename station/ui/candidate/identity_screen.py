"""Is this you? No question is shown before the candidate says so (R-24.9)."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from question_bank.model import Bilingual
from resources.texts import Texts
from station.ui.candidate.screen import CandidateScreen
from station.ui.theme import Look
from station.ui.widgets.buttons import PrimaryButton, SecondaryButton
from station.ui.widgets.card import Card, Page
from station.ui.widgets.dialog import Dialog
from station.ui.widgets.labels import label


@dataclass(frozen=True, slots=True)
class IdentityView:
    """Whom the code belongs to. `photo` holds the bytes of a picture file, None where none was given."""

    full_name: str
    vacancy: Bilingual
    organisation: Bilingual
    seat: str
    photo: bytes | None = None


class IdentityScreen(CandidateScreen):
    """Shows an `IdentityView`.

    Signals: `confirmed()` "this is me"; `denied()` "this is not me", asked twice: the code ends by it.
    """

    confirmed = Signal()
    denied = Signal()

    def __init__(self, texts: Texts, look: Look | None = None) -> None:
        super().__init__(texts, look)
        self._view: IdentityView | None = None
        self._title = label(role="title")
        self.photo = QLabel()
        self.photo.hide()
        self._captions = [label(role="muted") for _ in range(4)]
        self._name = label(role="large")
        self._vacancy, self._organisation, self._seat = label(), label(), label()
        words = QVBoxLayout()
        words.setSpacing(3)
        for caption, value in zip(self._captions, self._values, strict=True):
            words.addWidget(caption)
            words.addWidget(value)
            words.addSpacing(12)
        words.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self.photo, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.setSpacing(28)
        card = Card(760, 36)
        card.body.addWidget(self._title)
        card.body.addLayout(row)
        if isinstance(self.page, Page):
            self.page.add(card)
        self.no = SecondaryButton(icon_name="cross")
        self.yes = PrimaryButton(icon_name="check")
        self.bar.add_left(self.no)
        self.bar.add_right(self.yes)
        self.no.clicked.connect(self._ask)
        self.yes.clicked.connect(self.confirmed)
        self.retranslate()

    @property
    def _values(self) -> tuple[QLabel, ...]:
        return self._name, self._vacancy, self._organisation, self._seat

    def set_view(self, view: IdentityView) -> None:
        """Show whom the code belongs to."""
        self._view = view
        self._refresh()

    def start_focus(self) -> None:
        """The way on takes the keys."""
        self.yes.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say everything again."""
        super().retranslate()
        t = self._texts
        self._title.setText(t.get("Are your data correct?"))
        captions = (
            t.get("Full name"),
            t.get("Vacancy"),
            t.get("General education organisation"),
            t.get("Seat number"),
        )
        for caption, words in zip(self._captions, captions, strict=True):
            caption.setText(words)
        self.no.setText(t.context("button", "This is not me"))
        self.yes.setText(t.context("button", "Yes, this is me"))
        self._refresh()

    def restyle(self, look: Look) -> None:
        """Margins and the size of the photo."""
        super().restyle(look)
        self._show_photo(look)

    def _refresh(self) -> None:
        view = self._view
        if view is None:
            return
        self._name.setText(view.full_name)
        self._vacancy.setText(view.vacancy[self.language])
        self._organisation.setText(view.organisation[self.language])
        self._seat.setText(view.seat)
        has_organisation = bool(view.organisation[self.language])
        self._organisation.setVisible(has_organisation)
        self._captions[2].setVisible(has_organisation)
        self.photo.setAccessibleName(self._texts.get("Photo of the candidate"))
        self._show_photo(self._look)

    def _show_photo(self, look: Look) -> None:
        data = self._view.photo if self._view is not None else None
        pixmap = QPixmap()
        if data is not None and pixmap.loadFromData(data):
            self.photo.setPixmap(
                pixmap.scaled(
                    look.gap(180),
                    look.gap(240),
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )
        self.photo.setVisible(not pixmap.isNull())

    def _ask(self) -> None:
        t = self._texts
        dialog = Dialog(
            self,
            t.get("Is this not you?"),
            t.get("The code will be cancelled and the staff member called. You will get a new code."),
            [
                ("back", t.context("button", "Back"), "secondary"),
                ("deny", t.get("Cancel the code"), "danger-primary"),
            ],
            cancel="back",
        )
        dialog.answered.connect(lambda answer: self.denied.emit() if answer == "deny" else None)
        dialog.open()
