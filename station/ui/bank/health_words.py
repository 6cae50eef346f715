"""What the examination of the bank found, in the reader's language."""

from collections.abc import Mapping

from question_bank.health import Check, Finding, Severity
from resources.texts import Texts

CHECKS: Mapping[Check, str] = {
    Check.UNFINISHED: "Unfinished questions",
    Check.MISSING_TRANSLATION: "Missing translation",
    Check.PARITY_OPTIONS: "Options in one language only",
    Check.PARITY_NUMBERS: "Numbers differ between the languages",
    Check.PARITY_NEGATION: "Denied in one language only",
    Check.DUPLICATE_OPTIONS: "Equal options",
    Check.NEAR_DUPLICATE: "Questions that ask the same",
    Check.LONGEST_IS_KEY: "The longest option is the key",
    Check.KEY_POSITIONS: "Places of the keys are uneven",
    Check.ALL_OF_ABOVE: "Options about other options",
    Check.CUE_WORDS: "Words that give the answer away",
    Check.KEY_ECHO: "The key repeats the question",
    Check.MISSING_SOURCE: "No source",
    Check.DEAD_PICTURES: "Lost and unused pictures",
    Check.UNKNOWN_SECTION: "Unknown section",
    Check.ENEMIES: "Questions that must not meet",
    Check.NO_DIFFICULTY: "No difficulty",
    Check.FORM_SHORT: "Too few questions for the form",
    Check.FORM_BAND: "The form's difficulty cannot be reached",
}

WEIGHTS: Mapping[Severity, str] = {
    Severity.FAULT: "to be mended",
    Severity.DOUBT: "to be looked at",
    Severity.HINT: "a hint",
}

# by check and variant; fields are the finding's facts, and `language`, `place`, `where` made below
SENTENCES: Mapping[tuple[Check, str], str] = {
    (Check.UNFINISHED, "no_text"): "The question has no text.",
    (Check.UNFINISHED, "few_options"): "There are {count} options; 2 are the least.",
    (Check.UNFINISHED, "many_options"): "There are {count} options; 8 are the most.",
    (Check.UNFINISHED, "empty_option"): "Options without a text: {options}.",
    (Check.UNFINISHED, "no_key"): "No option is marked as right.",
    (Check.UNFINISHED, "key_unknown"): "The key does not name exactly one option each.",
    (Check.UNFINISHED, "several_keys"): "{count} options are marked as right, but only one may be chosen.",
    (Check.MISSING_TRANSLATION, "missing"): "{language}: the text is missing: {where}.",
    (Check.MISSING_TRANSLATION, "same"): "The question reads the same in both languages; it seems untranslated.",
    (Check.PARITY_OPTIONS, ""): (
        "{language}: options without a text: {options}. Options with a text: Kyrgyz {ky}, Russian {ru}."
    ),
    (Check.PARITY_NUMBERS, ""): "{place}: numbers only in Kyrgyz: {ky}; only in Russian: {ru}.",
    (Check.PARITY_NEGATION, ""): "{place}: denied (“{word}”) in one language only: {language}.",
    (Check.DUPLICATE_OPTIONS, "equal"): "{language}: equal options: {options}.",
    (Check.DUPLICATE_OPTIONS, "alike"): "{language}: options that differ in capitals or full stops only: {options}.",
    (Check.NEAR_DUPLICATE, "question"): "Asks nearly the same as {other} (alike by {per_cent} %).",
    (Check.NEAR_DUPLICATE, "enemy"): (
        "Asks nearly the same as {other} (alike by {per_cent} %); they never meet in one paper."
    ),
    (Check.LONGEST_IS_KEY, "question"): "{language}: the key has {key} letters, the next longest option {next}.",
    (Check.LONGEST_IS_KEY, "bank"): (
        "{language}: in {share} % of the questions the longest option is the key; by chance it would be {expected} %."
    ),
    (Check.KEY_POSITIONS, ""): "{share} % of the keys stand at option {option}; evenly it would be {expected} %.",
    (Check.ALL_OF_ABOVE, "all"): "{language}: option {option} says “all of these”.",
    (Check.ALL_OF_ABOVE, "none"): "{language}: option {option} says “none of these”.",
    (Check.ALL_OF_ABOVE, "others"): "{language}: option {option} names other options by their letters.",
    (Check.CUE_WORDS, "key"): "{language}: words without exception in the right option only: {words}.",
    (Check.CUE_WORDS, "distractors"): "{language}: words without exception in wrong options only: {words}.",
    (Check.KEY_ECHO, ""): "{language}: of the options only the right one repeats a rare word of the question: {words}.",
    (Check.MISSING_SOURCE, ""): "The question names no source.",
    (Check.DEAD_PICTURES, "missing"): "The text names a picture that is not there: {picture}.",
    (Check.DEAD_PICTURES, "unused"): "The picture stands in no text: {picture}.",
    (Check.DEAD_PICTURES, "spoken"): "{language}: the text speaks of a picture (“{picture}”), but there is none.",
    (Check.UNKNOWN_SECTION, ""): "The bank has no section {section}.",
    (Check.ENEMIES, "unknown"): "It must not meet {enemy}, which is not in the bank.",
    (Check.ENEMIES, "one_sided"): "It must not meet {enemy}, but {enemy} does not say so.",
    (Check.ENEMIES, "itself"): "The question is named as one that it must not meet.",
    (Check.NO_DIFFICULTY, ""): "Nobody has estimated the difficulty.",
    (Check.FORM_SHORT, "few"): "Section {section}: the form needs {needed} approved questions, there are {present}.",
    (Check.FORM_SHORT, "enemies"): (
        "Section {section}: the form needs {needed} of {present} approved questions, "
        "but too many of them must not meet."
    ),
    (Check.FORM_SHORT, "enemies_meet"): (
        "No paper can be drawn: too many questions of different sections must not meet."
    ),
    (Check.FORM_BAND, ""): (
        "The form wants a mean difficulty from {low} to {high}; papers of this bank can have {least} to {most}."
    ),
}
LANGUAGES = {"ky": "Kyrgyz", "ru": "Russian", "": "Both languages"}
_HUNDREDTHS = ("low", "high", "least", "most")
_NONE = "–"


def finding_words(texts: Texts, finding: Finding) -> str:
    """One sentence for a finding; of the question's id it says nothing."""
    facts: dict[str, str | int] = {name: _NONE if value == "" else value for name, value in finding.facts.items()}
    if finding.check is Check.FORM_BAND:
        facts |= {name: f"{int(facts[name]) / 100:.2f}".replace(".", ",") for name in _HUNDREDTHS}
    facts["language"] = texts.get(LANGUAGES[finding.language])
    facts["place"] = _place(texts, str(finding.facts.get("place", "")))
    facts["where"] = _where(texts, finding)
    told = texts.get(SENTENCES[finding.check, finding.what]).format(**facts)
    return told[:1].upper() + told[1:]


def _place(texts: Texts, letter: str) -> str:
    return texts.get("Option {letter}").format(letter=letter) if letter else texts.get("The question's text")


def _where(texts: Texts, finding: Finding) -> str:
    """What has no translation: the question, its options, or both."""
    parts = [texts.get("the question")] if finding.facts.get("stem") else []
    if finding.facts.get("options"):
        parts.append(texts.get("options {options}").format(options=finding.facts["options"]))
    return ", ".join(parts)
