"""What a bundle would do to this bank, judged as a whole before anything is written."""

import datetime
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from typing import Any, TypeVar

from question_bank.content import content_of, question_of
from question_bank.merge import Contradiction, Settled, Told, new_of, settled
from question_bank.model import Bilingual, Section, is_section_id
from question_bank.package import BankDamaged
from question_bank.workflow import ROLE_OF, Act, FourEyes, Person, Role, Standing, State, Step
from station.domain.errors import Reason, StationError
from station.services.bank.bank import Bank
from station.services.bank.bundle import LATEST_MS, Bundle
from station.services.bank.completeness import safe
from station.services.bank.facts import MetDecision
from station.services.progress import Progress
from station.store.bank import Conflict, Content
from station.vault import RECOVERY

_SHA256 = re.compile("[0-9a-f]{64}")
_WRITING = (Act.CREATED, Act.EDITED)
WORK, REVIEW = "work", "review"
"""Purposes of a bundle: everything since the last exchange, or chosen questions."""
Value = TypeVar("Value")


@dataclass(frozen=True)
class Table:
    """The table of a bundle, in the values of this program. `had`: by person, every role that the sender knows them to
    have or have had. `pcs`: name by id of every PC that steps came from; `marks`: `Identity.sha256` by mark; `after`:
    what the receiver holds, as far as the sender knows; `holds`: what the sender holds."""

    bank_name: str
    policy: FourEyes
    sections: tuple[Section, ...]
    staff: tuple[Person, ...]
    had: Mapping[str, frozenset[Role]]
    pcs: Mapping[str, str]
    marks: Mapping[str, str]
    after: Mapping[str, int]
    holds: Mapping[str, int]
    steps: tuple[Told, ...]
    contents: tuple[tuple[str, int, str], ...]

    def plain(self) -> dict[str, Any]:
        """As it stands in the file."""
        return {
            "bank_name": self.bank_name,
            "policy": asdict(self.policy),
            "sections": [[one.id, one.title.ky, one.title.ru] for one in self.sections],
            "staff": [[one.id, one.name, sorted(role.value for role in one.roles)] for one in self.staff],
            "had": {one: sorted(role.value for role in roles) for one, roles in self.had.items()},
            "pcs": dict(self.pcs),
            "marks": dict(self.marks),
            "after": dict(self.after),
            "holds": dict(self.holds),
            "steps": [_step_plain(told) for told in self.steps],
            "contents": [list(one) for one in self.contents],
        }


@dataclass(frozen=True)
class Arrival:
    """What is new in a bundle. `stand`: what each version touched says then; `aside`: all that is set aside of them;
    `former`: other contents that came along; `given`: roles in which people known here acted and that nobody gave them
    here; the rest counts for the preview."""

    table: Table
    steps: tuple[Told, ...]
    stand: tuple[Content, ...] = ()
    aside: tuple[Conflict, ...] = ()
    former: tuple[Content, ...] = ()
    staff: tuple[Person, ...] = ()
    sections: tuple[Section, ...] = ()
    new_questions: tuple[str, ...] = ()
    new_versions: int = 0
    edits: int = 0
    decisions: int = 0
    unapplied: tuple[MetDecision, ...] = ()
    conflicts: tuple[str, ...] = ()
    given: Mapping[str, Collection[Role]] = field(default_factory=dict)


def judge(bank: Bank, bundle: Bundle, progress: Progress) -> Arrival:
    """What the bundle would bring.

    Raises BUNDLE_DAMAGED (it is not what a PC of this bank can have made), BUNDLE_GAP (pc), BUNDLE_CONTRADICTS (pc),
    Cancelled.
    """
    try:
        table = _table_from(bundle.table)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise StationError(Reason.BUNDLE_DAMAGED) from error
    held = bank.store.held()
    for pc, number in table.after.items():
        if held.get(pc, 0) < number:
            raise StationError(Reason.BUNDLE_GAP, pc=table.pcs.get(pc, pc[:40]))
    try:
        here = bank.store.acts_at(told.place for told in table.steps)
        new = new_of({place: _composed(step) for place, step in here.items()}, table.steps)
    except Contradiction as found:
        raise StationError(Reason.BUNDLE_CONTRADICTS, pc=table.pcs[found.pc]) from None
    if any(told.pc == bank.store.pc_id for told in new):
        raise StationError(Reason.BUNDLE_CONTRADICTS, pc=bank.store.pc_name)
    known = {person.id for person in bank.store.staff(everybody=True)}
    staff = tuple(person for person in table.staff if person.id not in known)
    unnamed = {told.step.by for told in new} - known - {person.id for person in staff}
    if unnamed or any(person.id == RECOVERY for person in table.staff):
        raise StationError(Reason.BUNDLE_DAMAGED)
    _refuse_holes(bundle, table)
    given = _refuse_roleless(bank, table, new)
    sections = {section.id for section in bank.sections()}
    judging = _Judging(bank, table, _contents(bank, bundle, table, progress))
    touched: dict[tuple[str, int], list[Told]] = {}
    for told in new:
        touched.setdefault((told.step.question, told.step.version), []).append(told)
    for at, (version, steps) in enumerate(sorted(touched.items())):
        progress.at(at, len(touched))
        judging.version(*version, steps)
    fresh = tuple(section for section in table.sections if section.id not in sections)
    return replace(judging.arrival(new, staff, fresh), given=given)


@dataclass
class _Judging:
    bank: Bank
    table: Table
    came: Mapping[tuple[str, int, str], Content]
    stand: list[Content] = field(default_factory=list)
    aside: list[Conflict] = field(default_factory=list)
    new_questions: dict[str, None] = field(default_factory=dict)
    new_versions: int = 0
    edits: int = 0
    decisions: int = 0
    unapplied: list[MetDecision] = field(default_factory=list)
    conflicts: dict[str, None] = field(default_factory=dict)

    def version(self, question: str, version: int, new: list[Told]) -> None:
        """Put the steps of one version together with those that are here."""
        store = self.bank.store
        before, now = store.told(question, version), store.version(question, version)
        was = store.settled(question, version) if now is not None else Settled(None, ())
        steps = (*before, *new)
        is_final = now is not None and any(
            told.step.act is Act.APPROVED and told.step.over == now.sha256 for told in steps
        )
        found = settled(steps, store.policy, now.sha256 if now is not None and is_final else "")
        standing = found.standing
        if standing is None:
            raise StationError(Reason.BUNDLE_DAMAGED)
        self._refuse_untrue(found, standing)
        self.stand.append(self._content(question, version, standing.sha256, new))
        for pc, sha256 in found.aside.items():
            content = self._content(question, version, sha256, new).content
            self.aside.append(Conflict(question, version, pc, sha256, content))
        self._count(found, was, standing, new)

    def _refuse_untrue(self, found: Settled, standing: Standing) -> None:
        """Every approval was good at its PC. One that counts for nothing, with no other approval in its way, is not."""
        if standing.state in (State.APPROVED, State.RETIRED) and standing.approver:
            return
        for told in found.history:
            if told.step.act is Act.APPROVED:
                raise StationError(Reason.BUNDLE_CONTRADICTS, pc=self._name(told.pc))

    def _content(self, question: str, version: int, sha256: str, new: list[Told]) -> Content:
        came = self.came.get((question, version, sha256))
        if came is not None:
            return came
        here = self.bank.store.content(question, version, sha256)
        if here is None or here.sha256 != sha256:
            raise StationError(Reason.BUNDLE_GAP, pc=self._name(new[0].pc))
        return here

    def _name(self, pc: str) -> str:
        return self.table.pcs.get(pc) or self.bank.store.pcs()[pc]

    def _count(self, found: Settled, was: Settled, standing: Standing, new: list[Told]) -> None:
        step = new[0].step
        if was.standing is None:
            if self.bank.store.versions(step.question) or step.question in self.new_questions:
                self.new_versions += 1
            else:
                self.new_questions[step.question] = None
        elif was.standing.sha256 != standing.sha256:
            self.edits += 1
        fresh = {told.place for told in new}
        for told in found.history:
            if told.step.act in _WRITING:
                continue
            if told.place not in found.unapplied:
                self.decisions += told.place in fresh
            elif told.place not in was.unapplied:
                self.unapplied.append(
                    MetDecision(step.question, step.version, told.step.act, self._person(told.step.by), told.step.at_ms)
                )
        if set(found.aside.items()) - set(was.aside.items()):
            self.conflicts[step.question] = None

    def _person(self, person: str) -> str:
        names = self.bank.names() | {one.id: one.name for one in self.table.staff}
        return names.get(person, person)

    def arrival(self, new: tuple[Told, ...], staff: tuple[Person, ...], sections: tuple[Section, ...]) -> Arrival:
        """All that was found."""
        standing = {(one.question, one.version, one.sha256) for one in self.stand}
        former = tuple(content for place, content in self.came.items() if place not in standing)
        return Arrival(
            self.table, new, tuple(self.stand), tuple(self.aside), former, staff, sections, tuple(self.new_questions),
            self.new_versions, self.edits, self.decisions, tuple(self.unapplied), tuple(self.conflicts),
        )  # fmt: skip


def _refuse_holes(bundle: Bundle, table: Table) -> None:
    """A bundle of everything leaves no step out of what its sender says that it holds."""
    came: dict[str, set[int]] = {}
    for told in table.steps:
        came.setdefault(told.pc, set()).add(told.seq)
    for pc, number in table.holds.items():
        after = table.after.get(pc, 0)
        if bundle.header.purpose == WORK and number > after + len([one for one in came.get(pc, ()) if one > after]):
            raise StationError(Reason.BUNDLE_DAMAGED)


def _refuse_roleless(bank: Bank, table: Table, new: Collection[Told]) -> dict[str, set[Role]]:
    """Whoever took a step has or had the role for it, here or at the sender (R-24.2). Returns the roles that people who
    are known here acted in and that no custodian gave them here."""
    here = bank.store.roles_given()
    given: dict[str, set[Role]] = {}
    for told in new:
        step = told.step
        roles = {ROLE_OF[step.act]}
        if step.act is Act.RETURNED:  # the reviewer, the approver, or the author who takes it back
            roles |= {Role.APPROVER, Role.AUTHOR}
        if step.act is Act.EDITED:  # the custodian who settles what two PCs wrote
            roles |= {Role.CUSTODIAN}
        if step.act is Act.CREATED and step.version > 1:
            roles |= {Role.CUSTODIAN}
        if step.act is Act.SENT:  # an undone review stands in review again
            roles |= {Role.REVIEWER, Role.APPROVER}
        known = here.get(step.by, frozenset())
        if not roles & known:
            if not roles & table.had.get(step.by, frozenset()):
                raise StationError(Reason.BUNDLE_CONTRADICTS, pc=table.pcs[told.pc])
            if known:
                given.setdefault(step.by, set()).update(roles & table.had[step.by])
    return given


def _contents(bank: Bank, bundle: Bundle, table: Table, progress: Progress) -> dict[tuple[str, int, str], Content]:
    """What came along and is not here, each in its one spelling and harmless."""
    came = {}
    for at, place in enumerate(table.contents):
        progress.at(at, len(table.contents))
        question, version, sha256 = place
        here = bank.store.content(question, version, sha256)
        if here is not None and here.sha256 == sha256:
            continue
        try:
            text = bundle.parts[sha256].decode()
            found = question_of(text)
            is_good = content_of(found) == text and (found.id, found.version) == (question, version)
        except (KeyError, UnicodeDecodeError, BankDamaged, TypeError, AttributeError) as error:
            raise StationError(Reason.BUNDLE_DAMAGED) from error
        if not is_good or safe(found) != found:
            raise StationError(Reason.BUNDLE_DAMAGED)
        came[place] = Content(question, version, sha256, text)
    return came


# --- the table as plain values ---


def _step_plain(told: Told) -> list[Any]:
    step = told.step
    return [
        told.pc, told.seq, step.act.value, step.question, step.version, step.by, step.at_ms, step.sha256, step.number,
        step.date, step.comment, step.over, step.tick,
    ]  # fmt: skip


def _table_from(plain: Mapping[str, Any]) -> Table:
    if set(plain) != set(Table.__dataclass_fields__):
        raise ValueError("fields")
    table = Table(
        _text(plain["bank_name"]),
        FourEyes(**_mapping(plain["policy"], _truth)),
        tuple(Section(_section(one), Bilingual(_text(ky), _text(ru))) for one, ky, ru in plain["sections"]),
        tuple(
            Person(_name(one), _name(name), frozenset(Role(role) for role in roles))
            for one, name, roles in plain["staff"]
        ),
        _mapping(plain["had"], _roles),
        _mapping(plain["pcs"], _name),
        _mapping(plain["marks"], _text),
        _mapping(plain["after"], _number),
        _mapping(plain["holds"], _number),
        tuple(_step_from(row) for row in plain["steps"]),
        tuple((_name(one), _number(version), _text(sha256)) for one, version, sha256 in plain["contents"]),
    )
    if {told.pc for told in table.steps} - set(table.pcs):
        raise ValueError("a PC without a name")
    return table


def _step_from(row: list[Any]) -> Told:
    pc, seq, act, question, version, by, at_ms, sha256, number, date, comment, over, tick = row
    step = Step(
        Act(act), _name(question), _number(version), _name(by), _number(at_ms), _text(sha256), _text(number),
        _text(date), _text(comment), _text(over), _number(tick),
    )  # fmt: skip
    told = Told(_name(pc), _number(seq), step)
    is_numbered = told.seq and step.version and step.tick and step.at_ms < LATEST_MS
    if not is_numbered or _SHA256.fullmatch(step.sha256) is None:
        raise ValueError("step")
    if step.over and _SHA256.fullmatch(step.over) is None:
        raise ValueError("step")
    if step.act not in _WRITING and step.sha256 != step.over:
        raise ValueError("a decision about other content than it names")
    if step.act is Act.APPROVED and not (step.number.strip() and _is_date(step.date)):
        raise ValueError("an approval without its act")
    if step.act is Act.RETIRED and not (step.comment.strip() or step.number.strip()):
        raise ValueError("a retirement without a reason")
    return told


def _is_date(text: str) -> bool:
    return datetime.date.fromisoformat(text).isoformat() == text


def _section(value: object) -> str:
    if not is_section_id(text := _text(value)):
        raise ValueError("section")
    return text


def _roles(value: Iterable[str]) -> frozenset[Role]:
    return frozenset(Role(role) for role in value)


def _mapping(plain: Mapping[str, Any], of: Callable[[Any], Value]) -> dict[str, Value]:
    return {name: of(value) for name, value in plain.items()}


def _composed(step: Step) -> Step:
    """As it would stand in a bundle, whose letters are composed."""
    composed = partial(unicodedata.normalize, "NFC")
    return replace(step, comment=composed(step.comment), number=composed(step.number), date=composed(step.date))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("text")
    return value


def _name(value: object) -> str:
    text = _text(value)
    if not 0 < len(text) <= 200 or not text.isprintable():
        raise ValueError("name")
    return text


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("truth")
    return value


def _number(value: object) -> int:
    if type(value) is not int or not 0 <= value < 1 << 53:
        raise ValueError("number")
    return value
