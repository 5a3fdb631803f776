-- SPDX-License-Identifier: MulanPSL-2.0
-- Requests that are like each other find each other by keys of their subjects (base/shingle.h), and the open ones
-- are found without those that are archived.
-- compatible: 6

PRAGMA user_version = 11;

-- Derived: `rebuild` makes it anew. Names its request without a foreign key, as 0007 says why.
CREATE TABLE request_band (
    band INTEGER NOT NULL,                          -- a key of the subject, within the agency
    request_id INTEGER NOT NULL,                    -- whose
    PRIMARY KEY (band, request_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX matter_state_open ON matter_state (agency_id, matter_id) WHERE state <> 'archived';
