"""Refusals of the world, as values.

A refusal carries a reason and facts, never a sentence: the words for every reader stand in `station.ui.reasons`.
Bugs of ours are ordinary exceptions; they stop the station and are recorded.
"""

from collections.abc import Mapping
from enum import Enum


class Reason(Enum):
    """Everything the station refuses or cannot do, one member each."""

    # codes, art. 24
    CODE_WRONG = "code_wrong"
    CODE_DIGITS = "code_digits"
    CODE_USED = "code_used"
    CODE_CANCELLED = "code_cancelled"
    CODE_OTHER_SESSION = "code_other_session"
    CODE_WAIT = "code_wait"  # facts: seconds
    SEAT_LOCKED = "seat_locked"
    # the admitted list
    LIST_UNREADABLE = "list_unreadable"
    LIST_WRONG_ENCODING = "list_wrong_encoding"  # facts: row
    LIST_TOO_LARGE = "list_too_large"  # facts: rows, limit
    LIST_EMPTY = "list_empty"
    LIST_NO_NUMBER_OR_DATE = "list_no_number_or_date"
    LIST_DATE_BAD = "list_date_bad"  # facts: value
    LIST_DATE_AHEAD = "list_date_ahead"  # facts: value
    LIST_NO_HEADINGS = "list_no_headings"  # facts: rows, columns
    LIST_COLUMN_MISSING = "list_column_missing"  # facts: column
    LIST_COLUMN_UNKNOWN = "list_column_unknown"  # facts: column, cell
    LIST_COLUMN_FORBIDDEN = "list_column_forbidden"  # facts: column, cell
    LIST_COLUMN_TWICE = "list_column_twice"  # facts: column
    LIST_CELL_EMPTY = "list_cell_empty"  # facts: row, column
    LIST_CELL_BAD = "list_cell_bad"  # facts: row, column, value
    LIST_DUPLICATE_DOCUMENT = "list_duplicate_document"  # facts: row, other_row
    LIST_SECOND_VACANCY = "list_second_vacancy"  # facts: row, other_row
    LIST_ALREADY_IMPORTED = "list_already_imported"
    NOT_ON_LIST = "not_on_list"
    NO_CONSENT = "no_consent"
    # form, schedule, session (arts. 21, 22)
    FORM_DAMAGED = "form_damaged"
    FORM_SECTION_SHORT = "form_section_short"  # facts: section, needed, present
    FORM_SECTION_ZERO = "form_section_zero"  # facts: section
    FORM_UNEQUAL = "form_unequal"
    THRESHOLD_FIXED = "threshold_fixed"
    OUTSIDE_SCHEDULE = "outside_schedule"  # facts: opens, closes
    SESSION_NOT_OPEN = "session_not_open"
    SESSION_CLOSED = "session_closed"
    SESSION_ALREADY_OPEN = "session_already_open"
    SESSION_NOT_RECONCILED = "session_not_reconciled"  # facts: open
    SESSION_NOT_CLOSED = "session_not_closed"  # its answers are counted once, when nothing can change any more
    # staff
    PASSPHRASE_WRONG = "passphrase_wrong"
    SECOND_PERSON_NEEDED = "second_person_needed"
    SECOND_PERSON_SAME = "second_person_same"
    REASON_NEEDED = "reason_needed"
    DECISION_NUMBER_NEEDED = "decision_number_needed"
    DOCUMENT_NOT_SEEN = "document_not_seen"
    NOT_ALLOWED_NOW = "not_allowed_now"  # the act does not fit the candidate's state; facts: state
    # attempt
    NOT_CONFIRMED = "not_confirmed"
    RULES_NOT_ACKNOWLEDGED = "rules_not_acknowledged"
    ALREADY_FINISHED = "already_finished"
    PAUSED = "paused"
    TIME_OVER = "time_over"
    UNKNOWN_QUESTION = "unknown_question"
    UNKNOWN_OPTION = "unknown_option"
    ANOTHER_TEST_RUNS = "another_test_runs"
    RESUME_NEEDS_STAFF = "resume_needs_staff"
    # the technical appeal (arts. 33 to 36)
    APPEAL_NO_RESULT = "appeal_no_result"
    APPEAL_LATE = "appeal_late"  # facts: until
    APPEAL_TWICE = "appeal_twice"
    APPEAL_NOT_OWN = "appeal_not_own"
    APPEAL_PAPER_CODE = "appeal_paper_code"  # the verification code is on no paper of this candidate
    APPEAL_DECIDED = "appeal_decided"
    APPEAL_UNKNOWN = "appeal_unknown"  # no decided appeal of that number; facts: number
    APPEAL_HOUR_RUNS = "appeal_hour_runs"
    COMMISSION_MISSING = "commission_missing"
    COMMISSION_CHAIR = "commission_chair"
    COMMISSION_TOO_LARGE = "commission_too_large"  # facts: limit
    COMMISSION_INCOMPLETE = "commission_incomplete"  # facts: field
    COMMISSION_AT_WORK = "commission_at_work"  # it cannot be replaced any more
    COMMISSION_NEEDED = "commission_needed"  # chair and one member, each with the own passphrase
    ATTENDANCE_INCOMPLETE = "attendance_incomplete"
    KEY_WITHOUT_CANDIDATE = "key_without_candidate"
    REVIEW_NOT_OPEN = "review_not_open"
    REVIEW_ALREADY_OPEN = "review_already_open"
    DECISION_INCOMPLETE = "decision_incomplete"  # facts: field
    DECISION_UNTRUE = "decision_untrue"  # it is not what the recount says; facts: before, after
    # the question bank; the first six are question_bank.workflow's
    BANK_ROLE = "bank_role"  # facts: role
    BANK_STATE = "bank_state"  # facts: state, act
    BANK_SAME_PERSON = "bank_same_person"  # facts: person
    BANK_ACT_NUMBER = "bank_act_number"
    BANK_COMMENT = "bank_comment"
    BANK_NOT_REVIEWED = "bank_not_reviewed"
    BANK_INCOMPLETE = "bank_incomplete"  # facts: question, field
    BANK_QUESTION_UNKNOWN = "bank_question_unknown"  # facts: question
    BANK_CHANGED_MEANWHILE = "bank_changed_meanwhile"  # somebody wrote it since it was opened; facts: question
    BANK_USED = "bank_used"  # it was in a paper and stays; facts: question
    BANK_NOTHING_TO_UNDO = "bank_nothing_to_undo"
    BANK_LAST_CUSTODIAN = "bank_last_custodian"
    BANK_NOT_SIGNED_IN = "bank_not_signed_in"
    IMPORT_WRONG_KIND = "import_wrong_kind"  # what is in the file is not what its name says; facts: file
    IMPORT_NO_HEADINGS = "import_no_headings"  # a table in which no row names the columns; facts: file
    IMPORT_UNSUPPORTED = "import_unsupported"  # a kind of file that is not read; facts: file, kind
    IMPORT_BROKEN = "import_broken"  # facts: file, line
    IMPORT_UNSAFE = "import_unsafe"  # entities, bombs, paths out of the archive; facts: file
    IMPORT_TOO_LARGE = "import_too_large"  # facts: file, limit_mib
    IMPORT_ENCODING = "import_encoding"  # facts: line
    IMPORT_EMPTY = "import_empty"
    IMPORT_STALE = "import_stale"  # the bank changed since the preview
    IMPORT_SECTION_UNKNOWN = "import_section_unknown"  # of the options; facts: section, known
    IMPORT_UNKNOWN = "import_unknown"  # or undone already; facts: number
    IMPORT_NOT_UNDOABLE = "import_not_undoable"  # facts: question
    PICTURE_BAD = "picture_bad"  # facts: picture
    PICTURE_TOO_LARGE = "picture_too_large"  # facts: picture, limit_mib, limit_pixels
    BUNDLE_DAMAGED = "bundle_damaged"
    BUNDLE_UNKNOWN_SENDER = "bundle_unknown_sender"  # facts: fingerprint
    BUNDLE_NOT_FOR_US = "bundle_not_for_us"
    BUNDLE_TWICE = "bundle_twice"
    BUNDLE_OLDER = "bundle_older"  # a later bundle of the same sender was taken in already
    BUNDLE_OTHER_BANK = "bundle_other_bank"
    BUNDLE_NEWER = "bundle_newer"  # made by a newer program; facts: found, known
    BUNDLE_TOO_LARGE = "bundle_too_large"  # facts: limit_mib
    BUNDLE_GAP = "bundle_gap"  # it builds on what this PC does not hold; facts: pc
    BUNDLE_CONTRADICTS = "bundle_contradicts"  # another history of that PC than the one held here; facts: pc
    BUNDLE_NOTHING_NEW = "bundle_nothing_new"  # that PC has seen everything; facts: pc
    BUNDLE_PC_TAKEN = "bundle_pc_taken"  # another PC of the bank has that number; facts: pc
    FORM_APPROVED = "form_approved"  # an approved form is never edited; facts: form
    FORM_INCOMPLETE = "form_incomplete"  # facts: field
    FORM_RULE_UNKNOWN = "form_rule_unknown"  # the candidate's screen has no such rule; facts: field
    FORM_BANK_SHORT = "form_bank_short"  # all sections that lack questions; facts: sections
    FORM_UNKNOWN = "form_unknown"  # facts: form
    DRAW_IMPOSSIBLE = "draw_impossible"  # facts: section, what
    # documents and printing
    GLYPH_MISSING = "glyph_missing"  # facts: glyph, font
    TEXT_UNPRINTABLE = "text_unprintable"  # staff typed what no document can print; facts: glyph
    TEXT_TOO_LONG = "text_too_long"  # staff typed more than a document can hold; facts: length, limit
    DOCUMENT_DOES_NOT_FIT = "document_does_not_fit"
    PRINTER_FAILED = "printer_failed"  # facts: printer
    NO_PRINTER = "no_printer"
    FILE_NOT_WRITTEN = "file_not_written"
    FILE_NOT_READ = "file_not_read"  # facts: file
    # data on disk
    DISK_FULL = "disk_full"
    DISK_FAILED = "disk_failed"
    DATA_READ_ONLY = "data_read_only"
    DATA_NEWER = "data_newer"  # facts: found, known
    DATA_DAMAGED = "data_damaged"  # facts: where
    DATA_OLD_COPY = "data_old_copy"  # rollback: the database is older than the sidecar's last checkpoint
    DATA_CONTRADICTS = "data_contradicts"  # database and sidecar are not one chain; facts: seq
    DATA_SOUND = "data_sound"  # two persons have nothing to decide
    DATA_MISSING = "data_missing"
    DATA_IN_USE = "data_in_use"
    DATA_EXISTS = "data_exists"
    LIBRARY_TOO_OLD = "library_too_old"
    DISK_SPACE_LOW = "disk_space_low"  # facts: free_mib, needed_mib
    BACKUP_DAMAGED = "backup_damaged"
    SCORE_DIFFERS = "score_differs"  # derived and stored differ: the station stops
    CLOCK_JUMPED = "clock_jumped"
    PROGRAM_FAULT = "program_fault"  # a bug of ours: stop, record, call the staff


class StationError(Exception):
    """A refusal: `reason` says which, `facts` the values its sentence names (row, seconds, ...)."""

    def __init__(self, reason: Reason, **facts: str | int) -> None:
        super().__init__(reason.value, dict(facts))
        self.reason = reason
        self.facts: Mapping[str, str | int] = facts
