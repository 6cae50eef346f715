"""The commission's screen (picture 6): the paper against its key, the replay, the decision."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from resources.texts import STAFF_LANGUAGES, Texts
from station.services.review import ReviewedQuestion
from station.ui.commission.decision_panel import DecisionPanel
from station.ui.commission.head_card import PAGES, HeadCard, commission_words
from station.ui.commission.papers_panel import PapersPanel
from station.ui.commission.question_page import QuestionPage
from station.ui.commission.replay_view import ReplayView
from station.ui.commission.view import ReviewView
from station.ui.commission.words import Teller
from station.ui.proctor.desk_bar import DeskBar
from station.ui.proctor.screen import moved_among_languages
from station.ui.theme import Look, look_of
from station.ui.widgets.buttons import BarButton, SecondaryButton
from station.ui.widgets.card import Scroll, ScrollContent
from station.ui.widgets.dressed import Dressed
from station.ui.widgets.notice import Notice
from station.ui.widgets.switches import LanguageSwitch, LookControls

_LETTER_L = 46  # the key L by its place: under a Cyrillic layout it types д


class _Pages(QStackedWidget):
    """Takes the room that is left; what a page lacks it scrolls itself."""

    def sizeHint(self) -> QSize:
        """No higher than it must be."""
        return QSize(super().sizeHint().width(), self.minimumHeight())


class ReviewScreen(Dressed, QWidget):
    """Shows a `ReviewView` until `clear`.

    Signals: `close_asked()`; `decided(object)` a `Decision`; `language_chosen(str)` of the staff's words;
    `look_chosen(object)`; `mirror_wanted(bool)`; `question_shown()` another question or language stands in the middle;
    `picture_shown(object, str)` the replay's picture; `covered()` something else came in front of the screen.
    """

    close_asked = Signal()
    decided = Signal(object)
    language_chosen = Signal(str)
    look_chosen = Signal(object)
    mirror_wanted = Signal(bool)
    question_shown = Signal()
    picture_shown = Signal(object, str)
    covered = Signal()

    def __init__(self, view: ReviewView, texts: Texts, look: Look) -> None:
        super().__init__()
        self.setObjectName("screen")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.view, self.texts, self._look = view, texts, look
        self._teller = Teller(view)
        self.mirror, self.close_button = BarButton(icon_name="screens"), SecondaryButton(icon_name="lock")
        self.mirror.setCheckable(True)
        self.look_controls = LookControls(look)
        self.languages = LanguageSwitch(STAFF_LANGUAGES, texts.language)
        self.top = DeskBar(self.mirror, self.close_button, self.look_controls, self.languages)
        self.head, self.notice = HeadCard(), Notice("danger", can_close=True)
        self.notice.hide()
        self.closing = Notice("warn")
        self.closing.hide()
        self.questions = QuestionPage(view, self._teller, texts)
        self.replay = ReplayView(view, self._teller, texts)
        self.decision, self.papers = DecisionPanel(view, texts), PapersPanel(texts)
        self.stack = _Pages()
        self._lay()
        self._connect()
        self.set_texts(texts)
        self.show_page("questions")

    def _lay(self) -> None:
        for page in (self.questions, self.replay, self.decision, self.papers):
            self.stack.addWidget(page)
        content = ScrollContent()
        self._inner = QVBoxLayout(content)
        self._inner.addWidget(self.closing)
        self._inner.addWidget(self.notice)
        self._inner.addWidget(self.head)
        self._inner.addWidget(self.stack, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.top)
        self.area = Scroll(content)
        outer.addWidget(self.area, 1)

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.close_asked)
        self.mirror.clicked.connect(self.mirror_wanted)
        self.languages.language_chosen.connect(self.language_chosen)
        self.look_controls.look_chosen.connect(self.look_chosen)
        self.head.page_chosen.connect(self.show_page)
        self.notice.closed.connect(self.notice.hide)
        self.questions.shown.connect(self._question_shown)
        self.questions.kind_chosen.connect(self._to_decision)
        self.questions.replay_wanted.connect(self._to_replay)
        self.replay.picture_changed.connect(self._picture_changed)
        self.decision.decided.connect(self.decided)
        self.papers.close_asked.connect(self.close_asked)

    # --- what it shows ---

    @property
    def question(self) -> ReviewedQuestion:
        """The question in the middle."""
        return self.questions.question

    @property
    def text_language(self) -> str:
        """The language of the question in the middle."""
        return self.questions.language

    def set_view(self, view: ReviewView) -> None:
        """Show the review as it was read anew, after a decision."""
        self.view = view
        self._teller = Teller(view)
        self.questions.set_view(view, self._teller)
        self.replay.set_view(view, self._teller)
        self.decision.set_view(view)
        self.set_texts(self.texts)

    def set_texts(self, texts: Texts) -> None:
        """Speak another language; question and candidate's screen keep theirs."""
        self.texts = texts
        self.languages.set_current(texts.language)
        self.look_controls.set_texts(texts)
        self.top.set_titles(texts.get("Review of a technical appeal"), commission_words(self.view, texts))
        self.top.subtitle.setToolTip("\n".join(member.name for member in self.view.reviewed.members))
        self.mirror.setAccessibleName(texts.get("Second window"))
        self.mirror.setToolTip(texts.get("Show the candidate's side on a second screen (F8)"))
        self.close_button.setAccessibleName(texts.get("Close the review"))
        self.close_button.setToolTip(texts.get("Close the review") + " (Ctrl+L)")
        self.head.show_review(self.view, texts)
        self.questions.set_texts(texts)
        self.replay.set_texts(texts)
        self.decision.set_texts(texts)
        self.papers.show_decision(self.view, texts)
        self._space()

    def set_look(self, look: Look) -> None:
        """Know the look that the window wears."""
        self._look = look
        self.look_controls.set_look(look)

    def show_page(self, page: str) -> None:
        """Open questions, replay or decision; once decided, the decision is shown with its papers."""
        is_decided = self.view.reviewed.appeal.decided is not None
        pages: dict[str, QWidget] = {"questions": self.questions, "replay": self.replay}
        pages["decision"] = self.papers if is_decided else self.decision
        if page != "replay":
            self.replay.stop()
        self.head.show_page(page)
        self.stack.setCurrentWidget(pages[page])
        self._space()
        self.start_focus()
        if page != "replay":
            self.question_shown.emit()

    @property
    def page(self) -> str:
        """The open page."""
        shown = self.stack.currentWidget()
        return "questions" if shown is self.questions else "replay" if shown is self.replay else "decision"

    def start_focus(self) -> None:
        """Put the keys where the open page begins."""
        match self.stack.currentWidget():
            case QuestionPage() as page:
                page.start_focus()
            case ReplayView() as page:
                page.play.setFocus(Qt.FocusReason.OtherFocusReason)
            case DecisionPanel() | PapersPanel() as page:
                page.start_focus()
            case _:
                pass

    def show_notice(self, text: str, title: str = "", kind: str = "danger") -> None:
        """Say something above the review until it is put away."""
        self.notice.show_words(text, title, kind, self.texts.get("Close this notice"))
        self.notice.show()

    def count_down(self, seconds: int | None) -> None:
        """Say that the review closes itself soon; None takes it away."""
        self.closing.setVisible(seconds is not None)
        if seconds is not None:
            said = self.texts.get("Nobody has touched a key or the mouse. The keys are hidden in {n} s.")
            self.closing.show_words(said.format(n=seconds), self.texts.get("The review closes by itself"))

    def clear(self) -> None:
        """No key, no answer and no name is left to be seen."""
        self.replay.close_past()
        for part in (self.head, self.stack, self.notice, self.closing):
            part.hide()
        self.top.set_titles(self.texts.get("Review of a technical appeal"), "")
        for button in (self.mirror, self.close_button):
            button.setEnabled(False)

    # --- from page to page ---

    def _question_shown(self) -> None:
        self.decision.set_open(self.question)
        self.question_shown.emit()

    def _to_decision(self, kind: str) -> None:
        self.decision.choose(kind)
        self.show_page("decision")

    def _to_replay(self, place: int) -> None:
        self.show_page("replay")
        self.replay.go(place)

    def _picture_changed(self, picture: QPixmap | None, words: str) -> None:
        if self.page == "replay":
            self.picture_shown.emit(picture, words)

    # --- keys ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 to F4 open the pages, F6 changes the text's language, F8 the second window, Ctrl+L closes."""
        key = event.key()
        pages = dict(zip((Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F4), PAGES, strict=True))
        if moved_among_languages(self.languages, event):
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._control_key(event)
        elif key in pages:
            self.show_page(pages[Qt.Key(key)])
        elif key == Qt.Key.Key_F6:
            self.questions.speak("ru" if self.text_language == "ky" else "ky")
        elif key == Qt.Key.Key_F8:
            self.mirror.click()
        else:
            event.ignore()

    def _control_key(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_L or event.nativeScanCode() == _LETTER_L:
            self.close_asked.emit()
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.look_chosen.emit(self._look.larger)
        elif event.key() == Qt.Key.Key_Minus:
            self.look_chosen.emit(self._look.smaller)
        else:
            event.ignore()

    # --- look ---

    def minimumSizeHint(self) -> QSize:
        """Small: bars that wrap are as high as the width there is asks, and the pages scroll."""
        return QSize(100, 100)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another screen came in front: the keys must not wait behind it."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.covered.emit()

    def _restyle(self) -> None:
        self._space()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Margins follow the window."""
        super().resizeEvent(event)
        self._space()

    def _space(self) -> None:
        look = look_of(self)
        side, gap = look.gap(18), look.gap(12)
        self._inner.setContentsMargins(side, gap, side, gap)
        self._inner.setSpacing(gap)
        # the picture of a screen does not grow with the letters: it needs room of its own beside its controls
        self.stack.setMinimumHeight(look.px(170) + 300 if self.page == "replay" else look.px(290))
        narrow, low = self.width() < look.px(1200), self.height() < look.px(500)
        self.mirror.setText("" if narrow else self.texts.get("Second window"))
        self.close_button.setText("" if narrow and low else self.texts.get("Close the review"))
