"""Stem and options of a question as parsers hand them over: by language, all formatted or all plain."""

from dataclasses import replace

from question_bank.formats.foreign import Fault, ForeignQuestion, Said, remark
from question_bank.formats.html_text import Form, parted, settled, to_plain

WORDS = 120
"""So many letters show which question is meant."""


def with_texts(question: ForeignQuestion, texts: list[tuple[str, Form]]) -> ForeignQuestion:
    """With stem and options (in this order) by language, all formatted or all plain."""
    parts = [parted(text) for text, _form in texts]
    flat = [(part, form) for (said, _others), (_text, form) in zip(parts, texts, strict=True) for part in said.parts()]
    is_rich, words = settled(flat, question.is_rich)
    stem, *options = (Said(*words[place : place + 3]) for place in range(0, len(words), 3))
    others = frozenset().union(*(found for _said, found in parts))
    notes = [remark(Fault.LANGUAGE_LEFT, language=", ".join(sorted(others)))] if others else []
    if any(form is Form.MARKDOWN for _text, form in texts):
        notes.append(remark(Fault.MARKDOWN_KEPT))
    first = next((part for part in stem.parts() if part), "")
    shown = " ".join((to_plain(first) if is_rich else first).split())[:WORDS]
    made = replace(question, stem=stem, options=tuple(options), is_rich=is_rich, words=shown or question.words)
    return made.noting(*notes)
