"""Pictures of every screen of the bank's desk that shows questions: `python -m tests.gui.bank_gallery DIR [NAME]`."""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from question_bank.workflow import Act, State
from resources.texts import Texts, texts_for
from station.ui import theme
from station.ui.bank.editor_screen import EditorScreen
from station.ui.bank.list_screen import ListScreen
from station.ui.proctor.screen import DeskScreen
from station.ui.theme import Look
from tests.gui.bank.samples import (
    DONE,
    FINDINGS,
    NEW,
    RICH,
    STAFF,
    compare,
    editor,
    editor_view,
    in_frame,
    list_screen,
    picture,
    rows,
)
from tests.gui.bank.typing import type_words

SIZES = ((1024, 768), (1280, 720), (1366, 768), (1920, 1080))
PLANS = (*(("ky", size) for size in SIZES), ("ru", SIZES[0]), ("en", SIZES[1]))
"""The longest words in every size, the others where they are tightest."""

Maker = Callable[[Texts], QWidget]
Step = Callable[[DeskScreen], None]


def _list(step: Step | None = None, **how: object) -> Maker:
    def make(texts: Texts) -> QWidget:
        return _framed(texts, list_screen(texts, **how), step)  # type: ignore[arg-type]

    return make


def _editor(view: object, step: Step | None = None) -> Maker:
    return lambda texts: _framed(texts, editor(texts, view), step)  # type: ignore[arg-type]


def _framed(texts: Texts, screen: DeskScreen, step: Step | None) -> QWidget:
    frame = in_frame(texts, screen)
    if step is not None:
        frame.setProperty("ask", lambda: step(screen))
    return frame


def _choose(screen: DeskScreen) -> None:
    assert isinstance(screen, ListScreen)
    screen.table.setFocus()
    for _ in range(3):
        QTest.keyClick(screen.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)


def _ask(act: Act) -> Step:
    def step(screen: DeskScreen) -> None:
        _choose(screen)
        assert isinstance(screen, ListScreen)
        screen.ask(act)

    return step


def _nothing(screen: DeskScreen) -> None:
    assert isinstance(screen, ListScreen)
    type_words(screen.search, "жок сөз")
    QTest.keyClick(screen.search, Qt.Key.Key_Return)


def _done(screen: DeskScreen) -> None:
    assert isinstance(screen, ListScreen)
    screen.show_done(Act.APPROVED, DONE)


def _turn(page: str) -> Step:
    def step(screen: DeskScreen) -> None:
        assert isinstance(screen, EditorScreen)
        screen.sides.turn(page)
        screen.preview.paint_now()

    return step


def _typed(screen: DeskScreen) -> None:
    assert isinstance(screen, EditorScreen)
    screen.form.stems["ky"].setFocus()
    type_words(screen.form.stems["ky"], "Кошумча сөз ")
    screen.preview.paint_now()


def _leave(screen: DeskScreen) -> None:
    _typed(screen)
    assert isinstance(screen, EditorScreen)
    screen.leave(lambda: None)


def _bottom(screen: DeskScreen) -> None:
    assert isinstance(screen, EditorScreen)
    bar = screen.form.verticalScrollBar()
    bar.setValue(bar.maximum())
    screen.preview.paint_now()


def _enemy(screen: DeskScreen) -> None:
    assert isinstance(screen, EditorScreen)
    screen.form.facts.enemies.add.click()
    screen.show_enemies_found(rows(6))


def _picture(screen: DeskScreen) -> None:
    assert isinstance(screen, EditorScreen)
    screen.put_picture(picture())


def _table(screen: DeskScreen) -> None:
    assert isinstance(screen, EditorScreen)
    screen.form.stems["ky"].setFocus()
    screen.form.bar.press("table")


def _all(screen: QWidget) -> None:
    screen.all.click()  # type: ignore[attr-defined]


def screens() -> dict[str, Maker]:
    """Every screen and state, by name."""
    approved = editor_view(at=State.APPROVED, acts=frozenset({Act.CREATED, Act.RETIRED}))
    reviewed = editor_view(at=State.IN_REVIEW, acts=frozenset({Act.APPROVED, Act.RETURNED}))
    conflict = replace(approved, opened=replace(approved.opened, conflict="РЕЦЕНЗИЯ-2"))
    return {
        "list": _list(undo="sent"),
        "list-chosen": _list(_choose),
        "list-reviewer": _list(_choose, person=STAFF[2]),
        "list-nothing": _list(_nothing),
        "list-empty": _list(total=0),
        "list-large": _list(total=100_000),
        "ask-approve": _list(_ask(Act.APPROVED)),
        "ask-return": _list(_ask(Act.RETURNED)),
        "ask-discard": _list(_ask(Act.DISCARDED)),
        "ask-done": _list(_done),
        "editor": _editor(replace(editor_view(), findings=FINDINGS), _turn("preview")),
        "editor-history": _editor(editor_view(), _turn("history")),
        "editor-bottom": _editor(editor_view(), _bottom),
        "editor-typed": _editor(editor_view(), _typed),
        "editor-rich": _editor(editor_view(RICH), _turn("preview")),
        "editor-rich-text": _editor(editor_view(RICH)),
        "editor-new": _editor(NEW, _turn("preview")),
        "editor-approved": _editor(approved, _turn("preview")),
        "editor-conflict": _editor(conflict),
        "editor-reviewed": _editor(reviewed),
        "ask-leave": _editor(editor_view(), _leave),
        "ask-enemy": _editor(editor_view(), _enemy),
        "ask-picture": _editor(editor_view(), _picture),
        "ask-table": _editor(editor_view(), _table),
        "compare": lambda texts: _framed(texts, compare(texts), None),
        "compare-all": lambda texts: _framed(texts, compare(texts), _all),
    }


def render(application: QApplication, maker: Maker, texts: Texts, size: tuple[int, int], look: Look) -> QWidget:
    """A window of that size with the screen in it, ready to be grabbed."""
    window = QStackedWidget()
    theme.apply(window, look)
    screen = maker(texts)
    window.addWidget(screen)
    window.resize(*size)
    window.show()
    window.activateWindow()
    for _ in range(2):
        application.processEvents()
    ask = screen.property("ask")
    if callable(ask):
        ask()
    for _ in range(4):
        application.processEvents()
    return window


def pictures(folder: Path, only: str = "", few: bool = False) -> Iterator[Path]:
    """Write all pictures; yields each path."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    plans = [(size, language, Look()) for size in SIZES for language in ("ky", "ru", "en")]
    plans += [
        ((1024, 768), "ru", Look(200)),
        ((1366, 768), "ky", Look(150)),
        ((1366, 768), "ky", Look(100, True)),
    ]
    if few:
        plans = [((1366, 768), "ky", Look()), ((1024, 768), "ru", Look())]
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
    wanted = sys.argv[2] if len(sys.argv) > 2 else ""
    print(f"{sum(1 for _ in pictures(target, wanted.removesuffix('+'), wanted.endswith('+')))} pictures in {target}")
