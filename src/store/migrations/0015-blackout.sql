-- SPDX-License-Identifier: MulanPSL-2.0
-- What is blacked out in a file of a matter, and how far the work is: the boxes are kept, so that it can be gone on with,
-- corrected, and so that the reply can say what was withheld and why.
-- compatible: 6

PRAGMA user_version = 15;

CREATE TABLE blackout (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- of the matter
    matter_id INTEGER NOT NULL,                     -- whose; no foreign key, see 0007
    version INTEGER NOT NULL DEFAULT 1,             -- one more by each change
    source_id INTEGER NOT NULL,                     -- the attachment that is blacked out
    state TEXT NOT NULL CHECK (state IN ('draft', 'asked', 'made', 'failed')), -- of the boxes as they stand
    boxes BLOB NOT NULL,                            -- sealed JSON: page, place, ground, reason; '' when erased
    result_id INTEGER,                              -- the attachment made last; NULL none yet
    said TEXT NOT NULL DEFAULT '',                  -- why it could not be made, '' otherwise
    account_id INTEGER NOT NULL,                    -- who changed it last
    at INTEGER NOT NULL,                            -- moment of it
    UNIQUE (source_id),
    CHECK (state <> 'made' OR result_id IS NOT NULL),
    CHECK ((state = 'failed') = (said <> ''))
) STRICT;
CREATE INDEX blackout_by_matter ON blackout (matter_id, id);
