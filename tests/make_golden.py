"""The data of a release, kept for ever: `python -m tests.make_golden VERSION` writes tests/data/golden/VERSION.

A session's folder and, since 0.3.0, a question bank. Every later program must open and verify them
(tests/journeys/test_golden.py). Made once per release, never again.
"""

import json
import shutil
import sys
from pathlib import Path
from random import Random

from resources import SAMPLE
from station import vault
from station.domain.form import Act, open_form
from station.domain.form_spec import spec_of
from station.services import headless, sample
from station.services.bank import custody, forms
from station.services.bank import sample as bank_sample
from station.services.moved_clock import MovedClock

GOLDEN = Path(__file__).parent / "data" / "golden"
BALLAST = 4096
DAY_MS = 1_795_330_800_000  # 2026-11-22, a morning in Bishkek


def make(version: str) -> Path:
    """A day of six candidates with the short form, three of whom appeal."""
    out = GOLDEN / version
    clock = MovedClock(DAY_MS)
    hall = sample.build(
        out, clock, Random(6).randrange, candidates=6, seed=6, form="10", program=f"station {version}",
        cost=vault.Cost(64, 1, 1), ballast_bytes=BALLAST,
    )  # fmt: skip
    try:
        content = headless.play(hall.station, clock, hall.passphrases, out, 6, hall.commission, 3)
    finally:
        hall.station.store.close()
    for path in (out / "protocols").glob("*.pdf"):
        path.unlink()
    (out / "protocols").rmdir()
    (out / "results.json").write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return out


def make_bank(version: str) -> Path:
    """The training bank with questions in every state, and one approved form."""
    out = GOLDEN / version / "question-bank"
    made = bank_sample.build(out, MovedClock(DAY_MS), Random(6).randrange, cost=vault.Cost(64, 1, 1))
    try:
        custody.sign_in(made.bank, bank_sample.APPROVER, made.passphrases[bank_sample.APPROVER])
        spec = forms.save(made.bank, spec_of(open_form((SAMPLE / "form-10.json").read_bytes())))
        forms.approve(made.bank, spec.id, Act("order", "117", "2026-10-05"))
    finally:
        made.bank.close()
    shutil.rmtree(out / "bank" / "backups")
    return out


if __name__ == "__main__":
    print(make(sys.argv[1]))
    print(make_bank(sys.argv[1]))
