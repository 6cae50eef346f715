"""Questions written as GIFT, in the way Moodle itself writes it; what it has no field for: see `background`."""

from collections.abc import Iterable

from question_bank.formats import background
from question_bank.formats.outgoing import Sections, bare, option_html, stem_html
from question_bank.formats.weights import weights_of
from question_bank.model import Kind, Question

_ESCAPES = {sign: f"\\{sign}" for sign in "\\#=~{}:"} | {"\n": "\\n", "\r": ""}
_TABLE = str.maketrans(_ESCAPES)


def write(questions: Iterable[Question], sections: Sections) -> str:
    """The whole file: the category where it changes, then each question with its id and tags in a comment."""
    parts = []
    category = ""
    for question in questions:
        here = background.category_of(sections.get(question.section), question)
        if here != category:
            parts.append(f"// question: 0  name: Switch category to {here}\n$CATEGORY: {here.translate(_TABLE)}\n")
            category = here
        parts.append(_written(bare(question)))
    return "\n".join(parts)


def _written(question: Question) -> str:
    name = " ".join(question.id.split())
    tags = "".join(f" [tag:{_bracketed(tag)}]" for tag in background.tags_of(question))
    lines = [f"// question: {name}  name: {name}", f"// [id:{_bracketed(name)}]{tags}"]
    lines.append(f"::{name.translate(_TABLE)}::[html]{stem_html(question).translate(_TABLE)}{{")
    keys = [option.id in question.key for option in question.options]
    for option, is_right, weight in zip(question.options, keys, weights_of(question.kind, keys), strict=True):
        if question.kind is Kind.MULTIPLE:
            sign = f"~%{weight}%"
        else:
            sign = "=" if is_right else "~"
        lines.append(f"\t{sign}{option_html(question, option.text).translate(_TABLE)}")
    if told := background.background_of(question):
        lines.append(f"\t####{told.translate(_TABLE)}")
    return "\n".join([*lines, "}", ""])


def _bracketed(text: str) -> str:
    return text.replace("]", "\\]")
