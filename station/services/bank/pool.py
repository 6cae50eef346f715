"""What papers would be drawn from, were the bank released now: approved versions, and how hard sessions found them."""

from dataclasses import replace

from question_bank.balanced import Drawable, drawable
from question_bank.content import question_of
from question_bank.measured import measured_weight
from station.services.bank.bank import Bank


def approved_pool(bank: Bank) -> list[Drawable]:
    """The approved version of every question, weighed as a release would weigh it."""
    measured = bank.store.all_measured()
    pool = []
    for one in bank.store.approved():
        asked, right = measured.get((one.question, one.version), (0, 0))
        pool.append(drawable(replace(question_of(one.content), measured=measured_weight(asked, right))))
    return pool
