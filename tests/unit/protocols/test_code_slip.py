"""Document 1, the slip with the entry code (art. 24, item 4)."""

import json
from pathlib import Path

import pytest

import protocols
from question_bank.model import Bilingual
from station.domain.errors import Reason, StationError
from station.domain.journal import canonical
from tests.unit.protocols.reading import decoded_qrs, fonts, pages, size_mm, text
from tests.unit.protocols.samples import header, slip


def test_R_24_4_the_code_stands_in_three_groups_of_four() -> None:
    content = text(protocols.render(slip()))
    assert "КОД: 4827 7130 6467" in content
    assert "Код тестирлөөнү баштоо үчүн бир жолу гана колдонулат." in content
    assert "Для начала тестирования код используется только один раз." in content


def test_the_code_is_on_the_paper_only() -> None:
    facts = slip()
    record = canonical(facts.record())
    assert "4827" not in record
    assert "entry_code" not in json.loads(record)
    assert facts.code == slip(entry_code="000000000000").code


def test_a_slip_is_one_a6_page(tmp_path: Path) -> None:
    pdf = protocols.render(slip())
    assert size_mm(pdf) == (105, 148)
    assert len(pages(pdf)) == 1
    assert all(fonts(pdf).values())
    (decoded,) = decoded_qrs(pdf, tmp_path)
    assert decoded == f"KGT1:T-02-01-2026-0007:2026-11-22/1:1234:{'AB12' * 16}:"


def test_four_slips_stand_on_a_sheet(tmp_path: Path) -> None:
    slips = [slip(header=header(number=f"T-02-01-2026-{n:04d}"), entry_code=f"{n:012d}") for n in range(6)]
    pdf = protocols.render_slip_sheets(slips)
    first, second = pages(pdf)
    assert size_mm(pdf) == (210, 297)
    assert [first.count("КОД:"), second.count("КОД:")] == [4, 2]
    assert "0000 0000 0005" in second
    assert len(decoded_qrs(pdf, tmp_path)) == 4


def test_no_slips_make_no_sheet() -> None:
    with pytest.raises(ValueError, match="no slips"):
        protocols.render_slip_sheets([])


def test_a_slip_that_cannot_hold_its_text_is_refused() -> None:
    with pytest.raises(StationError) as refusal:
        protocols.render(slip(vacancy=Bilingual("Мектеп директору " * 60, "Директор школы " * 60)))
    assert refusal.value.reason is Reason.DOCUMENT_DOES_NOT_FIT


@pytest.mark.parametrize("code", ["48277130646", "4827 7130 6467", "48277130646٣", "4827713064A7"])
def test_only_twelve_digits_are_an_entry_code(code: str) -> None:
    with pytest.raises(ValueError, match="twelve digits"):
        slip(entry_code=code)
