"""The first screen waits for nothing that it does not show: heavy libraries come with the step that needs them.

Asked in a process of its own, for this one has imported everything.
"""

import subprocess
import sys

import pytest

LATE = ("reportlab", "openpyxl", "defusedxml", "babel", "PIL", "segno", "nh3", "resvg_py")


def loaded_after(statement: str) -> set[str]:
    """The top names of all modules that are loaded once `statement` ran in a fresh interpreter."""
    code = f"import sys\n{statement}\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize("module", ["station.bootstrap", "station.ui.kiosk", "station.ui.program"])
def test_the_kiosk_starts_without_paper_spreadsheets_and_tools(module: str) -> None:
    assert loaded_after(f"import {module}").isdisjoint(LATE)


def test_the_unlock_screen_starts_without_database_and_hall() -> None:
    loaded = loaded_after(
        "import station.bootstrap, station.ui.proctor.unlock\n"
        "assert 'station.domain.hall' not in sys.modules and 'station.services.exam' not in sys.modules"
    )
    assert loaded.isdisjoint({*LATE, "sqlcipher3", "protocols", "question_bank"})


def test_a_core_thread_without_a_screen_needs_no_qt() -> None:
    assert loaded_after("import station.services.headless").isdisjoint({"PySide6", "shiboken6", *LATE})
