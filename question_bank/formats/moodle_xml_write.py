"""Questions written as Moodle XML, in the order of elements that Moodle itself writes; both languages, pictures too.

What it has no field for stands where `background` says.
"""

import base64
from collections.abc import Iterable
from html import escape

from question_bank.formats import background
from question_bank.formats.html_text import harmless
from question_bank.formats.outgoing import Sections, option_html, shown_pictures, stem_html
from question_bank.formats.picture_sources import with_sources
from question_bank.formats.weights import weights_of
from question_bank.model import Kind, Picture, Question

_PLUGIN_FILE = "@@PLUGINFILE@@/"


def write(questions: Iterable[Question], sections: Sections) -> str:
    """The whole file: the category where it changes, then each question."""
    parts = ['<?xml version="1.0" encoding="UTF-8"?>', "<quiz>"]
    category = ""
    for question in questions:
        here = background.category_of(sections.get(question.section), question)
        if here != category:
            parts.append(_category(here))
            category = here
        parts.append(_written(question))
    return "\n".join([*parts, "</quiz>", ""])


def _category(path: str) -> str:
    text = f'  <question type="category">\n    <category>\n      {_text(path)}\n    </category>\n'
    return f'{text}    <info format="html">\n      <text></text>\n    </info>\n    <idnumber></idnumber>\n  </question>'


def _written(question: Question) -> str:
    is_single = question.kind is Kind.SINGLE
    lines = [
        '  <question type="multichoice">',
        f"    <name>\n      {_text(question.id)}\n    </name>",
        '    <questiontext format="html">',
        *_with_files(question, stem_html(question)),
        "    </questiontext>",
        '    <generalfeedback format="html">',
        f"      {_text(background.background_of(question, shown_pictures(question)))}",
        "    </generalfeedback>",
        "    <defaultgrade>1</defaultgrade>",
        "    <penalty>0</penalty>",
        "    <hidden>0</hidden>",
        f"    <idnumber>{escape(question.id)}</idnumber>",
        f"    <single>{'true' if is_single else 'false'}</single>",
        "    <shuffleanswers>true</shuffleanswers>",
        "    <answernumbering>none</answernumbering>",
        "    <showstandardinstruction>0</showstandardinstruction>",
        *(f'    <{name} format="html">\n      <text></text>\n    </{name}>' for name in _COMBINED),
    ]
    keys = [option.id in question.key for option in question.options]
    for option, weight in zip(question.options, weights_of(question.kind, keys), strict=True):
        lines += [
            f'    <answer fraction="{weight}" format="html">',
            *_with_files(question, option_html(question, option.text)),
            '      <feedback format="html">\n        <text></text>\n      </feedback>\n    </answer>',
        ]
    if tags := background.tags_of(question):
        lines += ["    <tags>", *(f"      <tag>{_text(tag)}</tag>" for tag in tags), "    </tags>"]
    return "\n".join([*lines, "  </question>"])


_COMBINED = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")


def _with_files(question: Question, text: str) -> list[str]:
    """A text, the pictures in it named as Moodle names them, and behind it their files."""
    shown = [picture for picture in question.pictures if f'src="{picture.name}"' in text]
    if "<img" in text:
        text = with_sources(text, lambda source: f"{_PLUGIN_FILE}{source}")
    return [f"      {_text(text)}", *(_file(picture) for picture in shown)]


def _text(words: str) -> str:
    """A `text` element; in CDATA where there are signs that XML reads, as Moodle does."""
    words = harmless(words)
    if escape(words) == words:
        return f"<text>{words}</text>"
    return f"<text><![CDATA[{words.replace(']]>', ']]]]><![CDATA[>')}]]></text>"


def _file(picture: Picture) -> str:
    data = base64.b64encode(picture.data).decode()
    return f'      <file name="{escape(picture.name)}" path="/" encoding="base64">{data}</file>'
