-- SPDX-License-Identifier: MulanPSL-2.0
-- The journal: one entry per change, append-only.

PRAGMA user_version = 4;

CREATE TABLE journal (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    at INTEGER NOT NULL,                            -- moment
    actor TEXT NOT NULL,                            -- system, operator, account, visitor
    account_id INTEGER NOT NULL,                    -- 0: none
    from_address TEXT NOT NULL,                     -- network address
    action TEXT NOT NULL,                           -- add, correct, strike, open…
    object TEXT NOT NULL,                           -- table, or office
    object_id INTEGER NOT NULL,                     -- 0: none
    agency_id INTEGER NOT NULL,                     -- 0: the whole office
    algorithm TEXT NOT NULL,                        -- SM3
    digest BLOB NOT NULL                            -- of salt, content and note
) STRICT;
CREATE INDEX journal_by_object ON journal (object, object_id, id);

-- What the digests are of; may be erased when the law wants it.
CREATE TABLE journal_value (
    id INTEGER NOT NULL PRIMARY KEY REFERENCES journal (id), -- the entry
    salt BLOB NOT NULL,                             -- 16 random bytes
    content TEXT NOT NULL,                          -- canonical JSON after the change, '' for events
    note TEXT NOT NULL                              -- canonical JSON string of the reason, '' when none
) STRICT;

-- The chain: batches of entries.
CREATE TABLE journal_seal (
    number INTEGER NOT NULL PRIMARY KEY,            -- 1, 2, 3…
    first_id INTEGER NOT NULL,                      -- first entry
    last_id INTEGER NOT NULL,                       -- last entry
    total INTEGER NOT NULL,                         -- entries from the very first up to last_id
    algorithm TEXT NOT NULL,                        -- SM3
    previous BLOB NOT NULL,                         -- head of the seal before; 32 zero bytes for the first
    head BLOB NOT NULL                              -- digest of previous and each entry's bytes
) STRICT;
CREATE UNIQUE INDEX journal_seal_last ON journal_seal (last_id);

CREATE TRIGGER journal_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_value_update BEFORE UPDATE ON journal_value
BEGIN SELECT RAISE(ABORT, 'values of the journal never change'); END;
CREATE TRIGGER journal_seal_update BEFORE UPDATE ON journal_seal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_seal_delete BEFORE DELETE ON journal_seal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
