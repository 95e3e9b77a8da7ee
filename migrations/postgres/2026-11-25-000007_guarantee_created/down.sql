ALTER TABLE guarantees DROP COLUMN created_at;
