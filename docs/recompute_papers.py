"""Recompute every paper of a session from the revealed seed. Standard library only; nothing of the station is used.

    python3 recompute_papers.py FILE.json [--commitment HEX]

FILE.json is what `station draw show DATA --json` prints. HEX is the commitment as it stood on paper before the session;
without it the one in the file is taken. Exit code 0: every paper is the one that the seed gives and meets the form;
1: something differs, each difference on a line of its own; 2: the file cannot be read as such a file.

The algorithm "balanced/1" is described in drawing.md beside this program.
"""

import argparse
import hashlib
import json
import pathlib
import sys

ALGORITHM = "balanced/1"
ROUNDS = 8
STEPS = 10_000


def netstrings(*values):
    """The bytes that are hashed: each value as LENGTH:BYTES, one after the other."""
    parts = []
    for value in values:
        data = value if isinstance(value, bytes) else str(value).encode("utf-8")
        parts.append(str(len(data)).encode("ascii") + b":" + data + b",")
    return b"".join(parts)


def digest(*values):
    """SHA-256 of the netstrings."""
    return hashlib.sha256(netstrings(ALGORITHM, *values)).digest()


class Session:
    """The published facts of a session: the pool without texts, the form, the seed."""

    def __init__(self, told):
        form = told["form"]
        self.seed = bytes.fromhex(told["seed"])
        self.counts = {part["id"]: part["count"] for part in form["sections"] if part["count"]}
        self.pool = {one["id"]: one for one in told["pool"] if one["section"] in self.counts}
        self.total = sum(self.counts.values())
        self.band = form["band"]
        self.foes = {name: set() for name in self.pool}
        for name, one in self.pool.items():
            for other in one["enemies"]:
                if other in self.pool and other != name:
                    self.foes[name].add(other)
                    self.foes[other].add(name)
        self.ranks = {}

    def rank(self, name, exposure, turn):
        """The bytes by which questions of one exposure are ordered in one round."""
        key = name, exposure, turn
        if key not in self.ranks:
            self.ranks[key] = digest("question", self.seed, exposure, turn, name)
        return self.ranks[key]

    def away(self, total):
        """How far a sum of weights is from the band."""
        if self.band is None:
            return 0
        low, high = self.band
        return max(0, low * self.total - total, total - high * self.total)

    def weight(self, names):
        """The sum of the weights."""
        return sum(self.pool[name]["weight"] for name in names)


def look_order(session, exposure, turn):
    """All ids, least exposed first, those of equal exposure by rank."""
    asked = {name: exposure.get(name, 0) for name in session.pool}
    return sorted(asked, key=lambda name: (asked[name], session.rank(name, asked[name], turn)))


def search(session, order):
    """The first full set of ids without enemies in it, or None."""
    sections = list(session.counts)
    lines = {section: [name for name in order if session.pool[name]["section"] == section] for section in sections}
    left = {section: frozenset(line) for section, line in lines.items()}  # not looked at, no enemy of one taken
    need = dict(session.counts)
    taken = []  # (section, place, left, need) as they were before the question was taken
    at, place, steps = 0, 0, 0
    while True:
        while at < len(sections) and need[sections[at]] == 0:
            at, place = at + 1, 0
        if at == len(sections):
            return [lines[sections[one[0]]][one[1]] for one in taken]
        section = sections[at]
        name = lines[section][place]
        if name in left[section]:
            steps += 1
            if steps > STEPS:
                return None
            taken.append((at, place, left, need))
            need = {**need, section: need[section] - 1}
            gone = session.foes[name] | {name}
            touched = {session.pool[one]["section"] for one in gone}
            left = {part: held - gone if part in touched else held for part, held in left.items()}
            while any(len(left[part]) < need[part] for part in sections):
                if not taken:
                    return None
                at, place, left, need = taken.pop()
                passed = lines[sections[at]][place]
                left = {**left, sections[at]: left[sections[at]] - {passed}}
        place += 1


def into_band(session, chosen, order, exposure, turn):
    """The chosen ids, swapped one for one until the mean weight is within the band, or None."""
    chosen = set(chosen)
    changed = True
    while session.away(session.weight(chosen)) and changed:
        changed = False
        for new in order:
            total = session.weight(chosen)
            if not session.away(total):
                break
            if new in chosen or session.foes[new] & chosen:
                continue
            section, weight = session.pool[new]["section"], session.pool[new]["weight"]
            swaps = []
            for old in chosen:
                if session.pool[old]["section"] == section:
                    after = session.away(total - session.pool[old]["weight"] + weight)
                    swaps.append((after, session.rank(old, exposure.get(old, 0), turn), old))
            after, _rank, old = min(swaps)
            if after < session.away(total):
                chosen = (chosen - {old}) | {new}
                changed = True
    return None if session.away(session.weight(chosen)) else chosen


def compose(session, exposure):
    """The ids of a paper whose predecessors asked the questions that often, or None."""
    for turn in range(ROUNDS):
        order = look_order(session, exposure, turn)
        chosen = search(session, order)
        if chosen is not None:
            chosen = into_band(session, chosen, order, exposure, turn)
        if chosen is not None:
            return chosen
    return None


def placed(session, number, chosen):
    """The rows of paper `number`: id, version and option ids, in the order in which they are shown."""
    rows = []
    for section in session.counts:
        held = [name for name in chosen if session.pool[name]["section"] == section]
        for name in sorted(held, key=lambda one: digest("place", session.seed, number, one)):
            options = sorted(
                session.pool[name]["options"],
                key=lambda one: digest("option", session.seed, number, name, one),
            )
            rows.append([name, session.pool[name]["version"], options])
    return rows


def paper_hash(number, rows):
    """SHA-256 over a paper, hex."""
    values = ["paper", number]
    for name, version, options in rows:
        values += [name, version, len(options), *options]
    return digest(*values).hex()


def papers(session, count):
    """Yield the rows of papers 1 to count."""
    exposure, first = {}, None
    for number in range(1, count + 1):
        chosen = compose(session, exposure)
        if first is None:
            first = chosen
        if chosen is None:
            chosen = first
        if chosen is None:
            raise ValueError("no paper meets the form")
        for name in chosen:
            exposure[name] = exposure.get(name, 0) + 1
        yield placed(session, number, chosen)


def faults_of_form(session, told, paper):
    """In what a paper does not meet the form; empty if it does."""
    names = [row[0] for row in paper["questions"]]
    if len(set(names)) != len(names) or not set(names) <= set(session.pool):
        return ["its questions are not different questions of the pool"]
    faults = []
    for section, count in session.counts.items():
        if sum(session.pool[name]["section"] == section for name in names) != count:
            faults.append(f"section {section} has not {count} questions")
    if session.away(session.weight(names)):
        faults.append("its mean weight is outside the band")
    if any(session.foes[name] & set(names) for name in names):
        faults.append("enemies stand in it")
    if (paper["minutes"], paper["threshold"]) != (told["form"]["minutes"], told["form"]["threshold"]):
        faults.append("its minutes or its threshold are not the form's")
    return faults


def differences(told, commitment):
    """Every difference, as a line."""
    if told["seed"] is None:
        return ["the seed is not yet revealed: the session is not closed"]
    found = []
    session = Session(told)
    if hashlib.sha256(session.seed).hexdigest() != commitment:
        found.append("the seed does not fit the commitment")
    stored = told["papers"]
    for number, (paper, rows) in enumerate(zip(stored, papers(session, len(stored)), strict=True), 1):
        name = f"paper {paper['number']} ({paper['candidate']})"
        if paper["number"] != number:
            found.append(f"{name}: its number should be {number}")
        if paper["questions"] != rows:
            found.append(f"{name}: it is not the paper that the seed gives")
        if paper["sha256"] != paper_hash(number, rows):
            found.append(f"{name}: its SHA-256 is not that of the paper that the seed gives")
        found += [f"{name}: {fault}" for fault in faults_of_form(session, told, paper)]
    return found


def main():
    """Read, recompute, tell."""
    parser = argparse.ArgumentParser(description="Recompute the papers of a session from the revealed seed.")
    parser.add_argument("file", help="what `station draw show DATA --json` printed")
    parser.add_argument("--commitment", help="the commitment as it was printed before the session, 64 hex digits")
    options = parser.parse_args()
    try:
        told = json.loads(pathlib.Path(options.file).read_text("utf-8"))
        if told["algorithm"] != ALGORITHM:
            raise ValueError(f"algorithm {told['algorithm']}: this program knows {ALGORITHM}")
        found = differences(told, (options.commitment or told["commitment"]).lower())
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        print(f"{options.file}: {type(error).__name__}: {error}", file=sys.stderr)
        return 2
    for line in found:
        print(line)
    if not found:
        print(f"{len(told['papers'])} papers recomputed from the seed, all equal; commitment {told['commitment']}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
