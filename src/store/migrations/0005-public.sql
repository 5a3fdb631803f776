-- SPDX-License-Identifier: MulanPSL-2.0
-- What the public connection reads: flat over one or two base tables, nothing private.

PRAGMA user_version = 5;

CREATE VIEW public_agency AS
SELECT id, parent_id, level, receives_requests, position, name, short_name, disclosure_office, authority, address,
    postcode, phone, fax, email, office_hours, site_name, site_host, site_code, site_icp, site_police
FROM agency;

CREATE VIEW public_report AS
SELECT id, agency_id, year, issue, reason, tables, published_at, journal_head, journal_entry
FROM report WHERE state = 'published';

CREATE VIEW public_report_section AS
SELECT report_section.report_id AS report_id, report_section.section AS section, report_section.text AS text
FROM report_section JOIN report ON report.id = report_section.report_id WHERE report.state = 'published';

CREATE VIEW public_report_paper AS
SELECT report_paper.report_id AS report_id, report_paper.format AS format, report_paper.media_type AS media_type,
    report_paper.digest AS digest, report_paper.size AS size, report_paper.bytes AS bytes
FROM report_paper JOIN report ON report.id = report_paper.report_id WHERE report.state = 'published';

CREATE VIEW public_record AS
SELECT id, agency_id, title, kind, topic, COALESCE(key_area, '') AS key_area, COALESCE(formed, '') AS formed,
    published, published_via, document_number, url
FROM record WHERE struck = 0;
