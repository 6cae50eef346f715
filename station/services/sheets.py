"""What every document rests on: the hall's fold as it stood then, the persons, the number and the minute."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from protocols import facts as f
from question_bank.model import Bilingual
from station.domain.admitted import Person
from station.domain.deadlines import local
from station.domain.form import Act
from station.domain.hall import Hall

PersonOf = Callable[[str], Person]


@dataclass(frozen=True)
class Sheet:
    """What a document rests on; `made_ms` is legal time, a full minute."""

    hall: Hall
    person: PersonOf
    station: str
    number: str
    made_ms: int
    seq: int
    head: str

    def local(self, legal_ms: int) -> datetime:
        """Legal time in the hall's local time."""
        assert self.hall.policy is not None
        return local(legal_ms, self.hall.policy.utc_offset_minutes)

    def both(self, name: str) -> Bilingual:
        """A setting of the session in both languages."""
        plain = self.hall.settings[name]
        return Bilingual(plain["ky"], plain["ru"])

    def header(self, *, with_basis: bool = True) -> f.Header:
        """The header that all papers share; slips, acts and the commission's papers name no form."""
        form = self.hall.form
        assert form is not None
        return f.Header(
            authority=self.both("authority"),
            institution=self.both("institution"),
            number=self.number,
            session=self.hall.session,
            place=self.both("place"),
            made_at=self.local(self.made_ms),
            station=self.station,
            seq=self.seq,
            head=self.head,
            basis=_act(form.act) if with_basis else None,
            training=bool(self.hall.settings.get("training", False)),
        )


def _act(act: Act) -> f.Act:
    return f.Act(f.ActKind(act.kind), act.number, date.fromisoformat(act.date))
