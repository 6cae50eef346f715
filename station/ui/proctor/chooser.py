"""Our own file chooser: Qt's speaks no Kyrgyz. It lists folders; opening and writing is the caller's."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resources.texts import Texts
from station.ui.proctor.dialogs import AskDialog
from station.ui.proctor.fields import Field
from station.ui.proctor.layouts import Flow
from station.ui.proctor.table import Cell, DeskTable, Head, Row
from station.ui.theme import look_of
from station.ui.widgets.buttons import LinkButton
from station.ui.widgets.labels import label

UP = ".."


@dataclass(frozen=True)
class Folder:
    """A folder's content: names of sub-folders and of files with a wanted ending; `readable` tells if it opened."""

    path: str
    folders: tuple[str, ...]
    files: tuple[tuple[str, int], ...]  # name, size in bytes
    readable: bool = True


Look = Callable[[str], Folder]


def list_folder(path: str, endings: Sequence[str]) -> Folder:
    """What lies in a folder, hidden things left out; an unreadable one is empty and says so."""
    folders, files = [], []
    try:
        for item in sorted(Path(path).iterdir(), key=lambda found: found.name.casefold()):
            if item.name.startswith("."):
                continue
            if item.is_dir():
                folders.append(item.name)
            elif item.name.lower().endswith(tuple(endings)):
                files.append((item.name, item.stat().st_size))
    except OSError:
        return Folder(path, (), (), readable=False)
    return Folder(path, tuple(folders), tuple(files))


def usual_places() -> tuple[str, ...]:
    """Home, its documents, and where removable media are put."""
    home = Path.home()
    places = [
        home,
        home / "Documents",
        home / "Документы",
        home / "Desktop",
        Path("/media"),
        Path("/run/media"),
    ]
    return tuple(str(place) for place in places if place.is_dir())


class FileChooser(AskDialog):
    """Chooses a file to open (`name` empty) or a place to save `name`.

    Signals: `given(str)` with the full path.
    """

    given = Signal(str)

    def __init__(
        self,
        over: QWidget,
        texts: Texts,
        title: str,
        act: str,
        endings: Sequence[str],
        start: str,
        name: str = "",
        places: Sequence[str] = (),
        look: Look | None = None,
    ) -> None:
        super().__init__(over, texts, title, "", act, width=820)
        self._endings, self._look = tuple(endings), look
        self._folder = Folder(start, (), ())
        self._saves = bool(name)
        self._path = label(role="strong")
        self.table = DeskTable()
        self.table.setAccessibleName(self.say("Files and folders"))
        self.table.set_heads([Head(self.say("Name"), 16, 1), Head(self.say("Size"))])
        self.table.row_opened.connect(self._open_row)
        self.table.row_chosen.connect(self._choose_row)
        self.name = Field()
        self.name.set_words(self.say("File name"))
        self.name.set_text(name)
        self.name.line.returnPressed.connect(lambda: self.answer("ok"))
        self.places = Flow()
        for place in places:
            button = LinkButton(Path(place).name or place)
            button.setToolTip(place)
            button.clicked.connect(lambda _checked=False, where=place: self.go(where))
            self.places.add(button)
        for part in (self.places, self._path, self.table, self.name):
            self.body.addWidget(part)
        self.finish_body()
        self.go(start)

    def open(self, focus: QWidget | None = None) -> None:
        """Start at the list, or at the name of what is to be saved."""
        self.table.setFixedHeight(min(look_of(self).px(260), max(120, self.window().height() // 3)))
        super().open(focus or (self.name.line if self._saves else self.table))

    def go(self, path: str) -> None:
        """Show another folder."""
        self._folder = self._look(path) if self._look else list_folder(path, self._endings)
        self._path.setText(self._folder.path)
        rows = [Row(UP, (Cell("↑  " + self.say("Up one folder")), Cell("")))]
        rows += [Row(f"{name}/", (Cell(f"{name}/"), Cell(self.say("folder")))) for name in self._folder.folders]
        rows += [
            Row(name, (Cell(name), Cell(self.say("{n} KB", n=_kilobytes(size))))) for name, size in self._folder.files
        ]
        self.table.set_rows(rows)
        first = next((row.id for row in rows if row.id != UP), UP)
        self.table.choose(first)
        self._choose_row(first)
        self.show_fault("" if self._folder.readable else self.say("This folder cannot be read."))

    def check(self) -> str:
        """A file of this folder, or a name to save under."""
        name = self.name.text
        if not name or "/" in name or "\\" in name:
            return self.say("Choose a file.") if not self._saves else self.say("Write a file name.")
        if not self._saves and name not in dict(self._folder.files):
            return self.say("There is no such file in this folder.")
        return ""

    def give(self) -> None:
        """Hand the path on."""
        name = self.name.text
        if self._saves and not name.lower().endswith(self._endings):
            name += self._endings[0]
        self.given.emit(str(Path(self._folder.path) / name))

    def _open_row(self, row: str) -> None:
        if row == UP:
            self.go(str(Path(self._folder.path).parent))
        elif row.endswith("/"):
            self.go(str(Path(self._folder.path) / row[:-1]))
        else:
            self.name.set_text(row)
            self.answer("ok")

    def _choose_row(self, row: str) -> None:
        if not self._saves:
            self.name.set_text("" if row == UP or row.endswith("/") else row)


def _kilobytes(size: int) -> int:
    return max(1, round(size / 1024))
