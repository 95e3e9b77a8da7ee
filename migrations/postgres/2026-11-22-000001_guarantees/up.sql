-- Promises with consequences, as data. The versions by date are in the body.
CREATE TABLE guarantees (
    code TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    -- JSON: the guarantee as it was written
    body TEXT NOT NULL,
    written_by TEXT NOT NULL REFERENCES users (id),
    written_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
