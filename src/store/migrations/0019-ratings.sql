-- SPDX-License-Identifier: MulanPSL-2.0
-- How requesters rated what became of their requests. Nothing in a row leads to a request: the mark is made of its
-- number and its query code under the office's key, and the code is with the requester alone. Neither a moment nor an
-- order is kept, and nothing is journalled. Rows are shown in sums, several at a time.
-- compatible: 6

PRAGMA user_version = 19;

CREATE TABLE rating (
    mark BLOB NOT NULL PRIMARY KEY,                 -- of number and query code
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- who was rated
    year INTEGER NOT NULL,                          -- in which year
    level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5), -- 5: very content
    shown INTEGER NOT NULL DEFAULT 0 CHECK (shown IN (0, 1)) -- 1: in the sums, and not to be changed any more
) STRICT;
CREATE INDEX rating_by_year ON rating (agency_id, year, shown, level);
