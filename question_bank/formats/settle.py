"""From a question as a file has it to a question of the bank, or to the reason why not. Pure: what makes HTML and
pictures safe is handed in.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from question_bank.formats.encoding import garbled, has_cyrillic, is_kyrgyz, is_russian, lost_letters
from question_bank.formats.foreign import NOT_SAID, Fault, ForeignQuestion, Remark, Said, remark
from question_bank.formats.html_text import is_formatted, to_plain
from question_bank.formats.picture_sources import Album, is_outside, sources_of
from question_bank.formats.places import Places
from question_bank.model import (
    EASIEST,
    HARDEST,
    LEAST_OPTIONS,
    MOST_OPTIONS,
    OPTION_LETTERS,
    Bilingual,
    Language,
    Option,
    Picture,
    Question,
)

AUTO = "auto"
"""The language of a file is told question by question."""

OPTION_IDS = "abcdefgh"
_NEARLY = 10

Clean = Callable[[str, Mapping[str, str]], tuple[str, tuple[str, ...]]]
"""HTML and new names of its pictures in, its allowed part and the names of what was taken away out."""

MakeSafe = Callable[[bytes, str], Picture | Remark]
"""Bytes and a name in, a safe picture or the reason why there is none out."""


@dataclass(frozen=True)
class Rules:
    """How a file is read. `language`: ky, ru or auto; `others`: that of the file's sure questions, "" if mixed."""

    places: Places
    clean: Clean
    make_safe: MakeSafe
    language: str = AUTO
    others: str = ""


@dataclass(frozen=True)
class Settled:
    """What became of a question: a draft (version 0, id as written), or the reason why there is none."""

    foreign: ForeignQuestion
    question: Question | None
    refused: Remark | None
    notes: tuple[Remark, ...]


class _Refused(Exception):
    def __init__(self, fault: Fault, **facts: str | int) -> None:
        super().__init__(fault.value)
        self.remark = Remark(fault, facts)


def language_of(question: ForeignQuestion) -> str:
    """The language of a question that its file does not say, "" where it is not sure."""
    words = _words_of_neither(question)
    if is_kyrgyz(words):
        return Language.KY
    return Language.RU if is_russian(words) else ""


def _words_of_neither(question: ForeignQuestion) -> str:
    """What a question says without saying in which language."""
    return "\n".join(to_plain(text.either) for text in (question.stem, *question.options))


def common_language(questions: Iterable[ForeignQuestion]) -> str:
    """The language of nearly all questions whose language is sure; "" where two are mixed, or none is sure."""
    unsaid = [question for question in questions if not question.refused and not question.stem.is_marked]
    found = [language for language in map(language_of, unsaid) if language]
    for language in Language:
        if found.count(language) * _NEARLY > len(found) * (_NEARLY - 1):
            return language
    return ""


def _all_words(question: ForeignQuestion) -> str:
    texts = [question.stem, *question.options]
    return "\n".join(to_plain(part) for text in texts for part in text.parts() if part)


def settle(question: ForeignQuestion, rules: Rules) -> Settled:
    """What becomes of a question by those rules."""
    try:
        if question.refused:
            return Settled(question, None, question.refused, question.remarks)
        made, notes = _Settler(question, rules).made()
    except _Refused as refused:
        return Settled(question, None, refused.remark, question.remarks)
    return Settled(question, made, None, (*question.remarks, *notes))


class _Settler:
    def __init__(self, question: ForeignQuestion, rules: Rules) -> None:
        self._question = question
        self._rules = rules
        self._notes: list[Remark] = []

    def made(self) -> tuple[Question, list[Remark]]:
        """The draft and further notes. Raises _Refused."""
        given = self._question
        self._check_counts()
        self._check_letters()
        language = self._language()
        texts = [_bilingual(text, language) for text in (given.stem, *given.options)]
        pictures: tuple[Picture, ...] = ()
        is_rich = given.is_rich
        if is_rich:
            texts, pictures = self._safe(texts, language)
            if not given.is_said_rich and not any(is_formatted(text.ky + text.ru) for text in texts):
                is_rich, texts = False, [Bilingual(to_plain(text.ky), to_plain(text.ru)) for text in texts]
        stem, *options = texts
        self._check_texts(stem, options, is_rich)
        found = self._rules.places.of(given)
        if isinstance(found, Remark):
            raise _Refused(found.fault, **found.facts)
        section, topic = found
        question = Question(
            id=given.id,
            version=0,
            section=section,
            stem=stem,
            options=tuple(Option(name, text) for name, text in zip(OPTION_IDS, options, strict=False)),
            key=frozenset(OPTION_IDS[place] for place in given.keys),
            source=_bilingual(given.source, language),
            kind=given.kind,
            is_rich=is_rich,
            pictures=pictures,
            topic=" ".join(topic.split()),
            difficulty=self._difficulty(),
            enemies=frozenset(given.enemies) - {given.id},
            notes=_bilingual(given.notes, language),
        )
        return question, self._notes

    def _check_counts(self) -> None:
        if not self._question.stem:
            raise _Refused(Fault.NO_STEM)
        count = len(self._question.options)
        if count < LEAST_OPTIONS:
            raise _Refused(Fault.ONE_OPTION, count=count)
        if count > MOST_OPTIONS:
            raise _Refused(Fault.TOO_MANY_OPTIONS, count=count, limit=MOST_OPTIONS)

    def _check_letters(self) -> None:
        words = _all_words(self._question)
        if word := garbled(words):
            raise _Refused(Fault.GARBLED, word=word[:40])
        if word := lost_letters(words):
            raise _Refused(Fault.LETTERS_LOST, word=word[:40])

    def _language(self) -> str:
        """The language of what the file says in none; "" where it says it in both."""
        question, rules = self._question, self._rules
        if question.stem.is_marked:
            return ""
        if rules.language != AUTO:
            return rules.language
        if language := language_of(question):
            return language
        if not rules.others and not has_cyrillic(_words_of_neither(question)):
            self._notes.append(remark(Fault.LANGUAGE_NEITHER, language=Language.RU))
            return Language.RU
        if not rules.others:
            raise _Refused(Fault.LANGUAGE_UNSURE)
        self._notes.append(remark(Fault.LANGUAGE_ASSUMED, language=rules.others))
        return rules.others

    def _safe(self, texts: Sequence[Bilingual], language: str) -> tuple[list[Bilingual], tuple[Picture, ...]]:
        """Formatted texts and their pictures made safe. Raises _Refused for a picture that is not there or not safe."""
        album = Album()
        shown = [[album.put(part, self._question.pictures) for part in (text.ky, text.ru)] for text in texts]
        pictures: dict[str, Picture] = {}
        names: dict[str, str] = {}
        for source in dict.fromkeys(source for parts in shown for part in parts for source in sources_of(part)):
            picture = self._picture(source, album, language)
            names[source] = picture.name
            pictures.setdefault(picture.name, picture)  # the same picture may come under two names
        removed: set[str] = set()
        made = []
        for parts in shown:
            cleaned = [self._rules.clean(part, names) for part in parts]
            removed.update(name for _text, taken in cleaned for name in taken)
            made.append(Bilingual(cleaned[0][0], cleaned[1][0]))
        if removed:
            self._notes.append(remark(Fault.HTML_REMOVED, what=", ".join(sorted(removed))[:80]))
        return made, tuple(pictures.values())

    def _picture(self, name: str, album: Album, language: str) -> Picture:
        if is_outside(name):
            raise _Refused(Fault.PICTURE_OUTSIDE, picture=name[:80])
        data = album.pictures.get(name)
        if data is None or not name:
            raise _Refused(Fault.PICTURE_MISSING, picture=name[:80])
        picture = self._rules.make_safe(data, name)
        if isinstance(picture, Remark):
            raise _Refused(picture.fault, **picture.facts)
        description = self._question.descriptions.get(name, NOT_SAID)
        return replace(picture, description=_bilingual(description, language))

    def _check_texts(self, stem: Bilingual, options: Sequence[Bilingual], is_rich: bool) -> None:
        if not _has_words(stem, is_rich):
            raise _Refused(Fault.NO_STEM)
        for place, text in enumerate(options):
            if not _has_words(text, is_rich):
                raise _Refused(Fault.EMPTY_OPTION, option=OPTION_LETTERS[place])
        if not self._question.keys:
            raise _Refused(Fault.NO_KEY)
        for language in Language:
            seen: dict[str, str] = {}
            for letter, text in zip(OPTION_LETTERS, options, strict=False):
                words = " ".join(text[language].split())
                if words and words in seen:
                    raise _Refused(Fault.EQUAL_OPTIONS, options=f"{seen[words]}, {letter}")
                seen[words] = letter

    def _difficulty(self) -> int:
        written = self._question.difficulty.strip()
        if not written:
            return 0
        if not re.fullmatch(rf"[{EASIEST}-{HARDEST}](?:[.,]0+)?", written):
            raise _Refused(Fault.DIFFICULTY_WRONG, value=written[:40])
        return int(written[0])


def _bilingual(text: Said, language: str) -> Bilingual:
    """A text in both languages: what is said in none belongs to `language`, without one to both."""
    ky, ru, either = text.parts()
    return Bilingual(
        ky or (either if language != Language.RU else ""), ru or (either if language != Language.KY else "")
    )


def _has_words(text: Bilingual, is_rich: bool) -> bool:
    whole = text.ky + text.ru
    return bool((to_plain(whole) if is_rich else whole).strip()) or (is_rich and "<img" in whole)
