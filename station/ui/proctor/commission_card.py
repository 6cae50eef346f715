"""The line above the appeals: the commission of the order, or that there is none (R-34.1, R-34.2)."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.texts import Texts
from station.services.overview import CommissionLine
from station.ui.proctor.appeal_words import DOUBTS
from station.ui.proctor.roles import words
from station.ui.proctor.when import iso_as_day
from station.ui.widgets.buttons import PrimaryButton, SecondaryButton
from station.ui.widgets.card import Card
from station.ui.widgets.labels import label
from station.ui.widgets.notice import Notice


class CommissionCard(Card):
    """Order, chair and members; the doubts that were accepted; the way to the dialog. Signals: `enter.clicked`."""

    def __init__(self, texts: Texts) -> None:
        super().__init__(padding=14)
        self._texts = texts
        self.title, self.people = label(role="strong"), label(role="muted")
        self.missing, self.doubts = Notice("warn"), Notice("warn")
        self.enter, self.replace = PrimaryButton(icon_name="plus"), SecondaryButton()
        self.replace.clicked.connect(self.enter.clicked)
        told = QWidget()
        column = QVBoxLayout(told)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.title)
        column.addWidget(self.people)
        line = QHBoxLayout()
        line.addWidget(self.missing, 1)
        line.addWidget(told, 1)
        for button in (self.enter, self.replace):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._told = told
        self.body.addLayout(line)
        self.body.addWidget(self.doubts)

    def set_texts(self, texts: Texts) -> None:
        """Speak another language from now on."""
        self._texts = texts
        self.enter.setText(texts.get("Enter the commission …"))
        self.replace.setText(texts.get("Replace the commission …"))
        self.missing.show_words(
            texts.get(
                "Applications can be filed, but no review opens before the commission of the institution's order is "
                "entered."
            ),
            texts.get("No commission is entered"),
        )

    def set_view(self, line: CommissionLine | None, may_enter: bool) -> None:
        """Show the commission, or that there is none."""
        self.missing.setVisible(line is None)
        self._told.setVisible(line is not None)
        self.enter.setVisible(line is None and may_enter)
        self.replace.setVisible(line is not None and may_enter)
        self.doubts.setVisible(line is not None and bool(line.warnings))
        if line is None:
            return
        order = self._texts.get("Technical commission, order № {number} of {date}")
        self.title.setText(order.format(number=line.order_number, date=iso_as_day(line.order_date)))
        chair = next((member.name for member in line.members if member.role == "chair"), "")
        others = ", ".join(member.name for member in line.members if member.role != "chair")
        people = self._texts.get("Chair: {chair}. Members: {members}.")
        self.people.setText(people.format(chair=chair, members=others))
        self.doubts.show_words("\n".join(words(self._texts, DOUBTS, doubt) for doubt in line.warnings), kind="warn")
