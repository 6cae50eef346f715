"""Two helpers of the shell: the core thread that owns the station, and the background thread for rendering.

Services run one after the other on the core thread, so a slow disk freezes neither clock nor screen (security c7).
Both endings of a call arrive on the GUI thread.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

Ended = Callable[[Any], None]


class Worker(QObject):
    """One thread; calls run in the order they were made. `_ended` carries (callback, value) to the GUI thread."""

    _ended = Signal(object, object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._is_finished = False
        self._ended.connect(_deliver, Qt.ConnectionType.QueuedConnection)

    def call(
        self, then: Ended, failed: Callable[[Exception], None], work: Callable[..., Any], *values: Any
    ) -> None:
        """Run `work(*values)`; then `then(result)` or `failed(error)` on the GUI thread.

        After `finish` nothing runs any more: what a late answer of another thread asks for comes to nothing.
        """
        if self._is_finished:
            return
        self._pool.submit(self._run, then, failed, work, values)

    def _run(
        self,
        then: Ended,
        failed: Callable[[Exception], None],
        work: Callable[..., Any],
        values: tuple[Any, ...],
    ) -> None:
        try:
            result = work(*values)
        except Exception as error:  # noqa: BLE001 - both kinds of failure are told apart by the shell
            self._ended.emit(failed, error)
        else:
            self._ended.emit(then, result)

    def finish(self) -> None:
        """Let the last calls end."""
        self._is_finished = True
        self._pool.shutdown(wait=True)


def _deliver(callback: Ended, value: Any) -> None:
    callback(value)
