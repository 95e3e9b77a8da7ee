ALTER TABLE offers DROP COLUMN recipient;
