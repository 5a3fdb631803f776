-- SPDX-License-Identifier: MulanPSL-2.0
-- Whoever asked for a correction, suggested something or complained follows it by number and code too: the other
-- registers beside own_matter, in its columns.
-- compatible: 6

PRAGMA user_version = 18;

CREATE VIEW own_beside AS
SELECT matter.id AS id, matter.code AS code, matter.agency_id AS agency_id, matter.kind AS kind, matter.filed_at AS filed_at,
    entry.number AS number, entry.record AS subject, COALESCE(entry.result, '') AS outcome, entry.struck AS struck
FROM matter JOIN correction_request entry ON entry.id = matter.entry_id WHERE matter.kind = 'correction'
UNION ALL
SELECT matter.id, matter.code, matter.agency_id, matter.kind, matter.filed_at,
    entry.number, entry.subject, COALESCE(entry.result, ''), entry.struck
FROM matter JOIN suggestion entry ON entry.id = matter.entry_id WHERE matter.kind = 'suggestion'
UNION ALL
SELECT matter.id, matter.code, matter.agency_id, matter.kind, matter.filed_at,
    entry.number, entry.subject, COALESCE(entry.result, ''), entry.struck
FROM matter JOIN complaint entry ON entry.id = matter.entry_id WHERE matter.kind = 'complaint';
