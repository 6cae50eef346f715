"""A program that writes answers until it is killed, and tells each one that was confirmed.

    python -m tests.faults.store_writer FOLDER

Prints the head once it is open, then "seq hash" of every confirmed entry. Mixes in what a real day has:
several entries in one commit, person keys, documents, heartbeats, checkpoints.
"""

import hashlib
import itertools
import random
import sys
from pathlib import Path

from tests.store.data_folder import DataFolder, draft


def main() -> None:
    """Write for ever."""
    folder = DataFolder(Path(sys.argv[1]))
    store = folder.open() if folder.database.exists() or folder.sidecar.exists() else folder.create()
    print("open", store.head[0], store.recovery.kind.value, flush=True)
    source = random.Random()
    for number in itertools.count():
        text = "x" * source.randrange(1500)
        entries = store.append([draft(number, text) for _ in range(source.choice((1, 1, 1, 2, 5)))])
        print(entries[-1].seq, entries[-1].hash.hex(), flush=True)
        if number % 7 == 3:
            store.heartbeat(text.encode())
        if number % 11 == 5:
            store.put_person_key(f"p-{store.head[0]}", source.randbytes(32))
        if number % 13 == 6:
            document = source.randbytes(3000)
            store.put_blob(hashlib.sha256(document).hexdigest(), document)
        if number % 17 == 8:
            store.checkpoint()


if __name__ == "__main__":
    main()
