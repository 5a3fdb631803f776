-- SPDX-License-Identifier: MulanPSL-2.0
-- Which files go with which reply: chosen with its draft, final with its number. A reply made anew chooses anew.
-- compatible: 6

PRAGMA user_version = 23;

CREATE TABLE letter_file (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- of the matter
    matter_id INTEGER NOT NULL,                     -- whose; no foreign key, see 0007
    version INTEGER NOT NULL DEFAULT 1,             -- one more by each change
    letter_id INTEGER NOT NULL,                     -- the reply
    attachment_id INTEGER NOT NULL,                 -- the file that was looked at
    given INTEGER NOT NULL CHECK (given IN (0, 1)), -- 1: it goes with the reply
    account_id INTEGER NOT NULL,                    -- who chose last
    at INTEGER NOT NULL,                            -- moment of it
    UNIQUE (letter_id, attachment_id)
) STRICT;
CREATE INDEX letter_file_by_matter ON letter_file (matter_id, id);

-- What goes out with each reply; withdrawn: the office struck it out since. Replies from before files were chosen had
-- all that were marked and there when they were issued.
DROP VIEW own_given;
CREATE VIEW own_given AS
SELECT a.id AS id, a.matter_id AS matter_id, a.name AS name, a.media_type AS media_type, a.size AS size,
    COALESCE(s.letter_id, 0) AS letter_id, a.struck AS withdrawn, s.id AS step_id
FROM matter_step s JOIN attachment a ON a.matter_id = s.matter_id
WHERE s.event = 'issue' AND s.struck = 0 AND length(a.bytes) > 0 AND (
    EXISTS (SELECT 1 FROM letter_file f WHERE f.letter_id = s.letter_id AND f.attachment_id = a.id AND f.given = 1)
    OR (a.use = 'given' AND a.struck = 0 AND s.at >= a.at
        AND NOT EXISTS (SELECT 1 FROM letter_file f WHERE f.letter_id = s.letter_id)
        AND NOT EXISTS (SELECT 1 FROM matter_step x WHERE x.matter_id = s.matter_id AND x.event = 'issue'
            AND x.struck = 0 AND x.id < s.id AND x.at >= a.at)));
