"""Three questions to try the screen with. They are not from the bank, and nothing of them is kept (R-9.1)."""

from question_bank.model import Kind
from resources.texts import Texts
from station.ui.candidate.question_card import OptionWords, QuestionWords

COUNT = 3


def practice_questions(texts: Texts, has_multiple: bool = False) -> tuple[QuestionWords, ...]:
    """The questions in the language of `texts`; each teaches one thing the screen can do.

    `has_multiple`: the test has questions with several right answers, so one of these is such a question too.
    """
    t = texts.get
    digits = (
        t(
            "Here several answers are right: press the digits 1 and 3. The same digit pressed again takes its answer "
            "back. Such a question counts only when all right answers and no others are chosen."
        )
        if has_multiple
        else t("Choose an answer with the keyboard: press a digit from 1 to 4.")
    )
    asked = (
        (
            t("How do you choose an answer? Press any row with the mouse or with your finger."),
            (t("I pressed this row"), t("I pressed the second row"), t("I have not pressed yet")),
        ),
        (
            digits,
            (t("Key 1"), t("Key 2"), t("Key 3"), t("Key 4")),
        ),
        (
            t("Flag this question with the button above or the key 0. Does the flag change the answer?"),
            (t("No, the flag only helps to come back"), t("Yes")),
        ),
    )
    return tuple(
        QuestionWords(
            number=number,
            total=COUNT,
            stem=stem,
            options=tuple(OptionWords(str(place), text) for place, text in enumerate(options)),
            section=texts.get("Practice"),
            kind=Kind.MULTIPLE if has_multiple and stem == digits else Kind.SINGLE,
        )
        for number, (stem, options) in enumerate(asked, 1)
    )
