"""Questions with real words, and a look at what an examination finds in them."""

from collections.abc import Iterable

from question_bank.balanced import drawable
from question_bank.blueprint import Blueprint
from question_bank.health import Check, Examiner, Finding, Report, examine_all, form_findings
from question_bank.model import Bilingual, Option, Question
from question_bank.workflow import State

SECTIONS = ("S1", "S2")


def ask(
    ky: str = "Педагогика илиминин предмети эмнеде?",
    ru: str = "В чём состоит предмет педагогики?",
    *options: tuple[str, str],
    name: str = "S1-0001",
    key: str = "a",
    **changes: object,
) -> Question:
    """A finished question with these texts: options a, b, ... in both languages."""
    texts = options or (("бирөө", "некий"), ("экөө", "этот"), ("үчөө", "иной"), ("көбү", "тот"))
    values: dict[str, object] = {
        "id": name,
        "version": 1,
        "section": "S1",
        "stem": Bilingual(ky, ru),
        "options": tuple(Option(letter, Bilingual(*text)) for letter, text in zip("abcdefghi", texts, strict=False)),
        "key": frozenset(key),
        "source": Bilingual("Окуу китеби", "Учебник"),
        "difficulty": 3,
    }
    return Question(**{**values, **changes})  # type: ignore[arg-type]


def report(*questions: Question) -> Report:
    """The report on these."""
    return examine_all(questions, SECTIONS)


def found_in(*questions: Question, check: Check | None = None) -> tuple[Finding, ...]:
    """The findings of these, all or of one check."""
    return tuple(item for item in report(*questions).findings if check in (None, item.check))


def one(check: Check, *questions: Question) -> Finding:
    """The only finding of a check."""
    (finding,) = found_in(*questions, check=check)
    return finding


def examined(questions: Iterable[tuple[Question, State]], blueprint: Blueprint | None = None) -> Report:
    """The report on questions in their states, perhaps held against a form."""
    examiner, pool = Examiner(SECTIONS), []
    for question, state in questions:
        examiner.take(question, state)
        pool += [drawable(question)] if state is State.APPROVED else []
    return examiner.close(further=form_findings(pool, blueprint) if blueprint else ())
