"""The stand-alone program of docs/, loaded as a module: the second opinion on every paper."""

import importlib.util
from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import Any

from question_bank.balanced import Drawable
from tests.sentences import ROOT

PROGRAM = ROOT / "docs" / "recompute_papers.py"
VECTOR = ROOT / "docs" / "drawing-vector.json"


def program() -> ModuleType:
    """The program as it lies in docs/."""
    spec = importlib.util.spec_from_file_location("recompute_papers", PROGRAM)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def published(
    pool: Iterable[Drawable], counts: Mapping[str, int], band: tuple[int, int] | None, seed: bytes
) -> dict[str, Any]:
    """What the program needs to draw: form, pool and seed as `station draw show --json` tells them."""
    return {
        "seed": seed.hex(),
        "form": {"sections": [{"id": name, "count": count} for name, count in counts.items()], "band": band},
        "pool": [
            {
                "id": one.id,
                "version": one.version,
                "section": one.section,
                "weight": one.weight,
                "options": list(one.options),
                "enemies": sorted(one.enemies),
            }
            for one in pool
        ],
    }
