-- SPDX-License-Identifier: MulanPSL-2.0
-- An expansion, for tests/cluster/rolling.py alone: what this program does not know and does not need.
-- compatible: @OLD@

PRAGMA user_version = @NEW@;

-- Notes of the next release.
CREATE TABLE note (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    text TEXT NOT NULL DEFAULT ''                   -- free words
) STRICT;
