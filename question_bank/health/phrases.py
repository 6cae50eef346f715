"""Wordings that let a test-wise candidate guess, and such that speak of a picture; all for folded text."""

import re

from question_bank.model import Language

_LISTED_RU = r"(?:выше ?)?(?:перечисленн|указанн|назван|приведенн|изложенн|сказанн|упомянут|описанн)\w*"
_LISTED_KY = (
    r"(?:(?:жогоруда(?:гы)? )?(?:айтыл|көрсөтүл|сана|аталга|келтирил|жазыл|белгилен|берил)\w*"
    r"(?: жооптор\w*| варианттар\w*| пункттар\w*)?|жогорудагы\w*(?: жооптор\w*| варианттар\w*)?)"
)
_ALL = {
    Language.RU: re.compile(
        rf"^(?:(?:верн[оыаей]\w*|правильн\w*|подходит|подходят)? ?вс[ея] (?:из )?(?:это )?{_LISTED_RU}(?: \w+){{0,3}}"
        r"|вс[её] (?:ответы|варианты|пункты|утверждения|перечисленные|выше)(?: \w+){0,4}"
        r"|(?:верны|правильны|подходят) вс[её](?: \w+){0,2}|вс[её] (?:верн\w+|правильн\w+|подход\w+)(?: ответ\w*)?"
        r"|(?:верно|правильно) вс[её](?: \w+){0,2}|вс[её] (?:это|выше)(?: \w+){0,2}"
        r"|оба (?:ответа|варианта|утверждения)(?: \w+){0,2})$"
    ),
    Language.KY: re.compile(
        rf"^(?:{_LISTED_KY} (?:баары|бардыгы)(?: \w+)?|бардык {_LISTED_KY}"
        r"|(?:бардык|баардык) (?:жооптор|варианттар|жооп|пункттар)\w*(?: \w+)?"
        r"|(?:жооптордун|варианттардын|булардын|алардын|мунун|пункттардын) (?:баары|бардыгы)(?: \w+)?"
        r"|(?:баары|бардыгы)(?: тең)? (?:туура|дурус)|(?:баары|бардыгы)(?: тең)?|эки(?: жооп|си|өө)? тең туура"
        r"|экөө тең(?: туура)?)$"
    ),
}
_NONE = {
    Language.RU: re.compile(
        rf"^(?:ничего из {_LISTED_RU}(?: \w+){{0,2}}"
        r"|ни од(?:ин|на|но|ного)(?: ответ\w*| вариант\w*)?(?: из)?(?: \w+){0,4}"
        r"|(?:здесь )?нет (?:правильн|верн)\w+ (?:ответ|вариант)\w*|(?:правильн|верн)\w+ (?:ответ|вариант)\w* нет"
        r"|вс[её] (?:ответы |варианты )?(?:неверн|неправильн)\w+|нет ответа)$"
    ),
    Language.KY: re.compile(
        rf"^(?:(?:{_LISTED_KY} |жооптордун |варианттардын |булардын |алардын )?эч бири(?:си)?(?: \w+){{0,2}}"
        r"|туура (?:жооп|жообу|вариант)\w* (?:жок|берилген эмес|көрсөтүлгөн эмес)"
        r"|(?:бардык жооптор|баары|бардыгы) (?:туура эмес|ката))$"
    ),
}
_LETTER = r"[абвгдежзa-h1-8]"
_OTHERS = {
    Language.RU: re.compile(
        rf"^(?:верн\w+ |правильн\w+ )?(?:ответ\w* |вариант\w* |пункт\w* )?{_LETTER}[).]?(?: ?, ?{_LETTER}[).]?)* "
        rf"(?:и|или) {_LETTER}[).]?$"
    ),
    Language.KY: re.compile(
        rf"^{_LETTER}[).]?(?: ?, ?{_LETTER}[).]?)* (?:жана|же|менен) {_LETTER}[).]?"
        r"(?: жооптор\w*| варианттар\w*| пункттар\w*)?(?: туура)?$"
    ),
}
_LONGEST_WORDING = 90

_ABSOLUTE = {
    Language.RU: re.compile(
        r"(?<!\w)(?:всегда|никогда|только|лишь|исключительно|все|всех|всем|всеми|любо[йегм]\w*|любые|любых|никто|абсолютно"
        r"|непременно)(?!\w)"
    ),
    Language.KY: re.compile(
        r"(?<!\w)(?:дайыма|ар дайым|эч качан|эч ким\w*|(?<!бир )гана|жалаң|баары\w*|бардык\w*|бардыгы\w*|сөзсүз"
        r"|такыр)(?!\w)"
    ),
}
_SPOKEN = {
    Language.RU: re.compile(
        r"(?<!\w)(?:на (?:данном |этом |приведенном )?"
        r"(?:рисунке|картинке|изображении|фотографии|фото|схеме|диаграмме|графике)(?!\w)|см\. ?рис"
        r"|рассмотрите (?:рисунок|картинку|схему|изображение|диаграмму|график))"
    ),
    Language.KY: re.compile(
        r"(?<!\w)(?:(?:төмөнкү |бул |берилген |ушул )?(?:сүрөттө|схемада|диаграммада|графикте)(?:гү|гы|ги)? "
        r"(?:эмне|ким|кайсы|кандай|көрсөтүл|берил|тартыл|чагылдыр)\w*"
        r"|(?:төмөнкү |берилген )(?:сүрөттү|схеманы|диаграмманы)|сүрөттү карап|сүрөткө карап|сүрөттү кара)"
    ),
}


_REFERRING = {
    language: re.compile(
        f"(?P<none>{_NONE[language].pattern})|(?P<all>{_ALL[language].pattern})|(?P<others>{_OTHERS[language].pattern})"
    )
    for language in Language
}


# Parts of those words: most texts have none of them, and looking for parts is many times quicker than for the words.
_PERHAPS_ABSOLUTE = {
    Language.RU: ("все", "никогда", "только", "лишь", "исключ", "любо", "любы", "никто", "абсол", "непрем"),
    Language.KY: ("дайым", "эч к", "эч н", "гана", "жалаң", "баар", "бард", "сөзс", "такыр"),
}
_PERHAPS_SPOKEN = {
    Language.RU: ("рис", "картин", "изображ", "фото", "схем", "диагр", "график"),
    Language.KY: ("сүрөт", "схема", "диагр", "график"),
}


def _has_any(text: str, parts: tuple[str, ...]) -> bool:
    return any(map(text.__contains__, parts))


def refers_to_options(text: str, language: Language) -> str:
    """Where an option speaks of the other options: "all", "none" or "others", else ""."""
    if len(text) > _LONGEST_WORDING:
        return ""
    found = _REFERRING[language].match(text)
    return found.lastgroup or "" if found else ""


def absolute_words(text: str, language: Language) -> list[str]:
    """Words that admit no exception."""
    return _ABSOLUTE[language].findall(text) if _has_any(text, _PERHAPS_ABSOLUTE[language]) else []


def speaks_of_picture(text: str, language: Language) -> str:
    """The words by which a text points at a picture, "" where it does not."""
    found = _SPOKEN[language].search(text) if _has_any(text, _PERHAPS_SPOKEN[language]) else None
    return found[0] if found else ""
