"""The only cryptography: keys, passphrases, sealing (security c2b). Key custody of one machine.

One random master key stands for the whole data folder. It is never on disk in clear: `keyring.json` holds it
once per staff member and once for the envelope, each time sealed under Argon2id of a passphrase.
"""

import base64
import hashlib
import json
import secrets
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from station.domain.errors import Reason, StationError

KEY_BYTES = 32
RECOVERY = "recovery"  # the slot of the passphrase in the sealed envelope

_NONCE_BYTES = 12
_SALT_BYTES = 16
_FORMAT = 1
_GROUPS, _GROUP_DIGITS = 6, 4


class SealBroken(ValueError):
    """The bytes were not sealed with this key and this purpose, or were changed since."""


def new_master_key() -> bytes:
    """32 random bytes, the root of every key of one data folder."""
    return secrets.token_bytes(KEY_BYTES)


def derive(master: bytes, label: str) -> bytes:
    """The 32-byte key of one purpose; other labels give unrelated keys (HKDF-SHA256)."""
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"KGT/v1/" + label.encode()).derive(bytes(master))


def seal(key: bytes, plaintext: bytes, aad: bytes, nonce: bytes | None = None) -> bytes:
    """Encrypt and authenticate; `aad` names purpose and place and is needed again to open.

    The nonce is random unless given; who gives one must never give it twice under the same key.
    """
    chosen = secrets.token_bytes(_NONCE_BYTES) if nonce is None else nonce
    return chosen + ChaCha20Poly1305(bytes(key)).encrypt(chosen, plaintext, aad)


def open_sealed(key: bytes, data: bytes, aad: bytes) -> bytes:
    """The plaintext that `seal` took. Raises SealBroken."""
    try:
        return ChaCha20Poly1305(bytes(key)).decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], aad)
    except (InvalidTag, ValueError) as error:
        raise SealBroken from error


def new_passphrase(below: Callable[[int], int] = secrets.randbelow) -> str:
    """Six groups of four digits, 79 bits: made by the system, never chosen, printed once (security c2).

    Digits, not words: they are on every keyboard layout and on the number pad, and read alike in every
    language.
    """
    return " ".join(f"{below(10**_GROUP_DIGITS):0{_GROUP_DIGITS}d}" for _ in range(_GROUPS))


def _typed(passphrase: str) -> bytes:
    """What counts of a typed passphrase: no blanks, no dashes, one spelling of each letter."""
    text = unicodedata.normalize("NFKC", passphrase)
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) != "Pd").encode()


@dataclass(frozen=True)
class Cost:
    """What one try of a passphrase costs (Argon2id); stored with each slot, so it may rise later."""

    memory_kib: int = 65536
    passes: int = 3
    lanes: int = 4

    def stretch(self, passphrase: str, salt: bytes) -> bytes:
        """The 32-byte key of a passphrase."""
        kdf = Argon2id(
            salt=salt, length=KEY_BYTES, iterations=self.passes, lanes=self.lanes, memory_cost=self.memory_kib
        )
        return kdf.derive(_typed(passphrase))

    @property
    def plausible(self) -> bool:
        """Within what a station could ever have written.

        A forged file must not eat the memory of the machine.
        """
        return (
            8 * self.lanes <= self.memory_kib <= 1 << 20 and 1 <= self.passes <= 64 and 1 <= self.lanes <= 16
        )


def calibrated_cost(wanted_ms: int = 500, start: Cost | None = None) -> Cost:
    """The cost at which one try takes `wanted_ms` on this machine, never under the default (security c2)."""
    cost = start or Cost()
    while cost.passes < 64:
        begun = time.perf_counter()
        cost.stretch("calibration", bytes(_SALT_BYTES))
        taken_ms = (time.perf_counter() - begun) * 1000
        if taken_ms >= wanted_ms:
            break
        wanted = int(cost.passes * wanted_ms / max(taken_ms, 1)) + 1
        cost = Cost(cost.memory_kib, min(64, max(cost.passes + 1, wanted)), cost.lanes)
    return cost


@dataclass(frozen=True)
class _Slot:
    cost: Cost
    salt: bytes
    sealed: bytes

    def aad(self, slot_id: str) -> bytes:
        """Binds the sealed key to its owner and its cost: a slot copied under another name does not open."""
        cost = self.cost
        return f"KGTK/v1/{slot_id}/{cost.memory_kib}/{cost.passes}/{cost.lanes}".encode()


class Keyring:
    """Who can open the data folder: one slot per staff member and one for the envelope.

    Kept as `keyring.json`; it is not secret, and its hash is journalled when it changes.
    """

    def __init__(self, cost: Cost | None = None) -> None:
        self._cost = cost or Cost()
        self._slots: dict[str, _Slot] = {}

    def staff(self) -> list[str]:
        """Ids of the staff slots, in order."""
        return sorted(slot for slot in self._slots if slot != RECOVERY)

    def __contains__(self, slot_id: str) -> bool:
        return slot_id in self._slots

    def add_slot(self, slot_id: str, passphrase: str, master_key: bytes) -> None:
        """Let `passphrase` open the folder as `slot_id`; a slot of that name is replaced."""
        salt = secrets.token_bytes(_SALT_BYTES)
        slot = _Slot(self._cost, salt, b"")
        key = self._cost.stretch(passphrase, salt)
        self._slots[slot_id] = _Slot(self._cost, salt, seal(key, bytes(master_key), slot.aad(slot_id)))

    def remove_slot(self, slot_id: str) -> None:
        """Take the slot away; the passphrase opens older copies of the keyring still.

        No error where none is.
        """
        self._slots.pop(slot_id, None)

    def unlock(self, slot_id: str, passphrase: str) -> bytes:
        """The master key. Raises PASSPHRASE_WRONG, also for a slot that does not exist."""
        slot = self._slots.get(slot_id)
        if slot is None:
            raise StationError(Reason.PASSPHRASE_WRONG)
        try:
            return open_sealed(slot.cost.stretch(passphrase, slot.salt), slot.sealed, slot.aad(slot_id))
        except SealBroken:
            raise StationError(Reason.PASSPHRASE_WRONG) from None

    def to_bytes(self) -> bytes:
        """The contents of `keyring.json`: always the same bytes for the same slots."""
        slots = {name: _slot_record(slot) for name, slot in sorted(self._slots.items())}
        return json.dumps({"format": _FORMAT, "slots": slots}, sort_keys=True, indent=1).encode() + b"\n"

    @staticmethod
    def from_bytes(data: bytes, cost: Cost | None = None) -> "Keyring":
        """The keyring of its file; new slots get `cost`. Raises DATA_NEWER, DATA_DAMAGED."""
        keyring = Keyring(cost)
        try:
            record = json.loads(data)
            found = int(record["format"])
            if found > _FORMAT:
                raise StationError(Reason.DATA_NEWER, found=found, known=_FORMAT)
            keyring._slots = {str(name): _slot_of(fields) for name, fields in record["slots"].items()}
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise StationError(Reason.DATA_DAMAGED, where="keyring.json") from error
        return keyring

    def slot_sha256(self, slot_id: str) -> str:
        """Hex digest of one slot: another passphrase is another slot. Raises KeyError."""
        record = json.dumps(_slot_record(self._slots[slot_id]), sort_keys=True)
        return hashlib.sha256(record.encode()).hexdigest()

    @property
    def sha256(self) -> str:
        """Hex digest of the file's bytes, for the journal."""
        return hashlib.sha256(self.to_bytes()).hexdigest()


def _slot_record(slot: _Slot) -> dict[str, str | int]:
    return {
        "kdf": "argon2id",
        "memory_kib": slot.cost.memory_kib,
        "passes": slot.cost.passes,
        "lanes": slot.cost.lanes,
        "salt": base64.b64encode(slot.salt).decode(),
        "sealed": base64.b64encode(slot.sealed).decode(),
    }


def _slot_of(fields: dict[str, Any]) -> _Slot:
    cost = Cost(int(fields["memory_kib"]), int(fields["passes"]), int(fields["lanes"]))
    salt = base64.b64decode(fields["salt"], validate=True)
    sealed = base64.b64decode(fields["sealed"], validate=True)
    if fields["kdf"] != "argon2id" or not cost.plausible or len(salt) < 8:
        raise ValueError("not a slot of ours")
    return _Slot(cost, salt, sealed)
