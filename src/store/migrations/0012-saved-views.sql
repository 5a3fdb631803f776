-- SPDX-License-Identifier: MulanPSL-2.0
-- Filters of the list of requests that somebody keeps under a name, for himself alone. Not journalled: nothing follows
-- from them.
-- compatible: 6

PRAGMA user_version = 12;

CREATE TABLE saved_view (
    account_id INTEGER NOT NULL REFERENCES account (id), -- whose
    name TEXT NOT NULL CHECK (name <> ''),          -- as he calls it
    query TEXT NOT NULL,                            -- of the address, without the '?'
    PRIMARY KEY (account_id, name)
) STRICT;
