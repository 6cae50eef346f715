"""Whether questions may be put before a candidate: looked at when a session is prepared, not on the hall's day."""

from collections.abc import Iterable, Iterator

from question_bank.model import Question
from station import markup, pictures
from station.domain.errors import Reason, StationError


def check_can_be_shown(questions: Iterable[Question]) -> None:
    """Raises DATA_DAMAGED naming the first question whose formatted text is not clean, or one of whose pictures is
    missing or is none of `pictures.make_safe`: the kiosk shows whatever passed here without looking again."""
    for question in questions:
        if not _is_showable(question):
            raise StationError(Reason.DATA_DAMAGED, where=question.id)


def _is_showable(question: Question) -> bool:
    if not all(pictures.is_safe(picture.data, picture.name, picture.media) for picture in question.pictures):
        return False
    if not question.is_rich:
        return True
    there = {picture.name for picture in question.pictures}
    return all(markup.is_clean(text) and there.issuperset(markup.picture_names(text)) for text in _texts(question))


def _texts(question: Question) -> Iterator[str]:
    for both in (question.stem, *(option.text for option in question.options)):
        yield both.ky
        yield both.ru
