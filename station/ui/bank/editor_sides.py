"""How the editor shares the window: the form beside preview and history, or all three as pages where it is narrow."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from resources.texts import Texts
from station.ui.proctor.frame import TabButton
from station.ui.proctor.layouts import Flow
from station.ui.theme import look_of
from station.ui.widgets.dressed import Dressed

_FORM_LEAST = 700  # pixels at 100 % in which both languages stand beside each other
_SIDE_LEAST = 410
_NAMES = {"form": "Text", "preview": "Preview", "history": "History"}


class EditorSides(Dressed, QWidget):
    """Signals: `turned(str)` another page is in front: form, preview or history."""

    turned = Signal(str)

    def __init__(self, form: QWidget, preview: QWidget, history: QWidget) -> None:
        super().__init__()
        self.form, self.preview, self.history = form, preview, history
        self.is_wide = True
        self.buttons: dict[str, TabButton] = {}
        self._group = QButtonGroup(self)
        for name in _NAMES:
            button = TabButton()
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, wanted=name: self.turn(wanted))
            self._group.addButton(button)
            self.buttons[name] = button
        self._stack = QStackedWidget()
        self._stack.addWidget(preview)
        self._stack.addWidget(history)
        self._side = QWidget()
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Flow(*self.buttons.values()))
        column.addWidget(self._stack, 1)
        self._inner = column
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(form, 1)
        self._row.addWidget(self._side, 1)
        self.buttons["form"].hide()
        self.turn("preview")

    def set_texts(self, texts: Texts) -> None:
        """Name the pages."""
        for name, button in self.buttons.items():
            button.setText(texts.get(_NAMES[name]))
            button.setAccessibleName(texts.get(_NAMES[name]))

    @property
    def page(self) -> str:
        """The page in front; beside the form it is preview or history."""
        return next(name for name, button in self.buttons.items() if button.isChecked())

    def turn(self, name: str) -> None:
        """Bring a page in front."""
        if name == "form" and self.is_wide:
            return
        self.buttons[name].setChecked(True)
        self._stack.setCurrentWidget({"form": self.form, "preview": self.preview, "history": self.history}[name])
        self.turned.emit(name)

    def hasHeightForWidth(self) -> bool:
        """It takes the room that is left: what is too high scrolls within."""
        return False

    def sizeHint(self) -> QSize:
        """No higher than it must be."""
        return QSize(600, self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        """As the owner says."""
        return QSize(300, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other, or one at a time."""
        super().resizeEvent(event)
        self._arrange()

    def _restyle(self) -> None:
        look = look_of(self)
        self._row.setSpacing(look.gap(14))
        self._inner.setSpacing(look.gap(8))
        self._arrange()

    def _arrange(self) -> None:
        look = look_of(self)
        is_wide = self.width() >= look.px(_FORM_LEAST) + look.px(_SIDE_LEAST) + look.gap(14)
        if is_wide != self.is_wide:
            self.is_wide = is_wide
            self.buttons["form"].setVisible(not is_wide)
            if is_wide:
                self._stack.removeWidget(self.form)
                self._row.insertWidget(0, self.form, 1)
                self.form.show()
                if self.page == "form":
                    self.turn("preview")
            else:
                self._row.removeWidget(self.form)
                self._stack.insertWidget(0, self.form)
                self.turn("form")
        if is_wide:
            form = max(look.px(_FORM_LEAST), round((self.width() - look.gap(14)) * 0.57))
            self._side.setFixedWidth(self.width() - look.gap(14) - form)
        else:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(16_777_215)
