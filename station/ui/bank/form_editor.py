"""The specification of a test form, as fields: sections, points, time, threshold, languages, difficulty, order."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from question_bank.model import EASIEST, HARDEST, Bilingual, Section
from resources.texts import Texts
from station.domain.form_spec import FormSpec, SectionPlan
from station.ui.bank.words import both_in, difficulty_words
from station.ui.proctor.fields import Area, Field
from station.ui.proctor.layouts import Tiles
from station.ui.theme import look_of
from station.ui.widgets.dressed import Dressed
from station.ui.widgets.labels import label
from station.ui.widgets.notice import Notice

_LONGEST = 6000


class SectionTable(Dressed, QWidget):
    """A line for each section: its title, questions in a paper, points it must bring. Signals: `edited()`."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 1)
        self._heads = [label(role="muted") for _ in range(3)]
        for column, head in enumerate(self._heads):
            self._grid.addWidget(head, 0, column)
        self._rows: dict[str, tuple[QLabel, Field, Field]] = {}

    def show_sections(self, texts: Texts, sections: Sequence[Section]) -> None:
        """Offer these, in the bank's order."""
        for head, named in zip(self._heads, ("Section", "Questions", "Minimum, points"), strict=True):
            head.setText(texts.get(named))
        for section in sections:
            if section.id not in self._rows:
                line = (label(), Field(longest=3), Field(longest=3))
                place = len(self._rows) + 1
                for column, part in enumerate(line):
                    self._grid.addWidget(part, place, column)
                for field in line[1:]:
                    field.edited.connect(lambda _text: self.edited.emit())
                self._rows[section.id] = line
            title = f"{section.id} · {both_in(texts, section.title)}"
            words, count, minimum = self._rows[section.id]
            words.setText(title)
            # the heading stands above the column; readers hear it with the section
            count.line.setAccessibleName(f"{title}: {texts.get('Questions')}")
            minimum.line.setAccessibleName(f"{title}: {texts.get('Minimum, points')}")

    @property
    def plans(self) -> tuple[SectionPlan, ...]:
        """The sections whose number is typed, a 0 as well; what is no number counts as 0."""
        return tuple(
            SectionPlan(name, number(count), number(least))
            for name, (_words, count, least) in self._rows.items()
            if count.text or least.text
        )

    def set_plans(self, plans: Sequence[SectionPlan]) -> None:
        """Fill the fields."""
        known = {plan.id: plan for plan in plans}
        for name, (_words, count, least) in self._rows.items():
            plan = known.get(name)
            count.set_text(str(plan.count) if plan else "")
            least.set_text(str(plan.minimum) if plan and plan.minimum else "")

    def fields(self, section: str) -> tuple[Field, Field]:
        """The fields of a section: questions, minimum."""
        return self._rows[section][1:]

    def _restyle(self) -> None:
        look = look_of(self)
        self._grid.setHorizontalSpacing(look.gap(12))
        self._grid.setVerticalSpacing(look.gap(6))
        for column in (1, 2):
            self._grid.setColumnMinimumWidth(column, look.px(110))


class FormEditor(Dressed, QWidget):
    """Edits a draft. `spec` is what stands in the fields. Signals: `edited()` whenever it changes."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown = self._base = FormSpec()
        self._texts: Texts | None = None
        self.title_ky, self.title_ru = Field(longest=200), Field(longest=200)
        self.points, self.minutes, self.threshold = Field(longest=3), Field(longest=3), Field(longest=4)
        self.easiest, self.hardest = Field(longest=4), Field(longest=4)
        self.sections, self.totals = SectionTable(), Notice("plain")
        self.zero, self.rules = label(role="small"), label(role="muted")
        self.order_ky, self.order_ru = Area(6, _LONGEST), Area(6, _LONGEST)
        self.numbers_title, self.order_title = label(role="strong"), label(role="strong")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        parts: tuple[QWidget, ...] = (
            Tiles((self.title_ky, self.title_ru), 300, 2), self.sections, self.zero, self.totals, self.numbers_title,
            Tiles((self.points, self.minutes, self.threshold, self.easiest, self.hardest), 150, 5),
            self.rules, self.order_title,
            Tiles((self.order_ky, self.order_ru), 300, 2),
        )  # fmt: skip
        for part in parts:
            self._column.addWidget(part)
        for field in (
            self.title_ky, self.title_ru, self.points, self.minutes, self.threshold, self.easiest, self.hardest
        ):  # fmt: skip
            field.edited.connect(lambda _text: self._changed())
        for area in (self.order_ky, self.order_ru):
            area.edited.connect(self._changed)
        self.sections.edited.connect(self._changed)

    def set_texts(self, texts: Texts) -> None:
        """Speak another language."""
        self._texts = texts
        self.title_ky.set_words(texts.get("Title in Kyrgyz"))
        self.title_ru.set_words(texts.get("Title in Russian"))
        self.numbers_title.setText(texts.get("Equal for everybody"))
        self.points.set_words(texts.get("Points for an answer"))
        self.minutes.set_words(texts.get("Minutes"))
        self.threshold.set_words(texts.get("Threshold"))
        self.easiest.set_words(texts.get("Mean difficulty from"), "1,00")
        self.hardest.set_words(texts.get("Mean difficulty to"), "5,00")
        self.zero.setText(texts.get("A section without questions on purpose gets a 0; an empty field is refused."))
        self.rules.setText(
            texts.get("Every paper is read in Kyrgyz or Russian; the candidate goes freely from question to question.")
        )
        self.order_title.setText(texts.get("Order of conduct, one paragraph a line"))
        self.order_ky.set_words(texts.get("In Kyrgyz"))
        self.order_ru.set_words(texts.get("In Russian"))
        self._show_totals()

    def show_spec(self, spec: FormSpec, sections: Sequence[Section]) -> None:
        """Fill the fields with a form; what was typed before is gone."""
        assert self._texts is not None
        self._shown = spec
        self.title_ky.set_text(spec.title.ky)
        self.title_ru.set_text(spec.title.ru)
        self.sections.show_sections(self._texts, sections)
        self.sections.set_plans(spec.sections)
        numbers = ((self.points, spec.points), (self.minutes, spec.minutes), (self.threshold, spec.threshold))
        for field, value in numbers:
            field.set_text(str(value) if value else "")
        low, high = spec.band or (0, 0)
        for field, grade in ((self.easiest, low), (self.hardest, high)):
            field.set_text(difficulty_words(grade) if grade else "")
        for area, texts in (
            (self.order_ky, [paragraph.ky for paragraph in spec.paragraphs]),
            (self.order_ru, [paragraph.ru for paragraph in spec.paragraphs]),
        ):
            area.area.blockSignals(True)
            area.area.setPlainText("\n".join(texts))
            area.area.blockSignals(False)
        self._base = self.spec  # not `spec`: sections without questions have no place in the fields
        self._show_totals()

    @property
    def spec(self) -> FormSpec:
        """The form as it stands in the fields; what is no number counts as 0."""
        low, high = hundredths_of(self.easiest.text), hundredths_of(self.hardest.text)
        return replace(
            self._shown,  # with the rules that the candidate's screen has, which no field changes
            title=Bilingual(self.title_ky.text, self.title_ru.text),
            sections=self.sections.plans,
            points=number(self.points),
            minutes=number(self.minutes),
            threshold=number(self.threshold),
            band=(low or 100 * EASIEST, high or 100 * HARDEST) if low or high else None,
            paragraphs=_paragraphs(self.order_ky.text, self.order_ru.text),
        )

    @property
    def is_changed(self) -> bool:
        """Whether something was typed since the form was shown."""
        return self.spec != self._base

    def _restyle(self) -> None:
        self._column.setSpacing(look_of(self).gap(14))

    def _changed(self) -> None:
        self._show_totals()
        self.edited.emit()

    def _show_totals(self) -> None:
        if self._texts is None:
            return
        spec = self.spec
        told = self._texts.get("Questions in a paper: {questions}. Highest possible score: {maximum}.").format(
            questions=spec.questions, maximum=spec.maximum
        )
        if spec.maximum and spec.threshold:
            share = 100 * spec.threshold // spec.maximum
            told += " " + self._texts.get("The threshold is {share} % of it.").format(share=share)
        self.totals.show_words(told)


def number(field: Field) -> int:
    """The number in a field, 0 where there is none."""
    return number_of(field.text)


def number_of(text: str) -> int:
    """A typed number, 0 where it is none."""
    return int(text) if text.isascii() and text.isdecimal() else 0


def hundredths_of(text: str) -> int:
    """A typed difficulty such as 2,6 in hundredths, 0 where it is none."""
    found = re.fullmatch(r"([0-9])(?:[.,]([0-9]{1,2}))?", text)
    return 100 * int(found[1]) + int((found[2] or "").ljust(2, "0")) if found else 0


def _paragraphs(ky: str, ru: str) -> tuple[Bilingual, ...]:
    lines = ([line.strip() for line in text.splitlines() if line.strip()] for text in (ky, ru))
    return tuple(Bilingual(one, other) for one, other in zip_longest(*lines, fillvalue=""))
