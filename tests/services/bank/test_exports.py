"""Questions go out to other programs and come back as they were, in all that the format carries."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PIL import Image

from question_bank.formats.compare import is_same, seen_by
from question_bank.model import Bilingual, Kind, Option, Picture, Question
from question_bank.workflow import Act, State
from station import pictures
from station.domain.errors import Reason, StationError
from station.services.bank import editing, exports, finding, imports
from station.services.bank.facts import Loss, Query
from station.services.progress import Cancelled, Progress
from tests.services.bank.pcs import Pc, first_pc

TRICKY = ("=1+1", "~ { } # : \\ \\n", "<b>&amp; «ң»</b>", "a\nб\n\nв", "007", "ИСТИНА", "—  –", "{mlang ky}")


@pytest.fixture
def pcs(tmp_path: Path) -> Iterator[tuple[Pc, Pc]]:
    """Two banks that know nothing of each other, their authors signed in."""
    made = first_pc(tmp_path / "one").as_("asel"), first_pc(tmp_path / "two").as_("asel")
    yield made
    for pc in made:
        pc.bank.close()


def picture(colour: str) -> Picture:
    target = io.BytesIO()
    Image.new("RGB", (9, 7), colour).save(target, "PNG")
    safe = pictures.make_safe(target.getvalue(), "a.png")
    return Picture(safe.name, safe.media, safe.data, Bilingual(f"{colour} сүрөт", f"картинка {colour}"))


def question(number: int, **changes: Any) -> Question:
    options = tuple(
        Option(name, Bilingual(f"{words} к{number}", f"{words} р{number}"))
        for name, words in zip("abcdefgh", TRICKY, strict=True)
    )
    made = Question(
        "", 1, f"S{1 + number % 2}", Bilingual(f"Суроо {number} өңү?", f"Вопрос {number} = {{да}}?"), options,
        frozenset("b"), Bilingual("Мыйзам, 5-берене", "Закон, ст. 5"), topic="Труд / отпуск" if number % 3 else "",
        difficulty=number % 6, notes=Bilingual("эскертүү", "примечание: <i>"),
    )  # fmt: skip
    return replace(made, **changes)


def fill(pc: Pc) -> None:
    """Questions of every kind: one approved, one unfinished, some with formatting and pictures."""
    one, two = picture("green"), picture("red")
    rich = tuple(Option(name, Bilingual(f"<p>x<sup>{name}</sup></p>", f"<b>{name}</b>")) for name in "abc")
    shown = replace(
        rich[0], text=Bilingual(f'<img src="{two.name}" alt="кызыл">', f'<img src="{two.name}" alt="красный">')
    )
    stem = Bilingual(
        f'<p>Бул <b>эмне</b>?</p><img src="{one.name}">', "<p>Что <b>это</b>?</p><ul><li>a &amp; b</li></ul>"
    )
    for number in range(4):
        editing.new_question(pc.bank, question(number))
    editing.new_question(pc.bank, question(4, kind=Kind.MULTIPLE, key=frozenset("ach"), enemies=frozenset({"S1-0001"})))
    editing.new_question(pc.bank, question(5, is_rich=True, stem=stem, options=(shown, *rich[1:]), pictures=(one, two)))
    editing.new_question(pc.bank, question(6, stem=Bilingual("", "Только по-русски"), notes=Bilingual("", "")))
    same = tuple(Option(name, Bilingual(words, words)) for name, words in zip("ab", ("42", "<hr>"), strict=True))
    editing.new_question(pc.bank, question(7, options=same, stem=Bilingual("2 + 2", "2 + 2"), kind=Kind.MULTIPLE))


def every(pc: Pc) -> dict[str, Question]:
    return {question.id: question for question, _state in finding.questions(pc.bank)}


@pytest.mark.parametrize("form", exports.FORMATS)
def test_what_is_exported_and_imported_again_is_equal(pcs: tuple[Pc, Pc], form: str) -> None:
    one, two = pcs
    fill(one)
    data = exports.export(one.bank, None, form)
    here = imports.look(one.bank, data, f"q{exports.ENDINGS[form]}")
    assert {row.outcome for row in here.rows} == {"same"}
    there = imports.look(two.bank, data, f"q{exports.ENDINGS[form]}")
    assert [row.outcome for row in there.rows] == ["taken"] * 8
    assert not [row.notes for row in there.rows if row.notes]
    imports.take(two.bank, there)
    ours, theirs = every(one), every(two)
    assert ours.keys() == theirs.keys()
    for name, question in ours.items():
        assert is_same(theirs[name], seen_by(question, has_pictures=form == "moodle")), name
    if form == "moodle":
        assert ours == theirs
    assert exports.export(two.bank, None, form) == data or form == "xlsx"


def test_what_a_format_cannot_carry_is_told_before(pcs: tuple[Pc, Pc]) -> None:
    one, _two = pcs
    fill(one)
    editing.new_question(one.bank, question(8, key=frozenset[str]()))
    name = one.write("Жаңы")
    one.approve(name)
    assert exports.losses(one.bank, None, "gift") == (
        Loss("pictures", 1), Loss("state", 1), Loss("history", 10), Loss("unfinished", 1),
    )  # fmt: skip
    assert exports.losses(one.bank, Query(states=frozenset({State.DRAFT})), "moodle") == (
        Loss("history", 9), Loss("unfinished", 1),
    )  # fmt: skip


@pytest.mark.parametrize("form", ["gift", "xlsx"])
def test_a_changed_text_without_its_pictures_is_not_taken_over_them(pcs: tuple[Pc, Pc], form: str) -> None:
    one, _two = pcs
    fill(one)
    data = exports.export(one.bank, Query(text="эмне"), form)
    if form == "gift":
        data = data.replace("эмне".encode(), "ким".encode())
    else:
        book = openpyxl.load_workbook(io.BytesIO(data))
        book.active["F2"] = str(book.active["F2"].value).replace("эмне", "ким")
        target = io.BytesIO()
        book.save(target)
        data = target.getvalue()
    (row,) = imports.look(one.bank, data, f"q{exports.ENDINGS[form]}").rows
    assert (row.outcome, row.reason) == ("refused", "pictures_at_stake")


def test_an_export_has_only_what_was_asked_for(pcs: tuple[Pc, Pc]) -> None:
    one, _two = pcs
    fill(one)
    data = exports.export(one.bank, Query(sections=frozenset({"S2"})), "gift").decode()
    assert "S2-0001" in data
    assert "S1-0001" not in data.replace("enemy:S1-0001", "").replace("enemy\\:S1-0001", "")
    with pytest.raises(StationError) as refused:
        exports.export(one.bank, Query(sections=frozenset({"S3"})), "gift")
    assert refused.value.reason is Reason.IMPORT_EMPTY
    with pytest.raises(ValueError, match="pdf"):
        exports.export(one.bank, None, "pdf")


def test_nobody_exports_without_signing_in(pcs: tuple[Pc, Pc]) -> None:
    one, _two = pcs
    one.bank.leave()
    for act in (exports.losses, exports.export):
        with pytest.raises(StationError) as refused:
            act(one.bank, None, "gift")
        assert refused.value.reason is Reason.BANK_NOT_SIGNED_IN


def test_an_export_tells_how_far_it_is_and_can_be_ended(pcs: tuple[Pc, Pc]) -> None:
    one, _two = pcs
    fill(one)
    told: list[tuple[int, int]] = []
    exports.export(one.bank, None, "moodle", Progress(lambda at, total: told.append((at, total))))
    assert told == [(0, 8)]
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        exports.export(one.bank, None, "moodle", progress)


def test_cells_that_look_like_formulas_are_text(pcs: tuple[Pc, Pc]) -> None:
    one, _two = pcs
    editing.new_question(one.bank, question(0, stem=Bilingual("=cmd()", "=HYPERLINK()")))
    sheet = openpyxl.load_workbook(io.BytesIO(exports.export(one.bank, None, "xlsx"))).active
    assert (sheet["F2"].value, sheet["F2"].data_type) == ("=cmd()", "s")


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    exports.write_file(tmp_path / "a.gift", b"x")
    assert (tmp_path / "a.gift").read_bytes() == b"x"
    with pytest.raises(StationError) as refused:
        exports.write_file(tmp_path / "none" / "a.gift", b"x")
    assert refused.value.reason is Reason.FILE_NOT_WRITTEN


def test_a_question_that_was_edited_since_is_written_as_it_is_now(pcs: tuple[Pc, Pc]) -> None:
    one, _two = pcs
    name = one.draft("Биринчи")
    one.edit(name, "Экинчи")
    one.act(name, Act.SENT)
    assert "Экинчи" in exports.export(one.bank, None, "gift").decode()
