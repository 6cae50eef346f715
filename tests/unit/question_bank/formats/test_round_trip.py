"""What is written is read again as it was, in all that the format carries."""

import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank.formats import background, gift, gift_write, moodle_xml, moodle_xml_write, table
from question_bank.formats.compare import is_same, merged, seen_by
from question_bank.formats.foreign import Carried, ForeignQuestion
from question_bank.formats.html_text import Form
from question_bank.formats.outgoing import is_whole, losses
from question_bank.formats.settle import settle
from question_bank.model import Bilingual, Kind, Option, Picture, Question
from question_bank.workflow import State
from tests.unit.question_bank.formats.rules import BY_ID, rules

SIGNS = "абвңөүABC 019.,?!:;=~#{}<>&\\\"'/@%$*[]()_-|+«»№—\n\xa0"  # mixed on purpose
PLAIN = st.text(st.sampled_from(SIGNS), max_size=25).map(lambda text: f"С{text}.")
INLINE = st.sampled_from(
    ["<b>{}</b>", "<i>{}</i>", "x<sup>{}</sup>", "<p>{}</p>", "<p>{}</p><ul><li>1</li></ul>", "{}"]
)
ESCAPED = st.text(st.sampled_from("абңү =~#{}:\\/1&"), max_size=12).map(lambda text: f"Т{text}.".replace("&", "&amp;"))
RICH = st.builds(lambda shell, text: shell.format(text), INLINE, ESCAPED)
WORDS = st.text(st.sampled_from("абвңөү 12/.,"), max_size=12).map(lambda text: " ".join(text.split()))
PICTURES = (
    Picture("one.png", "image/png", b"P one", Bilingual('Бир "план"', "Один & план")),
    Picture("two.png", "image/png", b"P two"),
)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """A whole question of any kind."""
    is_rich = draw(st.booleans())
    text = RICH if is_rich else PLAIN
    languages = draw(st.sampled_from(["both", "both", "ky", "ru"]))

    def both(number: int) -> Bilingual:
        ky, ru = (f"{number} {draw(text)}" if not is_rich else f"{draw(text)}{number}" for _language in "kr")
        if draw(st.booleans()):
            ru = ky
        return Bilingual(ky if languages != "ru" else "", ru if languages != "ky" else "")

    count = draw(st.integers(2, 8))
    options = tuple(Option(name, both(number)) for number, name in enumerate("abcdefgh"[:count], 1))
    kind = draw(st.sampled_from(Kind))
    right = draw(
        st.sets(st.sampled_from("abcdefgh"[:count]), min_size=1, max_size=count if kind is Kind.MULTIPLE else 1)
    )
    question = Question(
        draw(st.sampled_from(["S1-0001", "S2-17", "Q.5", "вопрос-1"])), 1, draw(st.sampled_from(["S1", "S2"])), both(0),
        options, frozenset(right), Bilingual(draw(WORDS), draw(WORDS)), kind, is_rich,
        topic=draw(WORDS), difficulty=draw(st.integers(0, 5)),
        enemies=frozenset(draw(st.sets(st.sampled_from(["S1-2", "X.3"])))),
        notes=Bilingual(draw(WORDS), draw(WORDS)),
    )  # fmt: skip
    if is_rich and draw(st.booleans()):
        shown = "".join(f'<img src="{picture.name}" alt="вид">' for picture in PICTURES)
        stem = Bilingual(*(words and words + shown for words in (question.stem.ky, question.stem.ru)))
        question = replace(question, stem=stem, pictures=PICTURES)
    return question


def comes_back(question: Question, found: tuple[ForeignQuestion, ...], has_pictures: bool) -> None:
    """The file has this question and nothing else, and it is what it was."""
    (read,) = found
    assert not [note for note in read.remarks if note.fault != "partial_credit"]
    settled = settle(read, rules(default=""))
    assert settled.question is not None, settled.refused
    carried = seen_by(replace(question, measured=0), has_pictures)
    assert settled.question.id == question.id
    assert is_same(settled.question, carried)
    assert is_same(merged(carried, settled.question), carried)


@settings(max_examples=60)
@given(questions())
def test_moodle_xml(question: Question) -> None:
    text = moodle_xml_write.write([question], BY_ID)
    comes_back(question, moodle_xml.read(text.encode()), has_pictures=True)


@settings(max_examples=60)
@given(questions())
def test_gift(question: Question) -> None:
    comes_back(question, gift.read(gift_write.write([question], BY_ID)), has_pictures=False)


@settings(max_examples=60)
@given(questions())
def test_tables(question: Question) -> None:
    rows = [tuple(cell.strip() for cell in row) for row in table.rows_of([question])]
    comes_back(question, table.read(rows), has_pictures=False)


@settings(max_examples=15)
@given(st.lists(questions(), min_size=2, max_size=4))
def test_a_whole_file_keeps_the_order_and_the_sections(several: list[Question]) -> None:
    for found in (
        moodle_xml.read(moodle_xml_write.write(several, BY_ID).encode()),
        gift.read(gift_write.write(several, BY_ID)),
    ):
        assert [read.id for read in found] == [question.id for question in several]
        read_sections = [settle(read, rules(default="")).question for read in found]
        assert [made.section for made in read_sections if made] == [question.section for question in several]


def sample(**changes: object) -> Question:
    both = [Bilingual("Ким?", "Кто?"), Bilingual("мен", "я"), Bilingual("сен", "ты")]
    question = Question("S1-1", 1, "S1", both[0], (Option("a", both[1]), Option("b", both[2])), frozenset("a"), both[0])
    return replace(question, **changes)  # type: ignore[arg-type]


def test_the_file_for_moodle_is_in_the_order_that_moodle_writes() -> None:
    text = moodle_xml_write.write([sample(difficulty=2, kind=Kind.MULTIPLE, topic="Тема")], BY_ID)
    category, question = ElementTree.fromstring(text.encode())
    assert category.findtext("category/text") == "$course$/top/S1 Основы права/Тема"
    assert [child.tag for child in question] == [
        "name", "questiontext", "generalfeedback", "defaultgrade", "penalty", "hidden", "idnumber", "single",
        "shuffleanswers", "answernumbering", "showstandardinstruction", "correctfeedback", "partiallycorrectfeedback",
        "incorrectfeedback", "answer", "answer", "tags",
    ]  # fmt: skip
    assert [child.get("fraction") for child in question.findall("answer")] == ["100", "-100"]
    assert question.findtext("single") == "false"


def test_signs_that_end_cdata_and_marks_of_languages_come_back() -> None:
    for words in ("]]>", "{mlang ky}x{mlang}", '<span lang="ky" class="multilang">x</span>', "a\\nb \\= {} //x"):
        question = sample(stem=Bilingual(words, words + "."))
        comes_back(question, moodle_xml.read(moodle_xml_write.write([question], BY_ID).encode()), has_pictures=True)
        comes_back(question, gift.read(gift_write.write([question], BY_ID)), has_pictures=False)


def test_a_section_that_the_bank_does_not_have_any_more_is_written_by_its_id() -> None:
    assert background.category_of(None, sample(topic=" /a/ ")) == "$course$/top/S1/ //a// "
    assert background.path_of("$course$/top/S1/ //a// ") == ("S1", "/a/")
    assert background.path_of("") == ()


def test_a_feedback_in_plain_text_becomes_notes() -> None:
    assert background.read_background("a < b", Form.PLAIN).notes.either == "a < b"
    assert background.read_background("a<br>b", Form.AUTO).notes.either == "a\nb"
    assert background.read_background("a\nb", Form.AUTO).notes.either == "a\nb"


def test_what_a_format_cannot_carry_is_counted() -> None:
    rich = sample(is_rich=True, pictures=PICTURES)
    given_ = [
        (sample(), State.DRAFT),
        (rich, State.APPROVED),
        (sample(measured=200), State.IN_REVIEW),
        (sample(key=frozenset[str]()), State.DRAFT),
    ]
    assert losses(given_, has_pictures=False) == {
        Carried.PICTURES: 1,
        Carried.STATE: 2,
        Carried.HISTORY: 4,
        Carried.MEASURED: 1,
        Carried.UNFINISHED: 1,
    }
    assert Carried.PICTURES not in losses(given_, has_pictures=True)
    assert losses([], has_pictures=True) == {}


@pytest.mark.parametrize(
    "question",
    [
        sample(stem=Bilingual("", " ")),
        sample(options=(Option("a", Bilingual("x", "x")), Option("b", Bilingual("x", "x")))),
        sample(options=(Option("a", Bilingual("x", "x")), Option("b", Bilingual("", "")))),
    ],
)
def test_unfinished_questions_are_told_before(question: Question) -> None:
    assert not is_whole(question)
    assert gift_write.write([replace(question, key=frozenset())], BY_ID)
