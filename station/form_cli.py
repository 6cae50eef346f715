"""Commands about test forms: `station form ...`. What they say as JSON is the same for every reader."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.draw_cli import add_form_draw

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from question_bank.blueprint import Lack
    from question_bank.workflow import Role
    from resources.texts import Texts
    from station.domain.form import TestForm
    from station.domain.form_spec import FormSpec
    from station.services.bank.bank import Bank

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

FORM_HELP = "a form's package, or the id of a form in the bank"


def add_form(commands: "Commands") -> None:
    """`station form` with all its commands."""
    form = commands.add_parser("form", help="test forms: drafts, approval, packages")
    inner = form.add_subparsers(required=True, metavar="command")
    for add in (_add_list, _add_show, _add_new, _add_approve, _add_export, add_form_draw):
        add(inner)


def _add_list(commands: "Commands") -> None:
    from station.bank_cli import with_bank

    parser = commands.add_parser("list", help="the forms of the bank")
    with_bank(parser)
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=_list)


def _list(options: argparse.Namespace) -> int:
    from station.cli import _texts
    from station.services.bank import forms

    def look(bank: "Bank") -> list[dict[str, Any]]:
        return [*map(form_plain, forms.approved(bank)), *map(spec_plain, forms.drafts(bank))]

    found, texts = _with_bank(options, look), _texts(options)
    if options.json:
        _print_json({"forms": found})
        return 0
    for plain in found:
        title = plain["title"]["ru" if texts.language == "ru" else "ky"]
        print(f"{plain['id']}  {_state(texts, plain)}  {title}  {plain['sha256'][:16]}".rstrip())
    return 0


def _add_show(commands: "Commands") -> None:
    from station.bank_cli import with_bank

    parser = commands.add_parser("show", help="what a form says; reads a package without any bank")
    parser.add_argument("form", help=FORM_HELP)
    with_bank(parser)
    parser.add_argument("--sheet", type=Path, help="write the form's sheet for printing, as PDF")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=_show)


def _show(options: argparse.Namespace) -> int:
    from station.cli import _texts
    from station.domain.form import TestForm
    from station.domain.form import open_form as read
    from station.ui.bank.form_text import lines_of

    path = Path(options.form)
    if path.is_file():
        form: TestForm | FormSpec = read(_read(path))
        if options.sheet is not None:
            _write_sheet(options.sheet, form, None)
    elif path.suffix and options.bank is None:
        from station.domain.errors import Reason, StationError

        raise StationError(Reason.FILE_NOT_READ, file=options.form)
    else:
        form = _with_bank(options, lambda bank: _shown_in(bank, options))
    plain = form_plain(form) if isinstance(form, TestForm) else spec_plain(form)
    if options.json:
        _print_json(plain)
    else:
        print("\n".join(lines_of(_texts(options), plain)))
    return 0


def _shown_in(bank: "Bank", options: argparse.Namespace) -> "TestForm | FormSpec":
    form = form_or_draft(options.form, bank)
    if options.sheet is not None:
        _write_sheet(options.sheet, form, bank)
    return form


def _write_sheet(path: Path, form: "TestForm | FormSpec", bank: "Bank | None") -> None:
    from datetime import date

    import protocols
    from station.domain.form import TestForm
    from station.services.bank import exports, forms

    today = date.today()  # noqa: DTZ011 - the day of a print is a day of this place
    if isinstance(form, TestForm):
        facts = forms.sheet_of(form, bank.name if bank else "", today)
    else:
        assert bank is not None
        facts = forms.draft_sheet(bank, form, today)
    exports.write_file(path, protocols.render_form_sheet(facts))


def _add_new(commands: "Commands") -> None:
    from station.bank_cli import with_bank

    parser = commands.add_parser("new", help="a draft that begins as a copy of another form")
    with_bank(parser)
    parser.add_argument("--from", dest="form", required=True, help=FORM_HELP)
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=_new)


def _new(options: argparse.Namespace) -> int:
    from station.cli import _texts
    from station.domain.form import open_form
    from station.domain.form_spec import spec_of
    from station.services.bank import forms

    def make(bank: "Bank") -> "FormSpec":
        if Path(options.form).is_file():
            return forms.save(bank, spec_of(open_form(_read(Path(options.form)))).copy())
        return forms.copy(bank, options.form)

    spec = _with_bank(options, make, forms.DRAFTERS)
    if options.json:
        _print_json(spec_plain(spec))
    else:
        print(_texts(options).get("New draft: {form}").format(form=spec.id))
    return 0


def _add_approve(commands: "Commands") -> None:
    from station.bank_cli import with_bank
    from station.domain.form import ACT_KINDS

    parser = commands.add_parser("approve", help="approve a draft for good and write its package")
    parser.add_argument("form", help="the draft's id")
    with_bank(parser)
    parser.add_argument("--kind", choices=ACT_KINDS, default="order", help="kind of the approving act")
    parser.add_argument("--number", required=True, help="number of the approving act")
    parser.add_argument("--date", required=True, help="date of the approving act, 2026-10-05")
    parser.add_argument("--order-kind", choices=ACT_KINDS, help="act of the order of conduct, where it is another")
    parser.add_argument("--order-number", default="", help="its number")
    parser.add_argument("--order-date", default="", help="its date")
    parser.add_argument("--out", type=Path, required=True, help="the package, for `station prepare --form`")
    parser.add_argument("--json", action="store_true", help="as JSON; a refusal names every section that falls short")
    parser.set_defaults(run=_approve)


def _approve(options: argparse.Namespace) -> int:
    from question_bank.workflow import Role
    from station.cli import _texts
    from station.domain.errors import StationError
    from station.domain.form import Act
    from station.services.bank import exports, forms

    act = Act(options.kind, options.number, options.date)
    order = None
    if options.order_number:
        order = Act(options.order_kind or options.kind, options.order_number, options.order_date)
    lacks: list[Lack] = []

    def approve(bank: "Bank") -> "TestForm":
        try:
            form = forms.approve(bank, options.form, act, order)
        except StationError:
            lacks.extend(_lacks(bank, options.form))
            raise
        exports.write_file(options.out, forms.package(bank, form.id).encode())
        return form

    try:
        form = _with_bank(options, approve, {Role.APPROVER})
    except StationError as error:
        if not options.json:
            raise
        refused = {"form": options.form, "outcome": "refused", "reason": error.reason.value, "facts": dict(error.facts)}
        _print_json(refused | {"sections": [lack_plain(lack) for lack in lacks]})
        return 1
    if options.json:
        _print_json({"outcome": "approved", "file": str(options.out), **form_plain(form)})
    else:
        said = _texts(options).get("Form {form} is approved. Package: {file}, SHA-256 {sha256}")
        print(said.format(form=form.id, file=options.out, sha256=form.sha256))
    return 0


def _lacks(bank: "Bank", form: str) -> "tuple[Lack, ...]":
    """Every section that falls short, also where something else was refused first."""
    from station.domain.errors import StationError
    from station.services.bank import forms

    try:
        return forms.supply_of(bank, forms.draft(bank, form)).lacks
    except StationError:
        return ()


def _add_export(commands: "Commands") -> None:
    from station.bank_cli import with_bank

    parser = commands.add_parser("export", help="write the package of an approved form again")
    parser.add_argument("form", help="the form's id")
    with_bank(parser)
    parser.add_argument("--out", type=Path, required=True, help="the package, for `station prepare --form`")
    parser.set_defaults(run=_export)


def _export(options: argparse.Namespace) -> int:
    from station.cli import _texts
    from station.services.bank import exports, forms

    package = _with_bank(options, lambda bank: forms.package(bank, options.form))
    exports.write_file(options.out, package.encode())
    print(_texts(options).get("Package written: {file}").format(file=options.out))
    return 0


# --- shared ---


def form_plain(form: "TestForm") -> dict[str, Any]:
    """An approved form as JSON: its content, its hash."""
    return {**form.content, "state": "approved", "sha256": form.sha256}


def spec_plain(spec: "FormSpec") -> dict[str, Any]:
    """A draft as JSON."""
    from station.domain.form_spec import spec_to

    return {**spec_to(spec), "state": "draft", "sha256": ""}


def lack_plain(lack: "Lack") -> dict[str, Any]:
    """A section that falls short as JSON."""
    short = {"section": lack.section, "needed": lack.needed, "present": lack.present}
    return {**short, "because": "enemies" if lack.by_enemies else "few"}


def form_or_draft(name: str, bank: "Bank") -> "TestForm | FormSpec":
    """The form of a package file, or the bank's of that id."""
    from station.domain.form import open_form
    from station.services.bank import forms

    path = Path(name)
    if path.is_file():
        return open_form(_read(path))
    found = {form.id: form for form in forms.approved(bank)}
    return found[name] if name in found else forms.draft(bank, name)


def _with_bank(options: argparse.Namespace, act: "Callable[[Bank], Any]", roles: "Collection[Role]" = ()) -> Any:
    """What `act` gives over the opened bank, signed in by somebody who has one of the roles."""
    from station.bank_cli import open_bank

    bank = open_bank(options, next(iter(roles), None))
    try:
        return act(bank)
    finally:
        bank.close()


def _state(texts: "Texts", plain: dict[str, Any]) -> str:
    return texts.get("approved") if plain["state"] == "approved" else texts.get("draft")


def _read(path: Path) -> bytes:
    from station.domain.errors import Reason, StationError

    try:
        return path.read_bytes()
    except OSError:
        raise StationError(Reason.FILE_NOT_READ, file=path.name) from None


def _print_json(said: dict[str, Any]) -> None:
    print(json.dumps(said, ensure_ascii=False, indent=1))
