"""What holds for every test: no screen, texts compiled, no surprise passes unnoticed.

pyproject.toml adds: warnings and Qt messages fail the test in which they appear.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

# Before anything imports Qt. Whoever wants to look on sets QT_QPA_PLATFORM=xcb.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import HealthCheck, settings

from resources import LOCALE
from resources.compile_texts import compile_all
from resources.texts import Texts
from tests.builders import FakeClock
from tests.sentences import LANGUAGES, known

# A slow machine is no failure: examples are counted, never timed. CI repeats the same examples each time.
settings.register_profile(
    "station",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("station")

LETTERS = re.compile("[A-Za-z]{2}")
FIELD = re.compile(r"\{.*?\}")
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
    """The folder of the regulation beside the checkout; a test that needs it is skipped without."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not beside this checkout")
    return SHARED


@pytest.fixture(autouse=True)
def no_untranslated_sentence(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """A sentence shown in Kyrgyz or Russian but standing in no catalogue fails the test that showed it.

    The code's literals are compared by tests/unit/test_sentences.py; this finds what is looked up
    through a table.
    """
    untranslated: set[tuple[str, str]] = set()

    def check(texts: Texts, said: str, english: tuple[str, ...], context: str = "") -> str:
        if (
            said in english
            and texts.language in LANGUAGES
            and LETTERS.search(FIELD.sub("", said))
            and (context, english[0]) not in known(texts.language)
        ):
            untranslated.add((texts.language, said))
        return said

    get, in_context, plural = Texts.get, Texts.context, Texts.plural
    monkeypatch.setattr(Texts, "get", lambda self, m: check(self, get(self, m), (m,)))
    monkeypatch.setattr(Texts, "context", lambda self, c, m: check(self, in_context(self, c, m), (m,), c))
    monkeypatch.setattr(
        Texts, "plural", lambda self, one, many, n: check(self, plural(self, one, many, n), (one, many))
    )
    yield
    if not request.node.get_closest_marker("made_up_texts"):
        assert untranslated == set()
