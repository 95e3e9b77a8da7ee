-- How far a counter-proposal may go. It stands beside the offer, whose version agents see, so that
-- they do not learn that it was set or changed.
CREATE TABLE offer_rooms (
    offer_id TEXT NOT NULL PRIMARY KEY REFERENCES offers (id),
    -- JSON: the limit, and who set it
    room TEXT NOT NULL,
    version BIGINT NOT NULL
);
INSERT INTO offer_rooms (offer_id, room, version)
SELECT id, room, 1 FROM offers WHERE room IS NOT NULL;
ALTER TABLE offers DROP COLUMN room;
