"""What a question still lacks before others may look at it, and what must not come into the bank at all."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from question_bank.model import LEAST_OPTIONS, MOST_OPTIONS, Bilingual, Language, Option, Question
from question_bank.package import is_sound
from question_bank.plain import plain_text
from station import markup, pictures
from station.domain.errors import Reason, StationError


def missing(question: Question, sections: Collection[str]) -> str:
    """The first field that is not whole, "" where all are: section, stem_ky, stem_ru, options, option_ky, option_ru,
    key, source, picture."""
    return next(_missing(question, sections), "")


def _missing(question: Question, sections: Collection[str]) -> Iterator[str]:
    rich = question.is_rich
    if question.section not in sections:
        yield "section"
    for language in Language:
        if not _says(question.stem[language], rich):
            yield f"stem_{language}"
    if not LEAST_OPTIONS <= len(question.options) <= MOST_OPTIONS:
        yield "options"
    for language in Language:
        texts = [option.text[language] for option in question.options]
        if not all(_says(text, rich) for text in texts):
            yield f"option_{language}"
        elif len({" ".join(text.split()) for text in texts}) < len(texts):
            yield "options"
    if not is_sound(question):
        yield "key"
    if not question.source.ky.strip() and not question.source.ru.strip():
        yield "source"
    if rich and not _shown(question) <= {picture.name for picture in question.pictures}:
        yield "picture"


def _says(text: str, rich: bool) -> bool:
    return bool(plain_text(text, rich)) or (rich and "<img" in text)


def _shown(question: Question) -> set[str]:
    return {name for text in _texts(question) for name in markup.picture_names(text)}


def _texts(question: Question) -> Iterator[str]:
    for both in (question.stem, *(option.text for option in question.options)):
        yield both.ky
        yield both.ru


def safe(question: Question) -> Question:
    """The question with its formatted texts cleaned; its pictures must be safe already. Raises PICTURE_BAD (picture).

    Screens and importers clean by themselves and tell what was lost; here nothing unclean can pass, whoever calls.
    """
    for picture in question.pictures:
        if not pictures.is_safe(picture.data, picture.name, picture.media):
            raise StationError(Reason.PICTURE_BAD, picture=picture.name[:80])
    if not question.is_rich or all(markup.is_clean(text) for text in _texts(question)):
        return question
    options = tuple(Option(option.id, _cleaned(option.text)) for option in question.options)
    return replace(question, stem=_cleaned(question.stem), options=options)


def _cleaned(text: Bilingual) -> Bilingual:
    return Bilingual(markup.clean(text.ky), markup.clean(text.ru))
