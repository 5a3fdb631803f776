-- SPDX-License-Identifier: MulanPSL-2.0
-- A letter that went out on paper is struck with the step that entered it, and entered anew with the number that
-- stands on it: a number is one letter's among those that stand. None of the office's own is ever given twice
-- (document_series), and the struck one keeps its number.
-- compatible: 6

PRAGMA user_version = 26;

DROP INDEX letter_number;
CREATE UNIQUE INDEX letter_number ON letter (agency_id, number) WHERE struck = 0;
CREATE INDEX letter_by_number ON letter (agency_id, number);
