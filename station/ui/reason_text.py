"""The shape of a refusal's words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Message ids with named fields, or sentences once translated. `kept` and `to_do` may be empty."""

    title: str
    happened: str
    kept: str = ""
    to_do: str = ""

    @property
    def text(self) -> str:
        """Everything below the title, as one paragraph."""
        return " ".join(part for part in (self.happened, self.kept, self.to_do) if part)
