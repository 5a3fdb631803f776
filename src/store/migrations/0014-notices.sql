-- SPDX-License-Identifier: MulanPSL-2.0
-- Notices to requesters, the outbox: what is to be sent, and what became of it. A notice is written in the transaction
-- of the step it tells of, so that neither is there without the other. Not journalled row by row: that one was sent,
-- given up or asked for again is an event of its matter. And what a lost query code and a one-time code need.
-- compatible: 6

PRAGMA user_version = 14;

CREATE TABLE notice (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- of the matter
    matter_id INTEGER NOT NULL,                     -- about which; 0: a test
    step_id INTEGER NOT NULL,                       -- the step it tells of; 0: none
    kind TEXT NOT NULL CHECK (kind <> ''),          -- which words: office/notice.h
    channel TEXT NOT NULL CHECK (channel IN ('mail', 'sms')), -- by which way
    ref TEXT NOT NULL UNIQUE,                       -- 32 random digits: the message's name outside
    content BLOB NOT NULL,                          -- sealed JSON: to whom, by when, a code; '' none or erased
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'dropped')), -- store/notice.h
    tries INTEGER NOT NULL DEFAULT 0,               -- how often it was taken up
    next_at INTEGER,                                -- moment from which it may be taken; NULL: nothing more is done
    last_error TEXT NOT NULL DEFAULT '',            -- of the last try, English, no personal data
    reason TEXT NOT NULL DEFAULT '',                -- why somebody gave it up
    created_at INTEGER NOT NULL,                    -- moment
    sent_at INTEGER,                                -- moment the other side took it; NULL: not yet
    CHECK ((next_at IS NULL) = (state IN ('sent', 'failed', 'dropped')))
) STRICT;
CREATE INDEX notice_by_next ON notice (next_at, id) WHERE next_at IS NOT NULL;
CREATE INDEX notice_by_matter ON notice (matter_id, id);
CREATE INDEX notice_by_state ON notice (agency_id, state, id);

-- Somebody asks for a lost query code. Whether number and contact fit is looked at later, by the timed work: who asks
-- sees and waits the same in every case. The row goes when it was looked at.
CREATE TABLE code_ask (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    at INTEGER NOT NULL,                            -- moment
    word TEXT NOT NULL UNIQUE,                      -- 32 random digits, for the places of what is sealed
    key BLOB NOT NULL,                              -- data key, wrapped
    content BLOB NOT NULL                           -- sealed JSON: number and contact as they were typed
) STRICT;

-- The one-time code that proves who asks for the letters of a matter: one per matter, for minutes.
CREATE TABLE proof_code (
    matter_id INTEGER NOT NULL PRIMARY KEY,         -- whose
    mark BLOB NOT NULL,                             -- keyed digest of matter and code
    expires_at INTEGER NOT NULL,                    -- moment
    tries INTEGER NOT NULL DEFAULT 0                -- wrong ones so far
) STRICT;
