-- How a client reaches whoever answers for an incident, and what that person is told of a draft.
ALTER TABLE users ADD COLUMN phone TEXT;
ALTER TABLE users ADD COLUMN booking_url TEXT;
-- The template that the draft was composed from; none where somebody wrote it.
ALTER TABLE apologies ADD COLUMN template TEXT;
-- JSON: what its owner should know before it is sent
ALTER TABLE apologies ADD COLUMN notes TEXT NOT NULL DEFAULT '[]';
