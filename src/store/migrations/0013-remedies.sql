-- SPDX-License-Identifier: MulanPSL-2.0
-- Which reconsideration or suit is about which matter. The case itself is an entry of its register (0002), counted
-- there and once, however many matters it is about.
-- compatible: 6

PRAGMA user_version = 13;

CREATE TABLE remedy (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- of the matter
    matter_id INTEGER NOT NULL,                     -- about what; no foreign key, see 0007
    version INTEGER NOT NULL DEFAULT 1,             -- one more by each change
    struck INTEGER NOT NULL DEFAULT 0 CHECK (struck IN (0, 1)), -- 1: struck out, it was linked by mistake
    struck_reason TEXT NOT NULL DEFAULT '',         -- why, '' unless struck
    kind TEXT NOT NULL CHECK (kind IN ('reconsiderations', 'litigation')), -- which register
    entry_id INTEGER NOT NULL,                      -- its entry there
    step_id INTEGER NOT NULL,                       -- the step by which the notice came in
    over_step_id INTEGER,                           -- the step by which it ended; NULL while it runs
    account_id INTEGER NOT NULL,                    -- who linked it
    at INTEGER NOT NULL,                            -- moment it was linked
    CHECK (struck = 0 OR struck_reason <> '')
) STRICT;
CREATE UNIQUE INDEX remedy_once ON remedy (matter_id, kind, entry_id) WHERE struck = 0;
CREATE INDEX remedy_by_entry ON remedy (kind, entry_id, id);
