"""The replay of an archived appeal as text: for a terminal, a screen reader, a printer that knows no pictures."""

from collections.abc import Iterator

from question_bank.model import OPTION_LETTERS
from resources.texts import Texts
from station.services.review import Reviewed, ReviewedQuestion
from station.ui.candidate.question_card import shown_pictures
from station.ui.commission.view import ReviewView, letters
from station.ui.commission.words import Teller, verdict_of
from station.ui.widgets.passage import spoken

_DECISIONS = {
    "unchanged": "Decision: the score stays {after}.",
    "corrected": "Decision: the score is corrected, {before} → {after}.",
    "not_considered": "Decision: the application was left without consideration; the score stays {after}.",
}


def lines_of(reviewed: Reviewed, offset_minutes: int, texts: Texts) -> Iterator[str]:
    """Who, when, the recount, the decision; then every question with its history; then the whole course of the test."""
    view = ReviewView(reviewed, offset_minutes)
    teller = Teller(view)
    yield from _head(view, texts)
    for question in reviewed.questions:
        yield ""
        yield from _question(view, question, texts)
        for place, step in enumerate(reviewed.steps):
            if question.id == getattr(step.event, "question", ""):
                yield f"    {view.exact(step.legal_ms)}  {teller.told(place, texts, question.id).words}"
    yield ""
    yield texts.get("The course of the test, from the journal:")
    for place, step in enumerate(reviewed.steps):
        minutes, seconds = divmod(step.used_ms // 1000, 60)
        yield f"{view.exact(step.legal_ms)}  {minutes:3d}:{seconds:02d}  {teller.told(place, texts).words}"


def _head(view: ReviewView, texts: Texts) -> Iterator[str]:
    shown, count, decided = view.reviewed, view.reviewed.recount, view.reviewed.appeal.decided
    yield texts.get("Appeal {number}, candidate {name}").format(number=shown.appeal.number, name=shown.name)
    filed = texts.get("Filed {day} at {clock}, {state}")
    moment = view.local(shown.appeal.filed_at.legal_ms)
    state = texts.get("within the hour") if shown.appeal.in_time else texts.get("late, let in by the chair")
    yield filed.format(day=f"{moment:%d.%m.%Y}", clock=f"{moment:%H:%M}", state=state)
    if shown.ground:
        yield texts.get("The candidate's reason: {text}").format(text=shown.ground)
    yield texts.get("Commission: {names}").format(names=", ".join(member.name for member in shown.members))
    said = texts.get("In force {stored} of {maximum}, recounted {recomputed}, threshold {threshold}")
    yield said.format(
        stored=count.stored, maximum=count.maximum, recomputed=count.recomputed, threshold=count.threshold
    )
    chain = texts.get("The chain of {entries} entries holds; head {head}")
    yield chain.format(entries=count.entries, head=count.head[:16])
    if decided is not None:
        yield texts.get(_DECISIONS[decided.decision]).format(before=decided.before, after=decided.after)
        yield texts.get("Reason: {text}").format(text=decided.reason)


def _question(view: ReviewView, question: ReviewedQuestion, texts: Texts) -> Iterator[str]:
    language = view.reviewed.language
    _icon, _colour, verdict = verdict_of(question)
    head = texts.get("Question {n} ({id}, version {version}): {verdict}, points {points}")
    yield head.format(
        n=question.number, id=question.id, version=question.version, verdict=texts.get(verdict), points=question.points
    )
    yield from (f"  {line}" for line in _lines(question, question.stem[language], language))
    for place, (option, text) in enumerate(question.options):
        key = "=" if option in question.key else " "
        answer = "*" if option in question.answer else " "
        first, *others = _lines(question, text[language], language)
        yield f"  {answer}{key} {OPTION_LETTERS[place]}. {first}"
        yield from (f"        {line}" for line in others)
    nothing = "–"
    both = texts.get("  Answer {answer}, key {key}")
    yield both.format(
        answer=letters(question, question.answer) or nothing, key=letters(question, question.key) or nothing
    )
    if question.remark:
        yield texts.get("  The candidate's remark: {text}").format(text=question.remark)


def _lines(question: ReviewedQuestion, text: str, language: str) -> list[str]:
    """The words in lines; a picture is named by what it shows."""
    return spoken(text, question.is_rich, shown_pictures(question.pictures, language)).split("\n")
