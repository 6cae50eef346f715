"""Taking questions in from a file: a dry run in which every row is accounted for, then the act, then its undo."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Signal

from question_bank.formats.foreign import Fault
from question_bank.model import Section
from resources.texts import Texts
from station.services.bank.facts import ImportDone, ImportLook, ImportRow
from station.services.bank.imports import ImportOptions
from station.ui.bank.fault_words import OUTCOMES, row_words
from station.ui.bank.filters import Filters
from station.ui.bank.imports_done import ImportsDone
from station.ui.bank.pager import Pager
from station.ui.bank.parts import ask_where, ask_which, card_of
from station.ui.bank.section_map import SectionMap
from station.ui.bank.words import number_words, section_items
from station.ui.proctor.fields import SelectField
from station.ui.proctor.layouts import Flow, Tiles
from station.ui.proctor.screen import DeskScreen
from station.ui.proctor.table import Cell, DeskTable, Head, Row
from station.ui.theme import Look
from station.ui.widgets.buttons import PrimaryButton, SecondaryButton
from station.ui.widgets.labels import label
from station.ui.widgets.notice import Notice

ENDINGS = (".xlsx", ".csv", ".tsv", ".gift", ".aiken", ".txt", ".xml")
FORMATS = {"xlsx": "XLSX", "csv": "CSV", "gift": "GIFT", "aiken": "Aiken", "moodle": "Moodle XML"}
NOTED = "noted"


@dataclass(frozen=True, slots=True)
class ImportView:
    """`path` is the chosen file, `look` its dry run, `refusal` why it could not be read at all; `start` is where
    choosing begins; `may_import` tells whether the person signed in is an author."""

    start: str
    sections: tuple[Section, ...] = ()
    path: str = ""
    look: ImportLook | None = None
    refusal: str = ""
    done: tuple[ImportDone, ...] = ()
    may_import: bool = True
    is_busy: bool = False
    offset_minutes: int = 360


class ImportScreen(DeskScreen):
    """Signals: `file_chosen(str, object)` path and `imports.ImportOptions`: make the dry run; `options_chosen(object)`
    make it anew with these `ImportOptions`; `template_asked(str)` path to write the XLSX template to;
    `report_asked(str)` path to write `fault_words.report_csv` to; `import_asked()` take the shown dry run in;
    `undo_asked(str, str)` id of an import and the reason; `question_wanted(str)` opens a question of the bank."""

    file_chosen = Signal(str, object)
    options_chosen = Signal(object)
    template_asked = Signal(str)
    report_asked = Signal(str)
    import_asked = Signal()
    undo_asked = Signal(str, str)
    question_wanted = Signal(str)

    def __init__(self, texts: Texts, view: ImportView) -> None:
        super().__init__(texts)
        self._view = view
        self._rows: tuple[ImportRow, ...] = ()
        self._build()
        self.set_texts(texts)

    def _build(self) -> None:
        self.choose, self.choose_other = PrimaryButton(), SecondaryButton()
        self.template, self.take = SecondaryButton(), PrimaryButton(icon_name="check")
        for button in (self.choose, self.choose_other):
            button.clicked.connect(self._choose)
        self.template.clicked.connect(self._save_template)
        self.take.clicked.connect(self.import_asked)
        self.lead, self.file = label(role="muted"), label(role="strong")
        self.language, self.section = SelectField(), SelectField()
        self.map = SectionMap()
        for part in (self.language, self.section):
            part.chosen.connect(lambda _id: self.options_chosen.emit(self.options))
        self.map.changed.connect(lambda: self.options_chosen.emit(self.options))
        self.verdict = Notice("plain")
        first = card_of(
            self.lead, self.file, Tiles((self.language, self.section), 300, 2), self.map, self.verdict,
            Flow(self.choose, self.take, self.choose_other, self.template),
        )  # fmt: skip
        self.filters, self.table, self.pager = Filters(), DeskTable(), Pager()
        self.report = SecondaryButton()
        self.report.clicked.connect(self._save_report)
        self.filters.chosen.connect(self._filter)
        self.pager.turned.connect(self._show_rows)
        self.table.row_opened.connect(self._open)
        self.found_title = label(role="heading")
        self.found = card_of(self.found_title, self.filters, self.table, self.pager, Flow(self.report))
        self.done = ImportsDone(self)
        self.done.undo_asked.connect(self.undo_asked)
        for card in (first, self.found, self.done):
            self.column.addWidget(card)
        self.column.addStretch(1)

    @property
    def options(self) -> ImportOptions:
        """As they stand on the screen."""
        return ImportOptions(self.language.select.value, self.section.select.value, self.map.value)

    def retranslate(self) -> None:
        """Say everything again."""
        self.choose.setText(self.say("Choose the file …"))
        self.choose_other.setText(self.say("Choose another file …"))
        self.template.setText(self.say("Save the template …"))
        self.take.setText(self.say("Take the questions in"))
        self.report.setText(self.say("Save the report …"))
        self.lead.setText(
            self.say(
                "XLSX, CSV, GIFT, Aiken or Moodle XML. First comes a dry run that changes nothing: every question of "
                "the file is accounted for. What is taken in becomes a draft."
            )
        )
        self.language.set_words(self.say("Language of texts without a mark"))
        self.section.set_words(self.say("Section of questions without one"))
        self.found_title.setText(self.say("What becomes of each question"))
        self.table.setAccessibleName(self.say("What becomes of each question"))
        self.table.set_heads(
            [
                Head(self.say("Line")),
                Head(self.say("Number"), drop=1),
                Head(self.say("Question"), 16, 3),
                Head(self.say("Outcome")),
                Head(self.say("Why"), 16, 3),
            ]
        )
        self.map.set_texts(self.texts)
        self.done.set_texts(self.texts)
        self.set_view(self._view)

    def set_view(self, view: ImportView) -> None:
        """Show this value. Another file begins at the first page of all rows."""
        if view.path != self._view.path:
            self.map.forget()
            self.pager.start()
            self.filters.value = ""
        self._view = view
        look = view.look
        self.language.select.set_items(
            [("", self.say("as the file tells")), ("ky", self.say("Kyrgyz")), ("ru", self.say("Russian"))]
        )
        self.section.select.set_items([("", self.say("refuse them")), *section_items(self.texts, view.sections)])
        name = look.format if look else ""
        told = self.say("File: {name}", name=look.file if look else view.path.rpartition("/")[2])
        self.file.setText(f"{told} · {FORMATS.get(name, name)}" if name else told)
        self.file.setVisible(bool(view.path))
        self.lead.setVisible(look is None)
        self.template.setVisible(look is None)
        self.map.show_names(_unknown_sections(look), section_items(self.texts, view.sections))
        for part in (self.language, self.section):
            part.setVisible(bool(view.path))
            part.setEnabled(not view.is_busy)
        self._show_verdict()
        self._show_buttons()
        self._show_found()
        self.done.show_imports(view.done, view.offset_minutes, view.may_import and not view.is_busy)

    def restyle(self, look: Look) -> None:
        """Room for the table."""
        super().restyle(look)
        self.table.setMinimumHeight(look.px(330))

    def _show_buttons(self) -> None:
        view, look = self._view, self._view.look
        is_free = view.may_import and not view.is_busy
        self.choose.setVisible(look is None)
        self.choose_other.setVisible(look is not None)
        self.take.setVisible(look is not None)
        for button in (self.choose, self.choose_other):
            button.setEnabled(is_free)
        self.take.setEnabled(is_free and look is not None and bool(look.count("taken") + look.count("changed")))
        self.template.setEnabled(not view.is_busy)

    def _show_verdict(self) -> None:
        view, look = self._view, self._view.look
        self.verdict.setVisible(bool(view.refusal) or look is not None or view.is_busy or not view.may_import)
        if not view.may_import:
            self.verdict.show_words(self.say("Only an author takes questions in."), kind="plain")
        elif view.is_busy:
            self.verdict.show_words(self.say("One moment …"), kind="info")
        elif view.refusal:
            self.verdict.show_words(view.refusal, kind="danger")
        elif look is not None:
            counts = {name: number_words(look.count(name)) for name in OUTCOMES}
            told = self.say(
                "Questions in the file: {total}. New: {taken}, changing one of the bank: {changed}, "
                "nothing new: {same}, refused: {refused}.",
                total=number_words(len(look.rows)), **counts,
            )  # fmt: skip
            if not look.count("taken") + look.count("changed"):
                self.verdict.show_words(told, self.say("There is nothing to take in"), "warn")
            elif look.count("refused"):
                title = self.say("Refused questions stay out; the others can be taken in")
                self.verdict.show_words(told, title, "warn")
            else:
                self.verdict.show_words(told, self.say("Every question can be taken in"), "ok")

    def _show_found(self) -> None:
        look = self._view.look
        self.found.setVisible(look is not None and bool(look.rows))
        if look is None:
            return
        items = [("", self.say("all: {n}", n=number_words(len(look.rows))))]
        items += [
            (name, f"{self.say(words)}: {number_words(look.count(name))}")
            for name, (words, _kind, _icon) in OUTCOMES.items()
            if look.count(name)
        ]
        noted = sum(bool(row.notes) for row in look.rows)
        if noted:
            items.append((NOTED, self.say("with a note: {n}", n=number_words(noted))))
        self.filters.set_items(items)
        self._show_rows()

    def _filter(self) -> None:
        self.pager.start()
        self._show_rows()

    def _show_rows(self) -> None:
        look, wanted = self._view.look, self.filters.value
        rows = look.rows if look else ()
        if wanted == NOTED:
            rows = tuple(row for row in rows if row.notes)
        elif wanted:
            rows = tuple(row for row in rows if row.outcome == wanted)
        self._rows = rows
        self.pager.show_total(self.texts, len(rows))
        page = self.pager.page_of(rows)
        self.table.set_rows([self._row(place, rows[place]) for place in range(page.start, page.stop)])
        self.table.scrollToTop()

    def _row(self, place: int, row: ImportRow) -> Row:
        words, kind, icon = OUTCOMES[row.outcome]
        return Row(
            str(place),
            (
                Cell(str(row.line)),
                Cell(row.question),
                Cell(row.words),
                Cell(self.say(words), kind, icon),
                Cell(row_words(self.texts, row)),
            ),
        )

    def _open(self, place: str) -> None:
        row = self._rows[int(place)]
        if row.question and row.outcome in ("changed", "same"):
            self.question_wanted.emit(row.question)

    def _choose(self) -> None:
        chooser = ask_which(self, self.texts, self.say("Choose the file of questions"), ENDINGS, self._view.start)
        # the names of another file are asked for anew
        chooser.given.connect(lambda path: self.file_chosen.emit(path, replace(self.options, sections={})))

    def _save_template(self) -> None:
        title, name = self.say("Save the template"), self.say("questions-template")
        ask_where(self, self.texts, title, ".xlsx", name, self._view.start).given.connect(self.template_asked)

    def _save_report(self) -> None:
        title, name = self.say("Save the report"), self.say("import-report")
        ask_where(self, self.texts, title, ".csv", name, self._view.start).given.connect(self.report_asked)


def _unknown_sections(look: ImportLook | None) -> tuple[str, ...]:
    """Names of sections that the file has and the bank has not, in the order of the file."""
    rows = look.rows if look else ()
    named = (str(row.facts.get("section", "")) for row in rows if row.reason == Fault.SECTION_UNKNOWN)
    return tuple(dict.fromkeys(name for name in named if name))
