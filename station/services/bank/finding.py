"""Reading the bank: the list, one question with its history, all questions in a row."""

from collections.abc import Collection, Iterator

from question_bank.content import question_of
from question_bank.model import Question
from question_bank.workflow import Act, NotAllowed, Person, Role, Standing, State, may
from station.domain.errors import Reason, StationError
from station.services.bank.bank import Bank, waiting_for
from station.services.bank.facts import Found, HistoryLine, Opened, Query, QuestionRow
from station.store.bank import Filter, Line


def search(bank: Bank, query: Query) -> Found:
    """A page of the list. `order` "relevance" without text is by id."""
    names = bank.names()
    total, lines = bank.store.page(filter_of(bank, query), query.offset, query.limit)
    rows = tuple(
        QuestionRow(
            one.question, one.version, State(one.state), one.section, one.topic, one.kind, one.difficulty, one.stem_ky,
            one.stem_ru, names.get(one.author, one.author), one.changed_ms, one.findings, bool(one.is_used),
        )
        for one in lines
    )  # fmt: skip
    return Found(rows, total)


def filter_of(bank: Bank, query: Query) -> Filter:
    """The query as the store reads it."""
    waits = Filter()
    if query.waits_for:
        person = next((one for one in bank.store.staff() if one.id == query.waits_for), None)
        waits = waiting_for(person or Person(query.waits_for, "", frozenset()))
    return Filter(
        text=query.text,
        sections=query.sections,
        states=frozenset(state.value for state in query.states),
        kinds=query.kinds,
        topic=query.topic,
        difficulty=query.difficulty,
        author=query.author,
        import_id=query.import_id,
        finding=query.finding,
        waits_for=waits.waits_for,
        may_review=waits.may_review,
        may_approve=waits.may_approve,
        order=query.order,
    )


def ids(bank: Bank, query: Query) -> list[str]:
    """The ids of all questions that fit, whatever the page."""
    return bank.store.ids(filter_of(bank, query))


def opened(bank: Bank, question: str, version: int | None = None) -> Opened:
    """A question as the editor opens it: its newest version that was not discarded, or the one asked for.

    Raises BANK_QUESTION_UNKNOWN.
    """
    line = line_of(bank, question)
    chosen = version or line.version
    content = bank.store.version(question, chosen)
    standing = bank.store.standing(question, chosen)
    if content is None or standing is None:
        raise StationError(Reason.BANK_QUESTION_UNKNOWN, question=question)
    asked, right = bank.store.measured(question, chosen)
    conflicts = [one for one in bank.store.conflicts(question) if one.version == chosen]
    return Opened(
        question=question_of(content.content),
        standing=standing,
        sha256=content.sha256,
        versions=bank.store.versions(question),
        history=history(bank, question),
        acts=acts(bank, standing, is_newest=chosen == line.version),
        measured_asked=asked,
        measured_right=right,
        is_used=bank.store.is_used(question),
        conflict=bank.store.pcs()[conflicts[0].pc] if conflicts else "",
    )


def line_of(bank: Bank, question: str) -> Line:
    """Which version of a question is its newest, and where it stands. Raises BANK_QUESTION_UNKNOWN."""
    line = bank.store.line(question)
    if line is None:
        raise StationError(Reason.BANK_QUESTION_UNKNOWN, question=question)
    return line


def acts(bank: Bank, standing: Standing, *, is_newest: bool) -> frozenset[Act]:
    """What the person signed in may do to a version that stands so; CREATED means a new version of it."""
    person, policy = bank.person, bank.store.policy
    if person is None:
        return frozenset()
    allowed = set()
    for act in Act:
        try:
            if act is not Act.CREATED:
                may(standing, act, person, policy, number="1", comment="-")
            elif not (is_newest and standing.approver and Role.AUTHOR in person.roles):
                continue
            allowed.add(act)
        except NotAllowed:
            continue
    return frozenset(allowed)


def history(bank: Bank, question: str) -> tuple[HistoryLine, ...]:
    """Every act on a question, oldest first."""
    names, pcs = bank.names(), bank.store.pc_numbers()
    imports = bank.store.imports()
    return tuple(
        HistoryLine(
            at_ms=row.at_ms,
            act=Act(row.act),
            version=row.version,
            by=names.get(row.person, row.person),
            number=row.number,
            date=row.date,
            comment=row.comment,
            pc=bank.store.pcs()[pcs[row.pc]],
            file=next((one.file for one in imports if one.first <= row.seq <= one.last), ""),
        )
        for row in bank.store.history(question)
    )


def former(bank: Bank, question: str, version: int) -> tuple[Question, ...]:
    """What a version said before it was edited, and what other PCs wrote in its place."""
    return tuple(question_of(one.content) for one in bank.store.formers(question, version))


def conflicting(bank: Bank, question: str) -> tuple[tuple[str, Question], ...]:
    """What other PCs wrote under the same version and does not stand: the PC's name and its question."""
    pcs = bank.store.pcs()
    return tuple((pcs[one.pc], question_of(one.content)) for one in bank.store.conflicts(question))


def questions(
    bank: Bank, query: Query | None = None, states: Collection[State] | None = None
) -> Iterator[tuple[Question, State]]:
    """The newest versions that fit, by id, read page by page: a bank of 100,000 questions needs no more memory.

    With `states` of APPROVED alone and no query: the version of each question that enters papers, also where a newer
    draft of it exists.
    """
    if query is None and states is not None and set(states) == {State.APPROVED}:
        for content in bank.store.approved():
            yield question_of(content.content), State.APPROVED
        return
    wanted = filter_of(bank, query or Query())
    for content, state in bank.store.contents(wanted):
        if states is None or State(state) in states:
            yield question_of(content.content), State(state)
