"""Commands about the question bank: `station bank ...`. Reports as JSON are the same for every reader.

Another group adds its own to `COMMANDS`: a function that is given the subcommands of `bank`.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.bank_desk_cli import add_desk
from station.check_cli import add_check
from station.draw_cli import add_learn
from station.release_cli import add_release

if TYPE_CHECKING:
    from question_bank.workflow import Role
    from resources.texts import Texts
    from station.domain.errors import StationError
    from station.services.bank.bank import Bank
    from station.services.bank.facts import ImportLook, Query

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

BANK_HELP = "folder of the question bank; else STATION_BANK, else the training bank of `station bank demo`"


def add_bank(commands: "Commands") -> None:
    """`station bank` with all its commands."""
    bank = commands.add_parser("bank", help="the question bank: import, export, check")
    inner = bank.add_subparsers(required=True, metavar="command")
    for add in COMMANDS:
        add(inner)


def with_bank(parser: argparse.ArgumentParser) -> None:
    """Where the bank is and who opens it. `open_bank` finds the bank where the option is left out."""
    parser.add_argument("--bank", type=Path, help=BANK_HELP)
    parser.add_argument("--staff", type=Path, help="staff.json with the passphrases; otherwise the prompt asks")


def _bank_folder(options: argparse.Namespace) -> Path:
    """The folder of `--bank`, else of STATION_BANK, else the training bank of `station bank demo`, which is then said.

    Where there is none: one line that says how to name or make one, and exit code 2.
    """
    if options.bank is not None:
        return Path(options.bank)
    if named := os.environ.get("STATION_BANK"):
        return Path(named)
    import platformdirs

    from station.cli import _texts

    texts = _texts(options)
    training = platformdirs.user_data_path("station", appauthor=False) / "bank-demo" / "bank"
    if (training / "keyring.json").exists():
        print(texts.get("The training bank is used: {folder}").format(folder=training), file=sys.stderr)
        return training
    told = texts.get(
        "No bank is named: give --bank DIR or set STATION_BANK. "
        "A bank is made by: station bank create, station bank demo."
    )
    print(told, file=sys.stderr)
    raise SystemExit(2)


def open_bank(options: argparse.Namespace, role: "Role | None" = None) -> "Bank":
    """The bank of `--bank`, signed in by the first of the staff file who has the role, or by whom the prompt asks.

    Raises what `custody.open_bank` refuses, BANK_ROLE where nobody in the file has the role.
    """
    from station.cli import _slots
    from station.services.bank import custody

    folder = _bank_folder(options)
    slots = _slots(options, folder)
    bank = custody.open_bank(folder, *slots[0], _wall_ms)
    for slot, passphrase in slots[1:]:
        if role is None or (bank.person is not None and role in bank.person.roles):
            break
        custody.sign_in(bank, slot, passphrase)
    return bank


def _wall_ms() -> int:
    return time.time_ns() // 1_000_000


def query_of(options: argparse.Namespace) -> "Query":
    """The questions that `--section` and `--state` name."""
    from question_bank.workflow import State
    from station.services.bank.facts import Query

    states = frozenset(State(state) for state in options.state)
    return Query(sections=frozenset(options.section), states=states)


# --- import ---


def _add_import(commands: "Commands") -> None:
    parser = commands.add_parser("import", help="take questions in from XLSX, CSV, GIFT, Aiken or Moodle XML")
    parser.add_argument("file", type=Path)
    with_bank(parser)
    parser.add_argument("--dry-run", action="store_true", help="only tell what would become of each question")
    parser.add_argument(
        "--language", dest="file_language", choices=("ky", "ru", "auto"), default="auto",
        help="language of a file that does not say it; auto: told question by question",
    )  # fmt: skip
    parser.add_argument("--section", default="", help="section of the questions for which the file names none")
    parser.add_argument("--json", action="store_true", help="report as JSON")
    parser.set_defaults(run=_import)


def _import(options: argparse.Namespace) -> int:
    from question_bank.workflow import Role
    from station.cli import _texts
    from station.domain.errors import StationError
    from station.services.bank import imports
    from station.services.bank.import_files import bytes_of

    texts = _texts(options)
    try:
        data = bytes_of(options.file)
        bank = open_bank(options, Role.AUTHOR)
        try:
            chosen = imports.ImportOptions(options.file_language, options.section)
            look = imports.look(bank, data, options.file.name, chosen)
            done = None if options.dry_run else imports.take(bank, look)
        finally:
            bank.close()
    except StationError as error:
        if options.json:
            _print_json(_refused_whole(options.file.name, error))
            return 1
        raise
    if options.json:
        _print_json(report(look) | {"dry_run": options.dry_run, "import": done.id if done else ""})
    else:
        _tell(texts, look)
        if done is None:
            print(texts.get("Dry run: the bank was not changed."))
        elif done.id:
            print(texts.get("Taken in as import {id}.").format(id=done.id))
        else:
            print(texts.get("Nothing was taken in; the bank was not changed."))
    return 0 if any(row.outcome != "refused" for row in look.rows) else 1


def report(look: "ImportLook") -> dict[str, Any]:
    """A dry run or an import as JSON: counts, and line, outcome and reason of every row."""
    return {
        "file": look.file,
        "format": look.format,
        "counts": {outcome: look.count(outcome) for outcome in ("taken", "changed", "same", "refused")},
        "rows": [
            {
                "line": row.line,
                "question": row.question,
                "words": row.words,
                "outcome": row.outcome,
                "reason": row.reason,
                "facts": dict(row.facts),
                "notes": [{"reason": reason, "facts": dict(facts)} for reason, facts in row.notes],
            }
            for row in look.rows
        ],
    }


def _refused_whole(name: str, error: "StationError") -> dict[str, Any]:
    """The report of a file that was refused as a whole."""
    counts = dict.fromkeys(("taken", "changed", "same", "refused"), 0)
    whole = {"file": name, "format": "", "counts": counts, "rows": []}
    return whole | {"reason": error.reason.value, "facts": dict(error.facts)}


def _print_json(said: dict[str, Any]) -> None:
    print(json.dumps(said, ensure_ascii=False, indent=1))


def _tell(texts: "Texts", look: "ImportLook") -> None:
    """The dry run in words: every row with a reason or a note, then the counts."""
    from station.ui.bank.fault_words import row_words

    for row in look.rows:
        if why := row_words(texts, row):
            line = texts.get("Line {line}, {words}: {why}")
            print(line.format(line=row.line, words=row.words[:60] or "-", why=why), file=sys.stderr)
    counts = {outcome: look.count(outcome) for outcome in ("taken", "changed", "same", "refused")}
    said = texts.get("{file}: {taken} new, {changed} changed, {same} without anything new, {refused} refused.")
    print(said.format(file=look.file, **counts))


def _add_undo(commands: "Commands") -> None:
    parser = commands.add_parser("undo-import", help="take a whole import back")
    parser.add_argument("id", help="the import's id, as `bank import` tells it")
    with_bank(parser)
    parser.set_defaults(run=_undo)


def _undo(options: argparse.Namespace) -> int:
    from question_bank.workflow import Role
    from station.cli import _texts
    from station.services.bank import imports

    bank = open_bank(options, Role.AUTHOR)
    try:
        done = imports.undo(bank, options.id)
    finally:
        bank.close()
    print(_texts(options).get("The import of {file} was taken back.").format(file=done.file))
    return 0


# --- export ---


def _add_export(commands: "Commands") -> None:
    parser = commands.add_parser("export", help="give questions out as XLSX, GIFT or Moodle XML")
    parser.add_argument("file", type=Path)
    with_bank(parser)
    parser.add_argument("--format", choices=("xlsx", "gift", "moodle"), required=True)
    parser.add_argument("--section", action="append", default=[], help="only of this section; may be given again")
    parser.add_argument(
        "--state", action="append", default=[], choices=("draft", "in_review", "approved", "retired"),
        help="only in this state; may be given again",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="report as JSON")
    parser.set_defaults(run=_export)


def _export(options: argparse.Namespace) -> int:
    from station.cli import _texts
    from station.services.bank import exports, finding
    from station.ui.bank.fault_words import loss_words

    texts, query = _texts(options), query_of(options)
    bank = open_bank(options)
    try:
        losses = exports.losses(bank, query, options.format)
        count = len(finding.ids(bank, query))
        exports.write_file(options.file, exports.export(bank, query, options.format))
    finally:
        bank.close()
    if options.json:
        lost = [{"what": loss.what, "questions": loss.questions} for loss in losses]
        _print_json({"file": str(options.file), "format": options.format, "questions": count, "losses": lost})
        return 0
    for loss in losses:
        words = texts.get("Not carried: {what} ({questions})")
        print(words.format(what=loss_words(texts, loss), questions=loss.questions))
    print(texts.get("Questions written to {file}: {count}").format(file=options.file, count=count))
    return 0


def _add_template(commands: "Commands") -> None:
    parser = commands.add_parser("template", help="write the table of questions to fill in, as XLSX")
    parser.add_argument("file", type=Path)
    parser.set_defaults(run=_template)


def _template(options: argparse.Namespace) -> int:
    from station.cli import _texts
    from station.services.bank import exports, imports

    exports.write_file(options.file, imports.template())
    print(_texts(options).get("Table to fill in: {file}").format(file=options.file))
    return 0


COMMANDS: list[Callable[["Commands"], None]] = [
    add_desk, _add_import, _add_undo, _add_export, _add_template, add_check, add_learn,
    add_release,
]  # fmt: skip
