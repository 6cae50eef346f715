"""A test form as lines of text, for the terminal."""

from collections.abc import Iterator, Mapping
from typing import Any

from resources.texts import Texts


def lines_of(texts: Texts, plain: Mapping[str, Any]) -> Iterator[str]:
    """What a form says; `plain` is its JSON, as the commands give it."""
    language = "ru" if texts.language == "ru" else "ky"
    yield f"{plain['id']}: {plain['title'][language]}"
    yield texts.get("approved") if plain["state"] == "approved" else texts.get("draft")
    for section in plain["sections"]:
        least = section.get("minimum", 0)
        minimum = "  " + texts.get("at least {points} points").format(points=least) if least else ""
        title = section.get("title", {}).get(language, "")
        yield f"  {section['id']}  {section['count']:3}  {title}{minimum}".rstrip()
    questions = sum(section["count"] for section in plain["sections"])
    said = texts.get("{questions} questions, {points} a right answer, {minutes} minutes, threshold {threshold}")
    yield said.format(
        questions=questions, points=plain["points"], minutes=plain["minutes"], threshold=plain["threshold"]
    )
    if plain.get("band"):
        low, high = (f"{grade / 100:.2f}".replace(".", ",") for grade in plain["band"])
        yield texts.get("Mean difficulty of a paper from {low} to {high}").format(low=low, high=high)
    yield texts.get("Candidates move freely between the questions and read in both languages")
    if plain["state"] == "approved":
        yield f"{texts.get('Form approved by')}: {_act(texts, plain['act'])}"
        yield f"{texts.get('Order of conduct approved by')}: {_act(texts, plain['order']['act'])}"
        yield f"SHA-256: {plain['sha256']}"


def _act(texts: Texts, act: Mapping[str, str]) -> str:
    day = ".".join(reversed(act["date"].split("-")))
    told = texts.get("{kind} № {number} of {date}")
    return told.format(kind=texts.context("act", act["kind"]), number=act["number"], date=day)
