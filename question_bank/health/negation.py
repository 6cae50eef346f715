"""Denial in one language only. Russian denies by words, Kyrgyz by words and by a suffix of the verb.

A finding needs a plain denial on one side and no sign of any denial on the other: what translators do freely
(`не позднее` - `кечиктирбестен`, `недопустимо` - `жол берилбейт`, `ошибочно` - `туура эмес`) is left alone.
"""

import re

from question_bank.model import Language

# --- plain denials: what turns a question round ---
_PLAIN_RU = re.compile(
    r"(?<!\w)(?:не(?! (?:только|менее|более|позднее|позже|ранее|раньше|реже|чаще|выше|ниже|меньше|больше|просто|раз"
    r"|лишь|один|одно|одна|столько|обязательно|имея|достигш|име[ею])\w*)|нельзя|кроме|нет"
    r"|не(?:верн|правильн|возможн|допустим)\w*)(?!\w)"
)
_VERB = r"\w{2,}[бп][аеоө]"
_PLAIN_KY = re.compile(
    r"(?<!\w)(?:(?<!кем )(?<!гана )(?<!жалаң )(?<!эле )эмес(?:пи|би)?(?!\w)|тышкары(?!\w)"
    # what is not cut off, switched off, stopped is on: a denied absence denies nothing
    rf"|(?!ажыра|өчүр|токто|үз){_VERB}(?:йт|йм|йбыз|йбиз|г[аеоө]н|й турган)(?!\w))"
)

# Most questions deny nothing; this quick look spares them the slow one.
_PERHAPS_RU = re.compile(r"(?:^|\W)(?:(?:не|нет|нельзя|кроме)(?!\w)|не[впд])")
_PERHAPS_KY = re.compile("эмес|тышкары|[бп][аеоө](?:й[тмб ]|г[аеоө]н)")

# --- any sign of denial, absence, refusal or opposition ---
_SIGN_RU = re.compile(
    r"(?<!\w)(?:не\w*|ни(?!\w)|ник\w*|нич\w*|нигде|нет|нел\w*|бе[зс]\w*|кроме|помимо|сверх|вне\w*|вместо|вопреки|против\w*"
    r"|анти\w*|отсут\w*|лиш[аеи]\w*|исключ\w*|запре[щт]\w*|отказ\w*|отклон\w*|отверг\w*|отрица\w*|прекра[щт]\w*|нару[шщ]\w*"
    r"|ошиб\w*|ложн\w*|избе[гж]\w*|утра[тч]\w*|потер\w*|уклон\w*|а не(?!\w)|мимо|иначе|ин[аоы][йея]\w*|друг\w*|чужд\w*"
    r"|лишн\w*|противо\w*|дезориент\w*|мешает|препят\w*|воздерж\w*|пропус\w*|упущ\w*|забы\w*|без)"
)
_SIGN_KY = re.compile(
    r"(?<!\w)(?:эмес\w*|жок\w*|элек|эч(?!\w)|тышкар\w*|башка\w*|тескери\w*|каршы\w*|ката(?!л)\w*|жалган\w*|тыюу\w*|чект\w*"
    r"|алек\w*|баш тарт\w*|четке|ажыра\w*|куру\w*|бузу\w*|токтот\w*|өзгөчө\w*|калган\w*|кемчил\w*|бейк\w*|анти\w*"
    r"|кароосуз\w*|ордуна|айырмала\w*"
    r"|(?!камсыз)\w+с[ыиуү]з\w*|\w{2,}[бп][аеоө](?:й|йт\w*|йм\w*|йбы\w*|йби\w*|йс[ыиуү]ң\w*|г[аеоө]н\w*|ст[аеоө]\w*|с|с[аеоө]\w*"
    r"|с[ыиуү]\w*|д[ыиуү]\w*|ш|ш[ыиуү]\w*|ң\w*|гыла|гиле|гула|гүлө)?(?!\w)"
    r"|\w{2,}(?:боо|бөө|поо|пөө|баа|бээ|паа|пээ)\w*)"
)


def may_deny(ky: str, ru: str) -> bool:
    """Whether it is worth looking: False only where neither text denies anything. Both folded."""
    return bool(_PERHAPS_RU.search(ru) or _PERHAPS_KY.search(ky))


def denied_in_one(ky: str, ru: str) -> tuple[Language, str] | None:
    """The language that plainly denies while the other has no sign of it, and the denying word; both texts folded."""
    if (plain := _PLAIN_RU.search(ru)) and not _SIGN_KY.search(ky):
        return Language.RU, plain[0]
    if (plain := _PLAIN_KY.search(ky)) and not _SIGN_RU.search(ru):
        return Language.KY, plain[0]
    return None
