"""Before the day: form, bank, list, and the start of a prepared folder (arts. 9, 10, 19, 21, 22)."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from station import spreadsheet
from station.domain.admitted_head import Head
from station.domain.deadlines import local
from station.domain.errors import Reason, StationError
from station.domain.form import pack_form
from station.services import access, preparation, proctoring
from station.services.preparation import SessionPlan
from station.vault import RECOVERY
from tests.builders import FakeClock
from tests.services.hall import (
    HEAD,
    HEADINGS,
    LIST_HEAD,
    LYCEUM,
    ONE,
    PEOPLE,
    PROCTOR,
    SCHOOL,
    Day,
    admit,
    created,
    plan_for,
    refused,
    table,
    unlocked,
)

SUPPLEMENT = Head("8", "2026-03-01", "Эшимов Т. К.")


def person(number: int, **changed: str) -> tuple[str, ...]:
    """A row of the list; `changed` by heading number as text."""
    row = [f"Асанов Бакыт {chr(0x430 + number % 30) * 3}ович", "ID", f"{3_000_000 + number}", *PEOPLE[0][3:]]
    for column, value in changed.items():
        row[int(column.removeprefix("c"))] = value
    return tuple(row)


def form_with(plan: SessionPlan, change: Callable[[dict[str, Any]], object]) -> SessionPlan:
    """The plan with a changed form, packed anew with a good checksum."""
    content = json.loads(plan.form)["content"]
    change(content)
    return replace(plan, form=pack_form(content).encode())


def bank_with(plan: SessionPlan, change: Callable[[dict[str, Any]], object]) -> SessionPlan:
    """The plan with a changed section S5 of the bank, its checksum renewed."""
    files = dict(plan.bank_files)
    content = json.loads(files["S5.json"])
    change(content)
    files["S5.json"] = json.dumps(content, ensure_ascii=False).encode()
    manifest = json.loads(plan.bank_manifest)
    manifest["files"]["S5.json"] = hashlib.sha256(files["S5.json"]).hexdigest()
    return replace(plan, bank_files=files, bank_manifest=json.dumps(manifest).encode())


# --- the session's frame ---


def test_R_22_1_R_5_2_form_policy_bank_and_organiser_stand_in_the_first_entry(empty: Day) -> None:
    first = empty.entries()[0]
    assert first.kind == "session_created"
    body = json.loads(first.body)
    form = empty.station.form
    assert body["form_sha256"] == form.sha256
    assert body["form"]["threshold"] == form.threshold
    assert form.act.number
    assert body["bank"]["act"]
    assert body["settings"]["organiser"]["ky"]
    assert body["policy"]["profile"] == "kg-2024"


def test_R_24_1_R_24_2_questions_come_from_one_approved_release_and_are_frozen(empty: Day) -> None:
    frozen = empty.entries("question_frozen")
    assert len(frozen) == len(empty.station.hall.questions) >= empty.station.form.questions
    assert empty.station.hall.bank["act"] == "№ 115, 2026-10-01"
    assert all(version >= 1 for _name, version in empty.station.hall.questions)


def test_R_24_2_a_bank_without_its_act_of_approval_makes_no_session(tmp_path: Path, clock: FakeClock) -> None:
    plan = plan_for(clock)
    manifest = json.loads(plan.bank_manifest)
    del manifest["approved_by_act"]
    with refused(Reason.DATA_DAMAGED):
        created(tmp_path / "data", clock, replace(plan, bank_manifest=json.dumps(manifest).encode()))
    assert not (tmp_path / "data").exists()


def test_R_24_2_a_bank_changed_after_its_approval_makes_no_session(tmp_path: Path, clock: FakeClock) -> None:
    plan = plan_for(clock)
    files = {name: data.replace("Блумдун".encode(), "Маслоунун".encode()) for name, data in plan.bank_files.items()}
    assert files != plan.bank_files
    with refused(Reason.DATA_DAMAGED, where="S1.json"):
        created(tmp_path / "data", clock, replace(plan, bank_files=files))


@pytest.mark.parametrize(
    "change",
    [
        lambda form: form.replace(b'"threshold": 6', b'"threshold": 5'),
        lambda form: form.replace(b'"minutes": 15', b'"minutes": 150'),
        lambda form: form[:-20],
        lambda form: b"",
    ],
)
def test_R_22_2_a_form_changed_by_hand_makes_no_session(
    tmp_path: Path, clock: FakeClock, change: Callable[[bytes], bytes]
) -> None:
    plan = plan_for(clock)
    assert change(plan.form) != plan.form
    with refused(Reason.FORM_DAMAGED):
        created(tmp_path / "data", clock, replace(plan, form=change(plan.form)))
    assert not (tmp_path / "data").exists()


def test_R_22_2_after_preparation_no_file_of_the_form_is_read_again(day: Day) -> None:
    assert day.again().station.form == day.station.form
    assert not [path for path in day.folder.rglob("*") if "form" in path.name]


def test_R_21_2_a_bank_with_too_few_questions_makes_no_session(tmp_path: Path, clock: FakeClock) -> None:
    plan = form_with(plan_for(clock), lambda content: content["sections"][4].update(count=999))
    with refused(Reason.FORM_SECTION_SHORT, section="S5", needed=999):
        created(tmp_path / "data", clock, plan)
    assert not (tmp_path / "data").exists()


def test_R_21_2_a_section_at_zero_needs_its_mark_in_the_approved_form(tmp_path: Path, clock: FakeClock) -> None:
    def zero(content: dict[str, Any]) -> None:
        content["sections"][4]["count"] = 0
        content["threshold"] = 5

    with refused(Reason.FORM_SECTION_ZERO, section="S5"):
        created(tmp_path / "one", clock, form_with(plan_for(clock), zero))
    marked = form_with(form_with_mark(plan_for(clock)), zero)
    day = created(tmp_path / "two", clock, marked)
    admit(day)
    proctoring.open_session(day.station)
    assert "S5" not in {day.station.hall.question(row.question, row.version).section for row in day.sit().paper}


def form_with_mark(plan: SessionPlan) -> SessionPlan:
    """The explicit mark that section 5 may be empty."""
    return form_with(plan, lambda content: content.update(zero_sections=["S5"]))


def test_a_question_whose_key_names_no_option_is_named(tmp_path: Path, clock: FakeClock) -> None:
    plan = bank_with(plan_for(clock), lambda content: content["questions"][0].update(key=["z"]))
    with refused(Reason.DATA_DAMAGED, where="S5-001"):
        created(tmp_path / "data", clock, plan)


def test_a_folder_that_holds_something_is_not_overwritten(empty: Day) -> None:
    empty.station.store.close()
    before = {path.name: path.read_bytes() for path in empty.folder.rglob("*") if path.is_file()}
    with refused(Reason.DATA_EXISTS):
        created(empty.folder, empty.clock, plan_for(empty.clock))
    assert {path.name: path.read_bytes() for path in empty.folder.rglob("*") if path.is_file()} == before


# --- the approved list ---


def test_R_19_1_number_date_approver_and_checksum_of_the_list_are_journalled(empty: Day) -> None:
    assert admit(empty) == 6
    listed = empty.station.hall.lists[0]
    assert (listed.number, listed.date, listed.approver) == ("7", "2026-02-27", "Эшимов Т. К.")
    assert listed.sha256 == hashlib.sha256(table(PEOPLE)).hexdigest()
    assert listed.candidates == 6
    assert [vacancy[2] for vacancy in listed.vacancies] == [SCHOOL, LYCEUM]
    assert empty.last("list_admitted").actor == HEAD


@pytest.mark.parametrize(
    "head", [Head("", "2026-02-27", "Э"), Head("7", "", "Э"), Head("7", "2026-02-27", "")]
)
def test_R_19_1_a_list_without_number_date_or_approver_is_refused(empty: Day, head: Head) -> None:
    with refused(Reason.LIST_NO_NUMBER_OR_DATE):
        admit(empty, head=head)
    assert empty.station.hall.candidates == {}


def test_R_19_1_a_date_that_does_not_exist_or_has_not_come_is_refused(empty: Day) -> None:
    today = local(empty.station.now().legal_ms, empty.station.policy.utc_offset_minutes)
    tomorrow = today + timedelta(days=1)
    for day, reason in (("31.02.2026", Reason.LIST_DATE_BAD), (f"{tomorrow:%d.%m.%Y}", Reason.LIST_DATE_AHEAD)):
        with refused(reason, value=day):
            admit(empty, head=Head("7", day, "Э"))
    assert empty.station.hall.candidates == {}
    assert admit(empty, head=Head("7", f"{today:%d.%m.%Y}", "Э")) == 6


def test_R_19_3_a_document_twice_in_one_list_is_refused_with_both_rows(empty: Day) -> None:
    rows = [*PEOPLE, (*PEOPLE[1][:1], "an", "100 0002", *PEOPLE[1][3:])]
    with refused(Reason.LIST_DUPLICATE_DOCUMENT, row=8, other_row=3):
        admit(empty, rows)
    assert empty.station.hall.candidates == {}


def test_R_19_3_a_document_of_an_earlier_list_is_refused(listed: Day) -> None:
    before = listed.station.hall.seq
    with refused(Reason.LIST_DUPLICATE_DOCUMENT, row=3, other_row=2, other_list="7"):
        admit(listed, [person(1), PEOPLE[0]], SUPPLEMENT)
    assert listed.station.hall.seq == before
    assert len(listed.station.hall.candidates) == 6


def test_R_19_3_the_same_list_twice_is_refused(listed: Day) -> None:
    with refused(Reason.LIST_DUPLICATE_DOCUMENT):
        admit(listed)
    with refused(Reason.LIST_ALREADY_IMPORTED):
        admit(listed, [person(1)])
    assert len(listed.station.hall.lists) == 1


def test_R_24_12_a_second_vacancy_of_one_person_is_refused_by_default(empty: Day) -> None:
    second = (*PEOPLE[0][:4], LYCEUM, *PEOPLE[0][5:])
    with refused(Reason.LIST_SECOND_VACANCY, row=8, other_row=2):
        admit(empty, [*PEOPLE, second])


def test_R_10_2_columns_outside_the_minimum_are_named_and_dropped_only_by_choice(empty: Day) -> None:
    data = table([(*row, "дени сак") for row in PEOPLE], (*HEADINGS, "Медициналык справка"))
    with refused(Reason.LIST_COLUMN_FORBIDDEN) as refusal:
        preparation.look_through_list(empty.station, data, "l.csv", LIST_HEAD).accepted()
    name = str(refusal.value.facts["column"])
    dry = preparation.look_through_list(empty.station, data, "l.csv", LIST_HEAD, {name})
    assert preparation.admit_list(empty.station, data, dry) == 6
    assert empty.station.hall.lists[0].dropped_columns == (name,)
    assert all("дени сак" not in entry.body for entry in empty.entries())
    assert all("дени сак" not in str(empty.station.person(who).to_plain()) for who in empty.station.hall.candidates)


def test_R_9_2_R_10_1_of_a_person_only_name_document_and_contacts_are_kept(listed: Day) -> None:
    kept = listed.station.person(ONE).to_plain()
    assert set(kept) == {"full_name", "series", "number", "email", "phone"}
    assert kept["full_name"] == PEOPLE[0][0]
    body = json.loads(listed.entries("candidate_listed")[0].body)
    assert set(body) == {"candidate", "list_number", "row", "vacancy", "language", "consent", "sealed", "seat"}


@pytest.mark.parametrize(
    ("rows", "reason", "facts"),
    [
        ([], Reason.LIST_EMPTY, {}),
        ([person(1, c0="")], Reason.LIST_CELL_EMPTY, {"row": 2}),
        ([person(1), person(2, c2="")], Reason.LIST_CELL_EMPTY, {"row": 3}),
        ([person(1, c5="өзбекче")], Reason.LIST_CELL_BAD, {"row": 2}),
        ([person(1, c6="балким")], Reason.LIST_CELL_BAD, {"row": 2}),
        ([person(1), person(2, c0="Ван 李")], Reason.LIST_CELL_BAD, {"row": 3, "value": "李 (U+674E)"}),
        ([person(number) for number in range(10_000)], Reason.LIST_TOO_LARGE, {"rows": 10_000, "limit": 5_000}),
    ],
)  # fmt: skip
def test_R_19_1_a_faulty_list_takes_in_nobody(
    empty: Day, rows: Sequence[Sequence[str]], reason: Reason, facts: Mapping[str, str | int]
) -> None:
    before = empty.station.hall.seq
    with refused(reason, **facts):
        admit(empty, rows)
    assert empty.station.hall.seq == before
    assert empty.station.hall.candidates == {}


def test_a_missing_column_a_foreign_file_and_a_wrong_encoding_are_told(empty: Day) -> None:
    def look(data: bytes, name: str) -> None:
        preparation.look_through_list(empty.station, data, name, LIST_HEAD).accepted()

    with refused(Reason.LIST_COLUMN_MISSING):
        look(table([row[:5] for row in PEOPLE], HEADINGS[:5]), "list.csv")
    with refused(Reason.LIST_UNREADABLE):
        look(b"\x89PNG\r\n\x1a\n", "list.png")
    with refused(Reason.LIST_UNREADABLE):
        look(spreadsheet.write_template()[:400], "list.xlsx")
    with refused(Reason.LIST_WRONG_ENCODING):
        look(table(PEOPLE).decode("utf-8-sig").encode("koi8-r", "replace"), "list.csv")


def test_R_19_1_a_supplementary_list_of_a_known_vacancy_opens_no_second_one(listed: Day) -> None:
    newcomers = [person(1), (*person(2)[:4], "№ 9 мектеп, Талас шаары", *PEOPLE[0][5:])]
    assert admit(listed, newcomers, SUPPLEMENT) == 2
    vacancies = {found.id: found.vacancy for found in listed.station.hall.candidates.values()}
    assert vacancies["C0007"] == vacancies[ONE]
    assert vacancies["C0008"] not in {vacancies[f"C{number:04d}"] for number in range(1, 8)}
    again = listed.again()
    assert again.station.hall.lists == listed.station.hall.lists


def test_no_list_is_taken_into_a_closed_session(day: Day) -> None:
    day.settle()
    proctoring.close_session(day.station)
    with refused(Reason.SESSION_CLOSED):
        admit(day, [person(1)], SUPPLEMENT)


def test_a_list_that_the_disk_refused_can_be_taken_in_later(empty: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    append = empty.station.store.append

    def full(*_: object) -> None:
        raise StationError(Reason.DISK_FULL)

    monkeypatch.setattr(empty.station.store, "append", full)
    with refused(Reason.DISK_FULL):
        admit(empty)
    monkeypatch.setattr(empty.station.store, "append", append)
    assert empty.station.hall.candidates == {}
    assert empty.station.store.person_key(ONE) is None
    assert admit(empty) == 6


def test_a_preparation_that_the_disk_refused_leaves_nothing_and_can_be_repeated(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StationError(Reason.DISK_FULL)

    for part in ("append", "create"):
        with monkeypatch.context() as disk:
            disk.setattr(preparation.Store, part, full)
            with refused(Reason.DISK_FULL):
                created(tmp_path / "new", clock, plan_for(clock))
        assert not (tmp_path / "new").exists()
    assert created(tmp_path / "new", clock, plan_for(clock)).station.hall.seq > 0


def test_a_place_where_a_file_stands_is_refused(tmp_path: Path, clock: FakeClock) -> None:
    (tmp_path / "file").write_text("x")
    for place in (tmp_path / "file", tmp_path / "file" / "data"):
        with refused(Reason.FILE_NOT_WRITTEN):
            created(place, clock, plan_for(clock))


# --- nothing in clear ---


def test_R_9_2_no_file_of_the_folder_holds_a_name_a_number_a_code_or_a_question_in_clear(day: Day) -> None:
    code = day.code(ONE)
    attempt = day.sit()
    day.answer_first(5)
    day.clock.advance(1000)
    stems = [question.stem.ky for question in day.station.hall.paper(attempt)]
    options = [option.text.ru for question in day.station.hall.paper(attempt) for option in question.options]
    secret = [word for row in PEOPLE for word in (row[0], row[0].split()[0], row[2])]
    secret += [code, f"{code[:4]} {code[4:8]} {code[8:]}", *stems, *(text for text in options if len(text) > 8)]
    secret += [*day.passphrases.values(), SCHOOL, "Касымова"]
    killed = day.killed()
    day.station.store.close()
    for folder in (killed, day.folder):
        for path in folder.rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                for text in secret:
                    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp1251"):
                        assert text.encode(encoding, "replace") not in content, (path.name, text)
    assert day.station.master not in b"".join(path.read_bytes() for path in killed.rglob("*") if path.is_file())


# --- the start ---


def test_each_staff_member_and_the_envelope_open_the_folder(day: Day) -> None:
    day.station.store.close()
    for slot in (PROCTOR, RECOVERY):
        again = unlocked(day.folder, day.clock, day.passphrases, slot)
        assert (again.station.staff.id if again.station.staff else "") == (slot if slot == PROCTOR else "")
        assert again.last("station_started").actor == slot
        again.station.store.close()


def test_a_wrong_passphrase_changes_nothing(day: Day) -> None:
    day.station.store.close()
    before = {path.name: path.read_bytes() for path in day.folder.rglob("*") if path.is_file()}
    with refused(Reason.PASSPHRASE_WRONG):
        unlocked(day.folder, day.clock, {HEAD: "0000 0000"})
    assert {path.name: path.read_bytes() for path in day.folder.rglob("*") if path.is_file()} == before


def test_a_missing_damaged_or_changed_keyring_is_told(day: Day, tmp_path: Path) -> None:
    with refused(Reason.DATA_MISSING):
        access.read_keyring(tmp_path)
    day.station.store.close()
    ring = day.folder / "keyring.json"
    good = ring.read_bytes()
    ring.write_bytes(good[:-30])
    with refused(Reason.DATA_DAMAGED, where="keyring.json"):
        unlocked(day.folder, day.clock, day.passphrases)
    keyring = access.read_keyring(_restored(ring, good))
    keyring.add_slot("stranger", "1234 5678", day.station.master)
    access.write_keyring(day.folder, keyring)
    with refused(Reason.DATA_DAMAGED, where="keyring.json"):
        unlocked(day.folder, day.clock, day.passphrases)


def _restored(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path.parent


def test_legal_time_is_the_confirmed_one_and_never_runs_back(day: Day) -> None:
    day.clock.advance(60_000)
    day.code()
    last = day.station.now().legal_ms
    day.clock.set_wall(day.clock.wall_ms() - 3_600_000)
    again = day.restart(off_ms=0)
    assert again.station.now().legal_ms == last
    assert [entry.legal_ms for entry in again.entries()] == sorted(entry.legal_ms for entry in again.entries())


def test_a_recovery_is_journalled_with_what_came_back(day: Day) -> None:
    day.code()
    killed = day.killed()
    (killed / "station.db-wal").unlink()
    again = unlocked(killed, day.clock, day.passphrases)
    assert again.started is not None
    assert again.started.recovery.anything
    assert '"what":"recovered"' in again.last("data_recovered").body
    assert again.candidate().slip == day.candidate().slip


def test_person_data_comes_back_after_a_rebuilt_database(day: Day) -> None:
    day.station.store.close()
    (day.folder / "station.db").unlink()
    again = unlocked(day.folder, day.clock, day.passphrases)
    assert again.station.person(ONE).full_name == PEOPLE[0][0]
    assert '"what":"database_rebuilt"' in again.last("data_recovered").body
