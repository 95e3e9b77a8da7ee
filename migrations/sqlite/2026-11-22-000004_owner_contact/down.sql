ALTER TABLE apologies DROP COLUMN notes;
ALTER TABLE apologies DROP COLUMN template;
ALTER TABLE users DROP COLUMN booking_url;
ALTER TABLE users DROP COLUMN phone;
