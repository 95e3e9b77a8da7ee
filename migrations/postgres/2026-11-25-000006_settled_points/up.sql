-- What was told differently until the sides agreed, and when they did.
ALTER TABLE accounts ADD COLUMN settled_points TEXT;
ALTER TABLE accounts ADD COLUMN settled_at TIMESTAMP;
