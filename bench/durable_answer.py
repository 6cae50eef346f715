"""What a durable answer costs: commit and sidecar against a raw write of 4 KiB with fsync, in the same run.

    python -m bench.durable_answer [rounds] [folder]

The folder must lie on the disk in question. Goal 3.0 x, limit 3.5 x (medians; design/performance.md).
"""

import os
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from station import vault
from station.domain.clock import Moment
from station.domain.journal import Draft, canonical
from station.store import Store, StoreKeys
from station.store.batch import Batch

COUNT = 300


def medians_ms(*acts: Callable[[int], object]) -> list[float]:
    """The median time of each act, the acts taken in turn so that a busy machine is the same for all."""
    taken: list[list[float]] = [[] for _ in acts]
    for number in range(COUNT):
        for act, times in zip(acts, taken, strict=True):
            begun = time.perf_counter()
            act(number)
            times.append(time.perf_counter() - begun)
    return [statistics.median(times) * 1000 for times in taken]


def answer(number: int) -> Draft:
    """What a click writes."""
    body = {"candidate": "c-0001", "question": f"S2-{number % 40:03d}", "option": "b", "used_ms": number}
    at = Moment("boot", number, number, number)
    return Draft("option_set", 1, canonical(body), "c-0001", "candidate", at)


def one_round(folder: Path, number: int) -> tuple[float, float, float, float]:
    """Medians in ms: raw write and fsync, database alone, sidecar alone, the whole append."""
    raw = os.open(folder / f"raw-{number}", os.O_RDWR | os.O_CREAT)
    page = secrets.token_bytes(4096)

    def raw_write(_: int) -> None:
        os.write(raw, page)
        os.fsync(raw)

    keys = StoreKeys.of(vault.new_master_key(), vault.derive)
    made = folder / f"data-{number}"
    with Store.create(made, keys, vault.seal, vault.open_sealed, station="01", ballast_bytes=0) as store:
        raw_ms, whole = medians_ms(raw_write, lambda n: store.append([answer(n)]))
        # The two halves of an append, each alone; this store is thrown away.
        database, sidecar, head = store._database, store._sidecar, store.head
        data = next(database.entries(head[0]))
        alone, beside = medians_ms(
            lambda n: database.write(Batch(COUNT + 1 + n, (data,)), head[0] + 1 + n),
            lambda n: sidecar.append(Batch(COUNT + 1 + n, (data,)), head),
        )
        store._failed = True
    os.close(raw)
    return raw_ms, alone, beside, whole


def main() -> None:
    """Print each round and the median of the ratios."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    ratios = []
    with tempfile.TemporaryDirectory(dir=sys.argv[2] if len(sys.argv) > 2 else None) as folder:
        for number in range(rounds):
            raw, alone, beside, whole = one_round(Path(folder), number)
            ratios.append(whole / raw)
            print(
                f"raw {raw:.3f} ms, database {alone / raw:.2f} x, sidecar {beside / raw:.2f} x, "
                f"durable answer {whole:.3f} ms = {whole / raw:.2f} x"
            )
    print(f"median {statistics.median(ratios):.2f} x, goal 3.0 x, limit 3.5 x")


if __name__ == "__main__":
    main()
