-- When a guarantee was first written: lists show the newest first, whatever is written anew.
ALTER TABLE guarantees ADD COLUMN created_at TIMESTAMP;
UPDATE guarantees SET created_at = (
    SELECT min(written_at) FROM guarantee_versions WHERE guarantee_versions.code = guarantees.code
);
