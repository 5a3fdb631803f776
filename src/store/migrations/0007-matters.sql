-- SPDX-License-Identifier: MulanPSL-2.0
-- Disclosure on request from the counter to the archive. A matter is what somebody handed in: its entry in a
-- register (request, …) says what is counted, its steps say what happened; the state, the due days and the
-- duties are folded from the steps by law/life.h and can be made again at any time.
-- What belongs to a matter names it without a foreign key: on PostgreSQL the check of one reads the page where all
-- others insert, and serializable writers conflict over it (docs/decisions/two-engines.md).
-- compatible: 6

PRAGMA user_version = 7;

CREATE TABLE matter (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- who handles it
    version INTEGER NOT NULL DEFAULT 1,             -- one more by each change
    kind TEXT NOT NULL CHECK (kind IN ('request', 'correction', 'suggestion', 'complaint')), -- which register
    entry_id INTEGER NOT NULL,                      -- its entry there
    filed_at INTEGER NOT NULL,                      -- moment it was handed in or entered
    filed_by INTEGER NOT NULL,                      -- account that entered it; 0: the requester, online
    form TEXT NOT NULL,                             -- JSON: what was answered, nothing personal in it
    key BLOB NOT NULL,                              -- data key of all that is sealed, wrapped; '' none or erased
    person BLOB NOT NULL,                           -- sealed JSON: who, identity, contacts, agent; '' none or erased
    mark BLOB,                                      -- keyed digest of the identity number: the same person; NULL unknown
    code BLOB UNIQUE,                               -- keyed digest of number and query code; NULL none
    UNIQUE (kind, entry_id)
) STRICT;
CREATE INDEX matter_by_mark ON matter (mark, id) WHERE mark IS NOT NULL;

-- What happened, in the order of days. A step entered by mistake is struck out, never changed.
CREATE TABLE matter_step (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- of the matter
    matter_id INTEGER NOT NULL,                     -- whose
    version INTEGER NOT NULL DEFAULT 1,             -- 2 when struck out
    struck INTEGER NOT NULL DEFAULT 0 CHECK (struck IN (0, 1)), -- 1: struck out, not folded
    struck_reason TEXT NOT NULL DEFAULT '',         -- why, '' unless struck
    day TEXT NOT NULL CHECK (length(day) = 10),     -- on which it happened
    event TEXT NOT NULL CHECK (event <> ''),        -- code of law/life.h
    n INTEGER NOT NULL,                             -- see enum life_asks
    roles INTEGER NOT NULL,                         -- bits of LIFE_BY_… the actor held
    account_id INTEGER NOT NULL,                    -- who; 0: the requester, online
    party TEXT NOT NULL DEFAULT '',                 -- third party, organ or section asked; personal data
    note TEXT NOT NULL DEFAULT '',                  -- for the office alone
    letter_id INTEGER,                              -- the letter that went out by it
    at INTEGER NOT NULL,                            -- moment it was entered
    CHECK (struck = 0 OR struck_reason <> '')
) STRICT;
CREATE INDEX matter_step_by_matter ON matter_step (matter_id, day, id);

-- Derived: where a matter stands. version guards against two people deciding at once.
CREATE TABLE matter_state (
    matter_id INTEGER NOT NULL PRIMARY KEY,         -- whose
    agency_id INTEGER NOT NULL,                     -- of the matter
    kind TEXT NOT NULL,                             -- of the matter
    version INTEGER NOT NULL,                       -- one more by each step taken or struck, and each hand-over
    state TEXT NOT NULL,                            -- code of law/life.h
    ending TEXT NOT NULL DEFAULT '',                -- code of law/life_path.h, '' while undecided
    received TEXT,                                  -- 收到申请之日; NULL before it is confirmed
    due TEXT,                                       -- last day of the reply; NULL when none runs
    next_due TEXT NOT NULL,                         -- the office's next duty: a day, '' at once, '9999-12-31' nothing
    next_duty TEXT NOT NULL DEFAULT '',             -- its code
    post_id INTEGER NOT NULL DEFAULT 0,             -- to whom it falls; 0: nobody yet
    reckoned TEXT NOT NULL                          -- the day these were worked out for
) STRICT;
CREATE INDEX matter_state_by_state ON matter_state (agency_id, kind, state, next_due, matter_id);
CREATE INDEX matter_state_by_due ON matter_state (agency_id, kind, next_due, matter_id);
CREATE INDEX matter_state_by_receipt ON matter_state (agency_id, kind, received, matter_id);
CREATE INDEX matter_state_by_post ON matter_state (agency_id, post_id, state, next_due, matter_id);

-- Derived: all that is owed, by whom, by when.
CREATE TABLE duty (
    matter_id INTEGER NOT NULL,                     -- whose
    kind TEXT NOT NULL,                             -- code of law/life_duty.h
    consult INTEGER NOT NULL,                       -- which consultation, 0: none
    agency_id INTEGER NOT NULL,                     -- of the matter
    turn TEXT NOT NULL,                             -- office, requester, others
    due TEXT,                                       -- last day; NULL: owed now, the law names none
    PRIMARY KEY (matter_id, kind, consult)
) STRICT;
CREATE INDEX duty_by_day ON duty (agency_id, turn, due, matter_id);

-- Posts of an office: work is given to a post, and goes on when somebody leaves.
CREATE TABLE post (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- whose
    version INTEGER NOT NULL DEFAULT 1,             -- one more by each change
    struck INTEGER NOT NULL DEFAULT 0 CHECK (struck IN (0, 1)), -- 1: no longer there
    struck_reason TEXT NOT NULL DEFAULT '',         -- why, '' unless struck
    name TEXT NOT NULL CHECK (name <> '')           -- 依申请公开岗
) STRICT;
CREATE UNIQUE INDEX post_name ON post (agency_id, name) WHERE struck = 0;

CREATE TABLE post_holder (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- of the post
    version INTEGER NOT NULL DEFAULT 1,             -- one more by each change
    post_id INTEGER NOT NULL REFERENCES post (id),  -- which
    account_id INTEGER NOT NULL REFERENCES account (id), -- who
    since TEXT NOT NULL,                            -- first day
    until TEXT,                                     -- last day; NULL while it goes on
    CHECK (until >= since)
) STRICT;
CREATE INDEX post_holder_by_post ON post_holder (post_id, account_id);
CREATE INDEX post_holder_by_account ON post_holder (account_id, post_id);

CREATE TABLE assignment (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- of the matter
    matter_id INTEGER NOT NULL,                     -- what is given; the newest counts
    post_id INTEGER NOT NULL REFERENCES post (id),  -- to whom
    account_id INTEGER NOT NULL,                    -- by whom
    at INTEGER NOT NULL,                            -- moment
    note TEXT NOT NULL DEFAULT ''                   -- for the office alone
) STRICT;
CREATE INDEX assignment_by_matter ON assignment (matter_id, id);

-- Who searched where for what: what a court asks when the reply is 不存在.
CREATE TABLE search_log (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- of the matter
    matter_id INTEGER NOT NULL,                     -- for what
    version INTEGER NOT NULL DEFAULT 1,             -- 2 when struck out
    struck INTEGER NOT NULL DEFAULT 0 CHECK (struck IN (0, 1)), -- 1: struck out
    struck_reason TEXT NOT NULL DEFAULT '',         -- why, '' unless struck
    day TEXT NOT NULL CHECK (length(day) = 10),     -- of the search
    searcher TEXT NOT NULL CHECK (searcher <> ''),  -- who searched, person or section
    place TEXT NOT NULL CHECK (place <> ''),        -- archive, system, cabinet
    words TEXT NOT NULL CHECK (words <> ''),        -- what was looked for
    found TEXT NOT NULL CHECK (found <> ''),        -- what came of it
    account_id INTEGER NOT NULL,                    -- who entered it
    at INTEGER NOT NULL,                            -- moment it was entered
    CHECK (struck = 0 OR struck_reason <> '')
) STRICT;
CREATE INDEX search_log_by_matter ON search_log (matter_id, day, id);

CREATE TABLE attachment (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- of the matter
    matter_id INTEGER NOT NULL,                     -- whose
    version INTEGER NOT NULL DEFAULT 1,             -- one more by each change
    struck INTEGER NOT NULL DEFAULT 0 CHECK (struck IN (0, 1)), -- 1: struck out
    struck_reason TEXT NOT NULL DEFAULT '',         -- why, '' unless struck
    use TEXT NOT NULL CHECK (use <> ''),            -- identity, authorisation, given…: store/attachment.h
    step_id INTEGER,                                -- the step it came with, NULL none
    of_id INTEGER,                                  -- the attachment it was made from (blacked out), NULL none
    name TEXT NOT NULL CHECK (name <> ''),          -- as it is shown; may hold a person's name
    media_type TEXT NOT NULL CHECK (media_type <> ''), -- by its contents
    size INTEGER NOT NULL CHECK (size >= 0),        -- bytes before sealing
    digest TEXT NOT NULL,                           -- SM3 before sealing, hex
    account_id INTEGER NOT NULL,                    -- who put it there; 0: the requester, online
    at INTEGER NOT NULL,                            -- moment
    bytes BLOB NOT NULL,                            -- sealed; '' when erased
    CHECK (struck = 0 OR struck_reason <> '')
) STRICT;
CREATE INDEX attachment_by_matter ON attachment (matter_id, id);

CREATE TABLE letter (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- of the matter
    matter_id INTEGER NOT NULL,                     -- whose
    version INTEGER NOT NULL DEFAULT 1,             -- one more by each change
    struck INTEGER NOT NULL DEFAULT 0 CHECK (struck IN (0, 1)), -- 1: dropped; its number is not given again
    struck_reason TEXT NOT NULL DEFAULT '',         -- why, '' unless struck
    kind TEXT NOT NULL CHECK (kind <> ''),          -- code of law/letter.h
    consult INTEGER NOT NULL DEFAULT 0,             -- the consultation it belongs to, 0 none
    state TEXT NOT NULL CHECK (state IN ('draft', 'issued')), -- issued: numbered, dated, its papers stored
    number TEXT,                                    -- 发文字号; NULL while a draft
    day TEXT,                                       -- 成文日期; NULL while a draft
    data BLOB NOT NULL,                             -- sealed JSON: what it says
    CHECK ((state = 'draft') = (number IS NULL) AND (state = 'draft') = (day IS NULL)),
    CHECK (struck = 0 OR struck_reason <> '')
) STRICT;
CREATE UNIQUE INDEX letter_number ON letter (agency_id, number);
CREATE INDEX letter_by_matter ON letter (matter_id, id);

CREATE TABLE letter_paper (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- of the letter
    letter_id INTEGER NOT NULL REFERENCES letter (id), -- of what
    version INTEGER NOT NULL DEFAULT 1,             -- one more by each change
    format TEXT NOT NULL CHECK (format <> ''),      -- pdf, html, docx
    media_type TEXT NOT NULL,                       -- as it is sent
    size INTEGER NOT NULL CHECK (size >= 0),        -- bytes before sealing
    at INTEGER NOT NULL,                            -- moment it was printed
    bytes BLOB NOT NULL,                            -- sealed; '' when erased
    UNIQUE (letter_id, format)
) STRICT;

-- An office's own wording of a letter; the house's stands where there is none.
CREATE TABLE letter_template (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- whose
    version INTEGER NOT NULL DEFAULT 1,             -- one more by each change
    kind TEXT NOT NULL CHECK (kind <> ''),          -- code of law/letter.h
    text TEXT NOT NULL,                             -- as in rules/letters; '' when the house's holds again
    UNIQUE (agency_id, kind)
) STRICT;

-- The last number given in each series. A number is never given twice.
CREATE TABLE document_series (
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- whose
    sign TEXT NOT NULL CHECK (sign <> ''),          -- 机关代字 with the kind's word, or 'request'
    year INTEGER NOT NULL,                          -- of the number
    last INTEGER NOT NULL CHECK (last > 0),         -- given last
    PRIMARY KEY (agency_id, sign, year)
) STRICT;

CREATE TRIGGER letter_issued BEFORE UPDATE ON letter
WHEN old.number IS NOT NULL AND (new.number IS NULL OR new.number <> old.number)
BEGIN SELECT RAISE(ABORT, 'the number of a letter never changes'); END;
CREATE TRIGGER assignment_update BEFORE UPDATE ON assignment
BEGIN SELECT RAISE(ABORT, 'an assignment is never changed, only followed by another'); END;

-- What a requester's own page reads, through a connection that can read nothing else. Every query names the
-- matter by its code: none lists.
CREATE VIEW own_matter AS
SELECT matter.id AS id, matter.code AS code, matter.agency_id AS agency_id, matter.kind AS kind, matter.filed_at AS filed_at,
    matter.key AS key, request.number AS number, request.received AS received, request.channel AS channel,
    request.subject AS subject, COALESCE(request.outcome, '') AS outcome, COALESCE(request.replied, '') AS replied,
    request.struck AS struck
FROM matter JOIN request ON request.id = matter.entry_id WHERE matter.kind = 'request';

CREATE VIEW own_state AS
SELECT matter_id, state, COALESCE(received, '') AS received, COALESCE(due, '') AS due FROM matter_state;

CREATE VIEW own_duty AS
SELECT matter_id, kind, COALESCE(due, '') AS due FROM duty WHERE turn = 'requester' OR kind = 'reply';

-- The steps the Regulation tells the requester (law/life_told.h; a test holds the two together); how a consultation
-- ended is somebody else's affair.
CREATE VIEW own_step AS
SELECT id, matter_id, day, CASE WHEN event IN ('agreed', 'refused', 'silent', 'undelivered') THEN 'consult-ended' ELSE event END AS event,
    n, letter_id
FROM matter_step
WHERE struck = 0 AND event NOT IN ('lapse-clarification', 'lapse-reasons', 'lapse-fee', 'assist', 'assist-done', 'search',
    'advise-transfer', 'draft', 'return', 'review', 'check', 'approve', 'archive', 'extend', 'consult-served', 'tell-third',
    'review-notice', 'review-answered', 'suit-notice', 'suit-answered', 'upheld', 'correct-draft');

CREATE VIEW own_letter AS
SELECT id, matter_id, kind, number, day FROM letter
WHERE state = 'issued' AND struck = 0 AND kind <> 'P5' AND kind <> 'P7' AND kind <> 'P8' AND kind <> 'P10'
    AND kind <> 'R15';

CREATE VIEW own_letter_paper AS
SELECT letter.matter_id AS matter_id, letter_paper.letter_id AS letter_id, letter_paper.format AS format,
    letter_paper.media_type AS media_type, letter_paper.size AS size, letter_paper.bytes AS bytes
FROM letter_paper JOIN letter ON letter.id = letter_paper.letter_id
WHERE letter.state = 'issued' AND letter.struck = 0 AND letter.kind <> 'P5' AND letter.kind <> 'P7'
    AND letter.kind <> 'P8' AND letter.kind <> 'P10' AND letter.kind <> 'R15';
