"""Moodle XML read: every `question` of the file comes back, taken or refused with its type and line.

The file is hostile until read: no DOCTYPE, no entities of its own, nothing fetched, a bounded depth.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from question_bank.formats import background
from question_bank.formats.encoding import decode
from question_bank.formats.foreign import Fault, FileRefused, ForeignQuestion, remark
from question_bank.formats.gift import TRUE_FALSE
from question_bank.formats.html_text import Form, to_plain
from question_bank.formats.picture_sources import Album, decoded, named
from question_bank.formats.texts import WORDS, with_texts
from question_bank.formats.weights import weighed
from question_bank.model import Kind

_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*?\?>")
_ENCODING = re.compile(rb"<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([\w.-]+)[\"']")
_DEPTH = 60
_FORMS = {"html": Form.HTML, "moodle_auto_format": Form.AUTO, "plain_text": Form.PLAIN, "markdown": Form.MARKDOWN}
_TYPES = {
    "essay": Fault.TYPE_ESSAY,
    "matching": Fault.TYPE_MATCHING,
    "match": Fault.TYPE_MATCHING,
    "numerical": Fault.TYPE_NUMERICAL,
    "shortanswer": Fault.TYPE_SHORT_ANSWER,
    "cloze": Fault.TYPE_CLOZE,
    "multianswer": Fault.TYPE_CLOZE,
    "description": Fault.TYPE_DESCRIPTION,
}
_CHOICES = ("multichoice", "multichoiceset")
_LINE = "station-line"


class _Lined(TreeBuilder):
    """Builds the tree and keeps the line of each question."""

    parser: Any = None
    _depth = 0

    def start(self, tag: Any, attrs: Any) -> Element:
        """An element begins. Raises FileRefused (UNSAFE) for nesting without end."""
        self._depth += 1
        if self._depth > _DEPTH:
            raise FileRefused(FileRefused.Why.UNSAFE)
        element = super().start(tag, attrs)
        if tag == "question":
            element.set(_LINE, str(self.parser.CurrentLineNumber))
        return element

    def end(self, tag: Any) -> Element:
        """An element ends."""
        self._depth -= 1
        return super().end(tag)


def read(data: bytes) -> tuple[ForeignQuestion, ...]:
    """All questions of a Moodle XML file in their order.

    Raises FileRefused: ENCODING, BROKEN (with the line), UNSAFE, or WRONG_KIND for XML of another kind.
    """
    root = _root(data)
    if root.tag != "quiz":
        raise FileRefused(FileRefused.Why.WRONG_KIND)
    return tuple(_questions(root))


def _root(data: bytes) -> Element:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import XMLParser

    target = _Lined()
    parser = XMLParser(target=target, encoding="utf-8", forbid_dtd=True)
    target.parser = parser.parser
    try:
        parser.feed(_DECLARATION.sub(_only_lines, _text(data), count=1).encode())
        root: Element = parser.close()
    except DefusedXmlException as error:
        raise FileRefused(FileRefused.Why.UNSAFE) from error
    except ParseError as error:
        raise FileRefused(FileRefused.Why.BROKEN, error.position[0]) from error
    return root


def _only_lines(declaration: re.Match[str]) -> str:
    return "\n" * declaration[0].count("\n")


def _text(data: bytes) -> str:
    """The text of the file; another encoding than our three only where the file itself names it."""
    named_encoding = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf").lstrip())
    encoding = named_encoding[1].decode().lower() if named_encoding else "utf-8"
    if encoding in ("koi8-r", "cp866", "iso-8859-5") and b"\0" not in data:
        return data.decode(encoding)  # every byte is a letter in these
    return decode(data)


def _questions(root: Element) -> Iterator[ForeignQuestion]:
    category: tuple[str, ...] = ()
    for element in root.iter("question"):
        kind = element.get("type", "").strip().lower()
        if kind == "category":
            category = background.path_of(_told(element.find("category")))
        else:
            yield _question(element, kind, category)


def _question(element: Element, kind: str, category: tuple[str, ...]) -> ForeignQuestion:
    stem, form = _formed(element.find("questiontext"), Form.HTML)
    name = _told(element.find("name"))
    shown = " ".join(to_plain(stem).split()) or name
    question = ForeignQuestion(int(element.get(_LINE, "0")), shown[:WORDS], category=category)
    if kind not in (*_CHOICES, "truefalse"):
        fault = _TYPES.get(kind)
        return question.refusing(fault) if fault else question.refusing(Fault.TYPE_OTHER, type=kind[:40])
    question, is_ours = _labelled(element, question, form)
    answers = element.findall("answer")
    weights = [_weight(answer) for answer in answers]
    if any(_told(answer.find("feedback")) for answer in answers) or any(
        _told(hint) for hint in element.findall("hint")
    ):
        question = question.noting(remark(Fault.FEEDBACK_LEFT))
    if kind == "truefalse":
        return _true_false(_pictured(element, question, [(stem, form)], []), answers, weights)
    is_single = kind == "multichoice" and _told(element.find("single")).lower() not in ("false", "0")
    question = weighed(Kind.SINGLE if is_single else Kind.MULTIPLE, weights).put(
        question, is_ours or kind == "multichoiceset"
    )
    texts = [(stem, form), *(_formed(answer, form) for answer in answers)]
    return _pictured(element, question, texts, answers)


def _labelled(element: Element, question: ForeignQuestion, form: Form) -> tuple[ForeignQuestion, bool]:
    """With what stands in tags, idnumber and general feedback; and whether it is marked as all or nothing."""
    tags = background.read_tags(_told(tag) for tag in element.iterfind("tags/tag"))
    told = background.read_background(*_formed(element.find("generalfeedback"), form))
    labelled = replace(
        question,
        id=_told(element.find("idnumber")),
        difficulty=tags.difficulty,
        enemies=tags.enemies,
        is_rich=tags.is_formatted,
        is_said_rich=tags.is_formatted,
        source=told.source,
        notes=told.notes,
        descriptions=told.descriptions,
    )
    if tags.left:
        labelled = labelled.noting(remark(Fault.TAGS_LEFT, tags=", ".join(tags.left)))
    return labelled, tags.is_all_or_nothing


def _true_false(question: ForeignQuestion, answers: list[Element], weights: list[float]) -> ForeignQuestion:
    """A statement as a choice of two; "true" and "false" are Moodle's words for its answers."""
    right = [_told(answer).lower() for answer, weight in zip(answers, weights, strict=True) if weight > 0]
    if len(right) != 1 or right[0] not in ("true", "false"):
        return question.refusing(Fault.NO_KEY)
    made = replace(question, options=TRUE_FALSE, keys=frozenset({0 if right[0] == "true" else 1}))
    return made.noting(remark(Fault.TRUE_FALSE))


def _pictured(
    element: Element, question: ForeignQuestion, texts: list[tuple[str, Form]], answers: list[Element]
) -> ForeignQuestion:
    """With texts and pictures; each text finds those that stand beside it, then the question's."""
    stem = element.find("questiontext")
    files, bad = _files(stem)
    old_name, old_data = _told(element.find("image")), _told(element.find("image_base64"))
    if old_name and old_data:
        files[named(old_name)] = decoded(old_data) or b""
        texts[0] = (f'{texts[0][0]}<br><img src="{named(old_name)}">', Form.HTML)
    album, there = Album(), set(files)
    pictured = [(album.put(texts[0][0], files), texts[0][1])]
    for answer, (text, form) in zip(answers, texts[1:], strict=True):
        beside, bad_ones = _files(answer)
        there |= set(beside)
        bad += bad_ones
        pictured.append((album.put(text, files | beside), form))
    made = replace(with_texts(question, pictured), pictures=album.pictures)
    if bad or album.bad:
        return made.refusing(Fault.PICTURE_BAD, picture=[*bad, *album.bad][0])
    left = sorted(there - album.shown)
    return made.noting(remark(Fault.FILES_LEFT, files=", ".join(left))) if left else made


def _files(parent: Element | None) -> tuple[dict[str, bytes], list[str]]:
    """The files beside a text by their name, and the names of those that are no base64."""
    files: dict[str, bytes] = {}
    bad = []
    for file in parent.findall("file") if parent is not None else []:
        name = named(f"{file.get('path', '/')}/{file.get('name', '')}")
        data = decoded(file.text or "")
        files[name] = data or b""
        bad += [name] if data is None else []
    return files, bad


def _weight(answer: Element) -> float:
    try:
        return float(answer.get("fraction", "0").replace(",", "."))
    except ValueError:
        return 0.0


def _formed(element: Element | None, default: Form) -> tuple[str, Form]:
    form = default if element is None else _FORMS.get(element.get("format", "").lower(), default)
    return _told(element), form


def _told(element: Element | None) -> str:
    """The words of an element: those of its `text`, else its own."""
    if element is None:
        return ""
    text = element.find("text")
    return ((element.text or "") if text is None else "".join(text.itertext())).strip()
