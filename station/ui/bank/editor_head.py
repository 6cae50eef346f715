"""The head of the editor: which question and version, where it stands and by whom, what may be done with it."""

from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from question_bank.workflow import Act, State
from resources.texts import Texts
from station.ui.bank.draft import EditorView
from station.ui.bank.head_row import HeadRow
from station.ui.bank.small_select import SmallSelect
from station.ui.bank.words import ACTS, REVIEWED, STATES
from station.ui.proctor.layouts import Flow
from station.ui.proctor.table import chip_colours
from station.ui.proctor.when import iso_as_day
from station.ui.proctor.words import Chip
from station.ui.theme import look_of
from station.ui.widgets.buttons import Button, DangerButton, PrimaryButton, SecondaryButton
from station.ui.widgets.card import Card
from station.ui.widgets.icons import paint_icon
from station.ui.widgets.labels import ElideLabel, label

_ORDER = (Act.REVIEWED, Act.APPROVED, Act.SENT, Act.RETURNED, Act.CREATED, Act.RETIRED, Act.DISCARDED)
_DANGER = (Act.RETIRED, Act.DISCARDED)


class StateChip(QWidget):
    """A state as the list shows it: icon and word on a quiet ground."""

    def __init__(self) -> None:
        super().__init__()
        self._chip, self._words = STATES[State.DRAFT], ""

    def show_state(self, chip: Chip, texts: Texts) -> None:
        """Show this state."""
        self._chip, self._words = chip, texts.get(chip.short)
        self.setToolTip(texts.get(chip.whole))
        self.setAccessibleName(texts.get(chip.whole))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Icon and word."""
        look = look_of(self)
        width = QFontMetrics(look.font(15, QFont.Weight.DemiBold)).horizontalAdvance(self._words)
        return QSize(width + look.px(16) + look.gap(28), look.px(34))

    def minimumSizeHint(self) -> QSize:
        """Nothing is cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, icon, word."""
        look = look_of(self)
        letters, ground = chip_colours(look.palette, self._chip.kind)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        box = QRectF(self.rect())
        painter.drawRoundedRect(box, look.gap(7), look.gap(7))
        size = float(look.px(16))
        paint_icon(painter, self._chip.icon, letters, QRectF(look.gap(10), (box.height() - size) / 2, size, size))
        painter.setFont(look.font(15, QFont.Weight.DemiBold))
        painter.setPen(QColor(letters))
        room = box.adjusted(look.gap(16) + size, 0, 0, 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self._words)


class EditorHead(Card):
    """Signals: `back_asked()`, `save_asked()`, `act_asked(object)` an `Act`, `version_asked(int)`."""

    back_asked = Signal()
    save_asked = Signal()
    act_asked = Signal(object)
    version_asked = Signal(int)

    def __init__(self, texts: Texts) -> None:
        super().__init__(padding=12)
        self.texts = texts
        self.back, self.save = SecondaryButton(icon_name="left"), PrimaryButton(icon_name="check")
        self.name, self.version, self.state = label(role="heading", wraps=False), SmallSelect(), StateChip()
        self.who, self.saved = ElideLabel(role="small"), label(role="saved-muted", wraps=False)
        self.acts: dict[Act, Button] = {}
        for act in _ORDER:
            button: Button = (DangerButton if act in _DANGER else SecondaryButton)()
            button.setProperty("small", True)
            button.clicked.connect(lambda _checked=False, wanted=act: self.act_asked.emit(wanted))
            self.acts[act] = button
        for button in (self.back, self.save):
            button.setProperty("small", True)
        self.version.setMinimumContentsLength(4)
        self.version.setSizePolicy(self.back.sizePolicy())
        row = HeadRow((self.back, self.name, self.version, self.state), self.who, (self.saved, self.save))
        self.flow = Flow(*self.acts.values())
        self.body.addWidget(row)
        self.body.addWidget(self.flow)
        self.back.clicked.connect(self.back_asked)
        self.save.clicked.connect(self.save_asked)
        self.version.chosen.connect(lambda value: self.version_asked.emit(int(value)))
        order: list[QWidget] = [self.back, self.version, *self.acts.values(), self.save]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def show_view(self, view: EditorView, texts: Texts) -> None:
        """Show this question."""
        self.texts = texts
        say, question, standing = texts.get, view.question, view.opened.standing
        self.back.setText(say("To the list"))
        self.back.setToolTip("Esc")
        self.save.setText(say("Save"))
        self.save.setToolTip("Ctrl+S")
        self.save.setVisible(Act.EDITED in view.opened.acts)
        self.name.setText(question.id or say("New question"))
        versions = view.opened.versions or (question.version,)
        self.version.set_items([(str(number), say("version {n}").format(n=number)) for number in versions])
        self.version.setCurrentIndex(self.version.findData(str(question.version)))
        self.version.setAccessibleName(say("Version of the question"))
        self.version.setVisible(bool(question.id))
        is_reviewed = standing.state is State.IN_REVIEW and bool(standing.reviewer)
        self.state.show_state(REVIEWED if is_reviewed else STATES[standing.state], texts)
        self.who.setText(_who(view, texts))
        for act, button in self.acts.items():
            button.setText(say(ACTS[act]))
            button.setVisible(act in view.opened.acts)
            button.setEnabled(not view.is_busy)
        self.flow.setVisible(any(act in view.opened.acts for act in _ORDER))

    def show_saved(self, words: str, is_dirty: bool) -> None:
        """Tell whether what stands on the screen is saved."""
        self.saved.setText(words)
        self.saved.setVisible(bool(words))
        role = "saved" if is_dirty else "saved-muted"
        if self.saved.property("role") != role:
            self.saved.setProperty("role", role)
            self.saved.style().unpolish(self.saved)
            self.saved.style().polish(self.saved)
        self.save.setEnabled(is_dirty)

    def _restyle(self) -> None:
        super()._restyle()
        look = look_of(self)
        self.body.setSpacing(look.gap(8))
        self.version.setFixedWidth(look.px(150))
        for part in (self.name, self.saved):
            part.setMinimumHeight(look.px(38))  # as high as the buttons beside them


def _who(view: EditorView, texts: Texts) -> str:
    """Author, reviewer, approver and act of this version."""
    standing = view.opened.standing
    names = {person.id: person.name for person in view.state.staff} | dict(view.names)
    parts = []
    if standing.authors:
        authors = ", ".join(sorted(names.get(one, one) for one in standing.authors))
        parts.append(texts.get("Author: {name}").format(name=authors))
    if standing.reviewer:
        parts.append(texts.get("Reviewer: {name}").format(name=names.get(standing.reviewer, standing.reviewer)))
    if standing.approver:
        parts.append(texts.get("Approver: {name}").format(name=names.get(standing.approver, standing.approver)))
    if standing.number:
        told = texts.get("Act № {number} of {date}")
        parts.append(told.format(number=standing.number, date=iso_as_day(standing.date)))
    return "  ·  ".join(parts)


def locked_words(view: EditorView, texts: Texts) -> str:
    """Why nothing can be written here, "" where it can."""
    opened = view.opened
    if Act.EDITED in opened.acts:
        return ""
    if not view.is_newest:
        told = texts.get("This is an earlier version. The newest is version {n}.")
        return told.format(n=max(opened.versions))
    match opened.standing.state:
        case State.APPROVED:
            return texts.get("An approved version is never edited. To change the question, write a new version.")
        case State.RETIRED:
            return texts.get("The question is retired. It stays in the bank as it was.")
        case State.IN_REVIEW:
            return texts.get("The version is in review. Nobody edits it until it is approved or returned.")
        case State.DRAFT:
            return texts.get("You may read this draft. To write it, the role of an author is needed.")
