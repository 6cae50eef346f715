"""What holds for every test: no screen, texts compiled, no surprise passes unnoticed (pyproject.toml: warnings and
Qt messages fail the test in which they appear)."""

import os
from pathlib import Path

# Before anything imports Qt. Whoever wants to look on sets QT_QPA_PLATFORM=xcb.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import HealthCheck, settings

from resources import LOCALE
from resources.compile_texts import compile_all
from tests.builders import FakeClock

# A slow machine is no failure: examples are counted, never timed. CI repeats the same examples each time.
settings.register_profile(
    "station",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("station")

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


def pytest_sessionstart() -> None:
    """Tests never see yesterday's texts."""
    for source in LOCALE.glob("*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            compile_all()
            return


@pytest.fixture
def clock() -> FakeClock:
    """A clock that stands still until a test moves it."""
    return FakeClock()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the regulation and the design beside the checkout. Only their owner's machines have it."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not beside this checkout")
    return SHARED
