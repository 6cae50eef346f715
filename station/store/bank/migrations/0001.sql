-- Format 1 of a question bank. What happened stands in `step` and is never changed; what a version says stands in
-- `version`, what it said before in `former`; all else is a cache or small change around it.
-- No trigger stands in the way of an insert: an import has a hundred thousand of them. What is there is never replaced
-- (recursive_triggers: a REPLACE meets the triggers of DELETE), and that steps have no gap is looked at before a commit.
-- The triggers guard against bugs of ours; against people stand the hash chain, the hashes of the contents and the head
-- outside of this file.

-- bank, name, here (the number of this PC), mark, sections, policy: JSON.
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The PCs that steps came from. A PC that was restored from a copy goes on under a new id.
CREATE TABLE pc (
    number INTEGER PRIMARY KEY,
    id     TEXT NOT NULL UNIQUE,
    name   TEXT NOT NULL
) STRICT;

-- Who works with the bank; whoever left stays, so that the history has a name for them. A cache of the steps.
CREATE TABLE staff (
    id      TEXT PRIMARY KEY,
    name    TEXT NOT NULL,
    roles   TEXT NOT NULL,
    is_here INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Every act, in the order in which this bank learned of it. `hash` covers all other columns and the hash before it.
-- `pc_seq` counts the acts on questions that one PC did, without gaps; acts of custody and the like have none.
CREATE TABLE step (
    seq       INTEGER PRIMARY KEY CHECK (seq > 0),
    hash      BLOB NOT NULL CHECK (length(hash) = 32),
    act       TEXT NOT NULL,
    question  TEXT NOT NULL,
    version   INTEGER NOT NULL,
    person    TEXT NOT NULL,
    at_ms     INTEGER NOT NULL,
    sha256    TEXT NOT NULL,
    over      TEXT NOT NULL,
    tick      INTEGER NOT NULL,
    number    TEXT NOT NULL,
    date      TEXT NOT NULL,
    comment   TEXT NOT NULL,
    pc        INTEGER NOT NULL,
    pc_seq    INTEGER CHECK (pc_seq > 0)
) STRICT;
CREATE INDEX step_of ON step (question, version);
CREATE UNIQUE INDEX step_of_pc ON step (pc, pc_seq);

CREATE TRIGGER step_stays BEFORE UPDATE ON step
BEGIN SELECT raise(ROLLBACK, 'append-only'); END;

CREATE TRIGGER step_remains BEFORE DELETE ON step
BEGIN SELECT raise(ROLLBACK, 'append-only'); END;

-- What each version says: the canonical JSON of the question.
CREATE TABLE version (
    question TEXT NOT NULL CHECK (length(question) > 0),
    version  INTEGER NOT NULL CHECK (version > 0),
    sha256   TEXT NOT NULL CHECK (length(sha256) = 64),
    content  TEXT NOT NULL,
    PRIMARY KEY (question, version)
) STRICT;

CREATE TRIGGER version_remains BEFORE DELETE ON version
BEGIN SELECT raise(ROLLBACK, 'no version is deleted'); END;

CREATE TRIGGER version_stays_itself BEFORE UPDATE ON version
WHEN NEW.question <> OLD.question OR NEW.version <> OLD.version
BEGIN SELECT raise(ROLLBACK, 'no version becomes another'); END;

-- R-24.1: approved content is final; other content needs the step that brought it, which stands before it; and here
-- nobody edits what is in review or retired (what comes from other PCs is judged by the merge).
CREATE TRIGGER version_is_final BEFORE UPDATE ON version
WHEN EXISTS (SELECT 1 FROM step WHERE question = OLD.question AND version = OLD.version
              AND act = 'approved' AND over = OLD.sha256)
  OR NOT EXISTS (SELECT 1 FROM step WHERE question = OLD.question AND version = OLD.version
                  AND act IN ('created', 'edited') AND sha256 = NEW.sha256)
  OR ((SELECT pc FROM step WHERE question = OLD.question AND version = OLD.version ORDER BY seq DESC LIMIT 1)
        = (SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'here')
      AND (SELECT state FROM current WHERE question = OLD.question AND version = OLD.version) <> 'draft')
BEGIN SELECT raise(ROLLBACK, 'only a draft is edited'); END;

-- What a version said before, and what other PCs wrote that does not stand.
CREATE TABLE former (
    question TEXT NOT NULL,
    version  INTEGER NOT NULL,
    sha256   TEXT NOT NULL,
    content  TEXT NOT NULL,
    PRIMARY KEY (question, version, sha256)
) STRICT;

CREATE TRIGGER version_is_kept AFTER UPDATE ON version WHEN NEW.sha256 <> OLD.sha256
BEGIN
    INSERT INTO former SELECT OLD.question, OLD.version, OLD.sha256, OLD.content
    WHERE NOT EXISTS (SELECT 1 FROM former
                       WHERE question = OLD.question AND version = OLD.version AND sha256 = OLD.sha256);
END;

CREATE TRIGGER former_stays BEFORE UPDATE ON former
BEGIN SELECT raise(ROLLBACK, 'append-only'); END;

CREATE TRIGGER former_remains BEFORE DELETE ON former
BEGIN SELECT raise(ROLLBACK, 'append-only'); END;

-- The list: each question's newest version that was not discarded. Narrow, because filters read all of it; stems and
-- words stand apart under the same number. A cache.
CREATE TABLE current (
    number     INTEGER PRIMARY KEY,
    question   TEXT NOT NULL UNIQUE,
    version    INTEGER NOT NULL,
    state      TEXT NOT NULL,
    section    TEXT NOT NULL,
    topic      TEXT NOT NULL,
    kind       TEXT NOT NULL,
    difficulty INTEGER NOT NULL,
    author     TEXT NOT NULL,
    authors    TEXT NOT NULL,
    reviewer   TEXT NOT NULL,
    changed_ms INTEGER NOT NULL,
    findings   INTEGER NOT NULL,
    is_used    INTEGER NOT NULL,
    is_gone    INTEGER NOT NULL, -- nothing of it is left but discarded drafts
    approved   INTEGER NOT NULL  -- the version that enters papers, 0 where none does
) STRICT;

CREATE INDEX listed ON current (is_gone, state, topic);
CREATE INDEX waiting ON current (reviewer) WHERE state = 'in_review';

CREATE TABLE face (
    number  INTEGER PRIMARY KEY,
    stem_ky TEXT NOT NULL,
    stem_ru TEXT NOT NULL
) STRICT;

-- Words are searched by their beginnings, all of them in one question: no places of words are kept (detail=none), nor the
-- text (it stands in `version`). The ascii tokenizer takes every letter beyond ASCII as it is; `question_bank.plain` has
-- folded them. One flush per import instead of one per MiB halves the time of an import.
CREATE VIRTUAL TABLE words USING fts5(
    text, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii'
);
INSERT INTO words(words, rank) VALUES('hashsize', 67108864);

-- What the last check of the bank found. A cache.
CREATE TABLE finding (
    question TEXT NOT NULL,
    what     TEXT NOT NULL,
    facts    TEXT NOT NULL
) STRICT;
CREATE INDEX finding_of ON finding (question);
CREATE INDEX finding_by ON finding (what, question);

-- How often a session asked a question and how often it was answered rightly.
CREATE TABLE measured (
    session  TEXT NOT NULL,
    question TEXT NOT NULL,
    version  INTEGER NOT NULL,
    asked    INTEGER NOT NULL CHECK (asked >= 0),
    correct  INTEGER NOT NULL CHECK (correct BETWEEN 0 AND asked),
    PRIMARY KEY (question, version, session)
) STRICT, WITHOUT ROWID;

-- The steps of an import are those between first and last, of one commit.
CREATE TABLE import (
    id        TEXT PRIMARY KEY,
    file      TEXT NOT NULL,
    format    TEXT NOT NULL,
    at_ms     INTEGER NOT NULL,
    person    TEXT NOT NULL,
    taken     INTEGER NOT NULL,
    changed   INTEGER NOT NULL,
    refused   INTEGER NOT NULL,
    first     INTEGER NOT NULL,
    last      INTEGER NOT NULL,
    is_undone INTEGER NOT NULL
) STRICT;

-- Forms, drafts of forms, trusted PCs and what else is kept as JSON; each writing is a step with the hash of the JSON.
CREATE TABLE document (
    kind TEXT NOT NULL,
    id   TEXT NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

-- What other PCs wrote under the same number of a version and does not stand here; the text is in `former`.
CREATE TABLE conflict (
    question TEXT NOT NULL,
    version  INTEGER NOT NULL,
    pc       INTEGER NOT NULL,
    sha256   TEXT NOT NULL,
    PRIMARY KEY (question, version, pc)
) STRICT, WITHOUT ROWID;

-- Versions that were in a release: with `measured` it says which questions are used.
CREATE TABLE used (
    question TEXT NOT NULL,
    version  INTEGER NOT NULL,
    release  TEXT NOT NULL,
    PRIMARY KEY (question, version, release)
) STRICT, WITHOUT ROWID;
