-- SPDX-License-Identifier: MulanPSL-2.0
-- How a reply was served, beside the step that says on which day; and the files that go out with a reply, for the
-- requester's own page.
-- compatible: 6

PRAGMA user_version = 20;

CREATE TABLE service (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- of the matter
    matter_id INTEGER NOT NULL,                     -- whose; no foreign key, see 0007
    version INTEGER NOT NULL DEFAULT 1,             -- one more by each change
    step_id INTEGER NOT NULL,                       -- the step 登记送达; struck with it
    manner TEXT NOT NULL CHECK (manner <> ''),      -- code of law/service.h
    day TEXT NOT NULL CHECK (length(day) = 10),     -- posted, signed for, confirmed, published, by the manner
    mail_number TEXT NOT NULL DEFAULT '',           -- of EMS or registered mail
    signed TEXT,                                    -- the day the mail was signed for; NULL not known
    facts BLOB NOT NULL,                            -- sealed JSON: who signed, where it was sent, how it was confirmed
    account_id INTEGER NOT NULL,                    -- who entered it
    at INTEGER NOT NULL,                            -- moment
    UNIQUE (step_id)
) STRICT;
CREATE INDEX service_by_matter ON service (matter_id, id);

-- What goes out with a reply: files that were there when it was issued.
CREATE VIEW own_given AS
SELECT a.id AS id, a.matter_id AS matter_id, a.name AS name, a.media_type AS media_type, a.size AS size
FROM attachment a WHERE a.use = 'given' AND a.struck = 0 AND length(a.bytes) > 0 AND EXISTS (SELECT 1 FROM matter_step s
    WHERE s.matter_id = a.matter_id AND s.struck = 0 AND s.event = 'issue' AND s.at >= a.at);
