"""Document 8: the protocol of the technical commission on an application (art. 35). One page in the usual case."""

from functools import partial

from protocols import appeal_wording as words
from protocols import dates, wording
from protocols.appeal_parts import abreast, clause, commission_signatures, named, option, small_head, under_label
from protocols.facts import AppealCount, AppealDecision, AppealProtocol, CommissionMember
from protocols.fonts import Face
from protocols.layout import (
    PORTRAIT,
    RUSSIAN_GREY,
    Pages,
    header_block,
    place_and_date,
    signature,
)
from protocols.one_page import Density, on_one_page
from protocols.tables import Table, row
from protocols.typeset import Align, Beside, Block, Gap, Stack, Style, paragraph
from question_bank.model import Bilingual

_ROOM = PORTRAIT.measure
_TITLE = words.PROTOCOL_TITLE
_AT = _ROOM * 0.2
_BESIDE = _ROOM - _AT
_DENSITIES = (
    Density(12, 10, 4, 1.12),
    Density(11, 9, 3),
    Density(10.5, 8.5, 3),
    Density(10, 8.5, 2.5, 1.05),
    Density(9.5, 8, 2.5),
    Density(9, 7.5, 2, 1.05),
)
_OVER_PAGES = _DENSITIES[1]
# number of the question, remark of the candidate, finding of the commission
_REMARK_SHARES = (0.16, 0.42, 0.42)
_REMARK_WIDTHS = tuple(share * _ROOM for share in _REMARK_SHARES)


def render(facts: AppealProtocol) -> bytes:
    """The PDF. Raises StationError(GLYPH_MISSING, DOCUMENT_DOES_NOT_FIT)."""
    pages = Pages(facts, _TITLE, PORTRAIT)
    pdf = on_one_page(pages, _DENSITIES, partial(_one_page, facts))
    return pages.render(_items(facts, _OVER_PAGES)) if pdf is None else pdf


def _one_page(facts: AppealProtocol, density: Density) -> list[Block]:
    blocks: list[Block] = []
    for item in _items(facts, density):
        blocks += [item.head, *item.rows] if isinstance(item, Table) else [item]
    return blocks


def _items(facts: AppealProtocol, density: Density) -> list[Block | Table]:
    gap = Gap(density.gap)
    return [
        header_block(facts.header, _TITLE, _ROOM, density.size + 0.5),
        place_and_date(facts.header, _ROOM, density.size - 0.5),
        gap,
        clause(_composition(facts), density, _ROOM),
        gap,
        _headed(words.PRESENT, _presence(facts, density), density),
        gap,
        _headed(words.HEARD, _heard(facts, density), density),
        *_reviewed(facts, density),
        *_remarks(facts, density),
        gap,
        _headed(words.DECISION, _options(facts, density), density),
        *_reasons(facts, density),
        gap,
        _closing(facts, density),
    ]


def _headed(name: Bilingual, content: Block, density: Density) -> Block:
    """A part of the protocol: its name on the left, what it says on the right."""
    room = _AT - 8
    head = Stack((
        paragraph(name.ky, Style(Face.BOLD, density.size, density.spacing), room),
        paragraph(name.ru, Style(Face.ITALIC, density.russian, density.spacing, grey=RUSSIAN_GREY), room),
    ))  # fmt: skip
    return Beside(((0, head), (_AT, content)))


def _composition(facts: AppealProtocol) -> Bilingual:
    return Bilingual(
        words.COMPOSITION.ky.format(day=dates.ky_of(facts.order_day), number=facts.order_number),
        words.COMPOSITION.ru.format(day=dates.ru(facts.order_day), number=facts.order_number),
    )


def _presence(facts: AppealProtocol, density: Density) -> Block:
    """Who was there; the employee only where there was a screen to show."""
    half = (_BESIDE - 12) / 2
    candidate = words.HERE if facts.candidate_present else words.AWAY
    left: list[Block] = [
        under_label(words.CHAIRMAN, [_person(facts.chair)], density, half),
        Gap(density.gap),
        under_label(
            wording.CANDIDATE, [f"{facts.candidate} – {wording.both(candidate)}"], density, half
        ),
    ]
    members = [f"{number}. {_person(member)}" for number, member in enumerate(facts.members, 1)]
    right: list[Block] = []
    if members:
        right.append(under_label(words.MEMBERS, members, density, half))
    if facts.shown_from is not None and facts.operator.name:
        right += [Gap(density.gap), under_label(words.OPERATOR, [facts.operator.name], density, half)]
    blocks: list[Block] = [Beside(((0, Stack(tuple(left))), (half + 12, Stack(tuple(right)))))]
    if facts.presence_reason:
        blocks += [
            Gap(density.gap),
            clause(words.MARKED_PRESENT, density, _BESIDE),
            *named(words.REASON, facts.presence_reason, density, _BESIDE),
        ]
    return Stack(tuple(blocks))


def _person(member: CommissionMember) -> str:
    if member.present:
        return member.name
    absence = f"{member.name} – {wording.both(words.AWAY)}"
    return f"{absence} ({wording.both(words.REASON).lower()}: {member.absence})" if member.absence else absence


def _heard(facts: AppealProtocol, density: Density) -> Block:
    values = {
        "number": facts.application,
        "candidate": facts.candidate,
        "time": dates.clock(facts.filed_at),
    }
    text = Bilingual(
        words.APPLICATION.ky.format(day=dates.ky_of(facts.application_day), **values),
        words.APPLICATION.ru.format(day=dates.ru(facts.application_day), **values),
    )
    protocol = named(words.TEST_PROTOCOL, f"№ {facts.protocol}", density, _BESIDE)
    return Stack((clause(text, density, _BESIDE), *protocol))


def _reviewed(facts: AppealProtocol, density: Density) -> list[Block | Table]:
    """What was shown, and the figures side by side; nothing where nothing was reviewed."""
    items: list[Block | Table] = []
    if facts.shown_from is not None and facts.shown_to is not None:
        shown = wording.filled(
            words.SHOWN, start=dates.clock(facts.shown_from), end=dates.clock(facts.shown_to)
        )
        items += [Gap(density.gap), _headed(words.REVIEWED, clause(shown, density, _BESIDE), density)]
    if facts.stored is not None and facts.recomputed is not None:
        items += [Gap(density.gap), _counts(facts.stored, facts.recomputed, density)]
    if facts.entries:
        small = Density(density.russian, density.russian - 0.5, density.gap, density.spacing)
        holds = wording.filled(words.CHAIN_HOLDS, entries=facts.entries)
        items += [Gap(density.gap), clause(holds, small, _ROOM)]
    return items


def _counts(stored: AppealCount, recomputed: AppealCount, density: Density) -> Table:
    widths = tuple(share * _ROOM for share in (0.41, 0.19, 0.24, 0.16))
    text = Style(size=density.size, spacing=density.spacing)
    number = Style(size=density.size, spacing=density.spacing, align=Align.CENTRE)
    rows = []
    values = zip(words.COUNT_ROWS, _figures(stored), _figures(recomputed), strict=True)
    for name, before, after in values:
        same = wording.both(words.YES if before == after else words.NO)
        texts = (f"{name.ky} / {name.ru}", before, after, same)
        rows.append(row(texts, (text, number, number, number), widths, 1.5))
    return Table(small_head(words.COUNT_HEADS, widths, density.russian), tuple(rows))


def _figures(count: AppealCount) -> tuple[str, ...]:
    verdict = wording.MEETS if count.meets else wording.MEETS_NOT
    numbers = (count.questions, count.answered, count.correct, count.points)
    return (*map(str, numbers), wording.both(verdict))


def _remarks(facts: AppealProtocol, density: Density) -> list[Block | Table]:
    if not facts.remarks:
        return []
    text = Style(size=density.size, spacing=density.spacing)
    number = Style(size=density.size, spacing=density.spacing, align=Align.CENTRE)
    rows = tuple(
        row(
            (str(remark.number), remark.candidate, remark.commission),
            (number, text, text),
            _REMARK_WIDTHS,
        )
        for remark in facts.remarks
    )
    return [Gap(density.gap), Table(small_head(words.REMARK_HEADS, _REMARK_WIDTHS, density.russian), rows)]


def _options(facts: AppealProtocol, density: Density) -> Block:
    """The three decisions, the one taken crossed and told in full."""
    blocks: list[Block] = []
    for decision in AppealDecision:
        taken = facts.decision is decision
        blocks += [option(_decision(facts, decision), taken, density, _BESIDE), Gap(density.gap * 0.5)]
    return Stack(tuple(blocks[:-1]))


def _decision(facts: AppealProtocol, decision: AppealDecision) -> Bilingual:
    if facts.decision is decision is AppealDecision.CORRECTED:
        return wording.filled(words.CORRECTED, before=facts.before, after=facts.after)
    if facts.decision is decision is AppealDecision.NOT_CONSIDERED and facts.ground is not None:
        ground = words.GROUNDS[facts.ground]
        return Bilingual(
            words.NOT_CONSIDERED.ky.format(ground=ground.ky), words.NOT_CONSIDERED.ru.format(ground=ground.ru)
        )
    return words.DECISIONS[decision]


def _reasons(facts: AppealProtocol, density: Density) -> list[Block]:
    """What R-35.6 asks: reason, score before and after, vote; a proposal and an opinion if there are any."""
    votes = wording.filled(words.VOTES, in_favour=facts.votes_for, against=facts.votes_against)
    opinion = facts.separate_opinion or wording.both(wording.NONE)
    parts = [
        named(wording.DECISION_BASIS, facts.reason, density, _ROOM),
        named(words.SCORES, f"{facts.before} / {facts.after}", density, _ROOM),
        named(words.PROPOSAL, facts.proposal, density, _ROOM) if facts.proposal else [],
        abreast((words.VOTE, wording.both(votes)), (words.OPINION, opinion), density, _ROOM),
    ]
    return [block for part in parts if part for block in (Gap(density.gap * 0.6), *part)]


def _closing(facts: AppealProtocol, density: Density) -> Block:
    """Signatures, never on a page alone: what became of the protocol and how long this one is kept go with
    them."""
    until = Bilingual(dates.ky(facts.keep_until), dates.ru(facts.keep_until))
    blocks: list[Block] = []
    if facts.new_protocol:
        replaced = wording.filled(words.REPLACED, old=facts.protocol, new=facts.new_protocol)
        blocks += [clause(replaced, density, _ROOM), Gap(density.gap)]
    blocks += named(words.KEEP_UNTIL, wording.both(until), density, _ROOM)
    chair = (facts.chair.name, facts.chair.present)
    members = [(member.name, member.present) for member in facts.members]
    blocks += commission_signatures(chair, members, _ROOM)
    blocks.append(signature(words.ACQUAINTED, None, _ROOM))
    return Stack(tuple(blocks))
