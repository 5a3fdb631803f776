-- SPDX-License-Identifier: MulanPSL-2.0
-- How long what belongs to a request is kept, and what was erased: the office's approved schedules, the lists of what
-- is to go (one person proposes, another confirms), and what came of each.
-- compatible: 6

PRAGMA user_version = 17;

-- A schedule (保管期限表). It is never changed, only followed by another; the highest number is in force.
CREATE TABLE retention_schedule (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- whose
    number INTEGER NOT NULL CHECK (number > 0),     -- 1, 2, 3… of the agency
    approval TEXT NOT NULL CHECK (approval <> ''),  -- who approved it, by which document
    approved TEXT NOT NULL CHECK (length(approved) = 10), -- on which day
    rules TEXT NOT NULL,                            -- "group.class=months …" of law/retention.h; what is not named is kept
    account_id INTEGER NOT NULL,                    -- who entered it
    at INTEGER NOT NULL,                            -- moment it was entered
    UNIQUE (agency_id, number)
) STRICT;
CREATE TRIGGER retention_schedule_update BEFORE UPDATE ON retention_schedule
BEGIN SELECT RAISE(ABORT, 'a retention schedule is never changed, only followed by another'); END;

-- A list of what is to go, frozen by its digest.
CREATE TABLE retention_list (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- whose
    version INTEGER NOT NULL DEFAULT 1,             -- one more by each change
    schedule_id INTEGER NOT NULL REFERENCES retention_schedule (id), -- by which schedule
    state TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed', 'done', 'dropped')), -- dropped: nothing of it goes
    day TEXT NOT NULL CHECK (length(day) = 10),     -- as of which it was made
    digest TEXT NOT NULL,                           -- SM3 of its lines, hex
    matters INTEGER NOT NULL CHECK (matters > 0),   -- how many
    things INTEGER NOT NULL,                        -- pieces in them
    bytes INTEGER NOT NULL,                         -- of files, letters and papers
    proposed_by INTEGER NOT NULL,                   -- account
    proposed_at INTEGER NOT NULL,                   -- moment
    decided_by INTEGER,                             -- account that confirmed or dropped it; NULL: not yet
    decided_at INTEGER,                             -- moment of that
    reason TEXT NOT NULL DEFAULT '',                -- why dropped
    erased INTEGER NOT NULL DEFAULT 0,              -- matters, when done
    kept INTEGER NOT NULL DEFAULT 0,                -- matters that stayed after all, when done
    CHECK ((state = 'proposed') = (decided_by IS NULL)),
    CHECK (state = 'proposed' OR state = 'dropped' OR decided_by <> proposed_by)
) STRICT;
CREATE UNIQUE INDEX retention_list_open ON retention_list (agency_id) WHERE state = 'proposed' OR state = 'confirmed';
CREATE INDEX retention_list_by_agency ON retention_list (agency_id, id);

-- Its lines. The list's digest answers for them, and each erased matter's own journal entries.
CREATE TABLE retention_item (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    list_id INTEGER NOT NULL,                       -- of which list
    matter_id INTEGER NOT NULL,                     -- of what; no foreign key, see 0007
    classes TEXT NOT NULL,                          -- codes of law/retention.h, a blank between them
    things INTEGER NOT NULL,                        -- pieces
    bytes INTEGER NOT NULL,                         -- of files, letters and papers
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'erased', 'kept')), -- kept: after all
    why TEXT NOT NULL DEFAULT '',                   -- why it was kept after all: a code of law/retention.h, 'schedule', 'changed'
    day TEXT,                                       -- of its erasure; NULL: not erased
    UNIQUE (list_id, matter_id)
) STRICT;
CREATE INDEX retention_item_by_matter ON retention_item (matter_id, id);
CREATE INDEX retention_item_waiting ON retention_item (list_id, matter_id) WHERE state = 'waiting';

-- Struck entries are few, and looked for.
CREATE INDEX request_struck ON request (agency_id, id) WHERE struck = 1;

-- What a requester is told of it.
CREATE VIEW own_erased AS
SELECT retention_item.matter_id AS matter_id, retention_item.day AS day, retention_item.classes AS classes,
    retention_schedule.approval AS approval
FROM retention_item JOIN retention_list ON retention_list.id = retention_item.list_id
JOIN retention_schedule ON retention_schedule.id = retention_list.schedule_id
WHERE retention_item.state = 'erased';
