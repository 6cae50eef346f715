"""A question of the paper against its key: what the candidate chose, what was right, the points."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from question_bank.model import OPTION_LETTERS, Kind
from resources.texts import CANDIDATE_LANGUAGES, Texts, texts_for
from station.services.review import ReviewedQuestion
from station.ui.candidate.picture_dialog import show_pictures
from station.ui.candidate.question_card import shown_pictures
from station.ui.commission.view import letters
from station.ui.commission.words import points_words, verdict_of
from station.ui.proctor.layouts import Flow
from station.ui.theme import look_of
from station.ui.widgets.buttons import LinkButton
from station.ui.widgets.card import Card
from station.ui.widgets.dressed import Dressed
from station.ui.widgets.labels import IconLabel, label
from station.ui.widgets.notice import Notice
from station.ui.widgets.passage import Passage, Picture
from station.ui.widgets.switches import LanguageSwitch


class Mark(QWidget):
    """An icon with its words, in one colour."""

    def __init__(self, icon: str, colour: str, words: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._icon = IconLabel(icon, colour, 20)
        self.words = label(words, f"saved-{colour}", wraps=False)
        row.addWidget(self._icon)
        row.addWidget(self.words)
        row.addStretch(1)

    def show_mark(self, icon: str, colour: str, words: str) -> None:
        """Say something else."""
        self._icon.set_icon(icon, colour)
        self.words.setText(words)
        self.words.setProperty("role", f"saved-{colour}")
        self.words.style().unpolish(self.words)
        self.words.style().polish(self.words)


class AnswerRow(Dressed, QWidget):
    """An option as it stood on the screen. The key and the candidate's answer are told by frame, icon and words."""

    def __init__(
        self, letter: str, text: str, is_key: bool, is_chosen: bool, texts: Texts, asked: ReviewedQuestion
    ) -> None:
        super().__init__()
        self.is_key, self.is_chosen = is_key, is_chosen
        self._letter = label(letter, "large", wraps=False)
        self._text = Passage(20)
        self._text.set_text(text, asked.is_rich, shown_pictures(asked.pictures, texts.language))
        self.marks: list[Mark] = []
        if is_key:
            self.marks.append(Mark("key", "ok", texts.context("review", "Key")))
        if is_chosen:
            icon, colour = ("check", "ok") if is_key else ("cross", "danger")
            self.marks.append(Mark(icon, colour, texts.get("The candidate's answer")))
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words.addWidget(self._text, 1)
        if self.marks:
            column = QVBoxLayout()
            column.setSpacing(2)
            for mark in self.marks:
                column.addWidget(mark)
            self._words.addLayout(column)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._letter, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._words, 1)
        said = [f"{letter}. {self._text.accessibleName()}", *(mark.words.text() for mark in self.marks)]
        self.setAccessibleName(". ".join(said))

    def _restyle(self) -> None:
        self._space()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Marks beside the words, or under them."""
        super().resizeEvent(event)
        self._space()

    def _space(self) -> None:
        look = look_of(self)
        beside = self.width() >= look.px(560)
        self._words.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._words.setSpacing(look.gap(14 if beside else 5))
        self._row.setContentsMargins(look.gap(18), look.gap(12), look.gap(18), look.gap(12))
        self._row.setSpacing(look.gap(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame and ground by meaning."""
        look = look_of(self)
        palette = look.palette
        edge, ground, width = palette.line, palette.card, 1.4
        if self.is_key:
            edge, ground, width = palette.ok, palette.ok_soft, 2.0
        elif self.is_chosen:
            edge, ground, width = palette.danger, palette.danger_soft, 2.0
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), look.gap(11), look.gap(11))


class AnswerCard(Card):
    """The question in the language of the reader; without `has_switch` it is only looked at.

    Signals: `language_chosen(str)`.
    """

    language_chosen = Signal(str)

    def __init__(self, language: str, has_switch: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(padding=24, parent=parent)
        self.language = language
        self._question: ReviewedQuestion | None = None
        self._total = 0
        self.number, self.place = label(role="strong", wraps=False), label(role="muted")
        self.languages = LanguageSwitch(CANDIDATE_LANGUAGES, language)
        self.languages.setVisible(has_switch)
        self.stem = Passage(23)
        self._pictures: tuple[Picture, ...] = ()
        self._has_zoom = has_switch
        self.zoom, self.rule = LinkButton(icon_name="zoom"), label(role="strong")
        self.rows: list[AnswerRow] = []
        self.verdict = Mark("check", "ok", "")
        self.remark, self.source = Notice("plain"), label(role="small")
        self._options = QVBoxLayout()
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.addWidget(Flow(self.number, self.verdict), 1)
        self._head.addWidget(self.languages, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(self._head)
        self.body.addWidget(self.place)
        self.body.addWidget(self.stem)
        self.body.addWidget(self.zoom, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.rule)
        self.body.addLayout(self._options)
        self.body.addWidget(self.remark)
        self.body.addWidget(self.source)
        self.body.addStretch(1)
        self.zoom.hide()
        self.rule.hide()
        self.languages.language_chosen.connect(self.language_chosen)
        self.zoom.clicked.connect(lambda: self._enlarge(""))
        self.stem.picture_pressed.connect(self._enlarge)

    def show_question(self, question: ReviewedQuestion, total: int, language: str) -> None:
        """Show this question of `total` in "ky" or "ru"."""
        if (question, total, language) == (self._question, self._total, self.language):
            return
        self._question, self._total, self.language = question, total, language
        texts = texts_for(language)
        self.languages.set_current(language)
        self.number.setText(texts.get("Question {n} of {m}").format(n=question.number, m=total))
        version = texts.get("№ {id}, version {n}").format(id=question.id, n=question.version)
        self.place.setText(f"{question.section[language]}  ·  {version}")
        self._pictures = shown_pictures(question.pictures, language)
        self.stem.set_text(question.stem[language], question.is_rich, self._pictures)
        self.zoom.setText(texts.get("Enlarge the pictures" if len(self._pictures) > 1 else "Enlarge the picture"))
        self.zoom.setVisible(bool(self._pictures) and self._has_zoom)
        self.rule.setText(texts.get("Choose all right answers"))
        self.rule.setVisible(question.kind is Kind.MULTIPLE)
        self._show_options(question, texts)
        self._show_verdict(question, texts)
        remark = texts.get("The candidate's remark")
        self.remark.show_words(question.remark, remark, "plain")
        self.remark.setVisible(bool(question.remark))
        source = question.source[language]
        self.source.setText(texts.get("Source: {source}").format(source=source) if source else "")
        self.source.setVisible(bool(source))

    def _enlarge(self, name: str) -> None:
        """The picture of that name, else the first, over the window; nobody can close it on the second screen."""
        if self._pictures and self._has_zoom:
            chosen = next((picture for picture in self._pictures if picture.name == name), self._pictures[0])
            show_pictures(self, self._pictures, chosen, texts_for(self.language))

    def _show_options(self, question: ReviewedQuestion, texts: Texts) -> None:
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = []
        for letter, (option, text) in zip(OPTION_LETTERS, question.options, strict=False):
            is_key, is_chosen = option in question.key, option in question.answer
            row = AnswerRow(letter, text[texts.language], is_key, is_chosen, texts, question)
            self.rows.append(row)
            self._options.addWidget(row)

    def _show_verdict(self, question: ReviewedQuestion, texts: Texts) -> None:
        icon, colour, word = verdict_of(question)
        points = points_words(texts, question.points)
        self.verdict.show_mark(icon, colour, f"{texts.get(word)}, {points}")
        told = texts.get("Key: {key}.  Answer: {answer}.  {points}.").format(
            key=letters(question, question.key), answer=letters(question, question.answer) or "—", points=points
        )
        self.setAccessibleName(f"{self.number.text()}. {texts.get(word)}. {told}")

    def _restyle(self) -> None:
        super()._restyle()
        self._space()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The languages stand beside the number, or under it."""
        super().resizeEvent(event)
        self._space()

    def _space(self) -> None:
        look = look_of(self)
        self._options.setSpacing(look.gap(10))
        beside = self.width() >= look.px(480)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._head.setDirection(direction)
