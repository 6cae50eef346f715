"""What the tab of test forms shows and sends out (art. 22): a specification, what the bank lacks, papers on trial."""

from dataclasses import dataclass, replace

from question_bank.blueprint import Supply
from question_bank.model import NOTHING, Bilingual, Section

DRAFT, APPROVED = "draft", "approved"
BOTH = frozenset({"ky", "ru"})


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """Questions of a section in a paper, and the points that it must bring (0: no minimum)."""

    id: str
    count: int
    minimum: int = 0


@dataclass(frozen=True, slots=True)
class FormSpec:
    """A specification as it is edited. `band`: least and greatest mean difficulty of a paper, in hundredths from 100 to
    500. `may_go_back`: the candidate may return to earlier questions. `paragraphs`: the order of conduct."""

    id: str = ""
    title: Bilingual = NOTHING
    sections: tuple[SectionPlan, ...] = ()
    points: int = 1
    minutes: int = 0
    threshold: int = 0
    languages: frozenset[str] = BOTH
    band: tuple[int, int] | None = None
    may_go_back: bool = True
    paragraphs: tuple[Bilingual, ...] = ()

    @property
    def questions(self) -> int:
        """How many a paper has."""
        return sum(section.count for section in self.sections)

    @property
    def maximum(self) -> int:
        """Points for all right answers."""
        return self.questions * self.points

    def copy(self, title: Bilingual) -> "FormSpec":
        """The same as a new draft."""
        return replace(self, id="", title=title)


@dataclass(frozen=True, slots=True)
class Approval:
    """The act that approves a form, and the one that approves its order of conduct: kind, number, ISO date each."""

    kind: str
    number: str
    date: str
    order_kind: str
    order_number: str
    order_date: str


@dataclass(frozen=True, slots=True)
class FormLine:
    """A form in the list; `approval` and `sha256` only of an approved one."""

    spec: FormSpec
    state: str = DRAFT
    approval: Approval | None = None
    sha256: str = ""

    @property
    def id(self) -> str:
        """The form's id."""
        return self.spec.id


@dataclass(frozen=True, slots=True)
class TrialPaper:
    """A paper drawn on trial, and how it meets the form: questions per section in the form's order, mean difficulty in
    hundredths, `faults` what it does not meet (section, difficulty, enemies)."""

    number: int
    sha256: str
    counts: tuple[int, ...]
    difficulty: int
    most_shared: int
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trial:
    """Papers drawn from `seed`; `repeats` is how often the most frequent question stands in them."""

    seed: str
    algorithm: str
    papers: tuple[TrialPaper, ...]
    repeats: int = 0


@dataclass(frozen=True, slots=True)
class FormsView:
    """`supply`, `trial`, `refusal` belong to the chosen form; `start` is where choosing a place begins. `may_approve`:
    the person signed in is an approver; `may_edit`: may write drafts."""

    start: str
    sections: tuple[Section, ...] = ()
    forms: tuple[FormLine, ...] = ()
    chosen: str = ""
    supply: Supply | None = None
    trial: Trial | None = None
    refusal: str = ""
    may_edit: bool = True
    may_approve: bool = False
    is_busy: bool = False

    @property
    def line(self) -> FormLine | None:
        """The chosen form."""
        return next((form for form in self.forms if form.id == self.chosen), None)
