-- SPDX-License-Identifier: MulanPSL-2.0
-- The registers. Every one: version grows by each change; struck entries stay, with a reason, and count nowhere.
-- Columns that count (received_year…) are generated; 9999 stands for "not yet".

PRAGMA user_version = 2;

-- Records disclosed on the agency's own initiative.
CREATE TABLE record (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- whose
    version INTEGER NOT NULL,                       -- one more by each change
    struck INTEGER NOT NULL DEFAULT 0 CHECK (struck IN (0, 1)), -- 1: struck out, counts nowhere
    struck_reason TEXT NOT NULL DEFAULT '',         -- why, '' unless struck
    title TEXT NOT NULL CHECK (title <> ''),        -- as published
    kind TEXT NOT NULL,                             -- 通知 报告 请示…
    topic TEXT NOT NULL DEFAULT '',                 -- free words
    key_area TEXT,                                  -- fund, tender, project…; NULL: none
    formed TEXT,                                    -- day the record was made
    published TEXT NOT NULL,                        -- day
    published_via TEXT NOT NULL DEFAULT '',         -- channel
    document_number TEXT NOT NULL DEFAULT '',       -- 文号
    url TEXT NOT NULL DEFAULT '',                   -- where it is published
    CHECK (struck = 0 OR struck_reason <> '')
) STRICT;
CREATE INDEX record_by_day ON record (agency_id, published, id);

-- Rules and normative documents; in force on day D: made <= D < gone.
CREATE TABLE normative (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- whose
    version INTEGER NOT NULL,                       -- one more by each change
    struck INTEGER NOT NULL DEFAULT 0 CHECK (struck IN (0, 1)), -- 1: struck out, counts nowhere
    struck_reason TEXT NOT NULL DEFAULT '',         -- why, '' unless struck
    title TEXT NOT NULL CHECK (title <> ''),        -- as published
    document_number TEXT NOT NULL DEFAULT '',       -- 文号
    level TEXT NOT NULL CHECK (level IN ('rules', 'normative')), -- which row of section 二
    made TEXT NOT NULL,                             -- day it was issued
    repealed TEXT,                                  -- also when it expired
    url TEXT NOT NULL DEFAULT '',                   -- where it is published
    gone TEXT NOT NULL GENERATED ALWAYS AS (COALESCE(repealed, '9999-12-31')) STORED, -- first day not in force
    CHECK (repealed IS NULL OR repealed >= made),
    CHECK (struck = 0 OR struck_reason <> '')
) STRICT;
CREATE INDEX normative_by_day ON normative (agency_id, made, id);
CREATE INDEX normative_made ON normative (agency_id, level, made, id) WHERE struck = 0;
CREATE INDEX normative_gone ON normative (agency_id, level, gone, made, id) WHERE struck = 0;

-- Licences, penalties, coercive measures and charges, in batches of one year.
CREATE TABLE decision (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- whose
    version INTEGER NOT NULL,                       -- one more by each change
    struck INTEGER NOT NULL DEFAULT 0 CHECK (struck IN (0, 1)), -- 1: struck out, counts nowhere
    struck_reason TEXT NOT NULL DEFAULT '',         -- why, '' unless struck
    kind TEXT NOT NULL CHECK (kind IN ('licence', 'penalty', 'coercion', 'charge')), -- code
    first_day TEXT NOT NULL,                        -- of the batch
    last_day TEXT NOT NULL,                         -- of the batch, same year
    source TEXT NOT NULL,                           -- where the figure comes from
    quantity INTEGER CHECK (quantity >= 0),         -- decisions; NULL for charges
    amount INTEGER CHECK (amount >= 0),             -- fen; charges only
    note TEXT NOT NULL DEFAULT '',                  -- free words
    CHECK (last_day >= first_day AND substr(last_day, 1, 4) = substr(first_day, 1, 4)),
    CHECK ((kind = 'charge') = (amount IS NOT NULL) AND (kind = 'charge') = (quantity IS NULL)),
    CHECK (struck = 0 OR struck_reason <> '')
) STRICT;
CREATE INDEX decision_by_day ON decision (agency_id, kind, first_day, id);

-- Disclosure requests. Once finished, a request has exactly one of 21 outcomes; always one of six kinds.
-- (OR, not IN: SQLite builds a table for a long IN list at each insert, which halved the speed of an import.)
CREATE TABLE request (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- whose
    version INTEGER NOT NULL,                       -- one more by each change
    struck INTEGER NOT NULL DEFAULT 0 CHECK (struck IN (0, 1)), -- 1: struck out, counts nowhere
    struck_reason TEXT NOT NULL DEFAULT '',         -- why, '' unless struck
    number TEXT NOT NULL CHECK (number <> ''),      -- of the office, once per agency
    received TEXT NOT NULL,                         -- day of receipt, Art. 31
    channel TEXT NOT NULL CHECK (channel = 'counter' OR channel = 'signed-post' OR channel = 'plain-post' OR channel = 'online'
        OR channel = 'email' OR channel = 'fax'),
    requester_kind TEXT NOT NULL CHECK (requester_kind = 'natural' OR requester_kind = 'business' OR requester_kind = 'research'
        OR requester_kind = 'social' OR requester_kind = 'legal' OR requester_kind = 'other'),
    requester_name TEXT NOT NULL DEFAULT '',        -- personal data
    subject TEXT NOT NULL DEFAULT '',               -- what is asked for
    outcome TEXT CHECK (outcome = 'a' OR outcome = 'b' OR outcome = 'c1' OR outcome = 'c2' OR outcome = 'c3'
        OR outcome = 'c4' OR outcome = 'c5' OR outcome = 'c6' OR outcome = 'c7' OR outcome = 'c8'
        OR outcome = 'd1' OR outcome = 'd2' OR outcome = 'd3' OR outcome = 'e1' OR outcome = 'e2'
        OR outcome = 'e3' OR outcome = 'e4' OR outcome = 'e5' OR outcome = 'f1' OR outcome = 'f2'
        OR outcome = 'f3'), -- NULL while open
    replied TEXT,                                   -- day of the reply
    received_year INTEGER NOT NULL GENERATED ALWAYS AS (CAST(substr(received, 1, 4) AS INTEGER)) STORED, -- statistics
    replied_year INTEGER NOT NULL GENERATED ALWAYS AS (CAST(substr(COALESCE(replied, '9999'), 1, 4) AS INTEGER)) STORED, -- statistics
    CHECK ((outcome IS NULL) = (replied IS NULL)),
    CHECK (replied >= received),
    CHECK (struck = 0 OR struck_reason <> '')
) STRICT;
CREATE UNIQUE INDEX request_number ON request (agency_id, number) WHERE struck = 0;
CREATE INDEX request_by_day ON request (agency_id, received, id);
-- Leaf rows and row g: one prefix of the first; r1: of the second; r2 and r4, the few that cross a year: the last two.
CREATE INDEX request_replied ON request (agency_id, replied_year, requester_kind, outcome, received_year, id) WHERE struck = 0;
CREATE INDEX request_received ON request (agency_id, received_year, requester_kind, id) WHERE struck = 0;
CREATE INDEX request_carried ON request (agency_id, received_year, requester_kind, replied_year, id)
    WHERE struck = 0 AND replied_year > received_year;
CREATE INDEX request_carried_total ON request (agency_id, received_year, replied_year, requester_kind, id)
    WHERE struck = 0 AND replied_year > received_year;

CREATE TABLE reconsideration (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- whose
    version INTEGER NOT NULL,                       -- one more by each change
    struck INTEGER NOT NULL DEFAULT 0 CHECK (struck IN (0, 1)), -- 1: struck out, counts nowhere
    struck_reason TEXT NOT NULL DEFAULT '',         -- why, '' unless struck
    number TEXT NOT NULL CHECK (number <> ''),      -- of the office, once per agency
    filed TEXT NOT NULL,                            -- day it was filed
    applicant TEXT NOT NULL DEFAULT '',             -- personal data
    subject TEXT NOT NULL DEFAULT '',               -- what is asked for
    closed TEXT,                                    -- day of the decision, NULL while pending
    result TEXT CHECK (result IN ('upheld', 'corrected', 'other')), -- 结果维持, 结果纠正, 其他结果; NULL while pending
    filed_year INTEGER NOT NULL GENERATED ALWAYS AS (CAST(substr(filed, 1, 4) AS INTEGER)) STORED, -- statistics
    closed_year INTEGER NOT NULL GENERATED ALWAYS AS (CAST(substr(COALESCE(closed, '9999'), 1, 4) AS INTEGER)) STORED, -- statistics
    CHECK ((result IS NULL) = (closed IS NULL)),
    CHECK (closed >= filed),
    CHECK (struck = 0 OR struck_reason <> '')
) STRICT;
CREATE UNIQUE INDEX reconsideration_number ON reconsideration (agency_id, number) WHERE struck = 0;
CREATE INDEX reconsideration_by_day ON reconsideration (agency_id, filed, id);
CREATE INDEX reconsideration_closed ON reconsideration (agency_id, closed_year, result, filed_year, id) WHERE struck = 0;

CREATE TABLE litigation (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- whose
    version INTEGER NOT NULL,                       -- one more by each change
    struck INTEGER NOT NULL DEFAULT 0 CHECK (struck IN (0, 1)), -- 1: struck out, counts nowhere
    struck_reason TEXT NOT NULL DEFAULT '',         -- why, '' unless struck
    number TEXT NOT NULL CHECK (number <> ''),      -- of the office, once per agency
    route TEXT NOT NULL CHECK (route IN ('direct', 'after')), -- 未经复议直接起诉, 复议后起诉
    filed TEXT NOT NULL,                            -- day it was filed
    plaintiff TEXT NOT NULL DEFAULT '',             -- personal data
    subject TEXT NOT NULL DEFAULT '',               -- what is asked for
    closed TEXT,                                    -- day of the decision, NULL while pending
    result TEXT CHECK (result IN ('upheld', 'corrected', 'other')), -- 结果维持, 结果纠正, 其他结果; NULL while pending
    filed_year INTEGER NOT NULL GENERATED ALWAYS AS (CAST(substr(filed, 1, 4) AS INTEGER)) STORED, -- statistics
    closed_year INTEGER NOT NULL GENERATED ALWAYS AS (CAST(substr(COALESCE(closed, '9999'), 1, 4) AS INTEGER)) STORED, -- statistics
    CHECK ((result IS NULL) = (closed IS NULL)),
    CHECK (closed >= filed),
    CHECK (struck = 0 OR struck_reason <> '')
) STRICT;
CREATE UNIQUE INDEX litigation_number ON litigation (agency_id, number) WHERE struck = 0;
CREATE INDEX litigation_by_day ON litigation (agency_id, filed, id);
CREATE INDEX litigation_closed ON litigation (agency_id, route, closed_year, result, filed_year, id) WHERE struck = 0;

-- Responses to public concern.
CREATE TABLE response (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- whose
    version INTEGER NOT NULL,                       -- one more by each change
    struck INTEGER NOT NULL DEFAULT 0 CHECK (struck IN (0, 1)), -- 1: struck out, counts nowhere
    struck_reason TEXT NOT NULL DEFAULT '',         -- why, '' unless struck
    title TEXT NOT NULL CHECK (title <> ''),        -- as published
    topic TEXT NOT NULL DEFAULT '',                 -- free words
    raised TEXT,                                    -- day the concern was noticed
    answered TEXT NOT NULL,                         -- day of the response
    answered_via TEXT NOT NULL DEFAULT '',          -- channel
    url TEXT NOT NULL DEFAULT '',                   -- where it is published
    CHECK (answered >= raised),
    CHECK (struck = 0 OR struck_reason <> '')
) STRICT;
CREATE INDEX response_by_day ON response (agency_id, answered, id);

CREATE TABLE interpretation (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- whose
    version INTEGER NOT NULL,                       -- one more by each change
    struck INTEGER NOT NULL DEFAULT 0 CHECK (struck IN (0, 1)), -- 1: struck out, counts nowhere
    struck_reason TEXT NOT NULL DEFAULT '',         -- why, '' unless struck
    title TEXT NOT NULL CHECK (title <> ''),        -- as published
    of_title TEXT NOT NULL DEFAULT '',              -- the document it explains
    form TEXT NOT NULL DEFAULT '',                  -- 文字 图解 视频…
    published TEXT NOT NULL,                        -- day
    published_via TEXT NOT NULL DEFAULT '',         -- channel
    url TEXT NOT NULL DEFAULT '',                   -- where it is published
    CHECK (struck = 0 OR struck_reason <> '')
) STRICT;
CREATE INDEX interpretation_by_day ON interpretation (agency_id, published, id);

-- Processing fees asked for and paid.
CREATE TABLE fee (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- whose
    version INTEGER NOT NULL,                       -- one more by each change
    struck INTEGER NOT NULL DEFAULT 0 CHECK (struck IN (0, 1)), -- 1: struck out, counts nowhere
    struck_reason TEXT NOT NULL DEFAULT '',         -- why, '' unless struck
    request_number TEXT NOT NULL,                   -- of the request it belongs to
    noticed TEXT NOT NULL,                          -- day of the notice
    amount INTEGER NOT NULL CHECK (amount >= 0),    -- fen
    paid TEXT,                                      -- day it was paid
    note TEXT NOT NULL DEFAULT '',                  -- free words
    CHECK (paid >= noticed),
    CHECK (struck = 0 OR struck_reason <> '')
) STRICT;
CREATE INDEX fee_by_day ON fee (agency_id, noticed, id);

-- Signed corrections of a year's figures; never changed.
CREATE TABLE correction (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- whose
    year INTEGER NOT NULL,                          -- report year
    table_row TEXT NOT NULL,                        -- 'r2'
    table_column TEXT NOT NULL,                     -- 'natural'…'total'
    figure_before INTEGER NOT NULL CHECK (figure_before >= 0), -- as frozen last year
    figure_after INTEGER NOT NULL CHECK (figure_after >= 0),   -- as counted
    reason TEXT NOT NULL CHECK (reason <> ''),      -- in words
    signed_by INTEGER NOT NULL REFERENCES account (id), -- account
    signed_name TEXT NOT NULL,                      -- as printed
    signed_at INTEGER NOT NULL                      -- moment
) STRICT;
CREATE INDEX correction_by_year ON correction (agency_id, year, id);
