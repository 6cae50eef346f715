"""The tab of the admitted list: choose, look through, take in (R-19.1)."""

from collections.abc import Collection
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from resources.texts import Texts, texts_for
from station.domain.admitted_head import Head
from station.domain.errors import StationError
from station.services import desk as services
from station.services import preparation
from station.services.desk import LookedThrough, Snapshot
from station.ui.proctor.import_screen import ImportScreen, ImportView, TakenList
from station.ui.reasons import words_of_error

if TYPE_CHECKING:
    from station.ui.desk import Desk


class ListTab:
    """Joins the import screen to the services."""

    def __init__(self, desk: "Desk", texts: Texts) -> None:
        self._desk = desk
        self._lists: tuple[TakenList, ...] = ()
        self._looked: LookedThrough | None = None
        self._file: tuple[bytes, str] | None = None
        self._refusal = ""
        self._is_busy = False
        self.screen = ImportScreen(texts, ImportView(str(Path.home())))
        self.screen.file_chosen.connect(self._choose)
        self.screen.template_asked.connect(self._template)
        self.screen.head_typed.connect(self._look)
        self.screen.import_asked.connect(self._take_in)

    def show(self, snapshot: Snapshot) -> None:
        """Lists taken in so far."""
        lists = tuple(TakenList(*row) for row in snapshot.session.lists)
        if lists != self._lists:
            self._lists = lists
            self._refresh()

    def _refresh(self) -> None:
        looked = self._looked
        self.screen.set_view(
            ImportView(
                str(Path.home()),
                self._lists,
                looked.name if looked else self._file[1] if self._file else "",
                looked.sha256 if looked else "",
                looked.dry if looked else None,
                looked.sheets_left if looked else (),
                self._refusal,
                self._is_busy,
            )
        )

    def _choose(self, path: str) -> None:
        if self._file is not None:
            self.screen.clear_fields()  # they were the earlier file's
        self._looked, self._refusal, self._file = None, "", None
        file = Path(path)
        self._desk.core.call(partial(self._read, file.name), self._unreadable, services.read_list_file, file)

    def _read(self, name: str, data: bytes) -> None:
        self._file = (data, name)
        number, date, approver, _drops = self.screen.typed
        self._look(number, date, approver, ())

    def _look(self, number: str, date: str, approver: str, drop: Collection[str]) -> None:
        if self._file is None:
            return
        self._is_busy = self._looked is None
        self._refresh()
        self._desk.core.call(
            self._seen, self._unreadable,
            services.look_through, self._desk.station, *self._file, Head(number, date, approver), drop,
        )  # fmt: skip

    def _seen(self, looked: LookedThrough) -> None:
        self._looked, self._refusal, self._is_busy = looked, "", False
        self._refresh()

    def _unreadable(self, error: Exception) -> None:
        self._is_busy = False
        if isinstance(error, StationError):
            words = words_of_error(texts_for(self._desk.language), error)
            self._refusal = f"{words.title}. {words.text}"
            self._refresh()
        else:
            self._desk.failed.emit(error)

    def _take_in(self, number: str, date: str, approver: str, drop: Collection[str]) -> None:
        if self._file is None:
            return
        self._desk.core.call(
            self._ready, self._unreadable,
            services.look_through, self._desk.station, *self._file, Head(number, date, approver), drop,
        )  # fmt: skip

    def _ready(self, looked: LookedThrough) -> None:
        self._seen(looked)
        self._desk.act(preparation.admit_list, looked.data, looked.dry, then=self._taken)

    def _taken(self, people: int) -> None:
        self._looked, self._file = None, None
        self.screen.clear_fields()
        self._refresh()
        if self._desk.frame is not None:
            said = texts_for(self._desk.language).get("The list was imported. Candidates: {n}.")
            self._desk.frame.show_notice(said.format(n=people), kind="ok")

    def _template(self, path: str) -> None:
        def written(_none: object) -> None:
            if self._desk.frame is not None:
                said = texts_for(self._desk.language).get("The template was saved: {path}")
                self._desk.frame.show_notice(said.format(path=path), kind="ok")

        self._desk.core.call(written, self._desk.refused, services.write_template, Path(path))
