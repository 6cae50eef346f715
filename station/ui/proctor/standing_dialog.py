"""A question that stays until the service took its answer: a refusal is said in it, and what was typed is kept."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from station.domain.errors import Reason, StationError
from station.ui.proctor.dialogs import AskDialog
from station.ui.proctor.fields import Area, Field
from station.ui.reason_text import Words
from station.ui.widgets.dialog import Dialog

TypedIn = Field | Area


class StandingDialog(AskDialog):
    """`check` marks what is missing and `give` emits the values; whoever heard them calls `done` or `refuse`.

    `faults` says at which field a refusal belongs; any other is said beneath all fields.
    """

    faults: dict[Reason, TypedIn]
    _is_busy = False

    def answer(self, name: str) -> None:
        """On "ok" hand the values on and wait; nothing else is heard meanwhile."""
        if self._is_busy or self.isHidden():
            return
        if name != "ok":
            super().answer(name)
            return
        for field in self._typed():
            field.set_fault("")
        fault = self.check()
        self.show_fault(fault)
        if not fault:
            self._is_busy = True
            self._fault.show_words(self.say("One moment, this is being checked …"), kind="info")
            self._fault.show()
            self._fit()
            self.give()

    def done(self) -> None:
        """The service took it."""
        self._is_busy = False
        Dialog.answer(self, "done")

    def field_of(self, error: StationError) -> TypedIn | None:
        """The field where a refusal belongs; None for the dialog as a whole."""
        return self.faults.get(error.reason)

    def refuse(self, error: StationError, words: Words) -> None:
        """Say the refusal where it belongs; what was typed stays, but for a secret that was wrong."""
        self._is_busy = False
        field = self.field_of(error)
        self._fault.show_words(words.text, words.title, "danger")
        self._fault.setVisible(field is None)
        if field is not None:
            self.mark(field, words.text)
            if isinstance(field, Field) and field.line.echoMode() is QLineEdit.EchoMode.Password:
                field.line.clear()
        else:
            self._fit()
            self._scroll.ensureWidgetVisible(self._fault)

    def dismiss(self) -> None:
        """The desk locks: what is under way goes on without the dialog."""
        self._is_busy = False
        super().dismiss()

    def mark(self, field: TypedIn, text: str) -> str:
        """Say what is wrong at a field and bring the keys there; returns what stands beneath all fields then."""
        field.set_fault(text)
        self._fit()
        inner = editor(field)
        inner.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(field)
        return self.say("Look at the marked field.")

    def in_turn(self, fields: Sequence[Field]) -> None:
        """Enter leads to the next field that can be typed into, and from the last one to the act."""
        for place, field in enumerate(fields):
            field.line.returnPressed.connect(lambda at=place: self._next(fields[at + 1 :]))

    def _next(self, rest: Sequence[Field]) -> None:
        follower = next((field for field in rest if field.isVisible() and not field.text), None)
        if follower is None:
            self.answer("ok")
        else:
            follower.line.setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.ensureWidgetVisible(follower)

    def _typed(self) -> list[TypedIn]:
        return [part for part in self.findChildren(QWidget) if isinstance(part, (Field, Area))]


def editor(field: TypedIn) -> QLineEdit | QPlainTextEdit:
    """Where its text is typed."""
    return field.line if isinstance(field, Field) else field.area
