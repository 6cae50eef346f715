"""The second window: the candidate sees there what the commission sees, without its acts."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPixmap, QScreen
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from resources.texts import texts_for
from station.services.review import ReviewedQuestion
from station.ui import theme
from station.ui.commission.answer_card import AnswerCard
from station.ui.commission.head_card import HeadCard
from station.ui.commission.picture_frame import PictureFrame
from station.ui.commission.view import ReviewView
from station.ui.theme import Look
from station.ui.widgets.card import Scroll, ScrollContent


class Mirror(QWidget):
    """Question against key, or the picture of the replay. Signals: `left()` somebody closed it."""

    left = Signal()

    def __init__(self, view: ReviewView, language: str, look: Look) -> None:
        super().__init__()
        self.setObjectName("screen")
        self.setProperty("role", "ground")
        self.setWindowTitle("Апелляция | Апелляция")
        self.head = HeadCard(has_pages=False)
        self.card = AnswerCard(language, has_switch=False)
        self.frame = PictureFrame()
        content = ScrollContent()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card, 1)
        self.area = Scroll(content)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.area)
        self.stack.addWidget(self.frame)
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(self.head)
        self._outer.addWidget(self.stack, 1)
        self.dress(look)
        self.head.show_review(view, texts_for(language))

    def dress(self, look: Look) -> None:
        """Wear the look of the commission's window."""
        theme.apply(self, look)
        side = look.gap(16)
        self._outer.setContentsMargins(side, side, side, side)
        self._outer.setSpacing(look.gap(12))

    def show_question(self, view: ReviewView, question: ReviewedQuestion, language: str) -> None:
        """The question as it stands in the middle of the commission's screen."""
        self.head.show_review(view, texts_for(language))
        self.card.show_question(question, len(view.reviewed.questions), language)
        self.area.verticalScrollBar().setValue(0)
        self.stack.setCurrentWidget(self.area)

    def show_picture(self, picture: QPixmap | None, words: str) -> None:
        """The candidate's screen as it was."""
        self.frame.show_picture(picture, words)
        self.stack.setCurrentWidget(self.frame)

    def open(self, beside: QWidget) -> None:
        """Full screen on another screen where there is one, else a window."""
        other = other_screen(beside)
        if other is None:
            self.resize(1024, 768)
            self.show()
            return
        self.setGeometry(other.geometry())
        self.showFullScreen()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closed by hand or by the review."""
        event.accept()
        self.left.emit()


def other_screen(beside: QWidget) -> QScreen | None:
    """A screen that the window does not stand on."""
    return next((screen for screen in QGuiApplication.screens() if screen is not beside.screen()), None)
