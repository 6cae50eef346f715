"""Commands: the same services as behind the screens, without one.

Heavy parts are imported by the command that needs them.
"""

import argparse
import getpass
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from station.bank_cli import add_bank
from station.draw_cli import add_draw
from station.form_cli import add_form

if TYPE_CHECKING:
    from resources.texts import Texts
    from station.services.commission import Member

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]
    from station.domain.errors import StationError

PROGRAM = "station 0.3.0"


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 done or intact, 1 refused or different, 2 misused."""
    from station.domain.errors import StationError

    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.run
    try:
        return command(options)
    except StationError as error:
        return _refused(options, error)
    except OSError as error:
        from station.store import refusal as meaning

        return _refused(options, meaning(error))
    except (KeyboardInterrupt, EOFError):
        print(file=sys.stderr)
        return 1


def _refused(options: argparse.Namespace, refusal: "StationError") -> int:
    from station.ui.reasons import words_of_error

    words = words_of_error(_texts(options), refusal)
    print("\n".join(filter(None, (words.title, words.happened, words.kept, words.to_do))), file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="station", description="Offline testing station.")
    parser.add_argument("--language", choices=("ky", "ru", "en"), default=_language(), help="language of the messages")
    commands = parser.add_subparsers(required=True, metavar="command")
    for add in (_add_demo, _add_session, _add_appeal, _add_copies, _add_recover, add_bank, add_form, add_draw):
        add(commands)
    return parser


def _add_demo(commands: "Commands") -> None:
    demo = commands.add_parser("demo", help="a demo hall: kiosk on screen, or a whole day without one")
    demo.add_argument("--headless", action="store_true", help="play a day without a screen; needs --out")
    demo.add_argument("--out", type=Path, help="folder for the headless day")
    demo.add_argument("--folder", type=Path, help="folder of the demo hall on screen")
    demo.add_argument("--new", action="store_true", help="begin anew: the old demo folder is set aside")
    demo.add_argument("--candidates", type=_count, default=24)
    demo.add_argument("--seed", type=int, default=0)
    demo.add_argument("--appeals", type=_few, default=0, help="headless: so many candidates file an appeal")
    demo.add_argument("--short", action="store_true", help="the short form of 10 questions instead of 80")
    demo.add_argument("--window", action="store_true", help="a window instead of the full screen")
    demo.set_defaults(run=_demo)


def _add_session(commands: "Commands") -> None:
    prepare = commands.add_parser("prepare", help="make a session's data folder from a plan, a form and a bank")
    prepare.add_argument("data", type=Path)
    prepare.add_argument("--plan", type=Path, required=True, help="see docs/plan-example.json")
    prepare.add_argument("--form", type=Path, required=True, help="the approved form package")
    prepare.add_argument("--bank", type=Path, required=True, help="folder of the bank release")
    prepare.set_defaults(run=_prepare)
    run = commands.add_parser("run", help="the kiosk on a prepared data folder")
    run.add_argument("data", type=Path)
    run.add_argument("--window", action="store_true", help="a window instead of the full screen")
    run.set_defaults(run=_run)
    verify = commands.add_parser("verify", help="read a data folder and compare everything; never writes")
    verify.add_argument("data", type=Path)
    _with_staff(verify)
    verify.set_defaults(run=_verify)


def _add_appeal(commands: "Commands") -> None:
    appeal = commands.add_parser("appeal", help="what became of an appeal")
    appeals = appeal.add_subparsers(required=True, metavar="command")
    show = appeals.add_parser("show", help="print the replay of a decided appeal; never writes")
    show.add_argument("data", type=Path)
    show.add_argument("number", help="the application's number, A-02-01-2026-0001")
    _with_staff(show)
    show.set_defaults(run=_show_appeal)


def _add_copies(commands: "Commands") -> None:
    backup = commands.add_parser("backup", help="write an encrypted copy of a data folder")
    backup.add_argument("data", type=Path)
    backup.add_argument("target", type=Path)
    _with_staff(backup)
    backup.set_defaults(run=_backup)
    restore = commands.add_parser("restore", help="bring a data folder back from a copy, after verifying the copy")
    restore.add_argument("source", type=Path)
    restore.add_argument("data", type=Path)
    _with_staff(restore)
    restore.set_defaults(run=_restore)


def _add_recover(commands: "Commands") -> None:
    recover = commands.add_parser(
        "recover", help="two staff members decide which file is believed, where every start is refused"
    )
    recover.add_argument("data", type=Path)
    recover.add_argument("--trust", choices=("database", "sidecar"), required=True, help="the file that is believed")
    recover.add_argument("--reason", required=True, help="why; it stands in the journal beside both names")
    recover.add_argument("--yes", action="store_true", help="do not ask for the typed confirmation")
    _with_staff(recover)
    recover.set_defaults(run=_recover)


def _with_staff(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--staff", type=Path, help="staff.json of a demo folder; otherwise the prompt asks")


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 5000:
        raise argparse.ArgumentTypeError("1 to 5000")
    return number


def _few(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 5000:
        raise argparse.ArgumentTypeError("0 to 5000")
    return number


def _language() -> str:
    language = (os.environ.get("LC_ALL") or os.environ.get("LANG") or "")[:2]
    return language if language in ("ky", "ru") else "en"


def _texts(options: argparse.Namespace) -> "Texts":
    from resources.texts import texts_for

    return texts_for(options.language)


def _slots(options: argparse.Namespace, data: Path) -> list[tuple[str, str]]:
    """Sign-in data from a staff file, from the demo folder around the data, or from the prompt."""
    texts = _texts(options)
    return _staff_file(options, data) or [_asked(texts, texts.get("Staff id (or recovery): "))]


def _two_persons(options: argparse.Namespace) -> list[tuple[str, str]]:
    """Sign-in data of two: the first two of a staff file, or from the prompt one after the other."""
    if known := _staff_file(options, options.data):
        return known[:2]
    texts = _texts(options)
    return [
        _asked(texts, texts.get("First person, staff id: ")),
        _asked(texts, texts.get("Second person, staff id: ")),
    ]


def _asked(texts: "Texts", question: str) -> tuple[str, str]:
    slot = _typed(texts, question)
    return slot, _typed(texts, texts.get("Passphrase: "), secret=True)


def _typed(texts: "Texts", question: str, secret: bool = False) -> str:
    """What somebody types. Where nobody can: one line that says how else, and exit code 2."""
    is_terminal = sys.stdin is not None and sys.stdin.isatty()
    try:
        if sys.stdin is None:
            raise EOFError
        return getpass.getpass(question) if secret else input(question if is_terminal else "").strip()
    except EOFError:
        if is_terminal:
            raise
        told = texts.get(
            "No terminal to ask in: run the command in a terminal, or give --staff FILE (recover: also --yes)."
        )
        print(told, file=sys.stderr)
        raise SystemExit(2) from None


def _staff_file(options: argparse.Namespace, data: Path) -> list[tuple[str, str]]:
    """Everybody's sign-in data from a staff file or from the demo folder around the data; empty where there is none."""
    beside = options.staff or data.resolve().parent / "staff.json"
    if options.staff is not None or beside.is_file():
        from station.services.sample import read_staff_file

        try:
            return read_staff_file(beside)
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            print(_texts(options).get("{file}: not a staff file").format(file=beside), file=sys.stderr)
            raise SystemExit(2) from None
    return []


def _demo(options: argparse.Namespace) -> int:
    form = "10" if options.short else "80"
    if options.headless:
        if options.out is None:
            print("--headless needs --out DIR", file=sys.stderr)
            return 2
        from station.platform import MachineClock
        from station.services import headless

        if options.out.exists() and any(options.out.iterdir()):
            from station.domain.errors import Reason, StationError

            raise StationError(Reason.DATA_EXISTS)
        day = (MachineClock().wall_ms(), options.candidates, options.seed, form, PROGRAM, print, options.appeals)
        headless.run(options.out, *day)
        return 0
    from station import bootstrap

    return bootstrap.demo(
        folder=options.folder,
        new=options.new,
        candidates=options.candidates,
        seed=options.seed,
        form=form,
        window=options.window,
        language=options.language,
        program=PROGRAM,
    )


def _prepare(options: argparse.Namespace) -> int:
    import secrets

    from station.platform import MachineClock
    from station.services.plans import read_plan
    from station.services.preparation import create_session
    from station.vault import calibrated_cost

    plan = read_plan(options.plan, options.form, options.bank, PROGRAM)
    made = create_session(options.data, plan, MachineClock(), secrets.randbelow, calibrated_cost())
    made.station.store.close()
    texts = _texts(options)
    print(texts.get("Passphrases, shown this once. Hand each to its owner; the last goes into the sealed envelope."))
    for slot, passphrase in made.passphrases.items():
        print(f"{slot:12} {passphrase}")
    draw = made.station.hall.draw
    assert draw is not None
    print(f"{texts.get('Commitment of the draw (SHA-256)')}: {draw.commitment}")
    return 0


def _run(options: argparse.Namespace) -> int:
    from station import bootstrap

    return bootstrap.run(options.data, window=options.window, language=options.language, program=PROGRAM)


def _verify(options: argparse.Namespace) -> int:
    from station.services.verification import verify
    from station.ui.finding_words import sentence

    report = verify(options.data, _slots(options, options.data))
    texts = _texts(options)
    for finding in report.findings:
        print(sentence(finding, texts))
    line = texts.get("{entries} entries, {attempts} scores, {documents} documents, {files} files; head {head}")
    print(
        line.format(
            entries=report.entries,
            attempts=report.attempts,
            documents=report.documents,
            files=report.files,
            head=report.head[:16],
        )
    )
    print(texts.get("Intact.") if report.intact else texts.get("NOT intact."))
    return 0 if report.intact else 1


def _show_appeal(options: argparse.Namespace) -> int:
    from station.services.archive import read_appeal
    from station.ui.appeal_text import lines_of

    slots = _slots(options, options.data)
    reviewed, offset = read_appeal(options.data, slots, lambda members: _commission(options, members), options.number)
    for line in lines_of(reviewed, offset, _texts(options)):
        print(line)
    return 0


def _commission(options: argparse.Namespace, members: "tuple[Member, ...]") -> list[tuple[str, str]]:
    """Passphrases of chair and members: from the demo's staff file, or from the prompt, the chair's first."""
    beside = options.staff or options.data.resolve().parent / "staff.json"
    if beside.is_file():
        from station.services.sample import read_commission

        return list(read_commission(beside).items())
    texts = _texts(options)
    told = []
    for member in members:
        question = texts.get("Passphrase of {name} (empty: not here): ").format(name=member.name)
        typed = _typed(texts, question, secret=True)
        if typed:
            told.append((member.id, typed))
    return told


def _backup(options: argparse.Namespace) -> int:
    from station.platform import MachineClock
    from station.services.copies import back_up

    made = back_up(options.data, _slots(options, options.data), options.target, MachineClock())
    text = _texts(options).get("Copy written and read again: {target}, {entries} entries.")
    print(text.format(target=options.target, entries=made.entries))
    return 0


def _restore(options: argparse.Namespace) -> int:
    from station.platform import MachineClock
    from station.services.copies import bring_back

    done = bring_back(options.source, options.data, _slots(options, options.data), MachineClock())
    text = _texts(options).get("Data restored: {entries} entries. The former folder is kept: {kept}")
    print(text.format(entries=done.entries, kept=json.dumps(str(done.kept), ensure_ascii=False) if done.kept else "-"))
    return 0


def _recover(options: argparse.Namespace) -> int:
    from station.platform import MachineClock
    from station.services import recover
    from station.store import Trust
    from station.ui.recover_words import lines_of

    texts, trust = _texts(options), Trust(options.trust)
    signers = _two_persons(options)
    found = recover.look(options.data, signers)
    for line in lines_of(found, trust, recover.offset_minutes(found), texts):
        print(line)
    recover.check(found, signers, trust, options.reason)
    question = texts.get("Type the word {word} to confirm: ").format(word=options.trust)
    if not options.yes and _typed(texts, question) != options.trust:
        print(texts.get("Nothing was changed."), file=sys.stderr)
        return 1
    done = recover.settle(options.data, signers, trust, options.reason, MachineClock())
    text = texts.get(
        "Decided by {first} and {second}. Entries in the journal: {entries}. Kept in the folder damaged: {kept}"
    )
    first, second = done.names
    print(text.format(first=first, second=second, entries=done.entries, kept=", ".join(done.kept)))
    return 0
