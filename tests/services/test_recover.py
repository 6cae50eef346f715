"""Two persons decide which file is believed where every start is refused (security c3, c6)."""

import json
import shutil
from pathlib import Path

import pytest

from station import cli
from station.domain.errors import Reason
from station.services import proctoring, recover, results
from station.services.recover import Signer
from station.store import Trust
from tests.services.hall import BALLAST, HEAD, ONE, PROCTOR, TWO, Day, refused, unlocked, verified

WHY = "Кечээки көчүрмө жаңылыштык менен коюлган"


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file but the reserve."""
    found = [path for path in folder.rglob("*") if path.is_file() and path.name != "ballast"]
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def signers(day: Day, *who: str) -> list[Signer]:
    """Who typed a passphrase; the first two of the staff where nobody is named."""
    return [(name, day.passphrases[name]) for name in who or (HEAD, PROCTOR)]


@pytest.fixture
def old(day: Day, tmp_path: Path) -> Day:
    """The hall of a finished test, stopped; its database is the one from before a second test."""
    day.finish(ONE, 7)
    results.make_protocol(day.station, ONE)
    day.station.store.close()
    shutil.copyfile(day.folder / "station.db", tmp_path / "old.db")
    later = unlocked(day.folder, day.clock, day.passphrases)
    later.finish(TWO, 3, "02")
    later.station.store.close()
    shutil.copyfile(tmp_path / "old.db", day.folder / "station.db")
    return day


def test_B_13_the_sidecar_is_believed_and_nothing_of_the_day_is_lost(old: Day) -> None:
    found = recover.look(old.folder, signers(old))
    assert found.refusal.reason is Reason.DATA_OLD_COPY
    done = recover.settle(old.folder, signers(old), Trust.SIDECAR, WHY, old.clock, BALLAST)
    assert (done.lost, done.entries) == (0, found.sides[Trust.SIDECAR].entries)
    assert [name.split(" ")[0] for name in done.names] == ["Асанов", "Касымова"]
    assert [name[5:] for name in done.kept] == ["station.db"]
    assert (old.folder / "damaged" / done.kept[0]).is_file()
    again = unlocked(old.folder, old.clock, old.passphrases)
    assert again.attempt(TWO).score is not None
    assert results.pdf_of(again.station, again.candidate(ONE).protocol)
    assert again.verified().findings == []


def test_the_database_is_believed_and_the_lost_entries_lie_aside(old: Day) -> None:
    found = recover.look(old.folder, signers(old))
    lost = found.lost(Trust.DATABASE)
    assert TWO in {json.loads(entry.body).get("candidate") for entry in lost}
    done = recover.settle(old.folder, signers(old), Trust.DATABASE, WHY, old.clock, BALLAST)
    assert (done.lost, [name[5:] for name in done.kept]) == (len(lost), ["journal.side"])
    again = unlocked(old.folder, old.clock, old.passphrases)
    assert again.candidate(TWO).attempt is None
    assert again.attempt(ONE).score is not None
    assert again.verified().findings == []


def test_both_persons_the_reason_and_what_was_lost_stand_in_the_journal(old: Day) -> None:
    done = recover.settle(old.folder, signers(old), Trust.DATABASE, f" {WHY} ", old.clock, BALLAST)
    again = unlocked(old.folder, old.clock, old.passphrases)
    entry = again.last("data_decided")
    assert (entry.actor, entry.role, entry.seq) == (HEAD, "head", done.entries + 1)
    assert json.loads(entry.body) == {
        "trusted": "database",
        "why": "data_old_copy",
        "first": HEAD,
        "second": PROCTOR,
        "reason": WHY,
        "entries": done.entries,
        "lost": done.lost,
        "kept": done.kept[0],
    }


def test_R_24_5_a_decision_after_a_power_cut_does_not_shorten_the_break(day: Day, tmp_path: Path) -> None:
    day.station.store.checkpoint()
    shutil.copyfile(day.folder / "station.db", tmp_path / "old.db")
    day.sit()
    day.run(60)
    day.station.store.close()
    shutil.copyfile(tmp_path / "old.db", day.folder / "station.db")
    day.clock.reboot(60 * 60_000)
    recover.settle(day.folder, signers(day), Trust.SIDECAR, WHY, day.clock, BALLAST)
    after = unlocked(day.folder, day.clock, day.passphrases)
    with refused(Reason.SECOND_PERSON_NEEDED):
        proctoring.resume(after.station, ONE)


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        ((HEAD,), Reason.SECOND_PERSON_NEEDED),
        ((HEAD, HEAD), Reason.SECOND_PERSON_SAME),
        ((HEAD, "recovery"), Reason.SECOND_PERSON_NEEDED),
    ],
)
def test_one_person_alone_or_with_the_envelope_decides_nothing(old: Day, who: tuple[str, ...], reason: Reason) -> None:
    before = files_of(old.folder)
    with refused(reason):
        recover.settle(old.folder, signers(old, *who), Trust.SIDECAR, WHY, old.clock, BALLAST)
    assert files_of(old.folder) == before


def test_each_person_needs_the_own_passphrase(old: Day) -> None:
    for pair in ([(HEAD, "0000 0000"), *signers(old, PROCTOR)], [*signers(old, HEAD), (PROCTOR, "0000 0000")]):
        with refused(Reason.PASSPHRASE_WRONG):
            recover.look(old.folder, pair)


def test_a_decision_without_a_printable_reason_changes_nothing(old: Day) -> None:
    before = files_of(old.folder)
    for reason, why in ((" ", Reason.REASON_NEEDED), ("李", Reason.TEXT_UNPRINTABLE)):
        with refused(why):
            recover.settle(old.folder, signers(old), Trust.SIDECAR, reason, old.clock, BALLAST)
    assert files_of(old.folder) == before


def test_a_file_that_gives_nothing_cannot_be_believed(old: Day) -> None:
    (old.folder / "station.db").write_bytes(b"\1" * 8192)
    side = old.folder / "sidecar" / "journal.side"
    data = side.read_bytes()
    at = len(data.rstrip(b"\0")) // 2
    side.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    before = files_of(old.folder)
    with refused(Reason.DATA_DAMAGED, where="station.db"):
        recover.settle(old.folder, signers(old), Trust.DATABASE, WHY, old.clock, BALLAST)
    assert files_of(old.folder) == before


def test_in_a_sound_folder_there_is_nothing_to_decide(day: Day) -> None:
    day.station.store.close()
    before = files_of(day.folder)
    with refused(Reason.DATA_SOUND):
        recover.settle(day.folder, signers(day), Trust.SIDECAR, WHY, day.clock, BALLAST)
    assert files_of(day.folder) == before


# --- the command ---------------------------------------------------------------------------------------------------


def command(day: Day, *more: str, language: str = "en") -> list[str]:
    """`station recover` with the demo's sign-in data."""
    staff = day.folder.with_name("staff.json")
    people = [{"id": name, "passphrase": phrase} for name, phrase in day.passphrases.items() if name != "recovery"]
    staff.write_text(json.dumps({"staff": people}), "utf-8")
    return ["--language", language, "recover", str(day.folder), "--reason", WHY, *more]


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_the_command_says_what_is_believed_and_what_is_lost_and_asks(
    old: Day, language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, asked = files_of(old.folder), []
    monkeypatch.setattr(cli, "_typed", lambda _texts, question, secret=False: asked.append(question) or "no")
    lost = recover.look(old.folder, signers(old)).lost(Trust.DATABASE)
    assert cli.main(command(old, "--trust", "database", language=language)) == 1
    told = capsys.readouterr()
    assert len(asked) == 1
    assert "database" in asked[0]
    lines = told.out.splitlines()
    assert len(lines) == 5
    assert str(lost[0].seq - 1) in lines[1]
    assert str(lost[-1].seq) in lines[2]
    for fact in (str(len(lost)), str(lost[0].seq), str(lost[-1].seq), TWO):
        assert fact in lines[4]
    assert told.err.strip()
    assert files_of(old.folder) == before


def test_the_typed_word_confirms(
    old: Day, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "_typed", lambda _texts, _question, secret=False: "sidecar")
    assert cli.main(command(old, "--trust", "sidecar")) == 0
    told = capsys.readouterr().out
    assert "No entry will be lost." in told
    assert "Decided by Асанов Бакыт Токтогулович and Касымова Айнура Турдубековна." in told
    assert verified(old.folder, old.passphrases).entries


def test_without_a_staff_file_both_are_asked_for_id_and_passphrase(
    old: Day, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ids, phrases = iter((HEAD, PROCTOR)), iter((old.passphrases[HEAD], old.passphrases[PROCTOR]))
    line = command(old, "--trust", "sidecar", "--yes")
    old.folder.with_name("staff.json").unlink()
    monkeypatch.setattr(cli, "_typed", lambda _texts, _question, secret=False: next(phrases if secret else ids))
    assert cli.main(line) == 0
    assert "Decided by" in capsys.readouterr().out


def test_the_command_on_a_sound_folder_says_that_nothing_is_to_decide(
    day: Day, capsys: pytest.CaptureFixture[str]
) -> None:
    day.station.store.close()
    assert cli.main(command(day, "--trust", "sidecar", "--yes")) == 1
    assert "nothing to decide" in capsys.readouterr().err
