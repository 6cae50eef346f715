"""The base of all events: a frozen value with a kind, a version and a canonical body."""

import re
from dataclasses import dataclass, fields
from typing import ClassVar

from station.domain.journal import canonical


@dataclass(frozen=True)
class Event:
    """Base of all events."""

    VERSION: ClassVar[int] = 1

    @classmethod
    def kind(cls) -> str:
        """The stored name."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    def body(self) -> str:
        """Canonical JSON of the fields."""
        return canonical({field.name: getattr(self, field.name) for field in fields(self)})
