"""Realistic values for the candidate's screens: sample persons and questions, no real ones."""

from dataclasses import replace

from question_bank.model import Bilingual, Picture, Question
from station import markup
from station.domain.errors import Reason
from station.ui.candidate.cells import CellState
from station.ui.candidate.code_screen import CodeView, DemoNote, Refusal
from station.ui.candidate.identity_screen import IdentityView
from station.ui.candidate.question_screen import OptionView, QuestionView, SaveState
from station.ui.candidate.result_screen import ResultView, SectionPoints
from station.ui.candidate.review_screen import ReviewView
from station.ui.candidate.rules_screen import RulesView
from station.ui.candidate.wait_screen import WaitView
from station.ui.views import view_of
from tests.rich import CHART, MANY

HALL = Bilingual("Бишкек ш., тестирлөө залы № 2", "г. Бишкек, зал тестирования № 2")
DAY = Bilingual("2026-жылдын 22-ноябры", "22 ноября 2026 года")
NAME = "Өмүралиева Назгүл Алмазовна"
VACANCY = Bilingual(
    "Жалпы билим берүү уюмунун жетекчиси (директору)",
    "Руководитель (директор) общеобразовательной организации",
)
SCHOOL = Bilingual(
    "Бишкек шаарынын № 68 орто мектеби, Октябрь району",
    "Средняя школа № 68 города Бишкек, Октябрьский район",
)
MEETS = Bilingual(
    "Топтолгон балл квалификациялык талаптарга жооп берет",
    "Набранный балл соответствует квалификационным требованиям",
)
DOES_NOT_MEET = Bilingual(
    "Топтолгон балл квалификациялык талаптарга жооп бербейт",
    "Набранный балл не соответствует квалификационным требованиям",
)
MANAGEMENT = Bilingual("Билим берүүдөгү башкаруу", "Управление в образовании")


def code_view(refusal: Reason | None = None, wait: int = 0, notes: tuple[DemoNote, ...] = (), **facts: int) -> CodeView:
    told = Refusal(refusal, facts) if refusal is not None else None
    return CodeView("07", HALL, DAY, "09:54", told, wait, notes)


DEMO_NOTES = (
    DemoNote(Bilingual("Үлгү талапкердин коду", "Код образцового кандидата"), "4827 7130 6467"),
    DemoNote(
        Bilingual("Кызматкер (Ctrl+F12), купуя сөз айкашы", "Сотрудник (Ctrl+F12), парольная фраза"),
        "1234 5678 9012",
    ),
    DemoNote(Bilingual("Чыгуу", "Выход"), "Ctrl+Q"),
)


def identity_view(photo: bytes | None = None) -> IdentityView:
    return IdentityView(NAME, VACANCY, SCHOOL, "07", photo)


def rules_view(paragraphs: int = 7) -> RulesView:
    ky = (
        "Тестирлөө учурунда телефон, китеп, жазуулар жана башка булактарды колдонууга болбойт.",
        "Сүйлөшүүгө, ордун алмаштырууга жана залдан кызматкердин уруксатысыз чыгууга тыюу салынат.",
        "Ар бир суроого бир гана жооп туура келет. Жоопту тестирлөөнү аяктаганга чейин өзгөртсө болот.",
        "Жооп берилбеген суроо 0 балл менен бааланат. Туура эмес жооп үчүн балл кемитилбейт.",
        "Техникалык себептен улам тестирлөө токтотулса, калган убакыт жана жооптор сакталат.",
        "Убакыт бүткөндө тестирлөө өзү аяктап, жыйынтык дароо компьютердин экранында көрсөтүлөт.",
        "Жыйынтык менен макул болбогон талапкер тестирлөө өткөрүлгөн жерде бир сааттын ичинде "
        "техникалык апелляцияга арызды жеке өзү берет.",
    )
    ru = (
        "Во время тестирования нельзя пользоваться телефоном, книгами, записями и другими источниками.",
        "Запрещается разговаривать, меняться местами и выходить из зала без разрешения сотрудника.",
        "На каждый вопрос верен только один ответ. Его можно изменить до завершения тестирования.",
        "Вопрос без ответа оценивается в 0 баллов. За неверный ответ баллы не снимаются.",
        "Если тестирование остановлено по технической причине, оставшееся время и ответы сохраняются.",
        "По истечении времени тестирование завершается само, результат сразу появляется на экране.",
        "Кандидат, не согласный с результатом, лично подаёт заявление на техническую апелляцию на месте "
        "проведения тестирования в течение одного часа.",
    )
    act = Bilingual(
        "2026-жылдын 12-октябрындагы № 1184/1 буйрук менен бекитилген",
        "Утверждён приказом от 12 октября 2026 года № 1184/1",
    )
    pairs = tuple(Bilingual(*pair) for pair in zip(ky, ru, strict=True))
    return RulesView(act, pairs[:paragraphs], 80, 120, 80, 48)


def wait_view(can_start: bool = False) -> WaitView:
    return WaitView(NAME, "07", 80, 120, can_start)


def cells(total: int = 80, answered: int = 16, skipped: tuple[int, ...] = (9, 13)) -> tuple[CellState, ...]:
    return tuple(
        CellState(number <= answered and number not in skipped, number in (9, 14)) for number in range(1, total + 1)
    )


OPTIONS = (
    OptionView("a", Bilingual("Директордун буйругу менен бекитилиши", "Утверждение приказом директора")),
    OptionView("b", Bilingual("Ата-энелер комитетинин макулдугу", "Согласие родительского комитета")),
    OptionView("c", Bilingual("Райондук билим берүү бөлүмүнүн уруксаты", "Разрешение районного отдела образования")),
    OptionView("d", Bilingual("Камкорчулук кеңешинин протоколу", "Протокол попечительского совета")),
)
STEM = Bilingual(
    "Мектептин педагогикалык кеңешинин чечими милдеттүү түрдө аткарылышы үчүн төмөнкүлөрдүн кайсынысы зарыл?",
    "Что из перечисленного необходимо, чтобы решение педагогического совета школы стало обязательным?",
)


def question_view(
    number: int = 17, chosen: str | None = "b", save: SaveState = SaveState.SAVED, total: int = 80
) -> QuestionView:
    return QuestionView(
        number=number,
        section=MANAGEMENT,
        stem=STEM,
        options=OPTIONS,
        cells=cells(total),
        chosen=frozenset({chosen}) if chosen else frozenset(),
        save=save,
        watermark="Өмүралиева Н. А. · 07-орун",
    )


def chart() -> Picture:
    return CHART


def rich_view() -> QuestionView:
    stem_ky = (
        "<p>Диаграммада мектептин төрт жылдык <b>окуучулар саны</b> көрсөтүлгөн. Таблицаны жана сүрөттү "
        "карап чыгып, суроого жооп бериңиз.</p><table><tr>"
        "<th>Жылы</th><th>Окуучулар</th><th>Мугалимдер</th></tr><tr><td>2023</td><td>600</td><td>41</td></tr>"
        "<tr><td>2024</td><td>1100</td><td>62</td></tr></table><p><img src='" + CHART.name + "'></p>"
        "<p>2024-жылы бир мугалимге канча окуучу туура келген?</p>"
    )
    stem_ru = (
        "<p>На диаграмме показано <b>число учащихся</b> школы за четыре года. Рассмотрите таблицу и рисунок "
        "и ответьте на вопрос.</p><table><tr><th>Год</th>"
        "<th>Учащиеся</th><th>Учителя</th></tr><tr><td>2023</td><td>600</td><td>41</td></tr><tr>"
        "<td>2024</td><td>1100</td><td>62</td></tr></table><p><img src='" + CHART.name + "'></p>"
        "<p>Сколько учащихся приходилось на одного учителя в 2024 году?</p>"
    )
    long_ky = (
        "<i>Болжол менен 18 окуучу</i>, эгерде эки сменада иштеген, айкалыштырып эмгектенген жана "
        "узактатылган күн топторун тейлеген мугалимдер да бир бирдик катары эсептелсе"
    )
    long_ru = (
        "<i>Примерно 18 учащихся</i>, если учителя, работающие в две смены, по совместительству и в группах "
        "продлённого дня, также считаются за одну единицу"
    )
    options = (
        OptionView("a", Bilingual(long_ky, long_ru)),
        OptionView("b", Bilingual("<i>Болжол менен 15 окуучу</i>", "<i>Примерно 15 учащихся</i>")),
        OptionView("c", Bilingual("H<sub>2</sub>O", "H<sub>2</sub>O")),
        OptionView("d", Bilingual("25", "25")),
        OptionView("e", Bilingual("Аныктоого болбойт", "Определить нельзя")),
    )
    return QuestionView(
        number=42,
        section=Bilingual(
            "Мамлекеттик мекемелердин жана коомдук уюмдардын ыйгарым укуктары жана функциялары",
            "Полномочия и функции государственных учреждений и общественных организаций",
        ),
        stem=Bilingual(markup.clean(stem_ky), markup.clean(stem_ru)),
        options=options,
        cells=cells(),
        is_flagged=True,
        remark="1",
        is_rich=True,
        pictures=(chart(),),
        watermark="Өмүралиева Н. А. · 07-орун",
    )


def many_view(chosen: str = "ad", question: Question = MANY) -> QuestionView:
    """A question with several right answers."""
    view = view_of(question, MANAGEMENT, 17, 80)
    return replace(
        view, cells=cells(), chosen=frozenset(chosen), save=SaveState.SAVED, watermark="Өмүралиева Н. А. · 07-орун"
    )


def review_view(total: int = 80, answered: int = 78) -> ReviewView:
    return ReviewView(cells(total, answered))


SECTIONS = (
    SectionPoints(Bilingual("Кесиптик даярдык", "Профессиональная подготовка"), 10, 14),
    SectionPoints(Bilingual("Билим берүү", "Законодательство об образовании"), 11, 14),
    SectionPoints(Bilingual("Психология", "Психология"), 8, 10),
    SectionPoints(MANAGEMENT, 10, 14),
    SectionPoints(Bilingual("Билим берүүдөгү каржылоо", "Финансирование в образовании"), 6, 8),
    SectionPoints(
        Bilingual(
            "Мамлекеттик мекемелердин жана коомдук уюмдардын билим берүү боюнча ыйгарым укуктары жана функциялары",
            "Полномочия и функции государственных учреждений и общественных организаций в образовании",
        ),
        5,
        10,
    ),
    SectionPoints(Bilingual("Маалыматтык технологиялар", "Информационные технологии"), 8, 10),
)


def result_view(meets: bool = True, time_expired: bool = False, leaves: int | None = None) -> ResultView:
    return ResultView(
        full_name=NAME,
        score=58 if meets else 41,
        max_score=80,
        threshold=48,
        meets=meets,
        statement=MEETS if meets else DOES_NOT_MEET,
        sections=SECTIONS,
        finished_at="11:47",
        appeal_until="12:47",
        receipt="7KQ4-M9TD-2FHX",
        time_expired=time_expired,
        leaves_in_seconds=leaves,
    )
