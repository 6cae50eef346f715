"""The replay of the whole attempt: time-line, speed, events, and the candidate's screen as it was (R-35.3)."""

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from resources.texts import Texts
from station.domain import events as e
from station.domain.attempt import State
from station.domain.replay import Step
from station.ui.candidate.clock import clock_text
from station.ui.commission.event_list import EventList
from station.ui.commission.past_screen import PastScreens
from station.ui.commission.picture_frame import PictureFrame
from station.ui.commission.timeline import TimeLine, TimeMark
from station.ui.commission.view import ReviewView
from station.ui.commission.words import LANGUAGE_NAMES, Teller
from station.ui.theme import look_of
from station.ui.widgets.buttons import BarButton, IconButton
from station.ui.widgets.card import Card
from station.ui.widgets.labels import ElideLabel, label

SPEEDS = (1, 5, 20, 60)
_TICK_MS = 50
STILL_MS = 1500  # how long a moment without test time stays on the screen while the replay plays
_STILL = (e.Paused, e.HeartbeatGap, e.Interrupted, e.Finished)
_TALL = (e.Paused, e.HeartbeatGap, e.Interrupted, e.Finished, e.TimeExtended)
_COLOURS: dict[type[e.Event], str] = {
    e.OptionSet: "accent", e.OptionCleared: "danger", e.FlagSet: "flag", e.RemarkMade: "ok", e.Paused: "warn",
    e.HeartbeatGap: "danger", e.Interrupted: "danger", e.Finished: "text", e.TimeExtended: "ok",
}  # fmt: skip


class ReplayView(QWidget):
    """Signals: `picture_changed(object, str)` the picture (or None) and what is said of it, for the second window."""

    picture_changed = Signal(object, str)

    def __init__(self, view: ReviewView, teller: Teller, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view, self._teller, self.texts = view, teller, texts
        self.past = PastScreens(view.reviewed)
        self.place, self.used_ms = 0, 0
        self.speed = SPEEDS[1]
        self._still_left = 0
        self._painted: tuple[int, int, str] | None = None
        self.frame = PictureFrame()
        self.line, self.events = TimeLine(), EventList()
        self.moment, self.caption = label(role="strong", wraps=False), ElideLabel(role="muted")
        self.before, self.after = IconButton(icon_name="left"), IconButton(icon_name="right")
        self.play = IconButton(icon_name="play")
        self.speeds = {speed: BarButton(f"{speed}×") for speed in SPEEDS}
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._passed = QElapsedTimer()
        self._ahead = list(self.past.looks())
        self._warm = QTimer(self)
        self._warm.timeout.connect(self._dress_ahead)
        self._lay()
        self._connect()
        self.set_view(view, teller)

    def _lay(self) -> None:
        self.box = Card(padding=12)
        self.box.body.addWidget(self.caption)
        self.box.body.addWidget(self.frame, 1)
        self.list_card = Card(padding=8)
        self.list_card.body.addWidget(self.events)
        upper = QHBoxLayout()
        upper.addWidget(self.box, 1)
        upper.addWidget(self.list_card)
        controls = Card(padding=10)
        controls.body.addWidget(self.line)
        buttons = QHBoxLayout()
        for part in (self.before, self.play, self.after):
            buttons.addWidget(part)
        self._group = QButtonGroup(self)
        for button in self.speeds.values():
            button.setCheckable(True)
            self._group.addButton(button)
            buttons.addWidget(button)
        self.speeds[self.speed].setChecked(True)
        holder = QWidget()
        holder.setLayout(buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        self._controls = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._controls.addWidget(holder)
        self._controls.addStretch(1)
        self._controls.addWidget(self.moment)
        controls.body.addLayout(self._controls)
        controls.body.setSpacing(0)
        self._upper = upper
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(upper, 1)
        self._column.addWidget(controls)

    def _connect(self) -> None:
        self.before.clicked.connect(lambda: self.go(self.place - 1))
        self.after.clicked.connect(lambda: self.go(self.place + 1))
        self.play.clicked.connect(self.toggle)
        for speed, button in self.speeds.items():
            button.clicked.connect(lambda _checked=False, wanted=speed: self.set_speed(wanted))
        self.line.valueChanged.connect(self._slid)
        self.events.step_chosen.connect(self.go)

    # --- what it shows ---

    @property
    def steps(self) -> tuple[Step, ...]:
        """The attempt's steps."""
        return self.view.reviewed.steps

    def set_view(self, view: ReviewView, teller: Teller) -> None:
        """Show this attempt; the moment stays."""
        self.view, self._teller = view, teller
        last = self.steps[-1].used_ms
        marks = [
            TimeMark(step.used_ms, _COLOURS.get(type(step.event), "edge"), isinstance(step.event, _TALL))
            for step in self.steps
        ]
        self.line.blockSignals(True)
        self.line.set_marks(marks, last)
        self.line.blockSignals(False)
        self.set_texts(self.texts)

    def set_texts(self, texts: Texts) -> None:
        """Speak another language; the candidate's screen keeps its own."""
        self.texts = texts
        self.before.set_words(texts.get("Previous event (←)"))
        self.after.set_words(texts.get("Next event (→)"))
        self.line.setAccessibleName(texts.get("Time-line of the test"))
        self.events.setAccessibleName(texts.get("Events of the test"))
        for speed, button in self.speeds.items():
            words = texts.get("Speed {n}×").format(n=speed)
            button.setAccessibleName(words)
            button.setToolTip(words)
        self._name_play()
        self.events.show_events(self.view, self._teller, texts)
        self._painted = None
        self.paint_moment()

    # --- moving ---

    def go(self, place: int) -> None:
        """Stand right after the event at that place."""
        place = min(max(place, 0), len(self.steps) - 1)
        self._stand(place, self.steps[place].used_ms)

    def _slid(self, used_ms: int) -> None:
        """By hand: the last event at or before that moment."""
        self._stand(self._place_at(used_ms), used_ms)

    def _place_at(self, used_ms: int) -> int:
        low, high = 0, len(self.steps) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.steps[middle].used_ms <= used_ms:
                low = middle
            else:
                high = middle - 1
        return low

    def _stand(self, place: int, used_ms: int) -> None:
        self.place, self.used_ms = place, used_ms
        self.line.blockSignals(True)
        self.line.setValue(used_ms)
        self.line.blockSignals(False)
        self.events.choose(place)
        self.paint_moment()

    # --- playing ---

    @property
    def is_playing(self) -> bool:
        """Whether time passes."""
        return self._timer.isActive()

    def toggle(self) -> None:
        """Play, or stop; at the end it begins anew."""
        if self.is_playing:
            self.stop()
            return
        if self.place == len(self.steps) - 1:
            self.go(0)
        self._passed.start()
        self._timer.start()
        self._name_play()

    def stop(self) -> None:
        """Stand still."""
        self._timer.stop()
        self._name_play()

    def set_speed(self, speed: int) -> None:
        """How many seconds of the test pass in one."""
        self.speed = speed
        self.speeds[speed].setChecked(True)

    def _tick(self) -> None:
        self.advance(self._passed.restart())

    def advance(self, ms: int) -> None:
        """`ms` of our time passed. A pause and other moments without test time are held for a while."""
        if self._still_left > 0:
            self._still_left -= ms
            return
        target = self.used_ms + ms * self.speed
        for place in range(self.place + 1, len(self.steps)):
            step = self.steps[place]
            if step.used_ms > target:
                break
            if isinstance(step.event, _STILL):
                self._still_left = STILL_MS
                self._stand(place, step.used_ms)
                return
        target = min(target, self.steps[-1].used_ms)
        self._stand(max(self.place, self._place_at(target)), target)
        if self.place == len(self.steps) - 1:
            self.stop()

    def _name_play(self) -> None:
        self.play.set_icon("pause" if self.is_playing else "play")
        self.play.set_words(
            self.texts.get("Stop the replay (Space)") if self.is_playing else self.texts.get("Play the test (Space)")
        )

    # --- painting ---

    def paint_again(self) -> None:
        """Tell the picture once more, for a second window that has just been opened."""
        self._painted = None
        self.paint_moment()

    def paint_moment(self) -> None:
        """Paint the moment, if it can be seen and is another one than before."""
        if not self.isVisible():
            return
        step = self.steps[self.place]
        left = -(-(step.attempt.budget_ms - self.used_ms) // 1000)
        moment = (self.place, left, self.texts.language)
        if moment == self._painted:
            return
        self._painted = moment
        picture = self.past.picture(step, self.used_ms)
        words = self._cover_words(step)
        self.frame.show_picture(picture, words)
        self._say_moment(step, left)
        self.picture_changed.emit(picture, words)

    def _say_moment(self, step: Step, left: int) -> None:
        legal = step.legal_ms + (self.used_ms - step.used_ms if step.attempt.state is State.RUNNING else 0)
        told = self.texts.get("Test time {used}  ·  clock {clock}  ·  left {left}")
        words = told.format(used=clock_text(self.used_ms // 1000), clock=self.view.exact(legal), left=clock_text(left))
        self.moment.setText(words)
        self.line.setAccessibleDescription(words)
        width, height = self.past.size(step)
        language = self.texts.get(LANGUAGE_NAMES.get(step.attempt.language, step.attempt.language))
        caption = self.texts.get("The candidate's screen as it was: {width} × {height}, {language}, letters {n} %")
        self.caption.setText(caption.format(width=width, height=height, language=language, n=step.attempt.font_percent))
        number = self.view.number_of(step.question)
        self.frame.setAccessibleName(f"{self.texts.get('Question {n}').format(n=number)}. {words}")

    def _cover_words(self, step: Step) -> str:
        """What stood there instead of a question, "" where one did."""
        match step.attempt.state:
            case State.PAUSED:
                return self.texts.get("The test is paused: the question is covered, the clock stands.")
            case State.SUSPENDED:
                return self.texts.get("The station had stopped: no question was on the screen.")
            case State.INTERRUPTED:
                return self.texts.get("The test is interrupted: no question was on the screen.")
            case State.FINISHED:
                return self.texts.get("The test is finished: the result stood on the screen.")
            case _:
                return ""

    def picture(self) -> QPixmap | None:
        """What is shown now."""
        return self.frame.picture

    def _dress_ahead(self) -> None:
        """One look after the other is dressed before the slider needs it."""
        if self._ahead:
            self.past.prepare(self._ahead.pop(0))
        else:
            self._warm.stop()

    def close_past(self) -> None:
        """Forget the candidate's screens."""
        self.stop()
        self._warm.stop()
        self.frame.show_picture(None)
        self.past.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space plays, left and right go from event to event, Home and End to the ends."""
        keys = {Qt.Key.Key_Left: self.place - 1, Qt.Key.Key_Right: self.place + 1}
        keys |= {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self.steps) - 1}
        if event.key() == Qt.Key.Key_Space:
            self.toggle()
        elif event.key() in keys:
            self.go(keys[Qt.Key(event.key())])
        else:
            event.ignore()

    def showEvent(self, event: QShowEvent) -> None:
        """Paint what was not worth painting before."""
        super().showEvent(event)
        self._arrange()
        self.paint_moment()
        self._warm.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list of events goes where there is no room beside the picture."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        look = look_of(self)
        for layout in (self._upper, self._column):
            layout.setSpacing(look.gap(12))
        beside = self.width() >= look.px(900)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.BottomToTop
        self._controls.setDirection(direction)
        self.moment.setWordWrap(not beside)
        self.list_card.setFixedWidth(min(look.px(330), max(look.px(240), self.width() // 4)))
        self.list_card.setVisible(self.width() >= look.px(780))
