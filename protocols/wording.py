"""The words of the papers, Kyrgyz and Russian, as documents.md gives them. Kyrgyz is authoritative (Q-24).

The two statements of art. 26 are not here: they are data of the regulation and arrive with the facts.
"""

from protocols import dates
from protocols.facts import (
    Act,
    ActKind,
    Ending,
    Ground,
    IncidentDecision,
    IncidentKind,
    ListAct,
    MaskedDocument,
    RowState,
)
from question_bank.model import Bilingual, Language

# rules common to all
PLACE = Bilingual("Өткөрүлгөн жери: {place}", "Место проведения: {place}")
NUMBER = "№ {number}"
FOOT_DOCUMENT = "Документ № {number} · Сессия {session}"
FOOT_PAGE = "{x}-бет, бардыгы {y} | Страница {x} из {y}"
FOOT_CODE = "Текшерүү коду | Код проверки:"
SIGNATURE = Bilingual("кол белги", "подпись")
DECODED = Bilingual("чечмеленген кол белги", "расшифровка подписи")
DATE = Bilingual("күнү", "дата")
TIME = Bilingual("Убактысы", "Время")
COPY = Bilingual("КӨЧҮРМӨ № {n}", "КОПИЯ № {n}")
SUPERSEDED = Bilingual(
    "Күчүн жоготкон. № {new} протокол менен алмаштырылган", "Утратил силу. Заменён протоколом № {new}"
)
TRAINING = Bilingual("ҮЙРӨТҮҮ РЕЖИМИ – ЮРИДИКАЛЫК КҮЧҮ ЖОК", "УЧЕБНЫЙ РЕЖИМ – НЕ ИМЕЕТ ЮРИДИЧЕСКОЙ СИЛЫ")
CANDIDATE = Bilingual("Талапкер", "Кандидат")
VACANCY = Bilingual("Бош кызмат орду", "Вакантная должность")
RESPONSIBLE = Bilingual(
    "Тестирлөөнү өткөрүүгө жооптуу адам", "Лицо, ответственное за проведение тестирования"
)
_BASIS = Bilingual(
    "Тестирлөөнүн формасы жана босого балл ыйгарым укуктуу органдын {day} № {number} {act} менен бекитилген.",
    "Форма тестирования и пороговый балл утверждены {act} уполномоченного органа от {day} № {number}.",
)
ACTS = {
    ActKind.ORDER: Bilingual("буйругу", "приказом"),
    ActKind.RESOLUTION: Bilingual("токтому", "постановлением"),
    ActKind.DECISION: Bilingual("чечими", "решением"),
    ActKind.DISPOSITION: Bilingual("тескемеси", "распоряжением"),
}

# 1. code slip
SLIP_TITLE = Bilingual(
    "ТЕСТИРЛӨӨ СИСТЕМАСЫНА КИРҮҮ ҮЧҮН ШИФР (КОД)", "ШИФР (КОД) ДЛЯ ВХОДА В СИСТЕМУ ТЕСТИРОВАНИЯ"
)
SLIP_WHEN = Bilingual("Күнү жана убактысы", "Дата и время")
SLIP_SEAT = Bilingual("Зал, орун", "Зал, место")
SLIP_CODE = "КОД:"
SLIP_NOTE = Bilingual(
    "Код тестирлөөнү баштоо үчүн бир жолу гана колдонулат. Аны башка адамга бербеңиз жана апелляция мөөнөтү "
    "бүткөнгө чейин сактаңыз.",
    "Для начала тестирования код используется только один раз. Не передавайте его другому лицу и сохраните "
    "до окончания срока апелляции.",
)

# 2. attendance sheet
ATTENDANCE_TITLE = Bilingual(
    "ТЕСТИРЛӨӨНҮН КАТЫШУУЧУЛАРЫН КАТТОО БАРАКЧАСЫ", "ЛИСТ РЕГИСТРАЦИИ УЧАСТНИКОВ ТЕСТИРОВАНИЯ"
)
_ATTENDANCE_LEAD = Bilingual(
    "Конкурстун экинчи этабына киргизилген талапкерлердин {lists} тизмесине ылайык",
    "Согласно списку кандидатов, допущенных ко второму этапу конкурса, {lists}",
)
_ATTENDANCE_LEAD_MANY = Bilingual(
    "Конкурстун экинчи этабына киргизилген талапкерлердин {lists} тизмелерине ылайык",
    "Согласно спискам кандидатов, допущенных ко второму этапу конкурса, {lists}",
)
NAME_HEAD = Bilingual("Ф.А.А.", "Ф.И.О.")
ATTENDANCE_HEADS = (
    Bilingual(
        "Инсандыгын ырастоочу документ (сериясы, номери)", "Документ, удостоверяющий личность (серия, номер)"
    ),
    VACANCY,
    Bilingual("Орундун №", "№ места"),
    Bilingual("Келген убактысы", "Время прибытия"),
    Bilingual("Код алдым (кол белги)", "Код получен (подпись)"),
    Bilingual("Эскертүү", "Примечание"),
)
ABSENT = Bilingual("келген жок", "неявка")
ATTENDANCE_TOTALS = Bilingual(
    "Тизмеде: {listed}; келди: {came}; келген жок: {absent}",
    "По списку: {listed}; явились: {came}; не явились: {absent}",
)
REGISTRAR = Bilingual("Каттоону жүргүзгөн кызматкер", "Сотрудник, проводивший регистрацию")

# 3. candidate protocol
PROTOCOL_TITLE = Bilingual(
    "КВАЛИФИКАЦИЯЛЫК ТЕСТИРЛӨӨНҮН ПРОТОКОЛУ", "ПРОТОКОЛ КВАЛИФИКАЦИОННОГО ТЕСТИРОВАНИЯ"
)
IDENTITY = Bilingual("Инсандыгын ырастоочу документ", "Документ, удостоверяющий личность")
VACANCY_AND_ORGANISATION = Bilingual(
    "Бош кызмат орду жана билим берүү уюму", "Вакантная должность и образовательная организация"
)
TEST_LANGUAGE = Bilingual("Тесттин тили", "Язык теста")
LANGUAGES = {
    Language.KY: Bilingual("кыргыз тили", "кыргызский язык"),
    Language.RU: Bilingual("орус тили", "русский язык"),
}
STARTED_FINISHED = Bilingual("Башталды / аяктады", "Начато / завершено")
ENDING = Bilingual("Аяктоо түрү", "Способ завершения")
ENDINGS = {
    Ending.BY_CANDIDATE: Bilingual("талапкер өзү аяктады", "завершено кандидатом"),
    Ending.TIME_OVER: Bilingual("убакыт бүттү", "по истечении времени"),
    Ending.BY_DECISION: Bilingual("үзгүлтүккө учурады, № {decision} чечим", "прервано, решение № {decision}"),
}
REPLACES = Bilingual("№ {old} протоколдун ордуна берилди", "Выдан вместо протокола № {old}")
QUESTION_COUNT = Bilingual("Суроолордун саны", "Количество вопросов")
BANK_VERSION = Bilingual("Тесттик суроолордун базасынын версиясы", "Версия базы тестовых вопросов")
SECTION_HEADS = (
    Bilingual("Бөлүм", "Раздел"),
    Bilingual("Суроолордун саны", "Количество вопросов"),
    Bilingual("Туура жооптор", "Правильные ответы"),
    Bilingual("Балл", "Балл"),
)
TOTAL = Bilingual("Бардыгы", "Итого")
POINTS = Bilingual("Топтолгон балл", "Набранный балл")
THRESHOLD = Bilingual("Босого балл", "Пороговый балл")
BAR = Bilingual(
    "Жобонун 28-пунктуна ылайык талапкер 1 жылдан кийин гана конкурска кайрадан катышууга укуктуу. Кайра "
    "катышууга мүмкүн болгон биринчи күн: {day}.",
    "Согласно пункту 28 Положения кандидат вправе вновь участвовать в конкурсе только через 1 год. Первый "
    "день возможного повторного участия: {day}.",
)
APPEAL = Bilingual(
    "Техникалык апелляцияга арызды талапкер тестирлөө өткөрүлгөн жерде, ал аяктагандан кийин бир сааттын "
    "ичинде жеке өзү тариздейт. Акыркы убактысы: {time}.",
    "Заявление на техническую апелляцию кандидат оформляет лично, в месте проведения тестирования, в течение "
    "одного часа после его завершения. Крайний срок: {time}.",
)
RECEIVED = Bilingual("Протоколду алдым (талапкер)", "Протокол получен (кандидат)")

# 4. summary protocol
SUMMARY_TITLE = Bilingual("ТЕСТИРЛӨӨНҮН ЖЫЙЫНТЫК ВЕДОМОСТУ", "СВОДНАЯ ВЕДОМОСТЬ ТЕСТИРОВАНИЯ")
SUMMARY_LEAD = Bilingual(
    "Сессия: {session}. Зал: {hall}. Тестирлөөнүн формасы: {form}. Босого балл: {threshold}. "
    "Башталды / аяктады: {start} / {end}.",
    "Сессия: {session}. Зал: {hall}. Форма тестирования: {form}. Пороговый балл: {threshold}. "
    "Начато / завершено: {start} / {end}.",
)
SUMMARY_COUNTS = Bilingual(
    "Тизмеде: {listed}; келди: {came}; келген жок: {absent}; аяктады: {finished}; үзгүлтүккө учурады: "
    "{interrupted}; тестирлөөнү баштаган жок: {not_started}; талапкерлигин алып койду: {withdrawn}.",
    "По списку: {listed}; явились: {came}; не явились: {absent}; завершили: {finished}; прервано: "
    "{interrupted}; тестирование не начато: {not_started}; кандидатура отозвана: {withdrawn}.",
)
SUMMARY_HEADS = (
    Bilingual("Протоколдун №", "№ протокола"),
    NAME_HEAD,
    VACANCY,
    POINTS,
    THRESHOLD,
    Bilingual("Талаптарга жооп берет – бербейт", "Соответствует – не соответствует требованиям"),
    Bilingual("Апелляция (№, чечим)", "Апелляция (№, решение)"),
)
MEETS = Bilingual("жооп берет", "соответствует")
MEETS_NOT = Bilingual("жооп бербейт", "не соответствует")
ROW_STATES = {
    RowState.ABSENT: ABSENT,
    RowState.NOT_STARTED: Bilingual("тестирлөөнү баштаган жок", "тестирование не начато"),
    RowState.WITHDRAWN: Bilingual("талапкерлигин алып койду", "кандидатура отозвана"),
    RowState.INTERRUPTED: Bilingual("тестирлөө үзгүлтүккө учурады", "тестирование прервано"),
}
NOTE_INCIDENTS = Bilingual("Окуялар жөнүндө актылар", "Акты об инцидентах")
NOTE_REISSUED = Bilingual("Кайра берилген коддор", "Повторно выданные коды")
NOTE_SPOILT = Bilingual("Жараксыз номерлер", "Испорченные номера")
NOTE_SLIPS = Bilingual("Жок кылынган код жазылган талондор", "Уничтоженные талоны с кодами")
NOTE_SOFTWARE = Bilingual("Станциянын программасынын версиясы", "Версия программы станции")
NOTE_BANK = Bilingual("Тесттик суроолордун базасы, SHA-256", "База тестовых вопросов, SHA-256")
NOTE_DRAW = Bilingual("Тандоо милдеттенмеси, SHA-256", "Обязательство выборки, SHA-256")
NOTE_SEED = Bilingual("Тандоонун баштапкы мааниси", "Начальное значение выборки")
NOTE_JOURNAL = Bilingual("Журналдын акыркы жазуусу (№ {seq})", "Последняя запись журнала (№ {seq})")
NONE = Bilingual("жок", "нет")
GROUND = Bilingual(
    "{vacancy} боюнча: {ground}; Жобонун 30-пунктунда каралган негиз бар.",
    "По вакантной должности «{vacancy}»: {ground}; имеется основание, предусмотренное пунктом 30 Положения.",
)
GROUNDS = {
    Ground.ALL_ABSENT: Bilingual("бардык талапкерлер келбей калышты", "ни один кандидат не явился"),
    Ground.ALL_BELOW: Bilingual(
        "талапкерлер босого баллды топтой албай калышты", "кандидаты не набрали пороговый балл"
    ),
}
PROCTOR = Bilingual("Тестирлөөнү өткөрүүчү кызматкер", "Сотрудник, проводящий тестирование")
OBSERVER = Bilingual("Байкоочу", "Наблюдатель")

# 12. incident act
INCIDENT_TITLE = Bilingual("ОКУЯ ЖӨНҮНДӨ АКТ", "АКТ ОБ ИНЦИДЕНТЕ")
INCIDENT_KIND = Bilingual("Окуянын түрү", "Вид инцидента")
INCIDENT_KINDS = {
    IncidentKind.POWER: Bilingual("электр энергиясы өчүп калды", "отключение электроэнергии"),
    IncidentKind.EQUIPMENT: Bilingual(
        "жабдуу же программа иштебей калды", "отказ оборудования или программы"
    ),
    IncidentKind.HEALTH: Bilingual("талапкердин ден соолугу начарлады", "ухудшение самочувствия кандидата"),
    IncidentKind.ORDER: Bilingual(
        "тестирлөөнү өткөрүү тартиби бузулду", "нарушение порядка проведения тестирования"
    ),
    IncidentKind.CODE_REISSUED: Bilingual("код кайра берилди", "повторная выдача кода"),
    IncidentKind.OTHER: Bilingual("башка", "иное"),
}
INCIDENT_SPAN = Bilingual("Башталышы / аякташы", "Начало / окончание")
AFFECTED_HEADS = (
    NAME_HEAD,
    Bilingual("Орундун №", "№ места"),
    Bilingual("Калган убакыт: окуяга чейин", "Оставшееся время: до инцидента"),
    Bilingual("Калган убакыт: окуядан кийин", "Оставшееся время: после инцидента"),
    Bilingual("Акт менен тааныштым; түшүндүрмөм (кол белги)", "С актом ознакомлен(а); пояснение (подпись)"),
)
DESCRIPTION = Bilingual("Сүрөттөмө", "Описание")
MEASURES = Bilingual("Көрүлгөн чаралар", "Принятые меры")
ENTRIES = Bilingual("Журналдын жазуулары", "Записи журнала")
DECISION = Bilingual("Чечим", "Решение")
DECISION_BASIS = Bilingual("Чечимдин негизи", "Основание решения")
INCIDENT_DECISIONS = {
    IncidentDecision.CONTINUE: Bilingual("тестирлөө улантылсын", "продолжить тестирование"),
    IncidentDecision.ANOTHER_SEAT: Bilingual(
        "талапкер башка орунга которулсун", "пересадить кандидата на другое место"
    ),
    IncidentDecision.ANOTHER_DAY: Bilingual(
        "тестирлөө башка күнгө жылдырылсын", "перенести тестирование на другой день"
    ),
}
AUTHOR = Bilingual("Актыны түзгөн адам", "Лицо, составившее акт")
WITNESSES = Bilingual("Күбөлөр", "Свидетели")
REFUSED = Bilingual("Кол коюудан баш тартты", "Отказ от подписи")


def both(text: Bilingual) -> str:
    """One line of both languages, `KY | RU`."""
    return f"{text.ky} | {text.ru}"


def filled(text: Bilingual, **values: str | int) -> Bilingual:
    """The text with the same values in both languages."""
    return Bilingual(text.ky.format(**values), text.ru.format(**values))


def basis(act: Act) -> Bilingual:
    """The basis line (art. 22)."""
    name = ACTS[act.kind]
    return Bilingual(
        _BASIS.ky.format(day=dates.ky_of(act.day), number=act.number, act=name.ky),
        _BASIS.ru.format(day=dates.ru(act.day), number=act.number, act=name.ru),
    )


def lists(acts: tuple[ListAct, ...]) -> Bilingual:
    """Date and number of every list, in the form that stands before `тизмесине` and after `списку`."""
    return Bilingual(
        ", ".join(f"{dates.ky_of(act.day)} № {act.number}" for act in acts),
        ", ".join(f"от {dates.ru(act.day)} № {act.number}" for act in acts),
    )


def attendance_lead(acts: tuple[ListAct, ...]) -> Bilingual:
    """By which approved list or lists people were registered (art. 19)."""
    lead = _ATTENDANCE_LEAD if len(acts) == 1 else _ATTENDANCE_LEAD_MANY
    named = lists(acts)
    return Bilingual(lead.ky.format(lists=named.ky), lead.ru.format(lists=named.ru))


def masked(document: MaskedDocument) -> str:
    """`ID ••••• 417`."""
    return f"{document.series} ••••• {document.last_digits}".strip()


def initials(name: str) -> str:
    """`Асанова Гүлмира Бекболотовна` -> `Г.Б. Асанова`: the form beside a signature.

    `Эркин уулу Бакыт` and `Эркин кызы Айгүл` keep the two words of the surname together.
    """
    words = name.split()
    if len(words) > 2 and words[1].casefold() in ("уулу", "кызы"):
        words = [" ".join(words[:2]), *words[2:]]
    if len(words) < 2 or "." in name:
        return name.strip()
    return "".join(f"{word[0].upper()}." for word in words[1:3]) + f" {words[0]}"
