"""An invented bank for the desk's second half: values only, no service runs."""

from dataclasses import replace

from question_bank.blueprint import Lack, Supply
from question_bank.health.report import Check, Figures, Longest, Place, Report, found
from question_bank.model import Bilingual, Option, Question, Section
from question_bank.workflow import Act, Person, Role
from resources.texts import Texts
from station.domain import form as forms
from station.domain.form_spec import FormSpec, SectionPlan
from station.services.bank.facts import (
    BundleLook,
    ExchangeState,
    ImportDone,
    ImportLook,
    ImportRow,
    KnownPc,
    Loss,
    MetDecision,
)
from station.services.bank.trials import Trial, TrialPaper
from station.ui.bank.exchange_screen import ExchangeScreen
from station.ui.bank.exchange_views import Conflict, ExchangeView
from station.ui.bank.export_screen import ExportScreen, ExportView
from station.ui.bank.form_values import APPROVED, Approval, FormLine, FormsView
from station.ui.bank.forms_screen import FormsScreen
from station.ui.bank.frame import BankFrame, BankHead
from station.ui.bank.health_screen import HealthScreen, HealthView
from station.ui.bank.import_screen import ImportScreen, ImportView
from station.ui.bank.sign_in import RECOVERY, Account, Entry, SignInView
from station.ui.bank.staff_screen import StaffScreen, StaffView

NOW = 1_795_319_640_000  # 2026-11-22 09:54 in Bishkek
START = "/media/stick"

PEOPLE = (
    Person("P1", "Касымова Айгүл Темировна", frozenset({Role.AUTHOR})),
    Person("P2", "Осмонов Бакыт Жолдошович", frozenset({Role.REVIEWER, Role.AUTHOR})),
    Person("P3", "Садыкова Гүлнара Асановна", frozenset({Role.APPROVER})),
    Person("P4", "Жумабеков Нурлан Өмүрбекович", frozenset({Role.CUSTODIAN})),
)
SECTIONS = (
    Section("S1", Bilingual("Кесиптик даярдык", "Профессиональная подготовка")),
    Section(
        "S2",
        Bilingual("Билим берүү жаатындагы ченемдик укуктук актылар", "Нормативные правовые акты в сфере образования"),
    ),
    Section("S3", Bilingual("Психология", "Психология")),
    Section("S4", Bilingual("Билим берүүдөгү башкаруу", "Управление в образовании")),
    Section("S5", Bilingual("Билим берүүдөгү каржылоо", "Финансирование в образовании")),
    Section("S6", Bilingual("Ыйгарым укуктар жана функциялар", "Полномочия и функции")),
    Section("S7", Bilingual("Маалыматтык технологиялар", "Информационные технологии")),
)
HEAD = BankHead("Тесттик суроолордун базасы", "2", PEOPLE[1], waiting=14)

ENTRIES = (*(Entry(person.id, person.name, person.roles) for person in PEOPLE), Entry(RECOVERY))
SIGN_IN = SignInView("Тесттик суроолордун базасы", "2", ENTRIES)
ACCOUNTS = tuple(Account(person.name, person.roles, "4827 7130 6467 0099 1203 5518") for person in PEOPLE)

_STEM = "Мектептин педагогикалык кеңешинин чечими милдеттүү түрдө аткарылышы үчүн эмне зарыл?"
ROWS = (
    ImportRow(2, "S2-0041", _STEM, "taken"),
    ImportRow(3, "S2-0042", "Какой документ устанавливает порядок аттестации?", "taken", notes=(("true_false", {}),)),
    ImportRow(4, "S2-0007", _STEM, "changed", notes=(("new_version", {"version": 3}), ("tags_left", {"tags": "a, b"}))),
    ImportRow(5, "S2-0009", "Укажите верное определение.", "same"),
    ImportRow(6, "", "Кто назначает руководителя?", "refused", "two_keys", {"count": 2}),
    ImportRow(7, "", "Выберите ответ", "refused", "section_unknown", {"section": "Педагогика"}),
    ImportRow(8, "", "Кт?п окуу", "refused", "letters_lost", {"word": "Кт?п"}),
)
LOOK = ImportLook("суроолор-2026.gift", "gift", ROWS, "t1")
LONG_LOOK = replace(
    LOOK,
    format="xlsx",
    file="бардык-суроолор.xlsx",
    rows=tuple(ImportRow(line, f"S3-{line:04}", _STEM, "taken") for line in range(2, 10_002)),
)
DONE = (
    ImportDone("I3", "суроолор-2026.xlsx", "xlsx", NOW - 86_400_000, PEOPLE[0].name, 412, 18, 7),
    ImportDone("I2", "moodle-export.xml", "moodle", NOW - 9 * 86_400_000, PEOPLE[1].name, 60, 0, 2, is_undone=True),
    ImportDone("I1", "психология.txt", "aiken", NOW - 90 * 86_400_000, PEOPLE[0].name, 33, 0, 0, can_undo=False),
)
LOSSES = (Loss("pictures", 12), Loss("state", 4870), Loss("history", 5003), Loss("unfinished", 3))

FIGURES = Figures(
    longest={"ky": Longest(4900, 2107, 900, 1225), "ru": Longest(4900, 1519, 640, 1225)},
    places=(Place(0, 1050, 1225), Place(1, 1620, 1225), Place(2, 1480, 1225), Place(3, 750, 1225)),
    sections={
        section.id: {"approved": 640 - 60 * place, "in_review": 24 + place, "draft": 40, "retired": 9}
        for place, section in enumerate(SECTIONS)
    },
    difficulties={0: 310, 1: 700, 2: 1400, 3: 1500, 4: 800, 5: 290},
)
REPORT = Report(
    5000,
    (
        found(Check.UNFINISHED, "S1-0003", what="no_key"),
        found(Check.MISSING_TRANSLATION, "S1-0017", "ru", what="missing", stem=1, options="А, В"),
        *(found(Check.PARITY_NUMBERS, f"S2-{n:04}", place="stem", ky="12", ru="14") for n in range(1, 131)),
        found(Check.DUPLICATE_OPTIONS, "S2-0040", "ky", what="equal", options="А, Г"),
        found(Check.NEAR_DUPLICATE, "S3-0002", what="question", other="S3-0019", per_cent=91),
        found(Check.LONGEST_IS_KEY, "S4-0001", "ky", what="question", key=84, next=31),
        found(Check.LONGEST_IS_KEY, "", "ky", what="bank", share=43, expected=25),
        found(Check.KEY_POSITIONS, option="Б", share=33, expected=25),
        found(Check.MISSING_SOURCE, "S5-0008"),
    ),
    FIGURES,
)
HEALTH = HealthView(START, REPORT, NOW, sections=SECTIONS)

ORDER = (
    Bilingual("Тестирлөө 120 мүнөткө созулат.", "Тестирование длится 120 минут."),
    Bilingual("Талапкер залга телефонсуз кирет.", "Кандидат входит в зал без телефона."),
)
SPEC = FormSpec(
    "form-80", Bilingual("Негизги форма, 80 суроо", "Основная форма, 80 вопросов"),
    tuple(SectionPlan(section.id, count, 4 if section.id == "S2" else 0)
          for section, count in zip(SECTIONS, (20, 16, 8, 14, 8, 8, 6), strict=True)),
    1, 120, 52, band=(260, 340), paragraphs=ORDER,
)  # fmt: skip
APPROVAL = Approval(forms.Act("order", "117", "2026-10-05"), forms.Act("order", "118", "2026-10-05"))
FORMS = (
    FormLine(SPEC, APPROVED, APPROVAL, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
    FormLine(replace(SPEC, id="form-81", title=Bilingual("Негизги форма, жаңы", "Основная форма, новая"))),
)
TRIAL = Trial(
    "3c59dc048e8850243be8079a5c74d079",
    "balanced/1",
    tuple(
        TrialPaper(
            number,
            f"{number:02}" + "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a",
            (20, 16, 8, 14, 8, 8, 6) if number != 3 else (19, 16, 8, 14, 8, 8, 6),
            298 + number,
            12,
            ("section",) if number == 3 else (),
        )
        for number in range(1, 26)
    ),
    6,
)
SHORT = Supply((Lack("S2", 16, 9), Lack("S6", 8, 8, by_enemies=True)), None)
FITS = Supply((), (212, 388))
FORMS_VIEW = FormsView(START, SECTIONS, FORMS, "form-80", may_approve=True)

FINGERPRINT = "40271 88310 02946 71533 60028 19475"
KNOWN = (
    KnownPc("a1", "1", "88120 30466 51920 77310 02584 99163", NOW, PEOPLE[3].name, 4, NOW - 3_600_000, 3, NOW, 12),
    KnownPc("a3", "3", "10293 84756 56473 82910 19283 74650", NOW, PEOPLE[3].name),
)


def question(stem: str, *options: str) -> Question:
    """A question whose first option is the key."""
    made = tuple(
        Option(chr(97 + place), Bilingual(f"{text} (ky)", f"{text} (ru)")) for place, text in enumerate(options)
    )
    return Question(
        "S2-0041", 2, "S2", Bilingual(f"{stem} (ky)", f"{stem} (ru)"), made, frozenset({"a"}), Bilingual("", "")
    )


CONFLICT = Conflict(
    "S2-0041", 2, "c0ffee", "3",
    question("Кто утверждает форму теста?", "Уполномоченный орган", "Школа", "Комиссия"),
    question("Кто утверждает форму тестирования?", "Уполномоченный орган", "Школа", "Техническая комиссия"),
)  # fmt: skip
BUNDLE = BundleLook(
    "t", "3-2.kgtb", "3", NOW - 7_200_000, "all", ("S2-0044", "S2-0045"), 3, 5, 11,
    (MetDecision("S2-0012", 1, Act.APPROVED, PEOPLE[2].name, NOW),), ("S2-0041",), ("Абдыкадыров Б. Ы.",), True,
)  # fmt: skip
EXCHANGE = ExchangeView(START, ExchangeState("2", FINGERPRINT, KNOWN, ("S2-0041", "S4-0100")), chosen=3)


def desk(texts: Texts, tab: str) -> BankFrame:
    """The frame with all tabs of this half, the given one open."""
    frame = BankFrame(texts, HEAD)
    frame.add_screen("import", ImportScreen(texts, ImportView(START, SECTIONS, done=DONE)))
    frame.add_screen("export", ExportScreen(texts, ExportView(START, 5003, losses=())))
    frame.add_screen("health", HealthScreen(texts, HEALTH))
    frame.add_screen("forms", FormsScreen(texts, FORMS_VIEW))
    frame.add_screen("exchange", ExchangeScreen(texts, EXCHANGE))
    frame.add_screen("staff", StaffScreen(texts, StaffView(PEOPLE, "P4", True)))
    frame.show_tab(tab)
    return frame
