"""Commands about composing papers: `station draw show`, `station form draw`, `station bank learn`."""

import argparse
import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from resources.texts import Texts
    from station.services.draw_table import DrawTable

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

SEED_DIGITS = 64


def add_draw(commands: "Commands") -> None:
    """`station draw`."""
    draw = commands.add_parser("draw", help="who got which paper: ids and numbers, never a text")
    inner = draw.add_subparsers(required=True, metavar="command")
    show = inner.add_parser("show", help="the seed, the pool and every paper of a session; never writes")
    show.add_argument("data", type=Path)
    show.add_argument("--json", action="store_true", help="all of it, as docs/recompute_papers.py reads it")
    show.add_argument("--staff", type=Path, help="staff.json of a demo folder; otherwise the prompt asks")
    show.set_defaults(run=_show)


def _show(options: argparse.Namespace) -> int:
    from station.cli import _slots, _texts
    from station.services import draw_table

    table = draw_table.read(options.data, _slots(options, options.data))
    return _told(table, options.json, _texts(options))


def _told(table: "DrawTable", as_json: bool, texts: "Texts") -> int:
    """Print the table; 1 where a paper does not meet the form."""
    from station.ui.draw_text import lines_of

    if as_json:
        print(json.dumps(table.to_plain(), ensure_ascii=False, indent=1))
    else:
        print("\n".join(lines_of(table, texts)))
    return 0 if all(line.meets_the_form for line in table.papers) else 1


def add_form_draw(commands: "Commands") -> None:
    """`station form draw`: tries a form out on a release of the bank, before anybody's session."""
    draw = commands.add_parser("draw", help="papers that a form and a bank release would give; they are nobody's")
    draw.add_argument("form", type=Path, help="the form package")
    draw.add_argument("--bank-release", type=Path, required=True, help="folder of the bank release")
    draw.add_argument("--papers", type=_count, default=24, help="how many, 1 to 5000")
    draw.add_argument("--seed", type=_seed, default=bytes(SEED_DIGITS // 2), help="64 hex digits; zeros by default")
    draw.add_argument("--json", action="store_true", help="all of it, as docs/recompute_papers.py reads it")
    draw.set_defaults(run=_form_draw)


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 5000:
        raise argparse.ArgumentTypeError("1 to 5000")
    return number


def _seed(text: str) -> bytes:
    if len(text) != SEED_DIGITS or set(text.lower()) - set("0123456789abcdef"):
        raise argparse.ArgumentTypeError("64 hex digits")
    return bytes.fromhex(text)


def _form_draw(options: argparse.Namespace) -> int:
    from station.cli import _texts
    from station.domain.form import open_form
    from station.services import draw_table
    from station.services.plans import read_release
    from station.services.preparation import read_bank

    form, manifest, files = read_release(options.form, options.bank_release)
    bank, sha256 = read_bank(manifest, files), hashlib.sha256(manifest).hexdigest()
    table = draw_table.preview(open_form(form), bank, sha256, options.seed, options.papers)
    return _told(table, options.json, _texts(options))


def add_learn(commands: "Commands") -> None:
    """`station bank learn`."""
    from station.bank_cli import with_bank

    learn = commands.add_parser("learn", help="count the answers of a closed session: how hard its questions were")
    learn.add_argument("data", type=Path, help="the session's data folder; nothing is written into it")
    with_bank(learn)
    learn.add_argument("--session-staff", type=Path, help="staff.json of the session, where it is a demo's")
    learn.add_argument("--json", action="store_true", help="report as JSON")
    learn.set_defaults(run=_learn)


def _learn(options: argparse.Namespace) -> int:
    from station.bank_cli import open_bank
    from station.cli import _slots, _texts
    from station.services.bank.learning import learn
    from station.ui.draw_text import learned_lines

    bank = open_bank(options)
    try:
        session = argparse.Namespace(staff=options.session_staff, language=options.language)
        done = learn(bank, options.data, _slots(session, options.data))
    finally:
        bank.close()
    if options.json:
        print(json.dumps(asdict(done), ensure_ascii=False, indent=1))
    else:
        print("\n".join(learned_lines(done, _texts(options))))
    return 0
