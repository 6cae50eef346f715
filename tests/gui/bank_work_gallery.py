"""Pictures of the states of the bank desk's second half, to look at: `python -m tests.gui.bank_work_gallery DIR`."""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from question_bank.workflow import FourEyes
from resources.texts import Texts, texts_for
from station.services.bank.facts import IntroductionLook
from station.ui.bank.exchange_dialogs import BundleDialog, PeerDialog
from station.ui.bank.export_screen import ExportView
from station.ui.bank.form_dialogs import ApproveDialog, SealDialog
from station.ui.bank.form_values import FormsView
from station.ui.bank.health_screen import HealthView
from station.ui.bank.import_screen import ImportView
from station.ui.bank.imports_done import UndoDialog
from station.ui.bank.progress_dialog import ProgressDialog
from station.ui.bank.sign_in import SignInScreen
from station.ui.bank.staff_dialogs import PassphraseDialog, PersonDialog
from station.ui.bank.staff_screen import StaffView
from station.ui.theme import Look
from station.ui.widgets.dialog import Dialog
from tests.gui.bank import work_samples as s
from tests.gui.desk_gallery import SIZES, Maker, render


def _state(tab: str, value: object) -> Maker:
    def make(texts: Texts) -> QWidget:
        frame = s.desk(texts, tab)
        frame.screens[tab].set_view(value)  # type: ignore[attr-defined]
        return frame

    return make


def _asked(tab: str, ask: Callable[[QWidget, Texts], Dialog]) -> Maker:
    def make(texts: Texts) -> QWidget:
        frame = s.desk(texts, tab)
        frame.setProperty("ask", lambda: ask(frame, texts).open())
        return frame

    return make


def screens() -> dict[str, Maker]:
    """Every screen and state, by name."""
    looked = ImportView(s.START, s.SECTIONS, f"{s.START}/{s.LOOK.file}", s.LOOK, done=s.DONE)
    wrong = "Файл окулган жок. База мурдагыдай эле калды."
    return {
        "sign-in": lambda texts: SignInScreen(texts, s.SIGN_IN),
        "sign-in-training": lambda texts: SignInScreen(
            texts, replace(s.SIGN_IN, accounts=s.ACCOUNTS, message="Сырсөз туура эмес.")
        ),
        "import": _state("import", ImportView(s.START, s.SECTIONS)),
        "import-look": _state("import", looked),
        "import-long": _state("import", replace(looked, path="/a/b.xlsx", look=s.LONG_LOOK)),
        "import-refused": _state("import", replace(looked, look=None, refusal=wrong)),
        "export": _state("export", ExportView(s.START, 5003, losses=s.LOSSES)),
        "export-filtered": _state("export", ExportView(s.START, 1, "moodle", "S2 · черновики · «аттестация»", ())),
        "health": _state("health", s.HEALTH),
        "health-stale": _state("health", replace(s.HEALTH, is_stale=True)),
        "health-none": _state("health", HealthView(s.START)),
        "forms": _state("forms", replace(s.FORMS_VIEW, supply=s.FITS, trial=s.TRIAL)),
        "forms-draft": _state("forms", replace(s.FORMS_VIEW, chosen="form-81", supply=s.SHORT)),
        "forms-none": _state("forms", FormsView(s.START, s.SECTIONS)),
        "exchange": _state("exchange", replace(s.EXCHANGE, look=s.BUNDLE, conflict=s.CONFLICT)),
        "exchange-alone": _state(
            "exchange", replace(s.EXCHANGE, state=replace(s.EXCHANGE.state, known=(), conflicts=()))
        ),
        "staff": _state("staff", StaffView(s.PEOPLE, "P4", True)),
        "staff-author": _state("staff", StaffView(s.PEOPLE, "P1", False, FourEyes(reviewer_approver=False))),
        **{name: _asked(*plan) for name, plan in _questions().items()},
    }


def _questions() -> dict[str, tuple[str, Callable[[QWidget, Texts], Dialog]]]:
    look = IntroductionLook("5", s.FINGERPRINT, "Тесттик суроолордун базасы", False)
    return {
        "ask-person": ("staff", lambda over, t: PersonDialog(over, t, ())),
        "ask-roles": ("staff", lambda over, t: PersonDialog(over, t, (), s.PEOPLE[1])),
        "ask-passphrase": ("staff", _passphrase),
        "ask-undo": ("import", lambda over, t: UndoDialog(over, t, s.DONE[0])),
        "ask-progress": ("import", _progress),
        "ask-approve": ("forms", lambda over, t: ApproveDialog(over, t, s.SPEC.title.ky)),
        "ask-approve-order": ("forms", _with_order),
        "ask-seal": ("forms", lambda over, t: SealDialog(over, t, s.SPEC, s.APPROVAL)),
        "ask-peer": ("exchange", lambda over, t: PeerDialog(over, t, look)),
        "ask-bundle": ("exchange", lambda over, t: BundleDialog(over, t, s.KNOWN, "a3", 3)),
    }


def _passphrase(over: QWidget, texts: Texts) -> Dialog:
    dialog = PassphraseDialog(over, texts, s.PEOPLE[1].name, "4827 7130 6467 0099 1203 5518")
    dialog.show()
    dialog.answer("next")
    return dialog


def _progress(over: QWidget, texts: Texts) -> Dialog:
    dialog = ProgressDialog(over, texts, texts.get("Take the questions in"))
    dialog.progress.at(6200, 10_000)
    return dialog


def _with_order(over: QWidget, texts: Texts) -> Dialog:
    dialog = ApproveDialog(over, texts, s.SPEC.title.ky)
    dialog.same.setChecked(False)
    return dialog


def pictures(folder: Path, only: str = "") -> Iterator[Path]:
    """Write all pictures; yields each path."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    plans = [(size, language, Look()) for size in SIZES for language in ("ky", "ru", "en")]
    plans += [((1024, 768), "ru", Look(200)), ((1366, 768), "ky", Look(200)), ((1366, 768), "ky", Look(100, True))]
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
            application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # hundreds of windows are much
            yield path


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    print(f"{sum(1 for _ in pictures(target, sys.argv[2] if len(sys.argv) > 2 else ''))} pictures in {target}")
