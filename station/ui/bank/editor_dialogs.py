"""Questions of the editor over the window: an enemy to choose, what a picture shows, whether to leave unsaved."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from question_bank.model import Bilingual, Picture
from resources.texts import Texts
from station.services.bank.facts import QuestionRow
from station.ui.bank.list_filters import SearchLine
from station.ui.bank.question_pages import stem_in
from station.ui.proctor.dialogs import AskDialog
from station.ui.proctor.fields import Field
from station.ui.proctor.table import Cell, DeskTable, Head, Row
from station.ui.theme import look_of
from station.ui.widgets.dialog import Dialog

DESCRIPTION = 300


class EnemyDialog(AskDialog):
    """Finds a question by words or number.

    Signals: `asked(str)` what was typed, answered by `show_rows`; `given(str, str)` id and stem.
    """

    asked = Signal(str)
    given = Signal(str, str)

    def __init__(self, over: QWidget, texts: Texts) -> None:
        super().__init__(
            over,
            texts,
            texts.get("Choose a question"),
            texts.get("The two questions will never stand in one paper."),
            texts.get("Choose this question"),
            width=860,
        )
        self._stems: dict[str, str] = {}
        self.search, self.table = SearchLine(), DeskTable()
        self.search.setPlaceholderText(self.say("Words of the question, its number, source or topic"))
        self.search.setAccessibleName(self.say("Search in the questions"))
        self.search.clear_button.set_words(self.say("Clear the search"))
        self.search.typed.connect(self.asked)
        self.search.left_downwards.connect(self._enter)
        self.table.setAccessibleName(self.say("Questions of the bank"))
        self.table.set_heads([Head(self.say("Number")), Head(self.say("Question"), 24, 1)])
        self.table.row_opened.connect(lambda _row: self.answer("ok"))
        self.body.addWidget(self.search)
        self.body.addWidget(self.table)
        self.finish_body()

    def open(self, focus: QWidget | None = None) -> None:
        """Begin in the search field; the first questions stand there."""
        self.table.setFixedHeight(min(look_of(self).px(280), max(120, self.window().height() // 3)))
        super().open(focus or self.search)
        self.asked.emit("")

    def show_rows(self, rows: Sequence[QuestionRow]) -> None:
        """Show what was found."""
        self._stems = {row.id: stem_in(row, self.texts.language) for row in rows}
        self.table.set_rows([Row(name, (Cell(name), Cell(stem))) for name, stem in self._stems.items()])
        if rows and not self.table.chosen_id:
            self.table.choose(rows[0].id)

    def check(self) -> str:
        """One is chosen."""
        return "" if self.table.chosen_id else self.say("Choose a question from the list.")

    def give(self) -> None:
        """Hand it on."""
        self.given.emit(self.table.chosen_id, self._stems[self.table.chosen_id])

    def _enter(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


class _Image(QWidget):
    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._image = QImage.fromData(data)

    def sizeHint(self) -> QSize:
        return QSize(400, min(self._image.height(), look_of(self).px(180)))

    def minimumSizeHint(self) -> QSize:
        return QSize(100, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio).boundedTo(self._image.size())
        painter.drawImage(QRectF(0, 0, size.width(), size.height()), self._image)


class PictureDialog(AskDialog):
    """What a picture shows, for those who cannot see it. Signals: `given(object)` the `Picture` with both texts."""

    given = Signal(object)

    def __init__(self, over: QWidget, texts: Texts, picture: Picture) -> None:
        title = texts.get("Insert the picture")
        super().__init__(over, texts, title, "", title)
        self._picture = picture
        self.shows = {language: Field(longest=DESCRIPTION) for language in ("ky", "ru")}
        self.shows["ky"].set_words(self.say("What it shows, in Kyrgyz"), self.say("without the answer"))
        self.shows["ru"].set_words(self.say("What it shows, in Russian"), self.say("without the answer"))
        for language, field in self.shows.items():
            field.set_text(picture.description[language])
        self.body.addWidget(_Image(picture.data))
        for field in self.shows.values():
            self.body.addWidget(field)
        self.finish_body()

    def check(self) -> str:
        """Both are told: a reader must not be left without."""
        missing = [field for field in self.shows.values() if not field.text]
        return self.say("Say in both languages what the picture shows.") if missing else ""

    def give(self) -> None:
        """Hand it on."""
        told = Bilingual(self.shows["ky"].text, self.shows["ru"].text)
        self.given.emit(replace(self._picture, description=told))


class LeaveDialog(Dialog):
    """Unsaved text: stay, leave it, or save it. `answered` with stay, leave or save."""

    def __init__(self, over: QWidget, texts: Texts) -> None:
        say = texts.get
        super().__init__(
            over,
            say("The question has unsaved changes"),
            say("Without saving, what was typed since the last save is lost."),
            (
                ("stay", say("Go on writing"), "secondary"),
                ("leave", say("Leave without saving"), "danger"),
                ("save", say("Save and leave"), "primary"),
            ),
            cancel="stay",
            width=720,
        )
