"""The bank in figures: longest keys, places of the keys, sections by state, difficulty."""

from collections.abc import Sequence

from question_bank.health.report import Figures
from question_bank.model import OPTION_LETTERS, Section
from question_bank.workflow import State
from resources.texts import Texts
from station.ui.bank.parts import panel_of
from station.ui.bank.plots import Bar, BarPlot, Legend, Part, Stack, StackPlot
from station.ui.bank.words import STATES, both_in, number_words
from station.ui.proctor.layouts import Tiles
from station.ui.widgets.card import Card
from station.ui.widgets.labels import label

LONGEST_OVER = 10
"""Percentage points over chance at which the longest key is told: 35 % where questions have four answers."""
_ORDER = (State.APPROVED, State.IN_REVIEW, State.DRAFT, State.RETIRED)
_NAMES = {"ky": "Kyrgyz", "ru": "Russian"}


class FiguresCard(Card):
    """Four plots, each with its words."""

    def __init__(self) -> None:
        super().__init__(padding=20)
        self._texts: Texts | None = None
        self.title = label(role="heading")
        self.longest_title, self.places_title = label(role="strong"), label(role="strong")
        self.sections_title, self.grades_title = label(role="strong"), label(role="strong")
        self.longest_words, self.places_words = label(role="small"), label(role="small")
        self.longest, self.places, self.grades = BarPlot(), BarPlot(), BarPlot()
        self.sections, self.legend = StackPlot(), Legend()
        panels = (
            panel_of(self.longest_title, self.longest, self.longest_words),
            panel_of(self.places_title, self.places, self.places_words),
            panel_of(self.grades_title, self.grades),
            panel_of(self.sections_title, self.legend, self.sections),
        )
        self.body.addWidget(self.title)
        self.body.addWidget(Tiles(panels, 420, 2))

    def set_texts(self, texts: Texts) -> None:
        """Speak another language."""
        self._texts = texts
        self.title.setText(texts.get("Figures"))
        for words, plot, told in (
            (self.longest_title, self.longest, texts.get("The longest answer is the right one")),
            (self.places_title, self.places, texts.get("Where the right answer stands")),
            (self.grades_title, self.grades, texts.get("Difficulty")),
            (self.sections_title, self.sections, texts.get("Questions by section and state")),
        ):
            words.setText(told)
            plot.setAccessibleName(told)
        self.longest_words.setText(
            texts.get("Share of the questions with one answer. The short mark: by chance. The dashed line: the limit.")
        )
        self.places_words.setText(texts.get("Of questions with one answer. The short mark: by chance."))
        self.legend.show_items([(state.value, texts.get(STATES[state].short)) for state in _ORDER])

    def show_figures(self, figures: Figures, sections: Sequence[Section]) -> None:
        """Show these."""
        assert self._texts is not None
        longest = figures.longest
        limit = max((item.expected_share for item in longest.values()), default=0) + LONGEST_OVER
        self.longest.show_bars(
            [
                Bar(
                    self._texts.get(_NAMES[language]), item.share, f"{item.share} %", item.expected_share,
                    is_over=item.share > item.expected_share + LONGEST_OVER,
                )
                for language, item in longest.items()
            ],
            100, limit, self._texts.get("limit {n} %").format(n=limit),
        )  # fmt: skip
        self.places.show_bars(
            [
                Bar(OPTION_LETTERS[place.place], place.keys, number_words(place.keys), place.expected)
                for place in figures.places
            ]
        )
        self.grades.show_bars(
            [
                Bar(str(grade) if grade else self._texts.get("none"), count, number_words(count))
                for grade, count in figures.difficulties.items()
            ]
        )
        titles = {section.id: both_in(self._texts, section.title) for section in sections}
        self.sections.show_stacks(
            [
                Stack(
                    f"{name} {titles.get(name, '')}".strip(),
                    tuple(Part(states.get(state.value, 0), state.value) for state in _ORDER),
                    number_words(sum(states.values())),
                )
                for name, states in figures.sections.items()
            ]
        )
