"""The question as the candidate will see it: the kiosk's own screen, laid out where nobody sees it, and its picture."""

import contextlib
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from question_bank.model import Bilingual, Question, Section
from resources.texts import Texts, texts_for
from station import markup
from station.ui import theme
from station.ui.bank.small_select import SmallSelect
from station.ui.candidate.question_screen import QuestionScreen, QuestionView
from station.ui.proctor.layouts import Flow
from station.ui.theme import SCALES, Look, look_of
from station.ui.views import view_of
from station.ui.widgets.buttons import BarButton, IconButton
from station.ui.widgets.card import Card, Scroll, ScrollContent
from station.ui.widgets.dialog import Dialog
from station.ui.widgets.labels import label

SIZES = ((1024, 768), (1366, 768))
_ROUNDS = 4  # of layout, until every part has found its size
_PAUSE_MS = 150  # after the last key
_PAPER = 80  # questions of the invented paper around it


class _Window(QWidget):
    """The kiosk's window in one look; laid out and painted but never shown."""

    def __init__(self, look: Look, language: str) -> None:
        super().__init__()
        self.setObjectName("shell")
        self.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.screen_shown = QuestionScreen(texts_for(language), look)
        self.language = language
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.screen_shown)
        theme.apply(self, look)

    def speak(self, language: str) -> None:
        """Another language."""
        if language != self.language:
            self.language = language
            self.screen_shown.set_texts(texts_for(language))

    def settle(self) -> None:
        """Let every change of size come to rest."""
        for _round in range(_ROUNDS):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


def _close(windows: dict[Look, _Window]) -> None:
    """Nobody owns a window that is never shown: without this it would outlive its editor."""
    for window in windows.values():
        with contextlib.suppress(RuntimeError):  # at the program's end Qt may have taken it already
            window.deleteLater()
    windows.clear()


class CardPicture(QWidget):
    """A picture, as wide as the room, at most in its own size."""

    def __init__(self) -> None:
        super().__init__()
        self.picture: QPixmap | None = None
        self._scaled: QPixmap | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_picture(self, picture: QPixmap) -> None:
        """Show this."""
        self.picture, self._scaled = picture, None
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """It keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """In its shape."""
        if self.picture is None or not self.picture.width():
            return 40
        size = self.picture.deviceIndependentSize()
        return round(size.height() * min(1.0, (width - 2) / size.width())) + 2

    def sizeHint(self) -> QSize:
        """At its present width."""
        return QSize(400, self.heightForWidth(max(200, self.width())))

    def minimumSizeHint(self) -> QSize:
        """Small."""
        return QSize(120, 40)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture in a thin frame."""
        if self.picture is None or not self.picture.width():
            return
        painter = QPainter(self)
        ratio = self.devicePixelRatio()
        size = self.picture.deviceIndependentSize()
        width = min(self.width() - 2, round(size.width()))
        wanted = QSize(width, self.heightForWidth(width + 2) - 2)
        if self._scaled is None or self._scaled.deviceIndependentSize().toSize() != wanted:
            self._scaled = self.picture.scaled(
                wanted * ratio, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            self._scaled.setDevicePixelRatio(ratio)
        painter.drawPixmap(0, 0, self._scaled)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another height."""
        super().resizeEvent(event)
        self.updateGeometry()


class _Area(Scroll):
    """The keyboard can scroll it."""

    def __init__(self, content: ScrollContent) -> None:
        super().__init__(content)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and pages."""
        step = {Qt.Key.Key_Down: 40, Qt.Key.Key_Up: -40}.get(Qt.Key(event.key()), 0)
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.page(1 if event.key() == Qt.Key.Key_PageDown else -1)
        elif step:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + step)
        else:
            event.ignore()
            return
        event.accept()


class Preview(Card):
    """Language, letters, contrast and window of the candidate above, the question's card below, as high as it needs.

    `show_question` may be called at each key: it is painted once typing pauses, or at once by `paint_now`.
    """

    def __init__(self, texts: Texts) -> None:
        super().__init__(padding=14)
        self.texts = texts
        self._question: Question | None = None
        self._sections: tuple[Section, ...] = ()
        windows: dict[Look, _Window] = {}
        self._windows = windows
        self.destroyed.connect(lambda: _close(windows))
        self._is_long = False
        self.languages = {name: BarButton(words) for name, words in (("ky", "Кыргызча"), ("ru", "Русский"))}
        self.scale, self.size_chosen = SmallSelect(), SmallSelect()
        self.contrast, self.large = IconButton(icon_name="contrast"), IconButton(icon_name="zoom")
        self.contrast.setCheckable(True)
        for icon_button in (self.contrast, self.large):
            icon_button.setProperty("small", True)
        self.picture, self.told = CardPicture(), label(role="small")
        self._group = QButtonGroup(self)
        for button in self.languages.values():
            button.setCheckable(True)
            self._group.addButton(button)
            button.clicked.connect(self.paint_now)
        self.languages["ky"].setChecked(True)
        self.scale.set_items([(str(scale), f"{scale} %") for scale in SCALES])
        self.size_chosen.set_items([(str(width), str(width)) for width, _height in SIZES], str(SIZES[-1][0]))
        for select in (self.scale, self.size_chosen):
            select.setMinimumContentsLength(1)
            select.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            select.chosen.connect(lambda _value: self.paint_now())
        self.contrast.clicked.connect(self.paint_now)
        self.large.clicked.connect(self.show_large)
        self.body.addWidget(Flow(*self.languages.values(), self.scale, self.size_chosen, self.contrast, self.large))
        content = ScrollContent()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 4, 0)
        column.addWidget(self.picture)
        column.addWidget(self.told)
        column.addStretch(1)
        self.area = _Area(content)
        self.body.addWidget(self.area, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.paint_now)
        self.set_texts(texts)

    def set_texts(self, texts: Texts) -> None:
        """Name the controls; the question keeps its own language."""
        self.texts = texts
        self.scale.setAccessibleName(texts.get("Size of the candidate's letters"))
        self.scale.setToolTip(texts.get("Size of the candidate's letters"))
        self.size_chosen.setAccessibleName(texts.get("Width of the candidate's window"))
        self.size_chosen.setToolTip(texts.get("Width of the candidate's window"))
        self.contrast.set_words(texts.get("Switch high contrast"))
        self.large.set_words(texts.get("Show the preview in full size"))
        self.area.setAccessibleName(texts.get("As the candidate sees it"))
        self._tell()

    def show_question(self, question: Question, sections: Sequence[Section]) -> None:
        """Show this question once typing pauses."""
        self._question, self._sections = question, tuple(sections)
        if self.isVisible():
            self._pause.start()

    def showEvent(self, event: QShowEvent) -> None:
        """It may have changed while nobody saw it."""
        super().showEvent(event)
        self._pause.start(0)

    @property
    def language(self) -> str:
        """The candidate's language."""
        return "ky" if self.languages["ky"].isChecked() else "ru"

    def paint_now(self) -> None:
        """Lay the candidate's screen out and show its card."""
        self._pause.stop()
        if self._question is None:
            return
        width = int(self.size_chosen.value or SIZES[-1][0])
        height = dict(SIZES)[width]
        look = replace(Look(), scale_percent=int(self.scale.value or 100), high_contrast=self.contrast.isChecked())
        window = self._windows.get(look)
        if window is None:
            window = self._windows[look] = _Window(look, self.language)
            window.screen_shown.set_view(self._as_view(self._question))
            window.resize(width, height)
            window.show()
        window.speak(self.language)
        window.screen_shown.set_view(self._as_view(self._question))
        window.resize(width, height)
        window.settle()
        card = window.screen_shown.card
        card.area.doubt_bar()
        window.settle()
        self._is_long = card.area.verticalScrollBar().maximum() > 0
        if self._is_long:  # unrolled: what the candidate scrolls to stands there at once
            card.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            for _round in range(_ROUNDS):
                window.resize(width, window.height() + card.area.verticalScrollBar().maximum())
                window.settle()
        self.picture.show_picture(card.grab())
        card.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._tell()

    def _tell(self) -> None:
        self.told.setText(
            self.texts.get("The question is longer than this window: the candidate scrolls.") if self._is_long else ""
        )
        self.told.setVisible(self._is_long)
        if self._question is not None:
            question, language = self._question, self.language
            parts = [question.stem[language], *(option.text[language] for option in question.options)]
            self.picture.setAccessibleName("\n".join(markup.plain(part, question.is_rich) for part in parts))

    def _as_view(self, question: Question) -> QuestionView:
        title = next((item.title for item in self._sections if item.id == question.section), Bilingual("", ""))
        return view_of(question, title, total=_PAPER)

    def show_large(self) -> None:
        """The same picture over the window, in the candidate's own size where there is room."""
        self.paint_now()
        if self.picture.picture is None:
            return
        dialog = Dialog(
            self,
            self.texts.get("As the candidate sees it"),
            buttons=[("close", self.texts.get("Close the preview"), "secondary")],
            cancel="close",
            width=1280,
        )
        shown = CardPicture()
        shown.setAccessibleName(self.picture.accessibleName())
        shown.show_picture(self.picture.picture)
        dialog.body.addWidget(shown)
        dialog.open()

    def _restyle(self) -> None:
        super()._restyle()
        look = look_of(self)
        self.body.setSpacing(look.gap(8))
        self.scale.setFixedWidth(look.px(96))
        self.size_chosen.setFixedWidth(look.px(92))

    def forget(self) -> None:
        """Let the windows go."""
        for window in self._windows.values():
            window.close()
            window.deleteLater()
        self._windows.clear()
