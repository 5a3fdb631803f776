-- SPDX-License-Identifier: MulanPSL-2.0
-- Suggestions and complaints go through the flow: what was suggested may be public already, both may be taken back.
-- And what happens inside while they are handled is not told to whoever suggested or complained.
-- compatible: 6

PRAGMA user_version = 24;

DROP VIEW own_beside;

-- postgresql instead: ALTER TABLE suggestion DROP CONSTRAINT suggestion_result_check, ADD CONSTRAINT suggestion_result_check CHECK (result IN ('adopted', 'partly', 'not-adopted', 'already-public', 'dropped'));
CREATE TABLE suggestion_new (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- whose
    version INTEGER NOT NULL,                       -- one more by each change
    struck INTEGER NOT NULL DEFAULT 0 CHECK (struck IN (0, 1)), -- 1: struck out, counts nowhere
    struck_reason TEXT NOT NULL DEFAULT '',         -- why, '' unless struck
    number TEXT NOT NULL CHECK (number <> ''),      -- of the office, once per agency
    received TEXT NOT NULL,                         -- day, also of the own finding
    name TEXT NOT NULL DEFAULT '',                  -- personal data; '' also for the own finding
    subject TEXT NOT NULL CHECK (subject <> ''),    -- what should be public
    result TEXT CHECK (result IN ('adopted', 'partly', 'not-adopted', 'already-public', 'dropped')), -- NULL while open
    answered TEXT,                                  -- day it was decided
    url TEXT NOT NULL DEFAULT '',                   -- where it is published
    CHECK ((result IS NULL) = (answered IS NULL)),
    CHECK (answered >= received),
    CHECK (struck = 0 OR struck_reason <> '')
) STRICT;
INSERT INTO suggestion_new (id, agency_id, version, struck, struck_reason, number, received, name, subject, result, answered, url)
SELECT id, agency_id, version, struck, struck_reason, number, received, name, subject, result, answered, url
FROM suggestion ORDER BY id;
DROP TABLE suggestion;
ALTER TABLE suggestion_new RENAME TO suggestion;
CREATE UNIQUE INDEX suggestion_number ON suggestion (agency_id, number) WHERE struck = 0;
CREATE INDEX suggestion_by_day ON suggestion (agency_id, received, id);
-- to here
-- postgresql instead: ALTER TABLE complaint DROP CONSTRAINT complaint_result_check, ADD CONSTRAINT complaint_result_check CHECK (result IN ('upheld', 'partly', 'not-upheld', 'transferred', 'dropped'));
CREATE TABLE complaint_new (
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
    result TEXT CHECK (result IN ('upheld', 'partly', 'not-upheld', 'transferred', 'dropped')), -- NULL while open
    answered TEXT,                                  -- day of the answer
    CHECK ((result IS NULL) = (answered IS NULL)),
    CHECK (answered >= received),
    CHECK (struck = 0 OR struck_reason <> '')
) STRICT;
INSERT INTO complaint_new (id, agency_id, version, struck, struck_reason, number, received, channel, name, about,
    about_request, subject, result, answered)
SELECT id, agency_id, version, struck, struck_reason, number, received, channel, name, about, about_request, subject, result,
    answered
FROM complaint ORDER BY id;
DROP TABLE complaint;
ALTER TABLE complaint_new RENAME TO complaint;
CREATE UNIQUE INDEX complaint_number ON complaint (agency_id, number) WHERE struck = 0;
CREATE INDEX complaint_by_day ON complaint (agency_id, received, id);
-- to here

CREATE VIEW own_beside AS
SELECT matter.id AS id, matter.code AS code, matter.agency_id AS agency_id, matter.kind AS kind, matter.filed_at AS filed_at,
    entry.number AS number, entry.record AS subject, COALESCE(entry.result, '') AS outcome, entry.struck AS struck
FROM matter JOIN correction_request entry ON entry.id = matter.entry_id WHERE matter.kind = 'correction'
UNION ALL
SELECT matter.id, matter.code, matter.agency_id, matter.kind, matter.filed_at,
    entry.number, entry.subject, COALESCE(entry.result, ''), entry.struck
FROM matter JOIN suggestion entry ON entry.id = matter.entry_id WHERE matter.kind = 'suggestion'
UNION ALL
SELECT matter.id, matter.code, matter.agency_id, matter.kind, matter.filed_at,
    entry.number, entry.subject, COALESCE(entry.result, ''), entry.struck
FROM matter JOIN complaint entry ON entry.id = matter.entry_id WHERE matter.kind = 'complaint';

DROP VIEW own_step;
CREATE VIEW own_step AS
SELECT id, matter_id, day, CASE WHEN event IN ('agreed', 'refused', 'silent', 'undelivered') THEN 'consult-ended' ELSE event END AS event,
    n, letter_id
FROM matter_step
WHERE struck = 0 AND event NOT IN ('lapse-clarification', 'lapse-reasons', 'lapse-fee', 'assist', 'assist-done', 'search',
    'advise-transfer', 'draft', 'return', 'review', 'check', 'approve', 'archive', 'extend', 'consult-served', 'tell-third',
    'review-notice', 'review-answered', 'suit-notice', 'suit-answered', 'upheld', 'correct-draft', 'suggest-draft',
    'complaint-ask', 'complaint-account', 'complaint-draft');

DROP VIEW own_letter;
CREATE VIEW own_letter AS
SELECT id, matter_id, kind, number, day FROM letter
WHERE state = 'issued' AND struck = 0 AND kind NOT IN ('P5', 'P7', 'P8', 'P10', 'P12', 'R15');

DROP VIEW own_letter_paper;
CREATE VIEW own_letter_paper AS
SELECT letter.matter_id AS matter_id, letter_paper.letter_id AS letter_id, letter_paper.format AS format,
    letter_paper.media_type AS media_type, letter_paper.size AS size, letter_paper.bytes AS bytes
FROM letter_paper JOIN letter ON letter.id = letter_paper.letter_id
WHERE letter.state = 'issued' AND letter.struck = 0 AND letter.kind NOT IN ('P5', 'P7', 'P8', 'P10', 'P12', 'R15');
