"""The session before it opens and while it is open: schedule, approved form, staff, disk (arts. 22, 24; R-22.3)."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resources.texts import Texts
from station.services.overview import SessionLine
from station.ui.proctor.dialogs import TextDialog
from station.ui.proctor.facts import Facts
from station.ui.proctor.layouts import Flow, Tiles
from station.ui.proctor.screen import DeskScreen
from station.ui.proctor.when import day_and_hour, hour, iso_as_day
from station.ui.proctor.words import ROLES, words
from station.ui.widgets.buttons import PrimaryButton, SecondaryButton
from station.ui.widgets.card import Card
from station.ui.widgets.labels import label
from station.ui.widgets.notice import Notice


@dataclass(frozen=True)
class SessionView:
    """The session as it stands; `hall` and `place` are names in the reader's language."""

    line: SessionLine
    hall: str = ""
    place: str = ""
    offset_minutes: int = 360
    is_busy: bool = False

    @property
    def is_inside_window(self) -> bool:
        """The approved hours have come and not passed."""
        return self.line.window[0] <= self.line.now_ms <= self.line.window[1]


class SessionScreen(DeskScreen):
    """Signals: `open_asked(str)` with the number of the act that shifts the time, "" within the approved hours;
    `list_wanted()`, `hall_wanted()` lead to those tabs."""

    open_asked = Signal(str)
    list_wanted = Signal()
    hall_wanted = Signal()

    def __init__(self, texts: Texts, view: SessionView) -> None:
        super().__init__(texts)
        self._view = view
        self.title, self.state = label(role="title"), Notice("plain")
        self.no_commission = Notice("warn")
        self.open, self.to_list, self.to_hall = (
            PrimaryButton(icon_name="play"),
            SecondaryButton(),
            SecondaryButton(),
        )
        self.open.clicked.connect(self._open)
        self.to_list.clicked.connect(self.list_wanted)
        self.to_hall.clicked.connect(self.hall_wanted)
        self.schedule_title, self.form_title = label(role="heading"), label(role="heading")
        self.hall_title, self.staff_title = label(role="heading"), label(role="heading")
        self.schedule, self.form, self.hall = (Facts(170) for _ in range(3))
        self.staff = Facts(230, 400)
        self.disk = Notice("plain")
        first = Card(padding=24)
        for part in (self.title, self.state, self.no_commission, Flow(self.open, self.to_list, self.to_hall)):
            first.body.addWidget(part)
        self.column.addWidget(first)
        self.column.addWidget(
            Tiles(
                (
                    _card(self.schedule_title, self.schedule),
                    _card(self.form_title, self.form),
                    _card(self.hall_title, self.hall, self.disk),
                    _card(self.staff_title, self.staff),
                ),
                440,
                2,
            )
        )
        self.column.addStretch(1)
        self.set_texts(texts)

    def retranslate(self) -> None:
        """Say everything again."""
        self.schedule_title.setText(self.say("Schedule"))
        self.form_title.setText(self.say("Approved test form"))
        self.hall_title.setText(self.say("Hall and station"))
        self.staff_title.setText(self.say("Staff"))
        self.to_list.setText(self.say("Import a list"))
        self.to_hall.setText(self.say("Open the hall"))
        self.set_view(self._view)

    def set_view(self, view: SessionView) -> None:
        """Show this value."""
        self._view = view
        line, offset = view.line, view.offset_minutes
        self.title.setText(self.say("Session {id}", id=line.session))
        self._show_state()
        is_new = line.opened_ms is None
        self.open.setVisible(is_new)
        self.open.setEnabled(bool(line.lists) and not view.is_busy)
        self.open.setText(
            self.say("Open the session") if view.is_inside_window else self.say("Open the session by an act")
        )
        self.to_hall.setVisible(not is_new)
        self.schedule.set_rows(
            [
                (self.say("May be opened from"), day_and_hour(line.window[0], offset)),
                (self.say("May be opened until"), day_and_hour(line.window[1], offset)),
                (self.say("Now"), day_and_hour(line.now_ms, offset)),
                (self.say("Opened at"), hour(line.opened_ms, offset)),
                (self.say("Closed at"), hour(line.closed_ms, offset)),
            ]
        )
        language = "ru" if self.texts.language == "ru" else "ky"  # as the hall and its place
        self.form.set_rows(
            [
                (self.say("Form"), line.form_title[language]),
                (self.say("Approved by act"), f"№ {line.form_act[0]}, {iso_as_day(line.form_act[1])}"),
                (self.say("Questions"), str(line.questions)),
                (self.say("Time"), self.say("{n} min", n=line.minutes)),
                (self.say("Threshold"), str(line.threshold)),
                (self.say("Commitment of the draw (SHA-256)"), _grouped(line.draw)),
                (self.say("Seed of the draw"), _grouped(line.seed)),
            ]
        )
        self.hall.set_rows([(self.say("Hall"), view.hall), (self.say("Place"), view.place), *self._lists()])
        self.staff.set_rows([(member.name, words(self.texts, ROLES, member.role)) for member in line.staff])
        self._show_disk()

    def _lists(self) -> list[tuple[str, str]]:
        return [
            (
                self.say("Admitted list"),
                self.say(
                    "№ {number} of {date}, people: {people}",
                    number=number,
                    date=iso_as_day(date),
                    people=people,
                ),
            )
            for number, date, people in self._view.line.lists
        ]

    def _show_state(self) -> None:
        view, line = self._view, self._view.line
        if line.closed_ms is not None:
            told, kind = self.say("The session is closed."), "plain"
        elif line.opened_ms is not None:
            told, kind = self.say("The session is open. Codes start tests."), "ok"
        elif not line.lists:
            told, kind = self.say("The session is being prepared. Import the approved list first."), "info"
        elif view.is_inside_window:
            told, kind = (
                self.say("The session is being prepared. The approved hours have come; it may be opened."),
                "info",
            )
        else:
            told = self.say(
                "The approved hours of the session have not come yet or have passed. "
                "Only an act shifts them, with a second person."
            )
            kind = "warn"
        self.state.show_words(told, kind=kind)
        self.no_commission.show_words(
            self.say("Enter it on the tab of appeals before the session opens: without it no appeal can be reviewed."),
            self.say("No technical commission has been entered"),
            "warn",
        )
        self.no_commission.setVisible(not line.has_commission and line.closed_ms is None)

    def _show_disk(self) -> None:
        line = self._view.line
        told = self.say("Free disk space: {free} MiB, needed {needed} MiB.", free=line.free_mib, needed=line.needed_mib)
        self.disk.show_words(told, kind="ok" if line.free_mib >= line.needed_mib else "danger")

    def _open(self) -> None:
        if self._view.is_inside_window:
            self.open_asked.emit("")
            return
        dialog = TextDialog(
            self, self.texts, self.say("Open the session by an act"),
            self.say("The approved hours are different. The act and the second person are recorded."),
            self.say("Open the session"), self.say("Number of the act"),
        )  # fmt: skip
        dialog.given.connect(self.open_asked)
        dialog.open()


def _grouped(digits: str) -> str:
    """Hex digits in groups of eight: to be compared with paper by eye, and to wrap."""
    return " ".join(digits[place : place + 8] for place in range(0, len(digits), 8))


def _card(*parts: QWidget) -> Card:
    card = Card(padding=20)
    for part in parts:
        card.body.addWidget(part)
    card.body.addStretch(1)
    return card
