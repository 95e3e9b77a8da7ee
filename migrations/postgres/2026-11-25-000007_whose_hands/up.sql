-- Who has a token in their hands beside its user, and the token that it was made with.
ALTER TABLE tokens ADD COLUMN made_by TEXT;
ALTER TABLE tokens ADD COLUMN made_with TEXT;
CREATE INDEX tokens_made_with ON tokens (made_with);
-- Whether an offer was changed after it was submitted for the first time.
ALTER TABLE offers ADD COLUMN reworked BOOLEAN NOT NULL DEFAULT FALSE;
-- Clients are counted together by their address.
CREATE INDEX clients_address ON clients (lower(email));
