"""Numbers of a text and its translation: digits here may be a word or a Roman number there."""

import re

from question_bank.model import Language

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_RUN = re.compile(r"\d+")
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
# Roman numbers are typed in Latin letters, and in Cyrillic ones that look the same.
_ROMAN = re.compile(r"(?<!\w)[IVXLCІХС]{1,7}(?!\w)")  # mixed on purpose
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100} | {"І": 1, "Х": 10, "С": 100}

_SPELLED: dict[Language, dict[str, str]] = {
    Language.KY: {
        "0": "нөл|ноль", "1": "бир|жалгыз", "2": "эки|экөө|кош|жуп", "3": "үч", "4": "төрт", "5": "беш", "6": "алты",
        "7": "жети|жетөө", "8": "сегиз", "9": "тогуз", "10": r"он\b|онунчу|ондо|онго", "11": "он бир", "12": "он эки",
        "13": "он үч", "14": "он төрт", "15": "он беш", "16": "он алты", "17": "он жети", "18": "он сегиз",
        "19": "он тогуз", "20": "жыйырма", "30": "отуз", "40": "кырк", "50": "элүү|жарым", "60": "алтымыш",
        "70": "жетимиш", "80": "сексен", "90": "токсон", "100": "жүз", "1000": "миң", "1000000": "миллион",
    },
    Language.RU: {
        "0": "нол|нул", "1": "один|одн|перв|единств|единожд",
        "2": r"два\b|две\b|двух|двум|двое|двой|втор|дважды|оба\b|обе", "3": r"три\b|трех|трем|трет|тро[ейи]|трижды",
        "4": "четыр|четверт", "5": r"пят(?!ьдес|надц)", "6": r"шест(?!ьдес|надц)", "7": r"сем(?:ь|и|ер)(?!десят)|седьм",
        "8": r"вос[еь]м(?!ьдес|надц)", "9": r"девят(?!ьнос|надц)", "10": "десят", "11": "одиннадцат", "12": "двенадцат",
        "13": "тринадцат", "14": "четырнадцат", "15": "пятнадцат", "16": "шестнадцат", "17": "семнадцат",
        "18": "восемнадцат", "19": "девятнадцат", "20": "двадцат", "30": "тридцат", "40": "сорок",
        "50": "пятьдесят|пятидесят|половин", "60": "шестьдесят|шестидесят", "70": "семьдесят|семидесят",
        "80": "восемьдесят|восьмидесят", "90": "девяност", "100": r"сто\b|ста\b|сот", "1000": "тысяч",
        "1000000": "миллион",
    },
}  # fmt: skip
_WORDS = {
    language: {number: re.compile(rf"(?<!\w)(?:{words})") for number, words in spelled.items()}
    for language, spelled in _SPELLED.items()
}


def has_some(text: str) -> bool:
    """Whether there is a number in digits."""
    return bool(_RUN.search(text))


def differing(ky: str, ru: str) -> tuple[list[str], list[str]]:
    """Numbers that only the Kyrgyz and only the Russian text has (both plain); each as it stands, once.

    A number may stand in digits on one side and as a word or a Roman number on the other; `3,5` is `3.5`, `10 000` is
    `10000`, the order does not matter.
    """
    in_ky, in_ru = _numbers(ky), _numbers(ru)
    only_ky = {value: shown for value, shown in in_ky.items() if value not in in_ru}
    only_ru = {value: shown for value, shown in in_ru.items() if value not in in_ky}
    if not (only_ky or only_ru) or _runs(only_ky) == _runs(only_ru):
        return [], []
    return _unsaid(only_ky, ru, Language.RU), _unsaid(only_ru, ky, Language.KY)


def _numbers(text: str) -> dict[str, str]:
    """Value -> how it stands in the text."""
    shown = _NUMBER.findall(_THOUSANDS.sub("", text))
    return {".".join(run.lstrip("0") or "0" for run in _RUN.findall(number)): number for number in shown}


def _runs(numbers: dict[str, str]) -> list[str]:
    return [run for value in numbers for run in value.split(".")]


def _unsaid(numbers: dict[str, str], text: str, language: Language) -> list[str]:
    """Of these numbers, those that the text says neither by word nor in Roman letters."""
    low = text.casefold().replace("ё", "е")
    romans = {_roman(found) for found in _ROMAN.findall(text)}
    spelled = _WORDS[language]
    return [
        shown
        for value, shown in numbers.items()
        if value not in romans and not (value in spelled and spelled[value].search(low))
    ]


def _roman(letters: str) -> str:
    values = [_ROMAN_VALUES[letter] for letter in letters]
    signed = [-value if value < max(values[place:]) else value for place, value in enumerate(values)]
    return str(sum(signed))
