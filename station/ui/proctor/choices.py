"""Reasons to choose from, in the three languages of the desk. The journal and the papers get Kyrgyz and Russian."""

from dataclasses import dataclass

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Choice:
    """One reason of a list. `needs_note`: own words are asked for as well."""

    id: str
    ky: str
    ru: str
    en: str
    needs_note: bool = False

    def words(self, language: str) -> str:
        """The reason for a reader of "ky", "ru" or "en"."""
        return {"ky": self.ky, "ru": self.ru}.get(language, self.en)

    def stored(self, note: str = "") -> str:
        """What is recorded: Kyrgyz | Russian, and the employee's own words behind them."""
        said = note.strip()
        if self.id == OTHER:
            return said
        return f"{self.ky} | {self.ru}" + (f": {said}" if said else "")


_OTHER = Choice(OTHER, "Башка себеп", "Другая причина", "Another reason", needs_note=True)
_MISTAKE = Choice("mistake", "Жаңылыш белгиленген", "Отмечено по ошибке", "Marked by mistake")

UNDO_SEEN = (
    _MISTAKE,
    Choice("other_person", "Башка адамдын документи", "Документ другого лица", "Another person's document"),
    _OTHER,
)
UNDO_ABSENCE = (
    Choice("came_late", "Талапкер кийинчерээк келди", "Кандидат прибыл позже", "The candidate came later"),
    _MISTAKE,
    _OTHER,
)
REISSUE = (
    Choice("slip_lost", "Талон жоголду", "Талон утерян", "The slip was lost"),
    Choice(
        "slip_unreadable",
        "Талон басылып чыккан жок же окулбайт",
        "Талон не напечатан или нечитаем",
        "The slip was not printed or cannot be read",
    ),
    Choice("seen_by_other", "Кодду башка адам көрдү", "Код увидело другое лицо", "Another person saw the code"),
    Choice(
        "not_me",
        "Код башка талапкердин маалыматтарын ачты",
        "Код открыл данные другого кандидата",
        "The code opened another candidate's data",
    ),
    _OTHER,
)
PAUSE = (
    Choice("power", "Электр энергиясы өчүп калды", "Отключение электроэнергии", "Power cut"),
    Choice(
        "equipment",
        "Жабдуу же программа иштебей калды",
        "Отказ оборудования или программы",
        "Equipment or program failed",
    ),
    Choice(
        "health",
        "Талапкердин ден соолугу начарлады",
        "Ухудшение самочувствия кандидата",
        "The candidate feels unwell",
    ),
    Choice(
        "staff",
        "Кызматкердин кийлигишүүсү керек",
        "Требуется вмешательство сотрудника",
        "The staff must step in",
    ),
    _OTHER,
)
INTERRUPT = (
    Choice("power", "Электр энергиясы өчүп калды", "Отключение электроэнергии", "Power cut"),
    Choice(
        "equipment",
        "Жабдуу же программа иштебей калды",
        "Отказ оборудования или программы",
        "Equipment or program failed",
    ),
    Choice(
        "health",
        "Талапкердин ден соолугу начарлады",
        "Ухудшение самочувствия кандидата",
        "The candidate feels unwell",
    ),
    Choice(
        "order",
        "Тестирлөөнү өткөрүү тартиби бузулду",
        "Нарушение порядка проведения тестирования",
        "The order of conduct was broken",
        needs_note=True,
    ),
    Choice("left", "Талапкер залдан чыгып кетти", "Кандидат покинул зал", "The candidate left the hall"),
    _OTHER,
)
DECIDE = (
    Choice(
        "not_at_fault",
        "Үзгүлтүк талапкердин күнөөсүнөн болгон эмес",
        "Прерывание произошло не по вине кандидата",
        "The candidate is not at fault",
    ),
    Choice(
        "equipment_restored",
        "Жабдуунун иши калыбына келтирилди",
        "Работа оборудования восстановлена",
        "The equipment works again",
    ),
    Choice(
        "cannot_go_on",
        "Тестирлөөнү улантуу мүмкүн эмес",
        "Продолжить тестирование невозможно",
        "The test cannot go on",
    ),
    _OTHER,
)
NOT_PRINTED = (
    Choice("jam", "Принтерде кагаз тыгылып калды", "Замятие бумаги в принтере", "The paper jammed"),
    Choice(
        "no_toner",
        "Боёк жок же текст окулбайт",
        "Нет тонера или текст нечитаем",
        "No toner, or the text cannot be read",
    ),
    Choice("no_paper", "Кагаз түгөндү", "Закончилась бумага", "The paper ran out"),
    Choice(
        "nothing", "Принтерден эч нерсе чыккан жок", "Из принтера ничего не вышло", "Nothing came out of the printer"
    ),
    _OTHER,
)

ALL = {
    "undo_seen": UNDO_SEEN,
    "undo_absence": UNDO_ABSENCE,
    "reissue": REISSUE,
    "pause": PAUSE,
    "interrupt": INTERRUPT,
    "decide": DECIDE,
    "not_printed": NOT_PRINTED,
}


_BY_STATION = {
    "desk": Choice("desk", "Кызматкердин иш орду ачылды", "Открыто рабочее место", "The desk was opened"),
    "disk": Choice("disk", "Дискте орун жок", "Нет места на диске", "The disk was full"),
}


def reason_for(language: str, stored: str) -> str:
    """A recorded reason for a reader: the known ones in his language, own words as they were written."""
    if stored in _BY_STATION:
        return _BY_STATION[stored].words(language)
    for choices in ALL.values():
        for choice in choices:
            if choice.id != OTHER and stored.startswith(choice.stored()):
                return choice.words(language) + stored[len(choice.stored()) :]
    return stored
