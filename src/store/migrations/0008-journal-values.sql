-- SPDX-License-Identifier: MulanPSL-2.0
-- The values of entries no longer name their entry by a foreign key. On PostgreSQL its check reads the last
-- page of the journal's index in every writing transaction, and every other one adds to that page: writers
-- who have nothing to do with each other were refused as if they had. One function writes entry and value
-- (store/journal_write.c), entries are never deleted, and `verify` finds a value without its entry.
-- compatible: 6

PRAGMA user_version = 8;

-- postgresql instead: ALTER TABLE journal_value DROP CONSTRAINT journal_value_id_fkey;
CREATE TABLE journal_value_new (
    id INTEGER NOT NULL PRIMARY KEY,                -- the entry
    salt BLOB NOT NULL,                             -- 16 random bytes
    content TEXT NOT NULL,                          -- canonical JSON after the change, '' for events
    note TEXT NOT NULL                              -- canonical JSON string of the reason, '' when none
) STRICT;
INSERT INTO journal_value_new (id, salt, content, note) SELECT id, salt, content, note FROM journal_value ORDER BY id;
DROP TABLE journal_value;
ALTER TABLE journal_value_new RENAME TO journal_value;
CREATE TRIGGER journal_value_update BEFORE UPDATE ON journal_value
BEGIN SELECT RAISE(ABORT, 'values of the journal never change'); END;
-- to here
