"""The code slip right after a code was issued: print or save it now, for its digits are stored nowhere (R-24.4)."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resources.texts import Texts
from station.ui.proctor.chooser import FileChooser, usual_places
from station.ui.proctor.fields import SelectField
from station.ui.proctor.layouts import Flow
from station.ui.widgets.buttons import PrimaryButton, SecondaryButton
from station.ui.widgets.dialog import Dialog
from station.ui.widgets.notice import Notice


class SlipDialog(Dialog):
    """Stays until "done". Signals: `print_asked(str)` a printer; `save_asked(str)` a path; `answered("done")`."""

    print_asked = Signal(str)
    save_asked = Signal(str)

    def __init__(
        self,
        over: QWidget,
        texts: Texts,
        slip: str,
        who: str,
        printers: Sequence[str],
        printer: str,
        start: str,
    ) -> None:
        super().__init__(
            over,
            texts.get("Slip {slip}").format(slip=slip),
            who
            + "\n"
            + texts.get("The code is on the slip only. If the slip is not printed now, another code must be issued."),
            (("done", texts.get("The slip is handed over"), "secondary"),),
        )
        self._texts, self._slip, self._start = texts, slip, start
        self.printers = SelectField()
        self.printers.set_words(texts.get("Printer"))
        self.printers.select.set_items([(name, name) for name in printers], printer)
        self.printers.setVisible(bool(printers))
        self.print, self.save = (
            PrimaryButton(texts.get("Print the slip"), "printer"),
            SecondaryButton(texts.get("Save as PDF")),
        )
        self.print.setEnabled(bool(printers))
        self.print.clicked.connect(lambda: self.print_asked.emit(self.printers.select.value))
        self.save.clicked.connect(self._save)
        self.state = Notice("plain")
        self.state.hide()
        for part in (self.printers, Flow(self.print, self.save), self.state):
            self.body.addWidget(part)
        if not printers:
            self.show_state(texts.get("No printer is set up on this computer. Save the slip as PDF."), "warn")

    def open(self, focus: QWidget | None = None) -> None:
        """The keys begin at printing or saving: a second Enter must not put the code away unprinted."""
        super().open(focus or (self.print if self.print.isEnabled() else self.save))

    def show_state(self, text: str, kind: str) -> None:
        """What became of printing or saving. Kinds: info, ok, warn, danger."""
        self.state.show_words(text, kind=kind)
        self.state.show()
        self._fit()

    def _save(self) -> None:
        chooser = FileChooser(
            self, self._texts, self._texts.get("Save as PDF"), self._texts.get("Save the file"), (".pdf",),
            self._start, name=f"{self._slip}.pdf", places=usual_places(),
        )  # fmt: skip
        chooser.given.connect(self.save_asked)
        chooser.open()
