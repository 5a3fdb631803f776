-- SPDX-License-Identifier: MulanPSL-2.0
-- What somebody wrote when handing a matter over may be erased with it. Nothing else of an assignment ever changes.
-- compatible: 6

PRAGMA user_version = 21;

-- postgresql instead: DROP TRIGGER assignment_update ON assignment; DROP FUNCTION assignment_update();
DROP TRIGGER assignment_update;
-- to here
CREATE TRIGGER assignment_update BEFORE UPDATE ON assignment
WHEN NEW.note <> '' OR NEW.id <> OLD.id OR NEW.agency_id <> OLD.agency_id OR NEW.matter_id <> OLD.matter_id
    OR NEW.post_id <> OLD.post_id OR NEW.account_id <> OLD.account_id OR NEW.at <> OLD.at
BEGIN SELECT RAISE(ABORT, 'an assignment is never changed, only followed by another'); END;
