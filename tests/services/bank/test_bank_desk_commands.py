"""`station bank create`, `join`, `verify`, `backup`, `restore`: the services behind the desk, from a terminal."""

import json
import re
from pathlib import Path

import pytest

from question_bank.workflow import Role
from station import cli, vault
from station.domain.errors import Reason, StationError
from station.services.bank import custody, plans
from station.services.bank import desk as services
from tests.services.bank.pcs import STAFF, Clock, first_pc

ROOT = Path(__file__).resolve().parents[3]
PLAN = ROOT / "docs" / "bank-plan-example.json"


@pytest.fixture(autouse=True)
def cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase costs nothing here."""
    monkeypatch.setattr(vault, "calibrated_cost", lambda: vault.Cost(64, 1, 1))


def run(*arguments: object) -> int:
    """The command, in English."""
    return cli.main(["--language", "en", "bank", *map(str, arguments)])


def staff_file(folder: Path, people: dict[str, str]) -> Path:
    """A file with these passphrases."""
    path = folder / "people.json"
    staff = [{"id": name, "name": name, "passphrase": secret} for name, secret in people.items()]
    path.write_text(json.dumps({"staff": staff}), "utf-8")
    return path


@pytest.fixture
def bank(tmp_path: Path) -> tuple[Path, Path]:
    """A bank of one question in review, closed, and its staff file."""
    pc = first_pc(tmp_path / "bank")
    pc.write()
    pc.bank.close()
    return tmp_path / "bank", staff_file(tmp_path, {plan.id: plan.passphrase for plan in reversed(STAFF)})


def test_a_bank_is_made_from_the_example_plan_and_its_passphrases_open_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("create", tmp_path / "bank", "--plan", PLAN) == 0
    told = dict(re.findall(r"^(\w+) +((?:\d{4} ?){6})$", capsys.readouterr().out, re.MULTILINE))
    assert set(told) == {"jumabekova", "sydykov", "osmonova", "toktogulov", "recovery"}
    opened = custody.open_bank(tmp_path / "bank", "toktogulov", told["toktogulov"], Clock())
    assert [section.id for section in opened.sections()] == [f"S{number}" for number in range(1, 8)]
    assert opened.person is not None
    assert opened.person.roles == {Role.CUSTODIAN}
    opened.close()
    assert run("create", tmp_path / "bank", "--plan", PLAN) == 1


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"sections": []}, "sections"),
        ({"sections": [{"id": "S1", "title": {"ky": "x"}}]}, "ru"),
        ({"staff": [{"id": "x", "name": "X", "roles": ["king"]}]}, "king"),
        ({"staff": 1}, ""),
        ({"name": " "}, "name"),
        ({"pc": 1}, "pc"),
    ],
)
def test_a_plan_with_a_field_that_does_not_fit_is_refused_with_its_name(
    tmp_path: Path, change: dict[str, object], named: str
) -> None:
    plan = tmp_path / "plan.json"
    plan.write_text(json.dumps({**json.loads(PLAN.read_bytes()), **change}), "utf-8")
    with pytest.raises(StationError) as refused:
        plans.read_plan(plan)
    assert refused.value.reason is Reason.DATA_DAMAGED
    assert named in str(refused.value.facts["where"])


@pytest.mark.parametrize("content", [b"{", b"[" * 100_000, b"\xff"])
def test_a_plan_that_is_no_json_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "plan.json").write_bytes(content)
    with pytest.raises(StationError) as refused:
        plans.read_plan(tmp_path / "plan.json")
    assert refused.value.reason is Reason.DATA_DAMAGED
    with pytest.raises(StationError) as refused:
        plans.read_plan(tmp_path / "nothing.json")
    assert refused.value.reason is Reason.FILE_NOT_READ


def test_a_pc_is_made_ready_to_join_with_its_key_file_and_its_fingerprint(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = tmp_path / "2.kgtk"
    asked = ("join", tmp_path / "2", "--pc", "2", "--custodian", "Усупов Дамир", "--key", key)
    assert run(*asked, "--mark", "b") == 2
    assert not (tmp_path / "2").exists()
    assert run(*asked, "--mark", "B") == 0
    said = capsys.readouterr().out
    assert json.loads(key.read_bytes())["fingerprint"] in said
    assert "usupov-b" in said


def test_verify_says_intact_or_where_it_is_not(
    bank: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, staff = bank
    assert run("verify", folder, "--staff", staff) == 0
    assert "Intact." in capsys.readouterr().out
    assert run("verify", folder, "--staff", staff, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["intact"], told["questions"]) == (True, 1)
    opened = custody.open_bank(folder, "damir", "4", Clock())
    with opened.store.act():
        opened.store._c.execute("UPDATE current SET topic = 'another'")
    opened.close()
    assert run("verify", folder, "--staff", staff) == 1
    said = capsys.readouterr().out
    assert "NOT intact." in said
    assert "S1-0001" in said


def test_a_backup_is_listed_and_put_back_by_a_custodian(
    bank: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, staff = bank
    assert run("backup", folder, "--staff", staff) == 0
    capsys.readouterr()
    assert run("restore", folder) == 0
    name = capsys.readouterr().out.split(":")[0]
    assert run("restore", folder, name, "--staff", staff) == 0
    assert "Bank restored" in capsys.readouterr().out
    authors = staff_file(folder.parent, {"asel": "1"})
    assert run("restore", folder, name, "--staff", authors) == 1
    assert run("verify", folder, "--staff", authors) == 0


def test_the_desk_of_a_folder_without_a_bank_is_refused(tmp_path: Path) -> None:
    assert run("desk", tmp_path) == 1


# --- people ---


def test_ids_of_people_are_made_of_their_names_and_never_twice(bank: tuple[Path, Path]) -> None:
    opened = custody.open_bank(bank[0], "damir", "4", Clock())
    roles = frozenset({Role.AUTHOR})
    for name in ("Өмүралиева Чынар", "Өмүралиева Жылдыз", "李 明"):
        services.enrol(opened, name, roles)
    ids = {person.id for person in opened.store.staff()}
    opened.close()
    assert {"omuralieva", "omuralieva-2", "person"} <= ids


def test_a_file_that_cannot_be_read_or_written_is_told(tmp_path: Path) -> None:
    for work, reason in (
        (lambda: services.read_file(tmp_path / "x"), Reason.FILE_NOT_READ),
        (lambda: services.write_file(tmp_path / "no" / "x", b""), Reason.FILE_NOT_WRITTEN),
    ):
        with pytest.raises(StationError) as refused:
            work()
        assert refused.value.reason is reason
