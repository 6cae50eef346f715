"""`station bank import`, `export`, `template` and `undo-import`, as a person types them."""

import json
from pathlib import Path
from typing import Any

import pytest

from station import cli
from tests.services.bank.pcs import STAFF, first_pc

GIFT = """::1::Кто назначает директора школы?{=орган управления ~родители}

::2::Напишите эссе {}
"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A folder with an empty bank, its staff file beside it and a file of questions."""
    first_pc(tmp_path / "bank").bank.close()
    staff = [{"id": plan.id, "passphrase": plan.passphrase} for plan in reversed(STAFF)]
    (tmp_path / "staff.json").write_text(json.dumps({"staff": staff}))
    (tmp_path / "q.gift").write_text(GIFT, "utf-8")
    return tmp_path / "bank"


def run(*command: object, language: str = "en") -> int:
    return cli.main(["--language", language, "bank", *(str(part) for part in command)])


def report(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def test_a_dry_run_an_import_an_export_and_the_undo(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = bank.parent / "q.gift"
    command = ["import", file, "--bank", bank, "--language", "ru", "--section", "S1"]
    assert run(*command, "--dry-run", "--json") == 0
    dry = report(capsys)
    assert (dry["file"], dry["format"], dry["import"], dry["dry_run"]) == ("q.gift", "gift", "", True)
    assert dry["counts"] == {"taken": 1, "changed": 0, "same": 0, "refused": 1}
    assert [(row["line"], row["outcome"], row["reason"]) for row in dry["rows"]] == [
        (1, "taken", ""),
        (3, "refused", "type_essay"),
    ]
    assert run(*command, "--json") == 0
    taken = report(capsys)
    assert taken["rows"] == dry["rows"]
    assert run(*command, language="ru") == 0
    told = capsys.readouterr()
    assert "новых – 0, изменённых – 0, без изменений – 1, отклонённых – 1" in told.out
    assert "Строка 3, Напишите эссе" in told.err
    target = bank.parent / "out.xml"
    assert run("export", target, "--bank", bank, "--format", "moodle", "--section", "S1", "--state", "draft") == 0
    assert "орган управления" in target.read_text("utf-8")
    assert "Questions written to" in capsys.readouterr().out
    assert run("export", target, "--bank", bank, "--format", "moodle", "--json") == 0
    assert report(capsys)["losses"] == [{"what": "history", "questions": 1}]
    assert run("undo-import", taken["import"], "--bank", bank) == 0
    assert run("export", target, "--bank", bank, "--format", "gift") == 1
    assert "There is no question in the file." in capsys.readouterr().err


def test_a_file_of_which_nothing_is_taken_ends_with_1(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = bank.parent / "essays.gift"
    file.write_text("Эссе {}\n", "utf-8")
    assert run("import", file, "--bank", bank, "--section", "S1", "--json") == 1
    assert report(capsys)["counts"]["refused"] == 1


def test_a_file_refused_as_a_whole_is_told_in_words_and_as_json(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = bank.parent / "q.xlsx"
    file.write_text("no table", "utf-8")
    assert run("import", file, "--bank", bank) == 1
    assert "not what its name says" in capsys.readouterr().err
    assert run("import", file, "--bank", bank, "--json") == 1
    told = report(capsys)
    assert (told["reason"], told["facts"], told["rows"]) == ("import_wrong_kind", {"file": "q.xlsx"}, [])
    assert run("import", bank.parent / "none.gift", "--bank", bank) == 1
    assert run("import", bank.parent / "q.gift", "--bank", bank, "--section", "S9", "--json") == 1


def test_the_template_needs_no_bank(tmp_path: Path) -> None:
    assert run("template", tmp_path / "t.xlsx") == 0
    assert (tmp_path / "t.xlsx").read_bytes().startswith(b"PK")


def test_the_bank_may_be_named_by_the_surroundings_and_a_bank_that_is_not_named_is_asked_for(
    bank: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ("import", bank.parent / "q.gift", "--language", "ru", "--section", "S1", "--dry-run", "--json")
    monkeypatch.setenv("STATION_BANK", str(bank))
    assert run(*command) == 0
    assert report(capsys)["counts"]["taken"] == 1
    monkeypatch.delenv("STATION_BANK")
    monkeypatch.setenv("XDG_DATA_HOME", str(bank.parent / "nobody"))
    with pytest.raises(SystemExit) as misused:
        run(*command, language="ru")
    assert misused.value.code == 2
    assert "База не указана" in capsys.readouterr().err
    training = bank.parent / "nobody" / "station" / "bank-demo"
    training.mkdir(parents=True)
    bank.rename(training / "bank")
    (bank.parent / "staff.json").rename(training / "staff.json")
    assert run(*command, language="ru") == 0
    assert "учебная база" in capsys.readouterr().err
