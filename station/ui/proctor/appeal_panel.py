"""The chosen candidate of the appeals tab: what is known of the appeal, and the acts that make sense now."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resources.texts import Texts
from station.services.overview import AppealLine
from station.ui.proctor import choices
from station.ui.proctor.acts import show_acts
from station.ui.proctor.appeal_words import decision_words
from station.ui.proctor.chooser import FileChooser, usual_places
from station.ui.proctor.dialogs import ReasonDialog
from station.ui.proctor.facts import Facts
from station.ui.proctor.fields import SelectField
from station.ui.proctor.layouts import Flow
from station.ui.proctor.when import day_and_hour, hour, iso_as_day
from station.ui.widgets.buttons import Button, DangerButton, PrimaryButton, SecondaryButton
from station.ui.widgets.card import Card
from station.ui.widgets.labels import label
from station.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from station.ui.proctor.appeals import AppealsView

PAPERS = ("application", "protocol")


def acts_for(line: AppealLine, view: "AppealsView") -> tuple[str, ...]:
    """What the desk offers for a finished candidate, in order."""
    if line.decision:
        first = ("print_application",) if not line.application_prints else ()
        return (*_paper("protocol", line.appeal_protocol_prints), *first)
    if line.is_open:
        return ()
    if line.number:
        considered = ("review", "unseen") if view.commission is not None else ()
        papers = _paper("application", line.application_prints)
        return (*considered[:1], *papers, *considered[1:])
    if not view.is_open:
        return ()
    if line.minutes_left is not None:
        return ("file",)
    late = ("late",) if view.admits_late and view.commission is not None else ()
    return (*(() if line.was_late else ("wish",)), *late)


def _paper(paper: str, prints: int) -> tuple[str, ...]:
    return tuple(f"{act}_{paper}" for act in (("copy", "save", "repeat") if prints else ("print", "save")))


class AppealPanel(Card):
    """Signals: see `AppealsScreen`."""

    filing_wanted = Signal(str)
    wish_noted = Signal(str)
    late_wanted = Signal(str)
    review_wanted = Signal(str)
    unseen_wanted = Signal(str)
    print_asked = Signal(str, str, str)
    copy_asked = Signal(str, str)
    save_asked = Signal(str, str, str)

    def __init__(self, texts: Texts) -> None:
        super().__init__(padding=20)
        self._texts = texts
        self._line: AppealLine | None = None
        self._view: AppealsView | None = None
        self.name, self.hint = label(role="heading"), label(role="muted")
        self.facts = Facts(150, 420)
        self.printers, self.no_printer = SelectField(), Notice("warn")
        self.buttons: dict[str, Button] = {
            "file": PrimaryButton(icon_name="note"),
            "wish": PrimaryButton(icon_name="note"),
            "print_application": SecondaryButton(icon_name="printer"),
            "review": PrimaryButton(icon_name="key"),
            "print_protocol": PrimaryButton(icon_name="printer"),
            "late": SecondaryButton(),
        }
        for paper in PAPERS:
            self.buttons |= {f"{act}_{paper}": SecondaryButton() for act in ("copy", "save", "repeat")}
        self.buttons["unseen"] = DangerButton()
        for act, button in self.buttons.items():
            button.clicked.connect(partial(self._do, act))
        acts = Flow(*self.buttons.values(), fills_below=520)
        parts: tuple[QWidget, ...] = (self.name, self.hint, acts, self.no_printer, self.printers, self.facts)
        for part in parts:
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.set_texts(texts)

    def set_texts(self, texts: Texts) -> None:
        """Speak another language from now on."""
        self._texts = texts
        told = {
            "file": "Register the application …",
            "wish": "Record the late wish",
            "late": "Let a late application in …",
            "review": "Open the review …",
            "unseen": "Leave without consideration …",
            "print_application": "Print the application",
            "print_protocol": "Print the appeal protocol",
            "copy_application": "Print a copy",
            "copy_protocol": "Print a copy of the protocol",
            "save_application": "Save the application as PDF",
            "save_protocol": "Save the protocol as PDF",
            "repeat_application": "Report a failed print …",
            "repeat_protocol": "Report a failed print …",
        }
        for act, message in told.items():
            self.buttons[act].setText(self._say(message))
        self.printers.set_words(self._say("Printer"))
        self.no_printer.show_words(self._say("No printer is set up on this computer. Save the paper as PDF."))

    def set_view(self, line: AppealLine | None, view: "AppealsView") -> None:
        """Show this candidate, or nobody."""
        self._line, self._view = line, view
        offered = acts_for(line, view) if line else ()
        show_acts(self.buttons, offered)
        prints = [act for act in offered if act.startswith(("print", "copy", "repeat"))]
        for act in prints:
            self.buttons[act].setEnabled(bool(view.printers))
        self.printers.select.set_items([(name, name) for name in view.printers], view.printer)
        self.printers.setVisible(bool(prints and view.printers))
        self.no_printer.setVisible(bool(prints) and not view.printers)
        self.facts.setVisible(line is not None)
        if line is None:
            self.name.setText(self._say("Choose a candidate"))
            self.hint.setText(self._say("Arrows move in the table, Enter leads to the acts."))
        else:
            self.name.setText(line.name)
            self.facts.set_rows(self._rows(line, view.offset_minutes))
            self.hint.setText(self._hint(line, view))
        self.hint.setVisible(bool(self.hint.text()))

    def start_focus(self, _row: str = "") -> None:
        """The keys go to the first act."""
        for button in self.buttons.values():
            if button.isVisible() and button.isEnabled():
                button.setFocus()
                return

    def _rows(self, line: AppealLine, offset: int) -> list[tuple[str, str]]:
        left = self._say("{n} min", n=line.minutes_left) if line.minutes_left is not None else self._say("hour over")
        late = "" if line.is_in_time else self._say("late, let in by the chair")
        filed = ", ".join(part for part in (line.number, hour(line.filed_ms, offset), late) if part)
        return [
            (self._say("Points"), f"{line.score} / {line.maximum}"),
            (self._say("Test finished"), day_and_hour(line.finished_ms, offset)),
            (self._say("Last minute"), f"{hour(line.until_ms, offset)} · {left}"),
            (self._say("Protocol №"), line.protocol),
            (self._say("Application №"), filed if line.number else ""),
            (self._say("Decision"), decision_words(self._texts, line) if line.decision else ""),
            (self._say("Appeal protocol №"), line.appeal_protocol),
            (self._say("Keep the papers until"), iso_as_day(line.keep_until)),
        ]

    def _hint(self, line: AppealLine, view: "AppealsView") -> str:
        if line.decision:
            corrected = "The new protocol of the candidate is printed on the tab of protocols."
            return self._say(corrected) if line.decision == "corrected" else ""
        if line.is_open:
            return ""
        if line.number and view.commission is None:
            return self._say("The review opens once the commission is entered.")
        if line.number and not line.application_prints:
            return self._say("Print the application in {n} copies; the candidate signs it.", n=view.copies)
        if line.number or line.minutes_left is not None or not view.is_open:
            return ""
        if view.admits_late and view.commission is not None:
            return self._say("The hour is over. Only the chair can let an application in, with a written reason.")
        return self._say("The hour is over. A wish is recorded with its time.")

    def _say(self, message: str, **facts: object) -> str:
        return self._texts.get(message).format(**facts)

    def _do(self, act: str, _checked: bool = False) -> None:
        if self._line is None:
            return
        who = self._line.candidate
        plain = {
            "file": self.filing_wanted,
            "wish": self.wish_noted,
            "late": self.late_wanted,
            "review": self.review_wanted,
            "unseen": self.unseen_wanted,
        }
        if act in plain:
            plain[act].emit(who)
            return
        verb, _, paper = act.partition("_")
        match verb:
            case "print":
                self.print_asked.emit(who, paper, "")
            case "copy":
                self.copy_asked.emit(who, paper)
            case "save":
                self._save(self._line, paper)
            case "repeat":
                self._repeat(who, paper)
            case _:
                raise ValueError(act)

    def _save(self, line: AppealLine, paper: str) -> None:
        number = line.number if paper == "application" else line.appeal_protocol
        start = self._view.start if self._view is not None else "/"
        chooser = FileChooser(
            self, self._texts, self._say("Save as PDF"), self._say("Save the file"), (".pdf",), start,
            name=f"{number or line.number}.pdf", places=usual_places(),
        )  # fmt: skip
        chooser.given.connect(partial(self.save_asked.emit, line.candidate, paper))
        chooser.open()

    def _repeat(self, who: str, paper: str) -> None:
        asked = ReasonDialog(
            self, self._texts, self._say("The paper was not printed"),
            self._say("The original is printed once more under the same number. The reason is recorded."),
            self._say("Print the original again"), choices.NOT_PRINTED,
        )  # fmt: skip
        asked.given.connect(partial(self.print_asked.emit, who, paper))
        asked.open()
