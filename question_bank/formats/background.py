"""What Moodle's formats have no field for, and where we write it so that it comes back. Shared by GIFT and Moodle XML.

id: the question's name and its idnumber. Section and topic: the category `$course$/top/<section id> <title>/<topic>`
("/" within a name doubled, as Moodle does). Difficulty: a tag `difficulty:3`. Enemies: a tag `enemy:<id>` each.
Formatted text: a tag `formatted`. Multiple choice: a tag `all-or-nothing`; the weights are Moodle's, equal shares, and
-100 % for a wrong option. Source, notes and descriptions of pictures: the general feedback, in a `div` each of class
`station-source`, `station-notes`, `station-picture`.

A general feedback without such parts is what somebody wrote in Moodle: it becomes the commission's notes.
"""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from question_bank.formats.foreign import NOT_SAID, Said
from question_bank.formats.html_text import Form, from_plain, is_html, joined, parted, settled, to_plain
from question_bank.model import Bilingual, Kind, Picture, Question, Section

_PART = re.compile(r'<div class="station-(source|notes|picture)"(?: title="([^"]*)")?>(.*?)</div>', re.DOTALL)
_ROOT = re.compile(r"\$\w+\$")
_DEFAULT = re.compile(r"(?:Default for|По умолчанию для)\b", re.IGNORECASE)
ALL_OR_NOTHING, FORMATTED = "all-or-nothing", "formatted"
_DIFFICULTY, _ENEMY = "difficulty:", "enemy:"


# --- categories ---


def category_of(section: Section | None, question: Question) -> str:
    """The category path that a question is written under."""
    title = f"{section.id} {section.title.ru or section.title.ky}" if section else question.section
    return "/".join(["$course$", "top", *(_escaped(name) for name in (title, question.topic) if name.strip())])


def _escaped(name: str) -> str:
    """A name for a path; a blank keeps its own slash apart from the path's."""
    made = " ".join(name.split()).replace("/", "//")
    return f"{' ' if made.startswith('/') else ''}{made}{' ' if made.endswith('/') else ''}"


def path_of(category: str) -> tuple[str, ...]:
    """The names of a category path, outermost first, without Moodle's own roots."""
    names = re.split(r"(?<!/)/(?!/)", category)
    names = [" ".join(name.replace("//", "/").split()) for name in names]
    if names and _ROOT.fullmatch(names[0]):
        names = names[1:]
    if names and names[0] == "top":
        names = names[1:]
    return tuple(name for name in names if name and not _DEFAULT.match(name))


# --- tags ---


@dataclass(frozen=True, slots=True)
class Tags:
    """What the tags of a question say; `left` are those that mean nothing here."""

    difficulty: str = ""
    enemies: tuple[str, ...] = ()
    is_all_or_nothing: bool = False
    is_formatted: bool = False
    left: tuple[str, ...] = ()


def tags_of(question: Question) -> list[str]:
    """The tags that a question is written with."""
    tags = [f"{_DIFFICULTY}{question.difficulty}"] if question.difficulty else []
    tags += [f"{_ENEMY}{enemy}" for enemy in sorted(question.enemies)]
    tags += [FORMATTED] if question.is_rich else []
    return [*tags, ALL_OR_NOTHING] if question.kind is Kind.MULTIPLE else tags


def read_tags(tags: Iterable[str]) -> Tags:
    """What those tags say."""
    told = [tag.strip() for tag in tags if tag.strip()]
    return Tags(
        next((tag.removeprefix(_DIFFICULTY) for tag in told if tag.startswith(_DIFFICULTY)), ""),
        tuple(tag.removeprefix(_ENEMY) for tag in told if tag.startswith(_ENEMY)),
        ALL_OR_NOTHING in told,
        FORMATTED in told,
        tuple(
            tag for tag in told if tag not in (ALL_OR_NOTHING, FORMATTED) and not tag.startswith((_DIFFICULTY, _ENEMY))
        ),
    )


# --- general feedback ---


@dataclass(frozen=True, slots=True)
class Background:
    """What a general feedback tells: plain texts, and descriptions by the name of the picture."""

    source: Said = NOT_SAID
    notes: Said = NOT_SAID
    descriptions: dict[str, Said] = field(default_factory=dict)


def background_of(question: Question, pictures: Sequence[Picture] = ()) -> str:
    """The general feedback that a question is written with, as HTML; "" where there is nothing to say."""
    parts = [("source", "", question.source), ("notes", "", question.notes)]
    parts += [("picture", picture.name, picture.description) for picture in pictures]
    return "".join(_part(part, name, text) for part, name, text in parts if text.ky or text.ru)


def _part(part: str, name: str, text: Bilingual) -> str:
    title = f' title="{html.escape(name)}"' if name else ""
    return f'<div class="station-{part}"{title}>{_both(text)}</div>'


def _both(text: Bilingual) -> str:
    return joined(from_plain(text.ky), from_plain(text.ru))


def read_background(feedback: str, form: Form) -> Background:
    """What a general feedback says."""
    read = Background()
    found = _PART.findall(feedback)
    if not found:
        return Background(notes=plain_said(feedback, form))
    texts = {"source": NOT_SAID, "notes": NOT_SAID}
    for part, name, words in found:
        said = plain_said(words, Form.HTML)
        if part == "picture":
            read.descriptions[html.unescape(name)] = said
        else:
            texts[part] = said
    return Background(texts["source"], texts["notes"], read.descriptions)


def plain_said(text: str, form: Form) -> Said:
    """A text of any form as plain words by language."""
    said, _others = parted(text)
    return Said(*(_words(part, form) for part in said.parts()))


def _words(text: str, form: Form) -> str:
    if form is Form.HTML or (form is Form.AUTO and is_html(text)):
        return to_plain(text)
    return settled([(text, form)])[1][0]
