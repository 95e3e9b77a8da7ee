-- Every text of a guarantee that was in force, and from when on: what was reported under it is judged
-- by it, whatever is written later.
CREATE TABLE guarantee_versions (
    code TEXT NOT NULL REFERENCES guarantees (code),
    version BIGINT NOT NULL,
    -- JSON: the guarantee as it was written
    body TEXT NOT NULL,
    written_by TEXT NOT NULL REFERENCES users (id),
    written_at TIMESTAMP NOT NULL,
    PRIMARY KEY (code, version)
);
INSERT INTO guarantee_versions (code, version, body, written_by, written_at)
SELECT code, version, body, written_by, written_at FROM guarantees;
