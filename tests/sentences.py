"""The sentences of the program: what the code says, what the catalogues translate."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import NamedTuple

from babel.messages.pofile import read_po

from resources import LOCALE
from resources.texts import DOMAINS

ROOT = Path(__file__).resolve().parents[1]
# Readers whose sentences are translated; English is the message id itself.
LANGUAGES = ("ky", "ru")
# Methods of Texts, and of the screens that pass a message on to them.
ASKED_OF_TEXTS = {"get", "plural", "context"}
PASSED_ON = {"say", "t"}


class Message(NamedTuple):
    """What is said, as an English sentence; plural and context are "" where there is none."""

    id: str
    plural: str = ""
    context: str = ""


class Translation(NamedTuple):
    domain: str
    message: Message
    forms: tuple[str, ...]
    fuzzy: bool


@cache
def translations(language: str) -> tuple[Translation, ...]:
    """Every entry of every catalogue of a language."""
    found = []
    for domain in DOMAINS:
        with (LOCALE / language / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
            for entry in read_po(file, locale=language):
                if entry.id:
                    one, many = (entry.id, "") if isinstance(entry.id, str) else entry.id
                    message = Message(one, many, entry.context or "")
                    said = entry.string or ""
                    forms = (said,) if isinstance(said, str) else tuple(said)
                    found.append(Translation(domain, message, forms, entry.fuzzy))
    return tuple(found)


@cache
def known(language: str) -> frozenset[tuple[str, str]]:
    """(context, id) of everything that a language can say."""
    return frozenset((entry.message.context, entry.message.id) for entry in translations(language))


def sources() -> list[Path]:
    """Every file whose sentences reach a reader of the screens."""
    return sorted((ROOT / "station").rglob("*.py"))


def _literals(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return _literals(node.body) + _literals(node.orelse)
    return []


def _asked_of_texts(call: ast.expr) -> bool:
    """`texts.get`, `self._texts.get`, `texts_for(language).get`; not a dictionary's `get`."""
    if not isinstance(call, ast.Attribute):
        return False
    owner = call.value
    if isinstance(owner, ast.Call):
        return ast.unparse(owner.func).endswith(("texts_for", "texts"))
    return ast.unparse(owner).split(".")[-1].lstrip("_") in ("t", "texts")


def said_in(path: Path) -> Iterator[tuple[int, Message]]:
    """Line and message of every literal that a file hands to its texts."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name not in PASSED_ON and not (name in ASKED_OF_TEXTS and _asked_of_texts(node.func)):
            continue
        if name == "plural":
            for one, many in zip(_literals(node.args[0]), _literals(node.args[1]), strict=True):
                yield node.lineno, Message(one, many)
        elif name == "context":
            for context in _literals(node.args[0]):
                yield from ((node.lineno, Message(word, context=context)) for word in _literals(node.args[1]))
        else:
            yield from ((node.lineno, Message(word)) for word in _literals(node.args[0]))


def strings_of_the_code() -> set[str]:
    """Every string constant: a sentence may wait in a table until a screen asks for it."""
    return {
        node.value
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def fields(sentence: str) -> set[str]:
    """Names of the {named} fields."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}
