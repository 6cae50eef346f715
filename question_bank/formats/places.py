"""To which section a question of a file belongs: by id, by title, or as the person who imports it says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from question_bank.formats.foreign import Fault, ForeignQuestion, Remark, remark
from question_bank.model import Section


def _folded(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", text.lower().replace("ё", "е")).split())


@dataclass(frozen=True)
class Places:
    """The bank's sections; `default` is taken where a file names none, `mapping` says what a file's names mean."""

    sections: Sequence[Section]
    default: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)

    def of(self, question: ForeignQuestion) -> tuple[str, str] | Remark:
        """Section id and topic of a question, or why it has none.

        A section that a row names must be known. Of a category path the outermost known name counts and the rest is the
        topic; a path without a known name goes to the default, whole.
        """
        if question.section:
            found = self._known(question.section)
            return (found, question.topic) if found else remark(Fault.SECTION_UNKNOWN, section=question.section[:80])
        path = question.category
        if mapped := self.mapping.get("/".join(path)):
            return mapped, question.topic
        for place, name in enumerate(path):
            if found := self._known(name):
                return found, question.topic or " / ".join(path[place + 1 :])
        if self.default:
            return self.default, question.topic or " / ".join(path)
        return remark(Fault.SECTION_UNKNOWN, section=path[-1][:80]) if path else remark(Fault.SECTION_MISSING)

    def _known(self, name: str) -> str:
        """The id of the section that a name means, or ""."""
        if name in self.mapping:
            return self.mapping[name]
        said = _folded(name)
        for section in self.sections:
            if said in (_folded(section.id), _folded(section.title.ky), _folded(section.title.ru)):
                return section.id
        fitting = [section.id for section in self.sections if said.startswith(f"{_folded(section.id)} ")]
        return max(fitting, key=len, default="")
