"""The tabs of import and export: a dry run before anything is taken in, losses before anything is given out."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from question_bank.workflow import Role, State
from station.services.bank import exports, finding, imports, release
from station.services.bank.bank import Bank
from station.services.bank.facts import ImportDone, ImportLook, Loss, Query
from station.services.bank.import_files import bytes_of
from station.services.bank.imports import ImportOptions
from station.services.progress import Progress
from station.ui.bank.export_screen import ExportScreen, ExportView
from station.ui.bank.fault_words import report_csv
from station.ui.bank.import_screen import ImportScreen, ImportView
from station.ui.bank.words import KINDS, STATES, section_items

if TYPE_CHECKING:
    from station.ui.bank.desk import BankDesk


class ImportTab:
    """Joins the import screen to the services."""

    def __init__(self, desk: "BankDesk") -> None:
        self._desk = desk
        self._path, self._refusal = "", ""
        self._options = ImportOptions()
        self._look: ImportLook | None = None
        self._done: tuple[ImportDone, ...] = ()
        self.screen = ImportScreen(desk.texts, self._view())
        screen = self.screen
        screen.file_chosen.connect(self._choose)
        screen.options_chosen.connect(lambda options: self._choose(self._path, options))
        screen.template_asked.connect(lambda path: desk.act(_template, Path(path), then=self._saved))
        screen.report_asked.connect(self._report)
        screen.import_asked.connect(self._take)
        screen.undo_asked.connect(self._undo)
        screen.question_wanted.connect(desk.open_question)

    def enter(self) -> None:
        """Read the list of imports."""
        self._desk.ask(imports.done, then=self._take_done)
        self.show()

    def show(self) -> None:
        """As things stand."""
        self.screen.set_view(self._view())

    def speak(self) -> None:
        """Another language: what was refused before is not said any more."""
        self._refusal = ""
        self.show()

    def _view(self) -> ImportView:
        desk = self._desk
        return ImportView(
            desk.start, desk.state.sections, self._path, self._look, self._refusal, self._done, desk.may(Role.AUTHOR),
            desk.is_busy, desk.offset,
        )  # fmt: skip

    def _take_done(self, done: tuple[ImportDone, ...]) -> None:
        self._done = done
        self.show()

    def _choose(self, path: str, options: ImportOptions) -> None:
        if not path:
            return
        self._path, self._options = path, options
        self._desk.start = str(Path(path).parent)
        self._desk.long(
            self._desk.say("The file is read"), _look, path, options, then=self._looked, refused=self._refused
        )

    def _looked(self, look: ImportLook) -> None:
        self._look, self._refusal = look, ""
        self.show()

    def _refused(self, error: Exception) -> None:
        self._look = None
        self._refusal = self._desk.in_words(error)
        self.show()

    def _take(self) -> None:
        if self._look is not None:
            self._desk.long(self._desk.say("Questions are taken in"), imports.take, self._look, then=self._taken)

    def _taken(self, done: ImportDone) -> None:
        self._path, self._look = "", None
        told = self._desk.say(
            "{file}: new {taken}, changed {changed}, refused {refused}.",
            file=done.file, taken=done.taken, changed=done.changed, refused=done.refused,
        )  # fmt: skip
        self.enter()
        self._desk.notice(told)

    def _undo(self, import_id: str, reason: str) -> None:
        self._desk.long(
            self._desk.say("The import is taken back"), _undo, import_id, reason, then=lambda _done: self.enter()
        )

    def _report(self, path: str) -> None:
        if self._look is not None:
            report = report_csv(self._desk.texts, self._look)
            self._desk.act(_write, Path(path), report, then=self._saved)

    def _saved(self, path: Path) -> None:
        self._desk.start = str(path.parent)
        self._desk.notice(self._desk.say("Saved: {file}", file=path.name))


class ExportTab:
    """Joins the export screen to the services; it gives out what the list shows, or everything."""

    def __init__(self, desk: "BankDesk") -> None:
        self._desk = desk
        self._query = Query()
        self._format = "xlsx"
        self._count = 0
        self._losses: tuple[Loss, ...] | None = None
        self.screen = ExportScreen(desk.texts, self._view())
        self.screen.format_chosen.connect(self._choose)
        self.screen.filter_dropped.connect(self._drop_filter)
        self.screen.export_asked.connect(self._export)
        self.screen.release.release_asked.connect(self._release)

    def enter(self) -> None:
        """Count what the list shows, and what is lost of it."""
        self._query = self._desk.questions.screen.query
        self._read()

    def _read(self) -> None:
        self._losses = None
        self.show()
        self._desk.ask(_counted, self._query, self._format, then=partial(self._counted, self._query, self._format))

    def show(self) -> None:
        """As things stand."""
        self.screen.set_view(self._view())

    def speak(self) -> None:
        """Another language."""
        self.show()

    def _view(self) -> ExportView:
        desk = self._desk
        return ExportView(
            desk.start, self._count, self._format, self._words(), self._losses, desk.is_busy,
            desk.state.counts[State.APPROVED], desk.may(Role.APPROVER),
        )  # fmt: skip

    def _words(self) -> str:
        """What the list is narrowed to, in the reader's language."""
        query, texts = self._query, self._desk.texts
        titles = dict(section_items(texts, self._desk.state.sections))
        people = {person.id: person.name for person in self._desk.state.staff}
        parts = [f"«{query.text}»"] if query.text else []
        parts += [titles.get(section, section) for section in sorted(query.sections)]
        parts += [texts.get(STATES[State(state)].short) for state in sorted(query.states)]
        parts += [texts.get(KINDS[kind]) for kind in sorted(query.kinds)]
        parts += [query.topic] if query.topic else []
        parts += [texts.get("Difficulty {n}").format(n=level) for level in sorted(query.difficulty)]
        parts += [people.get(query.author, query.author)] if query.author else []
        parts += [texts.get("With findings")] if query.finding else []
        parts += [people.get(query.waits_for, query.waits_for)] if query.waits_for else []
        return " · ".join(parts)

    def _counted(self, query: Query, form: str, told: tuple[int, tuple[Loss, ...]]) -> None:
        if (query, form) == (self._query, self._format):
            self._count, self._losses = told
            self.show()

    def _choose(self, form: str) -> None:
        self._format = form
        self._read()

    def _drop_filter(self) -> None:
        self._query = Query()
        self._read()

    def _export(self, form: str, path: str) -> None:
        self._desk.long(
            self._desk.say("Questions are given out"), _export, self._query, form, Path(path), then=self._saved
        )

    def _release(self, number: str, date: str, path: str) -> None:
        self._desk.long(
            self._desk.say("The release is written"), _release, number, date, Path(path), then=self._released
        )

    def _released(self, told: tuple[Path, str]) -> None:
        path, version = told
        self._desk.start = str(path.parent)
        self._desk.notice(
            self._desk.say("Release {version} stands in the folder {file}.", version=version, file=path.name)
        )

    def _saved(self, path: Path) -> None:
        self._desk.start = str(path.parent)
        self._desk.notice(self._desk.say("Saved: {file}", file=path.name))


def _look(bank: Bank, path: str, options: ImportOptions, progress: Progress) -> ImportLook:
    return imports.look(bank, bytes_of(Path(path)), Path(path).name, options, progress)


def _undo(bank: Bank, import_id: str, reason: str, progress: Progress) -> ImportDone:
    return imports.undo(bank, import_id, progress, reason)


def _template(bank: Bank, path: Path) -> Path:
    exports.write_file(path, imports.template(bank))
    return path


def _write(_bank: Bank, path: Path, data: bytes) -> Path:
    exports.write_file(path, data)
    return path


def _counted(bank: Bank, query: Query, form: str) -> tuple[int, tuple[Loss, ...]]:
    return len(finding.ids(bank, query)), exports.losses(bank, query, form)


def _export(bank: Bank, query: Query, form: str, path: Path, progress: Progress) -> Path:
    exports.write_file(path, exports.export(bank, query, form, progress))
    return path


def _release(bank: Bank, number: str, date: str, path: Path, progress: Progress) -> tuple[Path, str]:
    made = release.write(bank, path, number=number, date=date, progress=progress)
    return path, str(made["version"])
