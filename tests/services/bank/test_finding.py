"""The list: search by beginnings of words in both languages, filters, pages, order; one question; all in a row."""

from dataclasses import replace

import pytest

from question_bank.model import Bilingual, Kind, Option
from question_bank.workflow import Act, State
from station.domain.errors import Reason, StationError
from station.services.bank import editing, finding
from station.services.bank.facts import Query
from tests.services.bank.one_bank import AUTHOR, SECOND, Desk, question


def found(desk: Desk, text: str = "", **query: object) -> list[str]:
    """Ids that the list shows."""
    return [row.id for row in finding.search(desk.bank, Query(text=text, **query)).rows]  # type: ignore[arg-type]


@pytest.fixture
def held(desk: Desk) -> Desk:
    """Four questions of many kinds."""
    bank = desk.sit(AUTHOR)
    first = replace(question("Мектептин бюджети"), topic="Бюджет", difficulty=2)
    editing.new_question(bank, first)
    second = replace(question("Ёлка майрамы", "S2"), kind=Kind.MULTIPLE, difficulty=5, stem=Bilingual("Майрам", "Ёлка"))
    editing.new_question(bank, second)
    third = replace(
        question("Үчүнчү"), is_rich=True, topic="Бюджет", difficulty=2,
        stem=Bilingual("<p>Таблица <b>боюнча</b></p>", "<p>По «таблице»</p>"),
        options=(Option("a", Bilingual("<p>Өзгөчө</p>", "<p>Особый</p>")), *question().options[1:]),
    )  # fmt: skip
    editing.new_question(bank, third)
    fourth = replace(question("Болоттуку"), source=Bilingual("Конституция", "Конституция"))
    editing.new_question(desk.sit(SECOND), fourth)
    return desk


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("бюдж", ["S1-0001", "S1-0002"]),
        ("мектеп", ["S1-0001"]),
        ("МЕКТЕП бюд", ["S1-0001"]),
        ("бюд мектеп", ["S1-0001"]),
        ("ктеп", []),
        ("елка", ["S2-0001"]),
        ("Ёлк", ["S2-0001"]),
        ("особ", ["S1-0002"]),
        ("өзгөчө", ["S1-0002"]),
        ("таблице", ["S1-0002"]),
        ("td", []),
        ("конст", ["S1-0003"]),
        ("s1-0003", ["S1-0003"]),
        ("0001", ["S1-0001", "S2-0001"]),
        ('"', ["S1-0001", "S1-0002", "S1-0003", "S2-0001"]),
        ("AND OR NOT", []),
        ("words:text*", []),
        ("'; DROP TABLE step", []),
    ],
)
def test_questions_are_found_by_beginnings_of_all_their_words(held: Desk, text: str, ids: list[str]) -> None:
    assert found(held, text) == ids
    assert found(held, text, order="relevance") == ids


def test_the_search_follows_every_edit(held: Desk) -> None:
    opened = finding.opened(held.bank, "S1-0001")
    held.sit(AUTHOR)
    editing.write(held.bank, replace(opened.question, stem=Bilingual("Такыр башка", "Совсем другое")), opened.sha256)
    assert found(held, "другое") == ["S1-0001"]
    editing.act(held.bank, "S1-0001", 1, Act.DISCARDED)
    assert found(held, "другое") == []


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ({"sections": frozenset({"S2"})}, ["S2-0001"]),
        ({"kinds": frozenset({"multiple"})}, ["S2-0001"]),
        ({"topic": "Бюджет"}, ["S1-0001", "S1-0002"]),
        ({"difficulty": frozenset({2, 5})}, ["S1-0001", "S1-0002", "S2-0001"]),
        ({"author": SECOND}, ["S1-0003"]),
        ({"states": frozenset({State.APPROVED})}, []),
        ({"states": frozenset({State.DRAFT}), "sections": frozenset({"S1"}), "text": "бюд"}, ["S1-0001", "S1-0002"]),
        ({"order": "changed"}, ["S1-0003", "S1-0002", "S2-0001", "S1-0001"]),
        ({"order": "difficulty"}, ["S1-0003", "S1-0001", "S1-0002", "S2-0001"]),
        ({"order": "section"}, ["S1-0003", "S1-0001", "S1-0002", "S2-0001"]),
        ({"finding": "no_source"}, ["S1-0002"]),
    ],
)
def test_filters_narrow_the_list_and_put_it_in_order(held: Desk, query: dict[str, object], ids: list[str]) -> None:
    held.bank.store.put_findings([("S1-0002", "no_source", "{}"), ("S1-0002", "parity", "{}")])
    assert found(held, **query) == ids  # type: ignore[arg-type]


def test_pages_and_total_fit_together(held: Desk) -> None:
    for query in (Query(), Query(order="changed"), Query(text="0", order="relevance"), Query(text="мыйзам")):
        whole = finding.search(held.bank, query)
        pages = [finding.search(held.bank, replace(query, offset=at, limit=2)) for at in range(0, whole.total + 2, 2)]
        assert {page.total for page in pages} == {whole.total}
        assert [row for page in pages for row in page.rows] == list(whole.rows)


def test_the_word_in_the_stem_comes_before_the_word_elsewhere(held: Desk) -> None:
    editing.new_question(held.sit(AUTHOR), question("Конституция", "S2"))
    assert found(held, "конст", order="relevance") == ["S2-0002", "S1-0003"]


def test_a_line_shows_plain_short_stems_findings_and_author(held: Desk) -> None:
    held.bank.store.put_findings([("S1-0002", "parity", "{}")])
    row = finding.search(held.bank, Query(text="S1-0002")).rows[0]
    assert (row.stem_ky, row.stem_ru, row.author, row.findings) == (
        "Таблица боюнча", "По «таблице»", "Асел Токтогулова", 1,
    )  # fmt: skip


def test_findings_are_those_of_the_last_check(held: Desk) -> None:
    held.bank.store.put_findings([("S1-0002", "parity", '{"language":"ky"}')])
    assert held.bank.store.findings("S1-0002") == (("S1-0002", "parity", '{"language":"ky"}'),)
    held.bank.store.put_findings([])
    assert held.bank.store.findings() == ()
    assert {row.findings for row in finding.search(held.bank, Query()).rows} == {0}


def test_the_head_counts_states_topics_and_sections(held: Desk) -> None:
    state = held.bank.state()
    assert (state.questions, state.counts[State.DRAFT], state.topics) == (4, 4, ("Бюджет",))
    assert [section.id for section in state.sections] == ["S1", "S2"]


def test_a_question_that_is_not_there_is_told(held: Desk) -> None:
    for name, version in (("S9-0001", None), ("S1-0001", 7)):
        with pytest.raises(StationError) as error:
            finding.opened(held.bank, name, version)
        assert error.value.reason is Reason.BANK_QUESTION_UNKNOWN


def test_all_questions_come_in_a_row_by_id_with_their_states(held: Desk) -> None:
    assert [(one.id, state) for one, state in finding.questions(held.bank)] == [
        (name, State.DRAFT) for name in ("S1-0001", "S1-0002", "S1-0003", "S2-0001")
    ]
    narrowed = finding.questions(held.bank, Query(topic="Бюджет"), {State.DRAFT})
    assert [one.id for one, _ in narrowed] == ["S1-0001", "S1-0002"]
    assert list(finding.questions(held.bank, Query(), {State.RETIRED})) == []


def test_what_sessions_showed_stands_at_the_version_they_asked(held: Desk) -> None:
    held.bank.store.put_measured("2026-02-01/1", [("S1-0001", 1, 40, 10)])
    held.bank.store.put_measured("2026-02-02/1", [("S1-0001", 1, 10, 5)])
    held.bank.store.put_measured("2026-02-02/1", [("S1-0001", 1, 20, 5)])
    opened = finding.opened(held.bank, "S1-0001")
    assert (opened.measured_asked, opened.measured_right, opened.is_used) == (60, 15, True)
    assert held.bank.store.sessions() == ("2026-02-01/1", "2026-02-02/1")
    assert held.bank.store.all_measured() == {("S1-0001", 1): (60, 15)}
