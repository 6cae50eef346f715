"""A question as a foreign file has it, and everything that can be wrong with it or cannot be carried. Pure values."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from question_bank.model import Kind

Facts = Mapping[str, str | int]


class Fault(StrEnum):
    """Why a question of a file is refused, or what a note beside a question taken in tells. Facts stand behind."""

    # refused: the question itself
    NO_STEM = "no_stem"
    NO_KEY = "no_key"
    TWO_KEYS = "two_keys"  # in a single choice; facts: count
    KEY_UNKNOWN = "key_unknown"  # facts: key
    KEY_AMBIGUOUS = "key_ambiguous"  # a letter that looks the same in both alphabets; facts: key
    KEY_TWO_WAYS = "key_two_ways"  # the words of one answer and the place of another, or of two; facts: key
    FORMULA = "formula"  # of a spreadsheet, without a value; facts: formula
    EQUAL_OPTIONS = "equal_options"  # facts: options
    EMPTY_OPTION = "empty_option"  # facts: option
    ONE_OPTION = "one_option"  # facts: count (0 or 1)
    TOO_MANY_OPTIONS = "too_many_options"  # facts: count, limit
    DIFFICULTY_WRONG = "difficulty_wrong"  # facts: value
    KIND_UNKNOWN = "kind_unknown"  # facts: value
    FORMAT_UNKNOWN = "format_unknown"  # facts: value
    NOT_A_QUESTION = "not_a_question"  # text without answers
    BRACES = "braces"  # of GIFT: one is missing or too many
    # refused: a kind of question that the test does not have
    TYPE_ESSAY = "type_essay"
    TYPE_MATCHING = "type_matching"
    TYPE_NUMERICAL = "type_numerical"
    TYPE_SHORT_ANSWER = "type_short_answer"
    TYPE_CLOZE = "type_cloze"
    TYPE_DESCRIPTION = "type_description"
    TYPE_OTHER = "type_other"  # facts: type
    # refused: where it belongs
    SECTION_UNKNOWN = "section_unknown"  # facts: section
    SECTION_MISSING = "section_missing"
    ID_TWICE = "id_twice"  # facts: id, other_line
    QUESTION_TWICE = "question_twice"  # the same words once more; facts: other_line
    IN_REVIEW = "in_review"  # the bank's version waits for a decision; facts: question
    RETIRED = "retired"  # facts: question
    PICTURES_AT_STAKE = "pictures_at_stake"  # the bank's has pictures that this format cannot carry; facts: question
    # refused: its letters
    LANGUAGE_UNSURE = "language_unsure"
    LETTERS_LOST = "letters_lost"  # facts: word
    GARBLED = "garbled"  # letters of another encoding; facts: word
    # refused: its pictures
    PICTURE_MISSING = "picture_missing"  # facts: picture
    PICTURE_OUTSIDE = "picture_outside"  # on another computer; facts: picture
    PICTURE_BAD = "picture_bad"  # facts: picture
    PICTURE_TOO_LARGE = "picture_too_large"  # facts: picture, limit_mib
    # notes
    NEW_VERSION = "new_version"  # the bank's is approved; facts: version
    TRUE_FALSE = "true_false"  # taken as a choice of two
    PARTIAL_CREDIT = "partial_credit"  # parts of a point are not given here
    FEEDBACK_LEFT = "feedback_left"  # words shown after an answer
    HTML_REMOVED = "html_removed"  # facts: what
    MARKDOWN_KEPT = "markdown_kept"  # taken letter for letter
    SIGNS_AS_TEXT = "signs_as_text"  # "=", "~" within the words of an answer
    ID_NOT_KEPT = "id_not_kept"  # facts: id
    TAGS_LEFT = "tags_left"  # facts: tags
    LANGUAGE_LEFT = "language_left"  # facts: language
    LANGUAGE_ASSUMED = "language_assumed"  # that of the other questions of the file; facts: language
    LANGUAGE_NEITHER = "language_neither"  # no Cyrillic letter; facts: language
    COLUMN_LEFT = "column_left"  # facts: column
    FILES_LEFT = "files_left"  # files that no text shows; facts: files


NOTES = frozenset(list(Fault)[list(Fault).index(Fault.NEW_VERSION) :])
"""Those that refuse nothing."""


class Carried(StrEnum):
    """What a format cannot carry, told before an export."""

    PICTURES = "pictures"
    STATE = "state"  # approved, in review, retired: an import makes drafts
    HISTORY = "history"
    MEASURED = "measured"  # difficulty that sessions showed
    UNFINISHED = "unfinished"  # an import would refuse it: no key, one option, no words


@dataclass(frozen=True, slots=True)
class Remark:
    """A fault or a note with the facts that its sentence names."""

    fault: Fault
    facts: Facts = field(default_factory=dict)


def remark(fault: Fault, **facts: str | int) -> Remark:
    """Short for a Remark."""
    return Remark(fault, facts)


@dataclass(frozen=True, slots=True)
class Said:
    """A text by language; `either` where the file does not say which language it is."""

    ky: str = ""
    ru: str = ""
    either: str = ""

    def __bool__(self) -> bool:
        return bool(self.ky or self.ru or self.either)

    @property
    def is_marked(self) -> bool:
        """Whether the file says a language."""
        return bool(self.ky or self.ru)

    def parts(self) -> tuple[str, str, str]:
        """All three, Kyrgyz first."""
        return self.ky, self.ru, self.either


NOT_SAID = Said()


@dataclass(frozen=True, slots=True)
class ForeignQuestion:
    """One question of a file, as it stands there. `line` counts from 1; `words` show a person which one is meant.

    `section` is a name or id, or "" where `category` (a path, outermost first) tells it. `difficulty` and `id` are
    what is written. `keys` are places of `options`. Texts are HTML where `is_rich`; `is_said_rich`: the file calls them
    so even if nothing in them is. `pictures` are unchecked bytes by the name that texts use. `left_out` are fields that
    the file has no place for. `refused` says that nothing can be made of it; `remarks` are notes.
    """

    line: int
    words: str = ""
    id: str = ""
    kind: Kind = Kind.SINGLE
    section: str = ""
    category: tuple[str, ...] = ()
    topic: str = ""
    difficulty: str = ""
    stem: Said = NOT_SAID
    options: tuple[Said, ...] = ()
    keys: frozenset[int] = frozenset()
    is_rich: bool = False
    is_said_rich: bool = False
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    descriptions: Mapping[str, Said] = field(default_factory=dict)
    source: Said = NOT_SAID
    notes: Said = NOT_SAID
    enemies: tuple[str, ...] = ()
    left_out: frozenset[str] = frozenset()
    remarks: tuple[Remark, ...] = ()
    refused: Remark | None = None

    def noting(self, *remarks: Remark) -> "ForeignQuestion":
        """The same with further notes."""
        return replace(self, remarks=(*self.remarks, *remarks))

    def refusing(self, fault: Fault, **facts: str | int) -> "ForeignQuestion":
        """The same, refused; a first reason stays."""
        return self if self.refused else replace(self, refused=Remark(fault, facts))


class FileRefused(Exception):
    """The file as a whole is not what it should be; `why` tells the caller which of its reasons that is."""

    class Why(StrEnum):
        """What is wrong with the file."""

        WRONG_KIND = "wrong_kind"
        BROKEN = "broken"
        UNSAFE = "unsafe"
        ENCODING = "encoding"
        EMPTY = "empty"

    def __init__(self, why: "FileRefused.Why", line: int = 0) -> None:
        super().__init__(why.value, line)
        self.why = why
        self.line = line
