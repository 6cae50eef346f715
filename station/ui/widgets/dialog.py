"""Our own dialog, drawn over the window: Qt's have no Kyrgyz. Keys and focus stay inside."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from station.ui.theme import look_of
from station.ui.widgets.buttons import (
    Button,
    DangerButton,
    DangerPrimaryButton,
    LinkButton,
    PrimaryButton,
    SecondaryButton,
)
from station.ui.widgets.card import Card, Scroll, ScrollContent
from station.ui.widgets.labels import label

_BUTTONS: dict[str, type[Button]] = {
    "primary": PrimaryButton,
    "secondary": SecondaryButton,
    "danger": DangerButton,
    "danger-primary": DangerPrimaryButton,
    "link": LinkButton,
}


class Dialog(QFrame):
    """A question over the window of `over`.

    `buttons` are (id, words, role) from left to right; roles: primary, secondary, danger, danger-primary,
    link. Escape answers with `cancel` where one is given. `body` takes further widgets.
    Signals: `answered(str)` with the id, once; the dialog is closed by then.
    """

    answered = Signal(str)

    def __init__(
        self,
        over: QWidget,
        title: str,
        text: str = "",
        buttons: Sequence[tuple[str, str, str]] = (),
        cancel: str = "",
        width: int = 620,
    ) -> None:
        super().__init__(over.window())
        self.over = over
        self.setProperty("role", "scrim")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self._cancel, self._width = cancel, width
        self._before = QApplication.focusWidget()
        self._took_keys = self._before is not None
        if self._before is not None:
            self._before.destroyed.connect(self._forget_before)
        self._buttons: dict[str, Button] = {}
        content = ScrollContent()
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.title_label = label(title, "heading")
        self.text_label = label(text)
        self.body.addWidget(self.title_label)
        self.body.addWidget(self.text_label)
        self.text_label.setVisible(bool(text))
        self._scroll = Scroll(content)
        self._card = Card(width)
        self._card.body.addWidget(self._scroll)
        row = QHBoxLayout()
        row.addStretch(1)
        for name, words, role in buttons:
            button = _BUTTONS[role](words)
            button.clicked.connect(lambda _checked=False, chosen=name: self.answer(chosen))
            self._buttons[name] = button
            row.addWidget(button)
        self._card.body.addLayout(row)
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(self._card, 1000, Qt.AlignmentFlag.AlignVCenter)
        outer.addStretch(1)
        self.window().installEventFilter(self)
        content.installEventFilter(self)
        self.hide()

    def button(self, name: str) -> Button:
        """The button that answers `name`."""
        return self._buttons[name]

    def open(self, focus: QWidget | None = None) -> None:
        """Cover the window and take the keys; `focus` gets them first, else the first button."""
        self._fit()
        self.show()
        self.raise_()
        first = focus or next(iter(self._buttons.values()), None) or self
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def _forget_before(self) -> None:
        """Its screen went while the dialog stood."""
        self._before = None

    def answer(self, name: str) -> None:
        """Close with this answer. A second answer is not heard."""
        if self.isHidden():
            return
        self.hide()
        self.window().removeEventFilter(self)
        self._give_keys_back()
        self.answered.emit(name)
        self.deleteLater()

    def _give_keys_back(self) -> None:
        """To whom had them; where that went meanwhile, the window says who begins: no key may be dead."""
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        elif self._took_keys:
            give: Callable[[], None] | None = getattr(self.window(), "give_keys", None)
            if give is not None:
                give()

    def dismiss(self) -> None:
        """Close because its moment has passed: as cancelled where it can be, else without an answer."""
        if self._cancel:
            self.answer(self._cancel)
        elif not self.isHidden():
            self.hide()
            self.window().removeEventFilter(self)
            self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape cancels; no key reaches the screen below."""
        event.accept()
        if event.key() == Qt.Key.Key_Escape and self._cancel:
            self.answer(self._cancel)
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._scroll.page(1 if event.key() == Qt.Key.Key_PageDown else -1)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes round inside the dialog."""
        ring = [
            widget
            for widget in self.findChildren(QWidget)
            if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        if not ring:
            return True
        current = QApplication.focusWidget()
        place = ring.index(current) if current in ring else (-1 if next else 0)
        target = ring[(place + (1 if next else -1)) % len(ring)]
        target.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        self._scroll.ensureWidgetVisible(target)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window, and as high as what stands in it."""
        is_resized = event.type() == QEvent.Type.Resize and watched is self.window()
        if is_resized or (event.type() == QEvent.Type.LayoutRequest and self.isVisible()):
            self._fit()
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Follow the look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.isVisible():
            self._fit()

    def _fit(self) -> None:
        window = self.window()
        self.setGeometry(window.rect())
        look = look_of(self)
        layout = self.layout()
        if layout is not None:
            side = look.gap(24)
            layout.setContentsMargins(side, side, side, side)
        self.body.setSpacing(look.gap(14))
        room = window.height() - 2 * look.gap(24) - 2 * look.gap(32) - look.px(46) - look.gap(14)
        width = min(look.px(self._width), window.width() - 2 * look.gap(24)) - 2 * look.gap(32)
        content = self._scroll.widget()
        if content is not None:
            self._scroll.setFixedHeight(min(room, self.body.totalHeightForWidth(width) + 4))
