"""A question of a file beside the bank's of the same id or words: what is new in it, what the file cannot say."""

from collections.abc import Collection
from dataclasses import replace

from question_bank.content import content_of
from question_bank.formats.outgoing import bare, shown_pictures
from question_bank.model import NOTHING, Bilingual, Language, Option, Question

FIELDS = frozenset(["topic", "difficulty", "source", "notes", "enemies", "kind"])
"""What a table may have no column for; the bank's stays then."""


def seen_by(question: Question, has_pictures: bool) -> Question:
    """The question as an export carries it: what it could have said."""
    if not has_pictures:
        return bare(question)
    return replace(question, pictures=shown_pictures(question))


def merged(ours: Question, theirs: Question, left_out: Collection[str] = ()) -> Question:
    """`ours` with all that the file says. Fields in `left_out` stay, as does a language that the file does not have at
    all while the options are as many; options keep their identity by their words, else by their place."""
    stem, options = theirs.stem, [option.text for option in theirs.options]
    for language in Language:
        is_silent = not stem[language] and not any(text[language] for text in options)
        if is_silent and len(options) == len(ours.options) and theirs.is_rich == ours.is_rich:
            stem = _with(stem, language, ours.stem[language])
            options = [
                _with(text, language, old.text[language]) for text, old in zip(options, ours.options, strict=True)
            ]
    names = _names(ours, options)
    right = {name for name, option in zip(names, theirs.options, strict=True) if option.id in theirs.key}
    kept = {name: getattr(ours, name) for name in left_out}
    return replace(
        theirs,
        id=ours.id,
        version=ours.version,
        measured=ours.measured,
        stem=stem,
        options=tuple(Option(name, text) for name, text in zip(names, options, strict=True)),
        key=frozenset(right),
        **kept,
    )


def _with(text: Bilingual, language: Language, words: str) -> Bilingual:
    return Bilingual(words, text.ru) if language is Language.KY else Bilingual(text.ky, words)


def _names(ours: Question, options: list[Bilingual]) -> list[str]:
    """An identity for each option: that of the same words, then that of the same place, then a new one."""
    free = {option.id: option.text for option in ours.options}
    names = [""] * len(options)
    for place, text in enumerate(options):
        names[place] = next((name for name, words in free.items() if words == text), "")
        free.pop(names[place], None)
    for place, option in enumerate(ours.options[: len(options)]):
        if not names[place] and option.id in free:
            names[place] = option.id
            del free[option.id]
    new = (letter for letter in "abcdefghijklmnop" if letter not in names)
    return [name or next(new) for name in names]


def is_same(one: Question, other: Question) -> bool:
    """Whether two versions of a question say the same; blanks at the ends of a text do not count."""
    return content_of(_trimmed(one)) == content_of(_trimmed(other))


def _trimmed(question: Question) -> Question:
    return replace(
        question,
        version=0,
        topic=" ".join(question.topic.split()),
        stem=_ends_off(question.stem),
        options=tuple(replace(option, text=_ends_off(option.text)) for option in question.options),
        source=_ends_off(question.source),
        notes=_ends_off(question.notes),
        pictures=tuple(replace(one, description=_ends_off(one.description)) for one in question.pictures),
    )


def _ends_off(text: Bilingual) -> Bilingual:
    if text is NOTHING:
        return text
    return Bilingual(*(words.replace("\r\n", "\n").replace("\r", "\n").strip() for words in (text.ky, text.ru)))


Fingerprint = tuple[str, str, tuple[str, ...], tuple[str, ...]]


def fingerprints(question: Question) -> tuple[Fingerprint, ...]:
    """What a question asks in each language that it has: two with one of them in common are the same question."""
    found = []
    for language in Language:
        stem = _folded(question.stem[language])
        if stem:
            words = {option.id: _folded(option.text[language]) for option in question.options}
            right = tuple(sorted(words.get(name, "") for name in question.key))
            found.append((str(language), stem, tuple(sorted(words.values())), right))
    return tuple(found)


def _folded(text: str) -> str:
    return " ".join(text.split())
