DROP INDEX clients_address;
DROP INDEX tokens_made_with;
ALTER TABLE tokens DROP COLUMN made_with;
