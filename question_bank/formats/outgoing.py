"""What every written format needs of a question: texts in both languages as HTML, and what cannot be written."""

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from question_bank.formats.foreign import Carried
from question_bank.formats.html_text import from_plain, harmless, joined, marked
from question_bank.model import Bilingual, Picture, Question, Section
from question_bank.package import is_sound
from question_bank.workflow import State

_IMG = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_SRC, _ALT = (re.compile(rf'\s{name}="([^"]*)"', re.IGNORECASE) for name in ("src", "alt"))

Sections = Mapping[str, Section]


def stem_html(question: Question) -> str:
    """The stem in HTML, each language in its span."""
    return marked(_html(question, question.stem.ky), _html(question, question.stem.ru))


def option_html(question: Question, text: Bilingual) -> str:
    """An option in HTML; in spans where the languages differ."""
    return joined(_html(question, text.ky), _html(question, text.ru))


def _html(question: Question, text: str) -> str:
    return harmless(text) if question.is_rich else from_plain(text)


def without_pictures(text: str) -> str:
    """Formatted text with the description or name of each picture in its place."""

    def said(img: re.Match[str]) -> str:
        alt, src = _ALT.search(img[0]), _SRC.search(img[0])
        words = next((html.unescape(found[1]) for found in (alt, src) if found and found[1]), "")
        return html.escape(f"[{words}]", quote=False) if words else ""

    return _IMG.sub(said, text)


def bare(question: Question) -> Question:
    """The question as a format without pictures carries it."""
    if not question.pictures and not (question.is_rich and "<img" in str(question.stem) + str(question.options)):
        return question
    return replace(
        question,
        pictures=(),
        stem=_bare(question.stem),
        options=tuple(replace(option, text=_bare(option.text)) for option in question.options),
    )


def _bare(text: Bilingual) -> Bilingual:
    return Bilingual(without_pictures(text.ky), without_pictures(text.ru))


def shown_pictures(question: Question) -> tuple[Picture, ...]:
    """The pictures that its texts show, in their order among the question's."""
    texts = [question.stem, *(option.text for option in question.options)]
    whole = "".join(text.ky + text.ru for text in texts)
    return tuple(picture for picture in question.pictures if f'src="{picture.name}"' in whole)


def is_whole(question: Question) -> bool:
    """Whether an import would take it: it has words in a language, a key, and options that differ."""
    options = [option.text for option in question.options]
    in_some = any(
        bool(question.stem[code].strip()) and all(text[code].strip() for text in options) for code in ("ky", "ru")
    )
    return (
        in_some and is_sound(question) and len({(text.ky.strip(), text.ru.strip()) for text in options}) == len(options)
    )


def losses(questions: Iterable[tuple[Question, State]], has_pictures: bool) -> dict[Carried, int]:
    """How many of the questions have what the format cannot carry; nothing carries history."""
    found = dict.fromkeys(Carried, 0)
    for question, state in questions:
        found[Carried.HISTORY] += 1
        found[Carried.STATE] += state is not State.DRAFT
        found[Carried.MEASURED] += question.measured > 0
        found[Carried.UNFINISHED] += not is_whole(question)
        found[Carried.PICTURES] += bool(question.pictures) and not has_pictures
    return {what: count for what, count in found.items() if count}
