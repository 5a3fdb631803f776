-- SPDX-License-Identifier: MulanPSL-2.0
-- Registers beside the requests: correction requests (Art. 41), suggestions (Art. 44), complaints (Art. 51).
-- None enters a figure of the annual tables. Every one like those of 0002: version grows by each change, struck
-- entries stay, with a reason.
-- compatible: 6

PRAGMA user_version = 9;

-- A person asks to have put right what the agency's information says wrongly about that person.
-- (Table correction is another thing: the signed corrections of a year's figures.)
CREATE TABLE correction_request (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- whose
    version INTEGER NOT NULL,                       -- one more by each change
    struck INTEGER NOT NULL DEFAULT 0 CHECK (struck IN (0, 1)), -- 1: struck out, counts nowhere
    struck_reason TEXT NOT NULL DEFAULT '',         -- why, '' unless struck
    number TEXT NOT NULL CHECK (number <> ''),      -- of the office, once per agency
    received TEXT NOT NULL,                         -- day
    channel TEXT NOT NULL CHECK (channel = 'counter' OR channel = 'signed-post' OR channel = 'plain-post' OR channel = 'online'
        OR channel = 'email' OR channel = 'fax'),
    requester_kind TEXT CHECK (requester_kind = 'natural' OR requester_kind = 'business' OR requester_kind = 'research'
        OR requester_kind = 'social' OR requester_kind = 'legal' OR requester_kind = 'other'), -- NULL: not asked
    name TEXT NOT NULL DEFAULT '',                  -- personal data
    record TEXT NOT NULL CHECK (record <> ''),      -- which information is said to be wrong
    subject TEXT NOT NULL CHECK (subject <> ''),    -- what is wrong with it, and the evidence
    result TEXT CHECK (result IN ('corrected', 'transferred', 'not-corrected', 'dropped')), -- NULL while open
    replied TEXT,                                   -- day of the reply
    CHECK ((result IS NULL) = (replied IS NULL)),
    CHECK (replied >= received),
    CHECK (struck = 0 OR struck_reason <> '')
) STRICT;
CREATE UNIQUE INDEX correction_request_number ON correction_request (agency_id, number) WHERE struck = 0;
CREATE INDEX correction_request_by_day ON correction_request (agency_id, received, id);

-- To make information public that so far was given on request: of a person, or found by the agency itself when
-- several asked for the same.
CREATE TABLE suggestion (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- whose
    version INTEGER NOT NULL,                       -- one more by each change
    struck INTEGER NOT NULL DEFAULT 0 CHECK (struck IN (0, 1)), -- 1: struck out, counts nowhere
    struck_reason TEXT NOT NULL DEFAULT '',         -- why, '' unless struck
    number TEXT NOT NULL CHECK (number <> ''),      -- of the office, once per agency
    received TEXT NOT NULL,                         -- day, also of the own finding
    name TEXT NOT NULL DEFAULT '',                  -- personal data; '' also for the own finding
    subject TEXT NOT NULL CHECK (subject <> ''),    -- what should be public
    result TEXT CHECK (result IN ('adopted', 'partly', 'not-adopted')), -- NULL while open
    answered TEXT,                                  -- day it was decided
    url TEXT NOT NULL DEFAULT '',                   -- where it is published
    CHECK ((result IS NULL) = (answered IS NULL)),
    CHECK (answered >= received),
    CHECK (struck = 0 OR struck_reason <> '')
) STRICT;
CREATE UNIQUE INDEX suggestion_number ON suggestion (agency_id, number) WHERE struck = 0;
CREATE INDEX suggestion_by_day ON suggestion (agency_id, received, id);

-- That an agency does not do what the Regulation asks. It belongs to the authority that received it.
CREATE TABLE complaint (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- the authority, not whom it is about
    version INTEGER NOT NULL,                       -- one more by each change
    struck INTEGER NOT NULL DEFAULT 0 CHECK (struck IN (0, 1)), -- 1: struck out, counts nowhere
    struck_reason TEXT NOT NULL DEFAULT '',         -- why, '' unless struck
    number TEXT NOT NULL CHECK (number <> ''),      -- of the office, once per agency
    received TEXT NOT NULL,                         -- day
    channel TEXT NOT NULL CHECK (channel = 'counter' OR channel = 'signed-post' OR channel = 'plain-post' OR channel = 'online'
        OR channel = 'email' OR channel = 'fax'),
    name TEXT NOT NULL DEFAULT '',                  -- personal data; '' when anonymous
    about TEXT NOT NULL CHECK (about <> ''),        -- name of the agency complained of
    about_request TEXT NOT NULL DEFAULT '',         -- that agency's number of the request; '' when about none
    subject TEXT NOT NULL CHECK (subject <> ''),    -- what is complained of
    result TEXT CHECK (result IN ('upheld', 'partly', 'not-upheld', 'transferred')), -- NULL while open
    answered TEXT,                                  -- day of the answer
    CHECK ((result IS NULL) = (answered IS NULL)),
    CHECK (answered >= received),
    CHECK (struck = 0 OR struck_reason <> '')
) STRICT;
CREATE UNIQUE INDEX complaint_number ON complaint (agency_id, number) WHERE struck = 0;
CREATE INDEX complaint_by_day ON complaint (agency_id, received, id);
