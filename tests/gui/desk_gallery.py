"""Pictures of every screen of the desk, for a person to look at: `python -m tests.gui.desk_gallery DIR`."""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from resources.texts import Texts, texts_for
from station.ui import theme
from station.ui.proctor import choices
from station.ui.proctor.admission import AdmissionScreen, AdmissionView
from station.ui.proctor.chooser import FileChooser, Folder
from station.ui.proctor.close import CloseScreen, CloseView
from station.ui.proctor.dialogs import (
    DecideDialog,
    ExtendDialog,
    InterruptDialog,
    ReasonDialog,
    SecondPersonDialog,
    SignInDialog,
)
from station.ui.proctor.hall import HallScreen, HallView
from station.ui.proctor.import_screen import ImportScreen
from station.ui.proctor.incident import IncidentDialog
from station.ui.proctor.session import SessionScreen, SessionView
from station.ui.proctor.slip_dialog import SlipDialog
from station.ui.proctor.unlock import UnlockScreen
from station.ui.proctor.words import GROUNDS, WAYS
from station.ui.theme import Look
from station.ui.widgets.dialog import Dialog
from tests.gui.desk_samples import NOW, SESSION, SETTLED, UNLOCK, desk, import_view, people

SIZES = ((1024, 768), (1280, 720), (1366, 768), (1920, 1080))
Maker = Callable[[Texts], QWidget]


def _state(tab: str, kind: type, value: object) -> Maker:
    def make(texts: Texts) -> QWidget:
        frame = desk(texts, tab)
        screen = frame.screens[tab]
        assert isinstance(screen, kind)
        screen.set_view(value)  # type: ignore[attr-defined]
        return frame

    return make


def _asked(tab: str, ask: Callable[[QWidget, Texts], Dialog]) -> Maker:
    def make(texts: Texts) -> QWidget:
        frame = desk(texts, tab)
        frame.setProperty("ask", lambda: ask(frame, texts).open())
        return frame

    return make


def screens() -> dict[str, Maker]:
    """Every screen and state, by name."""
    lines = people()
    closed = replace(SESSION, opened_ms=NOW - 60_000, lists=(), window=(0, 1))
    found: dict[str, Maker] = {
        tab: lambda texts, tab=tab: desk(texts, tab)  # type: ignore[misc]
        for tab in ("session", "import", "admission", "hall", "protocols", "close")
    }
    return found | {
        "unlock": lambda texts: UnlockScreen(texts, UNLOCK),
        "session-late": _state("session", SessionScreen, SessionView(replace(SESSION, window=(0, 1), free_mib=300))),
        "session-new": _state("session", SessionScreen, SessionView(replace(closed, opened_ms=None))),
        "import-clean": _state("import", ImportScreen, import_view(clean=True)),
        "admission-nobody": _state("admission", AdmissionScreen, AdmissionView((), query="Сатыбалдиев")),
        "admission-no-consent": _state("admission", AdmissionScreen, AdmissionView(lines, chosen="C0011")),
        "hall-empty": _state("hall", HallScreen, HallView(())),
        "hall-interrupted": _state("hall", HallScreen, HallView(lines, "C0009", locked_seats=("07",))),
        "hall-stopped": _state("hall", HallScreen, HallView(lines, "C0005")),
        "close-settled": _state("close", CloseScreen, CloseView(SETTLED, (), opened_ms=NOW)),
        "ask-pause": _asked(
            "hall",
            lambda over, t: ReasonDialog(
                over, t, t.get("Pause the test"), lines[1].name, t.get("Pause now"), choices.PAUSE
            ),
        ),
        "ask-interrupt": _asked(
            "hall", lambda over, t: InterruptDialog(over, t, lines[1].name, choices.INTERRUPT, GROUNDS)
        ),
        "ask-decide": _asked("hall", lambda over, t: DecideDialog(over, t, lines[8].name, choices.DECIDE, WAYS)),
        "ask-extend": _asked("hall", lambda over, t: ExtendDialog(over, t, lines[1].name)),
        "ask-second": _asked(
            "hall",
            lambda over, t: SecondPersonDialog(
                over, t, (("S2", "Осмонов Б. Ж."),), t.get("Give additional time"), t.get("Type the passphrase.")
            ),
        ),
        "ask-sign-in": _asked(
            "hall", lambda over, t: SignInDialog(over, t, (("S1", "Касымова А. Т.", "head"),), pauses=True)
        ),
        "ask-incident": _asked("protocols", lambda over, t: IncidentDialog(over, t, lines[:4], NOW, 360, "C0002")),
        "ask-slip": _asked(
            "admission",
            lambda over, t: SlipDialog(over, t, "T-02-07-2026-0010", lines[9].name, ("HallPDF",), "HallPDF", "/"),
        ),
        "ask-file": _asked(
            "import",
            lambda over, t: FileChooser(
                over,
                t,
                t.get("Choose the file of the list"),
                t.get("Read the file"),
                (".xlsx",),
                "/media/stick",
                places=("/home/hall", "/media"),
                look=_folder,
            ),
        ),
    }


def _folder(path: str) -> Folder:
    return Folder(path, ("2025", "2026"), (("тизме-4.xlsx", 18_200), ("тизме-5.xlsx", 21_900)))


def render(application: QApplication, maker: Maker, texts: Texts, size: tuple[int, int], look: Look) -> QWidget:
    """A window of that size with the screen in it, ready to be grabbed."""
    window = QStackedWidget()
    theme.apply(window, look)
    screen = maker(texts)
    window.addWidget(screen)
    window.resize(*size)
    window.show()
    application.processEvents()
    ask = screen.property("ask")
    if callable(ask):
        ask()
    for _ in range(3):
        application.processEvents()
    return window


def pictures(folder: Path, only: str = "") -> Iterator[Path]:
    """Write all pictures; yields each path."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    plans = [(size, language, Look()) for size in SIZES for language in ("ky", "ru", "en")]
    plans += [
        ((1024, 768), "ru", Look(200)),
        ((1366, 768), "ky", Look(200)),
        ((1366, 768), "ky", Look(100, True)),
    ]
    for name, maker in screens().items():
        if only and not name.startswith(only):
            continue
        for size, language, look in plans:
            window = render(application, maker, texts_for(language), size, look)
            contrast = "-contrast" if look.high_contrast else ""
            path = folder / f"{name}-{size[0]}-{look.scale_percent}{contrast}-{language}.png"
            window.grab().save(str(path))
            window.close()
            window.deleteLater()
            application.processEvents()
            yield path


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    print(f"{sum(1 for _ in pictures(target, sys.argv[2] if len(sys.argv) > 2 else ''))} pictures in {target}")
