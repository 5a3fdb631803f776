-- SPDX-License-Identifier: MulanPSL-2.0
-- What is added to an archived case is the office's own affair: the requester's page does not tell that step.
-- compatible: 6

PRAGMA user_version = 27;

DROP VIEW own_step;
CREATE VIEW own_step AS
SELECT id, matter_id, day, CASE WHEN event IN ('agreed', 'refused', 'silent', 'undelivered') THEN 'consult-ended' ELSE event END AS event,
    n, letter_id
FROM matter_step
WHERE struck = 0 AND event NOT IN ('lapse-clarification', 'lapse-reasons', 'lapse-fee', 'assist', 'assist-done', 'search',
    'advise-transfer', 'draft', 'return', 'review', 'check', 'approve', 'archive', 'archive-more', 'extend', 'consult-served', 'tell-third',
    'review-notice', 'review-answered', 'suit-notice', 'suit-answered', 'upheld', 'correct-draft', 'suggest-draft',
    'complaint-ask', 'complaint-account', 'complaint-draft');
