"""The events of an attempt as the commission reads them."""

from dataclasses import dataclass, replace

from resources.texts import Texts
from station.domain import events as e
from station.domain.replay import Step
from station.services.review import ReviewedQuestion
from station.ui.commission.view import Kind, ReviewView, letters, question_of

LANGUAGE_NAMES = {"ky": "Kyrgyz", "ru": "Russian"}
KIND_WORDS = {
    Kind.ALL: "All",
    Kind.WRONG: "Wrong",
    Kind.CHANGED: "Changed",
    Kind.FLAGGED: "Flagged",
    Kind.UNANSWERED: "No answer",
    Kind.REMARKED: "Remark",
}
KIND_ICONS = {
    Kind.ALL: ("grid", "muted"),
    Kind.WRONG: ("cross", "danger"),
    Kind.CHANGED: ("again", "accent"),
    Kind.FLAGGED: ("flag-full", "flag"),
    Kind.UNANSWERED: ("minus", "muted"),
    Kind.REMARKED: ("note", "accent"),
}
# what the test itself went through: icon, colour and words
_COURSE: dict[type[e.Event], tuple[str, str, str]] = {
    e.AttemptStarted: ("play", "muted", "the test began"),
    e.Paused: ("pause", "warn", "the test was paused"),
    e.ResumeAllowed: ("user-check", "muted", "staff allowed the test to go on"),
    e.Resumed: ("play", "muted", "the test went on"),
    e.HeartbeatGap: ("warn", "warn", "the station stopped"),
    e.Interrupted: ("danger", "danger", "the test was interrupted"),
    e.InterruptionDecided: ("user-check", "muted", "the interruption was decided"),
    e.Scored: ("check", "ok", "the points were counted"),
    e.ResultShown: ("info", "muted", "the result was shown"),
    e.ScoreCorrected: ("check", "ok", "the points were corrected"),
}


@dataclass(frozen=True)
class Told:
    """One event in words, with its icon and the icon's colour."""

    icon: str
    colour: str
    words: str
    number: int = 0  # of the question it is about, where the reader does not know it already


class Teller:
    """Says what each step of a review was; it remembers what came before it."""

    def __init__(self, view: ReviewView) -> None:
        self._view = view
        self._asked = {question.id: question for question in view.reviewed.questions}
        self._first_shown: dict[str, int] = {}
        for place, step in enumerate(view.reviewed.steps):
            if isinstance(step.event, e.AttemptStarted | e.QuestionShown):
                self._first_shown.setdefault(step.question, place)

    def told(self, place: int, texts: Texts, of_question: str = "") -> Told:
        """The step at `place`; `of_question`: as the history of that question tells it."""
        step = self._view.reviewed.steps[place]
        event = step.event
        if isinstance(event, e.Finished):
            return Told("check", "accent", self._finished(step, texts, of_question))
        if of_question and isinstance(event, e.AttemptStarted):
            return Told("right", "muted", texts.get("the question was shown"))
        if type(event) in _COURSE:
            icon, colour, words = _COURSE[type(event)]
            return Told(icon, colour, texts.get(words))
        about = question_of(step)
        told = self._of_question(place, step, texts) if about in self._asked else self._of_screen(step, texts)
        if about and not of_question:
            return replace(told, number=self._asked[about].number)
        return told

    def _finished(self, step: Step, texts: Texts, of_question: str) -> str:
        if not of_question:
            return texts.get("the test was finished")
        asked = self._asked[of_question]
        answer = letters(asked, step.attempt.answers.get(of_question, frozenset()))
        if not answer:
            return texts.get("the test was finished, no answer")
        return texts.get("the test was finished, answer {letter}").format(letter=answer)

    def _of_question(self, place: int, step: Step, texts: Texts) -> Told:
        asked = self._asked[question_of(step)]
        match step.event:
            case e.QuestionShown():
                again = self._first_shown[asked.id] < place
                return Told("right", "muted", texts.get("opened again" if again else "the question was shown"))
            case e.OptionSet(options=options):
                return self._chosen(place, asked, frozenset(options), texts)
            case e.OptionCleared():
                return Told("erase", "warn", texts.get("the answer was taken back"))
            case e.FlagSet(on=on):
                words = "flagged to come back to" if on else "the flag was removed"
                return Told("flag-full" if on else "flag", "flag" if on else "muted", texts.get(words))
            case e.RemarkMade(text=text):
                return Told("note", "accent", texts.get("a remark was left" if text else "the remark was taken back"))
            case _:
                return Told("info", "muted", texts.get("an entry of the journal"))

    def _chosen(self, place: int, asked: ReviewedQuestion, options: frozenset[str], texts: Texts) -> Told:
        before = self._view.reviewed.steps[place - 1].attempt.answers.get(asked.id) if place else None
        letter = letters(asked, options)
        if not before or before == options:
            return Told("check", "accent", texts.get("{letter} was chosen").format(letter=letter))
        changed = texts.get("{before} was changed to {letter}")
        return Told("again", "accent", changed.format(before=letters(asked, before), letter=letter))

    def _of_screen(self, step: Step, texts: Texts) -> Told:
        match step.event:
            case e.LanguageChanged(language=language):
                name = texts.get(LANGUAGE_NAMES.get(language, language))
                return Told("info", "accent", texts.get("language: {name}").format(name=name))
            case e.ViewChanged(font_percent=percent, high_contrast=contrast):
                words = texts.get("letters {n} %").format(n=percent)
                return Told("zoom", "accent", f"{words}, {texts.get('high contrast')}" if contrast else words)
            case e.TimeExtended(added_ms=added):
                return Told("plus", "ok", texts.get("additional time: {n} min").format(n=added // 60_000))
            case _:
                return Told("info", "muted", texts.get("an entry of the journal"))


def verdict_of(question: ReviewedQuestion) -> tuple[str, str, str]:
    """Icon, colour and words of how a question was answered."""
    if question.is_right:
        return "check", "ok", "Right"
    if question.answer:
        return "cross", "danger", "Wrong"
    return "minus", "muted", "No answer"


def points_words(texts: Texts, points: int) -> str:
    """`1 point`."""
    return texts.plural("{n} point", "{n} points", points).format(n=points)
