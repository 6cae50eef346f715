"""The only cryptography: keys, passphrases, sealing (`keys`); signed and sealed files between PCs (`exchange`).

`exchange` is imported by who exchanges: its library is not needed to unlock a station.
"""

from station.vault.keys import (
    KEY_BYTES,
    RECOVERY,
    Cost,
    Keyring,
    SealBroken,
    calibrated_cost,
    derive,
    new_master_key,
    new_passphrase,
    open_sealed,
    seal,
)

__all__ = [
    "KEY_BYTES",
    "RECOVERY",
    "Cost",
    "Keyring",
    "SealBroken",
    "calibrated_cost",
    "derive",
    "new_master_key",
    "new_passphrase",
    "open_sealed",
    "seal",
]
