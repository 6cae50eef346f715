"""The only place where parts are made and joined: clock, keys' source of chance, window, program."""

from __future__ import annotations

import json
import secrets
import shutil
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget

from station.domain.errors import Reason, StationError
from station.platform import MachineClock, harden_process
from station.ui.demo import DemoStrip, PreparingScreen
from station.ui.program import Program
from station.ui.shell import Shell

if TYPE_CHECKING:
    from station.services.station import Station
    from station.ui.bank.program import BankProgram
    from station.ui.bank.sign_in import Account
    from station.ui.candidate.code_screen import DemoNote

_DEMO_FILE = "demo.json"


def run(data: Path, *, window: bool, language: str, program: str) -> int:
    """The kiosk on a prepared data folder. Raises DATA_MISSING where there is none."""
    if not (data / "keyring.json").exists():
        raise StationError(Reason.DATA_MISSING)
    return _event_loop(window, language, _hall(program), lambda made, _strip: made.unlock(data))


def demo(
    *, folder: Path | None, new: bool, candidates: int, seed: int, form: str, window: bool, language: str, program: str
) -> int:
    """A demo hall on screen: built where there is none yet, gone on with where there is one."""
    place = folder or _demo_folder()
    if new and place.exists():
        _set_aside(place)
    notes = partial(_notes, place)
    strip = partial(DemoStrip, place)
    if (place / "data" / "keyring.json").exists():
        return _event_loop(
            window, language, _hall(program, notes), lambda made, _strip: made.unlock(place / "data"), strip
        )
    if place.exists() and any(place.iterdir()):
        raise StationError(Reason.DATA_EXISTS)

    def build(made: Program, below: DemoStrip) -> None:
        from station.services import sample

        screen = PreparingScreen(made.shell.texts)
        made.shell.show_screen(screen)

        def built(station: Station) -> None:
            below.read()
            made.take(station)

        made.core.call(
            built, made.stop, partial(sample.build_on_screen, place), made.clock, candidates, seed, form, program
        )

    return _event_loop(window, language, _hall(program, notes), build, strip)


def _demo_folder(name: str = "demo") -> Path:
    """The user's own data folder; where no home can be written, the folder one stands in."""
    import platformdirs

    folder = platformdirs.user_data_path("station", appauthor=False) / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path.cwd() / "demo-hall" / ("kiosk" if name == "demo" else name)
    return folder


def _set_aside(place: Path) -> None:
    number = 1
    while (aside := place.with_name(f"{place.name}-old-{number}")).exists():
        number += 1
    shutil.move(place, aside)


def bank_desk(folder: Path, *, window: bool, language: str, program: str) -> int:
    """The desk of a question bank. Raises DATA_MISSING where there is none."""
    if not (folder / "keyring.json").exists():
        raise StationError(Reason.DATA_MISSING)
    return _event_loop(window, language, _bank(program), lambda made, _strip: made.open(folder))


def bank_demo(*, folder: Path | None, new: bool, window: bool, language: str, program: str) -> int:
    """The desk of a training bank: built where there is none yet, gone on with where there is one."""
    place = folder or _demo_folder("bank-demo")
    if new and place.exists():
        _set_aside(place)

    def accounts() -> Mapping[str, Account]:
        from station.ui.bank.demo import accounts_of

        return accounts_of(place)

    def strip() -> QWidget:
        from station.ui.bank.demo import BankStrip

        return BankStrip()

    if (place / "bank" / "keyring.json").exists():
        return _event_loop(
            window, language, _bank(program, accounts), lambda made, _strip: made.open(place / "bank"), strip
        )
    if place.exists() and any(place.iterdir()):
        raise StationError(Reason.DATA_EXISTS)

    def build(made: BankProgram, _strip: QWidget) -> None:
        from station.services.bank import sample
        from station.ui.bank.demo import PreparingScreen

        made.shell.show_screen(PreparingScreen(made.shell.texts))
        made.core.call(
            lambda demo: made.take(demo.bank), made.stop, sample.build, place, MachineClock(), secrets.randbelow
        )

    return _event_loop(window, language, _bank(program, accounts), build, strip)


def _hall(program: str, notes: Callable[[], tuple[DemoNote, ...]] | None = None) -> Callable[[Shell], Program]:
    return lambda shell: Program(shell, MachineClock(), secrets.randbelow, program, notes)


def _bank(
    program: str, accounts: Callable[[], Mapping[str, Account]] = dict
) -> Callable[[Shell], BankProgram]:
    def make(shell: Shell) -> BankProgram:
        from station.ui.bank.program import BankProgram

        return BankProgram(shell, MachineClock().wall_ms, program, accounts)

    return make


def _event_loop(
    window: bool,
    language: str,
    make: Callable[[Shell], Any],
    begin: Callable[[Any, Any], None],
    make_strip: Callable[[], QWidget] | None = None,
) -> int:
    harden_process()
    QCoreApplication.setApplicationName("station")
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setQuitOnLastWindowClosed(False)
    shell = Shell(language if language in ("ky", "ru") else "ky")
    made = make(shell)
    sys.excepthook = partial(unexpected, made)
    strip = make_strip() if make_strip is not None else None
    if strip is not None:
        shell.put_below(strip)
    if window:
        shell.resize(1366, 768)
        shell.show()
    else:
        shell.showFullScreen()
    made.start_when_shown(lambda: begin(made, strip))
    code = application.exec()
    made.finish()
    return code


def unexpected(
    made: Program | BankProgram, kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """An error in a slot: ours. The station stops in words; the traceback goes to the console for whoever mends it."""
    sys.__excepthook__(kind, error, trace)
    if isinstance(error, Exception):
        made.stop(error)


def _notes(place: Path) -> tuple[DemoNote, ...]:
    """The codes that the demo shows on its code screen; accounts and keys stand in the strip below."""
    from question_bank.model import Bilingual
    from station.ui.candidate.code_screen import DemoNote

    try:
        codes = json.loads((place / _DEMO_FILE).read_text("utf-8"))["codes"]
    except (OSError, ValueError, KeyError):
        return ()
    return tuple(
        DemoNote(Bilingual(f"Үлгү код, {row['name']}", f"Пробный код, {row['name']}"), row["code"]) for row in codes
    )
