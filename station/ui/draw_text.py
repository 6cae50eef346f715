"""The papers of a session as lines of a terminal: who got which, and how each meets the form."""

from collections.abc import Iterator

from resources.texts import Texts
from station.services.bank.learning import Learned
from station.services.draw_table import DrawTable, PaperLine


def lines_of(table: DrawTable, texts: Texts) -> Iterator[str]:
    """Algorithm, commitment, seed, form and pool; a line for every paper; the exposure of every section."""
    yield from _head(table, texts)
    yield ""
    yield from (_line(line, table, texts) for line in table.papers)
    if not table.papers:
        yield texts.get("No paper has been drawn yet.")
    yield ""
    for section, (least, most) in table.exposure.items():
        told = texts.get("Section {section}: each question stands in {least} to {most} papers.")
        yield told.format(section=section, least=least, most=most)
    missed = [line.number for line in table.papers if not line.meets_the_form]
    if missed:
        told = texts.get("Papers that do NOT meet the form: {papers}")
        yield told.format(papers=", ".join(map(str, missed)))
    else:
        yield texts.get("Every paper meets the form.")


def _head(table: DrawTable, texts: Texts) -> Iterator[str]:
    if not table.algorithm:
        yield texts.get("This session committed itself to no seed: its papers came from chance.")
    else:
        yield texts.get("Algorithm: {name}").format(name=table.algorithm)
        yield f"{texts.get('Commitment of the draw (SHA-256)')}: {table.commitment}"
        seed = table.seed or texts.get("not revealed yet; the close of the session reveals it")
        yield f"{texts.get('Seed of the draw')}: {seed}"
    form = table.form
    counts = ", ".join(f"{section} {count}" for section, count in form.counts.items() if count)
    said = texts.get("Form {form}: {counts}; {minutes} min, threshold {threshold}")
    yield said.format(form=form.id, counts=counts, minutes=form.minutes, threshold=form.threshold)
    if form.band is not None:
        band = texts.get("Mean difficulty of a paper: {least} to {most}")
        yield band.format(least=_weight(form.band[0]), most=_weight(form.band[1]))
    pool = texts.get("Questions in the pool: {count}; bank {version}, SHA-256 {sha256}")
    yield pool.format(count=len(table.pool), **table.bank)


def _line(line: PaperLine, table: DrawTable, texts: Texts) -> str:
    """One paper, its parts divided by " | "."""
    say = texts.get
    parts = [say("Paper {number}").format(number=line.number or "-")]
    if line.candidate:
        who = say("{candidate}, list № {list} row {row}, attempt {attempt}")
        parts.append(
            who.format(candidate=line.candidate, list=line.list_number, row=line.list_row, attempt=line.attempt)
        )
    parts.append(", ".join(f"{section} {count}" for section, count in line.counts.items() if count))
    parts.append(say("{minutes} min, threshold {threshold}").format(minutes=line.minutes, threshold=line.threshold))
    difficulty = _weight(line.mean_weight)
    if table.form.band is None:
        parts.append(say("difficulty {mean}").format(mean=difficulty))
    elif line.is_in_band:
        parts.append(say("difficulty {mean}, within the band").format(mean=difficulty))
    else:
        parts.append(say("difficulty {mean}, OUTSIDE the band").format(mean=difficulty))
    parts.append(say("enemies apart") if line.are_enemies_apart else say("enemies MEET"))
    least, most = line.exposure
    parts.append(say("seen before {least} to {most} times").format(least=least, most=most))
    parts.append(say("meets the form") if line.meets_the_form else say("does NOT meet the form"))
    return " | ".join((*parts, line.sha256))


def _weight(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def learned_lines(done: Learned, texts: Texts) -> Iterator[str]:
    """What counting a session's answers brought."""
    told = texts.get(
        "Session {session}: scored attempts {attempts}, questions {questions}, askings {asked}, right {right}."
    )
    yield told.format(
        session=done.session, attempts=done.attempts, questions=done.questions, asked=done.asked, right=done.right
    )
    if done.again:
        yield texts.get("It had been counted before; its former counts were replaced.")
    if done.unknown:
        yield texts.get("Questions that this bank does not have: {count}").format(count=done.unknown)
