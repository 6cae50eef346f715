"""Taking in the approved list (R-19.1): file, number, date, approver; every fault by its place; all or nothing."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.texts import Texts
from station.domain.admitted import Caution, DryRun, Problem
from station.ui.proctor.chooser import FileChooser, usual_places
from station.ui.proctor.fields import Field, Tick
from station.ui.proctor.layouts import Flow, Tiles
from station.ui.proctor.list_words import caution_words, place_of, problem_words
from station.ui.proctor.screen import DeskScreen
from station.ui.proctor.table import Cell, DeskTable, Head, Row
from station.ui.proctor.when import iso_as_day
from station.ui.proctor.words import LANGUAGES, words
from station.ui.theme import Look
from station.ui.widgets.buttons import PrimaryButton, SecondaryButton
from station.ui.widgets.card import Card
from station.ui.widgets.labels import label
from station.ui.widgets.notice import Notice

ENDINGS = (".xlsx", ".csv")


@dataclass(frozen=True)
class TakenList:
    """A list that was taken in: number, ISO date, how many people."""

    number: str
    date: str
    people: int


@dataclass(frozen=True)
class ImportView:
    """What was looked through. `refusal` is why the file could not be read at all; `start` where choosing begins."""

    start: str
    lists: tuple[TakenList, ...] = ()
    file_name: str = ""
    sha256: str = ""
    dry: DryRun | None = None
    sheets_left: tuple[str, ...] = ()
    refusal: str = ""
    is_busy: bool = False


class ImportScreen(DeskScreen):
    """Signals: `file_chosen(str)` a path; `template_asked(str)` the path to write it to;
    `head_typed(str, str, str, object)` number, date, approver and the tuple of columns to leave out, each time
    they change; `import_asked(str, str, str, object)` the same, to take the list in."""

    file_chosen = Signal(str)
    template_asked = Signal(str)
    head_typed = Signal(str, str, str, object)
    import_asked = Signal(str, str, str, object)

    def __init__(self, texts: Texts, view: ImportView) -> None:
        super().__init__(texts)
        self._view = view
        self._drops: dict[str, Tick] = {}
        self._build()
        self.set_texts(texts)

    def _build(self) -> None:
        self.choose, self.template = PrimaryButton(), SecondaryButton()
        self.choose.clicked.connect(self._choose)
        self.template.clicked.connect(self._save_template)
        self.file, self.lists = label(), label(role="muted")
        self.number, self.date, self.approver = Field(longest=40), Field(longest=30), Field(longest=120)
        for field in (self.number, self.date, self.approver):
            field.finished.connect(self._typed)
        self.verdict = Notice("plain")
        self.drop_title, self.drop_box = label(role="strong"), QWidget()
        self._drop_column = QVBoxLayout(self.drop_box)
        self._drop_column.setContentsMargins(0, 0, 0, 0)
        self.faults, self.people = DeskTable(), DeskTable()
        self.faults_title, self.people_title = label(role="heading"), label(role="heading")
        self.take = PrimaryButton(icon_name="check")
        self.take.clicked.connect(lambda: self.import_asked.emit(*self.typed))
        card = Card(padding=20)
        for part in (
            self.lists, Flow(self.choose, self.template), self.file,
            Tiles((self.number, self.date, self.approver), 240, 3),
            self.drop_title, self.drop_box, self.verdict, Flow(self.take),
        ):  # fmt: skip
            card.body.addWidget(part)
        self.found = Card(padding=20)
        for part in (self.faults_title, self.faults, self.people_title, self.people):
            self.found.body.addWidget(part)
        self.column.addWidget(card)
        self.column.addWidget(self.found, 1)
        self.column.addStretch()  # before a file is chosen the card keeps its height, the room stays below

    @property
    def typed(self) -> tuple[str, str, str, tuple[str, ...]]:
        """Number, date, approver and the columns to leave out, as they stand on the screen."""
        drops = tuple(name for name, tick in self._drops.items() if tick.isChecked())
        return self.number.text, self.date.text, self.approver.text, drops

    def retranslate(self) -> None:
        """Say everything again."""
        self.choose.setText(self.say("Choose the file of the list"))
        self.template.setText(self.say("Save the template"))
        self.number.set_words(self.say("Number of the list"))
        self.date.set_words(self.say("Date of approval"), self.say("dd.mm.yyyy"))
        self.approver.set_words(self.say("Approved by"), self.say("name and initials"))
        self.drop_title.setText(self.say("Columns that the station does not import. Tick those to leave out:"))
        self.faults_title.setText(self.say("What to correct"))
        self.people_title.setText(self.say("What will be imported"))
        self.take.setText(self.say("Import the list"))
        self.faults.setAccessibleName(self.say("What to correct"))
        self.people.setAccessibleName(self.say("What will be imported"))
        self.faults.set_heads(
            [
                Head(self.say("Row")),
                Head(self.say("Cell")),
                Head(self.say("Kind")),
                Head(self.say("What is wrong"), 24, 1),
            ]
        )
        self.people.set_heads(
            [
                Head(self.say("Row")),
                Head(self.say("Full name"), 14, 2),
                Head(self.say("Document")),
                Head(self.say("Vacancy"), 14, 3),
                Head(self.say("Language")),
                Head(self.say("Consent")),
            ]
        )
        self.set_view(self._view)

    def set_view(self, view: ImportView) -> None:
        """Show this value. Number, date and approver from the file fill empty fields."""
        self._view = view
        dry = view.dry
        self.lists.setText(self._lists())
        self.file.setText(self.say("File: {name} · checksum {sum}", name=view.file_name, sum=view.sha256[:16]))
        self.file.setToolTip(view.sha256)
        self.file.setVisible(bool(view.file_name))
        for field, value in zip(
            (self.number, self.date, self.approver),
            (dry.head.number, iso_as_day(dry.head.date), dry.head.approver) if dry else ("", "", ""),
            strict=True,
        ):
            if dry and not field.text:
                field.set_text(value)
        self._show_drops(dry)
        self._show_verdict(dry)
        self._show_found(dry)
        self.choose.setEnabled(not view.is_busy)
        self.take.setEnabled(dry is not None and dry.clean and not view.is_busy)

    def clear_fields(self) -> None:
        """Forget what was typed, after a list was taken in."""
        for field in (self.number, self.date, self.approver):
            field.set_text("")

    def restyle(self, look: Look) -> None:
        """Room for the tables."""
        super().restyle(look)
        for table in (self.faults, self.people):
            table.setMinimumHeight(look.px(190))

    def _lists(self) -> str:
        if not self._view.lists:
            return self.say("No list has been imported yet.")
        told = [
            self.say(
                "№ {number} of {date}, people: {people}",
                number=taken.number,
                date=iso_as_day(taken.date),
                people=taken.people,
            )
            for taken in self._view.lists
        ]
        return self.say(
            "Imported: {lists}. Only a supplementary list with its own number adds people.",
            lists="; ".join(told),
        )

    def _show_drops(self, dry: DryRun | None) -> None:
        names = [found.column for found in dry.columns_to_drop] if dry else []
        if names != list(self._drops):
            for tick in self._drops.values():
                tick.deleteLater()
            self._drops = {}
            for found in dry.columns_to_drop if dry else ():
                tick = Tick()
                tick.setChecked(dry is not None and found.column in dry.dropped_columns)
                tick.clicked.connect(self._typed)
                self._drops[found.column] = tick
                self._drop_column.addWidget(tick)
        for found in dry.columns_to_drop if dry else ():
            kind = self.say("may not be stored") if found.forbidden else self.say("not known")
            self._drops[found.column].set_words(f"{found.column} ({found.cell}) – {kind}")
        self.drop_title.setVisible(bool(names))
        self.drop_box.setVisible(bool(names))

    def _show_verdict(self, dry: DryRun | None) -> None:
        view = self._view
        self.verdict.setVisible(bool(view.refusal) or dry is not None or view.is_busy)
        if view.is_busy:
            self.verdict.show_words(self.say("The file is being read …"), kind="info")
        elif view.refusal:
            self.verdict.show_words(view.refusal, kind="danger")
        elif dry is not None and dry.clean:
            told = self.say(
                "No errors. People: {people}, vacancies: {vacancies}. Look through the rows and import the list.",
                people=len(dry.rows),
                vacancies=len(dry.vacancies),
            )
            self.verdict.show_words(self._with_sheets(told), kind="ok")
        elif dry is not None:
            told = self.say(
                "Errors: {count}. Nothing is imported while one is left. Correct the file and choose it again.",
                count=len(dry.problems),
            )
            self.verdict.show_words(self._with_sheets(told), kind="danger")

    def _with_sheets(self, told: str) -> str:
        if not self._view.sheets_left:
            return told
        names = ", ".join(self._view.sheets_left)
        return told + "\n" + self.say("Only the first filled sheet is read. Not read: {names}.", names=names)

    def _show_found(self, dry: DryRun | None) -> None:
        found: tuple[Problem | Caution, ...] = (*dry.problems, *dry.warnings) if dry else ()
        self.faults.set_rows([self._fault_row(number, one) for number, one in enumerate(found)])
        self.people.set_rows(self._people_rows(dry))
        self.found.setVisible(dry is not None)
        for part in (self.faults_title, self.faults):
            part.setVisible(bool(found))
        for part in (self.people_title, self.people):
            part.setVisible(dry is not None and bool(dry.rows))

    def _fault_row(self, number: int, found: Problem | Caution) -> Row:
        row = str(found.facts.get("row", ""))
        cell = place_of(found.facts)
        cell = "" if cell == row else cell
        if isinstance(found, Problem):
            kind, told = Cell(self.say("Error"), "danger", "danger"), problem_words(self.texts, found)
        else:
            kind, told = Cell(self.say("Warning"), "warn", "warn"), caution_words(self.texts, found)
        return Row(str(number), (Cell(row), Cell(cell), kind, Cell(told)))

    def _people_rows(self, dry: DryRun | None) -> list[Row]:
        return [
            Row(
                str(row.row),
                (
                    Cell(str(row.row)),
                    Cell(row.person.full_name),
                    Cell(row.person.document),
                    Cell(", ".join(part for part in (row.vacancy, row.organisation) if part)),
                    Cell(words(self.texts, LANGUAGES, row.language) if row.language else "—"),
                    Cell(self.say("yes"), "ok", "check") if row.consent else Cell(self.say("no"), "warn", "warn"),
                ),
            )
            for row in (dry.rows if dry else ())
        ]

    def _typed(self) -> None:
        if self._view.file_name:
            self.head_typed.emit(*self.typed)

    def _choose(self) -> None:
        chooser = FileChooser(
            self, self.texts, self.say("Choose the file of the list"), self.say("Read the file"), ENDINGS,
            self._view.start, places=usual_places(),
        )  # fmt: skip
        chooser.given.connect(self.file_chosen)
        chooser.open()

    def _save_template(self) -> None:
        chooser = FileChooser(
            self, self.texts, self.say("Save the template"), self.say("Save the file"), (".xlsx",),
            self._view.start, name=self.say("list-template") + ".xlsx", places=usual_places(),
        )  # fmt: skip
        chooser.given.connect(self.template_asked)
        chooser.open()
