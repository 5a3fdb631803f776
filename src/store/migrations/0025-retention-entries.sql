-- SPDX-License-Identifier: MulanPSL-2.0
-- A line of a list of what is to go names a matter, or an entry of a register that was never taken into the flow.
-- A program of before this file finds another digest than the confirmed one on a list with such lines, and stops.
-- compatible: 6

PRAGMA user_version = 25;

DROP VIEW own_erased;

-- postgresql instead: ALTER TABLE retention_item ALTER COLUMN matter_id DROP NOT NULL, ADD COLUMN kind TEXT NOT NULL DEFAULT '' CHECK (kind IN ('', 'request', 'correction', 'suggestion', 'complaint')), ADD COLUMN entry_id BIGINT, ADD CHECK ((kind = '') = (entry_id IS NULL)), ADD CHECK ((matter_id IS NULL) = (entry_id IS NOT NULL)); DROP INDEX retention_item_waiting;
CREATE TABLE retention_item_new (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    list_id INTEGER NOT NULL,                       -- of which list
    matter_id INTEGER,                              -- of what; NULL: of an entry that has none
    classes TEXT NOT NULL,                          -- codes of law/retention.h, a blank between them
    things INTEGER NOT NULL,                        -- pieces
    bytes INTEGER NOT NULL,                         -- of files, letters and papers
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'erased', 'kept')), -- kept: after all
    why TEXT NOT NULL DEFAULT '',                   -- why it was kept after all: a code of law/retention.h, 'schedule', 'changed'
    day TEXT,                                       -- of its erasure; NULL: not erased
    kind TEXT NOT NULL DEFAULT '' CHECK (kind IN ('', 'request', 'correction', 'suggestion', 'complaint')), -- of the entry; '' of a matter
    entry_id INTEGER,                               -- in the register of its kind; NULL: it is a matter
    UNIQUE (list_id, matter_id),
    CHECK ((kind = '') = (entry_id IS NULL)),
    CHECK ((matter_id IS NULL) = (entry_id IS NOT NULL))
) STRICT;
INSERT INTO retention_item_new (id, list_id, matter_id, classes, things, bytes, state, why, day)
SELECT id, list_id, matter_id, classes, things, bytes, state, why, day FROM retention_item ORDER BY id;
DROP TABLE retention_item;
ALTER TABLE retention_item_new RENAME TO retention_item;
CREATE INDEX retention_item_by_matter ON retention_item (matter_id, id);
-- to here
CREATE INDEX retention_item_waiting ON retention_item (list_id, id) WHERE state = 'waiting';
CREATE UNIQUE INDEX retention_item_by_entry ON retention_item (kind, entry_id, list_id) WHERE entry_id IS NOT NULL;

-- What a requester is told of it.
CREATE VIEW own_erased AS
SELECT retention_item.matter_id AS matter_id, retention_item.day AS day, retention_item.classes AS classes,
    retention_schedule.approval AS approval
FROM retention_item JOIN retention_list ON retention_list.id = retention_item.list_id
JOIN retention_schedule ON retention_schedule.id = retention_list.schedule_id
WHERE retention_item.state = 'erased' AND retention_item.matter_id IS NOT NULL;
