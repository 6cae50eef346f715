"""What can be said of a question by looking at nothing but it."""

from collections.abc import Iterator

from question_bank.health import negation, numbers, phrases
from question_bank.health.report import Check, Finding, found
from question_bank.health.text import Reading, folded, identity, picture_names, roots
from question_bank.model import LEAST_OPTIONS, MOST_OPTIONS, OPTION_LETTERS, Kind, Language, Question

_VISIBLY_PER_CENT, _VISIBLY_LETTERS = 20, 4
_TRANSLATED_WORDS = 4
"""A stem of so many words is not the same in both languages unless nobody translated it."""


def letters(places: list[int]) -> str:
    """`А, В` for places 0 and 2; places beyond the last letter are counted."""
    return ", ".join(OPTION_LETTERS[place] if place < len(OPTION_LETTERS) else str(place + 1) for place in places)


def examine(question: Question, key: int | None, ky: Reading, ru: Reading) -> Iterator[Finding]:
    """Findings of one question, read in both languages; `key` as `key_place` gives it."""
    name = question.id
    yield from _unfinished(question, ky, ru)
    yield from _translated(name, ky, ru)
    yield from _parity(name, ky, ru)
    for reading in (ky, ru):
        yield from _twin_options(question, reading)
    yield from _pictures(question, ky, ru)
    for reading in (ky, ru):
        yield from _guessable(question.id, key, reading)
    if not (question.source.ky.strip() or question.source.ru.strip()):
        yield found(Check.MISSING_SOURCE, name)
    if not (question.difficulty or question.measured):
        yield found(Check.NO_DIFFICULTY, name)


def key_place(question: Question) -> int | None:
    """Where the one key of a single-choice question stands (0: first); None where it has not exactly one."""
    if question.kind is Kind.MULTIPLE or len(question.key) != 1:
        return None
    return next((place for place, option in enumerate(question.options) if option.id in question.key), None)


def lengths(key: int | None, reading: Reading) -> tuple[int, int] | None:
    """Letters of the key and of the longest other option; None where there is not one key among others."""
    if key is None or len(reading.options) < LEAST_OPTIONS or not all(reading.options):
        return None
    others = [len(text) for place, text in enumerate(reading.options) if place != key]
    return len(reading.options[key]), max(others)


def is_visibly_longer(key: int, following: int) -> bool:
    """Whether the eye sees it: by a fifth and by four letters at least."""
    more = key - following
    return more >= _VISIBLY_LETTERS and 100 * more >= _VISIBLY_PER_CENT * following


def _unfinished(question: Question, ky: Reading, ru: Reading) -> Iterator[Finding]:
    name, ids, count = question.id, [option.id for option in question.options], len(question.options)
    if not (ky.has_stem or ru.has_stem):
        yield found(Check.UNFINISHED, name, what="no_text")
    if not LEAST_OPTIONS <= count <= MOST_OPTIONS:
        few_or_many = "few_options" if count < LEAST_OPTIONS else "many_options"
        yield found(Check.UNFINISHED, name, what=few_or_many, count=count)
    empty = [place for place in range(count) if not (ky.given[place] or ru.given[place])]
    if empty:
        yield found(Check.UNFINISHED, name, what="empty_option", options=letters(empty))
    if not question.key:
        yield found(Check.UNFINISHED, name, what="no_key")
    elif not question.key <= set(ids) or len(set(ids)) < len(ids):
        yield found(Check.UNFINISHED, name, what="key_unknown")
    elif question.kind is Kind.SINGLE and len(question.key) > 1:
        yield found(Check.UNFINISHED, name, what="several_keys", count=len(question.key))


def _translated(name: str, ky: Reading, ru: Reading) -> Iterator[Finding]:
    for reading, other in ((ky, ru), (ru, ky)):
        lacks_stem = other.has_stem and not reading.has_stem
        lacking = [place for place, given in enumerate(other.given) if given and not reading.given[place]]
        whole = bool(lacking) and not any(reading.given)
        if lacks_stem or whole:
            options = letters(lacking) if whole else ""
            yield found(
                Check.MISSING_TRANSLATION, name, reading.language, what="missing", stem=int(lacks_stem), options=options
            )
        if lacking and not whole:
            counts = {"ky": sum(ky.given), "ru": sum(ru.given)}
            yield found(Check.PARITY_OPTIONS, name, reading.language, options=letters(lacking), **counts)
    if ky.folded_stem == ru.folded_stem and len(roots(ky.folded_stem)) >= _TRANSLATED_WORDS:
        yield found(Check.MISSING_TRANSLATION, name, what="same", stem=1, options="")


def _parity(name: str, ky: Reading, ru: Reading) -> Iterator[Finding]:
    """Numbers and denials, text by text: first the stem, then the options."""
    if numbers.has_some(ky.whole) or numbers.has_some(ru.whole):
        pairs = zip((ky.stem, *ky.options), (ru.stem, *ru.options), strict=True)
        for place, (in_ky, in_ru) in enumerate(pairs):
            if in_ky and in_ru and in_ky != in_ru and (numbers.has_some(in_ky) or numbers.has_some(in_ru)):
                yield from _numbers(name, _place(place), in_ky, in_ru)
    if negation.may_deny(ky.folded, ru.folded):
        pairs = zip((ky.folded_stem, *ky.folded_options), (ru.folded_stem, *ru.folded_options), strict=True)
        for place, (in_ky, in_ru) in enumerate(pairs):
            if in_ky and in_ru and in_ky != in_ru and (denied := negation.denied_in_one(in_ky, in_ru)):
                language, word = denied
                yield found(Check.PARITY_NEGATION, name, language, place=_place(place), word=word)


def _place(number: int) -> str:
    """Nothing for the stem, else the option's letter."""
    return letters([number - 1]) if number else ""


def _numbers(name: str, place: str, ky: str, ru: str) -> Iterator[Finding]:
    only_ky, only_ru = numbers.differing(ky, ru)
    if only_ky or only_ru:
        yield found(Check.PARITY_NUMBERS, name, place=place, ky=", ".join(only_ky), ru=", ".join(only_ru))


def _twin_options(question: Question, reading: Reading) -> Iterator[Finding]:
    """Options that read alike: equal to the letter, or but for capitals, `ё` and the closing full stop."""
    if len(set(reading.folded_options)) == len(reading.options):
        return
    texts = [identity(option.text[reading.language], question.is_rich) for option in question.options]
    for what, spelled in (("equal", texts), ("alike", [folded(text) for text in texts])):
        twins = [place for place, text in enumerate(spelled) if text and spelled.count(text) > 1]
        if twins:
            yield found(Check.DUPLICATE_OPTIONS, question.id, reading.language, what=what, options=letters(twins))
            return


def _pictures(question: Question, ky: Reading, ru: Reading) -> Iterator[Finding]:
    name, held = question.id, {picture.name for picture in question.pictures}
    texts = (question.stem, *(option.text for option in question.options)) if question.is_rich else ()
    named = dict.fromkeys(name for text in texts for language in Language for name in picture_names(text[language]))
    for picture in named:
        if picture not in held:
            yield found(Check.DEAD_PICTURES, name, what="missing", picture=picture)
    for picture in sorted(held - set(named)):
        yield found(Check.DEAD_PICTURES, name, what="unused", picture=picture)
    if not held and not named:
        for reading in (ky, ru):
            if words := phrases.speaks_of_picture(reading.folded_stem, reading.language):
                yield found(Check.DEAD_PICTURES, name, reading.language, what="spoken", picture=words)


def _guessable(name: str, key: int | None, reading: Reading) -> Iterator[Finding]:
    """Options that speak of the others, words without exception, a key that is seen to be the longest."""
    language = reading.language
    plain_ones = []
    for place, text in enumerate(reading.folded_options):
        if what := phrases.refers_to_options(text, language):
            yield found(Check.ALL_OF_ABOVE, name, language, what=what, option=letters([place]))
        elif place != key:
            plain_ones.append(text)
    if key is not None:
        in_key = phrases.absolute_words(reading.folded_options[key], language)
        elsewhere = phrases.absolute_words("\n".join(plain_ones), language)
        if bool(in_key) != bool(elsewhere):
            words = ", ".join(dict.fromkeys(in_key or elsewhere))
            yield found(Check.CUE_WORDS, name, language, what="key" if in_key else "distractors", words=words)
    measured = lengths(key, reading)
    if measured and is_visibly_longer(*measured):
        yield found(Check.LONGEST_IS_KEY, name, language, what="question", key=measured[0], next=measured[1])
