"""Questions with all that a question may have: several right answers, eight options, tables, formulas, pictures."""

import hashlib
import io
import json
from dataclasses import replace

from PIL import Image, ImageDraw, ImageFilter

from question_bank.model import Bilingual, Kind, Option, Picture, Question
from question_bank.package import question_from, question_to
from station import markup
from station.pictures import make_safe
from station.services.preparation import SessionPlan

SOURCE = Bilingual("Үлгү", "Образец")


def _picture(data: bytes, name: str, ky: str, ru: str) -> Picture:
    made = make_safe(data, name)
    return Picture(made.name, made.media, made.data, Bilingual(ky, ru))


def _chart() -> Picture:
    image = Image.new("RGB", (520, 220), "white")
    draw = ImageDraw.Draw(image)
    for place, height in enumerate((60, 110, 90, 150)):
        draw.rectangle((70 + place * 110, 190 - height, 130 + place * 110, 190), fill="#14508f")
    draw.line((40, 190, 500, 190), fill="#16202b", width=2)
    target = io.BytesIO()
    image.save(target, "PNG")
    return _picture(target.getvalue(), "chart.png", "Диаграмма: 60, 110, 90, 150", "Диаграмма: 60, 110, 90, 150")


def _plan() -> Picture:
    """Black lines on nothing, as people draw them."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="420" height="200"><g fill="none" stroke="black" '
        'stroke-width="3"><rect x="10" y="10" width="400" height="180"/><path d="M10 90h160v100M250 10v80h160"/></g>'
        '<g font-family="Arial" font-size="20"><text x="50" y="60">Класс 1</text><text x="290" y="60">Класс 2</text>'
        '<text x="60" y="150">Өтмөк</text></g></svg>'
    )
    return _picture(drawing.encode(), "plan.svg", "Кабаттын планы", "План этажа")


def _photo() -> Picture:
    image = Image.effect_noise((900, 600), 60).filter(ImageFilter.GaussianBlur(6)).convert("RGB")
    draw = ImageDraw.Draw(image)
    draw.ellipse((300, 150, 600, 450), outline="#8c1416", width=14)
    target = io.BytesIO()
    image.save(target, "JPEG", quality=95)
    return _picture(target.getvalue(), "photo.jpg", "Мектептин короосу", "Двор школы")


def _sign(colour: str, ky: str, ru: str) -> Picture:
    circle = f'<circle cx="30" cy="30" r="26" fill="{colour}"/>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60">{circle}</svg>'
    return _picture(drawing.encode(), "sign.svg", ky, ru)


CHART, PLAN, PHOTO = _chart(), _plan(), _photo()
RED, GREEN = _sign("#c0392b", "Кызыл белги", "Красный знак"), _sign("#1e8449", "Жашыл белги", "Зелёный знак")


def _options(*pairs: tuple[str, str], is_rich: bool = False) -> tuple[Option, ...]:
    made = markup.clean if is_rich else str
    return tuple(Option("abcdefgh"[place], Bilingual(made(ky), made(ru))) for place, (ky, ru) in enumerate(pairs))


def _rich(ky: str, ru: str) -> Bilingual:
    return Bilingual(markup.clean(ky), markup.clean(ru))


def _image(picture: Picture) -> str:
    return f'<img src="{picture.name}">'


def _table(heads: tuple[str, ...], *rows: tuple[str, ...]) -> str:
    head = "".join(f"<th>{cell}</th>" for cell in heads)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


MANY = Question(
    "S1-9001", 1, "S1",
    Bilingual(
        "Мектептин директору кайсы документтерди бекитет? Бардык туура жоопторду белгилеңиз.",
        "Какие документы утверждает директор школы? Отметьте все правильные ответы.",
    ),
    _options(
        ("Окуу планын", "Учебный план"), ("Сабактардын жүгүртмөсүн", "Расписание занятий"),
        ("Мамлекеттик бюджетти", "Государственный бюджет"), ("Ички эмгек тартибин", "Правила внутреннего распорядка"),
        ("Билим берүү стандартын", "Образовательный стандарт"), ("Штаттык тизмени", "Штатное расписание"),
        ("Салык кодексин", "Налоговый кодекс"), ("Кызматтык нускамаларды", "Должностные инструкции"),
    ),
    frozenset("abdfh"), SOURCE, Kind.MULTIPLE,
)  # fmt: skip

TABLE = Question(
    "S1-9002", 1, "S1",
    _rich(
        "<p>Диаграммада мектептин <b>окуучуларынын саны</b> көрсөтүлгөн. Таблицаны карап чыгыңыз.</p>"
        + _table(("Жылы", "Окуучулар", "Мугалимдер"), ("2023", "600", "41"), ("2024", "1100", "62"))
        + f"<p>{_image(CHART)}</p><p>2024-жылы бир мугалимге канча окуучу туура келген?</p>",
        "<p>На диаграмме показано <b>число учащихся</b> школы. Рассмотрите таблицу.</p>"
        + _table(("Год", "Учащиеся", "Учителя"), ("2023", "600", "41"), ("2024", "1100", "62"))
        + f"<p>{_image(CHART)}</p><p>Сколько учащихся приходилось на одного учителя в 2024 году?</p>",
    ),
    _options(
        ("<i>Болжол менен 18</i>", "<i>Примерно 18</i>"), ("15", "15"),
        ("x<sup>2</sup> + H<sub>2</sub>O", "x<sup>2</sup> + H<sub>2</sub>O"), ("25", "25"), is_rich=True,
    ),
    frozenset("a"), SOURCE, is_rich=True, pictures=(CHART,),
)  # fmt: skip

_MONTHS = ("Сентябрь", "Октябрь", "Ноябрь", "Декабрь", "Январь", "Февраль", "Март", "Апрель", "Май")
WIDE = Question(
    "S2-9001", 1, "S2",
    _rich(
        "<p>Айлар боюнча келбей калган сабактардын саны:</p>"
        + _table(("Класс", *_MONTHS), *((f"{n}-класс", *(str(n * k) for k in range(1, 10))) for n in (7, 8, 9)))
        + "<p>Кайсы корутундулар туура?</p><ul><li>жалпысынан</li><li>ар бир класс боюнча</li></ul>",
        "<p>Число пропущенных уроков по месяцам:</p>"
        + _table(("Класс", *_MONTHS), *((f"{n} класс", *(str(n * k) for k in range(1, 10))) for n in (7, 8, 9)))
        + "<p>Какие выводы верны?</p><ul><li>в целом</li><li>по каждому классу</li></ul>",
    ),
    _options(
        ("<b>Көбөйүүдө</b>", "<b>Растёт</b>"), ("Азаюуда", "Уменьшается"),
        ("9-класста эң көп", "Больше всего в 9 классе"),
        is_rich=True,
    ),
    frozenset("ac"), SOURCE, Kind.MULTIPLE, is_rich=True,
)  # fmt: skip

PICTURES = Question(
    "S2-9002", 1, "S2",
    _rich(
        f"<p>Планды жана сүрөттү салыштырыңыз.</p><p>{_image(PLAN)}</p><p>{_image(PHOTO)}</p>"
        "<p>Кайсы белги коюлушу керек?</p>",
        f"<p>Сравните план и снимок.</p><p>{_image(PLAN)}</p><p>{_image(PHOTO)}</p><p>Какой знак нужно поставить?</p>",
    ),
    _options(
        (f"{_image(RED)} кызыл", f"{_image(RED)} красный"), (f"{_image(GREEN)} жашыл", f"{_image(GREEN)} зелёный"),
        ("экөө тең эмес", "ни тот ни другой"), is_rich=True,
    ),
    frozenset("b"), SOURCE, is_rich=True, pictures=(PLAN, PHOTO, RED, GREEN),
)  # fmt: skip

RICH = (MANY, TABLE, WIDE, PICTURES)


def with_rich(plan: SessionPlan, *questions: Question) -> SessionPlan:
    """The plan with a bank of just as many questions as its form asks for, these (RICH) among them, one after the other
    in their sections: every paper holds them all."""
    wanted = {item["id"]: item["count"] for item in json.loads(plan.form)["content"]["sections"]}
    return with_bank(
        plan, {section: _chosen(plan, section, count, questions or RICH) for section, count in wanted.items()}
    )


def _chosen(plan: SessionPlan, section: str, count: int, rich: tuple[Question, ...]) -> list[Question]:
    content = json.loads(plan.bank_files[f"{section}.json"])
    usual = [question_from(plain, section) for plain in content["questions"][:count]]
    return [*(question for question in rich if question.section == section), *usual][:count]


def with_bank(plan: SessionPlan, questions: dict[str, list[Question]]) -> SessionPlan:
    """The plan with these questions by section, as a release of its own."""
    manifest, files = json.loads(plan.bank_manifest), {}
    for section, those in questions.items():
        content = {"section": section, "questions": [question_to(question) for question in those]}
        files[f"{section}.json"] = json.dumps(content, ensure_ascii=False).encode()
        manifest["files"][f"{section}.json"] = hashlib.sha256(files[f"{section}.json"]).hexdigest()
    return replace(plan, bank_files=files, bank_manifest=json.dumps(manifest, ensure_ascii=False).encode())
