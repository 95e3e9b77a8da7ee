-- The token that a token was made with.
ALTER TABLE tokens ADD COLUMN made_with TEXT;
CREATE INDEX tokens_made_with ON tokens (made_with);
-- Clients are counted together by their address.
CREATE INDEX clients_address ON clients (lower(email));
