"""The pinned PySide6 keeps the references of None and True. 6.12.0 on Python 3.11 does not: every void call and every
emit drops one that it does not own, and the process aborts after some thousands (docs/decisions)."""

import sys
from importlib.metadata import version

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 5_000
# Other code takes and gives back a handful of references meanwhile; a leak would move the count by CALLS.
NOISE = 100


class Sender(QObject):
    told = Signal(bool)
    rang = Signal()


def references() -> tuple[int, int]:
    return sys.getrefcount(None), sys.getrefcount(True)


def moved(before: tuple[int, int]) -> int:
    return max(abs(now - then) for now, then in zip(references(), before, strict=True))


def test_five_thousand_emits_leave_the_references_of_none_and_true_alone(qtbot: QtBot) -> None:
    sender, heard = Sender(), [0]

    def hear(_told: bool = True) -> None:
        heard[0] += 1

    sender.told.connect(hear)
    sender.rang.connect(hear)
    before = references()
    for _ in range(CALLS):
        sender.told.emit(True)
        sender.rang.emit()
    assert heard == [2 * CALLS]
    assert moved(before) < NOISE


def test_five_thousand_void_calls_leave_the_references_of_none_and_true_alone(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = references()
    for _ in range(CALLS):
        label.setEnabled(True)
        label.update()
    assert moved(before) < NOISE


def test_the_installed_pyside_is_the_pinned_one() -> None:
    assert version("PySide6-Essentials") == "6.11.3"
