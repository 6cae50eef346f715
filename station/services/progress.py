"""How far a long act is, and the wish to end it early."""

from collections.abc import Callable


class Cancelled(Exception):
    """The person pressed "cancel"; what was begun is taken back."""


class Progress:
    """Told by the worker after each part, read by the screen. `done` of `total`; 0 of 0 means not known yet.

    `listener` is called on the worker's thread, at most once per part.
    """

    def __init__(self, listener: Callable[[int, int], None] = lambda _done, _total: None) -> None:
        self._listener = listener
        self._is_cancelled = False

    def cancel(self) -> None:
        """From any thread: the next `at` raises Cancelled."""
        self._is_cancelled = True

    def at(self, done: int, total: int) -> None:
        """Tell how far it is. Raises Cancelled."""
        if self._is_cancelled:
            raise Cancelled
        self._listener(done, total)
