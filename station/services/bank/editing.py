"""Writing questions and deciding about them; each act is one commit (R-24.1, R-24.2)."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace

from question_bank.content import content_of, question_of, sha256_of
from question_bank.model import Question
from question_bank.workflow import Act, NotAllowed, Person, Role, Standing, Why, may
from station.domain.errors import Reason, StationError
from station.services.bank import finding
from station.services.bank.bank import Bank, Done
from station.services.bank.completeness import missing, safe
from station.services.bank.facts import BulkDone, Opened
from station.services.bank.many import undo_many, write_many
from station.services.bank.steps import Place, Wording, create, next_version, put, rewrite
from station.services.progress import Progress
from station.store.bank import Content

__all__ = ["act", "bulk", "new_question", "new_version", "undo_many", "write", "write_many"]

_OF_ONE_QUESTION = {Reason.BANK_QUESTION_UNKNOWN, Reason.BANK_INCOMPLETE, *(Reason(why.value) for why in Why)}
"""Refusals that concern one question of many; any other one ends the whole act."""


def new_question(bank: Bank, question: Question) -> Opened:
    """A first draft; its id is made from its section where it has none. Raises BANK_NOT_SIGNED_IN, BANK_ROLE,
    BANK_INCOMPLETE (section), DATA_EXISTS (the id is taken), PICTURE_BAD."""
    person = bank.with_role(Role.AUTHOR)
    _must_have_section(bank, question)
    name = question.id or bank.store.new_id(question.section)
    if bank.store.versions(name):
        raise StationError(Reason.DATA_EXISTS)
    with bank.store.act():
        made = create(bank, replace(safe(question), id=name, version=1), person)
    _did(bank, Act.CREATED, [made])
    return finding.opened(bank, name)


def new_version(bank: Bank, question: str) -> Opened:
    """A draft with the content of the newest version, which is approved or retired.

    Raises BANK_NOT_SIGNED_IN, BANK_ROLE, BANK_QUESTION_UNKNOWN, BANK_STATE (a draft is there already).
    """
    person = bank.with_role(Role.AUTHOR)
    before = finding.opened(bank, question)
    with bank.store.act():
        made = create(bank, next_version(bank, before.question, before.standing), person)
    _did(bank, Act.CREATED, [made])
    return finding.opened(bank, question)


def write(bank: Bank, question: Question, sha256: str) -> Opened:
    """Other content for a draft. `sha256` is what the draft was when it was opened.

    Raises BANK_NOT_SIGNED_IN, BANK_ROLE, BANK_QUESTION_UNKNOWN, BANK_STATE, BANK_CHANGED_MEANWHILE,
    BANK_INCOMPLETE (section), PICTURE_BAD.
    """
    person = bank.somebody()
    standing = bank.store.standing(question.id, question.version)
    if standing is None:
        raise StationError(Reason.BANK_QUESTION_UNKNOWN, question=question.id)
    _must_be_allowed(bank, standing, Act.EDITED, person, Wording())
    if standing.sha256 != sha256:
        raise StationError(Reason.BANK_CHANGED_MEANWHILE, question=question.id)
    _must_have_section(bank, question)
    content = content_of(safe(question))
    if sha256_of(content) != sha256:
        with bank.store.act():
            made = rewrite(bank, Content(question.id, question.version, sha256_of(content), content), sha256, person)
        _did(bank, Act.EDITED, [made])
    return finding.opened(bank, question.id, question.version)


def act(
    bank: Bank, question: str, version: int, what: Act, *, number: str = "", date: str = "", comment: str = ""
) -> Opened | None:
    """Send, review, return, approve, retire or discard a version; None where nothing of the question is left in the
    list. Approving version n + 1 retires version n in the same commit. An approval needs number and date (ISO) of its
    act.

    Raises BANK_NOT_SIGNED_IN, BANK_QUESTION_UNKNOWN, BANK_INCOMPLETE, what `workflow.may` refuses.
    """
    said = Wording(number.strip(), date.strip(), comment.strip())
    with bank.store.act():
        steps = decide(bank, question, version, what, said)
    _did(bank, what, steps[:1])
    line = bank.store.line(question)
    return None if line is None or line.is_gone else finding.opened(bank, question)


def bulk(
    bank: Bank, questions: Iterable[str], what: Act, *, number: str = "", date: str = "", comment: str = "",
    progress: Progress | None = None,
) -> BulkDone:  # fmt: skip
    """The same act on the newest versions of many questions, in one commit; who is refused is told and stays as it is.

    Raises BANK_NOT_SIGNED_IN, Cancelled (then nothing is done).
    """
    bank.somebody()
    said = Wording(number.strip(), date.strip(), comment.strip())
    names = list(dict.fromkeys(questions))
    steps, done, refused = [], [], []
    with bank.store.act():
        for at, name in enumerate(names):
            if progress is not None:
                progress.at(at, len(names))
            try:
                version = finding.line_of(bank, name).version
                steps.append(decide(bank, name, version, what, said)[0])
                done.append(name)
            except StationError as error:
                if error.reason not in _OF_ONE_QUESTION:
                    raise
                refused.append((name, error.reason.value, error.facts))
    _did(bank, what, steps)
    return BulkDone(tuple(done), tuple(refused))


def decide(bank: Bank, question: str, version: int, what: Act, said: Wording) -> list[Place]:
    """One decision about one version, inside `store.act`; whatever it refuses, it refuses before it writes.

    Returns question, version and place in the chain of each step, the decision itself first.
    """
    person = bank.somebody()
    standing = bank.store.standing(question, version)
    if standing is None:
        raise StationError(Reason.BANK_QUESTION_UNKNOWN, question=question)
    _must_be_allowed(bank, standing, what, person, said)
    if what is Act.SENT:
        _must_be_whole(bank, question, version)
    if what is Act.APPROVED and not _is_date(said.date):
        raise StationError(Reason.BANK_ACT_NUMBER)
    before = finding.line_of(bank, question).approved if what is Act.APPROVED else 0
    places = [put(bank, question, version, what, person, standing.sha256, said)]
    if before and before != version:
        old = bank.store.standing(question, before)
        assert old is not None
        replaced = Wording(said.number, said.date)
        places.append(put(bank, question, before, Act.RETIRED, person, old.sha256, replaced))
    bank.store.relist(question, has_new_words=what is Act.DISCARDED)
    return places


def _did(bank: Bank, what: Act, steps: Sequence[Place]) -> None:
    """Keep in mind what can be undone."""
    if steps:
        bank.sitting.note(Done(what, tuple(steps)))


def _must_be_allowed(bank: Bank, standing: Standing, what: Act, person: Person, said: Wording) -> None:
    try:
        may(standing, what, person, bank.store.policy, number=said.number, comment=said.comment)
    except NotAllowed as refused:
        raise StationError(Reason(refused.why.value), **refused.facts) from None


def _must_have_section(bank: Bank, question: Question) -> None:
    if question.section not in {section.id for section in bank.sections()}:
        raise StationError(Reason.BANK_INCOMPLETE, question=question.id, field="section")


def _must_be_whole(bank: Bank, name: str, version: int) -> None:
    content = bank.store.version(name, version)
    assert content is not None
    question = question_of(content.content)
    field = missing(question, {section.id for section in bank.sections()})
    if field:
        raise StationError(Reason.BANK_INCOMPLETE, question=name, field=field)


def _is_date(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
