-- SPDX-License-Identifier: MulanPSL-2.0
-- A one-time link to an account that signs works only when a second administrator agreed. A program of before this file
-- lets it be used at once: a rolling upgrade ends with all processes new.
-- compatible: 6

PRAGMA user_version = 22;

ALTER TABLE one_time_token ADD COLUMN confirmed INTEGER NOT NULL DEFAULT 0 CHECK (confirmed IN (0, 1)); -- by the security administrator
