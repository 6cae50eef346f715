"""The person before the proctor: data to compare with the document, and what may be done now."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from resources.texts import Texts
from station.domain.hall import Standing
from station.services.overview import CandidateLine
from station.ui.proctor import choices
from station.ui.proctor.acts import show_acts
from station.ui.proctor.dialogs import ConfirmDialog, ReasonDialog, TextDialog
from station.ui.proctor.facts import Facts
from station.ui.proctor.layouts import Flow
from station.ui.proctor.when import hour
from station.ui.proctor.words import CHIPS, LANGUAGES, words
from station.ui.theme import look_of
from station.ui.widgets.buttons import Button, DangerButton, PrimaryButton, SecondaryButton
from station.ui.widgets.card import Card
from station.ui.widgets.icons import icon_pixmap
from station.ui.widgets.labels import label
from station.ui.widgets.notice import Notice

_BEFORE_TEST = (Standing.LISTED, Standing.CAME, Standing.CODE_ISSUED, Standing.ADMITTED)


def acts_for(line: CandidateLine, is_open: bool) -> tuple[str, ...]:
    """What the desk offers for a candidate, in order; the first is the primary act."""
    if not is_open:
        return ()
    acts: dict[Standing, tuple[str, ...]] = {
        Standing.LISTED: ("seen", "absent", "withdraw"),
        Standing.CAME: ("issue", "undo_seen", "withdraw"),
        Standing.ABSENT: ("undo_absent",),
        Standing.CODE_ISSUED: ("reissue", "withdraw"),
        Standing.ADMITTED: ("reissue", "withdraw"),
        Standing.INTERRUPTED: ("reissue",) if line.way == "new_paper" else (),
    }
    offered = acts.get(line.standing, ())
    return tuple(act for act in offered if line.consent or act not in ("issue", "reissue"))


class AdmissionCard(Card):
    """Signals: see `AdmissionScreen`."""

    document_seen = Signal(str)
    document_seen_undone = Signal(str, str)
    code_asked = Signal(str)
    code_reissue_asked = Signal(str, str)
    absent_marked = Signal(str)
    absence_undone = Signal(str, str)
    withdrawn = Signal(str, str)

    def __init__(self, texts: Texts) -> None:
        super().__init__(padding=20)
        self._texts = texts
        self._line: CandidateLine | None = None
        self._photo = b""
        self.photo = QLabel()
        self.photo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.photo.setProperty("role", "panel")
        self.name, self.document, self.state = label(role="heading"), label(role="large"), label(role="muted")
        self.facts = Facts()
        self.consent, self.hint = Notice("danger"), label(role="muted")
        self.buttons: dict[str, Button] = {
            "seen": PrimaryButton(icon_name="user-check"),
            "issue": PrimaryButton(icon_name="note"),
            "undo_absent": PrimaryButton(),
            "reissue": SecondaryButton(),
            "undo_seen": SecondaryButton(),
            "absent": SecondaryButton(),
            "withdraw": DangerButton(),
        }
        for act, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, chosen=act: self._do(chosen))
        head = QHBoxLayout()
        head.addWidget(self.photo, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        for line in (self.name, self.document, self.state):
            words.addWidget(line)
        words.addStretch(1)
        head.addLayout(words, 1)
        self.body.addLayout(head)
        # the acts stand above the other facts: on a low screen they are seen without scrolling
        for part in (self.consent, self.hint, Flow(*self.buttons.values(), fills_below=520), self.facts):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def set_texts(self, texts: Texts) -> None:
        """Speak another language from now on."""
        self._texts = texts
        told = {
            "seen": "Mark the document as checked",
            "issue": "Issue the code",
            "reissue": "Issue another code",
            "undo_seen": "Undo the mark of the document",
            "absent": "Mark as absent",
            "undo_absent": "Undo the mark of absence",
            "withdraw": "Record the withdrawal",
        }
        for act, message in told.items():
            self.buttons[act].setText(self._say(message))
        self.consent.show_words(self._say("No consent to the processing of personal data. No code is issued."))

    def set_view(
        self, line: CandidateLine | None, photo: bytes, is_open: bool, offset_minutes: int, seen_by: str
    ) -> None:
        """Show this person, or nobody."""
        self._line, self._photo = line, photo
        offered: Sequence[str] = acts_for(line, is_open) if line else ()
        show_acts(self.buttons, offered)
        self.photo.setVisible(line is not None)
        self.consent.setVisible(line is not None and not line.consent)
        for part in (self.facts, self.document, self.state):
            part.setVisible(line is not None)
        if line is None:
            self.name.setText(self._say("Choose a candidate"))
            self.hint.setText(self._say("Type a part of the name or of the document and press Enter."))
            self.hint.show()
            return
        self.name.setText(line.name)
        self.document.setText(line.document)
        self.document.setAccessibleName(f"{self._say('Identity document')}: {line.document}")
        self.state.setText(self._say(CHIPS[line.standing].whole))
        came = hour(line.came_ms, offset_minutes)
        self.facts.set_rows(
            [
                (self._say("Vacant post"), line.vacancy),
                (self._say("Language of the test"), words(self._texts, LANGUAGES, line.language)),
                (self._say("Consent on file"), self._say("yes") if line.consent else self._say("no")),
                (self._say("Seat number"), line.seat),
                (self._say("Admitted list"), f"№ {line.list_number}"),
                (self._say("Document checked"), ", ".join(part for part in (came, seen_by) if part)),
                (self._say("Slip"), line.slip),
            ]
        )
        self.hint.setText(self._say("Compare the person, the photo and the document before you mark it."))
        self.hint.setVisible("seen" in offered)
        self._draw_photo()

    def start_focus(self, _row: str = "") -> None:
        """The keys go to the first act."""
        for button in self.buttons.values():
            if button.isVisible():
                button.setFocus()
                return

    def _restyle(self) -> None:
        super()._restyle()
        self._draw_photo()

    def _draw_photo(self) -> None:
        look = look_of(self)
        width, height = look.px(84), look.px(112)
        picture = QPixmap()
        if not (self._photo and picture.loadFromData(self._photo)):
            picture = icon_pixmap("person", look.palette.muted, look.px(48))
            self.photo.setAccessibleName(self._say("No photo came with the list"))
        else:
            picture = picture.scaled(
                width, height, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            self.photo.setAccessibleName(self._say("Photo of the candidate"))
        self.photo.setFixedSize(width, height)
        self.photo.setPixmap(picture)

    def _say(self, message: str, **facts: object) -> str:
        return self._texts.get(message).format(**facts)

    def _do(self, act: str) -> None:
        if self._line is None:
            return
        who, name = self._line.id, self._line.name
        match act:
            case "seen":
                self.document_seen.emit(who)
            case "issue":
                self.code_asked.emit(who)
            case "absent":
                self._confirm_absent(who, name)
            case "withdraw":
                self._ask_withdrawal(who, name)
            case "reissue":
                warning = self._say("The earlier code becomes void at once.")
                asked = self._ask_reason(act, f"{name}\n{warning}", choices.REISSUE)
                asked.given.connect(lambda reason: self.code_reissue_asked.emit(who, reason))
            case "undo_seen":
                asked = self._ask_reason(act, name, choices.UNDO_SEEN)
                asked.given.connect(lambda reason: self.document_seen_undone.emit(who, reason))
            case "undo_absent":
                asked = self._ask_reason(act, name, choices.UNDO_ABSENCE)
                asked.given.connect(lambda reason: self.absence_undone.emit(who, reason))
            case _:
                raise ValueError(act)

    def _ask_reason(self, act: str, text: str, offered: Sequence[choices.Choice]) -> ReasonDialog:
        words_of_act = self.buttons[act].text()
        dialog = ReasonDialog(self, self._texts, words_of_act, text, words_of_act, offered)
        dialog.open()
        return dialog

    def _confirm_absent(self, who: str, name: str) -> None:
        dialog = ConfirmDialog(
            self, self._texts, self._say("Mark as absent"),
            self._say("{name}: did not come to the test?", name=name), self._say("Mark as absent"),
        )  # fmt: skip
        dialog.given.connect(lambda: self.absent_marked.emit(who))
        dialog.open()

    def _ask_withdrawal(self, who: str, name: str) -> None:
        dialog = TextDialog(
            self, self._texts, self._say("Record the withdrawal"),
            self._say("{name} withdraws the candidacy by application (point 30). This cannot be undone.", name=name),
            self._say("Record the withdrawal"), self._say("Number and date of the application"), role="danger-primary",
        )  # fmt: skip
        dialog.given.connect(lambda document: self.withdrawn.emit(who, document))
        dialog.open()
