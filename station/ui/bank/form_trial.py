"""What the bank can give to a form, and papers drawn on trial: each with the proof that it meets the form."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from question_bank.blueprint import Lack, Supply
from resources.texts import Texts
from station.domain.form_spec import FormSpec
from station.services.bank.trials import DIFFICULTY, ENEMIES, SECTION, Trial, TrialPaper
from station.ui.bank.form_values import FormsView
from station.ui.bank.pager import Pager
from station.ui.bank.words import both_in, difficulty_words, number_words
from station.ui.proctor.fields import Field
from station.ui.proctor.layouts import Flow
from station.ui.proctor.table import Cell, DeskTable, Head, Row
from station.ui.theme import look_of
from station.ui.widgets.buttons import SecondaryButton
from station.ui.widgets.card import Card
from station.ui.widgets.labels import label
from station.ui.widgets.notice import Notice

FAULTS = {
    SECTION: "a section has another number of questions",
    DIFFICULTY: "the difficulty lies outside the band",
    ENEMIES: "questions that must not meet stand together",
}
MOST = 1000


class SupplyNotice(Notice):
    """Whether the bank can fill the form, with each section that cannot."""

    def show_supply(self, texts: Texts, supply: Supply | None, view: FormsView) -> None:
        """Show what the check found; nothing without one."""
        self.setVisible(supply is not None)
        if supply is None:
            return
        lines = [_lack(texts, lack, view) for lack in supply.lacks]
        if supply.enemies_meet:
            lines.append(texts.get("Across the sections, no paper keeps apart the questions that must not meet."))
        if not supply.is_in_band:
            lines.append(texts.get("No paper lies within the stated difficulty."))
        if supply.reach is not None:
            low, high = map(difficulty_words, supply.reach)
            lines.append(texts.get("Papers of this bank: mean difficulty {low} to {high}.").format(low=low, high=high))
        if supply.suffices:
            self.show_words("\n".join(lines), texts.get("The bank can fill this form"), "ok")
        else:
            self.show_words("\n".join(lines), texts.get("The bank cannot fill this form"), "danger")


class TrialCard(Card):
    """Signals: `draw_asked(int)` so many papers."""

    draw_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__(padding=20)
        self._texts: Texts | None = None
        self._trial: Trial | None = None
        self._spec = FormSpec()
        self.title, self.lead, self.verdict = label(role="heading"), label(role="muted"), Notice("plain")
        self.papers, self.draw = Field(longest=4), SecondaryButton(icon_name="play")
        self.papers.set_text("25")
        self.papers.line.returnPressed.connect(self._ask)
        self.draw.clicked.connect(self._ask)
        self.table, self.pager = DeskTable(), Pager(50)
        self.pager.turned.connect(self._show_rows)
        parts: tuple[QWidget, ...] = (
            self.title, self.lead, self.papers, Flow(self.draw), self.verdict, self.table, self.pager
        )
        for part in parts:
            self.body.addWidget(part)

    def set_texts(self, texts: Texts) -> None:
        """Speak another language."""
        self._texts = texts
        self.title.setText(texts.get("Papers on trial"))
        self.lead.setText(
            texts.get("Drawn as for a session, from a seed of their own, and not kept. The table proves each paper.")
        )
        self.papers.set_words(texts.get("How many papers"))
        self.draw.setText(texts.get("Draw papers on trial"))
        self.table.setAccessibleName(texts.get("Papers on trial"))

    def show_trial(self, spec: FormSpec, trial: Trial | None, can_draw: bool) -> None:
        """Show the papers of this form."""
        assert self._texts is not None
        if trial != self._trial:
            self.pager.start()
        self._spec, self._trial = spec, trial
        self.draw.setEnabled(can_draw)
        for part in (self.verdict, self.table):
            part.setVisible(trial is not None)
        if trial is None:
            self.pager.hide()
            return
        bad = sum(bool(paper.faults) for paper in trial.papers)
        told = self._texts.get(
            "Seed: {seed} · algorithm: {algorithm} · papers: {papers} · the most frequent question stands in {repeats}"
        ).format(seed=trial.seed, algorithm=trial.algorithm, papers=len(trial.papers), repeats=trial.repeats)
        if bad:
            title = self._texts.get("Papers that do not meet the form: {n}").format(n=number_words(bad))
            self.verdict.show_words(told, title, "danger")
        else:
            self.verdict.show_words(told, self._texts.get("Every paper meets the form"), "ok")
        heads = [
            Head(self._texts.get("Paper")),
            Head(" · ".join(plan.id for plan in spec.sections if plan.count), 20, 2),
            Head(self._texts.get("Questions"), drop=1),
            Head(self._texts.get("Mean difficulty")),
            Head(self._texts.get("Shared with another"), drop=1),
            Head(self._texts.get("Hash"), drop=2),
            Head(self._texts.get("Meets the form"), weight=1),
        ]
        self.table.set_heads(heads)
        self._show_rows()

    def _show_rows(self) -> None:
        if self._trial is None or self._texts is None:
            return
        papers = self._trial.papers
        self.pager.show_total(self._texts, len(papers))
        self.table.set_rows([self._row(paper) for paper in papers[self.pager.page_of(papers)]])

    def _row(self, paper: TrialPaper) -> Row:
        assert self._texts is not None
        meets = Cell(self._texts.get("yes"), "ok", "check")
        if paper.faults:
            words = "; ".join(self._texts.get(FAULTS[fault]) for fault in paper.faults)
            meets = Cell(self._texts.get("no"), "danger", "danger", hint=words)
        planned = [plan.count for plan in self._spec.sections if plan.count]
        counts = [
            str(count) if count == plan else f"{count}≠{plan}"
            for count, plan in zip(paper.counts, planned, strict=True)
        ]
        return Row(
            str(paper.number),
            (
                Cell(str(paper.number)),
                Cell(" · ".join(counts)),
                Cell(str(sum(paper.counts))),
                Cell(difficulty_words(paper.difficulty)),
                Cell(str(paper.most_shared)),
                Cell(paper.sha256[:12], hint=paper.sha256),
                meets,
            ),
        )

    def _ask(self) -> None:
        assert self._texts is not None
        text = self.papers.text
        if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= MOST):
            self.papers.set_fault(self._texts.get("Write a number from 1 to {most}.").format(most=MOST))
            self.papers.line.setFocus()
            return
        self.papers.set_fault("")
        if self.draw.isEnabled():
            self.draw_asked.emit(int(text))

    def _restyle(self) -> None:
        super()._restyle()
        look = look_of(self)
        self.table.setMinimumHeight(look.px(300))
        self.papers.setMaximumWidth(look.px(260))


def _lack(texts: Texts, lack: Lack, view: FormsView) -> str:
    titles = {section.id: both_in(texts, section.title) for section in view.sections}
    section = f"{lack.section} {titles.get(lack.section, '')}".strip()
    if lack.by_enemies:
        told = "{section}: {needed} needed; of the {present} approved ones too many must not meet in one paper."
    else:
        told = "{section}: {needed} needed, {present} approved."
    return texts.get(told).format(section=section, needed=lack.needed, present=lack.present)
