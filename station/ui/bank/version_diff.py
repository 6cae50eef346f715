"""What differs between two versions of a question, field by field. Pure: values in, values out."""

from collections.abc import Iterator
from dataclasses import dataclass

from question_bank.model import OPTION_LETTERS, Bilingual, Question
from station import markup


@dataclass(frozen=True, slots=True)
class FieldDiff:
    """A field of both versions as plain text. `name` is a message id, `letter` an option's; `language` is ky, ru or
    "". `note` is a message id of what words cannot show: other formatting, other pictures."""

    name: str
    before: str
    after: str
    language: str = ""
    letter: str = ""
    note: str = ""

    @property
    def is_equal(self) -> bool:
        """Whether both say the same."""
        return self.before == self.after and not self.note


def differences(old: Question, new: Question) -> tuple[FieldDiff, ...]:
    """Every field of either version, in the order of the editor; options are matched by their identity."""
    found = [*_texts("Question", old, new, old.stem, new.stem)]
    found += _options(old, new)
    found.append(FieldDiff("Key", _letters(old), _letters(new)))
    found.append(FieldDiff("How many answers are right", old.kind.value, new.kind.value))
    found.append(FieldDiff("Order of the options", _order(old, new, old), _order(old, new, new)))
    found += [FieldDiff("Source", old.source[name], new.source[name], name) for name in ("ky", "ru")]
    found.append(FieldDiff("Section", old.section, new.section))
    found.append(FieldDiff("Topic", old.topic, new.topic))
    found.append(FieldDiff("Difficulty", _level(old), _level(new)))
    enemies = [", ".join(sorted(question.enemies)) for question in (old, new)]
    found.append(FieldDiff("Must not stand in one paper with", enemies[0], enemies[1]))
    found += [FieldDiff("Notes for the commission", old.notes[name], new.notes[name], name) for name in ("ky", "ru")]
    if _pictures(old) != _pictures(new):
        names = [", ".join(sorted(_pictures(question))) for question in (old, new)]
        found.append(FieldDiff("Pictures", names[0], names[1], note="The pictures differ."))
    return tuple(found)


def _texts(
    name: str, old: Question, new: Question, before: Bilingual, after: Bilingual, letter: str = ""
) -> Iterator[FieldDiff]:
    for language in ("ky", "ru"):
        said = (markup.plain(before[language], old.is_rich), markup.plain(after[language], new.is_rich))
        is_other = said[0] == said[1] and old.is_rich and new.is_rich and before[language] != after[language]
        note = "Only the formatting differs." if is_other else ""
        yield FieldDiff(name, *said, language, letter, note)


def _options(old: Question, new: Question) -> Iterator[FieldDiff]:
    before, after = ({option.id: option.text for option in question.options} for question in (old, new))
    empty = Bilingual("", "")
    for name in dict.fromkeys((*after, *before)):
        letter = _letter(new, name) or _letter(old, name)
        yield from _texts("Option {letter}", old, new, before.get(name, empty), after.get(name, empty), letter)


def _letter(question: Question, option: str) -> str:
    places = [place for place, one in enumerate(question.options) if one.id == option]
    return OPTION_LETTERS[places[0]] if places else ""


def _letters(question: Question) -> str:
    return ", ".join(
        letter for letter, option in zip(OPTION_LETTERS, question.options, strict=False) if option.id in question.key
    )


def _order(old: Question, new: Question, shown: Question) -> str:
    """Where the options that both have stand, by the letters of the older version."""
    both = {option.id for option in old.options} & {option.id for option in new.options}
    return " ".join(_letter(old, option.id) for option in shown.options if option.id in both)


def _level(question: Question) -> str:
    return str(question.difficulty) if question.difficulty else ""


def _pictures(question: Question) -> frozenset[str]:
    return frozenset(picture.name for picture in question.pictures)
