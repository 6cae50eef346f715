"""What `station verify` found, in sentences."""

import re

from resources.texts import Texts
from station.services.verification import Finding

SENTENCES = {
    "missing": "{where}: the file is missing",
    "unknown_file": "{where}: the file does not belong to the data folder",
    "damaged": "{where}: the file is damaged",
    "chain_broken": "{where}: the chain of entries is broken",
    "behind": "{where}: entries are missing that the other copy has",
    "contradicts": "{where}: database and sidecar are not one chain",
    "old_copy": "{where}: an older copy was put back",
    "wrong_size": "{where}: the file has a wrong size",
    "not_zero": "{where}: the reserve file was changed",
    "hash_differs": "{where}: not the file that was journalled",
    "entry_unreadable": "{where}: the entry does not fit into the journal",
    "keyring_differs": "{where}: not the keyring that was journalled",
    "score_differs": "{where}: the stored score is {stored}, the answers give {recomputed}",
    "paper_differs": "{where}: paper № {paper} is not the one that the committed seed gives",
    "draw_seed_differs": "{where}: the seed of the papers does not fit its commitment",
    "document_head_differs": "Document {where}: made of another journal",
    "document_record_differs": "Document {where}: the paper says something else than the journal",
    "document_pdf_differs": "Document {where}: the PDF was changed",
    "document_missing": "Document {where}: the PDF is missing",
    "file_unknown": "{where}: no document of this station",
}


# Further facts, behind the sentence in brackets.
FACTS = {
    "offset": "at byte {value}",
    "seq": "at entry {value}",
    "database": "entries in the database: {value}",
    "sidecar": "entries in the second copy: {value}",
    "commits": "commits in the files: {value}",
    "heartbeat": "commits that the heartbeat has seen: {value}",
    "size": "bytes: {value}",
    "slots": "spoilt slots: {value}",
    "document": "document {value}",
    "error": "kind of error: {value}",
}
# The store's own names of what is wrong inside a file.
PARTS = {
    "nothing in it": "there is nothing in it",
    "no right to read": "the program has no right to read it",
    r"the medium cannot read the file.*": "the medium cannot read it",
    "a record cannot be read": "a record cannot be read",
    r"the file should have (?P<number>\d+) bytes": "it should have {number} bytes",
    r"cipher: .*page (?P<number>\d+).*": "page {number} was changed",
    r"cipher: .*": "a page was changed",
    r"pages: .*": "its pages do not fit together",
    "unreadable|file": "it cannot be opened",
    "schema": "its tables are not those of the program",
    "entries": "its entries cannot be read",
}


def sentence(finding: Finding, texts: Texts) -> str:
    """One line for a finding, with its further facts behind it."""
    template = SENTENCES[finding.what]
    said = texts.get(template).format(where=_place(finding.where, texts), **finding.facts)
    more = [_fact(name, value, texts) for name, value in finding.facts.items() if f"{{{name}}}" not in template]
    return f"{said} ({', '.join(more)})" if more else said


def _place(where: str, texts: Texts) -> str:
    """A file's name or a document's number as it is; "entry 12 C0001" in the reader's language."""
    found = re.fullmatch(r"entry (\d+)(.*)", where)
    return texts.get("Entry {seq}").format(seq=found[1]) + found[2] if found else where


def _fact(name: str, value: str | int, texts: Texts) -> str:
    if name != "part":
        return texts.get(FACTS[name]).format(value=value)
    for pattern, template in PARTS.items():
        if found := re.fullmatch(pattern, str(value), re.DOTALL):
            return texts.get(template).format(**found.groupdict())
    return str(value)
