"""The tab of protocols: print, repeat, copy, save, hand over; the papers of the session (R-24.7, R-26.2)."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from resources.texts import Texts, texts_for
from station.domain.errors import Reason, StationError
from station.domain.hall import Document
from station.services import desk as services
from station.services import results
from station.services.desk import Snapshot
from station.ui.proctor.incident import IncidentDialog
from station.ui.proctor.protocols import ProtocolsScreen, ProtocolsView

if TYPE_CHECKING:
    from station.ui.desk import Desk


class PapersTab:
    """Joins the protocols screen to the services. Printing runs one document after the other."""

    def __init__(self, desk: "Desk", texts: Texts) -> None:
        self._desk = desk
        self._printers: tuple[str, ...] = ()
        self._printer = ""
        self._asked_printers = False
        self._busy = ""
        self._snapshot: Snapshot | None = None
        self.screen = ProtocolsScreen(texts, ProtocolsView(()))
        screen = self.screen
        screen.printer_chosen.connect(self.choose_printer)
        screen.candidate_chosen.connect(self._choose)
        screen.print_asked.connect(lambda names: self._print_next(list(names)))
        screen.repeat_asked.connect(self._again)
        screen.copy_asked.connect(self._copy)
        screen.save_asked.connect(self._save_one)
        screen.save_all_asked.connect(lambda folder: self._save_next(folder, self._finished()))
        screen.handed_over.connect(lambda name: desk.act(results.hand_over, name))
        screen.paper_asked.connect(self._paper)
        screen.incident_wanted.connect(lambda: self.draw_incident(""))

    def show(self, snapshot: Snapshot) -> None:
        """The finished candidates as they stand."""
        self._snapshot = snapshot
        if not self._asked_printers:
            self._asked_printers = True
            self._desk.painter.call(self._take_printers, self._desk.refused, services.printer_names)
        finished = tuple(line for line in snapshot.lines if line.score is not None)
        self.screen.set_view(
            ProtocolsView(
                finished,
                self._printers,
                self._printer,
                self._desk.chosen,
                str(Path.home()),
                self._busy,
                snapshot.session.closed_ms is not None,
                self._desk.offset,
            )
        )

    @property
    def printers(self) -> tuple[tuple[str, ...], str]:
        """The system's queues and the chosen one."""
        return self._printers, self._printer

    def _save_one(self, name: str, path: str) -> None:
        self._act(services.save_protocol, name, Path(path), then=self._saved)

    def _finished(self) -> list[str]:
        return [line.id for line in self._snapshot.lines if line.score is not None] if self._snapshot else []

    def _take_printers(self, found: tuple[tuple[str, ...], str]) -> None:
        self._printers, self._printer = found
        if self._snapshot is not None:
            self.show(self._snapshot)

    def choose_printer(self, printer: str) -> None:
        """Print on this one from now on."""
        self._printer = printer

    def _choose(self, name: str) -> None:
        self._desk.chosen = name
        self._desk.refresh()

    def _say(self, message: str, **facts: object) -> str:
        return texts_for(self._desk.language).get(message).format(**facts)

    def _notice(self, text: str) -> None:
        if self._desk.frame is not None:
            self._desk.frame.show_notice(text, kind="ok")

    def _act(self, work: Callable[..., Any], *values: Any, then: Callable[[Any], None] | None = None) -> None:
        self._desk.act(work, *values, then=then)

    # --- printing ---

    def _print_next(self, names: list[str]) -> None:
        if not names:
            self._busy = ""
            self._desk.refresh()
            return
        if not self._printer:
            self._desk.refused(StationError(Reason.NO_PRINTER))
            return
        name, *rest = names
        self._busy = self._say("Printing, {n} left", n=len(names))

        def failed(error: Exception) -> None:
            self._busy = ""
            self._desk.refused(error)

        def sent(number: str) -> None:
            self._notice(self._say("Document {number} was sent to the printer.", number=number))
            self._desk.refresh()
            self._print_next(rest)

        self._desk.core.call(sent, failed, services.print_protocol, self._desk.station, name, self._printer)

    def _again(self, name: str, why: str) -> None:
        number = self._number_of(name)
        if number:
            self._act(results.print_original, number, self._printer, 1, why, then=lambda _job: self._printed(number))

    def _copy(self, name: str) -> None:
        number = self._number_of(name)
        if number:
            self._act(results.print_copy, number, self._printer, then=lambda _job: self._printed(number))

    def _number_of(self, name: str) -> str:
        lines = self._snapshot.lines if self._snapshot else ()
        return next((line.protocol for line in lines if line.id == name), "")

    def _printed(self, number: str) -> None:
        self._notice(self._say("Document {number} was sent to the printer.", number=number))

    def _saved(self, number: str) -> None:
        self._notice(self._say("Document {number} was saved as a file.", number=number))

    def _save_next(self, folder: str, names: list[str]) -> None:
        if not names:
            self._notice(self._say("All protocols were saved in {folder}.", folder=folder))
            return
        name, *rest = names
        self._desk.core.call(
            lambda _number: self._save_next(folder, rest),
            self._desk.refused, services.save_protocol_into, self._desk.station, name, Path(folder),
        )  # fmt: skip

    # --- other papers ---

    def _paper(self, name: str, path: str) -> None:
        if path:
            self._act(results.make_paper, name, then=partial(self._save_made, Path(path)))
        else:
            self._act(results.print_paper, name, self._printer, then=self._printed)

    def _save_made(self, path: Path, document: Document) -> None:
        self._act(results.save, document.number, path, then=lambda _none: self._saved(document.number))

    def draw_incident(self, touched: str) -> None:
        """The form of an incident act; `touched` is the candidate it begins with."""
        if self._snapshot is None:
            return
        line = self._snapshot.session
        lines, offset = self._snapshot.lines, self._desk.offset
        dialog = IncidentDialog(self._desk.shell, self._desk.texts, lines, line.now_ms, offset, touched)
        dialog.given.connect(self._draw)
        dialog.open()

    def _draw(self, fields: Mapping[str, object]) -> None:
        self._act(results.make_incident, fields, then=self._drawn)

    def _drawn(self, document: Document) -> None:
        number = document.number
        self._notice(self._say("Incident act {number} was recorded.", number=number))
        if self._printer:
            self._act(results.print_original, number, self._printer, 1, then=lambda _job: self._printed(number))
