ALTER TABLE offers ADD COLUMN recipient TEXT;
