"""A real session's plan, read from files that the institution prepares: plan, approved form, bank release, policy."""

import contextlib
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from resources import POLICY
from station.domain.deadlines import legal_ms
from station.domain.errors import Reason, StationError
from station.domain.policy import policy_from
from station.services.preparation import SessionPlan, StaffPlan

_TEXTS = ("authority", "institution", "organiser", "place", "hall_name")


def read_plan(plan: Path, form: Path, bank: Path, program: str, policy: Path = POLICY / "kg-2024.json") -> SessionPlan:
    """The plan of a session. `plan` is JSON: session, hall, station, seat, the five texts in ky and ru, opens and
    closes as local time (2026-11-22T09:00), staff as a list of id, name, role (head or proctor).

    Raises FORM_DAMAGED, FILE_NOT_READ (facts: file), DATA_DAMAGED naming the file and the field that does not fit.
    """
    plain, profile = _json(plan), _json(policy)
    with _fitting(policy.name):
        offset = policy_from(profile).utc_offset_minutes
    with _fitting(plan.name):
        settings = _settings(plain, plan.name, offset, program)
    with _fitting(f"{plan.name}: session"):
        session = str(plain["session"])
    with _fitting(f"{plan.name}: staff"):
        staff = [StaffPlan(person["id"], person["name"], person["role"]) for person in plain["staff"]]
        roles = [person.role for person in staff]
        if set(roles) - {"head", "proctor"} or "head" not in roles or len(staff) < 2:
            raise ValueError("staff")
    approved, manifest, files = read_release(form, bank)
    return SessionPlan(session, settings, approved, manifest, files, profile, staff)


def read_release(form: Path, bank: Path) -> tuple[bytes, bytes, dict[str, bytes]]:
    """The bytes of a form package, of a bank release's manifest and of its other files. Raises FILE_NOT_READ."""
    manifest = _bytes(bank / "manifest.json")
    files = {path.name: _bytes(path) for path in bank.glob("*.json") if path.name != "manifest.json"}
    return _bytes(form), manifest, files


def _settings(plain: Mapping[str, Any], file: str, offset: int, program: str) -> dict[str, Any]:
    """Numbers, texts and hours of the plan. Raises DATA_DAMAGED naming the field."""
    readers: dict[str, Callable[[Any], Any]] = {
        **dict.fromkeys(_TEXTS, lambda value: {"ky": value["ky"], "ru": value["ru"]}),
        **dict.fromkeys(("hall", "station"), int),
        "seat": str,
        **dict.fromkeys(("opens", "closes"), lambda value: legal_ms(datetime.fromisoformat(value), offset)),
    }
    settings: dict[str, Any] = {"training": bool(plain.get("training", False)), "program": program}
    for name, read in readers.items():
        with _fitting(f"{file}: {name}"):
            settings[f"{name}_ms" if name in ("opens", "closes") else name] = read(plain[name])
    return settings


@contextlib.contextmanager
def _fitting(where: str) -> Iterator[None]:
    """Whatever does not fit inside is named by its place, in no language."""
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StationError(Reason.DATA_DAMAGED, where=where) from error


def _json(path: Path) -> Any:
    try:
        return json.loads(_bytes(path))
    except json.JSONDecodeError as error:
        raise StationError(Reason.DATA_DAMAGED, where=f"{path.name}, {error.lineno}:{error.colno}") from error
    except ValueError as error:
        raise StationError(Reason.DATA_DAMAGED, where=path.name) from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise StationError(Reason.FILE_NOT_READ, file=str(path)) from error
