"""Three questions of the demo bank that plain text cannot hold: a table, several right answers, a picture."""

from question_bank.model import Bilingual, Kind, Option, Picture, Question
from station import markup, pictures

_SOURCE = Bilingual("Үлгү суроо", "Образец вопроса")
_PUPILS = {"5": 84, "6": 97, "7": 71, "8": 90}


def rich_questions() -> tuple[Question, ...]:
    """Drafts without ids."""
    return _with_table(), _with_several_answers(), _with_picture()


def _rich(ky: str, ru: str) -> Bilingual:
    return Bilingual(markup.clean(ky), markup.clean(ru))


def _options(*texts: tuple[str, str]) -> tuple[Option, ...]:
    names = "abcdefgh"[: len(texts)]
    return tuple(
        Option(name, _rich(f"<p>{ky}</p>", f"<p>{ru}</p>")) for name, (ky, ru) in zip(names, texts, strict=True)
    )


def _table(heads: tuple[str, str], rows: tuple[tuple[str, str], ...]) -> str:
    head = "".join(f"<th>{text}</th>" for text in heads)
    body = "".join(f"<tr><td>{name}</td><td>{amount}</td></tr>" for name, amount in rows)
    return f"<table><tr>{head}</tr>{body}</table>"


def _with_table() -> Question:
    ky = _table(
        ("Чыгаша беренеси", "Сумма, миң сом"),
        (("Эмгек акы", "1 840"), ("Жылытуу", "415"), ("Окуу китептери", "260"), ("Электр энергиясы", "138")),
    )
    ru = _table(
        ("Статья расходов", "Сумма, тыс. сомов"),
        (("Оплата труда", "1 840"), ("Отопление", "415"), ("Учебники", "260"), ("Электроэнергия", "138")),
    )
    return Question(
        id="", version=1, section="S5", topic="Бюджет", difficulty=2, is_rich=True, source=_SOURCE,
        stem=_rich(
            f"<p>Таблицада мектептин бир чейректеги чыгашалары берилген.</p>{ky}"
            "<p>Жылытууга кеткен чыгаша окуу китептерине кеткен чыгашадан канчага көп?</p>",
            f"<p>В таблице даны расходы школы за одну четверть.</p>{ru}"
            "<p>На сколько расходы на отопление больше расходов на учебники?</p>",
        ),
        options=_options(
            ("155 миң сом", "155 тыс. сомов"),
            ("122 миң сом", "122 тыс. сомов"),
            ("277 миң сом", "277 тыс. сомов"),
            ("675 миң сом", "675 тыс. сомов"),
        ),
        key=frozenset({"a"}),
    )  # fmt: skip


def _with_several_answers() -> Question:
    return Question(
        id="", version=1, section="S7", topic="Маалымат коопсуздугу", difficulty=3, is_rich=True, source=_SOURCE,
        kind=Kind.MULTIPLE,
        stem=_rich(
            "<p>Мектептин электрондук почтасынын сырсөзүн <b>ишенимдүү</b> кылган белгилер кайсылар?</p>"
            "<p><i>Бардык туура жоопторду тандаңыз.</i></p>",
            "<p>Что делает пароль электронной почты школы <b>надёжным</b>?</p>"
            "<p><i>Выберите все правильные ответы.</i></p>",
        ),
        options=_options(
            ("Узундугу <b>12</b> белгиден кем эмес", "Длина не меньше <b>12</b> знаков"),
            ("Башка эч бир жерде колдонулбайт", "Он больше нигде не используется"),
            ("Мектептин аталышынан турат", "Он состоит из названия школы"),
            ("Бардык кызматкерлерге белгилүү", "Он известен всем сотрудникам"),
        ),
        key=frozenset({"a", "b"}),
    )  # fmt: skip


def _with_picture() -> Question:
    picture = pictures.make_safe(_chart().encode(), "chart.svg")
    image = '<img src="{}" alt="{}">'
    shows = Bilingual(
        "Тилкелүү диаграмма: 5–8-класстардагы окуучулардын саны", "Столбчатая диаграмма: число учащихся 5–8 классов"
    )
    return Question(
        id="", version=1, section="S4", topic="Отчёттуулук", difficulty=1, is_rich=True, source=_SOURCE,
        stem=_rich(
            f"<p>Диаграммада 5–8-класстардагы окуучулардын саны көрсөтүлгөн.</p>"
            f"<p>{image.format(picture.name, shows.ky)}</p><p>Кайсы класста окуучулар эң аз?</p>",
            f"<p>На диаграмме показано число учащихся 5–8 классов.</p>"
            f"<p>{image.format(picture.name, shows.ru)}</p><p>В каком классе учащихся меньше всего?</p>",
        ),
        options=_options(
            ("5-класс", "5 класс"), ("6-класс", "6 класс"), ("7-класс", "7 класс"), ("8-класс", "8 класс")
        ),
        key=frozenset({"c"}),
        pictures=(Picture(picture.name, picture.media, picture.data, shows),),
    )  # fmt: skip


def _chart() -> str:
    """Bars with digits drawn as shapes: a picture of a question carries no font."""
    bars = []
    for place, (name, pupils) in enumerate(_PUPILS.items()):
        x, height = 90 + place * 150, pupils * 3
        bars.append(f'<rect x="{x}" y="{330 - height}" width="90" height="{height}" fill="#3b6ea5"/>')
        bars.append(_digit(name, x + 35, 345))
    axis = '<path d="M60 30 V330 H680" fill="none" stroke="#222222" stroke-width="4"/>'
    ground = '<rect width="720" height="400" fill="#ffffff"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="720" height="400">{ground}{axis}{"".join(bars)}</svg>'


_DIGITS = {
    "5": "M20 0 H0 V16 H20 V36 H0",
    "6": "M20 0 H0 V36 H20 V16 H0",
    "7": "M0 0 H20 V36",
    "8": "M0 0 H20 V36 H0 Z M0 16 H20",
}


def _digit(name: str, x: int, y: int) -> str:
    path = f'd="{_DIGITS[name]}" fill="none" stroke="#222222" stroke-width="4"'
    return f'<path transform="translate({x} {y})" {path}/>'
