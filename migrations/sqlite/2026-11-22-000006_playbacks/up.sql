-- "So what you are saying is ...": what we understood, and what the client says to it.
CREATE TABLE playbacks (
    id TEXT NOT NULL PRIMARY KEY,
    incident_id TEXT NOT NULL REFERENCES incidents (id),
    state TEXT NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    made_by TEXT NOT NULL REFERENCES users (id),
    made_at TIMESTAMP NOT NULL,
    sent_to TEXT,
    sent_at TIMESTAMP,
    -- JSON: whether the client agreed, what they corrected, who took it down and when
    answer TEXT,
    link_hash TEXT UNIQUE,
    version BIGINT NOT NULL
);
CREATE INDEX playbacks_incident ON playbacks (incident_id, id);

-- What in an account somebody else tells differently; none where nothing is disputed.
ALTER TABLE accounts ADD COLUMN disputed_points TEXT;
