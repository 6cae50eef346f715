"""An invented bank for the screens of its desk: values only, no service runs."""

import json
from dataclasses import replace

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QPainter

from question_bank.model import Bilingual, Kind, Option, Picture, Question, Section
from question_bank.package import question_from
from question_bank.workflow import Act, Person, Role, Standing, State
from resources import SAMPLE
from resources.texts import Texts
from station.services.bank.facts import BankState, BulkDone, Found, HistoryLine, Opened, Query, QuestionRow
from station.ui.bank.compare_screen import CompareScreen, CompareView
from station.ui.bank.draft import EditorView, FieldNote, blank
from station.ui.bank.editor_screen import EditorScreen
from station.ui.bank.frame import BankFrame, BankHead
from station.ui.bank.list_screen import ListScreen, ListView
from station.ui.proctor.screen import DeskScreen

NOW = 1_795_319_640_000  # 2026-11-22 09:54 in Bishkek
HOUR = 3_600_000
EVERYTHING = frozenset(Role)

SECTIONS = (
    Section("S1", Bilingual("Кесиптик даярдык", "Профессиональная подготовка")),
    Section(
        "S2",
        Bilingual("Билим берүү жаатындагы ченемдик укуктук актылар", "Нормативные правовые акты в сфере образования"),
    ),
    Section("S3", Bilingual("Психология", "Психология")),
)
STAFF = (
    Person("A1", "Касымова А. Т.", frozenset({Role.AUTHOR})),
    Person("A2", "Мамытов Э. К.", frozenset({Role.AUTHOR, Role.REVIEWER})),
    Person("R1", "Осмонов Б. Ж.", frozenset({Role.REVIEWER})),
    Person("P1", "Исмаилова С. К.", frozenset({Role.APPROVER})),
)
ALL_ROLES = Person("A1", "Касымова А. Т.", EVERYTHING)
TOPICS = ("Баалоо", "Блумдун таксономиясы", "Билим берүү мыйзамы", "Психологиялык өнүгүү", "Сабакты пландоо")


def state(person: Person = ALL_ROLES, questions: int = 1240) -> BankState:
    """The bank's head."""
    counts = {State.DRAFT: 210, State.IN_REVIEW: 95, State.APPROVED: 900, State.RETIRED: 35}
    return BankState(
        "Тесттик суроолордун базасы", "РЕДАКЦИЯ-1", person, SECTIONS, counts, questions, TOPICS, STAFF, waiting=12
    )


def questions() -> tuple[Question, ...]:
    """Real sentences: the questions of the sample bank."""
    found = []
    for section in ("S1", "S2", "S3"):
        plain = json.loads((SAMPLE / "bank" / f"{section}.json").read_text("utf-8"))
        found += [question_from(item, section) for item in plain["questions"]]
    return tuple(found)


def rows(total: int = 1240) -> tuple[QuestionRow, ...]:
    """As many rows as wanted, made of the sample questions."""
    known = questions()
    states = (State.APPROVED, State.DRAFT, State.IN_REVIEW, State.APPROVED, State.RETIRED)
    return tuple(
        QuestionRow(
            id=f"{known[place % len(known)].section}-{place + 1:04}",
            version=1 + place % 3,
            state=states[place % 5],
            section=known[place % len(known)].section,
            topic=TOPICS[place % 5],
            kind="multiple" if place % 7 == 3 else "single",
            difficulty=place % 6,
            stem_ky=known[place % len(known)].stem.ky if place % 11 != 4 else "",
            stem_ru=known[place % len(known)].stem.ru,
            author=STAFF[place % 2].name,
            changed_ms=NOW - place * HOUR,
            findings=place % 4 if place % 3 == 0 else 0,
            is_used=place % 5 == 0,
        )
        for place in range(total)
    )


class Source:
    """Answers queries as the bank would, slowly enough to be understood: from a list in memory."""

    def __init__(self, total: int = 1240) -> None:
        self.rows = rows(total)
        self.asked: list[Query] = []

    def found(self, query: Query) -> Found:
        """A page: words, sections, states and kinds are heeded."""
        self.asked.append(query)
        words = query.text.casefold().split()
        fit = tuple(
            row
            for row in self.rows
            if all(word in f"{row.id} {row.stem_ky} {row.stem_ru}".casefold() for word in words)
            and (not query.sections or row.section in query.sections)
            and (not query.states or row.state in query.states)
            and (not query.kinds or row.kind in query.kinds)
        )
        return Found(fit[query.offset : query.offset + query.limit], len(fit))

    def join(self, screen: ListScreen) -> None:
        """Answer everything that the screen asks."""
        screen.query_changed.connect(lambda query: screen.show_found(query, self.found(query)))
        screen.page_wanted.connect(lambda query: screen.show_found(query, self.found(query)))
        screen.show_found(screen.query, self.found(screen.query))


def picture() -> Picture:
    """A small diagram."""
    image = QImage(420, 220, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    for place, (colour, height) in enumerate((("#14508f", 150), ("#0e5530", 90), ("#8c1416", 120))):
        painter.fillRect(40 + place * 120, 200 - height, 80, height, QColor(colour))
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    told = Bilingual("Үч мамычалуу диаграмма", "Диаграмма из трёх столбцов")
    return Picture("diagram.png", "image/png", bytes(data.data()), told)


PLAIN = replace(
    questions()[0], id="S1-0041", version=2, topic=TOPICS[1], difficulty=3, measured=275,
    enemies=frozenset({"S1-0007"}),
    notes=Bilingual("Комиссияга: эки басылышта бирдей.", "Для комиссии: одинаково в двух изданиях."),
)  # fmt: skip

RICH = replace(
    PLAIN,
    id="S1-0077",
    kind=Kind.MULTIPLE,
    is_rich=True,
    pictures=(picture(),),
    stem=Bilingual(
        "<p>Диаграммада <b>үч класстын</b> жыйынтыгы берилген (H<sub>2</sub>O, x<sup>2</sup>).</p>"
        '<p><img src="diagram.png" alt="Үч мамычалуу диаграмма"></p>'
        "<table><tbody><tr><td><b>Класс</b></td><td><b>Балл</b></td></tr>"
        "<tr><td>7-а</td><td>150</td></tr><tr><td>7-б</td><td>90</td></tr></tbody></table>"
        "<p>Кайсы тыянактар туура?</p>",
        "<p>На диаграмме показаны результаты <b>трёх классов</b> (H<sub>2</sub>O, x<sup>2</sup>).</p>"
        '<p><img src="diagram.png" alt="Диаграмма из трёх столбцов"></p>'
        "<table><tbody><tr><td><b>Класс</b></td><td><b>Балл</b></td></tr>"
        "<tr><td>7-а</td><td>150</td></tr><tr><td>7-б</td><td>90</td></tr></tbody></table>"
        "<p>Какие выводы верны?</p>",
    ),
    options=(
        Option(
            "a", Bilingual("<p>7-а классынын балы <i>эң жогору</i></p>", "<p>Балл 7-а класса <i>самый высокий</i></p>")
        ),
        Option("b", Bilingual("<p>7-б классынын балы эң жогору</p>", "<p>Балл 7-б класса самый высокий</p>")),
        Option("c", Bilingual("<p>Класстардын балдары ар түрдүү</p>", "<p>Баллы классов различны</p>")),
    ),
    key=frozenset({"a", "c"}),
)

HISTORY = (
    HistoryLine(NOW - 90 * HOUR, Act.CREATED, 1, "Касымова А. Т.", pc="РЕДАКЦИЯ-1", file="суроолор-2026.xlsx"),
    HistoryLine(NOW - 80 * HOUR, Act.SENT, 1, "Касымова А. Т.", pc="РЕДАКЦИЯ-1"),
    HistoryLine(
        NOW - 70 * HOUR, Act.RETURNED, 1, "Осмонов Б. Ж.", pc="РЕЦЕНЗИЯ-2",
        comment="В варианте Б повторяется условие вопроса, перепишите его.",
    ),
    HistoryLine(NOW - 66 * HOUR, Act.EDITED, 1, "Касымова А. Т.", pc="РЕДАКЦИЯ-1"),
    HistoryLine(NOW - 65 * HOUR, Act.SENT, 1, "Касымова А. Т.", pc="РЕДАКЦИЯ-1"),
    HistoryLine(NOW - 50 * HOUR, Act.REVIEWED, 1, "Осмонов Б. Ж.", pc="РЕЦЕНЗИЯ-2"),
    HistoryLine(NOW - 40 * HOUR, Act.APPROVED, 1, "Исмаилова С. К.", "118", "2026-10-30", pc="РЕЦЕНЗИЯ-2"),
    HistoryLine(NOW - 5 * HOUR, Act.CREATED, 2, "Касымова А. Т.", pc="РЕДАКЦИЯ-1"),
    HistoryLine(NOW - 1 * HOUR, Act.EDITED, 2, "Касымова А. Т.", pc="РЕДАКЦИЯ-1"),
)  # fmt: skip

DRAFT_ACTS = frozenset({Act.EDITED, Act.SENT, Act.DISCARDED})


def opened(question: Question = PLAIN, at: State = State.DRAFT, acts: frozenset[Act] = DRAFT_ACTS) -> Opened:
    """A question as the service opens it."""
    standing = Standing(at, frozenset({"A1"}), "5ha")
    if at is not State.DRAFT:
        standing = replace(standing, reviewer="R1")
    if at in (State.APPROVED, State.RETIRED):
        standing = replace(standing, approver="P1", number="118", date="2026-10-30")
    return Opened(
        question,
        standing,
        "5ha",
        (1, 2),
        HISTORY,
        acts,
        measured_asked=360 if question.measured else 0,
        measured_right=201,
    )


def editor_view(question: Question = PLAIN, at: State = State.DRAFT, acts: frozenset[Act] = DRAFT_ACTS) -> EditorView:
    """The editor's value."""
    return EditorView(opened(question, at, acts), state(), enemies={"S1-0007": questions()[6].stem.ky})


NEW = EditorView(blank("S1"), state())
FINDINGS = (
    FieldNote("option.d.ky", "эң узун вариант – туура жооп"),
    FieldNote("stem.ru", "S1-0007 суроосуна абдан окшош"),
)
OLDER = replace(
    PLAIN,
    version=1,
    stem=Bilingual(
        "Окуучу тексттин бөлүктөрүн бөлүп, алардын ортосундагы байланыштарды тапты. Бул кайсы деңгээлге туура келет?",
        "Ученик выделил части текста и нашёл связи между ними. Какому уровню таксономии Блума это соответствует?",
    ),
    options=(PLAIN.options[1], PLAIN.options[0], PLAIN.options[3]),
    key=frozenset({"b"}),
    difficulty=2,
)
COMPARED = CompareView(OLDER, PLAIN, ((1, "1 · 30.10.2026 · Касымова А. Т."), (2, "2 · 22.11.2026 · Касымова А. Т.")))

DONE = BulkDone(
    tuple(f"S1-{place:04}" for place in range(1, 38)),
    (
        ("S1-0041", "bank_same_person", {"person": "Касымова А. Т."}),
        ("S2-0107", "bank_state", {"state": "draft", "act": "approved"}),
        ("S3-0012", "bank_not_reviewed", {}),
    ),
)


def in_frame(texts: Texts, screen: DeskScreen) -> BankFrame:
    """The screen within the desk's frame."""
    person = ALL_ROLES
    frame = BankFrame(texts, BankHead("Тесттик суроолордун базасы", "РЕДАКЦИЯ-1", person, 12))
    frame.add_screen("questions", screen)
    for name in ("import", "export", "health", "forms", "exchange", "staff"):
        frame.add_screen(name, DeskScreen(texts))
    frame.show_tab("questions")
    return frame


def list_screen(texts: Texts, total: int = 1240, person: Person = ALL_ROLES, undo: str = "") -> ListScreen:
    """The list over an invented bank."""
    screen = ListScreen(texts, ListView(replace(state(person, total), can_undo=undo)))
    source = Source(total)
    screen.source = source  # type: ignore[attr-defined]
    source.join(screen)
    return screen


def editor(texts: Texts, view: EditorView) -> EditorScreen:
    """The editor of a question."""
    return EditorScreen(texts, view)


def compare(texts: Texts) -> CompareScreen:
    """Two versions."""
    return CompareScreen(texts, COMPARED)
