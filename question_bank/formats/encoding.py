"""Which letters the bytes of a text file mean: UTF-8, UTF-16 with its mark, Windows-1251. Never a guess in silence."""

import re

from question_bank.formats.foreign import FileRefused

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CYRILLIC = "А-Яа-яЁёҢңӨөҮү"
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
# Signs of Windows-1251 that Russian and Kyrgyz texts do not have: many of them mean that it is another encoding.
_FOREIGN = re.compile(r"[\u0402-\u040f\u0452-\u045f\u00a4-\u00a6\u00b5\u00b6\u0490\u0491\u0080-\u009f†‡‰‹›]")
_ANY_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LETTER = re.compile("[А-Яа-яЁё]")
_TURNED = re.compile(r"(?<![А-Яа-я])[а-я][А-Я]{2,}(?![а-яА-Я])")  # KOI8-R read as Windows-1251: "мЮГНБХРЕ"
_CAPITAL = re.compile("[А-ЯЁ]")

_LOST_WITHIN = re.compile(rf"[{_CYRILLIC}]+\?[а-яёңөү]+")
_LOST_AT_START = re.compile(rf"(?<![{_CYRILLIC}\w?.!])\?[а-яёңөү]{{2,}}")
_LOST_WHOLE = re.compile(r"(?<!\S)\?{2,}(?!\S)")
_REPLACED = re.compile(r"\ufffd+")
_OTHER_FONT = re.compile(
    r"[А-Яа-я][\u0402-\u0405\u0407-\u040f\u0452-\u0455\u0457-\u045f]|[\u0452-\u0455\u0457-\u045f][А-Яа-я]"
)
# UTF-8 read as Windows-1251 ("РђСЃР°"), or Windows-1251 read as Western ("Èâàíîâ").
_GARBLED = re.compile(r"(?:[РС][\u0080-\u00bf\u0402-\u040f\u0450-\u045f‚-™]){2,}|[À-ÖØ-öø-ÿ]{4,}|мЮ[А-Я]{2,}")
# Words and endings by which a text is told: none of either language's is usual in the other.
_RUSSIAN = re.compile(
    r"(?<!\w)(?:и|в|не|на|что|как|это|эт[аио][тм]?|для|из|по|при|или|от|кто|его|её|их|с|о|об|к|чем|если|год[ау]?|до|за|у|же"
    r"|так|они|он|она|ли|без|со|во|да|нет|под|над|между|сколько|где|когда|можно|нужно|был[аио]?|какого|столиц\w+|верно"
    r"|[а-яё]{2,}(?:ого|его|ому|ему|ыми|ими|ых|их|ая|яя|ое|ее|ые|ие|ый|ий|ской|ость|ости|ение|ения|ании|ать|ять|ить|еть"
    r"|ться|тся|ами|ями|ах|ях|ов|ев|ию|ют|ят)|[а-яё]*[щъ][а-яё]*)(?!\w)",
    re.IGNORECASE,
)
_KYRGYZ = re.compile(
    r"(?<!\w)(?:кайсы\w*|эмне\w*|жана|менен|болуп|болот|боюнча|деп|ким|канча\w*|туура|эмес|бар|жок|жыл\w*|кантип"
    r"|кайда\w*|качан|аталат|эсептелет|саналат|бул|анын|мектеп\w*|мугалим\w*|билим|тил\w*|\w*(?:уу|ээ|аа)\w*"
    r"|\w{3,}(?:дын|нын|тын|дун|нун|лык|дык|тык))(?!\w)",
    re.IGNORECASE,
)
_ONLY_KYRGYZ = re.compile(r"[ңөүҢӨҮ]\w*")


def decode(data: bytes) -> str:
    """The text of a file, line ends made one. Raises FileRefused (ENCODING) with the line that does not fit."""
    return _decoded(data).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str:
    if data.startswith(_UTF16):
        return _strict(data, "utf-16")
    if b"\0" in data:
        raise FileRefused(FileRefused.Why.ENCODING, data.count(b"\n", 0, data.index(b"\0")) + 1)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        first = data.count(b"\n", 0, error.start) + 1
        if data.startswith(b"\xef\xbb\xbf"):
            raise FileRefused(FileRefused.Why.ENCODING, first) from error
    others = _lines_in_utf8(data)
    if others:
        raise FileRefused(FileRefused.Why.ENCODING, first if len(others) > 1 or others[0] < first else others[0])
    text = _strict(data, "cp1251")
    foreign = _FOREIGN.findall(text)
    if len(foreign) * 20 > len(_LETTER.findall(text)) or _is_turned(text):
        raise FileRefused(FileRefused.Why.ENCODING, first)
    return text


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "ignore")
        raise FileRefused(FileRefused.Why.ENCODING, before.count("\n") + 1) from error


def _lines_in_utf8(data: bytes) -> list[int]:
    """The lines of a file that is not UTF-8 which are UTF-8 all the same: two encodings are mixed in it.

    A line of Windows-1251 can look like one by chance, as "Р»": two letters at least must do so.
    """
    found = []
    for number, line in enumerate(data.split(b"\n"), 1):
        if _NOT_ASCII.search(line):
            try:
                text = line.decode()
            except UnicodeDecodeError:
                continue
            if len(_LETTER.findall(text)) >= 2:
                found.append(number)
    return found


def _is_turned(text: str) -> bool:
    """KOI8-R read as Windows-1251 has small and capital letters the wrong way round."""
    return len(_TURNED.findall(text)) > 2 and len(_CAPITAL.findall(text)) * 2 > len(_LETTER.findall(text))


def lost_letters(text: str) -> str:
    """The word of a text that lost letters on its way through an old encoding ("Б?л?м"), or "".

    In a Russian text a "?" before a small letter may be a missing blank: it counts as lost only without other words
    that are Russian.
    """
    for pattern in (_REPLACED, _OTHER_FONT):
        if found := pattern.search(text):
            return _word_at(text, found.start(), found.end())
    if "?" not in text:
        return ""
    whole = _LOST_WHOLE.findall(text)
    if len(whole) > 1 or text.strip() in whole:
        return str(whole[0])
    lost = _LOST_WITHIN.search(text) or _LOST_AT_START.search(text)
    if lost and not is_russian(text.replace("?", " ")):
        return str(lost[0])
    return ""


def _word_at(text: str, begin: int, end: int) -> str:
    """The word around a place."""
    while begin and text[begin - 1].isalpha():
        begin -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    return text[begin:end]


def garbled(text: str) -> str:
    """The word of a text that was read in a wrong encoding before it came here, or ""."""
    found = _GARBLED.search(text)
    return str(found[0]) if found else ""


def has_cyrillic(text: str) -> bool:
    """Whether a letter of a text is Cyrillic: formulas and foreign languages have none."""
    return _ANY_CYRILLIC.search(text) is not None


def is_kyrgyz(text: str) -> bool:
    """Whether a text is surely Kyrgyz: more words that only Kyrgyz has, by its letters or known, than Russian ones."""
    return _kyrgyz_words(text) > len(_RUSSIAN.findall(text))


def is_russian(text: str) -> bool:
    """Whether a text is surely Russian."""
    return len(_RUSSIAN.findall(text)) > _kyrgyz_words(text)


def _kyrgyz_words(text: str) -> int:
    return len(_ONLY_KYRGYZ.findall(text)) + len(_KYRGYZ.findall(text))
