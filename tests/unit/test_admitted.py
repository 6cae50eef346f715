"""The admitted list: what is taken, what is named, and that nothing comes in while a fault is left."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.domain.admitted import DryRun, Head, Notice, Person, Vacancy, document_key, dry_run
from station.domain.admitted_columns import Column, column_of, folded, is_forbidden, letters, plain
from station.domain.admitted_head import date_of, head_above
from station.domain.errors import Reason, StationError

HEAD = Head("5", "2026-11-20", "Касымова А. Т.")
KY = (
    "Фамилиясы, аты, атасынын аты",
    "Документтин сериясы",
    "Документтин номери",
    "Бош кызмат орду",
    "Билим берүү уюму",
    "Тесттин тили",
    "Макулдук",
)
ASANOVA = ("Асанова Гүлмира Бекболотовна", "AN", "1234567", "Директор", "№ 5 орто мектеп", "кыргызча", "ооба")
BAKIROV = ("Бакиров Үсөн Таалайбекович", "AN", "7654321", "Директор", "№ 5 орто мектеп", "орусча", "ооба")


def run(*rows: Sequence[str], heading: Sequence[str] = KY, typed: Head = HEAD, **more: object) -> DryRun:
    return dry_run([heading, *rows], typed, more.pop("existing", {}), rows_limit=100, **more)  # type: ignore[arg-type]


def reasons(dry: DryRun) -> list[Reason]:
    return [problem.reason for problem in dry.problems]


def changed(row: Sequence[str], place: int, value: str) -> tuple[str, ...]:
    return (*row[:place], value, *row[place + 1 :])


def test_a_clean_list_gives_people_and_vacancies() -> None:
    dry = run(ASANOVA, BAKIROV)
    assert dry.clean
    assert not dry.warnings
    first, second = dry.accepted()
    assert first.row == 2
    assert first.person == Person("Асанова Гүлмира Бекболотовна", "AN", "1234567")
    assert first.person.document == "AN 1234567"
    assert (first.language, second.language) == ("ky", "ru")
    assert dry.vacancies == (Vacancy("Директор", "№ 5 орто мектеп"),)
    assert dry.vacancies[0].title == "Директор, № 5 орто мектеп"
    assert dry.head == HEAD


@pytest.mark.parametrize(
    "heading",
    [
        (
            "Фамилия, имя, отчество",
            "Серия",
            "Номер",
            "Вакантная должность",
            "Организация",
            "Язык",
            "Согласие",
        ),
        ("ФИО", "СЕРИЯ ПАСПОРТА", "№ паспорта", "должность", "Школа", "язык теста", "Согласие есть?"),
        ("full_name", "document_series", "document_number", "vacancy", "organisation", "language", "consent"),
        (
            "Ф. А. А.",
            "Сериясы / Серия",
            "Номери\nНомер",
            "Кызмат орду",
            "Уюм",
            "Тили (ky/ru)",
            "Макулдук барбы",
        ),
    ],
)
def test_headings_are_known_in_kyrgyz_russian_and_english(heading: Sequence[str]) -> None:
    assert run(ASANOVA, heading=heading).clean


def test_the_heading_row_is_found_below_titles_and_a_second_language_row_belongs_to_it() -> None:
    russian = ("ФИО", "Серия", "Номер", "Вакансия", "Школа", "Язык", "Согласие")
    title = ("Конкурстун экинчи этабына киргизилген талапкерлердин тизмеси",)
    dry = dry_run([title, (), KY, russian, ASANOVA], HEAD, {}, rows_limit=10)
    assert dry.clean
    assert dry.rows[0].row == 5


def test_a_list_whose_first_person_looks_like_no_heading_is_read_whole() -> None:
    dry = run(changed(ASANOVA, 4, "Школа"), BAKIROV)
    assert [row.row for row in dry.rows] == [2, 3]


def test_a_file_without_a_heading_row_is_told_once_with_the_headings_that_are_expected() -> None:
    dry = dry_run([ASANOVA, BAKIROV], HEAD, {}, rows_limit=10)
    assert reasons(dry) == [Reason.LIST_NO_HEADINGS]
    assert str(dry.problems[0].facts["columns"]).split(", ") == [
        "full_name", "document_series", "document_number", "vacancy", "organisation", "language", "consent"
    ]  # fmt: skip
    assert dry_run([], HEAD, {}, rows_limit=10).problems


def test_R_19_1_a_list_without_number_date_or_approver_is_refused() -> None:
    dry = run(ASANOVA, typed=Head())
    assert [problem.facts["field"] for problem in dry.problems] == ["number", "date", "approver"]
    with pytest.raises(StationError) as refusal:
        dry.accepted()
    assert refusal.value.reason is Reason.LIST_NO_NUMBER_OR_DATE
    assert reasons(run(ASANOVA, typed=Head("5", "", "К."))) == [Reason.LIST_NO_NUMBER_OR_DATE]


@pytest.mark.parametrize("written", ["31.02.2026", "40.13.2026", "кечээ", "20 ноя 26"])
def test_R_19_1_a_date_that_does_not_exist_is_told_as_it_was_written(written: str) -> None:
    typed = run(ASANOVA, typed=Head("5", written, "К."))
    in_the_file = dry_run([("Дата утверждения:", written), KY, ASANOVA], Head("5", "", "К."), {}, rows_limit=9)
    for dry in (typed, in_the_file):
        assert reasons(dry) == [Reason.LIST_DATE_BAD]
        assert dry.problems[0].facts == {"field": "date", "value": written}


def test_R_19_1_a_list_is_approved_today_or_earlier() -> None:
    for day in ("20.11.2026", "2026-11-21"):
        assert run(ASANOVA, typed=Head("5", day, "К."), today="2026-11-21").clean
    for day in ("22.11.2026", "22 ноября 2026 года"):
        dry = run(ASANOVA, typed=Head("5", day, "К."), today="2026-11-21")
        assert reasons(dry) == [Reason.LIST_DATE_AHEAD]
        assert dry.problems[0].facts["value"] == "22.11.2026"


def test_R_19_1_number_date_and_approver_come_from_the_file_and_what_was_typed_wins() -> None:
    above = [
        ("Тизменин номери / Номер списка", "", "№ 7"),
        ("Бекитилген күнү:", "2026-жылдын 20-ноябры"),
        ("Утверждаю: Касымова А. Т.",),
        ("Бекиткен",),
    ]
    rows = [*above, KY, ASANOVA]
    assert dry_run(rows, Head(), {}, rows_limit=9).head == Head("7", "2026-11-20", "Касымова А. Т.")
    dry = dry_run(rows, Head(number="8", date="20.11.2026"), {}, rows_limit=9)
    assert dry.head == Head("8", "2026-11-20", "Касымова А. Т.")
    assert [(caution.notice, caution.facts["field"]) for caution in dry.warnings] == [
        (Notice.HEAD_DIFFERS, "number")
    ]


def test_number_and_date_are_read_from_a_title() -> None:
    assert head_above([("Список № 12/а от 20 ноября 2026 года",), ()], 3) == Head("12/а", "2026-11-20")
    assert head_above([("Тизме", "Талапкерлердин тизмеси 01.02.2026")], 2) == Head("", "2026-02-01")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026-11-22", "2026-11-22"),
        ("22.11.2026", "2026-11-22"),
        ("1/2/2026", "2026-02-01"),
        ("22 ноября 2026 года", "2026-11-22"),
        ("3 мая 2026", "2026-05-03"),
        ("2026-жылдын 22-ноябрындагы", "2026-11-22"),
        ("31.02.2026", None),
        ("12 брюмера 2026", None),
        ("", None),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, date: str | None) -> None:
    assert date_of(text) == date


def test_R_10_2_an_unknown_column_is_named_with_its_cell_and_dropped_only_by_choice() -> None:
    heading, row = (*KY, "Жашаган дареги"), (*ASANOVA, "Ош")
    dry = run(row, heading=heading)
    assert reasons(dry) == [Reason.LIST_COLUMN_UNKNOWN]
    assert dry.problems[0].facts == {"column": "Жашаган дареги", "cell": "H1", "row": 1}
    chosen = run(row, heading=heading, drop_columns={"Жашаган дареги"})
    assert chosen.clean
    assert chosen.dropped_columns == ("Жашаган дареги",)


@pytest.mark.parametrize(
    "name", ["Ден соолугу", "Судимость", "Отношение к воинской службе", "Military", "Соттуулугу"]
)
def test_R_9_2_health_conviction_and_military_data_are_refused(name: str) -> None:
    dry = run((*ASANOVA, "x"), heading=(*KY, name))
    assert reasons(dry) == [Reason.LIST_COLUMN_FORBIDDEN]
    assert dry.columns_to_drop[0].forbidden
    assert is_forbidden(name)


def test_a_column_without_heading_is_named_by_its_letters_only_if_something_stands_in_it() -> None:
    assert run((*ASANOVA, ""), heading=(*KY, "")).clean
    assert run((*ASANOVA, "", "жаңы")).problems[0].facts == {"column": "I", "cell": "I1", "row": 1}


def test_a_missing_or_double_column_is_named() -> None:
    dry = run(ASANOVA[:-1], heading=KY[:-1])
    assert [problem.facts["column"] for problem in dry.problems] == ["consent"]
    assert not dry.rows[0].consent
    twice = run((*ASANOVA, "ky"), heading=(*KY, "Язык"))
    assert reasons(twice) == [Reason.LIST_COLUMN_TWICE]
    assert twice.problems[0].facts["cell"] == "H1"


def test_every_bad_cell_is_named_with_row_and_column() -> None:
    dry = run(
        changed(ASANOVA, 0, ""),
        changed(BAKIROV, 0, "#REF!"),
        changed(changed(BAKIROV, 5, "англисче"), 2, "1111111"),
        changed(changed(BAKIROV, 6, "балким"), 2, "2222222"),
        changed(BAKIROV, 2, "номери жок"),
        changed(BAKIROV, 1, "ЖЩ"),
        changed(changed(BAKIROV, 3, "Д" * 300), 2, "3333333"),
        ("Токтогулова Айнура",),
    )
    told = [(problem.reason, problem.facts.get("cell")) for problem in dry.problems]
    assert (Reason.LIST_CELL_EMPTY, "A2") in told
    assert (Reason.LIST_CELL_BAD, "A3") in told
    assert (Reason.LIST_CELL_BAD, "F4") in told
    assert (Reason.LIST_CELL_BAD, "G5") in told
    assert told.count((Reason.LIST_CELL_BAD, "C6")) == 1
    assert (Reason.LIST_CELL_BAD, "B7") in told
    assert (Reason.LIST_CELL_BAD, "D8") in told
    empty = {str(cell) for reason, cell in told if reason is Reason.LIST_CELL_EMPTY}
    assert {cell for cell in empty if cell.endswith("9")} == {
        "B9", "C9", "D9", "E9", "F9",
    }  # fmt: skip
    rows = [problem.facts["row"] for problem in dry.problems]
    assert rows == sorted(rows, key=int)


def test_R_10_3_missing_consent_does_not_stop_the_import_but_is_shown() -> None:
    dry = run(changed(ASANOVA, 6, "жок"), changed(BAKIROV, 6, ""))
    assert dry.clean
    assert [caution.facts["row"] for caution in dry.warnings if caution.notice is Notice.NO_CONSENT] == [2, 3]


@pytest.mark.parametrize(
    ("word", "yes"), [("ДА", True), ("+", True), ("1", True), ("-", False), ("нет", False)]
)
def test_consent_is_read_from_words_and_signs(word: str, yes: bool) -> None:
    dry = run(changed(ASANOVA, 6, word))
    assert dry.clean
    assert dry.rows[0].consent is yes


def test_R_19_3_a_duplicate_document_is_refused_with_both_rows() -> None:
    cyrillic = changed(changed(BAKIROV, 1, " ас "), 2, "123 45-67")
    dry = run(changed(ASANOVA, 1, "AC"), cyrillic)
    assert reasons(dry) == [Reason.LIST_DUPLICATE_DOCUMENT]
    assert dry.problems[0].facts == {"row": 3, "other_row": 2}


def test_R_19_3_a_document_of_an_earlier_list_of_the_session_is_refused_too() -> None:
    dry = run(ASANOVA, existing={document_key("AN", "1234567"): ("4", 12)})
    assert dry.problems[0].facts == {"row": 2, "other_row": 12, "other_list": "4"}


def test_R_24_12_a_second_vacancy_of_one_person_is_refused_unless_the_policy_allows_it() -> None:
    second = changed(ASANOVA, 4, "№ 6 орто мектеп")
    assert reasons(run(ASANOVA, second)) == [Reason.LIST_SECOND_VACANCY]
    allowed = run(ASANOVA, second, second_vacancy_allowed=True)
    assert allowed.clean
    assert allowed.warnings[0].notice is Notice.SECOND_VACANCY


def test_one_full_name_with_two_documents_is_a_warning_only() -> None:
    dry = run(ASANOVA, changed(ASANOVA, 2, "1112223"))
    assert dry.clean
    assert dry.warnings[0].facts == {"row": 3, "other_row": 2}


def test_an_empty_list_and_ten_thousand_rows_are_refused() -> None:
    assert reasons(run()) == [Reason.LIST_EMPTY]
    assert reasons(run(("1",), (), heading=("№", *KY))) == [Reason.LIST_EMPTY]
    dry = run(*[ASANOVA] * 101)
    assert [(problem.reason, problem.facts) for problem in dry.problems] == [
        (Reason.LIST_TOO_LARGE, {"rows": 101, "limit": 100})
    ]


def test_optional_columns_are_kept_and_the_photo_is_left() -> None:
    heading = (*KY, "Орун", "E-mail", "Телефон", "Каржылоо булагы", "Фото")
    dry = run((*ASANOVA, "07", "a@example.kg", "+996 555 000000", "Жергиликтүү", "a.jpg"), heading=heading)
    row = dry.accepted()[0]
    assert (row.seat, row.person.email, row.person.phone, row.budget_level) == (
        "07", "a@example.kg", "+996 555 000000", "local",
    )  # fmt: skip


def test_R_38_1_two_budget_levels_of_one_vacancy_are_a_fault_and_one_is_enough() -> None:
    heading = (*KY, "Бюджет")
    dry = run((*ASANOVA, ""), (*BAKIROV, "местный"), heading=heading)
    assert dry.vacancies[0].budget_level == "local"
    dry = run((*ASANOVA, "республикалык"), (*BAKIROV, "местный"), heading=heading)
    assert [problem.facts["cell"] for problem in dry.problems] == ["H3"]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("AN 1234567", ("AN", "1234567")),
        ("Паспорт сериясы АС № 0012345", ("AC", "0012345")),
        ("id1234567", ("ID", "1234567")),
        ("45 08 123456", ("4508", "123456")),
    ],
)
def test_series_and_number_may_stand_in_one_column(text: str, person: tuple[str, str]) -> None:
    heading = ("ФИО", "Серия и номер", "Должность и организация", "Язык", "Согласие")
    dry = run(("Асанова Гүлмира", text, "Директор, № 5 мектеп", "рус.", "да"), heading=heading)
    assert dry.clean
    assert (dry.rows[0].person.series, dry.rows[0].person.number) == person
    assert dry.rows[0].vacancy == "Директор, № 5 мектеп"


@pytest.mark.parametrize(
    "number", ["1000003.0", "1000004,5", "1,00E+06", "1E06", "2026-01-02", "02.01.2026", "1OOOOO1", "1000 OO1"]
)
def test_a_number_that_the_spreadsheet_spoilt_is_named_never_guessed(number: str) -> None:
    apart = run(changed(ASANOVA, 2, number))
    assert [(problem.reason, problem.facts["cell"]) for problem in apart.problems] == [(Reason.LIST_CELL_BAD, "C2")]
    together = run((ASANOVA[0], f"AN {number}", *ASANOVA[3:]), heading=(KY[0], "Паспорт", *KY[3:]))
    assert [(problem.reason, problem.facts["cell"]) for problem in together.problems] == [(Reason.LIST_CELL_BAD, "B2")]


@pytest.mark.parametrize("number", ["1000003", " 1 000 003 ", "№ 1000003", "1000-003", "AN1000003", "\u0410N 1000003"])
def test_a_number_as_people_write_it_is_read(number: str) -> None:
    assert run(changed(ASANOVA, 2, number)).clean


def test_R_26_2_a_text_that_no_document_can_print_is_named_before_anybody_sits_the_test() -> None:
    dry = run(
        changed(ASANOVA, 0, "Асанова 李"), changed(BAKIROV, 4, "Мектеп ☺"),
        unprintable=lambda text: next((sign for sign in text if sign in "李☺"), ""),
    )  # fmt: skip
    assert [(problem.facts["cell"], problem.facts["value"]) for problem in dry.problems] == [("A2", "李"), ("E3", "☺")]


def test_an_empty_file_names_no_candidate_and_no_column_is_missed() -> None:
    assert reasons(dry_run([], HEAD, {}, rows_limit=9)) == [Reason.LIST_EMPTY]
    assert reasons(dry_run([["", " "], []], HEAD, {}, rows_limit=9)) == [Reason.LIST_EMPTY]


def test_a_document_that_is_none_is_named() -> None:
    heading = ("ФИО", "Паспорт", "Должность и организация", "Язык", "Согласие")
    dry = run(
        ("Асанова", "жок", "Директор", "ky", "да"), ("Бакиров", "", "Директор", "ky", "да"), heading=heading
    )
    assert reasons(dry) == [Reason.LIST_CELL_BAD, Reason.LIST_CELL_EMPTY]


def test_letters_of_columns() -> None:
    assert [letters(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_every_column_is_known_by_its_identifier() -> None:
    assert all(column_of(column.value) is column for column in Column)


@given(st.text("абвгдеёжзңөүABC -.,№1", max_size=20))  # mixed on purpose
def test_headings_are_compared_without_case_blanks_and_signs(text: str) -> None:
    assert folded(f"  {text.upper()} . ") == folded(text.replace("ё", "е"))
    assert plain(plain(text)) == plain(text)


@given(st.text(alphabet="ABCEHKMOPTX", min_size=2, max_size=2), st.integers(1000, 9999999), st.randoms())
def test_R_19_3_a_document_is_one_in_both_alphabets_any_case_and_with_blanks(
    series: str, number: int, random: object
) -> None:
    cyrillic = series.translate(str.maketrans("ABCEHKMOPTX", "АВСЕНКМОРТХ"))
    assert document_key(f" {cyrillic.lower()} ", f"{number}"[:2] + " " + f"{number}"[2:]) == document_key(
        series, str(number)
    )


@given(st.lists(st.lists(st.text(max_size=8), max_size=9), max_size=12))
def test_any_table_ends_in_values_and_no_person_comes_in_beside_a_fault(rows: list[list[str]]) -> None:
    for table in (rows, [list(KY), *rows]):
        dry = dry_run(table, HEAD, {}, rows_limit=50)
        if not dry.clean:
            with pytest.raises(StationError):
                dry.accepted()


@given(st.builds(Person, st.text(), st.text(), st.text(), st.text(), st.text()))
def test_a_person_survives_its_plain_form(person: Person) -> None:
    assert Person.from_plain(person.to_plain()) == person
