"""Pictures of every screen of the desk, for a person to look at: `python -m tests.gui.desk_gallery DIR`."""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from resources.texts import Texts, texts_for
from station.domain.errors import Reason, StationError
from station.ui import theme
from station.ui.proctor import choices
from station.ui.proctor.admission import AdmissionScreen, AdmissionView
from station.ui.proctor.appeal_dialogs import FilingDialog, ReviewDialog, UnseenDialog
from station.ui.proctor.appeals import AppealsScreen, AppealsView
from station.ui.proctor.chooser import FileChooser, Folder
from station.ui.proctor.close import CloseScreen, CloseView
from station.ui.proctor.commission_dialog import CommissionDialog, PassphraseDialog, TypedOrder
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
from station.ui.reasons import words_of_error
from station.ui.theme import Look
from station.ui.widgets.dialog import Dialog
from tests.gui.desk_samples import (
    COMMISSION,
    NOW,
    SESSION,
    SETTLED,
    UNLOCK,
    appeals,
    appeals_view,
    desk,
    import_view,
    people,
)

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
        for tab in ("session", "import", "admission", "hall", "protocols", "appeals", "close")
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
        "close-appeals": _state("close", CloseScreen, CloseView(SETTLED, (), opened_ms=NOW, appeals=appeals())),
        **_appeal_states(),
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


def _appeal_states() -> dict[str, Maker]:
    """Every state of an appeal, and the questions of its tab."""
    lines, members = appeals(), COMMISSION.members
    doubtful = replace(COMMISSION, members=members[:2], warnings=("too_few", "proctor_of_the_hall"))
    views = {
        "appeals-nobody": AppealsView((), may_replace=True),
        "appeals-no-commission": appeals_view(commission=None, may_replace=True),
        "appeals-running": appeals_view("C0004", commission=doubtful, may_replace=True),
        "appeals-open": appeals_view("C0002"),
        "appeals-over": appeals_view("C0005"),
        "appeals-late": appeals_view("C0006", printers=(), printer=""),
        "appeals-unchanged": appeals_view("C0007", printers=(), printer=""),
        "appeals-corrected": appeals_view("C0008", is_open=False),
        "appeals-nothing-chosen": appeals_view(""),
    }
    late = replace(lines[5], number="A-02-07-2026-0005", is_in_time=False)
    order = TypedOrder("14-к", "17.11.2026", members[0].name, tuple(member.name for member in members[1:]))
    questions: dict[str, Callable[[QWidget, Texts], Dialog]] = {
        "ask-appeal": lambda over, t: FilingDialog(over, t, lines[3], "10:34"),
        "ask-appeal-late": lambda over, t: FilingDialog(over, t, lines[5], "09:48", members[0].name),
        "ask-appeal-refused": _refused_filing,
        "ask-review": lambda over, t: ReviewDialog(over, t, lines[0], members, "Касымова А. Т."),
        "ask-review-absent": _absent_member,
        "ask-unseen": lambda over, t: UnseenDialog(over, t, late, members, "Касымова А. Т."),
        "ask-commission": lambda over, t: CommissionDialog(over, t, "2026-11-22", 4, lambda _seats: (), TypedOrder()),
        "ask-commission-doubts": lambda over, t: _doubtful(over, t, order),
        "ask-commission-faults": lambda over, t: _doubtful(over, t, replace(order, day="31.02.2026")),
        "ask-passphrase": lambda over, t: PassphraseDialog(over, t, _WITH_SECRETS),
        "ask-passphrase-shown": _shown_secret,
    }
    return {name: _state("appeals", AppealsScreen, view) for name, view in views.items()} | {
        name: _asked("appeals", ask) for name, ask in questions.items()
    }


_WITH_SECRETS = tuple(replace(member, passphrase="4827 7130 6467 0099 1203 5518") for member in COMMISSION.members)


def _refused_filing(over: QWidget, texts: Texts) -> Dialog:
    dialog = FilingDialog(over, texts, appeals()[3], "10:34")
    dialog.code.set_text("482771306467")
    dialog.paper.set_text("7kq4-m9td-2fhx")
    dialog.seen.setChecked(True)
    refusal = StationError(Reason.APPEAL_PAPER_CODE)
    QTimer.singleShot(0, dialog, lambda: dialog.refuse(refusal, words_of_error(texts, refusal)))
    return dialog


def _absent_member(over: QWidget, texts: Texts) -> Dialog:
    dialog = ReviewDialog(over, texts, appeals()[0], COMMISSION.members, "Касымова А. Т.")
    dialog.people.rows["K3"].present.setChecked(True)
    dialog.people.rows["K4"].absent.setChecked(True)
    dialog.by_chair.setChecked(True)
    return dialog


def _doubtful(over: QWidget, texts: Texts, order: TypedOrder) -> Dialog:
    dialog = CommissionDialog(over, texts, "2026-11-22", 4, lambda _seats: ("too_few", "proctor_of_the_hall"), order)
    QTimer.singleShot(0, dialog, lambda: dialog.answer("ok"))
    return dialog


def _shown_secret(over: QWidget, texts: Texts) -> Dialog:
    dialog = PassphraseDialog(over, texts, _WITH_SECRETS)
    QTimer.singleShot(0, dialog, lambda: dialog.answer("next"))
    return dialog


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
