"""`station bank check` and `station form`: over a real encrypted bank, as an operator or another program calls them."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from question_bank.model import Bilingual
from question_bank.workflow import Act as Step
from resources import SAMPLE
from station import cli
from station.domain.form import Act, open_form, pack_form
from station.domain.form_spec import FormSpec, SectionPlan, content_of
from station.services.bank import editing
from tests.services.bank.pcs import SECTIONS, STAFF, first_pc, question
from tests.unit.protocols.reading import text

SPEC = FormSpec(
    id="small",
    title=Bilingual("Кичи форма", "Малая форма"),
    sections=(SectionPlan("S1", 2), SectionPlan("S2", 1)),
    minutes=10,
    threshold=2,
    paragraphs=(Bilingual("Эреже", "Правило"),),
)
ACT = Act("order", "1", "2026-01-05")


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Path]:
    """A closed bank with two approved questions in S1, one in S2, and a staff file beside it."""
    pc = first_pc(tmp_path / "bank")
    for words, section in (("Бир", "S1"), ("Эки", "S1"), ("Үч", "S2")):
        name = editing.new_question(pc.as_("asel").bank, question(words, section)).question.id
        editing.act(pc.bank, name, 1, Step.SENT)
        pc.approve(name)
    pc.bank.close()
    staff = [{"id": plan.id, "passphrase": plan.passphrase} for plan in STAFF]
    (tmp_path / "staff.json").write_text(json.dumps({"staff": staff}), "utf-8")
    return tmp_path / "bank"


def package(folder: Path, spec: FormSpec = SPEC) -> Path:
    """The package of a form in a file."""
    path = folder / f"{spec.id}.json"
    content = content_of(spec, {section.id: section for section in SECTIONS}, ACT, ACT)
    path.write_text(pack_form(content), "utf-8")
    return path


class Terminal:
    """Runs commands and keeps what they say."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def run(self, *command: object, language: str = "en") -> tuple[int, str, str]:
        """Exit code, output, errors."""
        code = cli.main(["--language", language, *(str(part) for part in command)])
        said = self._capsys.readouterr()
        assert "Traceback" not in said.err
        return code, said.out, said.err

    def plain(self, *command: object) -> tuple[int, Any]:
        """Exit code and the JSON that the command prints."""
        code, out, err = self.run(*command, "--json")
        assert err == ""
        return code, json.loads(out)


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str]) -> Terminal:
    """A terminal without a person."""
    return Terminal(capsys)


def spoil(bank: Path) -> None:
    """A draft with equal options and without a translation."""
    from station.services.bank import custody

    opened = custody.open_bank(bank, "asel", "1", lambda: 1)
    whole = question("Төрт")
    texts = [Bilingual("бир", "раз"), Bilingual("бир", "раз"), Bilingual("үч", "три")]
    options = tuple(replace(option, text=text) for option, text in zip(whole.options, texts, strict=True))
    editing.new_question(opened, replace(whole, stem=Bilingual("Кайсы?", ""), options=options))
    opened.close()


def test_a_sound_bank_is_told_by_exit_code_and_counts(bank: Path, terminal: Terminal) -> None:
    code, report = terminal.plain("bank", "check", "--bank", bank)
    assert code == 0
    assert report["questions"] == 3
    assert report["totals"]["fault"] == 0
    assert report["checks"]["no_difficulty"] == 3
    assert report["figures"]["sections"] == {"S1": {"approved": 2}, "S2": {"approved": 1}}
    assert sum(report["checks"].values()) == sum(report["totals"].values()) == len(report["findings"])


def test_faults_are_listed_with_question_and_language(bank: Path, terminal: Terminal) -> None:
    spoil(bank)
    code, report = terminal.plain("bank", "check", "--bank", bank)
    assert code == 1
    faults = [(item["check"], item["question"], item["language"]) for item in report["findings"]
              if item["severity"] == "fault"]  # fmt: skip
    assert faults == [
        ("missing_translation", "S1-0003", "ru"),
        ("duplicate_options", "S1-0003", "ky"),
        ("duplicate_options", "S1-0003", "ru"),
    ]
    code, out, _err = terminal.run("bank", "check", "--bank", bank, language="ru")
    assert code == 1
    assert "S1-0003: Русский: одинаковые ответы: А, Б." in out
    assert "Сложность никто не оценил" not in out
    _code, out, _err = terminal.run("bank", "check", "--bank", bank, "--hints", language="ru")
    assert "Сложность никто не оценил" in out


def test_the_report_prints(bank: Path, terminal: Terminal, tmp_path: Path) -> None:
    spoil(bank)
    paper = tmp_path / "report.pdf"
    terminal.run("bank", "check", "--bank", bank, "--report", paper, "--form", package(tmp_path), language="ky")
    said = text(paper.read_bytes())
    for words in ("Борбордук банк", "Бирдей жооптор – 2 (оңдоо керек)", "S1-0003", "Кичи форма", "Асел Токтогулова"):
        assert words in said


def test_R_21_2_the_check_against_a_form_names_every_section_that_falls_short(
    bank: Path, terminal: Terminal, tmp_path: Path
) -> None:
    assert terminal.plain("bank", "check", "--bank", bank, "--form", package(tmp_path))[0] == 0
    larger = replace(SPEC, id="large", sections=(SectionPlan("S1", 9), SectionPlan("S2", 8)))
    code, report = terminal.plain("bank", "check", "--bank", bank, "--form", package(tmp_path, larger))
    assert code == 1
    short = [item["facts"] for item in report["findings"] if item["check"] == "form_short"]
    assert short == [
        {"what": "few", "section": "S1", "needed": 9, "present": 2},
        {"what": "few", "section": "S2", "needed": 8, "present": 1},
    ]


def test_a_package_is_shown_without_any_bank(terminal: Terminal, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.pdf"
    code, form = terminal.plain("form", "show", SAMPLE / "form-80.json", "--sheet", sheet)
    assert (code, form["state"], form["minutes"], form["threshold"]) == (0, "approved", 120, 48)
    assert form["sha256"] == open_form((SAMPLE / "form-80.json").read_bytes()).sha256
    assert "№ 117" in text(sheet.read_bytes())
    _code, out, _err = terminal.run("form", "show", SAMPLE / "form-80.json", language="ky")
    assert "Суроолор: 80" in out
    assert form["sha256"] in out
    code, _out, err = terminal.run("form", "show", tmp_path / "nothing.json")
    assert (code, bool(err)) == (1, True)


def test_R_22_1_a_draft_is_made_from_a_form_approved_by_an_act_and_written_as_a_package(
    bank: Path, terminal: Terminal, tmp_path: Path
) -> None:
    code, draft = terminal.plain("form", "new", "--bank", bank, "--from", package(tmp_path))
    assert (code, draft["id"], draft["state"]) == (0, "form-1", "draft")
    sheet, out = tmp_path / "draft.pdf", tmp_path / "form.json"
    assert terminal.run("form", "show", "form-1", "--bank", bank, "--sheet", sheet)[0] == 0
    assert "ПРОЕКТ – НЕ УТВЕРЖДЕНО" in text(sheet.read_bytes())
    act = ("--kind", "resolution", "--number", "117", "--date", "2026-10-05")
    order = ("--order-kind", "order", "--order-number", "118", "--order-date", "2026-10-06")
    code, form = terminal.plain("form", "approve", "form-1", "--bank", bank, *act, *order, "--out", out)
    assert (code, form["outcome"], form["act"]["number"], form["order"]["act"]["number"]) == (
        0,
        "approved",
        "117",
        "118",
    )
    written = open_form(out.read_bytes())
    assert (written.sha256, written.act, written.order.act.kind) == (
        form["sha256"], Act("resolution", "117", "2026-10-05"), "order",
    )  # fmt: skip
    code, listed = terminal.plain("form", "list", "--bank", bank)
    assert [(one["id"], one["state"], one["sha256"]) for one in listed["forms"]] == [
        ("form-1", "approved", written.sha256)
    ]
    assert written.sha256 in terminal.run("form", "show", "form-1", "--bank", bank)[1]
    again = tmp_path / "again.json"
    assert terminal.run("form", "export", "form-1", "--bank", bank, "--out", again)[0] == 0
    assert again.read_bytes() == out.read_bytes()


def test_R_22_2_an_approved_form_is_not_approved_again_but_copied(
    bank: Path, terminal: Terminal, tmp_path: Path
) -> None:
    terminal.run("form", "new", "--bank", bank, "--from", package(tmp_path))
    act = ("--number", "117", "--date", "2026-10-05", "--out", tmp_path / "form.json")
    assert terminal.run("form", "approve", "form-1", "--bank", bank, *act)[0] == 0
    code, refused = terminal.plain("form", "approve", "form-1", "--bank", bank, *act)
    assert (code, refused["outcome"], refused["reason"]) == (1, "refused", "form_approved")
    assert terminal.run("form", "new", "--bank", bank, "--from", "form-1")[1] == "New draft: form-2\n"
    assert terminal.run("form", "list", "--bank", bank)[1].count("\n") == 2


def test_R_21_2_the_refusal_names_every_section_that_lacks_questions_and_writes_nothing(
    bank: Path, terminal: Terminal, tmp_path: Path
) -> None:
    larger = replace(SPEC, id="large", sections=(SectionPlan("S1", 9), SectionPlan("S2", 8)))
    terminal.run("form", "new", "--bank", bank, "--from", package(tmp_path, larger))
    out = tmp_path / "form.json"
    act = ("--number", "117", "--date", "2026-10-05", "--out", out)
    code, refused = terminal.plain("form", "approve", "form-1", "--bank", bank, *act)
    assert (code, refused["outcome"], refused["reason"]) == (1, "refused", "form_bank_short")
    assert refused["sections"] == [
        {"section": "S1", "needed": 9, "present": 2, "because": "few"},
        {"section": "S2", "needed": 8, "present": 1, "because": "few"},
    ]
    code, _out, err = terminal.run("form", "approve", "form-1", "--bank", bank, *act, language="ky")
    assert code == 1
    assert "Базада бекитилген суроолор жетишпейт. Бөлүм, керек / бар: S1 9 / 2, S2 8 / 1." in err
    assert not out.exists()
    code, refused = terminal.plain("form", "approve", "nobody", "--bank", bank, *act)
    assert (code, refused["reason"], refused["sections"]) == (1, "form_unknown", [])
