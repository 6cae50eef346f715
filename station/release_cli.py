"""`station bank release`: the approved questions as a folder that `station prepare --bank` reads."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_release(commands: "Commands") -> None:
    """`station bank release FOLDER`."""
    from station.bank_cli import with_bank

    parser = commands.add_parser("release", help="write the approved questions for the sessions")
    parser.add_argument("folder", type=Path, help="a new or empty folder; then: station prepare --bank FOLDER")
    with_bank(parser)
    parser.add_argument("--number", required=True, help="number of the act that approves the release")
    parser.add_argument("--date", required=True, help="date of the act, as 2026-11-26")
    parser.add_argument("--version", default="", help="what the release is called; else by its month")
    parser.add_argument("--json", action="store_true", help="report as JSON")
    parser.set_defaults(run=_release)


def _release(options: argparse.Namespace) -> int:
    from question_bank.workflow import Role
    from station.bank_cli import _print_json, open_bank
    from station.cli import _texts
    from station.services.bank import release

    bank = open_bank(options, Role.APPROVER)
    try:
        made = release.write(
            bank, options.folder, number=options.number, date=options.date, version=options.version
        )
    finally:
        bank.close()
    told = {"folder": str(options.folder), "version": made["version"], "act": made["approved_by_act"]}
    if options.json:
        _print_json(told)
        return 0
    text = _texts(options).get("Release {version} written to {folder}: {act}.")
    print(text.format(**told))
    return 0
