"""The words of refusals of the question bank (R-24.1, R-24.2, R-22.1), as English message ids."""

from station.domain.errors import Reason
from station.ui.reason_text import Words

_NOT_DONE = "This cannot be done"
_NOT_TAKEN = "The file was not taken in"
_NO_PICTURE = "The picture was not taken in"
_NO_BUNDLE = "The bundle was not taken in"
_NO_FORM = "The form was not changed"
_QUESTION_KEPT = "The question stays as it is."
_BANK_KEPT = "The bank stays as it was."
_NOTHING_SAVED = "Nothing was saved."

BANK_WORDS: dict[Reason, Words] = {
    Reason.BANK_ROLE: Words(
        title=_NOT_DONE,
        happened="The person signed in does not have the role that this needs: {role}.",
        kept=_QUESTION_KEPT,
        to_do="Let a person with this role sign in.",
    ),
    Reason.BANK_STATE: Words(
        title=_NOT_DONE,
        happened="The state of the version is: {state}. It does not allow this act: {act}.",
        kept=_QUESTION_KEPT,
        to_do="Open the question anew; the buttons show what can be done now.",
    ),
    Reason.BANK_SAME_PERSON: Words(
        title="Another person is needed",
        happened="{person} has already worked on this version. Author, reviewer and approver are different persons.",
        kept=_QUESTION_KEPT,
        to_do="Let another person sign in for this act.",
    ),
    Reason.BANK_ACT_NUMBER: Words(
        title="The approval was not recorded",
        happened="The number of the approving act is not given, or its date is none.",
        kept=_QUESTION_KEPT,
        to_do="Write the number and the date of the act, as it has them.",
    ),
    Reason.BANK_COMMENT: Words(
        title=_NOT_DONE,
        happened="This act needs its reason in words.",
        kept=_QUESTION_KEPT,
        to_do="Write the reason.",
    ),
    Reason.BANK_NOT_REVIEWED: Words(
        title="The approval was not recorded",
        happened="No reviewer has accepted this version yet.",
        kept=_QUESTION_KEPT,
        to_do="Have the version reviewed first.",
    ),
    Reason.BANK_INCOMPLETE: Words(
        title="The question is not whole",
        happened="Question {question}: {field}.",
        kept="The draft is kept.",
        to_do="Complete the question and try again.",
    ),
    Reason.BANK_QUESTION_UNKNOWN: Words(
        title="There is no such question",
        happened="The bank has no question {question}, or not this version of it.",
        kept=_BANK_KEPT,
        to_do="Look for it in the list.",
    ),
    Reason.BANK_CHANGED_MEANWHILE: Words(
        title="The question was not saved",
        happened="Question {question} was changed since it was opened here.",
        kept="The other change stands; what is typed here is still on the screen.",
        to_do="Copy what you need, open the question anew and compare.",
    ),
    Reason.BANK_USED: Words(
        title=_NOT_DONE,
        happened="Question {question} has been in a candidate's paper. It stays in the bank for good.",
        kept=_QUESTION_KEPT,
        to_do="Take it out of use instead, with the reason.",
    ),
    Reason.BANK_NOTHING_TO_UNDO: Words(
        title="There is nothing to undo",
        happened="Nothing was changed since the sign-in, or the last act cannot be taken back.",
        kept=_BANK_KEPT,
        to_do="The history of a question shows what was done to it.",
    ),
    Reason.BANK_LAST_CUSTODIAN: Words(
        title=_NOT_DONE,
        happened="This is the last custodian. Without one nobody could enrol people any more.",
        kept="The staff stays as it is.",
        to_do="Make another person a custodian first.",
    ),
    Reason.BANK_NOT_SIGNED_IN: Words(
        title=_NOT_DONE,
        happened="Nobody is signed in to the bank.",
        kept=_BANK_KEPT,
        to_do="Sign in with the own passphrase.",
    ),
    Reason.IMPORT_WRONG_KIND: Words(
        title=_NOT_TAKEN,
        happened="What is in the file {file} is not what its name says.",
        kept=_BANK_KEPT,
        to_do="Check that it is the right file, or save it anew in one of the formats shown.",
    ),
    Reason.IMPORT_NO_HEADINGS: Words(
        title=_NOT_TAKEN,
        happened="No row of the table {file} names its columns, so what is question, answer and key cannot be told.",
        kept=_BANK_KEPT,
        to_do="Write headings above the columns, such as “Question”, “Option A”, “Right answer”, or use our template.",
    ),
    Reason.IMPORT_UNSUPPORTED: Words(
        title=_NOT_TAKEN,
        happened="The file {file} is of the kind {kind}, which is not read here.",
        kept=_BANK_KEPT,
        to_do="Save its questions in one of the formats shown: XLSX, CSV, GIFT, Aiken or Moodle XML.",
    ),
    Reason.IMPORT_BROKEN: Words(
        title=_NOT_TAKEN,
        happened="The file {file} is broken; reading ended at line {line}.",
        kept=_BANK_KEPT,
        to_do="Save it anew in the program it comes from.",
    ),
    Reason.IMPORT_UNSAFE: Words(
        title=_NOT_TAKEN,
        happened="The file {file} holds what a file of questions does not need and what can harm a computer.",
        kept=_BANK_KEPT,
        to_do="Do not open it elsewhere. Ask where it comes from, and tell the responsible person.",
    ),
    Reason.IMPORT_TOO_LARGE: Words(
        title=_NOT_TAKEN,
        happened="The file {file} is too large: at most {limit_mib} MiB are read, unpacked as well.",
        kept=_BANK_KEPT,
        to_do="Split it, or make its pictures smaller.",
    ),
    Reason.IMPORT_ENCODING: Words(
        title=_NOT_TAKEN,
        happened="The letters of the file cannot be read from line {line} on.",
        kept=_BANK_KEPT,
        to_do="Save the file as UTF-8 or XLSX. Kyrgyz letters that an old encoding has lost must be typed again.",
    ),
    Reason.IMPORT_EMPTY: Words(
        title=_NOT_TAKEN,
        happened="There is no question in the file.",
        kept=_BANK_KEPT,
        to_do="Check that it is the right file.",
    ),
    Reason.IMPORT_STALE: Words(
        title=_NOT_TAKEN,
        happened="The bank has changed since this preview was made.",
        kept=_BANK_KEPT,
        to_do="Make the preview anew, look through it and take the file in.",
    ),
    Reason.IMPORT_SECTION_UNKNOWN: Words(
        title=_NOT_TAKEN,
        happened="The bank has no section {section}.",
        kept=_BANK_KEPT,
        to_do="Name one of its sections: {known}.",
    ),
    Reason.IMPORT_UNKNOWN: Words(
        title="The import was not undone",
        happened="There is no import {number} that could be undone: it is unknown or was undone already.",
        kept=_BANK_KEPT,
        to_do="Look the import up in the list of earlier imports.",
    ),
    Reason.IMPORT_NOT_UNDOABLE: Words(
        title="The import was not undone",
        happened="Question {question} of this import has gone on since: it was changed, reviewed, approved or sent.",
        kept="The import stands whole.",
        to_do="Take single questions out of use instead.",
    ),
    Reason.PICTURE_BAD: Words(
        title=_NO_PICTURE,
        happened="{picture} is no picture that can be made safe.",
        kept=_QUESTION_KEPT,
        to_do="Save it as PNG, JPEG or a plain SVG.",
    ),
    Reason.PICTURE_TOO_LARGE: Words(
        title=_NO_PICTURE,
        happened="{picture} is too large: at most {limit_mib} MiB and {limit_pixels} dots a side.",
        kept=_QUESTION_KEPT,
        to_do="Save it smaller.",
    ),
    Reason.BUNDLE_DAMAGED: Words(
        title=_NO_BUNDLE,
        happened="The file is no bundle, or it was changed on its way.",
        kept=_BANK_KEPT,
        to_do="Have it sent once more.",
    ),
    Reason.BUNDLE_UNKNOWN_SENDER: Words(
        title=_NO_BUNDLE,
        happened="This computer does not know the one that made the bundle. Its fingerprint: {fingerprint}.",
        kept=_BANK_KEPT,
        to_do="If the fingerprint is the one you were told by its owner, add that computer first.",
    ),
    Reason.BUNDLE_NOT_FOR_US: Words(
        title=_NO_BUNDLE,
        happened="The bundle was made for another computer.",
        kept=_BANK_KEPT,
        to_do="Have one made for this computer.",
    ),
    Reason.BUNDLE_TWICE: Words(
        title=_NO_BUNDLE,
        happened="This bundle has been taken in already.",
        kept=_BANK_KEPT,
        to_do="Nothing has to be done.",
    ),
    Reason.BUNDLE_OLDER: Words(
        title=_NO_BUNDLE,
        happened="A later bundle of the same computer has been taken in already; it held everything of this one.",
        kept=_BANK_KEPT,
        to_do="Nothing has to be done.",
    ),
    Reason.BUNDLE_OTHER_BANK: Words(
        title=_NO_BUNDLE,
        happened="The bundle belongs to another bank of questions.",
        kept=_BANK_KEPT,
        to_do="Check that it is the right file.",
    ),
    Reason.BUNDLE_NEWER: Words(
        title=_NO_BUNDLE,
        happened="A newer program made the bundle: its version is {found}, this program knows {known}.",
        kept=_BANK_KEPT,
        to_do="Install the newer program on this computer and take the bundle in again.",
    ),
    Reason.BUNDLE_TOO_LARGE: Words(
        title=_NO_BUNDLE,
        happened="The bundle is too large: at most {limit_mib} MiB are read.",
        kept=_BANK_KEPT,
        to_do="Have chosen questions sent in several bundles.",
    ),
    Reason.BUNDLE_GAP: Words(
        title=_NO_BUNDLE,
        happened="It builds on work of the computer {pc} that has not arrived here.",
        kept=_BANK_KEPT,
        to_do="Make a bundle for that computer first: it tells what is held here. Then have a new one made.",
    ),
    Reason.BUNDLE_CONTRADICTS: Words(
        title=_NO_BUNDLE,
        happened="It tells another history of the computer {pc} than the one that is held here.",
        kept=_BANK_KEPT,
        to_do="Tell the responsible person: an older copy of a bank may have been put back there.",
    ),
    Reason.BUNDLE_NOTHING_NEW: Words(
        title="No bundle was made",
        happened="The computer {pc} has seen everything that stands here.",
        kept=_BANK_KEPT,
        to_do="Nothing has to be done.",
    ),
    Reason.BUNDLE_PC_TAKEN: Words(
        title="The computer was not added",
        happened="Another computer of the bank is known as {pc} already.",
        kept="The known computers stay as they are.",
        to_do="Compare the fingerprints; give the new computer a name of its own.",
    ),
    Reason.FORM_APPROVED: Words(
        title=_NO_FORM,
        happened="The form {form} is approved. An approved form is never edited.",
        kept="The form stands as it was approved.",
        to_do="Make a copy of it and have the copy approved.",
    ),
    Reason.FORM_INCOMPLETE: Words(
        title=_NO_FORM,
        happened="The form is not whole: {field}.",
        kept=_NOTHING_SAVED,
        to_do="Complete it and try again.",
    ),
    Reason.FORM_RULE_UNKNOWN: Words(
        title="The test form has a rule that this program does not know",
        happened="The candidate's screen cannot keep a rule of the form: {field}.",
        to_do="Take the rule out of the form, or use a newer program.",
    ),
    Reason.FORM_BANK_SHORT: Words(
        title="The form cannot be approved",
        happened="The bank lacks approved questions. Section, needed / present: {sections}.",
        kept="The form stays a draft.",
        to_do="Approve more questions of these sections, or ask for fewer.",
    ),
    Reason.FORM_UNKNOWN: Words(
        title="There is no such form",
        happened="The bank has no form {form}.",
        to_do="Choose a form from the list.",
    ),
    Reason.DRAW_IMPOSSIBLE: Words(
        title="The papers cannot be drawn",
        happened="Section {section}: {what}.",
        kept="No paper was made.",
        to_do="Add questions to the section, or change the form.",
    ),
}

# the values of the fact `role` of BANK_ROLE
ROLES = {
    "author": "author",
    "reviewer": "reviewer",
    "approver": "approver",
    "custodian": "custodian of the bank",
}
# the values of the facts `state` and `act` of BANK_STATE
BANK_STATES = {
    "draft": "draft",
    "in_review": "in review",
    "approved": "approved",
    "retired": "out of use",
}
ACTS = {
    "created": "write a new version",
    "edited": "edit the text",
    "sent": "send to review",
    "reviewed": "accept in review",
    "returned": "return to the author",
    "approved": "approve",
    "retired": "take out of use",
    "discarded": "discard the draft",
}
# the values of the fact `field` of BANK_INCOMPLETE and FORM_INCOMPLETE
BANK_FIELDS = {
    "section": "the section is missing or unknown",
    "stem_ky": "the Kyrgyz text is missing",
    "stem_ru": "the Russian text is missing",
    "option_ky": "the Kyrgyz text of an option is missing",
    "option_ru": "the Russian text of an option is missing",
    "options": "there must be 2 to 8 options, no two of them equal",
    "key": "the key does not fit the kind of question",
    "source": "the source is missing",
    "picture": "a picture that the text names is missing",
    "title": "the title is missing in one of the languages",
    "sections": "no section is chosen, or one stands twice",
    "counts": "a paper must have at least one question",
    "points": "the points for a right answer must be at least 1",
    "minimum": "a section's minimum is higher than its points",
    "minutes": "the time must be at least 1 minute",
    "threshold": "the threshold must be at least 1 and not above the points of the paper",
    "languages": "no language is chosen",
    "band": "the difficulty band runs from easier to harder, within 1 to 5",
    "number": "the number of the approving act",
    "date": "the date of the approving act",
    "paragraphs": "a paragraph of the order of conduct is missing in one of the languages",
    "navigation": "candidates move freely between the questions; no other rule is known",
    "one_language": "every candidate may read in both languages; a form for one language is not known",
}
# the values of the fact `what` of DRAW_IMPOSSIBLE
DRAWS = {
    "too_few": "there are fewer approved questions than the form asks for",
    "enemies": "too many of its questions must not meet in one paper",
    "band": "no choice of its questions keeps the stated difficulty",
}
