-- Mail that came back: replies, reports that a mail did not arrive, automatic answers.
CREATE TABLE inbound (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    -- none where it could not be placed
    incident_id TEXT REFERENCES incidents (id),
    mail_id TEXT REFERENCES mail (id),
    placed_by TEXT,
    sender TEXT NOT NULL,
    from_name TEXT,
    from_address TEXT,
    subject TEXT NOT NULL,
    -- what is new in it
    text TEXT NOT NULL,
    -- what it repeats, and the signature
    quoted TEXT,
    -- JSON: the addresses that a report says the mail did not reach
    recipients TEXT NOT NULL,
    reason TEXT,
    message_id TEXT,
    -- the same message is filed once
    digest TEXT NOT NULL UNIQUE,
    handed_in_by TEXT NOT NULL REFERENCES users (id),
    received_at TIMESTAMP NOT NULL
);
CREATE INDEX inbound_incident ON inbound (incident_id, id);
CREATE INDEX inbound_kind ON inbound (kind, id);
