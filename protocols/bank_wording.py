"""The words of the papers of the question bank, Kyrgyz and Russian; Kyrgyz is authoritative (Q-24)."""

from protocols import dates
from protocols.shared import Act
from protocols.wording import ACTS
from question_bank.model import Bilingual, Language

# the report on the bank's health: one language
REPORT_TITLE = Bilingual("СУРООЛОР БАЗАСЫН ТЕКШЕРҮҮНҮН ЖЫЙЫНТЫГЫ", "ОТЧЁТ О ПРОВЕРКЕ БАЗЫ ВОПРОСОВ")
BANK = Bilingual("База", "База")
PC = Bilingual("Компьютер", "Компьютер")
CHECKED_AT = Bilingual("Текшерилген убактысы", "Время проверки")
PRINTED_BY = Bilingual("Басып чыгарган", "Распечатал(а)")
FORM = Bilingual("Салыштырылган форма", "Сверено с формой")
QUESTIONS = Bilingual("Текшерилген суроолор", "Проверено вопросов")
FINDINGS = Bilingual("Табылганы", "Найдено")
FOUND = Bilingual(
    "оңдоо керек – {faults}, карап чыгуу керек – {doubts}, кеңештер – {hints}",
    "исправить – {faults}, посмотреть – {doubts}, советов – {hints}",
)
NOTHING = Bilingual("Эч нерсе табылган жок.", "Ничего не найдено.")
SECTIONS_HEAD = Bilingual("Бөлүмдөр боюнча суроолор", "Вопросы по разделам")
SECTION_HEADS = (
    Bilingual("Бөлүм", "Раздел"),
    Bilingual("Долбоор", "Черновики"),
    Bilingual("Рецензияда", "На рецензии"),
    Bilingual("Бекитилген", "Утверждено"),
    Bilingual("Колдонуудан чыгарылган", "Выведено из оборота"),
)
TOTAL = Bilingual("Бардыгы", "Итого")
LONGEST_HEAD = Bilingual("Эң узун жооп – туура жооп", "Самый длинный ответ – верный")
LONGEST_HEADS = (
    Bilingual("Тили", "Язык"),
    Bilingual("Үлүшү, %", "Доля, %"),
    Bilingual("Кокустан болсо, %", "Случайно было бы, %"),
    Bilingual("Көзгө көрүнгөнү, %", "Заметно на глаз, %"),
)
LANGUAGES = {Language.KY: Bilingual("кыргызча", "кыргызский"), Language.RU: Bilingual("орусча", "русский")}
PLACES_HEAD = Bilingual("Туура жооптордун орду", "Места верных ответов")
PLACE_HEADS = (
    Bilingual("Тамгасы", "Буква"),
    Bilingual("Үлүшү, %", "Доля, %"),
    Bilingual("Тең бөлүштүрүлсө, %", "При равномерном, %"),
)
GROUP = Bilingual("{title} – {total} ({weight})", "{title} – {total} ({weight})")
WHOLE_BANK = Bilingual("бүт база", "вся база")
LEFT_OUT = Bilingual(
    "Дагы {n} кемчилик бул жерде басылган жок; алардын баары базаны текшерүү экранында көрсөтүлгөн.",
    "Ещё недочётов, не напечатанных здесь: {n}; все они показаны на экране проверки базы.",
)
PAGE = Bilingual("{x}-бет, бардыгы {y}", "Страница {x} из {y}")

# the test form: both languages
SHEET_TITLE = Bilingual("ТЕСТИРЛӨӨНҮН ФОРМАСЫ", "ФОРМА ТЕСТИРОВАНИЯ")
DRAFT = Bilingual("ДОЛБООР – БЕКИТИЛГЕН ЭМЕС", "ПРОЕКТ – НЕ УТВЕРЖДЕНО")
_ORDER_BASIS = Bilingual(
    "Тестирлөөнү өткөрүү тартиби ыйгарым укуктуу органдын {day} № {number} {act} менен бекитилген.",
    "Порядок проведения тестирования утверждён {act} уполномоченного органа от {day} № {number}.",
)
FORM_CODE = Bilingual("Форманын коду", "Код формы")
SHEET_HEADS = (
    Bilingual("Бөлүм", "Раздел"),
    Bilingual("Суроолордун саны", "Количество вопросов"),
    Bilingual("Минималдуу балл", "Минимальный балл"),
)
POINTS_EACH = Bilingual("Бир туура жооп үчүн балл", "Баллов за верный ответ")
MAXIMUM = Bilingual("Эң жогорку балл", "Максимальный балл")
MINUTES = Bilingual("Тестирлөөнүн убактысы, мүнөт", "Время тестирования, минут")
NAVIGATION = Bilingual("Суроолор боюнча өтүү", "Переход между вопросами")
FREE = Bilingual(
    "эркин: каалаган суроого кайтууга жана суроону калтырып кетүүгө болот",
    "свободный: вопрос можно пропустить и вернуться к любому вопросу",
)
TEST_LANGUAGES = Bilingual("Тесттин тилдери", "Языки теста")
BOTH_LANGUAGES = Bilingual(
    "кыргыз жана орус тилдери; талапкер экөөндө тең окуй алат",
    "кыргызский и русский; кандидат может читать на обоих",
)
BAND = Bilingual(
    "Варианттын орточо татаалдыгы (1 – жеңил, 5 – татаал)", "Средняя сложность варианта (1 – лёгкий, 5 – сложный)"
)
NO_BAND = Bilingual("белгиленген эмес", "не задана")
NO_MINIMUM = "–"
ZERO_MARK = Bilingual(
    "Бул бөлүмдөн суроо берилбейт: формада атайын белгиленген.",
    "Вопросов из этого раздела нет: так отмечено в форме.",
)
ORDER_TITLE = Bilingual("Тестирлөөнү өткөрүү тартиби", "Порядок проведения тестирования")
SHA256 = "SHA-256:"


def order_basis(act: Act) -> Bilingual:
    """By which act the order of conduct is approved (R-22.5)."""
    name = ACTS[act.kind]
    return Bilingual(
        _ORDER_BASIS.ky.format(day=dates.ky_of(act.day), number=act.number, act=name.ky),
        _ORDER_BASIS.ru.format(day=dates.ru(act.day), number=act.number, act=name.ru),
    )
