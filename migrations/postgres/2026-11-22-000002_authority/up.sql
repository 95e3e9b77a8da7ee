-- Limits beside approval_limits, authority that is lent, room for a counter-proposal, and what kind
-- of loss an incident is about.
ALTER TABLE users ADD COLUMN finer_limits TEXT NOT NULL DEFAULT '[]';
ALTER TABLE incidents ADD COLUMN loss_kind TEXT;
-- JSON: {"code": "...", "amount": {...}, "on": "2026-11-22"}
ALTER TABLE offers ADD COLUMN guaranteed TEXT;
ALTER TABLE offers ADD COLUMN counter_of TEXT;
ALTER TABLE offers ADD COLUMN approved_for TEXT;
-- JSON: {"limit": {...}, "set_by": "..."}
ALTER TABLE offers ADD COLUMN room TEXT;

CREATE TABLE delegations (
    id TEXT NOT NULL PRIMARY KEY,
    from_user TEXT NOT NULL REFERENCES users (id),
    to_user TEXT NOT NULL REFERENCES users (id),
    starts_at TIMESTAMP NOT NULL,
    ends_at TIMESTAMP NOT NULL,
    -- JSON: [{"amount": "1000.00", "currency": "USD"}]
    limits TEXT NOT NULL,
    reason TEXT NOT NULL,
    made_by TEXT NOT NULL REFERENCES users (id),
    made_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    version BIGINT NOT NULL
);
CREATE INDEX delegations_to ON delegations (to_user, ends_at);
