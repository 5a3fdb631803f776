-- SPDX-License-Identifier: MulanPSL-2.0
-- Annual reports; a published one never changes.

PRAGMA user_version = 3;

CREATE TABLE report (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    version INTEGER NOT NULL DEFAULT 1,             -- one more by each change
    agency_id INTEGER NOT NULL REFERENCES agency (id), -- whose
    year INTEGER NOT NULL,                          -- report year
    issue INTEGER NOT NULL CHECK (issue >= 1),      -- 1, then one more by each re-issue
    state TEXT NOT NULL CHECK (state IN ('draft', 'frozen', 'published')), -- 起草中, 已定稿, 已发布
    reason TEXT NOT NULL DEFAULT '',                -- why re-issued
    tables TEXT NOT NULL DEFAULT '',                -- frozen figures, JSON
    findings TEXT NOT NULL DEFAULT '',              -- frozen findings, JSON
    drafted_by INTEGER REFERENCES account (id),     -- NULL: by the operator
    frozen_at INTEGER NOT NULL DEFAULT 0,           -- moment, 0 while draft
    published_at INTEGER NOT NULL DEFAULT 0,        -- moment, 0 until published
    journal_head TEXT NOT NULL DEFAULT '',          -- printed in the report
    journal_entry INTEGER NOT NULL DEFAULT 0,       -- last journal entry the head covers
    UNIQUE (agency_id, year, issue),
    CHECK (issue = 1 OR reason <> ''),
    CHECK (state = 'draft' OR (tables <> '' AND frozen_at <> 0 AND journal_head <> '')),
    CHECK ((state = 'published') = (published_at <> 0))
) STRICT;
CREATE UNIQUE INDEX report_one_open ON report (agency_id, year) WHERE state <> 'published';

CREATE TABLE report_section (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    version INTEGER NOT NULL DEFAULT 1,             -- one more by each change
    report_id INTEGER NOT NULL REFERENCES report (id), -- of which report
    section TEXT NOT NULL,                          -- the office's key
    text TEXT NOT NULL,                             -- paragraphs
    edited INTEGER NOT NULL CHECK (edited IN (0, 1)), -- 0 while as generated
    UNIQUE (report_id, section)
) STRICT;

-- The written reason for one finding.
CREATE TABLE report_answer (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    report_id INTEGER NOT NULL REFERENCES report (id), -- of which report
    finding TEXT NOT NULL,                          -- stable id of the finding
    reason TEXT NOT NULL CHECK (reason <> ''),      -- in words
    account_id INTEGER REFERENCES account (id),     -- NULL: by the operator
    at INTEGER NOT NULL,                            -- moment
    UNIQUE (report_id, finding)
) STRICT;

-- Two different people.
CREATE TABLE report_signature (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    report_id INTEGER NOT NULL REFERENCES report (id), -- of which report
    role TEXT NOT NULL CHECK (role IN ('approver', 'head')), -- code
    account_id INTEGER NOT NULL REFERENCES account (id), -- whose
    name TEXT NOT NULL,                             -- as printed
    at INTEGER NOT NULL,                            -- moment
    UNIQUE (report_id, role),
    UNIQUE (report_id, account_id)
) STRICT;

-- The papers as published.
CREATE TABLE report_paper (
    id INTEGER NOT NULL PRIMARY KEY,                -- given by the store
    report_id INTEGER NOT NULL REFERENCES report (id), -- of which report
    format TEXT NOT NULL CHECK (format IN ('html', 'fragment', 'pdf', 'docx', 'text')), -- code of paper/
    media_type TEXT NOT NULL,                       -- for HTTP
    digest TEXT NOT NULL,                           -- SM3 of bytes, hex
    size INTEGER NOT NULL,                          -- of bytes
    at INTEGER NOT NULL,                            -- moment
    bytes BLOB NOT NULL,                            -- the file
    UNIQUE (report_id, format)
) STRICT;

CREATE TRIGGER report_published_update BEFORE UPDATE ON report WHEN OLD.state = 'published'
BEGIN SELECT RAISE(ABORT, 'a published report never changes'); END;
CREATE TRIGGER report_published_delete BEFORE DELETE ON report
BEGIN SELECT RAISE(ABORT, 'a report is never deleted'); END;
CREATE TRIGGER report_publish_signed BEFORE UPDATE ON report
WHEN NEW.state = 'published' AND (SELECT count(*) FROM report_signature WHERE report_id = NEW.id) <> 2
BEGIN SELECT RAISE(ABORT, 'a report needs two signatures'); END;
CREATE TRIGGER report_publish_insert BEFORE INSERT ON report WHEN NEW.state <> 'draft'
BEGIN SELECT RAISE(ABORT, 'a report begins as a draft'); END;
CREATE TRIGGER report_section_insert BEFORE INSERT ON report_section
WHEN (SELECT state FROM report WHERE id = NEW.report_id) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'the report is frozen'); END;
CREATE TRIGGER report_section_update BEFORE UPDATE ON report_section
WHEN (SELECT state FROM report WHERE id = OLD.report_id) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'the report is frozen'); END;
CREATE TRIGGER report_section_delete BEFORE DELETE ON report_section
WHEN (SELECT state FROM report WHERE id = OLD.report_id) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'the report is frozen'); END;
CREATE TRIGGER report_answer_insert BEFORE INSERT ON report_answer
WHEN (SELECT state FROM report WHERE id = NEW.report_id) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'the report is frozen'); END;
CREATE TRIGGER report_answer_update BEFORE UPDATE ON report_answer
WHEN (SELECT state FROM report WHERE id = OLD.report_id) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'the report is frozen'); END;
CREATE TRIGGER report_answer_delete BEFORE DELETE ON report_answer
WHEN (SELECT state FROM report WHERE id = OLD.report_id) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'the report is frozen'); END;
CREATE TRIGGER report_signature_insert BEFORE INSERT ON report_signature
WHEN (SELECT state FROM report WHERE id = NEW.report_id) <> 'frozen'
BEGIN SELECT RAISE(ABORT, 'only a frozen report is signed'); END;
CREATE TRIGGER report_signature_update BEFORE UPDATE ON report_signature
BEGIN SELECT RAISE(ABORT, 'a signature never changes'); END;
CREATE TRIGGER report_signature_delete BEFORE DELETE ON report_signature
WHEN (SELECT state FROM report WHERE id = OLD.report_id) = 'published'
BEGIN SELECT RAISE(ABORT, 'a published report never changes'); END;
CREATE TRIGGER report_paper_insert BEFORE INSERT ON report_paper
WHEN (SELECT state FROM report WHERE id = NEW.report_id) <> 'frozen'
BEGIN SELECT RAISE(ABORT, 'papers belong to a frozen report'); END;
CREATE TRIGGER report_paper_update BEFORE UPDATE ON report_paper
WHEN (SELECT state FROM report WHERE id = OLD.report_id) = 'published'
BEGIN SELECT RAISE(ABORT, 'a published report never changes'); END;
CREATE TRIGGER report_paper_delete BEFORE DELETE ON report_paper
WHEN (SELECT state FROM report WHERE id = OLD.report_id) = 'published'
BEGIN SELECT RAISE(ABORT, 'a published report never changes'); END;
CREATE TRIGGER correction_update BEFORE UPDATE ON correction
BEGIN SELECT RAISE(ABORT, 'a signed correction never changes'); END;
CREATE TRIGGER correction_delete BEFORE DELETE ON correction
BEGIN SELECT RAISE(ABORT, 'a signed correction never changes'); END;
