"""A bundle that was read: what it would bring, before anything is taken in."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resources.texts import Texts
from station.services.bank.facts import BundleLook, MetDecision
from station.ui.bank.exchange_views import ExchangeView
from station.ui.bank.role_words import roles_of
from station.ui.bank.short_table import ShortTable
from station.ui.bank.words import HAPPENED, number_words
from station.ui.proctor.facts import Facts
from station.ui.proctor.layouts import Flow
from station.ui.proctor.table import Cell, Head, Row
from station.ui.proctor.when import day_and_hour
from station.ui.widgets.buttons import PrimaryButton, SecondaryButton
from station.ui.widgets.card import Card
from station.ui.widgets.labels import label
from station.ui.widgets.notice import Notice

_NAMED = 12


class BundleCard(Card):
    """Signals: `choose_asked()` a file; `take_asked()` what is shown."""

    choose_asked = Signal()
    take_asked = Signal()

    def __init__(self) -> None:
        super().__init__(padding=20)
        self._texts: Texts | None = None
        self.title, self.lead, self.verdict = label(role="heading"), label(role="muted"), Notice("plain")
        self.facts, self.conflicts = Facts(260, 480), Notice("warn")
        self.late_title, self.late = label(role="strong"), ShortTable()
        self.choose, self.take = SecondaryButton(), PrimaryButton(icon_name="check")
        self.choose.clicked.connect(self.choose_asked)
        self.take.clicked.connect(self.take_asked)
        parts: tuple[QWidget, ...] = (
            self.title, self.lead, self.verdict, self.facts, self.conflicts, self.late_title, self.late,
            Flow(self.take, self.choose),
        )  # fmt: skip
        for part in parts:
            self.body.addWidget(part)

    def set_texts(self, texts: Texts) -> None:
        """Speak another language."""
        self._texts = texts
        self.title.setText(texts.get("Take a bundle in"))
        self.lead.setText(texts.get("First you see what the bundle brings; nothing changes before you take it in."))
        self.choose.setText(texts.get("Choose the bundle …"))
        self.take.setText(texts.get("Take the bundle in"))
        late = texts.get("Decisions that do not count here: the question went on meanwhile")
        self.late_title.setText(late)
        self.late.setAccessibleName(late)
        self.late.set_heads(
            [
                Head(texts.get("Number")),
                Head(texts.get("Version"), drop=1),
                Head(texts.get("Decision"), 12, 1),
                Head(texts.get("By"), 12, 1),
                Head(texts.get("When"), drop=2),
            ]
        )

    def show_view(self, view: ExchangeView) -> None:
        """Show the bundle of this view, if there is one."""
        assert self._texts is not None
        look = view.look
        self.verdict.setVisible(look is not None or bool(view.refusal))
        self.facts.setVisible(look is not None)
        self.take.setVisible(look is not None)
        self.conflicts.setVisible(look is not None and bool(look.conflicts))
        self.late_title.setVisible(look is not None and bool(look.unapplied))
        self.late.setVisible(look is not None and bool(look.unapplied))
        for button in (self.choose, self.take):
            button.setEnabled(view.may_exchange and not view.is_busy)
        if look is not None:
            self._show_look(look, view.offset_minutes)
        if view.refusal:
            self.verdict.show_words(view.refusal, kind="danger")

    def _show_look(self, look: BundleLook, offset: int) -> None:
        assert self._texts is not None
        told = self._texts.get("From the PC {pc}, made {when}.").format(
            pc=look.from_pc, when=day_and_hour(look.made_ms, offset)
        )
        if look.is_skipped:
            told += " " + self._texts.get("An earlier bundle was never taken in; this one holds all of it as well.")
        title = self._texts.get("File: {name}").format(name=look.file)
        self.verdict.show_words(told, title, "info" if look.is_skipped else "ok")
        rows = [
            (self._texts.get("New questions"), _named(look.new_questions)),
            (self._texts.get("New versions"), number_words(look.new_versions)),
            (self._texts.get("Edited drafts"), number_words(look.edits)),
            (self._texts.get("Decisions that count"), number_words(look.decisions)),
            (self._texts.get("New people"), ", ".join(look.new_staff)),
        ]
        if look.given:
            given = (f"{name} ({roles_of(self._texts, frozenset(roles))})" for name, roles in look.given)
            rows.append((self._texts.get("Acted in a role that was not given here"), ", ".join(given)))
        self.facts.set_rows(rows)
        self.conflicts.show_words(
            self._texts.get("{questions}. Nothing is lost: both contents are kept, and you decide below.").format(
                questions=_named(look.conflicts)
            ),
            self._texts.get("Two PCs have written the same version at once"),
        )
        self.late.set_rows([self._row(place, decision, offset) for place, decision in enumerate(look.unapplied)])

    def _row(self, place: int, decision: MetDecision, offset: int) -> Row:
        assert self._texts is not None
        words, icon, colour = HAPPENED[decision.act]
        kind = {"ok": "ok", "accent": "info", "warn": "warn", "danger": "danger"}.get(colour, "plain")
        return Row(
            str(place),
            (
                Cell(decision.question),
                Cell(str(decision.version)),
                Cell(self._texts.get(words), kind, icon),
                Cell(decision.by),
                Cell(day_and_hour(decision.at_ms, offset)),
            ),
        )


def _named(ids: Sequence[str]) -> str:
    """How many, and the first of them by name."""
    if not ids:
        return "0"
    more = " …" if len(ids) > _NAMED else ""
    return f"{number_words(len(ids))}: {', '.join(ids[:_NAMED])}{more}"

