"""The single steps of which every act is made, each inside `store.act`."""

from dataclasses import dataclass, replace

from question_bank.content import content_of, sha256_of
from question_bank.merge import next_tick
from question_bank.model import Question
from question_bank.workflow import Act, Person, Standing, State, Step
from station.domain.errors import Reason, StationError
from station.services.bank.bank import Bank
from station.store.bank import Content

Place = tuple[str, int, int]
"""Question, version, and the number of a step in the chain."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What an act says besides itself: number and date of the approving act, a comment."""

    number: str = ""
    date: str = ""
    comment: str = ""


def next_version(bank: Bank, content: Question, standing: Standing) -> Question:
    """The content as the question's next version. Raises BANK_STATE where the newest is not approved or retired."""
    is_gone = standing.state is State.RETIRED and not standing.approver
    if standing.state not in (State.APPROVED, State.RETIRED) or is_gone:
        raise StationError(Reason.BANK_STATE, state=standing.state.value, act=Act.CREATED.value)
    return replace(content, version=1 + max(bank.store.versions(content.id)), measured=0)


def put(
    bank: Bank, question: str, version: int, what: Act, person: Person, sha256: str, said: Wording
) -> Place:
    """Append one step that leaves the content as it is; inside `store.act`. Returns question, version, place."""
    tick = next_tick(row.step for row in bank.store.history(question, version))
    step = Step(
        what, question, version, person.id, bank.now(), sha256, said.number, said.date, said.comment, sha256, tick
    )
    bank.store.append([step])
    return question, version, bank.store.head[0]


def rewrite(bank: Bank, content: Content, over: str, person: Person) -> Place:
    """Other content for a draft and its step; inside `store.act`."""
    tick = next_tick(row.step for row in bank.store.history(content.question, content.version))
    step = Step(
        Act.EDITED, content.question, content.version, person.id, bank.now(), content.sha256, over=over, tick=tick
    )
    bank.store.append([step])
    bank.store.replace_version(content)
    bank.store.relist(content.question)
    return content.question, content.version, bank.store.head[0]


def create(bank: Bank, question: Question, person: Person) -> Place:
    """A new question or a new version and its step; inside `store.act`."""
    content = content_of(question)
    sha256 = sha256_of(content)
    bank.store.put_versions([Content(question.id, question.version, sha256, content)])
    bank.store.append([Step(Act.CREATED, question.id, question.version, person.id, bank.now(), sha256, tick=1)])
    bank.store.relist(question.id)
    return question.id, question.version, bank.store.head[0]
