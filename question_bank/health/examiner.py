"""The whole bank's examination: questions are taken in one by one, what needs all of them is said at the end."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator

from question_bank.balanced import Drawable
from question_bank.blueprint import Blueprint, supply
from question_bank.health.report import Check, Figures, Finding, Longest, Place, Report, found, share
from question_bank.health.single import examine, is_visibly_longer, key_place, lengths, letters
from question_bank.health.text import ROOT, Reading, roots, words
from question_bank.health.twins import Twins
from question_bank.model import HARDEST, MOST_OPTIONS, Language, Question
from question_bank.workflow import State

Told = Callable[[int, int], None]

ENOUGH_KEYS = 20
"""Below so many single-choice questions the places of the keys and the share of longest keys say nothing."""
_UNEVEN_PER_CENT = 5
_LONGEST_PER_CENT = 10
"""How far a share may lie off what chance gives, in percentage points, before it is a doubt."""
# Chi-squared at 1 % for 1 to 7 degrees of freedom, in thousandths: chance alone is that uneven once in a hundred banks.
_CHI_SQUARED = (6635, 9210, 11345, 13277, 15086, 16812, 18475)
_ECHO_LETTERS = 6
_RARE = 1000
"""A word is rare that stands in two stems, or in one of a thousand."""


class Examiner:
    """Takes in the newest version of each question, gives the report. Retired ones are counted, not examined.

    `sections` are the bank's.
    """

    def __init__(self, sections: Collection[str]) -> None:
        self._sections: dict[str, Counter[str]] = {section: Counter() for section in sections}
        self._known = frozenset(sections)
        self._findings: list[Finding] = []
        self._names: list[str] = []
        self._exists: set[str] = set()
        self._enemies: dict[str, frozenset[str]] = {}
        self._difficulties: Counter[int] = Counter()
        self._longest = {language: [0, 0, 0] for language in Language}
        self._places = [0] * MOST_OPTIONS
        self._keyed = [0] * (MOST_OPTIONS + 1)  # single-choice questions by their number of options
        self._twins = {language: Twins() for language in Language}
        self._echoes: list[tuple[str, Language, dict[str, str]]] = []  # root -> word of the key

    def take(self, question: Question, state: State) -> None:
        """One more question."""
        self._exists.add(question.id)
        self._sections.setdefault(question.section, Counter())[state.value] += 1
        if state is State.RETIRED:
            return
        readings = {language: Reading(question, language) for language in Language}
        key = key_place(question)
        self._findings.extend(examine(question, key, readings[Language.KY], readings[Language.RU]))
        if question.section not in self._known:
            self._findings.append(found(Check.UNKNOWN_SECTION, question.id, section=question.section))
        self._count(question, key, readings)
        for reading in readings.values():
            self._remember(question.id, key, reading)
        self._names.append(question.id)
        if question.enemies:
            self._enemies[question.id] = question.enemies

    def close(self, told: Told = lambda _done, _total: None, further: Iterable[Finding] = ()) -> Report:
        """The report, after the last question. `told` hears how far the search for twins is; it may raise to end it.
        `further` findings, as of a form, are put among the others."""
        findings = [
            *self._findings,
            *self._twin_findings(told),
            *self._echo_findings(),
            *self._enemy_findings(),
            *self._key_findings(),
            *further,
        ]
        order = {check: number for number, check in enumerate(Check)}
        findings.sort(key=lambda finding: (order[finding.check], finding.question, finding.language))
        return Report(len(self._names), tuple(findings), self._figures())

    # --- while they come ---------------------------------------------------------------------------------------------

    def _count(self, question: Question, key: int | None, readings: dict[Language, Reading]) -> None:
        grade = min(HARDEST, (question.measured + 50) // 100) if question.measured else question.difficulty
        self._difficulties[grade] += 1
        if key is None or not 1 < len(question.options) <= MOST_OPTIONS:
            return
        self._places[key] += 1
        self._keyed[len(question.options)] += 1
        for language, reading in readings.items():
            if measured := lengths(key, reading):
                longest, following = measured
                counts = self._longest[language]
                counts[0] += 1
                counts[1] += longest > following
                counts[2] += is_visibly_longer(longest, following)

    def _remember(self, name: str, key: int | None, reading: Reading) -> None:
        stem, options = roots(reading.folded_stem), reading.folded_options
        self._twins[reading.language].take(len(self._names), stem, options)
        if key is None:
            return
        echoed = {root for root in set(stem).intersection(roots(options[key])) if len(root) >= _ECHO_LETTERS}
        if echoed:  # a cue only where no distractor repeats it
            echoed.difference_update(root for place, text in enumerate(options) if place != key for root in roots(text))
            said = {word[:ROOT]: word for word in reversed(words(options[key]))}
            self._echoes.append((name, reading.language, {root: said[root] for root in echoed}))

    # --- at the end --------------------------------------------------------------------------------------------------

    def _twin_findings(self, told: Told) -> Iterator[Finding]:
        """One per question, with the twin most like it; in which language, if not in both."""
        nearest = {}
        for number, (language, twins) in enumerate(self._twins.items()):
            nearest[language] = twins.nearest(_part_of(told, number, len(self._twins)))
        for place, name in enumerate(self._names):
            seen = {language: twins[place] for language, twins in nearest.items() if place in twins}
            if not seen:
                continue
            language, twin = max(seen.items(), key=lambda item: item[1].per_cent)
            other = self._names[twin.place]
            in_both = len({item.place for item in seen.values()}) == 1 and len(seen) == len(Language)
            hostile = other in self._enemies.get(name, ()) or name in self._enemies.get(other, ())
            yield found(
                Check.NEAR_DUPLICATE,
                name,
                "" if in_both else language,
                what="enemy" if hostile else "question",
                other=other,
                per_cent=twin.per_cent,
            )

    def _echo_findings(self) -> Iterator[Finding]:
        for name, language, echoed in self._echoes:
            twins = self._twins[language]
            most = max(2, len(self._names) // _RARE)
            rare = sorted(word for root, word in echoed.items() if twins.stems_with(root) <= most)
            if rare:
                yield found(Check.KEY_ECHO, name, language, words=", ".join(rare))

    def _enemy_findings(self) -> Iterator[Finding]:
        for name, enemies in self._enemies.items():
            for enemy in sorted(enemies):
                if enemy == name:
                    yield found(Check.ENEMIES, name, what="itself", enemy=enemy)
                elif enemy not in self._exists:
                    yield found(Check.ENEMIES, name, what="unknown", enemy=enemy)
                elif enemy in self._live and name not in self._enemies.get(enemy, ()):
                    yield found(Check.ENEMIES, name, what="one_sided", enemy=enemy)

    @property
    def _live(self) -> frozenset[str]:
        return frozenset(self._names)

    def _key_findings(self) -> Iterator[Finding]:
        """Of the whole bank: longest keys more often than chance, places of the keys that are not even."""
        for language, longest in self._figures().longest.items():
            off = longest.share - longest.expected_share
            if longest.counted >= ENOUGH_KEYS and off > _LONGEST_PER_CENT:
                chance = longest.expected_share
                yield found(Check.LONGEST_IS_KEY, "", language, what="bank", share=longest.share, expected=chance)
        keyed, expected = sum(self._keyed), self._expected_places()
        worst = max(range(MOST_OPTIONS), key=lambda place: self._places[place] - expected[place])
        off = share(self._places[worst], keyed) - int(100 * expected[worst] / keyed) if keyed else 0
        if keyed >= ENOUGH_KEYS and off > _UNEVEN_PER_CENT and self._is_uneven(expected):
            chance = int(100 * expected[worst] / keyed)
            yield found(
                Check.KEY_POSITIONS, option=letters([worst]), share=share(self._places[worst], keyed), expected=chance
            )

    def _expected_places(self) -> list[float]:
        """Keys in each place if all places of a question were as likely."""
        return [
            sum(self._keyed[count] / count for count in range(place + 1, MOST_OPTIONS + 1) if count > 1)
            for place in range(MOST_OPTIONS)
        ]

    def _is_uneven(self, expected: list[float]) -> bool:
        likely = [(count, chance) for count, chance in zip(self._places, expected, strict=True) if chance]
        distance = sum((count - chance) ** 2 / chance for count, chance in likely)
        return 1000 * distance > _CHI_SQUARED[len(likely) - 2]

    def _figures(self) -> Figures:
        expected = self._expected_places()
        chance = round(sum(self._keyed[count] / count for count in range(2, MOST_OPTIONS + 1)))
        last = max((place for place, likely in enumerate(expected) if likely), default=-1)
        return Figures(
            longest={
                language.value: Longest(counted, longest, visibly, min(counted, chance))
                for language, (counted, longest, visibly) in self._longest.items()
            },
            places=tuple(Place(place, self._places[place], round(expected[place])) for place in range(last + 1)),
            sections={section: dict(states) for section, states in self._sections.items()},
            difficulties=dict(sorted(self._difficulties.items())),
        )


def form_findings(pool: Collection[Drawable], blueprint: Blueprint) -> Iterator[Finding]:
    """What a form asks for and these approved questions cannot give (R-21.2)."""
    held = supply(pool, blueprint)
    for lack in held.lacks:
        what = "enemies" if lack.by_enemies else "few"
        yield found(Check.FORM_SHORT, what=what, section=lack.section, needed=lack.needed, present=lack.present)
    if held.enemies_meet:
        yield found(Check.FORM_SHORT, what="enemies_meet")
    if not held.is_in_band and blueprint.band and held.reach:
        (low, high), (least, most) = blueprint.band, held.reach
        yield found(Check.FORM_BAND, low=low, high=high, least=least, most=most)


def _part_of(told: Told, number: int, parts: int) -> Told:
    return lambda done, total: told(number * total + done, parts * total)


def examine_all(questions: Collection[Question], sections: Collection[str]) -> Report:
    """The report on questions that are all in draft."""
    examiner = Examiner(sections)
    for question in questions:
        examiner.take(question, State.DRAFT)
    return examiner.close()
