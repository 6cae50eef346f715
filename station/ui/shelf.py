"""The candidate's screens outside the running test: each made when its stage first comes, then kept."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from resources.texts import texts_for
from station.ui.candidate.screen import CandidateScreen
from station.ui.shell import Shell

Kind = TypeVar("Kind", bound=CandidateScreen)


class Shelf(QObject):
    """One screen of each kind, in the window's language and look.

    Signals: `language_chosen(str)`, `look_chosen(object)` on any of them.
    """

    language_chosen = Signal(str)
    look_chosen = Signal(object)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self._made: dict[type[CandidateScreen], CandidateScreen] = {}

    def get(self, kind: type[Kind], connect: Callable[[Kind], object]) -> Kind:
        """The screen of that kind; a new one is connected by `connect`."""
        screen = self._made.get(kind)
        if not isinstance(screen, kind):
            screen = kind(self._shell.texts, self._shell.look)
            self._made[kind] = screen
            self.follow(screen)
            connect(screen)
        if screen.language != self._shell.language:
            screen.set_texts(self._shell.texts)
        screen.set_look(self._shell.look)
        return screen

    def follow(self, screen: CandidateScreen) -> None:
        """Hear the language and look that are chosen on this screen."""
        screen.language_chosen.connect(self.language_chosen)
        screen.look_chosen.connect(self.look_chosen)

    def speak(self, language: str) -> None:
        """Another language, on every screen."""
        for screen in self._made.values():
            screen.set_texts(texts_for(language))
