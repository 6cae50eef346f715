"""Stem and options of a question as parsers hand them over: by language, all formatted or all plain."""

from dataclasses import replace

from question_bank.formats.foreign import Fault, ForeignQuestion, remark
from question_bank.formats.html_text import Form, parted, settled, to_plain

WORDS = 120
"""So many letters show which question is meant."""


def with_texts(question: ForeignQuestion, texts: list[tuple[str, Form]]) -> ForeignQuestion:
    """With stem and options (in this order) by language, all formatted or all plain."""
    is_rich, words = settled(texts, question.is_rich)
    parts = [parted(text) for text in words]
    others = frozenset().union(*(found for _said, found in parts))
    notes = [remark(Fault.LANGUAGE_LEFT, language=", ".join(sorted(others)))] if others else []
    if any(form is Form.MARKDOWN for _text, form in texts):
        notes.append(remark(Fault.MARKDOWN_KEPT))
    stem, *options = (said for said, _others in parts)
    shown = " ".join(to_plain(words[0]).split() if is_rich else words[0].split())
    made = replace(question, stem=stem, options=tuple(options), is_rich=is_rich, words=shown[:WORDS] or question.words)
    return made.noting(*notes)
