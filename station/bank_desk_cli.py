"""Commands about a bank as a whole: its desk, a training bank, making or joining one, verifying it, its copies."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from resources.texts import Texts

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_desk(commands: "Commands") -> None:
    """`station bank desk`, `demo`, `create`, `join`, `verify`, `backup`, `restore`."""
    for add in (_add_desk, _add_demo, _add_create, _add_join, _add_verify, _add_backup, _add_restore):
        add(commands)


def _add_desk(commands: "Commands") -> None:
    desk = commands.add_parser("desk", help="the desk of a question bank")
    desk.add_argument("folder", type=Path)
    desk.add_argument("--window", action="store_true", help="a window instead of the full screen")
    desk.set_defaults(run=_desk)


def _desk(options: argparse.Namespace) -> int:
    from station import bootstrap, cli

    return bootstrap.bank_desk(options.folder, window=options.window, language=options.language, program=cli.PROGRAM)


def _add_demo(commands: "Commands") -> None:
    demo = commands.add_parser("demo", help="a training bank on screen, its accounts shown")
    demo.add_argument("--folder", type=Path, help="folder of the training bank")
    demo.add_argument("--new", action="store_true", help="begin anew: the old folder is set aside")
    demo.add_argument("--window", action="store_true", help="a window instead of the full screen")
    demo.set_defaults(run=_demo)


def _demo(options: argparse.Namespace) -> int:
    from station import bootstrap, cli

    return bootstrap.bank_demo(
        folder=options.folder, new=options.new, window=options.window, language=options.language, program=cli.PROGRAM
    )


# --- a new bank ---


def _add_create(commands: "Commands") -> None:
    create = commands.add_parser("create", help="make an empty bank: its sections and its people from a plan")
    create.add_argument("folder", type=Path)
    create.add_argument("--plan", type=Path, required=True, help="see docs/bank-plan-example.json")
    create.set_defaults(run=_create)


def _create(options: argparse.Namespace) -> int:
    from station.bank_cli import _wall_ms
    from station.cli import _texts
    from station.services.bank import custody, plans
    from station.vault import calibrated_cost

    plan = plans.read_plan(options.plan)
    bank, passphrases = custody.create_bank(
        options.folder, name=plan.name, pc=plan.pc, sections=plan.sections, staff=plan.staff, now_ms=_wall_ms,
        cost=calibrated_cost(),
    )  # fmt: skip
    bank.close()
    _tell_passphrases(_texts(options), passphrases)
    return 0


def _tell_passphrases(texts: "Texts", passphrases: Any) -> None:
    print(texts.get("Passphrases, shown this once. Hand each to its owner; the last goes into the sealed envelope."))
    for slot, passphrase in passphrases.items():
        print(f"{slot:12} {passphrase}")


def _add_join(commands: "Commands") -> None:
    join = commands.add_parser("join", help="make a PC ready for a bank that exists on another one")
    join.add_argument("folder", type=Path)
    join.add_argument("--pc", required=True, help="what this PC is called, no other PC of the bank is")
    join.add_argument("--mark", required=True, help="capital letters that numbers of questions made here get")
    join.add_argument("--custodian", required=True, help="full name of the custodian at this PC")
    join.add_argument("--key", type=Path, required=True, help="where the key file of this PC goes (.kgtk)")
    join.set_defaults(run=_join)


def _join(options: argparse.Namespace) -> int:
    from station.bank_cli import _wall_ms
    from station.cli import _texts
    from station.services.bank import joining
    from station.services.bank.bundle import LONGEST_PC
    from station.vault import calibrated_cost

    texts = _texts(options)
    if not joining.is_mark(options.mark):
        print(texts.get("The mark is one to three capital letters A to Z."), file=sys.stderr)
        return 2
    if not joining.is_name(options.pc, LONGEST_PC) or not joining.is_name(options.custodian):
        needed = texts.get("The PC and the custodian need names: visible letters on one line, not too many.")
        print(needed, file=sys.stderr)
        return 2
    made = joining.make_ready(
        options.folder, pc=options.pc, mark=options.mark, custodian=options.custodian, key=options.key,
        now_ms=_wall_ms, cost=calibrated_cost(),
    )  # fmt: skip
    _tell_passphrases(texts, made.passphrases)
    print(texts.get("Key file of this PC: {file}").format(file=options.key))
    print(texts.get("Fingerprint, to be read aloud: {fingerprint}").format(fingerprint=made.fingerprint))
    print(
        texts.get(
            "Next: on this PC's desk add the other PC by its key file; on the other PC add this one, make a bundle "
            "and take it in here."
        )
    )
    return 0


# --- everything is looked at; copies ---


def _with_people(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--staff", type=Path, help="staff.json with the passphrases; otherwise the prompt asks")


def _add_verify(commands: "Commands") -> None:
    verify = commands.add_parser("verify", help="read a bank and compare everything; it changes nothing of it")
    verify.add_argument("folder", type=Path)
    _with_people(verify)
    verify.add_argument("--release", type=Path, help="also whether this folder is a release as the bank wrote it")
    verify.add_argument("--json", action="store_true", help="report as JSON")
    verify.set_defaults(run=_verify)


def _verify(options: argparse.Namespace) -> int:
    from station.bank_cli import _wall_ms
    from station.cli import _slots, _texts
    from station.domain.errors import Reason, StationError
    from station.services.bank import copies, custody, release

    texts = _texts(options)
    where = ""
    bank = custody.open_bank(options.folder, *_slots(options, options.folder)[0], _wall_ms)
    try:
        state = bank.state()
        steps, head = bank.store.head
        try:
            bank.store.verify()
            if found := copies.contradicting(bank):
                where = f"{copies.FOLDER}: {found}"
            elif options.release is not None and not release.is_ours(bank, options.release):
                where = str(options.release)
        except StationError as error:
            if error.reason is not Reason.DATA_DAMAGED:
                raise
            where = str(error.facts.get("where", ""))
    finally:
        bank.close()
    if options.json:
        told = {"intact": not where, "where": where, "steps": steps, "questions": state.questions, "head": head.hex()}
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return 1 if where else 0
    if where:
        print(texts.get("Damaged: {where}").format(where=where))
    line = texts.get("{steps} steps, {questions} questions; head {head}")
    print(line.format(steps=steps, questions=state.questions, head=head.hex()[:16]))
    print(texts.get("NOT intact.") if where else texts.get("Intact."))
    return 1 if where else 0


def _add_backup(commands: "Commands") -> None:
    backup = commands.add_parser("backup", help="write an encrypted backup into the folder of the bank")
    backup.add_argument("folder", type=Path)
    _with_people(backup)
    backup.set_defaults(run=_backup)


def _backup(options: argparse.Namespace) -> int:
    from station.bank_cli import _wall_ms
    from station.cli import _slots, _texts
    from station.services.bank import copies, custody

    bank = custody.open_bank(options.folder, *_slots(options, options.folder)[0], _wall_ms)
    try:
        made, steps = copies.write(bank), bank.store.head[0]
    finally:
        bank.close()
    text = _texts(options).get("Copy written and read again: {target}, {steps} steps.")
    print(text.format(target=made, steps=steps))
    return 0


def _add_restore(commands: "Commands") -> None:
    restore = commands.add_parser("restore", help="put a backup in the place of a bank; what stood there is kept")
    restore.add_argument("folder", type=Path)
    restore.add_argument("name", nargs="?", default="", help="the backup; without one they are listed")
    _with_people(restore)
    restore.set_defaults(run=_restore)


def _restore(options: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from station.bank_cli import _wall_ms
    from station.cli import _slots, _texts
    from station.domain.errors import Reason, StationError
    from station.services.access import read_keyring
    from station.services.bank import copies

    texts = _texts(options)
    if not options.name:
        known = copies.copies(options.folder)
        if not known:
            read_keyring(options.folder)  # where there is no bank at all, that is what is told
            print(texts.get("This bank has no backups yet."), file=sys.stderr)
            return 1
        for copy in known:
            at = datetime.fromtimestamp(copy.made_ms / 1000, UTC)
            told = texts.get("{name}: {when} UTC, {steps} steps, {mib} MiB")
            print(told.format(name=copy.name, when=f"{at:%d.%m.%Y %H:%M}", steps=copy.steps, mib=-(-copy.size >> 20)))
        return 0
    refusal = StationError(Reason.PASSPHRASE_WRONG)
    for slot, passphrase in _slots(options, options.folder):
        try:
            bank = copies.restore(options.folder, options.name, slot, passphrase, _wall_ms)
        except StationError as error:
            if error.reason not in (Reason.PASSPHRASE_WRONG, Reason.BANK_ROLE):
                raise
            refusal = error
            continue
        steps = bank.store.head[0]
        bank.close()
        print(texts.get("Bank restored: {steps} steps. What stood there is kept in its backups.").format(steps=steps))
        return 0
    raise refusal
