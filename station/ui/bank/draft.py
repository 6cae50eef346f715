"""What the editor works with: the value it shows, what a draft still lacks, and texts that were not saved yet."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from question_bank.model import LEAST_OPTIONS, NOTHING, OPTION_LETTERS, Bilingual, Kind, Language, Option, Question
from question_bank.workflow import Act, Standing, State
from resources.texts import Texts
from station import markup
from station.services.bank.facts import BankState, Opened
from station.ui.reason_words_bank import BANK_FIELDS

OPTION_IDS = "abcdefgh"


@dataclass(frozen=True, slots=True)
class FieldNote:
    """Something to look at in a field. `field`: stem.ky, stem.ru, option.<id>.ky, option.<id>.ru, options, key, source,
    section, ... or "" for the whole question. `words` are in the reader's language."""

    field: str
    words: str
    kind: str = "warn"


@dataclass(frozen=True)
class EditorView:
    """A question as the editor shows it.

    `findings`: of the last check, in the reader's language. `enemies`: stems of the enemies by id, as far as they are
    known. `refusal` is why the last act was not done. `person` in `state` is who is signed in.
    """

    opened: Opened
    state: BankState
    findings: tuple[FieldNote, ...] = ()
    enemies: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)  # of the staff, also of those who left, by id
    is_busy: bool = False
    offset_minutes: int = 360

    @property
    def question(self) -> Question:
        """The version that is open."""
        return self.opened.question

    @property
    def may_edit(self) -> bool:
        """Whether the person signed in may write it now."""
        return Act.EDITED in self.opened.acts and not self.is_busy

    @property
    def is_newest(self) -> bool:
        """Whether no later version exists."""
        return not self.opened.versions or self.question.version == max(self.opened.versions)


def blank(section: str, options: int = 4) -> Opened:
    """A question that does not exist yet: the first save makes it (its id is "")."""
    made = tuple(Option(name, NOTHING) for name in OPTION_IDS[:options])
    question = Question("", 1, section, NOTHING, made, frozenset(), NOTHING)
    return Opened(question, Standing(State.DRAFT, frozenset()), "", (), (), frozenset({Act.EDITED}))


def lacks(question: Question, texts: Texts) -> tuple[FieldNote, ...]:
    """What the draft needs before it can be sent to review."""
    found: list[FieldNote] = []

    def note(field: str, words: str, letter: str = "") -> None:
        told = texts.get(BANK_FIELDS[words])
        found.append(FieldNote(field, f"{letter}: {told}" if letter else told))

    for language in Language:
        if not _says(question.stem[language], question.is_rich):
            note(f"stem.{language}", f"stem_{language}")
        for letter, option in zip(OPTION_LETTERS, question.options, strict=False):
            if not _says(option.text[language], question.is_rich):
                note(f"option.{option.id}.{language}", f"stem_{language}", letter)
    if len(question.options) < LEAST_OPTIONS or _has_twins(question):
        note("options", "options")
    if not question.key or (question.kind is Kind.SINGLE and len(question.key) != 1):
        note("key", "key")
    if not question.section:
        note("section", "section")
    if not (question.source.ky.strip() and question.source.ru.strip()):
        note("source", "source")
    return tuple(found)


def _says(text: str, is_rich: bool) -> bool:
    if not is_rich:
        return bool(text.strip())
    return bool(markup.plain(text, is_rich=True).strip()) or bool(markup.picture_names(text))


def _has_twins(question: Question) -> bool:
    for language in Language:
        texts = [" ".join(option.text[language].split()).casefold() for option in question.options]
        told = [text for text in texts if text]
        if len(set(told)) < len(told):
            return True
    return False


def with_texts(question: Question, stem: Bilingual, options: tuple[Option, ...], is_rich: bool) -> Question:
    """The question with other texts; it keeps only the pictures that they name."""
    shown = question
    if is_rich:
        texts = [stem.ky, stem.ru, *(text for option in options for text in (option.text.ky, option.text.ru))]
        named = {name for text in texts for name in markup.picture_names(text)}
        shown = replace(question, pictures=tuple(item for item in question.pictures if item.name in named))
    else:
        shown = replace(question, pictures=())
    return replace(shown, stem=stem, options=options, is_rich=is_rich)


class Drafts:
    """Unsaved texts by question and version, with the sha256 of what they were written over. They live as long as the
    program: a lock, another tab or an error loses no sentence."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, int], tuple[str, Question]] = {}

    def keep(self, opened: Opened, question: Question) -> None:
        """Remember the text as it stands on the screen."""
        self._kept[opened.question.id, opened.question.version] = (opened.sha256, question)

    def drop(self, opened: Opened) -> None:
        """It was saved, or given up."""
        self._kept.pop((opened.question.id, opened.question.version), None)

    def of(self, opened: Opened) -> Question | None:
        """The unsaved text over exactly this content, or None."""
        sha256, question = self._kept.get((opened.question.id, opened.question.version), ("", None))
        return question if question is not None and sha256 == opened.sha256 else None
