"""What two persons are told before they decide which file is believed."""

import json
from collections.abc import Iterable, Iterator

from resources.texts import Texts
from station.domain.journal import Entry
from station.store import Dispute, Side, Trust
from station.ui.proctor.when import day_and_hour
from station.ui.reasons import words_of_error

HAS = {
    Trust.DATABASE: "Database (station.db): {entries} entries.",
    Trust.SIDECAR: "Second copy (journal.side): {entries} entries.",
}
BROKEN = {
    Trust.DATABASE: "Database (station.db): it cannot be believed; entries that can still be read: {entries}.",
    Trust.SIDECAR: "Second copy (journal.side): it cannot be believed; entries that can still be read: {entries}.",
}
BELIEVED = {
    Trust.DATABASE: "The database will be believed. The second copy is kept in the folder damaged and made anew.",
    Trust.SIDECAR: "The second copy will be believed. The database is kept in the folder damaged and made anew.",
}


def lines_of(found: Dispute, trust: Trust, offset_minutes: int, texts: Texts) -> Iterator[str]:
    """Why the start is refused, what each file has, what will be believed, what will be lost."""
    yield words_of_error(texts, found.refusal).happened
    for file, side in found.sides.items():
        yield _side(file, side, texts)
    if found.unseen:
        told = texts.get(
            "The heartbeat has seen {commits} more commits; neither file has them, and none brings them back."
        )
        yield told.format(commits=found.unseen)
    yield texts.get(BELIEVED[trust])
    yield _lost(found.lost(trust), offset_minutes, texts)


def _side(file: Trust, side: Side, texts: Texts) -> str:
    return texts.get(HAS[file] if side.can_be_believed else BROKEN[file]).format(entries=side.entries)


def _lost(entries: tuple[Entry, ...], offset_minutes: int, texts: Texts) -> str:
    if not entries:
        return texts.get("No entry will be lost.")
    told = texts.get(
        "These entries will be lost from the journal: {count}, numbers {first} to {last}, "
        "written from {start} to {end}; candidates: {candidates}."
    )
    return told.format(
        count=len(entries),
        first=entries[0].seq,
        last=entries[-1].seq,
        start=day_and_hour(min(entry.legal_ms for entry in entries), offset_minutes),
        end=day_and_hour(max(entry.legal_ms for entry in entries), offset_minutes),
        candidates=", ".join(_candidates(entries)) or "–",
    )


def _candidates(entries: Iterable[Entry]) -> list[str]:
    return sorted({name for entry in entries if (name := json.loads(entry.body).get("candidate"))})
