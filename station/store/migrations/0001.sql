-- Format 1. Every table only grows: what the station has once written it never changes (R-6.2).
-- The triggers guard against bugs of ours; against people stand the hash chain and the sidecar.

-- The journal: `data` is the encoded entry as it was hashed; `batch` is the commit that brought it.
CREATE TABLE entry (
    seq   INTEGER PRIMARY KEY CHECK (seq > 0),
    batch INTEGER NOT NULL CHECK (batch > 0),
    data  BLOB NOT NULL
) STRICT;

CREATE TRIGGER entry_follows BEFORE INSERT ON entry
WHEN NEW.seq <> coalesce((SELECT seq FROM entry ORDER BY seq DESC LIMIT 1), 0) + 1
BEGIN SELECT raise(ROLLBACK, 'entry does not follow the last one'); END;

CREATE TRIGGER entry_stays BEFORE UPDATE ON entry
BEGIN SELECT raise(ROLLBACK, 'append-only'); END;

CREATE TRIGGER entry_remains BEFORE DELETE ON entry
BEGIN SELECT raise(ROLLBACK, 'append-only'); END;

-- Keys under which personal fields of entries are sealed: destroying one row erases one person (security c10).
CREATE TABLE person_key (
    person TEXT PRIMARY KEY CHECK (length(person) > 0),
    batch  INTEGER NOT NULL CHECK (batch > 0),
    key    BLOB NOT NULL CHECK (length(key) = 32)
) STRICT;

CREATE TRIGGER person_key_once BEFORE INSERT ON person_key
WHEN EXISTS (SELECT 1 FROM person_key WHERE person = NEW.person)
BEGIN SELECT raise(ROLLBACK, 'append-only'); END;

CREATE TRIGGER person_key_stays BEFORE UPDATE ON person_key
BEGIN SELECT raise(ROLLBACK, 'append-only'); END;

CREATE TRIGGER person_key_remains BEFORE DELETE ON person_key
BEGIN SELECT raise(ROLLBACK, 'append-only'); END;

-- Rendered documents by their hash: a cache, the journal holds the hash and the facts.
CREATE TABLE blob (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    data   BLOB NOT NULL
) STRICT;

CREATE TRIGGER blob_once BEFORE INSERT ON blob
WHEN EXISTS (SELECT 1 FROM blob WHERE sha256 = NEW.sha256)
BEGIN SELECT raise(ROLLBACK, 'append-only'); END;

CREATE TRIGGER blob_stays BEFORE UPDATE ON blob
BEGIN SELECT raise(ROLLBACK, 'append-only'); END;

CREATE TRIGGER blob_remains BEFORE DELETE ON blob
BEGIN SELECT raise(ROLLBACK, 'append-only'); END;
