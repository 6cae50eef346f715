"""Rules for reading files in tests: a small bank, HTML and pictures taken as they are."""

from collections.abc import Mapping

from question_bank.formats.foreign import Fault, ForeignQuestion, Remark
from question_bank.formats.places import Places
from question_bank.formats.settle import AUTO, Rules, Settled, settle
from question_bank.model import Bilingual, Picture, Section

SECTIONS = (
    Section("S1", Bilingual("Укук негиздери", "Основы права")),
    Section("S2", Bilingual("Мектепти башкаруу", "Управление школой")),
)
BY_ID = {section.id: section for section in SECTIONS}


def as_it_is(text: str, names: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """HTML that is clean already; the names of its pictures must be known."""
    return text, ()


def picture_as_it_is(data: bytes, name: str) -> Picture | Remark:
    """Bytes that begin with a P are a picture."""
    return Picture(name, "image/png", data) if data.startswith(b"P") else Remark(Fault.PICTURE_BAD, {"picture": name})


def rules(language: str = AUTO, default: str = "S1", others: str = "", **mapping: str) -> Rules:
    """How a file is read."""
    return Rules(Places(SECTIONS, default, mapping), as_it_is, picture_as_it_is, language, others)


def settled(question: ForeignQuestion, language: str = "ru") -> Settled:
    """What becomes of one question of a Russian file."""
    return settle(question, rules(language))


def reason(question: ForeignQuestion, language: str = "ru") -> str:
    """Why a question is refused, "" where it is not."""
    found = settled(question, language).refused
    return found.fault.value if found else ""


def notes(question: ForeignQuestion) -> list[str]:
    """What is noted beside a question."""
    return [note.fault.value for note in question.remarks]


def words(question: ForeignQuestion) -> list[str]:
    """Stem and options, in whichever language they are said."""
    return [" | ".join(filter(None, text.parts())) for text in (question.stem, *question.options)]
