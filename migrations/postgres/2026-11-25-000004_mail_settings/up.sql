-- How the server that was started last writes and sends its mail, for processes beside it that write
-- mail too: one row.
CREATE TABLE mail_settings (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    sender_name TEXT,
    sender_address TEXT NOT NULL,
    public_url TEXT NOT NULL,
    -- whether there is a mail server; without one mail is kept
    goes_out BOOLEAN NOT NULL,
    inbound_address TEXT
);
