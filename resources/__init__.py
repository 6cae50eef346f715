"""Files that travel with the program, and where they lie."""

from pathlib import Path

ROOT = Path(__file__).parent
FONTS = ROOT / "fonts"
LOCALE = ROOT / "locale"
POLICY = ROOT / "policy"
SAMPLE = ROOT / "sample"
THEME = ROOT / "theme"
ICONS = ROOT / "icons"
