"""Compile every .po beside the program into the .mo that gettext reads: `python -m resources.compile_texts`."""

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from resources import LOCALE


def compile_all() -> int:
    """Write a .mo beside each .po; returns how many."""
    sources = sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))
    for source in sources:
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parent.parent.name)
        with source.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)
    return len(sources)


if __name__ == "__main__":
    print(f"{compile_all()} catalogues compiled")
