"""The candidate's sentences: each one that the code asks for stands in both languages."""

import ast
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

import station.ui
from resources import LOCALE

UI = Path(station.ui.__file__).parent
FOLDERS = (UI / "candidate", UI / "widgets")


def asked() -> set[tuple[str, str]]:
    """(context, message) of every literal that the screens hand to their texts."""
    found = set()
    for path in sorted(path for folder in FOLDERS for path in folder.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            words = [leaf.value for arg in node.args for leaf in literals(arg)]
            owner = ast.unparse(node.func.value) if isinstance(node.func, ast.Attribute) else "t"
            if owner.removeprefix("self._") not in ("t", "texts") and not owner.startswith("texts_for"):
                continue
            if name in ("get", "t"):
                found |= {("", word) for word in words}
            elif name == "plural":
                found.add(("", words[0]))
            elif name == "context":
                found |= {(words[0], word) for word in words[1:]}
    return found


def literals(node: ast.expr) -> list[ast.Constant]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node]
    if isinstance(node, ast.IfExp):
        return literals(node.body) + literals(node.orelse)
    return []


def catalogue(language: str) -> dict[tuple[str, str], list[str]]:
    with (LOCALE / language / "LC_MESSAGES" / "candidate.po").open("rb") as file:
        messages = read_po(file, locale=language)
    rows = {}
    for message in messages:
        if message.id:
            one = message.id if isinstance(message.id, str) else message.id[0]
            said = [message.string] if isinstance(message.string, str) else list(message.string)
            rows[(message.context or "", one)] = said
    return rows


def fields_of(message: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(message) if name}


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_every_sentence_of_the_screens_is_translated(language: str) -> None:
    assert asked() - set(catalogue(language)) == set()


def test_the_catalogues_hold_no_sentence_that_nobody_says() -> None:
    shell = {path.read_text("utf-8") for path in UI.glob("*.py")}
    unused = {row for row in set(catalogue("ky")) - asked() if not any(row[1] in source for source in shell)}
    assert unused == set()


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_translations_keep_the_fields(language: str) -> None:
    for (_, message), said in catalogue(language).items():
        assert all(form and fields_of(form) == fields_of(message) for form in said), message


def test_both_languages_translate_the_same_sentences() -> None:
    assert set(catalogue("ky")) == set(catalogue("ru"))
