"""Commands of the bank with arguments that lead nowhere: refused in three languages, without a traceback."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from station import cli, vault
from tests.services.bank.pcs import STAFF, first_pc

ROOT = Path(__file__).resolve().parents[3]
PLAN = json.loads((ROOT / "docs" / "bank-plan-example.json").read_text("utf-8"))


@pytest.fixture(autouse=True)
def cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """A passphrase costs nothing here."""
    monkeypatch.setattr(vault, "calibrated_cost", lambda: vault.Cost(64, 1, 1))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bank, its staff file, and much that is none."""
    monkeypatch.chdir(tmp_path)
    pc = first_pc(tmp_path / "bank")
    pc.write()
    pc.bank.close()
    staff = [{"id": plan.id, "passphrase": plan.passphrase} for plan in STAFF]
    Path("people.json").write_text(json.dumps({"staff": staff}), "utf-8")
    Path("file").write_text("x", "utf-8")
    Path("nothing").write_bytes(b"")
    Path("nested.json").write_text("[" * 100_000, "utf-8")
    Path("list.json").write_text("[]", "utf-8")
    Path("folder").mkdir()
    Path("dangling").symlink_to(tmp_path / "nowhere" / "deep")
    Path("loop").symlink_to(tmp_path / "loop")
    for name in ("bank-key-folder", "bank-key-nested"):
        Path(name).mkdir()
    Path("bank-key-folder/keyring.json").mkdir()
    Path("bank-key-nested/keyring.json").write_text("[" * 200_000, "utf-8")
    return tmp_path


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> None:
    """The command ends with 1 or 2 and says why in three languages."""
    said = set()
    for language in ("ky", "ru", "en"):
        try:
            code: Any = cli.main(["--language", language, "bank", *arguments])
        except SystemExit as ended:
            code = ended.code
        words = capsys.readouterr().err
        assert code in (1, 2), (arguments, code)
        assert words.strip()
        assert "Traceback" not in words
        said.add(words)
    assert len(said) == 3, said


NO_BANKS = (
    "file", "folder", "nothing", "nowhere", "dangling", "loop", "bank-key-folder", "bank-key-nested", "/dev/null",
)  # fmt: skip
STAFF_FILE = ("--staff", "people.json")


@pytest.mark.parametrize("folder", NO_BANKS)
def test_what_is_no_bank_is_refused_by_every_command(
    place: Path, capsys: pytest.CaptureFixture[str], folder: str
) -> None:
    refused(capsys, "verify", folder, *STAFF_FILE)
    refused(capsys, "backup", folder, *STAFF_FILE)
    refused(capsys, "restore", folder)
    refused(capsys, "restore", *STAFF_FILE, folder, "20260101-000000-0000001")
    refused(capsys, "import", "file", "--bank", folder, *STAFF_FILE)
    refused(capsys, "undo-import", "x", "--bank", folder, *STAFF_FILE)
    refused(capsys, "export", "out.xlsx", "--format", "xlsx", "--bank", folder, *STAFF_FILE)


@pytest.mark.parametrize("staff", ["file", "folder", "nothing", "nowhere", "loop", "nested.json", "list.json"])
def test_what_is_no_staff_file_is_refused(place: Path, capsys: pytest.CaptureFixture[str], staff: str) -> None:
    refused(capsys, "verify", "bank", "--staff", staff)
    refused(capsys, "import", "file", "--bank", "bank", "--staff", staff)


@pytest.mark.parametrize("folder", ["file", "bank", "file/below", "dangling", "loop", "/proc/x", "x" * 300])
def test_where_no_bank_can_be_made_none_is(place: Path, capsys: pytest.CaptureFixture[str], folder: str) -> None:
    Path("plan.json").write_text(json.dumps(PLAN), "utf-8")
    refused(capsys, "create", folder, "--plan", "plan.json")


PLANS: dict[str, Callable[[dict[str, Any]], object]] = {
    "somebody who is the envelope": lambda plan: plan["staff"][0].update(id="recovery"),
    "a name with a letter that is not seen": lambda plan: plan["staff"][0].update(name="a\0b"),
    "a name that is half a letter": lambda plan: plan.update(name="\ud800"),
    "a PC with a name too long": lambda plan: plan.update(pc="x" * 41),
    "a section that leads to another folder": lambda plan: plan["sections"][0].update(id="../../x"),
    "a section twice": lambda plan: plan["sections"].append(plan["sections"][0]),
    "nobody": lambda plan: plan.update(staff=[]),
}


@pytest.mark.parametrize("change", PLANS)
def test_a_plan_of_which_no_bank_can_be_made_is_refused(
    place: Path, capsys: pytest.CaptureFixture[str], change: str
) -> None:
    plan = json.loads(json.dumps(PLAN))
    PLANS[change](plan)
    Path("plan.json").write_text(json.dumps(plan), "utf-8")
    refused(capsys, "create", "new", "--plan", "plan.json")
    assert not Path("new").exists()


@pytest.mark.parametrize("plan", ["file", "folder", "nothing", "nowhere", "loop", "nested.json", "list.json"])
def test_what_is_no_plan_is_refused(place: Path, capsys: pytest.CaptureFixture[str], plan: str) -> None:
    refused(capsys, "create", "new", "--plan", plan)


@pytest.mark.parametrize(("pc", "custodian"), [("", "Элдар"), ("x" * 41, "Элдар"), ("a\nb", "Элдар"), ("ПК 2", " ")])
def test_a_pc_under_a_name_that_no_bundle_takes_is_not_made_ready(
    place: Path, capsys: pytest.CaptureFixture[str], pc: str, custodian: str
) -> None:
    refused(capsys, "join", "new", "--pc", pc, "--mark", "B", "--custodian", custodian, "--key", "new.kgtk")
    assert not Path("new").exists()


@pytest.mark.parametrize("name", ["../../bank", "/etc", ".", "nowhere"])
def test_a_backup_outside_of_the_backups_is_not_put_back(
    place: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert cli.main(["bank", "backup", "bank", *STAFF_FILE]) == 0
    capsys.readouterr()
    refused(capsys, "restore", *STAFF_FILE, "bank", name)
    assert cli.main(["bank", "verify", "bank", *STAFF_FILE]) == 0


def test_a_bank_without_backups_says_so(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    refused(capsys, "restore", "bank")


def test_a_release_that_is_none_of_this_bank_is_told(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--language", "en", "bank", "verify", "bank", *STAFF_FILE, "--release", "folder"]) == 1
    assert "Damaged: folder" in capsys.readouterr().out
