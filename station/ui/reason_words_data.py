"""The words of every refusal that the disk and the data on it cause."""

from station.domain.errors import Reason
from station.ui.reason_text import Words

_ASK_OR_DECIDE = (
    "Tell the responsible person: a backup is restored (station restore), or two staff members decide which file is "
    "believed (station recover)."
)

DATA_WORDS: dict[Reason, Words] = {
    Reason.FILE_NOT_READ: Words(
        title="This cannot be done",
        happened="The file is missing or cannot be read: {file}",
        kept="Nothing was changed.",
        to_do="Check where the file lies and name it again.",
    ),
    Reason.DISK_FULL: Words(
        title="The disk is full",
        happened="The disk has no room; the last entry was not saved.",
        kept="All answers shown as saved are kept.",
        to_do="Call the staff member: room must be made on the disk.",
    ),
    Reason.DISK_FAILED: Words(
        title="The disk does not answer",
        happened="The last entry could not be saved. Work has stopped.",
        kept="All answers shown as saved are kept.",
        to_do="Call the staff member: the station must be started again on a sound disk.",
    ),
    Reason.DATA_READ_ONLY: Words(
        title="The station has stopped",
        happened="The data folder can be read but not written.",
        kept="All files were left as they are.",
        to_do="Give the program the right to write there and start again.",
    ),
    Reason.DATA_NEWER: Words(
        title="The station has stopped",
        happened=("The data were written by a newer program: version {found}, this program knows {known}."),
        kept="All files were left as they are.",
        to_do="Start the newer program.",
    ),
    Reason.DATA_DAMAGED: Words(
        title="The station has stopped",
        happened="The integrity of the data is broken. Work has stopped. Place: {where}.",
        kept="All files were left as they are.",
        to_do="Tell the responsible person.",
    ),
    Reason.DATA_OLD_COPY: Words(
        title="The station has stopped",
        happened=("The integrity of the data is broken. Work has stopped. The data are an older copy."),
        kept="All files were left as they are.",
        to_do=_ASK_OR_DECIDE,
    ),
    Reason.DATA_CONTRADICTS: Words(
        title="The station has stopped",
        happened=(
            "The integrity of the data is broken. Work has stopped. The journal and its "
            "second copy differ from entry {seq} on."
        ),
        kept="All files were left as they are.",
        to_do=_ASK_OR_DECIDE,
    ),
    Reason.DATA_SOUND: Words(
        title="This cannot be done",
        happened="There is nothing to decide: no start of this data folder is refused.",
        kept="Nothing was changed.",
        to_do="Start the station as usual.",
    ),
    Reason.DATA_MISSING: Words(
        title="The station has stopped",
        happened="The data folder holds no station.",
        kept="Nothing was changed.",
        to_do="Choose the right folder, or restore a backup.",
    ),
    Reason.DATA_IN_USE: Words(
        title="The station has stopped",
        happened="The data folder is in use by another program.",
        kept="Nothing was changed.",
        to_do="Close the other program and start again.",
    ),
    Reason.DATA_EXISTS: Words(
        title="This cannot be done",
        happened="The folder is not empty.",
        kept="Nothing was changed.",
        to_do="Choose an empty folder.",
    ),
    Reason.LIBRARY_TOO_OLD: Words(
        title="The station has stopped",
        happened="The database library is too old to be trusted with the data.",
        kept="All files were left as they are.",
        to_do="Install the program again with its own libraries.",
    ),
    Reason.DISK_SPACE_LOW: Words(
        title="Too little room on the disk",
        happened="The disk has {free_mib} MiB free, {needed_mib} MiB are needed.",
        kept="Nothing was changed.",
        to_do="Make room on the disk, then try again.",
    ),
    Reason.BACKUP_DAMAGED: Words(
        title="The backup was not restored",
        happened="The backup is missing, damaged or incomplete.",
        kept="The data of the station were left as they are.",
        to_do="Take another backup.",
    ),
}
