DROP INDEX clients_address;
ALTER TABLE offers DROP COLUMN reworked;
DROP INDEX tokens_made_with;
ALTER TABLE tokens DROP COLUMN made_with;
ALTER TABLE tokens DROP COLUMN made_by;
