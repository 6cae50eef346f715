"""What `station verify` found, in sentences."""

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
    "document_head_differs": "Document {where}: made of another journal",
    "document_record_differs": "Document {where}: the paper says something else than the journal",
    "document_pdf_differs": "Document {where}: the PDF was changed",
    "document_missing": "Document {where}: the PDF is missing",
    "file_unknown": "{where}: no document of this station",
}


def sentence(finding: Finding, texts: Texts) -> str:
    """One line for a finding, with its further facts behind it."""
    template = SENTENCES[finding.what]
    said = texts.get(template).format(where=finding.where, **finding.facts)
    more = [f"{name} {value}" for name, value in finding.facts.items() if f"{{{name}}}" not in template]
    return f"{said} ({', '.join(more)})" if more else said
