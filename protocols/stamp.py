"""What the QR in the footer says: enough to find the paper in the journal and to see an altered score.

One compact text of ASCII capitals, so that it packs into the QR's alphanumeric mode:
`KGT1:number:session:seq:head:score`, the head in hex, the score empty where the paper states none.
"""

from dataclasses import dataclass

from protocols.facts import Facts

FORMAT = "KGT1"


@dataclass(frozen=True, slots=True)
class Stamp:
    """The QR's fields; `head` is 64 lower-case hex digits, `score` is `38/50`, `38`, `38-40` or empty."""

    number: str
    session: str
    seq: int
    head: str
    score: str

    def text(self) -> str:
        """The text in the QR. Raises ValueError if a field holds the separator."""
        parts = (FORMAT, self.number, self.session, str(self.seq), self.head.upper(), self.score)
        if any(":" in part for part in parts):
            raise ValueError("a field holds the separator")
        return ":".join(parts)

    @staticmethod
    def read(text: str) -> "Stamp":
        """The fields of a scanned text. Raises ValueError for a text that is not ours."""
        parts = text.split(":")
        if len(parts) != 6 or parts[0] != FORMAT or len(parts[4]) != 64:
            raise ValueError("not a stamp")
        return Stamp(parts[1], parts[2], int(parts[3]), bytes.fromhex(parts[4]).hex(), parts[5])


def stamp(facts: Facts) -> Stamp:
    """The stamp of a paper."""
    header = facts.header
    return Stamp(header.number, header.session, header.seq, header.head, facts.score)
