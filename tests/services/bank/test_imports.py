"""Files of other programs come into a real encrypted bank: as the dry run said, or not at all."""

import base64
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PIL import Image

from question_bank.model import Bilingual, Kind, Question
from question_bank.workflow import Act, State
from station import spreadsheet
from station.domain.errors import Reason, StationError
from station.services.bank import copies, editing, finding, imports
from station.services.bank.facts import ImportLook, Query
from station.services.bank.import_files import bytes_of
from station.services.progress import Cancelled, Progress
from tests.services.bank.pcs import Pc, first_pc

GIFT = """// [id:Q-1] [tag:difficulty:2]
::Q-1::Кто назначает директора школы?{=орган управления ~родители ~ученики}

::два::Какие документы нужны для конкурса?{~%50%заявление ~%50%диплом ~%-100%справка}

Напишите эссе {}

Без ключа? {~да ~нет}
"""
RUSSIAN = imports.ImportOptions(language="ru", section="S1")


@pytest.fixture
def pc(tmp_path: Path) -> Iterator[Pc]:
    """A PC with an empty bank, its author signed in."""
    made = first_pc(tmp_path / "bank").as_("asel")
    yield made
    made.bank.close()


def look(pc: Pc, data: str | bytes, name: str = "file.gift", options: imports.ImportOptions = RUSSIAN) -> ImportLook:
    return imports.look(pc.bank, data.encode() if isinstance(data, str) else data, name, options)


def outcomes(found: ImportLook) -> list[tuple[int, str, str]]:
    return [(row.line, row.outcome, row.reason) for row in found.rows]


def counts(found: ImportLook) -> tuple[int, int, int, int]:
    taken, changed, same, refused = (found.count(what) for what in ("taken", "changed", "same", "refused"))
    return taken, changed, same, refused


def every(pc: Pc) -> list[Question]:
    return [question for question, _state in finding.questions(pc.bank)]


def refusal(act: Any, *arguments: Any) -> tuple[Reason, dict[str, Any]]:
    with pytest.raises(StationError) as refused:
        act(*arguments)
    return refused.value.reason, dict(refused.value.facts)


# --- look, take, undo ---


def test_R_24_1_a_dry_run_accounts_for_every_question_and_changes_nothing(pc: Pc) -> None:
    before = pc.mark()
    found = look(pc, GIFT)
    assert outcomes(found) == [
        (2, "taken", ""),
        (4, "taken", ""),
        (6, "refused", "type_essay"),
        (8, "refused", "no_key"),
    ]
    assert found.rows[1].notes == (("partial_credit", {}),)
    assert (found.rows[0].question, found.rows[0].words) == ("Q-1", "Кто назначает директора школы?")
    assert pc.mark() == before
    assert every(pc) == []


def test_taking_in_does_what_the_dry_run_said_after_a_backup(pc: Pc) -> None:
    told: list[tuple[int, int]] = []
    found = look(pc, GIFT)
    done = imports.take(pc.bank, found, Progress(lambda at, total: told.append((at, total))))
    assert (done.taken, done.changed, done.refused, done.file, done.by) == (2, 0, 2, "file.gift", "Асел Токтогулова")
    assert told
    assert len(copies.copies(pc.bank.folder)) == 1
    first, second = every(pc)
    assert (first.id, first.difficulty, first.stem) == ("Q-1", 2, Bilingual("", "Кто назначает директора школы?"))
    assert (second.id, second.kind, second.key) == ("S1-0001", Kind.MULTIPLE, {"a", "b"})
    assert {state for _question, state in finding.questions(pc.bank)} == {State.DRAFT}
    assert [row.id for row in finding.search(pc.bank, Query(import_id=done.id)).rows] == ["Q-1", "S1-0001"]
    assert imports.done(pc.bank) == (done,)


def test_the_same_file_again_brings_nothing_new(pc: Pc) -> None:
    imports.take(pc.bank, look(pc, GIFT))
    again = look(pc, GIFT)
    assert counts(again) == (0, 0, 2, 2)
    assert [row.question for row in again.rows[:2]] == ["Q-1", "S1-0001"]
    before = pc.mark()
    done = imports.take(pc.bank, again)
    assert (done.id, done.taken, done.changed, pc.mark()) == ("", 0, 0, before)


def test_a_preview_of_a_bank_that_has_changed_since_is_refused(pc: Pc) -> None:
    found = look(pc, GIFT)
    pc.draft()
    assert refusal(imports.take, pc.bank, found) == (Reason.IMPORT_STALE, {})


def test_only_an_author_imports(pc: Pc) -> None:
    found = look(pc, GIFT)
    pc.as_("bakyt")
    assert refusal(look, pc, GIFT)[0] is Reason.BANK_ROLE
    assert refusal(imports.take, pc.bank, found)[0] is Reason.BANK_ROLE


def test_a_cancelled_import_leaves_the_bank_as_it_was(pc: Pc) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        imports.look(pc.bank, GIFT.encode(), "a.gift", RUSSIAN, progress)
    found, before = look(pc, GIFT), pc.mark()
    with pytest.raises(Cancelled):
        imports.take(pc.bank, found, progress)
    assert (pc.mark(), every(pc)) == (before, [])


def test_a_whole_import_is_taken_back_and_may_come_again(pc: Pc) -> None:
    done = imports.take(pc.bank, look(pc, GIFT))
    assert imports.undo(pc.bank, done.id, reason="башка файл").is_undone
    assert every(pc) == []
    again = look(pc, GIFT)
    assert counts(again) == (2, 0, 0, 2)
    once_more = imports.take(pc.bank, again)
    assert once_more.taken == 2
    assert [question.id for question in every(pc)] == ["Q-1", "S1-0002"]
    pc.bank.store.verify()


def test_an_import_with_a_question_that_went_on_is_not_taken_back(pc: Pc) -> None:
    done = imports.take(pc.bank, look(pc, GIFT))
    found = finding.opened(pc.bank, "Q-1")
    editing.write(pc.bank, found.question.__class__(**{**_fields(found.question), "difficulty": 5}), found.sha256)
    assert refusal(imports.undo, pc.bank, done.id) == (Reason.IMPORT_NOT_UNDOABLE, {"question": "Q-1"})


def _fields(question: Question) -> dict[str, Any]:
    return {name: getattr(question, name) for name in Question.__slots__}


# --- questions that the bank has ---

WHOLE = """// [id:{id}]
::x::[html]<span lang\\="ky" class\\="multilang">Ким башкарат?</span>
<span lang\\="ru" class\\="multilang">{stem}</span>{{
=[html]<span lang\\="ky" class\\="multilang">директор</span><span lang\\="ru" class\\="multilang">глава</span>
~[html]<span lang\\="ky" class\\="multilang">окуучу</span><span lang\\="ru" class\\="multilang">ученик</span>
####<div class\\="station-source">Закон</div>
}}
"""


def test_a_draft_is_edited(pc: Pc) -> None:
    imports.take(pc.bank, look(pc, WHOLE.format(id="Q-1", stem="Кто?")))
    found = look(pc, WHOLE.format(id="Q-1", stem="Кто управляет?"))
    assert outcomes(found) == [(2, "changed", "")]
    done = imports.take(pc.bank, found)
    assert (done.taken, done.changed) == (0, 1)
    opened = finding.opened(pc.bank, "Q-1")
    assert (opened.question.stem.ru, opened.versions) == ("Кто управляет?", (1,))
    imports.undo(pc.bank, done.id)
    assert finding.opened(pc.bank, "Q-1").question.stem.ru == "Кто?"


def test_R_24_1_an_approved_version_is_never_edited_by_an_import(pc: Pc) -> None:
    imports.take(pc.bank, look(pc, WHOLE.format(id="Q-1", stem="Кто?")))
    pc.act("Q-1", Act.SENT)
    in_review = look(pc.as_("asel"), WHOLE.format(id="Q-1", stem="Кто управляет?"))
    assert outcomes(in_review) == [(2, "refused", "in_review")]
    assert outcomes(look(pc, WHOLE.format(id="Q-1", stem="Кто?"))) == [(2, "same", "")]
    pc.approve("Q-1")
    before = pc.bank.store.version("Q-1", 1)
    found = look(pc.as_("asel"), WHOLE.format(id="Q-1", stem="Кто управляет?"))
    assert (outcomes(found), found.rows[0].notes) == ([(2, "changed", "")], (("new_version", {"version": 1}),))
    imports.take(pc.bank, found)
    opened = finding.opened(pc.bank, "Q-1")
    assert (opened.versions, opened.standing.state, opened.question.stem.ru) == ((1, 2), State.DRAFT, "Кто управляет?")
    assert pc.bank.store.version("Q-1", 1) == before
    pc.bank.store.verify()


def test_a_question_that_is_out_of_use_stays_so(pc: Pc) -> None:
    imports.take(pc.bank, look(pc, WHOLE.format(id="Q-1", stem="Кто?")))
    pc.act("Q-1", Act.SENT)
    pc.approve("Q-1")
    pc.act("Q-1", Act.RETIRED)
    assert outcomes(look(pc.as_("asel"), WHOLE.format(id="Q-1", stem="Кто там?"))) == [(2, "refused", "retired")]


def test_a_file_in_one_language_leaves_the_other_as_it_is(pc: Pc) -> None:
    imports.take(pc.bank, look(pc, WHOLE.format(id="Q-1", stem="Кто?")))
    imports.take(pc.bank, look(pc, "// [id:Q-1]\nКто правит? {=глава ~ученик}"))
    opened = finding.opened(pc.bank, "Q-1").question
    assert opened.stem == Bilingual("Ким башкарат?", "Кто правит?")
    assert opened.options[0].text == Bilingual("директор", "глава")


def test_ids_and_questions_twice_in_a_file_are_refused(pc: Pc) -> None:
    text = "// [id:Q]\nПервый? {=a ~b}\n\n// [id:Q]\nВторой? {=a ~b}\n\nТретий? {=a ~b}\n\nТретий? {~b =a}"
    found = look(pc, text)
    assert outcomes(found) == [
        (2, "taken", ""), (5, "refused", "id_twice"), (7, "taken", ""), (9, "refused", "question_twice"),
    ]  # fmt: skip
    assert found.rows[1].facts == {"id": "Q", "other_line": 2}
    assert found.rows[3].facts == {"other_line": 7}


def test_an_id_that_is_none_is_not_kept(pc: Pc) -> None:
    found = look(pc, "// [id:вопрос номер один!]\nПервый? {=a ~b}")
    assert found.rows[0].notes == (("id_not_kept", {"id": "вопрос номер один!"}),)
    imports.take(pc.bank, found)
    assert [question.id for question in every(pc)] == ["S1-0001"]


# --- sections and languages ---


def test_sections_come_from_the_file_or_from_the_person(pc: Pc) -> None:
    text = "$CATEGORY: $course$/top/Право/Труд\nПервый? {=a ~b}\n\n$CATEGORY: Математика\nВторой? {=a ~b}"
    found = look(pc, text, options=imports.ImportOptions("ru"))
    assert outcomes(found) == [(2, "taken", ""), (5, "refused", "section_unknown")]
    found = look(pc, text, options=imports.ImportOptions("ru", "", {"Математика": "S2", "x": ""}))
    imports.take(pc.bank, found)
    assert [(question.section, question.topic) for question in every(pc)] == [("S1", "Труд"), ("S2", "")]
    unknown = refusal(look, pc, text, "a.gift", imports.ImportOptions("ru", "S9"))
    assert unknown == (Reason.IMPORT_SECTION_UNKNOWN, {"section": "S9", "known": "S1, S2"})


def test_a_kyrgyz_and_a_russian_question_of_one_file_are_told_apart(pc: Pc) -> None:
    text = "Кто из них директор? {=a ~b}\n\nБул мектепте ким башкарат? {=a ~b}\n\nМанас {=Ош ~Чу}"
    found = look(pc, text, options=imports.ImportOptions(section="S1"))
    assert outcomes(found) == [(1, "taken", ""), (3, "taken", ""), (5, "refused", "language_unsure")]
    imports.take(pc.bank, found)
    assert [question.stem.ky != "" for question in every(pc)] == [False, True]


# --- formats ---


def png(size: tuple[int, int] = (8, 6)) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", size, "green").save(target, "PNG")
    return target.getvalue()


def moodle(picture: bytes, name: str = "план.png", stem: str = "Что на рисунке?") -> str:
    data = base64.b64encode(picture).decode()
    shown = f'<p onclick="x()">{stem} <img src="@@PLUGINFILE@@/{name}" alt="план"></p><script>y()</script>'
    return (
        "<quiz><question type='multichoice'><name><text>1</text></name><questiontext format='html'>"
        f"<text><![CDATA[{shown}]]></text><file name='{name}' path='/' encoding='base64'>{data}</file></questiontext>"
        "<answer fraction='100'><text>дом</text></answer><answer fraction='0'><text>сад</text></answer>"
        "</question></quiz>"
    )


def test_pictures_and_formatting_come_in_made_safe(pc: Pc) -> None:
    found = look(pc, moodle(png()), "q.xml")
    assert found.rows[0].notes == (("html_removed", {"what": "script"}),)
    imports.take(pc.bank, found)
    (question,) = every(pc)
    (picture,) = question.pictures
    assert question.stem.ru == f'<p>Что на рисунке? <img src="{picture.name}" alt="план"></p>'
    assert (picture.media, question.is_rich) == ("image/png", True)


@pytest.mark.parametrize(
    ("picture", "fault"),
    [
        (b"no picture at all", "picture_bad"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "picture_bad"),
        (png() + b"\0" * (50 << 20), "picture_too_large"),
    ],
)
def test_bad_and_huge_pictures_are_refused_with_their_question(pc: Pc, picture: bytes, fault: str) -> None:
    found = look(pc, moodle(picture, "p.png"), "q.xml")
    assert outcomes(found) == [(1, "refused", fault)]
    assert found.rows[0].facts["picture"] == "p.png"


def workbook(*rows: tuple[object, ...], head: tuple[str, ...] | None = None) -> bytes:
    book = openpyxl.Workbook()
    head = head or ("Раздел", "Вопрос", "Вариант А", "Вариант Б", "Вариант В", "Правильный ответ", "Сложность")
    for row in (head, *rows):
        book.active.append(list(row))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_a_table_is_read_as_a_reader_sees_it(pc: Pc) -> None:
    found = look(
        pc, workbook(("S1", "Сколько будет 1/2?", 0.5, 2, True, "А", 3), ("S9", "Кто?", 1, 2, 3, "Б", 1)), "t.xlsx"
    )
    assert outcomes(found) == [(2, "taken", ""), (3, "refused", "section_unknown")]
    imports.take(pc.bank, found)
    (question,) = every(pc)
    assert [option.text.ru for option in question.options] == ["0,5", "2", "ИСТИНА"]
    assert question.difficulty == 3


def test_the_template_is_read_and_its_example_is_a_whole_question(pc: Pc) -> None:
    data = imports.template(pc.bank)
    found = look(pc, data, "t.xlsx", imports.ImportOptions())
    assert (found.format, outcomes(found)) == ("xlsx", [(2, "taken", "")])
    assert look(pc, imports.template(), "t.xlsx", imports.ImportOptions()).count("taken") == 1
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Суроолор – Вопросы", "Бөлүмдөр – Разделы", spreadsheet.GUIDE_SHEET]
    assert len(book.worksheets[0].data_validations.dataValidation) == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_is_read_in_every_encoding_with_every_separator(pc: Pc, encoding: str, separator: str) -> None:
    rows = [("Раздел", "Вопрос", "Ответ 1", "Ответ 2", "Ключ"), ("S1", '"Кто; он, она?"', "я", "ты", "2")]
    text = "\r\n".join(separator.join(row) for row in rows)
    assert look(pc, text.encode(encoding), "q.csv").rows[0].outcome == "taken"
    assert look(pc, f"sep={separator}\n{text}", "q.csv").rows[0].line == 3


def test_aiken_is_told_from_gift_in_a_text_file(pc: Pc) -> None:
    assert look(pc, "Кто?\nА) я\nБ) ты\nОТВЕТ: Б", "q.txt").format == "aiken"
    assert look(pc, "Кто? {=я ~ты}", "q.txt").format == "gift"
    assert look(pc, "Вопрос;А;Б;Ключ\nКто?;я;ты;А", "q.txt").format == "csv"
    assert look(pc, "Кто?\nА) я\nБ) ты\nОТВЕТ: Б", "q").format == "aiken"


# --- bad input: refused, the bank unchanged ---


def zipped(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return target.getvalue()


def with_part(name: str, data: bytes) -> bytes:
    """A good workbook with one more part."""
    target = io.BytesIO(workbook(("S1", "Кто?", "a", "b", "c", "А", 1)))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return target.getvalue()


BOMB = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><quiz>&c;</quiz>'
PLAIN_TEXT = "Это письмо, а не вопросы.\nС уважением"
LOST = "Б?л?м деген эмне? {=бул ?зг?ч ~жок}"


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "q.gift", Reason.IMPORT_EMPTY),
        (b"\xef\xbb\xbf \r\n", "q.gift", Reason.IMPORT_EMPTY),
        (b"// only\n\n// comments {=a ~b}", "q.gift", Reason.IMPORT_EMPTY),
        (b"<quiz></quiz>", "q.xml", Reason.IMPORT_EMPTY),
        (PLAIN_TEXT.encode(), "q.txt", Reason.IMPORT_WRONG_KIND),
        (PLAIN_TEXT.encode(), "q.gift", Reason.IMPORT_WRONG_KIND),
        (PLAIN_TEXT.encode(), "q.aiken", Reason.IMPORT_WRONG_KIND),
        (PLAIN_TEXT.encode(), "q.csv", Reason.IMPORT_WRONG_KIND),
        (PLAIN_TEXT.encode(), "q.xlsx", Reason.IMPORT_WRONG_KIND),
        (PLAIN_TEXT.encode(), "q.xml", Reason.IMPORT_WRONG_KIND),
        (b"<quiz></quiz>", "q.gift", Reason.IMPORT_WRONG_KIND),
        (b"<html><body>x</body></html>", "q.xml", Reason.IMPORT_WRONG_KIND),
        (png(), "q.xlsx", Reason.IMPORT_WRONG_KIND),
        (png(), "q.png", Reason.IMPORT_UNSUPPORTED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "q.xls", Reason.IMPORT_UNSUPPORTED),
        (workbook(("S1", "Кто?", "a", "b", "c", "А", 1)), "q.csv", Reason.IMPORT_WRONG_KIND),
        (zipped(word__document_xml=b"x").replace(b"document_xml", b"document.xml"), "q.xlsx", Reason.IMPORT_WRONG_KIND),
        (zipped(a=b"x"), "q.zip", Reason.IMPORT_UNSUPPORTED),
        (zipped(a=b"\0" * (70 << 20)), "q.zip", Reason.IMPORT_UNSAFE),
        (b"PK\x03\x04 and nothing more", "q.xlsx", Reason.IMPORT_BROKEN),
        (workbook(("S1", "Кто?", "a", "b", "c", "А", 1))[:-200], "q.xlsx", Reason.IMPORT_BROKEN),
        (with_part("../../evil.xml", b"<a/>"), "q.xlsx", Reason.IMPORT_UNSAFE),
        (with_part("/etc/evil.xml", b"<a/>"), "q.xlsx", Reason.IMPORT_UNSAFE),
        (with_part("xl/evil.xml", BOMB.encode()), "q.xlsx", Reason.IMPORT_UNSAFE),
        (with_part("xl/bomb.bin", b"\0" * (201 << 20)), "q.xlsx", Reason.IMPORT_UNSAFE),
        (with_part("xl/broken.xml", b"<a>"), "q.xlsx", Reason.IMPORT_BROKEN),
        (workbook(("Асанов", "1990"), head=("ФИО", "Год")), "q.xlsx", Reason.IMPORT_NO_HEADINGS),
        ("1;Кто?;я;ты;1\n2;Что?;то;это;2".encode(), "q.csv", Reason.IMPORT_NO_HEADINGS),
        (saved(openpyxl.Workbook()), "q.xlsx", Reason.IMPORT_EMPTY),
        (BOMB.encode(), "q.xml", Reason.IMPORT_UNSAFE),
        (b"<quiz><question>", "q.xml", Reason.IMPORT_BROKEN),
        ("Первый? {=a ~b}\n".encode() + "Второй вопрос? {=a ~b}".encode("cp1251"), "q.gift", Reason.IMPORT_ENCODING),
        ("Вопрос".encode("utf-16-le") + b"a\0", "q.gift", Reason.IMPORT_ENCODING),
        (b'"a;b\n"' + b"x" * 200_000, "q.csv", Reason.IMPORT_BROKEN),
    ],
    # Never the bytes: a table holds the time it was made at, and processes that share the tests must name them alike.
    ids=lambda value: "" if isinstance(value, bytes) else str(value),
)
def test_a_file_that_is_not_what_it_should_be_is_refused_whole(pc: Pc, data: bytes, name: str, reason: Reason) -> None:
    before = pc.mark()
    assert refusal(look, pc, data, name)[0] is reason
    assert pc.mark() == before


def test_files_that_are_too_large_are_not_even_read(tmp_path: Path, pc: Pc) -> None:
    file = tmp_path / "q.xml"
    with file.open("wb") as made:
        made.truncate((200 << 20) + 1)
    assert refusal(bytes_of, file) == (Reason.IMPORT_TOO_LARGE, {"file": "q.xml", "limit_mib": 200})
    assert refusal(bytes_of, tmp_path / "none.xml") == (Reason.FILE_NOT_READ, {"file": "none.xml"})
    large = b"x" * ((50 << 20) + 1)
    assert refusal(look, pc, large, "q.gift") == (Reason.IMPORT_TOO_LARGE, {"file": "q.gift", "limit_mib": 50})
    assert refusal(look, pc, b"PK\x03\x04" + large, "q.xlsx")[0] is Reason.IMPORT_TOO_LARGE
    assert refusal(look, pc, large * 5, "q.xml")[0] is Reason.IMPORT_TOO_LARGE


def test_an_exchange_file_of_another_kind_is_named(pc: Pc) -> None:
    item = b'<?xml version="1.0"?><assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2"/>'
    archive = zipped(**{"choice.xml": item})
    assert refusal(look, pc, archive, "q.zip") == (Reason.IMPORT_UNSUPPORTED, {"file": "q.zip", "kind": "QTI"})
    assert refusal(look, pc, item, "q.xml") == (Reason.IMPORT_UNSUPPORTED, {"file": "q.xml", "kind": "QTI"})


def test_kyrgyz_letters_lost_on_the_way_are_refused_with_their_line(pc: Pc) -> None:
    text = "Бул ким болот? {=a ~b}\n\n" + LOST
    found = look(pc, text.encode("cp1251"), options=imports.ImportOptions("ky", "S1"))
    assert outcomes(found) == [(1, "taken", ""), (3, "refused", "letters_lost")]


def test_braces_and_words_within_one_question_do_not_tell_the_format_of_a_file(pc: Pc) -> None:
    aiken = "Что в языке C значат { }?\nА) блок\nБ) массив\nОтвет: А\n\nКто это?\nА) я\nБ) ты\nОтвет: Б"
    assert outcomes(look(pc, aiken, "q.txt")) == [(1, "taken", ""), (6, "taken", "")]
    table = "Вопрос\tА\tБ\tКлюч\nЧто в языке C значат { }?\tблок\tмассив\tА\nКто это был?\tя\tты\tБ"
    assert (found := look(pc, table, "q.txt")).format == "csv"
    assert [row.outcome for row in found.rows] == ["taken", "taken"]
    without_keys = "Что в языке C значат { }?\nА) блок\nБ) массив\n\nКто это?\nА) я\nБ) ты\n\nОтветы: 1А 2Б"
    assert {row.reason for row in look(pc, without_keys, "q.txt").rows} == {"no_key", "key_unknown"}


def test_quotation_marks_of_the_words_stay_in_a_text_table(pc: Pc) -> None:
    text = (
        'Вопрос;А;Б;Ключ\n"Кто рано" – что это?;"ещё";"пословица; да ""так""";Б\n"Кто это?;я;ты;А\nЧто это?;"а\nб";в;А'
    )
    found = look(pc, text, "q.csv", imports.ImportOptions("ru", "S1"))
    assert outcomes(found) == [(2, "taken", ""), (3, "taken", ""), (4, "taken", "")]
    assert [question.stem.ru for question in found.changes] == ['"Кто рано" – что это?', '"Кто это?', "Что это?"]
    assert [option.text.ru for option in found.changes[0].options] == ["ещё", 'пословица; да "так"']
    assert found.changes[2].options[0].text.ru == "а\nб"
    assert len(look(pc, "Вопрос|А|Б|Ключ\nКто это был?|я|ты|Б", "q.csv").changes) == 1


def test_a_formula_that_nothing_has_computed_is_not_read_as_an_empty_cell(pc: Pc) -> None:
    made = openpyxl.Workbook()
    for row in (("Вопрос", "А", "Б", "В", "Ключ", "Балл"), ("Сколько будет?", "1", "3", "=1+1", "А", "=1+1")):
        made.active.append(row)
    made.active.append(("Кто это?", "я", "ты", None, "А", "=SUM(A1:A2)"))
    made.active.append((None, None, None, "=1+1"))
    found = look(pc, saved(made), "q.xlsx", imports.ImportOptions("ru", "S1"))
    assert outcomes(found) == [(2, "refused", "formula"), (3, "taken", ""), (4, "refused", "formula")]
    assert found.rows[0].facts == {"formula": "=1+1"}


def test_the_count_of_a_foreign_file_is_no_identity(pc: Pc) -> None:
    head = "Номер вопроса;Вопрос;А;Б;Ключ\n"
    imports.take(pc.bank, look(pc, head + "1;Кто это был?;я;ты;А", "a.csv", imports.ImportOptions("ru", "S1")))
    other = look(pc, head + "1;Что это было?;то;это;А", "b.csv", imports.ImportOptions("ru", "S1"))
    assert [(row.outcome, row.notes) for row in other.rows] == [("taken", (("id_not_kept", {"id": "1"}),))]
