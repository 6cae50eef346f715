"""The answer options of the editor: key mark, letter, both languages, place."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from question_bank.model import LEAST_OPTIONS, MOST_OPTIONS, NOTHING, OPTION_LETTERS, Bilingual, Kind, Option, Picture
from resources.texts import Texts
from station.ui.bank.draft import OPTION_IDS
from station.ui.bank.rich_edit import RichEdit
from station.ui.theme import look_of
from station.ui.widgets.buttons import IconButton, LinkButton, pressed_by_key
from station.ui.widgets.dressed import Dressed
from station.ui.widgets.icons import paint_icon
from station.ui.widgets.labels import label


class KeyMark(QAbstractButton):
    """Whether an option is right: a ring for one of several, a box for several; the letter beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.is_round = True
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def nextCheckState(self) -> None:
        """Only the owner decides what is right."""

    def sizeHint(self) -> QSize:
        """Mark and letter."""
        look = look_of(self)
        return QSize(look.px(66), look.px(42))

    def minimumSizeHint(self) -> QSize:
        """Never smaller."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter click."""
        pressed_by_key(self, event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """The click has happened on the press."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A filled green mark with a check is a right answer."""
        look = look_of(self)
        palette, side = look.palette, float(look.px(24))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(look.gap(6), (self.height() - side) / 2, side, side)
        on = self.isChecked()
        painter.setPen(QPen(QColor(palette.ok if on else palette.edge), 2))
        painter.setBrush(QColor(palette.ok if on else palette.card))
        radius = side / 2 if self.is_round else side / 5
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius)
        if on:
            paint_icon(painter, "check", palette.card, box.adjusted(4, 4, -4, -4))
        painter.setFont(look.font(18, QFont.Weight.DemiBold))
        painter.setPen(QColor(palette.ok if on else palette.text))
        room = self.rect().adjusted(round(box.right()) + look.gap(8), 0, 0, 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.text())
        if self.hasFocus():
            painter.setPen(QPen(QColor(palette.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)


class OptionField(RichEdit):
    """One language of an option. Signals: `move_wanted(int)` -1 up or 1 down; `removal_wanted()`."""

    move_wanted = Signal(int)
    removal_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with up and down moves the option, Alt with Delete removes it."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.AltModifier and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_wanted.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
            event.accept()
        elif held == Qt.KeyboardModifier.AltModifier and event.key() == Qt.Key.Key_Delete:
            self.removal_wanted.emit()
            event.accept()
        else:
            super().keyPressEvent(event)


class OptionEdit(Dressed, QWidget):
    """One option. Signals: `edited()`, `key_pressed()`, `move_wanted(int)`, `removal_wanted()`."""

    edited = Signal()
    key_pressed = Signal()
    move_wanted = Signal(int)
    removal_wanted = Signal()

    def __init__(self, option: Option, is_rich: bool, pictures: Sequence[Picture]) -> None:
        super().__init__()
        self.option_id = option.id
        self.mark = KeyMark()
        self.fields = {language: OptionField(1, 8) for language in ("ky", "ru")}
        self.up, self.down, self.remove = IconButton(icon_name="up"), IconButton(icon_name="down"), IconButton()
        self.remove.set_icon("cross")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        for language, field in self.fields.items():
            field.set_content(option.text[language], is_rich, pictures)
            field.edited.connect(self.edited)
            field.move_wanted.connect(self.move_wanted)
            field.removal_wanted.connect(self.removal_wanted)
            self._row.addWidget(field, 1)
        for button in (self.up, self.down, self.remove):
            button.setProperty("small", True)
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Alt with the arrows and Delete, from the text
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.mark.clicked.connect(self.key_pressed)
        self.up.clicked.connect(lambda: self.move_wanted.emit(-1))
        self.down.clicked.connect(lambda: self.move_wanted.emit(1))
        self.remove.clicked.connect(self.removal_wanted)

    @property
    def is_right(self) -> bool:
        """Whether it belongs to the key."""
        return self.mark.isChecked()

    def option(self, is_rich: bool) -> Option:
        """The option as it stands on the screen."""
        return Option(self.option_id, Bilingual(*(self.fields[name].content(is_rich) for name in ("ky", "ru"))))

    def dress(self, place: int, count: int, kind: Kind, may_edit: bool, texts: Texts) -> None:
        """Letter, shape of the mark, and what can be done here."""
        letter = OPTION_LETTERS[place]
        self.mark.setText(letter)
        self.mark.is_round = kind is Kind.SINGLE
        said = texts.get("Option {letter} is right") if self.is_right else texts.get("Option {letter} is not right")
        self.mark.setAccessibleName(said.format(letter=letter))
        self.mark.setToolTip(texts.get("Right answer"))
        self.mark.setEnabled(may_edit)
        self.mark.update()
        names = {"ky": texts.get("Option {letter} in Kyrgyz"), "ru": texts.get("Option {letter} in Russian")}
        for language, field in self.fields.items():
            field.setAccessibleName(names[language].format(letter=letter))
            field.setReadOnly(not may_edit)
        self.up.set_words(texts.get("Move the option up (Alt+↑)"))
        self.down.set_words(texts.get("Move the option down (Alt+↓)"))
        self.remove.set_words(texts.get("Remove the option (Alt+Delete)"))
        for button in (self.up, self.down, self.remove):
            button.setVisible(may_edit)
        self.up.setEnabled(place > 0)
        self.down.setEnabled(place < count - 1)
        self.remove.setEnabled(count > LEAST_OPTIONS)

    def _restyle(self) -> None:
        self._row.setSpacing(look_of(self).gap(6))


class OptionsBox(Dressed, QWidget):
    """All options. Signals: `edited()`; `field_made(object)` and `field_gone(object)` a `RichEdit` came or goes."""

    edited = Signal()
    field_made = Signal(object)
    field_gone = Signal(object)

    def __init__(self, texts: Texts, before: QWidget) -> None:
        """`before` is where Tab comes from."""
        super().__init__()
        self.texts, self._before = texts, before
        self.rows: list[OptionEdit] = []
        self._kind, self._may_edit = Kind.SINGLE, True
        self._pictures: tuple[Picture, ...] = ()
        self.add, self.hint = LinkButton(icon_name="plus"), label(role="small")
        self.add.clicked.connect(self.append)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._lines = QVBoxLayout()
        self._column.addLayout(self._lines)
        foot = QGridLayout()
        foot.addWidget(self.add, 0, 0)
        foot.addWidget(self.hint, 0, 1)
        foot.setColumnStretch(1, 1)
        self._column.addLayout(foot)

    def set_options(
        self, options: Sequence[Option], key: frozenset[str], is_rich: bool, pictures: Sequence[Picture]
    ) -> None:
        """Show these."""
        for row in list(self.rows):
            self._drop(row)
        self._pictures = tuple(pictures)
        for option in options:
            self._make(option, is_rich).mark.setChecked(option.id in key)
        self._dress()

    def set_state(self, kind: Kind, may_edit: bool, texts: Texts) -> None:
        """One right answer or several; whether anything can be changed."""
        self.texts, self._may_edit = texts, may_edit
        if kind is not self._kind and kind is Kind.SINGLE:
            right = [row for row in self.rows if row.is_right]
            for row in right[1:]:
                row.mark.setChecked(False)
        self._kind = kind
        self._dress()

    @property
    def key(self) -> frozenset[str]:
        """Ids of the right options."""
        return frozenset(row.option_id for row in self.rows if row.is_right)

    @property
    def fields(self) -> tuple[RichEdit, ...]:
        """All fields, in order."""
        return tuple(field for row in self.rows for field in row.fields.values())

    def options(self, is_rich: bool) -> tuple[Option, ...]:
        """The options as they stand on the screen."""
        return tuple(row.option(is_rich) for row in self.rows)

    def append(self) -> None:
        """Add an empty option; the keys go into it."""
        used = {row.option_id for row in self.rows}
        free = next((name for name in OPTION_IDS if name not in used), "")
        if not free or len(self.rows) >= MOST_OPTIONS:
            return
        row = self._make(Option(free, NOTHING), is_rich=False)
        self._dress()
        self.edited.emit()
        row.fields["ky"].setFocus(Qt.FocusReason.OtherFocusReason)

    def shift(self, row: OptionEdit, step: int) -> None:
        """Move an option; the keys stay where they are."""
        place = self.rows.index(row)
        target = place + step
        if not self._may_edit or not 0 <= target < len(self.rows):
            return
        focused = next((field for field in row.fields.values() if field.hasFocus()), None)
        self.rows.insert(target, self.rows.pop(place))
        self._lines.removeWidget(row)
        self._lines.insertWidget(target, row)
        self._dress()
        if focused is not None:
            focused.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def remove(self, row: OptionEdit) -> None:
        """Take an option away; the keys go to its neighbour."""
        if not self._may_edit or len(self.rows) <= LEAST_OPTIONS:
            return
        place = self.rows.index(row)
        self._drop(row)
        self._dress()
        self.rows[min(place, len(self.rows) - 1)].fields["ky"].setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _press(self, row: OptionEdit) -> None:
        if not self._may_edit:
            return
        if self._kind is Kind.SINGLE:
            for other in self.rows:
                other.mark.setChecked(other is row)
        else:
            row.mark.setChecked(not row.is_right)
        self._dress()
        self.edited.emit()

    def _make(self, option: Option, is_rich: bool) -> OptionEdit:
        row = OptionEdit(option, is_rich, self._pictures)
        row.edited.connect(self.edited)
        row.key_pressed.connect(lambda: self._press(row))
        row.move_wanted.connect(lambda step: self.shift(row, step))
        row.removal_wanted.connect(lambda: self.remove(row))
        self.rows.append(row)
        self._lines.addWidget(row)
        for field in row.fields.values():
            self.field_made.emit(field)
        return row

    def _drop(self, row: OptionEdit) -> None:
        for field in row.fields.values():
            self.field_gone.emit(field)
        self.rows.remove(row)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _dress(self) -> None:
        """Letters by place; Tab goes from option to option."""
        before = self._before
        for place, row in enumerate(self.rows):
            row.dress(place, len(self.rows), self._kind, self._may_edit, self.texts)
            for step in (row.mark, *row.fields.values()):
                QWidget.setTabOrder(before, step)
                before = step
        QWidget.setTabOrder(before, self.add)
        self.add.setText(self.texts.get("Add an option"))
        self.add.setVisible(self._may_edit and len(self.rows) < MOST_OPTIONS)
        self.hint.setText(self.texts.get("Alt+↑ and Alt+↓ move an option, Alt+Delete removes it"))
        self.hint.setVisible(self._may_edit)

    def _restyle(self) -> None:
        look = look_of(self)
        self._column.setSpacing(look.gap(8))
        self._lines.setSpacing(look.gap(10))
