"""The code slip after a code was issued: printed or saved now, kept nowhere (R-24.4)."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from station.domain.errors import StationError
from station.services import desk as services
from station.services import results
from station.services.registration import IssuedCode
from station.ui.proctor.slip_dialog import SlipDialog
from station.ui.reasons import words_of_error

if TYPE_CHECKING:
    from station.ui.desk import Desk


class Slips:
    """Joins the slip's dialog to the services."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk

    def show(self, made: tuple[IssuedCode, str]) -> None:
        """A code was issued to somebody of that name."""
        issued, who = made
        self._desk.painter.call(partial(self._render, issued, who), self._desk.refused, services.printer_names)

    def _render(self, issued: IssuedCode, who: str, printers: tuple[tuple[str, ...], str]) -> None:
        show = partial(self._open, issued, who, printers)
        self._desk.core.call(show, self._desk.refused, results.slip_pdf, self._desk.station, issued)

    def _open(self, issued: IssuedCode, who: str, printers: tuple[tuple[str, ...], str], pdf: bytes) -> None:
        desk, texts = self._desk, self._desk.texts
        if not desk.is_open:  # locked meanwhile: the digits are shown to nobody, another code must be issued
            return
        dialog = SlipDialog(desk.shell, texts, issued.slip, who, *printers, str(Path.home()))

        alive = [True]
        dialog.destroyed.connect(alive.clear)

        def tell(text: str, kind: str) -> None:
            if alive:  # the desk may have locked itself meanwhile
                dialog.show_state(text, kind)

        def failed(error: Exception) -> None:
            if isinstance(error, StationError):
                tell(words_of_error(texts, error).text, "danger")
            else:
                desk.failed.emit(error)

        def printed(_job: object) -> None:
            tell(texts.get("The slip was sent to the printer."), "ok")

        def saved(_none: object) -> None:
            tell(texts.get("The slip was saved as a file."), "ok")

        dialog.print_asked.connect(
            lambda printer: desk.core.call(printed, failed, results.print_slip, desk.station, issued.slip, pdf, printer)
        )
        dialog.save_asked.connect(
            lambda path: desk.core.call(saved, failed, results.save_slip, desk.station, issued.slip, pdf, Path(path))
        )
        dialog.open()
