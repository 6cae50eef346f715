"""Facts of every document, read from the journal's fold and nothing else: the same for printing and for `verify`.

Each function takes the hall as it stood when the document was made, and the document's own number and moment.
"""

from datetime import date
from itertools import islice

from protocols import facts as f
from question_bank.model import Bilingual, Language
from station.domain import events as e
from station.domain.deadlines import MINUTE_MS, appeal_until_ms, local, may_return_on
from station.domain.errors import Reason, StationError
from station.domain.hall import Candidate, Document, Hall, Standing
from station.domain.numbers import DocumentKind, document_number
from station.services import appeal_papers
from station.services.appeal_papers import GroundOf
from station.services.sheets import PersonOf, Sheet
from station.services.station import Station


def next_number(station: Station, kind: str) -> str:
    """The next document number of a kind (documents.md, section 0)."""
    year = local(station.now().legal_ms, station.policy.utc_offset_minutes).year
    running = station.hall.numbers.get(kind, 0) + 1
    return document_number(
        DocumentKind(kind), int(station.settings["hall"]), int(station.settings["station"]), year, running
    )


def sheet(station: Station, number: str) -> Sheet:
    """A sheet of the station's present state and minute."""
    hall = station.hall
    made_ms = station.now().legal_ms // MINUTE_MS * MINUTE_MS
    return Sheet(hall, station.person, station.name, number, made_ms, hall.seq, hall.head.hex())


def facts_of(
    document: Document | e.DocumentMade, hall: Hall, person: PersonOf, station: str, ground_of: GroundOf
) -> f.Facts:
    """The facts of a journalled document, from the hall as it stood at the document's `head_seq`.

    `ground_of` opens the words of an application.
    """
    made = Sheet(hall, person, station, document.number, document.made_ms, document.head_seq, document.head)
    kind = document.document if isinstance(document, e.DocumentMade) else document.kind
    match kind:
        case "protocol":
            return protocol(made, document.subject)
        case "attendance":
            return attendance(made)
        case "summary":
            return summary(made)
        case "incident":
            return incident(made, next(item for item in hall.incidents if item.number == document.subject))
        case "appeal_application":
            return appeal_papers.application(made, document.subject, ground_of)
        case "appeal_protocol":
            return appeal_papers.appeal_protocol(made, document.subject)
        case "key_sheet":
            return appeal_papers.key_sheet(made, document.subject)
        case _:
            raise ValueError(kind)


def hall_at(station: Station, seq: int) -> Hall:
    """The fold of the journal up to entry `seq`."""
    if seq == station.hall.seq:
        return station.hall
    return Hall().fold(islice(station.store.entries(), seq))


def vacancy_of(hall: Hall, candidate: Candidate) -> tuple[Bilingual, Bilingual]:
    """Post and organisation of the candidate's vacancy, as the list gave them."""
    for listed in hall.lists:
        for name, post, organisation, _budget in listed.vacancies:
            if name == candidate.vacancy:
                return Bilingual(post, post), Bilingual(organisation, organisation)
    raise StationError(Reason.NOT_ON_LIST)


def _vacancy_line(hall: Hall, candidate: Candidate) -> Bilingual:
    post, organisation = vacancy_of(hall, candidate)
    return Bilingual(f"{post.ky}, {organisation.ky}", f"{post.ru}, {organisation.ru}") if organisation.ky else post


def _responsible(sheet: Sheet) -> f.Person:
    return _staff(sheet, "head")[0]


def _staff(sheet: Sheet, role: str) -> list[f.Person]:
    return [f.Person(staff.name) for staff in sheet.hall.staff.values() if staff.role == role] or [f.Person("")]


def code_slip(sheet: Sheet, candidate: str, code: str) -> f.CodeSlip:
    """Document 1; the only place where the code is written."""
    found = sheet.hall.candidates[candidate]
    return f.CodeSlip(
        header=sheet.header(with_basis=False),
        candidate=sheet.person(candidate).full_name,
        vacancy=_vacancy_line(sheet.hall, found),
        starts_at=sheet.local(int(sheet.hall.settings["opens_ms"])),
        hall=sheet.both("hall_name"),
        seat=found.seat or str(sheet.hall.settings["seat"]),
        entry_code=code,
    )


def protocol(sheet: Sheet, candidate: str) -> f.CandidateProtocol:
    """Document 3 (art. 26). Raises NOT_ALLOWED_NOW before the score stands."""
    hall, found = sheet.hall, sheet.hall.candidates[candidate]
    attempt, form, policy = found.attempt, hall.form, hall.policy
    if attempt is None or attempt.score is None or attempt.finished_at is None or attempt.meets is None:
        raise StationError(Reason.NOT_ALLOWED_NOW, state=found.standing.value)
    assert form is not None and policy is not None
    person = sheet.person(candidate)
    post, organisation = vacancy_of(hall, found)
    finished = sheet.local(attempt.finished_at.legal_ms)
    shown_ms = attempt.result_shown_at.legal_ms if attempt.result_shown_at else sheet.made_ms
    endings = {"candidate": f.Ending.BY_CANDIDATE, "time": f.Ending.TIME_OVER, "decision": f.Ending.BY_DECISION}
    return f.CandidateProtocol(
        header=sheet.header(),
        candidate=person.full_name,
        document=f.MaskedDocument.of(person.series, person.number),
        vacancy=post,
        organisation=organisation,
        language=Language(attempt.language),
        started_at=sheet.local(attempt.started_at.legal_ms).replace(second=0, microsecond=0),
        finished_at=finished.replace(second=0, microsecond=0),
        ending=endings[attempt.finished_how],
        bank_version=str(hall.bank["version"]),
        sections=tuple(
            f.SectionResult(form.titles[part.section], part.asked, part.correct, part.points)
            for part in attempt.score.sections
        ),
        points=attempt.score.total,
        max_points=attempt.score.maximum,
        threshold=attempt.threshold,
        meets=attempt.meets,
        statement=policy.statement(attempt.meets),
        retake_from=None if attempt.meets else may_return_on(finished.date(), policy.retake_years),
        appeal_until=sheet.local(appeal_until_ms(shown_ms, policy.appeal_minutes)),
        responsible=_responsible(sheet),
        decision=attempt.decision.number if attempt.finished_how == "decision" and attempt.decision else "",
        replaces=found.protocol if attempt.first_score is not None else "",
    )


def _list_acts(hall: Hall) -> tuple[f.ListAct, ...]:
    return tuple(f.ListAct(listed.number, date.fromisoformat(listed.date)) for listed in hall.lists)


def attendance(sheet: Sheet) -> f.AttendanceSheet:
    """Document 2."""
    hall = sheet.hall
    rows = []
    for found in hall.candidates.values():
        person = sheet.person(found.id)
        rows.append(
            f.AttendanceRow(
                candidate=person.full_name,
                document=f"{person.series} {person.number}".strip(),
                vacancy=_vacancy_line(hall, found),
                seat=found.seat,
                arrived_at=sheet.local(found.came_at.legal_ms).time().replace(second=0, microsecond=0)
                if found.came_at
                else None,
                absent=found.absent and found.came_at is None,
            )
        )
    registrar = next((hall.staff[c.seen_by] for c in hall.candidates.values() if c.seen_by in hall.staff), None)
    return f.AttendanceSheet(
        header=sheet.header(),
        lists=_list_acts(hall),
        rows=tuple(rows),
        registrar=f.Person(registrar.name) if registrar else _staff(sheet, "proctor")[0],
        responsible=_responsible(sheet),
    )


_ROW_STATES = {
    Standing.FINISHED: f.RowState.FINISHED,
    Standing.ABSENT: f.RowState.ABSENT,
    Standing.WITHDRAWN: f.RowState.WITHDRAWN,
    Standing.INTERRUPTED: f.RowState.INTERRUPTED,
    Standing.CAME: f.RowState.NOT_STARTED,
    Standing.CODE_ISSUED: f.RowState.NOT_STARTED,
    Standing.ADMITTED: f.RowState.NOT_STARTED,
}


def summary(sheet: Sheet) -> f.SummaryProtocol:
    """Document 4. Raises SESSION_NOT_RECONCILED while somebody's state is open (R-24.10)."""
    hall, form = sheet.hall, sheet.hall.form
    assert form is not None
    if still_open := hall.totals()["open"]:
        raise StationError(Reason.SESSION_NOT_RECONCILED, open=still_open)
    return f.SummaryProtocol(
        header=sheet.header(),
        hall=sheet.both("hall_name"),
        form=form.title,
        threshold=form.threshold,
        lists=_list_acts(hall),
        started_at=sheet.local(hall.opened_at.legal_ms if hall.opened_at else sheet.made_ms).replace(
            second=0, microsecond=0
        ),
        ended_at=sheet.local(hall.closed_at.legal_ms if hall.closed_at else sheet.made_ms).replace(
            second=0, microsecond=0
        ),
        rows=tuple(_summary_row(sheet, found) for found in hall.candidates.values()),
        responsible=_responsible(sheet),
        software=str(hall.settings["program"]),
        bank_version=str(hall.bank["version"]),
        bank_sha256=str(hall.bank["sha256"]),
        incident_acts=tuple(incident.number for incident in hall.incidents),
        reissued_codes=hall.reissued,
        spoilt_numbers=tuple(hall.spoilt),
        grounds=_grounds(hall),
        proctors=tuple(_staff(sheet, "proctor")),
        draw_commitment=hall.draw.commitment if hall.draw else "",
        draw_seed=hall.revealed.seed if hall.revealed else "",
    )


def _summary_row(sheet: Sheet, found: Candidate) -> f.SummaryRow:
    attempt = found.attempt
    vacancy = _vacancy_line(sheet.hall, found)
    name = sheet.person(found.id).full_name
    if attempt is None or attempt.score is None:
        return f.SummaryRow(name, vacancy, _ROW_STATES[found.standing])
    return f.SummaryRow(
        name, vacancy, f.RowState.FINISHED, found.protocol, attempt.score.total, attempt.threshold, attempt.meets,
        _appealed(sheet.hall, found),
    )  # fmt: skip


def _appealed(hall: Hall, found: Candidate) -> str:
    """Number and decision of the candidate's appeal, as the summary's last column has them; "" for none."""
    for appeal in hall.appeals.values():
        if appeal.filed.candidate == found.id:
            return f"{appeal.number}: {appeal_papers.outcome(appeal)}"
    return ""


def _grounds(hall: Hall) -> tuple[f.VacancyGround, ...]:
    """Grounds 3 and 4 of art. 30 per vacancy (R-30.1): all absent, or nobody reached the threshold."""
    grounds = []
    for vacancy in sorted({found.vacancy for found in hall.candidates.values()}):
        members = [found for found in hall.candidates.values() if found.vacancy == vacancy]
        if all(found.standing is Standing.ABSENT for found in members):
            grounds.append(f.VacancyGround(_vacancy_line(hall, members[0]), f.Ground.ALL_ABSENT))
        elif all(
            found.standing is Standing.FINISHED and not (found.attempt and found.attempt.meets) for found in members
        ):
            grounds.append(f.VacancyGround(_vacancy_line(hall, members[0]), f.Ground.ALL_BELOW))
    return tuple(grounds)


def incident(sheet: Sheet, recorded: e.IncidentRecorded) -> f.IncidentAct:
    """Document 12, from the recorded act. Its facts carry candidate ids; names are filled in here."""
    plain = recorded.facts
    ended = plain.get("ended_ms")
    decision = plain.get("decision")
    return f.IncidentAct(
        header=sheet.header(with_basis=False),
        incident=f.IncidentKind(plain["kind"]),
        started_at=sheet.local(plain["started_ms"]).replace(second=0, microsecond=0),
        ended_at=sheet.local(ended).replace(second=0, microsecond=0) if ended else None,
        affected=tuple(
            f.Affected(sheet.person(row[0]).full_name, sheet.hall.candidates[row[0]].seat, row[1], row[2])
            for row in plain.get("affected", ())
        ),
        description=plain["description"],
        measures=plain.get("measures", ""),
        entries=tuple(plain.get("entries", ())),
        author=f.Person(sheet.hall.staff[plain["author"]].name),
        responsible=_responsible(sheet),
        decision=f.IncidentDecision(decision) if decision else None,
        decision_basis=plain.get("decision_basis", ""),
        signing_refused=bool(plain.get("signing_refused", False)),
    )
