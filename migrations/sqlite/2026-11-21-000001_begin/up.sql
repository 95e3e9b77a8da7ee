-- Portable columns only: text, bigint, boolean, timestamp, date. Ids, words and JSON are text;
-- money is whole minor units and a currency. Times are UTC.

CREATE TABLE users (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    -- the e-mail address in small letters: one person, one user
    email_key TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    -- JSON: [{"amount": "1000.00", "currency": "USD"}]
    approval_limits TEXT NOT NULL,
    active BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE tokens (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    label TEXT NOT NULL,
    -- SHA-256 of the token, which itself is stored nowhere
    hash TEXT NOT NULL UNIQUE,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP,
    revoked_at TIMESTAMP
);
CREATE INDEX tokens_user ON tokens (user_id, id);

CREATE TABLE clients (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    contact_name TEXT,
    email TEXT NOT NULL,
    language TEXT NOT NULL,
    currency TEXT,
    time_zone TEXT,
    notes TEXT,
    external_id TEXT UNIQUE,
    created_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    -- name, contact, e-mail and external id in small letters, for ?q=
    search TEXT NOT NULL
);
CREATE INDEX clients_email ON clients (email);

CREATE TABLE incidents (
    id TEXT NOT NULL PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    client_id TEXT NOT NULL REFERENCES clients (id),
    state TEXT NOT NULL,
    summary TEXT NOT NULL,
    details TEXT,
    client_account TEXT,
    discovered_by TEXT,
    category TEXT,
    severity TEXT NOT NULL,
    fault TEXT NOT NULL,
    subcontractor TEXT,
    occurred_at TIMESTAMP,
    noticed_at TIMESTAMP,
    price_minor BIGINT,
    price_currency TEXT,
    loss_minor BIGINT,
    loss_currency TEXT,
    desired_outcome TEXT,
    expected_minor BIGINT,
    expected_currency TEXT,
    -- JSON: {"guarantee": "...", "facts": {...}}
    breach TEXT,
    owner_id TEXT REFERENCES users (id),
    external_id TEXT,
    ownership TEXT,
    root_cause TEXT,
    reported_by TEXT NOT NULL REFERENCES users (id),
    reported_at TIMESTAMP NOT NULL,
    state_since TIMESTAMP NOT NULL,
    -- JSON: [{"what": "own", "at": "..."}], the earliest first
    due TEXT NOT NULL,
    next_due_at TIMESTAMP,
    version BIGINT NOT NULL,
    -- reference, summary, details, category, client and external id in small letters, for ?q=
    search TEXT NOT NULL
);
CREATE INDEX incidents_client ON incidents (client_id, id);
CREATE INDEX incidents_state ON incidents (state, id);
CREATE INDEX incidents_owner ON incidents (owner_id, id);
CREATE INDEX incidents_reporter ON incidents (reported_by, id);
CREATE INDEX incidents_due ON incidents (next_due_at);

CREATE TABLE accounts (
    id TEXT NOT NULL PRIMARY KEY,
    incident_id TEXT NOT NULL REFERENCES incidents (id),
    by_name TEXT NOT NULL,
    side TEXT NOT NULL,
    text TEXT NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES users (id),
    recorded_at TIMESTAMP NOT NULL
);
CREATE INDEX accounts_incident ON accounts (incident_id, id);

CREATE TABLE promises (
    id TEXT NOT NULL PRIMARY KEY,
    incident_id TEXT NOT NULL REFERENCES incidents (id),
    text TEXT NOT NULL,
    due_at TIMESTAMP NOT NULL,
    kept_at TIMESTAMP,
    kept_note TEXT,
    made_by TEXT NOT NULL REFERENCES users (id),
    made_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX promises_incident ON promises (incident_id, id);

CREATE TABLE preventions (
    id TEXT NOT NULL PRIMARY KEY,
    incident_id TEXT NOT NULL REFERENCES incidents (id),
    description TEXT NOT NULL,
    owner_id TEXT NOT NULL REFERENCES users (id),
    due_on DATE NOT NULL,
    done_at TIMESTAMP,
    done_evidence TEXT,
    verified_at TIMESTAMP,
    verified_evidence TEXT,
    made_by TEXT NOT NULL REFERENCES users (id),
    made_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX preventions_incident ON preventions (incident_id, id);

CREATE TABLE follow_ups (
    id TEXT NOT NULL PRIMARY KEY,
    incident_id TEXT NOT NULL REFERENCES incidents (id),
    satisfaction BIGINT NOT NULL,
    retained BOOLEAN,
    referred BOOLEAN,
    testimonial TEXT,
    note TEXT,
    source TEXT NOT NULL,
    recorded_by TEXT REFERENCES users (id),
    recorded_at TIMESTAMP NOT NULL
);
CREATE INDEX follow_ups_incident ON follow_ups (incident_id, id);

CREATE TABLE apologies (
    id TEXT NOT NULL PRIMARY KEY,
    incident_id TEXT NOT NULL REFERENCES incidents (id),
    state TEXT NOT NULL,
    to_address TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    language TEXT NOT NULL,
    channel TEXT,
    given_at TIMESTAMP,
    note TEXT,
    -- JSON: codes of blocking findings that an approver answered for
    overridden TEXT NOT NULL,
    sent_at TIMESTAMP,
    made_by TEXT NOT NULL REFERENCES users (id),
    made_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX apologies_incident ON apologies (incident_id, id);

CREATE TABLE offers (
    id TEXT NOT NULL PRIMARY KEY,
    incident_id TEXT NOT NULL REFERENCES incidents (id),
    state TEXT NOT NULL,
    -- JSON: the items with their values, and their evidence once they are given
    items TEXT NOT NULL,
    total_minor BIGINT NOT NULL,
    currency TEXT NOT NULL,
    suggested_minor BIGINT,
    suggested_currency TEXT,
    message TEXT,
    justification TEXT,
    expires_at TIMESTAMP NOT NULL,
    made_by TEXT NOT NULL REFERENCES users (id),
    made_at TIMESTAMP NOT NULL,
    -- JSON: ids of everybody who made, edited or submitted it
    hands TEXT NOT NULL,
    submitted_by TEXT REFERENCES users (id),
    approved_by TEXT REFERENCES users (id),
    decided_at TIMESTAMP,
    decision_note TEXT,
    sent_at TIMESTAMP,
    -- JSON: when and what the client answered
    answer TEXT,
    -- SHA-256 of the token of the client's page
    link_hash TEXT UNIQUE,
    version BIGINT NOT NULL
);
CREATE INDEX offers_incident ON offers (incident_id, id);
CREATE INDEX offers_state ON offers (state, expires_at);

-- Append-only. Every entry carries the hash of the one before.
CREATE TABLE history (
    sequence BIGINT NOT NULL PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    at TIMESTAMP NOT NULL,
    by_id TEXT,
    by_name TEXT,
    by_role TEXT,
    action TEXT NOT NULL,
    incident_id TEXT,
    subject_kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    before TEXT,
    after TEXT NOT NULL,
    note TEXT,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE INDEX history_incident ON history (incident_id, sequence);

-- One row: the last entry of the history. Whoever appends holds it until the commit.
CREATE TABLE history_head (
    name TEXT NOT NULL PRIMARY KEY,
    sequence BIGINT NOT NULL,
    hash TEXT NOT NULL
);
INSERT INTO history_head (name, sequence, hash)
VALUES ('head', 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- The outbox: every mail as it was rendered when it was queued.
CREATE TABLE mail (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    incident_id TEXT REFERENCES incidents (id),
    to_address TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    html TEXT NOT NULL,
    -- the whole RFC 5322 message that goes over the wire
    message TEXT NOT NULL,
    message_id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    next_try_at TIMESTAMP,
    -- while it is being sent: when another worker may take it up
    lease_until TIMESTAMP,
    last_error TEXT,
    created_at TIMESTAMP NOT NULL,
    sent_at TIMESTAMP
);
CREATE INDEX mail_state ON mail (state, next_try_at);
CREATE INDEX mail_incident ON mail (incident_id, id);

-- The outcome of a request with an Idempotency-Key, written in the commit of its work.
CREATE TABLE idempotency (
    user_id TEXT NOT NULL,
    key_hash TEXT NOT NULL,
    -- SHA-256 of the route and the body
    fingerprint TEXT NOT NULL,
    status BIGINT NOT NULL,
    -- JSON: the outcome to answer with again
    outcome TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (user_id, key_hash)
);
CREATE INDEX idempotency_created ON idempotency (created_at);

-- The last number given out, by name (incidents of a year).
CREATE TABLE counters (
    name TEXT NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);

CREATE TABLE policies (
    version BIGINT NOT NULL PRIMARY KEY,
    -- JSON: the rules
    body TEXT NOT NULL,
    created_by TEXT REFERENCES users (id),
    created_at TIMESTAMP NOT NULL
);
