"""Keys of a PC that exchanges signed and sealed files with others (security c2, c4).

A PC has one Ed25519 key to sign and one X25519 key that others seal to. Both private parts are kept only under the
master key of the data folder; the public parts leave it as an introduction, whose fingerprint two people compare by
voice before either PC believes the other.
"""

import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from station.vault.keys import KEY_BYTES, SealBroken, derive, open_sealed, seal

SIGNATURE_BYTES = 64
_GROUPS, _GROUP_DIGITS = 6, 5
_DOMAIN = b"KGTP\0"
_LABEL = "exchange identity"
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


@dataclass(frozen=True)
class Identity:
    """The public keys of a PC, 32 bytes each."""

    sign_key: bytes
    seal_key: bytes

    def __post_init__(self) -> None:
        if len(self.sign_key) != KEY_BYTES or len(self.seal_key) != KEY_BYTES:
            raise ValueError("a public key has 32 bytes")

    @property
    def sha256(self) -> str:
        """What the PC is known by in files: the hash of both keys, hex."""
        return hashlib.sha256(b"KGTI/v1\0" + self.sign_key + self.seal_key).hexdigest()

    @property
    def fingerprint(self) -> str:
        """30 digits in six groups, 99 bits: read aloud and compared before the PC is believed."""
        return fingerprint_of(self.sha256)

    def has_signed(self, purpose: str, message: bytes, signature: bytes) -> bool:
        """Whether this PC signed exactly these bytes for exactly this purpose."""
        try:
            Ed25519PublicKey.from_public_bytes(self.sign_key).verify(signature, _signed(purpose, message))
        except (InvalidSignature, ValueError):
            return False
        return True

    def seal_for(self, plaintext: bytes, context: bytes) -> bytes:
        """Encrypt so that only this PC can open it, under the same `context` (HPKE, RFC 9180, base mode).

        Who sealed it is not shown by this: that is the signature's part. Raises ValueError for a key nobody can own.
        """
        return _SUITE.encrypt(plaintext, X25519PublicKey.from_public_bytes(self.seal_key), info=context)


class OwnKeys:
    """The private keys of this PC, in memory while its bank is open. `public` is what others may know."""

    def __init__(self, sign_key: Ed25519PrivateKey, seal_key: X25519PrivateKey) -> None:
        self._sign_key, self._seal_key = sign_key, seal_key
        self.public = Identity(sign_key.public_key().public_bytes_raw(), seal_key.public_key().public_bytes_raw())

    @staticmethod
    def new() -> "OwnKeys":
        """Keys that no other PC has."""
        return OwnKeys(Ed25519PrivateKey.generate(), X25519PrivateKey.generate())

    def kept(self, master: bytes) -> bytes:
        """Both private keys, sealed under the data folder's master key."""
        secret = self._sign_key.private_bytes_raw() + self._seal_key.private_bytes_raw()
        return seal(derive(master, _LABEL), secret, _LABEL.encode())

    @staticmethod
    def from_kept(master: bytes, data: bytes) -> "OwnKeys":
        """The keys that `kept` sealed. Raises SealBroken."""
        secret = open_sealed(derive(master, _LABEL), data, _LABEL.encode())
        if len(secret) != 2 * KEY_BYTES:
            raise SealBroken
        return OwnKeys(
            Ed25519PrivateKey.from_private_bytes(secret[:KEY_BYTES]),
            X25519PrivateKey.from_private_bytes(secret[KEY_BYTES:]),
        )

    def sign(self, purpose: str, message: bytes) -> bytes:
        """64 bytes that only this PC can make; a signature for one purpose is none for another."""
        return self._sign_key.sign(_signed(purpose, message))

    def open_sealed(self, data: bytes, context: bytes) -> bytes:
        """What another PC sealed for this one under this `context`. Raises SealBroken."""
        try:
            return _SUITE.decrypt(data, self._seal_key, info=context)
        except (InvalidTag, ValueError) as error:
            raise SealBroken from error


def fingerprint_of(sha256: str) -> str:
    """The fingerprint that belongs to `Identity.sha256`."""
    number = int(sha256, 16) % 10 ** (_GROUPS * _GROUP_DIGITS)
    digits = f"{number:0{_GROUPS * _GROUP_DIGITS}d}"
    return " ".join(digits[at : at + _GROUP_DIGITS] for at in range(0, len(digits), _GROUP_DIGITS))


def _signed(purpose: str, message: bytes) -> bytes:
    """The format and the purpose stand before the hash, so that no signature can be moved to another place (c4)."""
    return _DOMAIN + purpose.encode() + b"\0v1\0" + hashlib.sha256(message).digest()
