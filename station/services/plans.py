"""A real session's plan, read from files that the institution prepares: plan, approved form, bank release, policy."""

import json
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

    Raises FORM_DAMAGED and DATA_DAMAGED naming the file that does not fit.
    """
    try:
        plain: dict[str, Any] = json.loads(plan.read_text("utf-8"))
        profile = json.loads(policy.read_text("utf-8"))
        offset = policy_from(profile).utc_offset_minutes
        settings: dict[str, Any] = {name: {"ky": plain[name]["ky"], "ru": plain[name]["ru"]} for name in _TEXTS}
        settings |= {name: int(plain[name]) for name in ("hall", "station")}
        settings |= {
            "seat": str(plain["seat"]),
            "opens_ms": legal_ms(datetime.fromisoformat(plain["opens"]), offset),
            "closes_ms": legal_ms(datetime.fromisoformat(plain["closes"]), offset),
            "training": bool(plain.get("training", False)),
            "program": program,
        }
        staff = [StaffPlan(person["id"], person["name"], person["role"]) for person in plain["staff"]]
        roles = [person.role for person in staff]
        if set(roles) - {"head", "proctor"} or "head" not in roles or len(staff) < 2:
            raise ValueError("staff")
        files = {path.name: path.read_bytes() for path in bank.glob("*.json") if path.name != "manifest.json"}
        return SessionPlan(
            str(plain["session"]),
            settings,
            form.read_bytes(),
            (bank / "manifest.json").read_bytes(),
            files,
            profile,
            staff,
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StationError(Reason.DATA_DAMAGED, where=f"{plan.name}: {error}") from error
