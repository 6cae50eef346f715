"""Candidate codes (art. 24 item 4, R-24.4, R-24.8, security c5): twelve digits, the last two MOD 97-10 (ISO 7064)."""

import hashlib
import hmac
from collections.abc import Sequence

RANDOM_DIGITS = 10
LENGTH = 12


def code_from(random_digits: int) -> str:
    """The code of a random number below 10**10. Raises ValueError outside it."""
    if not 0 <= random_digits < 10**RANDOM_DIGITS:
        raise ValueError("ten digits wanted")
    return f"{random_digits:010d}{98 - random_digits * 100 % 97:02d}"


def normalise(typed: str) -> str:
    """The digits of what was typed; blanks and dashes are allowed. Anything else makes it unlike a code."""
    return "".join(typed.split()).replace("-", "").replace("–", "")


def has_good_digits(code: str) -> bool:
    """Twelve ASCII digits whose check digits fit: otherwise a typing fault, charged to nobody."""
    return len(code) == LENGTH and code.isascii() and code.isdigit() and int(code) % 97 == 1


def grouped(code: str) -> str:
    """As printed: 4827 7130 6467."""
    return " ".join(code[start : start + 4] for start in range(0, LENGTH, 4))


def verifier(key: bytes, session: str, station: str, code: str) -> str:
    """The keyed hash that is stored instead of the code, hex."""
    return hmac.new(key, f"{session}|{station}|{code}".encode(), hashlib.sha256).hexdigest()


def same(one: str, other: str) -> bool:
    """Constant-time comparison of two verifiers."""
    return hmac.compare_digest(one, other)


def delay_after(wrong: int, free: int, delays: Sequence[int]) -> int:
    """Seconds to wait after the `wrong`-th wrong entry: none for the first `free`, then the growing delays."""
    if wrong < free:
        return 0
    return delays[min(wrong - free, len(delays) - 1)]
