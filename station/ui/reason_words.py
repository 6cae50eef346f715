"""The words of every refusal, as English message ids: title, what happened, what was kept, what to do."""

from station.domain.errors import Reason
from station.ui.reason_text import Words
from station.ui.reason_words_appeal import APPEAL_WORDS
from station.ui.reason_words_bank import BANK_WORDS
from station.ui.reason_words_data import DATA_WORDS

# One entry per Reason; a test holds it complete. Candidates' wording: the glossary's "Errors and refusals".
WORDS: dict[Reason, Words] = DATA_WORDS | APPEAL_WORDS | BANK_WORDS | {
    Reason.CODE_WRONG: Words(
        title="The code was not accepted",
        happened="The code is wrong.",
        to_do="Check it and enter it again.",
    ),
    Reason.CODE_DIGITS: Words(
        title="The code was not accepted",
        happened="The code was mistyped.",
        to_do="Check the digits.",
    ),
    Reason.CODE_USED: Words(
        title="The code was not accepted",
        happened="This code has been used already.",
        to_do="Speak to the staff member.",
    ),
    Reason.CODE_CANCELLED: Words(
        title="The code was not accepted",
        happened="This code has been cancelled.",
        to_do="Speak to the staff member.",
    ),
    Reason.CODE_OTHER_SESSION: Words(
        title="The code was not accepted",
        happened="This code belongs to another session.",
        to_do="Speak to the staff member.",
    ),
    Reason.CODE_WAIT: Words(
        title="Code entry rests",
        happened=("The code was entered wrongly several times. Seconds until the next try: {seconds}."),
        to_do="Wait, or call the staff member.",
    ),
    Reason.SEAT_LOCKED: Words(
        title="The seat is locked",
        happened="The code was entered wrongly too many times.",
        to_do="Speak to the staff member.",
    ),
    Reason.LIST_UNREADABLE: Words(
        title="The list was not imported",
        happened="The file cannot be read as a table. It is damaged, locked by a password or of another kind.",
        kept="Nothing was imported.",
        to_do="Save the list as XLSX or CSV and import it again.",
    ),
    Reason.LIST_WRONG_ENCODING: Words(
        title="The list was not imported",
        happened="The letters of the file cannot be read from row {row} on.",
        kept="Nothing was imported.",
        to_do="Save the file as CSV UTF-8 or XLSX and import it again.",
    ),
    Reason.LIST_TOO_LARGE: Words(
        title="The list was not imported",
        happened="The list has {rows} rows, at most {limit} are allowed.",
        kept="Nothing was imported.",
        to_do="Check that it is the right file. Split the list where it is.",
    ),
    Reason.LIST_EMPTY: Words(
        title="The list was not imported",
        happened="The file names no candidate.",
        kept="Nothing was imported.",
        to_do="Choose the file of the approved list.",
    ),
    Reason.LIST_NO_NUMBER_OR_DATE: Words(
        title="The list was not imported",
        happened="The number of the list or the date of its approval is not given.",
        kept="Nothing was imported.",
        to_do="Enter both from the approved list.",
    ),
    Reason.LIST_DATE_BAD: Words(
        title="The list was not imported",
        happened="The date of approval “{value}” is no date.",
        kept="Nothing was imported.",
        to_do="Enter the date from the approved list as 22.11.2026.",
    ),
    Reason.LIST_DATE_AHEAD: Words(
        title="The list was not imported",
        happened="The date of approval {value} has not come yet.",
        kept="Nothing was imported.",
        to_do="Enter the date from the approved list.",
    ),
    Reason.LIST_NO_HEADINGS: Words(
        title="The list was not imported",
        happened="No row of headings was found in the file.",
        kept="Nothing was imported.",
        to_do="Write the headings above the columns, or start from the template of the program.",
    ),
    Reason.LIST_COLUMN_MISSING: Words(
        title="The list was not imported",
        happened="The column “{column}” is missing.",
        kept="Nothing was imported.",
        to_do="Add the column, or start from the template of the program.",
    ),
    Reason.LIST_COLUMN_UNKNOWN: Words(
        title="The list was not imported",
        happened="Cell {cell}: the column “{column}” is not known.",
        kept="Nothing was imported.",
        to_do="Rename the column, or choose to leave it out.",
    ),
    Reason.LIST_COLUMN_FORBIDDEN: Words(
        title="The list was not imported",
        happened="Cell {cell}: the column “{column}” holds data that the station may not store.",
        kept="Nothing was imported.",
        to_do="Remove the column from the file, or choose to leave it out.",
    ),
    Reason.LIST_COLUMN_TWICE: Words(
        title="The list was not imported",
        happened="The column “{column}” appears twice.",
        kept="Nothing was imported.",
        to_do="Mend the file and import it again.",
    ),
    Reason.LIST_CELL_EMPTY: Words(
        title="The list was not imported",
        happened="Row {row}: the column “{column}” is empty.",
        kept="Nothing was imported.",
        to_do="Mend the file and import it again.",
    ),
    Reason.LIST_CELL_BAD: Words(
        title="The list was not imported",
        happened="Row {row}, column “{column}”: “{value}” does not fit there.",
        kept="Nothing was imported.",
        to_do="Mend the file and import it again.",
    ),
    Reason.LIST_DUPLICATE_DOCUMENT: Words(
        title="The list was not imported",
        happened="Rows {row} and {other_row} have the same identity document.",
        kept="Nothing was imported.",
        to_do="Mend the file and import it again.",
    ),
    Reason.LIST_SECOND_VACANCY: Words(
        title="The list was not imported",
        happened="Rows {row} and {other_row} name one person for two vacancies.",
        kept="Nothing was imported.",
        to_do=("One person sits for one vacancy in a session. Mend the file and import it again."),
    ),
    Reason.LIST_ALREADY_IMPORTED: Words(
        title="The list was not imported",
        happened="This list has been imported already.",
        kept="The earlier import stands.",
        to_do="Import only a supplementary list with its own number and date.",
    ),
    Reason.NOT_ON_LIST: Words(
        title="No code can be issued",
        happened=(
            "This person is not on the list of candidates admitted to the second stage of the contest."
        ),
        to_do="Only a supplementary approved list adds people.",
    ),
    Reason.NO_CONSENT: Words(
        title="No code can be issued",
        happened="There is no consent to the processing of personal data. The code is not issued.",
        to_do="Tell the responsible person.",
    ),
    Reason.FORM_DAMAGED: Words(
        title="The session cannot be opened",
        happened="The integrity of the test form is broken. The session is not opened.",
        to_do="Take the approved package of the form again.",
    ),
    Reason.FORM_SECTION_SHORT: Words(
        title="The session cannot be opened",
        happened=("A section has too few questions: “{section}”, needed {needed}, present {present}."),
        to_do="Use the release of the question bank that belongs to this form.",
    ),
    Reason.FORM_SECTION_ZERO: Words(
        title="The session cannot be opened",
        happened="The form gives no question to the section “{section}” and does not mark this.",
        to_do="Ask the authorised body for a form that marks it.",
    ),
    Reason.FORM_UNEQUAL: Words(
        title="The session cannot be opened",
        happened=(
            "The form does not give all candidates of a vacancy the same questions, time and threshold."
        ),
        to_do="Ask the authorised body for an equal form.",
    ),
    Reason.THRESHOLD_FIXED: Words(
        title="This cannot be done",
        happened="The threshold cannot change after the first code was issued.",
        kept="The approved threshold stands.",
        to_do="Go on with it.",
    ),
    Reason.OUTSIDE_SCHEDULE: Words(
        title="The session cannot be opened",
        happened=("The session's time by the schedule has not come or is over: {opens} to {closes}."),
        to_do="Open it in its time. A shift of time needs the number of an incident act.",
    ),
    Reason.SESSION_NOT_OPEN: Words(
        title="The session is not open",
        happened="The session is not open yet.",
        to_do="Please wait.",
    ),
    Reason.SESSION_CLOSED: Words(
        title="The session is closed",
        happened="The session has been closed.",
        kept="All results are kept.",
        to_do="Speak to the staff member.",
    ),
    Reason.SESSION_ALREADY_OPEN: Words(
        title="This cannot be done",
        happened="A session is open already.",
        kept="Nothing was changed.",
        to_do="Close it before you open another.",
    ),
    Reason.SESSION_NOT_CLOSED: Words(
        title="This cannot be done yet",
        happened="The session is not closed yet.",
        kept="The question bank was not changed.",
        to_do="Close the session, then count its answers.",
    ),
    Reason.SESSION_NOT_RECONCILED: Words(
        title="The session cannot be closed",
        happened="Not every candidate of the list has an outcome. Still open: {open}.",
        kept="Nothing was changed.",
        to_do=("Give each of them an outcome: finished, absent, not started, withdrawn or interrupted."),
    ),
    Reason.PASSPHRASE_WRONG: Words(
        title="Sign-in failed",
        happened="The passphrase is wrong.",
        to_do="Check the layout of the keyboard and enter the passphrase again.",
    ),
    Reason.SECOND_PERSON_NEEDED: Words(
        title="This cannot be done",
        happened="This act needs two persons.",
        kept="Nothing was changed.",
        to_do="Ask a second staff member to sign with his own passphrase.",
    ),
    Reason.SECOND_PERSON_SAME: Words(
        title="This cannot be done",
        happened="Both signatures are of one person.",
        kept="Nothing was changed.",
        to_do="Ask another staff member to sign.",
    ),
    Reason.REASON_NEEDED: Words(
        title="This cannot be done",
        happened="A reason is missing.",
        kept="Nothing was changed.",
        to_do="Choose or write the reason.",
    ),
    Reason.DECISION_NUMBER_NEEDED: Words(
        title="This cannot be done",
        happened="The number of the decision is missing.",
        kept="Nothing was changed.",
        to_do="Enter the number from the signed decision.",
    ),
    Reason.DOCUMENT_NOT_SEEN: Words(
        title="No code can be issued",
        happened="The identity document has not been marked as checked.",
        to_do="Check the document beside the person, then mark it.",
    ),
    Reason.NOT_ALLOWED_NOW: Words(
        title="This cannot be done",
        happened="The act does not fit the candidate's present state: {state}.",
        kept="Nothing was changed.",
        to_do="Look at the candidate's state and choose an act that it allows.",
    ),
    Reason.NOT_CONFIRMED: Words(
        title="Confirm your data first",
        happened="Your name and vacancy are not confirmed yet.",
        to_do="Confirm them, or call the staff member.",
    ),
    Reason.RULES_NOT_ACKNOWLEDGED: Words(
        title="Read the order of conduct first",
        happened="The order of conduct has not been acknowledged yet.",
        to_do="Read it and confirm.",
    ),
    Reason.ALREADY_FINISHED: Words(
        title="The test is finished",
        happened="This test has been finished already.",
        kept="The answers and the result are kept.",
        to_do="Speak to the staff member.",
    ),
    Reason.PAUSED: Words(
        title="The test is paused",
        happened="The test has been paused.",
        kept="The time left is kept.",
        to_do="Wait for the staff member's instructions.",
    ),
    Reason.TIME_OVER: Words(
        title="The time is over",
        happened="The time is over.",
        kept="Your answers are saved.",
        to_do="The result will appear on the screen now.",
    ),
    Reason.UNKNOWN_QUESTION: Words(
        title="The answer was not taken",
        happened="This question does not belong to the paper.",
        kept="All answers shown as saved are kept.",
        to_do="Speak to the staff member.",
    ),
    Reason.UNKNOWN_OPTION: Words(
        title="The answer was not taken",
        happened="This option does not belong to the question.",
        kept="All answers shown as saved are kept.",
        to_do="Speak to the staff member.",
    ),
    Reason.ANOTHER_TEST_RUNS: Words(
        title="This cannot be done",
        happened="Another candidate's test is under way on this computer.",
        kept="Nothing was changed.",
        to_do="Speak to the staff member.",
    ),
    Reason.RESUME_NEEDS_STAFF: Words(
        title="The test waits for the staff member",
        happened="The test was stopped and goes on only after the staff member allows it.",
        kept="The answers and the time left are kept.",
        to_do="Speak to the staff member.",
    ),
    Reason.GLYPH_MISSING: Words(
        title="The document was not made",
        happened="The font {font} has no sign “{glyph}”.",
        kept="Nothing was printed; the data are kept.",
        to_do="Mend the word that has this sign and print again.",
    ),
    Reason.TEXT_UNPRINTABLE: Words(
        title="This cannot be done",
        happened="The documents cannot print the sign “{glyph}”.",
        kept="Nothing was changed.",
        to_do="Write the text without this sign.",
    ),
    Reason.TEXT_TOO_LONG: Words(
        title="This cannot be done",
        happened="The text is too long: {length} letters, at most {limit} fit.",
        kept="Nothing was changed.",
        to_do="Write it shorter.",
    ),
    Reason.DOCUMENT_DOES_NOT_FIT: Words(
        title="The document was not made",
        happened="The text is too long for the sheet.",
        kept="Nothing was printed; the data are kept.",
        to_do="Tell the responsible person.",
    ),
    Reason.PRINTER_FAILED: Words(
        title="Printing failed",
        happened="The printer does not work: {printer}.",
        kept="The result is kept and can be printed later.",
        to_do="Check the printer.",
    ),
    Reason.NO_PRINTER: Words(
        title="Printing failed",
        happened="No printer is set up on this computer.",
        kept="The result is kept and can be printed later.",
        to_do="Connect a printer, or save the document as a file.",
    ),
    Reason.FILE_NOT_WRITTEN: Words(
        title="The file was not written",
        happened="The file could not be written in the chosen place.",
        kept="The data in the station are kept.",
        to_do="Choose another place and save again.",
    ),
    Reason.SCORE_DIFFERS: Words(
        title="The station has stopped",
        happened="The integrity of the data is broken. Work has stopped.",
        kept="All files were left as they are.",
        to_do="Tell the responsible person.",
    ),
    Reason.CLOCK_JUMPED: Words(
        title="The clock was changed",
        happened="The computer's clock has been changed.",
        kept="The time of the test is not affected.",
        to_do="Tell the responsible person.",
    ),
    Reason.PROGRAM_FAULT: Words(
        title="The station has stopped",
        happened="The program met an error of its own.",
        kept="All saved answers are kept; the time of the test stands still.",
        to_do="Call the staff member. Leave the program and start it again; the record below names the error.",
    ),
}
