"""The pictures of a question, one at a time, as large as the window allows, and larger."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from resources.texts import Texts
from station.ui.theme import look_of
from station.ui.widgets.buttons import IconButton
from station.ui.widgets.dialog import Dialog
from station.ui.widgets.labels import label
from station.ui.widgets.passage import Picture, image_of

_LARGEST, _STEP, _PAN = 4.0, 1.5, 80
_MOVES = {
    Qt.Key.Key_Left: (_PAN, 0),
    Qt.Key.Key_Right: (-_PAN, 0),
    Qt.Key.Key_Up: (0, _PAN),
    Qt.Key.Key_Down: (0, -_PAN),
}


class PictureView(QWidget):
    """A picture, whole at first. `zoom` enlarges it up to four times that; a drag moves it then.

    Signals: `zoomed()` it has another size.
    """

    zoomed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._scaled: tuple[QSize, QImage] | None = None
        self.factor = 1.0
        self._shift = QPointF()
        self._dragged_from: QPointF | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_picture(self, picture: Picture) -> None:
        """Show this one, whole."""
        self._image, self._scaled = image_of(picture), None
        self.factor, self._shift = 1.0, QPointF()
        self.update()
        self.zoomed.emit()

    @property
    def shown(self) -> QRectF:
        """Where the picture lies within the widget; larger than it where it was enlarged."""
        size = self._whole() * self.factor
        spare = QPointF(self.width() - size.width(), self.height() - size.height()) / 2
        return QRectF(spare + self._shift, size.toSizeF())

    def _whole(self) -> QSize:
        return self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)

    @property
    def can_grow(self) -> bool:
        """Whether it can be larger still."""
        return self.factor < _LARGEST

    @property
    def can_shrink(self) -> bool:
        """Whether it is larger than whole."""
        return self.factor > 1.0

    def zoom(self, step: int) -> None:
        """Larger for 1, smaller for -1; what stood in the middle stays there."""
        before = self.factor
        self.factor = min(_LARGEST, max(1.0, before * _STEP**step))
        if _LARGEST / self.factor < _STEP / 1.4:
            self.factor = _LARGEST
        self.move_by(self._shift.x() * (self.factor / before - 1), self._shift.y() * (self.factor / before - 1))
        self.zoomed.emit()

    def move_by(self, across: float, down: float) -> None:
        """Move an enlarged picture, never past its edge."""
        size = self._whole() * self.factor
        far = max(0.0, (size.width() - self.width()) / 2), max(0.0, (size.height() - self.height()) / 2)
        self._shift = QPointF(
            min(far[0], max(-far[0], self._shift.x() + across)), min(far[1], max(-far[1], self._shift.y() + down))
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture on its white ground, in a thin frame."""
        if self._image.isNull():
            return
        place = self.shown
        ratio = self.devicePixelRatio()
        wanted = (place.size() * ratio).toSize()
        if self._scaled is None or self._scaled[0] != wanted:
            smooth = Qt.TransformationMode.SmoothTransformation
            self._scaled = wanted, self._image.scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        painter = QPainter(self)
        painter.drawImage(place, self._scaled[1])
        painter.setPen(QColor(look_of(self).palette.line))
        painter.drawRect(place.adjusted(0, 0, -1, -1).intersected(QRectF(self.rect()).adjusted(0, 0, -1, -1)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay within the edges."""
        super().resizeEvent(event)
        self.move_by(0, 0)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        self._dragged_from = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag."""
        if self._dragged_from is not None:
            moved = event.position() - self._dragged_from
            self._dragged_from = event.position()
            self.move_by(moved.x(), moved.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._dragged_from = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Larger away from the hand."""
        if event.angleDelta().y():
            self.zoom(1 if event.angleDelta().y() > 0 else -1)


class PictureDialog(Dialog):
    """One of several pictures over the window.

    Keys: + and - its size, arrows move an enlarged one, Page Up and Page Down the picture before and after.
    """

    def __init__(self, over: QWidget, pictures: Sequence[Picture], first: int, texts: Texts) -> None:
        look, window = look_of(over), over.window()
        width = window.width() - 2 * look.gap(24)
        super().__init__(
            over,
            texts.get("Picture"),
            buttons=[("close", texts.get("Close the picture"), "secondary")],
            cancel="close",
            width=round(width * 100 / look.scale_percent),
        )
        self.pictures, self.place, self._texts = tuple(pictures), first, texts
        self.view = PictureView()
        self.before, self.after = IconButton(icon_name="left"), IconButton(icon_name="right")
        self.smaller, self.larger = IconButton(icon_name="minus"), IconButton(icon_name="plus")
        self.counted = label(role="muted", wraps=False)
        self.title_label.hide()
        tools = QHBoxLayout()
        tools.addWidget(self.title_label, 1)
        for part in (self.before, self.counted, self.after, self.smaller, self.larger):
            tools.addWidget(part)
        self.title_label.show()
        self.body.removeWidget(self.text_label)
        self.body.addLayout(tools)
        self.body.addWidget(self.view)
        for part in (self.before, self.counted, self.after):
            part.setVisible(len(self.pictures) > 1)
        self.before.set_words(texts.get("Previous picture"))
        self.after.set_words(texts.get("Next picture"))
        self.smaller.set_words(texts.get("Make the picture smaller"))
        self.larger.set_words(texts.get("Make the picture larger"))
        self.before.clicked.connect(lambda: self.turn(-1))
        self.after.clicked.connect(lambda: self.turn(1))
        self.smaller.clicked.connect(lambda: self.view.zoom(-1))
        self.larger.clicked.connect(lambda: self.view.zoom(1))
        self.view.zoomed.connect(self._tell)
        self._show()

    def turn(self, step: int) -> None:
        """Another picture, if there is one."""
        if 0 <= self.place + step < len(self.pictures):
            self.place += step
            self._show()

    def _show(self) -> None:
        picture = self.pictures[self.place]
        title = picture.description or self._texts.get("Picture")
        self.title_label.setText(title)
        self.view.setAccessibleName(title)
        self.setAccessibleName(title)
        self.counted.setText(f"{self.place + 1} / {len(self.pictures)}")
        self.view.show_picture(picture)

    def _tell(self) -> None:
        self.before.setEnabled(self.place > 0)
        self.after.setEnabled(self.place + 1 < len(self.pictures))
        self.larger.setEnabled(self.view.can_grow)
        self.smaller.setEnabled(self.view.can_shrink)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Sizes, moves and pages; the rest is the dialog's."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.view.zoom(1)
        elif key == Qt.Key.Key_Minus:
            self.view.zoom(-1)
        elif key in _MOVES:
            self.view.move_by(*_MOVES[key])
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn(1 if key == Qt.Key.Key_PageDown else -1)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _fit(self) -> None:
        look, window = look_of(self), self.window()
        head = max(self.title_label.sizeHint().height(), look.px(44))
        room = window.height() - look.px(46) - head - 2 * look.gap(24) - 2 * look.gap(32) - 4 * look.gap(14)
        self.view.setFixedHeight(max(120, room))
        super()._fit()


def show_pictures(over: QWidget, pictures: Sequence[Picture], chosen: Picture, texts: Texts) -> PictureDialog:
    """Open the chosen one of these pictures over the window; Escape or the button closes it."""
    dialog = PictureDialog(over, pictures, pictures.index(chosen) if chosen in pictures else 0, texts)
    dialog.open()
    return dialog
