-- SPDX-License-Identifier: MulanPSL-2.0
-- How often somebody without an account did something in an hour: applications, wrong query codes, wrong proofs.
-- Not journalled: it holds what passes. Swept with the forms that were sent.
-- compatible: 6

PRAGMA user_version = 10;

CREATE TABLE visit (
    what TEXT NOT NULL CHECK (what <> ''),          -- a code of office/visitor.h
    mark BLOB NOT NULL,                             -- keyed digest of the network address, or of the matter asked for
    hour INTEGER NOT NULL,                          -- hours since 1970
    n INTEGER NOT NULL CHECK (n > 0),               -- how often
    PRIMARY KEY (what, mark, hour)
) STRICT;
CREATE INDEX visit_by_hour ON visit (hour);
