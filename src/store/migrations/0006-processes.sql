-- SPDX-License-Identifier: MulanPSL-2.0
-- What several processes on one database must know of each other. Neither table is journalled: both hold
-- what passes, not what an office did.
-- compatible: 5

PRAGMA user_version = 6;

-- Forms that were sent and kept, so that the same one sent again is not kept twice. Swept after two days.
CREATE TABLE form_sent (
    digest BLOB NOT NULL PRIMARY KEY,               -- SM3 of who sent it, its one-time word and all it held
    at INTEGER NOT NULL,                            -- moment
    result INTEGER NOT NULL                         -- what came of it: an entry's id, a number of rows
) STRICT;
CREATE INDEX form_sent_by_at ON form_sent (at);

-- Work that falls due: a row per standing duty, and one per single thing to do (a letter, a publication).
CREATE TABLE job (
    name TEXT NOT NULL CHECK (name <> ''),          -- which work: a row of office/job.h
    payload TEXT NOT NULL,                          -- what it is about, a key of ours; '' for a standing duty
    due_at INTEGER NOT NULL,                        -- moment from which it may be taken
    taken_until INTEGER NOT NULL DEFAULT 0,         -- moment until which it is somebody's; 0: nobody's
    taken_by TEXT NOT NULL DEFAULT '',              -- which process: machine and number
    attempts INTEGER NOT NULL DEFAULT 0,            -- how often it was taken since it last went well
    done_at INTEGER NOT NULL DEFAULT 0,             -- moment it last went well; 0: never
    last_error TEXT NOT NULL DEFAULT '',            -- of the last attempt, English, no personal data
    PRIMARY KEY (name, payload)
) STRICT;
CREATE INDEX job_by_due ON job (name, due_at, payload);
